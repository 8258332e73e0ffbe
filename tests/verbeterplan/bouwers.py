"""The least that steps 6 and later need: ideas, decisions, and a version frozen by the real actie."""

from itertools import count

from verbeteringen.models import Herkomst, Verbetering
from verbeterplan import acties
from verbeterplan.models import Keuze, PlanVersie

_n = count(1000)


def maak_idee(traject, door, code=None, titel="Vast overleg om de week", stap=3, **velden) -> Verbetering:
    idee = Verbetering.objects.create(traject=traject, door=door, code=code or f"V{next(_n)}", titel=titel, **velden)
    Herkomst.objects.create(verbetering=idee, stap=stap)
    return idee


def maak_keuze(idee, door, **velden) -> Keuze:
    velden = {"besluit": "opnemen", "termijn": "quick_win", "effect": 4, "moeite": 2} | velden
    return Keuze.objects.create(verbetering=idee, door=door, **velden)


def maak_ideeen(traject, door, aantal, **velden) -> list[Verbetering]:
    """V1 … Vn, all chosen."""
    ideeen = [maak_idee(traject, door, f"V{n}") for n in range(1, aantal + 1)]
    for idee in ideeen:
        maak_keuze(idee, door, **velden)
    return ideeen


def maak_versie(traject, door, aantal=3) -> PlanVersie:
    """A frozen version with V1 … Vn chosen. Needs the fixture `open_poorten`."""
    maak_ideeen(traject, door, aantal)
    return acties.leg_vast(traject, door=door)


def regels_van(versie) -> dict:
    """code → PlanRegel of the chosen improvements."""
    return {regel.code: regel for regel in versie.regels.filter(besluit="opnemen")}
