"""Rows of step 5, straight into the tables."""

from serviceformule.models import Beoordeling, Formule, Koppeling, P


def maak_koppeling(traject, door, code="wegwijs", **velden) -> Koppeling:
    """The traject with one of the five formules of the seed."""
    velden = {"formule": Formule.objects.get(code=code), "motivering": "Meerdere afdelingen adviseren"} | velden
    return Koppeling.objects.create(traject=traject, door=door, **velden)


def maak_beoordeling(traject, p="Proces", oordeel="komt_overeen", **velden) -> Beoordeling:
    velden = {"extern": "Termijn en status", "intern": "Vaste besluitmomenten"} | velden
    return Beoordeling.objects.create(traject=traject, p=p, oordeel=oordeel, **velden)


def maak_volledige_6p(traject, door) -> Koppeling:
    """Everything that step 5 asks: a formule, and six P's that agree."""
    for p in P.values:
        maak_beoordeling(traject, p)
    return maak_koppeling(traject, door)
