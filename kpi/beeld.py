"""The KPI's as the pages show them: figures in words, a judgement by the literal operator, the chart."""

from dataclasses import dataclass

from django.urls import reverse

from trajecten.vingerafdruk import sha256_van
from ui.grafieken import conclusie_run, run_chart
from ui.opmaak import datum_kort, getal

from .acties import vast_te_stellen
from .models import Kpi, KpiVaststelling, Meting
from .voorbeelden import VOORBEELDEN

OORDEEL = {True: ("goed", "Voldoet"), False: ("fout", "Voldoet niet"), None: ("neutraal", "Niet gemeten")}


@dataclass
class MetingBeeld:
    pk: int
    datum: str
    soort: str
    waarde: str
    is_cijfer: bool
    oordeel: tuple[str, str]
    n: int | None
    bron: str
    opmerking: str
    door: str
    intrek_adres: str


@dataclass
class KpiBeeld:
    kpi: Kpi
    adres: str
    norm: str
    nulmeting: str
    laatste: str
    laatste_datum: str
    oordeel: tuple[str, str]
    metingen: list[MetingBeeld]
    conclusie: str
    mag_meten: bool

    @property
    def sleutel(self) -> str:
        """For ids on the page: a number in a template would get a thousands separator."""
        return str(self.kpi.pk)

    def _grafiek(self, breed: bool) -> str:
        kpi = self.kpi
        punten = [(meting.datum, meting.waarde) for meting in kpi.metingen.all()]
        titel = f"KPI {kpi.nummer}, {kpi.naam}"
        nul = _nulpunt(kpi.metingen.all())
        return run_chart(
            punten, kpi.norm, kpi.operator, kpi.eenheid, nulmeting=nul, breed=breed, titel=titel, id_=f"kpi-{kpi.pk}"
        )

    @property
    def grafiek_breed(self) -> str:
        return self._grafiek(True)

    @property
    def grafiek_smal(self) -> str:
        return self._grafiek(False)


def beeld_van(kpi: Kpi, mag_meten: bool = False) -> KpiBeeld:
    """Of a KPI whose measurements are prefetched; makes no query."""
    metingen = list(kpi.metingen.all())
    nul = next((meting for meting in metingen if meting.fase == Meting.Fase.NUL), None)
    laatste = metingen[-1] if metingen else None
    gepland = f"gepland op {datum_kort(kpi.nulmeting_gepland)}" if kpi.nulmeting_gepland else "nog niet gemeten"
    return KpiBeeld(
        kpi=kpi,
        adres=reverse("kpi:kpi", args=[kpi.traject_id, kpi.pk]),
        norm=kpi.norm_in_woorden,
        nulmeting=kpi.in_woorden(nul.waarde) if nul else gepland,
        laatste=kpi.in_woorden(laatste.waarde) if laatste else "nog niet gemeten",
        laatste_datum=datum_kort(laatste.datum) if laatste else "",
        oordeel=_oordeel(kpi, laatste),
        metingen=[_meting(kpi, meting) for meting in metingen],
        conclusie=_conclusie(kpi, metingen),
        mag_meten=mag_meten,
    )


def _meting(kpi, meting) -> MetingBeeld:
    return MetingBeeld(
        pk=meting.pk,
        datum=datum_kort(meting.datum),
        soort=meting.get_fase_display(),
        waarde=kpi.in_woorden(meting.waarde),
        is_cijfer=meting.waarde is not None,
        oordeel=_oordeel(kpi, meting),
        n=meting.n,
        bron=meting.bron,
        opmerking=meting.opmerking,
        door=str(meting.door),
        intrek_adres=reverse("kpi:intrekken", args=[kpi.traject_id, meting.pk]),
    )


def _oordeel(kpi, meting) -> tuple[str, str]:
    if meting is not None and meting.waarde is None:
        return "neutraal", "Niet meetbaar"
    return OORDEEL[kpi.haalt(meting.waarde) if meting else None]


def _conclusie(kpi, metingen) -> str:
    punten = [(meting.datum, meting.waarde) for meting in metingen]
    return conclusie_run(punten, kpi.norm, kpi.operator, kpi.eenheid, _nulpunt(metingen))


def _nulpunt(metingen):
    nulmetingen = (m for m in metingen if m.fase == Meting.Fase.NUL and m.waarde is not None)
    return next(((m.datum, m.waarde) for m in nulmetingen), None)


def vaststelling_in_beeld(kpis: list[Kpi], vaststelling: KpiVaststelling | None) -> dict:
    """Who fixed which set when, the hash of the set as it is now, and in words what changed since."""
    nu = vast_te_stellen(kpis)
    toen = {regel["nummer"]: regel for regel in vaststelling.inhoud} if vaststelling else {}
    return {
        "laatste": vaststelling,
        "gezien": sha256_van(nu),
        "is_actueel": bool(vaststelling) and vaststelling.sha256 == sha256_van(nu),
        "gewijzigd": _verschillen(toen, {regel["nummer"]: regel for regel in nu}) if vaststelling else [],
    }


def _verschillen(toen: dict, nu: dict) -> list[str]:
    zinnen = [f"KPI {nummer} is nieuw: {nu[nummer]['naam']}." for nummer in nu if nummer not in toen]
    zinnen += [f"KPI {nummer} is vervallen: {toen[nummer]['naam']}." for nummer in toen if nummer not in nu]
    for nummer in nu:
        if nummer in toen and toen[nummer] != nu[nummer]:
            zinnen.append(f"KPI {nummer} was: {_norm(toen[nummer])}. Nu: {_norm(nu[nummer])}.")
    return zinnen


def _norm(regel: dict) -> str:
    norm = Kpi(operator=regel["operator"], norm=regel["norm"], eenheid=regel["eenheid"]).norm_in_woorden
    streef = regel.get("streefwaarde")
    return f"{regel['naam']}, {norm}" + (f", streefwaarde {getal(streef)}" if streef else "")


def voorbeelden_in_beeld(traject, kpis: list[Kpi]) -> list[dict]:
    """The catalogue with a link that fills in the form, or the remark that the name is taken."""
    namen = {kpi.naam.strip().casefold() for kpi in kpis}
    nieuw = reverse("kpi:nieuw", args=[traject.pk])
    return [
        {
            "naam": voorbeeld.naam,
            "norm": Kpi(operator=voorbeeld.operator, norm=voorbeeld.norm, eenheid=voorbeeld.eenheid).norm_in_woorden,
            "thema": Kpi.Thema(voorbeeld.thema).label,
            "adres": f"{nieuw}?voorbeeld={voorbeeld.nummer}",
            "staat_er_al": voorbeeld.naam.casefold() in namen,
        }
        for voorbeeld in VOORBEELDEN.values()
    ]
