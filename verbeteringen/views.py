from urllib.parse import urlencode

from django.urls import reverse

from trajecten.rollen import rechten_van
from trajecten.scherm import invoer, scherm, toon, verwerk

from . import acties, queries
from .beeld import draad_van, rijen_van
from .forms import HerkomstForm, NieuwForm, TekstForm, ZoekForm
from .models import Verbetering


@scherm("traject_zien")
def lijst(request, traject):
    form = ZoekForm(request.GET)
    form.is_valid()
    filters = {naam: waarde for naam, waarde in form.cleaned_data.items() if waarde}
    gevonden = list(queries.register(traject, **filters, na=_nummer(request.GET.get("na")))[: queries.PER_BLAD + 1])
    blad = gevonden[: queries.PER_BLAD]
    return toon(
        request,
        "verbeteringen/lijst.html",
        traject=traject,
        form=form,
        rijen=rijen_van(blad),
        is_gefilterd=bool(filters),
        volgende=f"?{urlencode({**filters, 'na': blad[-1].pk})}" if len(gevonden) > len(blad) else "",
        rechten=rechten_van(request.user, traject),
    )


@scherm("traject_zien", Verbetering)
def verbetering(request, traject, verbetering):
    verbetering.traject = traject
    return toon(
        request,
        "verbeteringen/verbetering.html",
        traject=traject,
        verbetering=verbetering,
        draad=draad_van(verbetering),
        verwanten=queries.verwanten(verbetering),
        rechten=rechten_van(request.user, traject),
    )


@scherm("verbetering_aandragen", methoden="GET POST")
def nieuw(request, traject):
    return verwerk(
        request,
        NieuwForm(invoer(request), initial={"stap": request.GET.get("stap")}),
        lambda gegevens: _draag_aan(traject, request.user, **gegevens),
        titel="Verbetering voorstellen",
        terug=_adres,
        annuleren=reverse("verbeteringen:stap", args=[traject.pk]),
        gelukt="De verbetering staat in de lijst.",
        knop="Draag de verbetering aan",
        traject=traject,
    )


@scherm("verbetering_kiezen", Verbetering, methoden="GET POST")
def wijzig(request, traject, verbetering):
    form = TekstForm(invoer(request), instance=verbetering)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.wijzig_verbetering(verbetering, door=request.user, versie=form.versie, **gegevens),
        titel=f"{verbetering.code} wijzigen",
        terug=_adres(verbetering),
        gelukt="De verbetering is opgeslagen.",
        traject=traject,
    )


@scherm("verbetering_aandragen", Verbetering, methoden="GET POST")
def herkomst(request, traject, verbetering):
    return verwerk(
        request,
        HerkomstForm(invoer(request), verbetering=verbetering),
        lambda gegevens: acties.voeg_herkomst_toe(verbetering, door=request.user, **gegevens),
        titel=f"Herkomst van {verbetering.code}",
        inleiding="Kwam dit idee ook in een andere stap naar voren? Zo ziet u later hoe vaak het genoemd is.",
        terug=_adres(verbetering),
        gelukt="De herkomst staat erbij.",
        traject=traject,
    )


def _draag_aan(traject, door, *, stap, toelichting, **tekst):
    return acties.draag_aan(traject, door=door, herkomst=[(stap, toelichting)], **tekst)


def _adres(verbetering):
    return reverse("verbeteringen:detail", args=[verbetering.traject_id, verbetering.pk])


def _nummer(tekst):
    return int(tekst) if tekst and tekst.isascii() and tekst.isdigit() and len(tekst) < 19 else None
