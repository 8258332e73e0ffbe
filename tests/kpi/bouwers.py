"""Builders of rows for step 2: KPI's and measurements without the rules of the acties."""

from datetime import date
from decimal import Decimal
from itertools import count

from kpi.models import Kpi, Meting

_nummer = count(1)


def maak_kpi(traject, **velden) -> Kpi:
    """A complete KPI: minstens 95 %, with owner and source."""
    nummer = Kpi.objects.filter(traject=traject).count() + 1
    standaard = {
        "nummer": nummer,
        "naam": f"Indicator {next(_nummer)}",
        "operator": ">=",
        "norm": Decimal(95),
        "eenheid": "%",
        "richting": "hoger",
        "eigenaar": "Coördinator KCC",
        "bron": "zaaksysteem",
    }
    return Kpi.objects.create(traject=traject, **(standaard | velden))


def maak_meting(kpi, door, **velden) -> Meting:
    standaard = {"datum": date(2023, 6, 30), "waarde": Decimal(38), "fase": "nulmeting", "n": 40}
    return Meting.objects.create(kpi=kpi, door=door, **(standaard | velden))
