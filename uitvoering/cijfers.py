"""The figures of an evaluation: nulmeting → now → norm, by the literal operator, honest when there is too little to say."""

from datetime import date
from decimal import Decimal

from kpi.models import Kpi, Meting
from ui.grafieken import hoeveelheid, norm_tekst
from ui.opmaak import datum_kort, getal

NUL = Meting.Fase.NUL


def kpis_met_metingen(traject, tot: date | None = None) -> list[tuple[Kpi, list[Meting]]]:
    """Every KPI with its measurements up to and including `tot`, in two queries."""
    kpis = list(Kpi.objects.filter(traject=traject))
    per_kpi = metingen_van(kpis, tot)
    return [(kpi, per_kpi[kpi.pk]) for kpi in kpis]


def metingen_van(kpis: list[Kpi], tot: date | None = None) -> dict[int, list[Meting]]:
    """Per KPI its measurements by date, in one query."""
    per_kpi: dict = {kpi.pk: [] for kpi in kpis}
    rijen = Meting.objects.filter(kpi__in=kpis).order_by("datum", "id")
    for meting in rijen.filter(datum__lte=tot) if tot else rijen:
        per_kpi[meting.kpi_id].append(meting)
    return per_kpi


def cijfers(traject, tot: date | None = None) -> list[dict]:
    """What an evaluation copies: per KPI the nulmeting and the newest measurement up to `tot`, with verdict."""
    return [cijfer(kpi, metingen) for kpi, metingen in kpis_met_metingen(traject, tot)]


def cijfer(kpi: Kpi, metingen: list[Meting]) -> dict:
    nul = next((meting for meting in metingen if meting.fase == NUL), None)
    nu = next((meting for meting in reversed(metingen) if meting.fase != NUL), None)
    return {
        "nummer": kpi.nummer,
        "naam": kpi.naam,
        "eenheid": kpi.eenheid,
        "operator": kpi.operator,
        "norm": kpi.norm,
        "richting": kpi.richting,
        "nul": _feiten(nul),
        "nu": _feiten(nu),
        "metingen": sum(meting.waarde is not None for meting in metingen),
        "haalt": kpi.haalt(nu.waarde) if nu else None,
    }


def _feiten(meting: Meting | None) -> dict | None:
    if meting is None:
        return None
    return {"datum": meting.datum, "waarde": meting.waarde, "n": meting.n, "opmerking": meting.opmerking}


def in_woorden(rij: dict) -> dict:
    """One row of the table on screen, from fresh figures or from the copy in an Evaluatie (where numbers are texts)."""
    haalt, nu = rij["haalt"], rij["nu"]
    if haalt is not None:
        oordeel = ("goed", "Norm gehaald") if haalt else ("fout", "Norm niet gehaald")
    else:
        oordeel = ("neutraal", "Niet meetbaar") if nu else ("neutraal", "Te weinig metingen")
    return {
        "nummer": rij["nummer"],
        "naam": rij["naam"],
        "norm": norm_tekst(Decimal(str(rij["norm"])), rij["operator"], rij["eenheid"]),
        "nul": _waarde(rij["nul"], rij["eenheid"]),
        "nu": _waarde(nu, rij["eenheid"]),
        "soort": oordeel[0],
        "oordeel": oordeel[1],
        "verandering": verandering(rij),
    }


def _waarde(meting: dict | None, eenheid: str) -> dict:
    if meting is None:
        return {"tekst": "niet gemeten", "bij": ""}
    if meting["waarde"] is None:
        return {"tekst": "niet meetbaar", "bij": meting["opmerking"]}
    dag = meting["datum"] if isinstance(meting["datum"], date) else date.fromisoformat(meting["datum"])
    aantal = f", {getal(meting['n'])} waarnemingen" if meting["n"] else ", aantal onbekend"
    return {"tekst": hoeveelheid(Decimal(str(meting["waarde"])), eenheid), "bij": datum_kort(dag) + aantal}


def verandering(rij: dict) -> str:
    """From nulmeting to now in words. Two figures show a difference, never its cause."""
    nul, nu = rij["nul"], rij["nu"]
    if not nul or not nu or nul["waarde"] is None or nu["waarde"] is None:
        return "te weinig metingen om te vergelijken"
    voor, na = Decimal(str(nul["waarde"])), Decimal(str(nu["waarde"]))
    if voor == na:
        return "gelijk aan de nulmeting"
    beter = (na > voor) == (rij["richting"] == Kpi.Richting.HOGER)
    richting = "hoger" if na > voor else "lager"
    return f"{getal(abs(na - voor))} {richting} dan de nulmeting: {'beter' if beter else 'slechter'}"
