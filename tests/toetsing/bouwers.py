"""Rounds and verdicts, made by the real acties."""

from datetime import timedelta

from berichten import klok
from tests.verbeterplan.bouwers import maak_versie, regels_van
from toetsing import acties
from toetsing.models import Discipline, Toets, Toetsronde

ROL = {
    "privacy": "privacy_officer",
    "juridisch": "jurist",
    "iv_ict": "specialist_iv",
    "communicatie": "communicatieadviseur",
}


def vraag(cast, versie, wie: dict, vrij=(), dagen=14) -> Toetsronde:
    """`wie`: {"privacy": ["V1", "V2"]}; `vrij`: [("V3", reason)]. Deadline in `dagen` days."""
    regels = regels_van(versie)
    opdracht = [
        (Discipline.objects.get(code=code), getattr(cast, ROL[code]), [regels[v] for v in codes])
        for code, codes in wie.items()
    ]
    vrijstellingen = [(regels[v], reden) for v, reden in vrij]
    deadline = klok.vandaag() + timedelta(days=dagen)
    return acties.vraag_aan(
        versie, door=cast.projectleider, deadline=deadline, opdracht=opdracht, vrijstellingen=vrijstellingen
    )


def toets_van(versie, discipline) -> Toets:
    """The newest toets of this discipline over this version."""
    return Toets.objects.filter(ronde__planversie=versie, discipline__code=discipline).latest("id")


def oordeel(versie, discipline, code, waarde="akkoord", /, **velden):
    toets = toets_van(versie, discipline)
    if waarde not in ("akkoord", "nvt"):
        velden.setdefault("opmerking", f"Let op bij {code}.")
    return acties.geef_oordeel(toets, door=toets.specialist, planregel=regels_van(versie)[code], oordeel=waarde, **velden)


def lever_in(versie, discipline):
    toets = toets_van(versie, discipline)
    acties.lever_in(toets, door=toets.specialist)
    return toets


def maak_getoetst(cast, aantal=3, waarde="akkoord", **velden):
    """A version of which every improvement was judged by privacy, and handed in."""
    versie = maak_versie(cast.traject, cast.projectleider, aantal)
    codes = list(regels_van(versie))
    vraag(cast, versie, {"privacy": codes})
    for code in codes:
        oordeel(versie, "privacy", code, waarde, **velden)
    lever_in(versie, "privacy")
    return versie
