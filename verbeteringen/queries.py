"""Every read of this room with a name."""

from django.db.models import Prefetch, Q

from .models import Herkomst, Verbetering

PER_BLAD = 100


def register(traject, *, zoek="", stap=None, na=None):
    """The ideas of a traject in order, with where they came from; two queries. `na`: those after this one (next page)."""
    rijen = Verbetering.objects.filter(traject=traject).select_related("door", "uit")
    if zoek:
        rijen = rijen.filter(Q(titel__icontains=zoek) | Q(omschrijving__icontains=zoek) | Q(code__iexact=zoek))
    if stap:
        rijen = rijen.filter(pk__in=Herkomst.objects.filter(verbetering__traject=traject, stap=stap).values("verbetering"))
    if na:
        rijen = rijen.filter(pk__gt=na)
    return rijen.prefetch_related(Prefetch("herkomsten", Herkomst.objects.order_by("stap", "id")))


def verwanten(verbetering) -> list[Verbetering]:
    """What it grew from and what grew from it."""
    return list(Verbetering.objects.filter(Q(pk=verbetering.uit_id) | Q(uit=verbetering)))
