"""The least that step 9 needs: an approved version with improvements, decided and planned as asked."""

from datetime import date
from itertools import count

from implementatie.models import Implementatieactie, Prioritering
from tests.bouwers import maak_gebruiker
from vaststelling.models import Besluit
from verbeteringen.models import Verbetering
from verbeterplan.models import PlanRegel, PlanVersie

_n = count(1)


def maak_verbetering(traject, door, code=None, titel="Digitaal aanvraagformulier") -> Verbetering:
    return Verbetering.objects.create(traject=traject, door=door, code=code or f"V{next(_n)}", titel=titel)


def maak_plan(traject, door, aantal=3, verbeteringen=None, nummer=1, goedgekeurd=True) -> list[PlanRegel]:
    """A frozen version with `aantal` improvements V1…; approved unless told otherwise."""
    verbeteringen = verbeteringen or [maak_verbetering(traject, door, f"V{n}") for n in range(1, aantal + 1)]
    versie = PlanVersie.objects.create(traject=traject, nummer=nummer, inhoud={}, sha256=f"{nummer:064d}", door=door)
    regels = [
        PlanRegel.objects.create(
            planversie=versie,
            verbetering=verbetering,
            volgorde=volgorde,
            code=verbetering.code,
            titel=verbetering.titel,
            besluit="opnemen",
            termijn="quick_win",
            inhoud={},
            sha256="0" * 64,
        )
        for volgorde, verbetering in enumerate(verbeteringen, start=1)
    ]
    if goedgekeurd:
        Besluit.objects.create(planversie=versie, besluit="goedgekeurd", sha256=versie.sha256, door=door)
    return regels


def maak_prioritering(regel, besluit="overnemen", rang=None, reden="") -> Prioritering:
    return Prioritering.objects.create(planregel=regel, besluit=besluit, rang=rang, reden=reden)


def maak_actie(traject, prioritering=None, soort="verbetering", **velden) -> Implementatieactie:
    velden = {
        "omschrijving": "Formulier bouwen",
        "actiehouder": velden.pop("actiehouder", None) or maak_gebruiker(),
        "start": date(2024, 1, 8),
        "eind": date(2024, 3, 1),
    } | velden
    velden.setdefault("eerste_eind", velden["eind"])
    return Implementatieactie.objects.create(traject=traject, prioritering=prioritering, soort=soort, **velden)
