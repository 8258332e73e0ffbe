from django.urls import reverse

from trajecten.rollen import rechten_van
from trajecten.scherm import Terug, doe, invoer, scherm, toon, verwerk
from trajecten.scherm_stap import stapcontext
from verbeteringen.models import Verbetering

from . import acties
from .document import document
from .forms import KeuzeForm, KeuzesForm
from .models import Keuze, PlanVersie
from .queries import bronnen, versies_van
from .register import register


@scherm("traject_zien")
def stap(request, traject):
    return toon(
        request, "verbeterplan/stap.html", traject=traject, **_stappagina(request, traject), form=KeuzesForm(traject=traject)
    )


@scherm("verbetering_kiezen", methoden="POST")
def keuzes(request, traject):
    form = KeuzesForm(invoer(request), traject=traject)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.kies_meer(traject, door=request.user, keuzes=form.keuzes),
        titel="Verbeterplan",
        terug=_stapadres(traject),
        gelukt="Uw besluit staat bij de aangekruiste verbeteringen.",
        template="verbeterplan/stap.html",
        traject=traject,
        aangekruist={int(pk) for pk in request.POST.getlist("verbeteringen") if pk.isdecimal()},
        **_stappagina(request, traject),
    )


@scherm("verbetering_kiezen", Verbetering, methoden="GET POST")
def keuze(request, traject, verbetering):
    huidig = Keuze.objects.filter(verbetering=verbetering).first() or Keuze(verbetering=verbetering)
    form = KeuzeForm(
        invoer(request), instance=huidig, traject=traject, is_getoetst=PlanVersie.objects.filter(traject=traject).exists()
    )
    return verwerk(
        request,
        form,
        lambda gegevens: acties.kies(verbetering, door=request.user, versie=form.versie, **gegevens),
        titel=f"{verbetering.code} {verbetering.titel}",
        terug=f"{_stapadres(traject)}#v{verbetering.pk}",
        gelukt=f"Uw besluit over {verbetering.code} is opgeslagen.",
        template="verbeterplan/keuze.html",
        traject=traject,
        stap_nummer=6,
        verbetering=verbetering,
        herkomsten=list(verbetering.herkomsten.all()),
        bronnen=bronnen([verbetering]).get(verbetering.code, []),
    )


@scherm("plan_vastleggen", methoden="POST")
def vastleggen(request, traject):
    gemaakt = {}

    def leg_vast():
        gemaakt["versie"] = acties.leg_vast(traject, door=request.user)

    doe(request, leg_vast, terug="", gelukt="De versie ligt vast. U kunt nu specialisten om een oordeel vragen.")
    return Terug(reverse("verbeterplan:versie", args=[traject.pk, gemaakt["versie"].pk]))


@scherm("traject_zien", PlanVersie)
def versie(request, traject, versie):
    versies = versies_van(traject)
    deze = next(rij for rij in versies if rij.pk == versie.pk)
    return toon(
        request,
        "verbeterplan/versie.html",
        traject=traject,
        stap_nummer=6,
        plan=document(versie),
        versie=deze,
        nieuwste=versies[0],
        versies=versies,
        rechten=rechten_van(request.user, traject),
    )


def _stappagina(request, traject) -> dict:
    return stapcontext(request, traject, 6) | register(traject)


def _stapadres(traject):
    return reverse("verbeterplan:stap", args=[traject.pk])
