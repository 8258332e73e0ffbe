"""The page of one traject: what stands where in all its rooms. It reads what the acties have computed, so it costs few queries."""

from collections import defaultdict
from functools import partial

from django.urls import reverse

from berichten import klok
from kpi.models import Kpi, Meting
from trajecten import queries
from trajecten.lijst import hoe_lang
from trajecten.rollen import rechten_van
from trajecten.scherm import scherm, toon
from ui.grafieken import conclusie_run, hoeveelheid, norm_tekst, run_chart

LANG_WACHTEN = 14  # days; then the page says so


@scherm("traject_zien")
def traject(request, traject):
    vandaag = klok.vandaag()
    leden = list(queries.huidige_leden(traject))
    taken = [_taak(taak, request.user, vandaag) for taak in queries.open_taken(traject)]
    taken.sort(key=lambda taak: not taak["van_mij"])  # mine first; the rest stays in order of urgency
    return toon(
        request,
        "trajecten/traject.html",
        traject=traject,
        rechten=rechten_van(request.user, traject),
        huidig=next((regel for regel in traject.stand if regel["is_huidig"]), None),
        eigenaar=next((lid.gebruiker for lid in leden if lid.rol == "proceseigenaar"), None),
        leden=leden,
        taken=taken,
        melding=_melding(traject, taken),
        kpis=_kpis(traject),
        regels=queries.laatste_regels(traject),
        documenten=reverse("rapporten:lijst", args=[traject.pk]),
        verbeteringen=reverse("verbeteringen:stap", args=[traject.pk]),
    )


def _taak(taak, gebruiker, vandaag) -> dict:
    return {
        "zin": taak.zin,
        "adres": taak.adres,
        "van_mij": taak.gebruiker_id == gebruiker.pk,
        "wie": "u" if taak.gebruiker_id == gebruiker.pk else str(taak.gebruiker),
        "hoe_lang": hoe_lang(taak.sinds, vandaag),
        "dagen": (vandaag - taak.sinds).days,
        "vervalt_op": taak.vervalt_op,
        "is_te_laat": bool(taak.vervalt_op and taak.vervalt_op < vandaag),
    }


def _melding(traject, taken) -> dict | None:
    """At most one: closed; else what is late (mine first); else what waits long."""
    if traject.afgesloten_op:
        return {"soort": "info", "kop": "Dit traject is afgesloten.", "zin": traject.afsluitreden}
    laat = sorted((taak for taak in taken if taak["is_te_laat"]), key=lambda taak: not taak["van_mij"])
    if laat:
        return {
            "soort": "let_op",
            "kop": "Dit is te laat:",
            "zin": f"{laat[0]['zin']} ({laat[0]['wie']}).",
            "adres": laat[0]["adres"],
        }
    lang = max(taken, key=lambda taak: taak["dagen"], default=None)
    if lang and lang["dagen"] >= LANG_WACHTEN:
        zin = f"{lang['zin']} ({lang['wie']}, {lang['hoe_lang']})."
        return {"soort": "let_op", "kop": "Dit wacht al lang:", "zin": zin, "adres": lang["adres"]}
    return None


def _kpis(traject) -> list[dict]:
    """Per KPI the latest value against its norm, and a small run chart as soon as there are two points."""
    metingen = defaultdict(list)
    for meting in Meting.objects.filter(kpi__traject=traject).order_by("datum", "id"):
        metingen[meting.kpi_id].append(meting)
    return [_kpi(kpi, metingen[kpi.pk]) for kpi in Kpi.objects.filter(traject=traject)]


def _kpi(kpi, metingen) -> dict:
    punten = [(meting.datum, meting.waarde) for meting in metingen]
    bekend = [(dag, waarde) for dag, waarde in punten if waarde is not None]
    laatste = bekend[-1] if bekend else None
    nul = next((meting.waarde for meting in metingen if meting.fase == Meting.Fase.NUL), None)
    grafieken = ("", "")
    if len(bekend) > 1:
        maak = partial(
            run_chart, punten, kpi.norm, kpi.operator, kpi.eenheid, nulmeting=nul, titel=kpi.naam, id_=f"kpi-{kpi.pk}"
        )
        grafieken = maak(breed=True), maak(breed=False)
    return {
        "naam": kpi.naam,
        "norm": norm_tekst(kpi.norm, kpi.operator, kpi.eenheid),
        "laatste": hoeveelheid(laatste[1], kpi.eenheid) if laatste else "",
        "op": laatste[0] if laatste else None,
        "haalt": kpi.haalt(laatste[1]) if laatste else None,
        "aantal": len(bekend),
        "breed": grafieken[0],
        "smal": grafieken[1],
        "conclusie": conclusie_run(punten, kpi.norm, kpi.operator, kpi.eenheid, nul),
    }
