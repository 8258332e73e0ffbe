from django.shortcuts import get_object_or_404
from django.urls import reverse

from trajecten.scherm import breed, invoer, toon, verwerk

from . import acties
from .forms import DisciplineForm
from .models import Discipline


@breed("accounts.beheren")
def lijst(request):
    rijen = [
        {
            "naam": discipline.naam,
            "rol": discipline.get_rol_display(),
            "vragen": len(discipline.vragen.split("\n")) if discipline.vragen else 0,
            "is_actief": discipline.is_actief,
            "adres": reverse("toetsing_beheer:wijzig", args=[discipline.pk]),
        }
        for discipline in Discipline.objects.all()
    ]
    return toon(request, "toetsing/beheer_lijst.html", rijen=rijen, nav_actief="beheer")


@breed("accounts.beheren", methoden="GET POST")
def nieuw(request):
    form = DisciplineForm(invoer(request))
    return verwerk(
        request,
        form,
        lambda gegevens: acties.maak_discipline(door=request.user, code=form.code, **gegevens),
        titel="Nieuwe discipline",
        terug=reverse("toetsing_beheer:lijst"),
        gelukt="De discipline staat in de lijst.",
        template="toetsing/beheer_formulier.html",
    )


@breed("accounts.beheren", methoden="GET POST")
def wijzig(request, pk):
    discipline = get_object_or_404(Discipline, pk=pk)
    form = DisciplineForm(invoer(request), instance=discipline)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.wijzig_discipline(discipline, door=request.user, versie=form.versie, **gegevens),
        titel=f"{discipline.naam} wijzigen",
        terug=reverse("toetsing_beheer:lijst"),
        gelukt="De discipline is opgeslagen.",
        template="toetsing/beheer_formulier.html",
    )
