"""Step 2: what the proceseigenaar can steer on, with a norm and a nulmeting."""

from django.urls import reverse

from trajecten.models import Traject
from trajecten.stap import Mensen, Opgave, Stand, Stap
from trajecten.vingerafdruk import sha256_van

from .acties import vast_te_stellen
from .models import Kpi, KpiIdee, Meting
from .queries import laatste_vaststelling


def stand(traject: Traject, mensen: Mensen) -> Stand:
    """Ready when each KPI has a norm, an owner, a source or method, a nulmeting or its date, and the set is fixed (b)."""
    kpis = list(Kpi.objects.filter(traject=traject))
    adres = reverse("kpi:stap", args=[traject.pk])
    if not kpis:
        zin = "minstens één KPI met een norm, vastgesteld door de proceseigenaar"
        return Stand(False, [zin], [Opgave(mensen["projectleider"], "kpis", "Bepaal de KPI's", adres)])
    gemeten = set(Meting.objects.filter(kpi__in=kpis, fase=Meting.Fase.NUL).values_list("kpi_id", flat=True))
    ontbreekt = {
        "een eigenaar": [kpi for kpi in kpis if not kpi.eigenaar],
        "een bron of een manier van meten": [kpi for kpi in kpis if not kpi.bron and not kpi.meetmethode],
        "een nulmeting, of een datum daarvoor,": [k for k in kpis if k.pk not in gemeten and not k.nulmeting_gepland],
    }
    nog_nodig = [f"{wat} bij {bij_welke(welke)}" for wat, welke in ontbreekt.items() if welke]
    opgaven = [
        Opgave(
            mensen["projectleider"],
            f"nulmeting-{kpi.pk}",
            f"Leg de nulmeting van KPI {kpi.nummer} vast",
            reverse("kpi:meting", args=[traject.pk, kpi.pk]),
            vervalt_op=kpi.nulmeting_gepland,
        )
        for kpi in kpis
        if kpi.nulmeting_gepland and kpi.pk not in gemeten
    ]
    if nog_nodig:
        opgaven.append(Opgave(mensen["projectleider"], "kpis", "Vul de KPI's aan", adres))
    vaststelling = laatste_vaststelling(traject)
    if vaststelling is None or vaststelling.sha256 != sha256_van(vast_te_stellen(kpis)):
        opnieuw = "de KPI's opnieuw vastgesteld door de proceseigenaar, want ze zijn gewijzigd"
        zin = opnieuw if vaststelling else "de KPI's, vastgesteld door de proceseigenaar"
        if not nog_nodig:
            opgaven.append(Opgave(mensen["proceseigenaar"], "kpis-vaststellen", "Stel de KPI's vast", adres))
        nog_nodig.append(zin)
    return Stand(True, nog_nodig, opgaven)


def bij_welke(kpis) -> str:
    """KPI 3 · KPI 1 en 4 · 5 KPI's."""
    *eerste, laatste = [str(kpi.nummer) for kpi in kpis]
    if len(eerste) > 2:
        return f"{len(kpis)} KPI's"
    return f"KPI {', '.join(eerste)} en {laatste}" if eerste else f"KPI {laatste}"


def spoor(verbetering) -> list[tuple[str, str]]:
    """From which KPI an improvement was born."""
    ideeen = KpiIdee.objects.filter(verbetering=verbetering).select_related("kpi").order_by("id")
    return [(f"Ontstaan bij {idee.kpi}", reverse("kpi:kpi", args=[verbetering.traject_id, idee.kpi_id])) for idee in ideeen]


STAP = Stap(
    nummer=2,
    titel="KPI's",
    kamer="kpi",
    na=(1,),
    levert_op="Een set KPI's met norm en nulmeting, vastgesteld door de proceseigenaar.",
    stand=stand,
    spoor=spoor,
)
