"""Every read of this room with a name."""

from django.db.models import Prefetch, prefetch_related_objects

from trajecten.models import Lid

from .models import Kpi, KpiIdee, KpiVaststelling, Meting


def kpis_met_metingen(traject) -> list[Kpi]:
    """The set in order, each with its measurements by date; two queries whatever their number."""
    metingen = Prefetch("metingen", Meting.objects.select_related("door"))
    kpis = list(Kpi.objects.filter(traject=traject).prefetch_related(metingen))
    for kpi in kpis:
        kpi.traject = traject
    return kpis


def haal_metingen_bij(kpi) -> None:
    """Fetch the measurements of one KPI once, for whatever the page asks of them."""
    prefetch_related_objects([kpi], Prefetch("metingen", Meting.objects.select_related("door")))


def laatste_vaststelling(traject) -> KpiVaststelling | None:
    return KpiVaststelling.objects.filter(traject=traject).select_related("door").last()


def ideeen_van(kpi) -> list[KpiIdee]:
    return list(KpiIdee.objects.filter(kpi=kpi).select_related("verbetering").order_by("id"))


def mogelijke_eigenaren(traject) -> list[str]:
    """Functions and teams of the project group: what an owner can be called, so that his own people may record figures."""
    leden = Lid.objects.filter(traject=traject, tot=None).values_list("functie", "team")
    return sorted({naam for lid in leden for naam in lid if naam}, key=str.casefold)
