"""The check of the description: asking for it, answering, processing remarks, accepting."""

from django.urls import reverse

from trajecten.scherm import doe, invoer, scherm, toon, verwerk
from trajecten.stap import Mensen

from . import acties, queries
from .forms import AntwoordForm, VerwerkForm, WijzeForm
from .models import Controle, Procesversie
from .stap import check_van
from .views import procescontext


def controlecontext(request, traject) -> dict:
    """The tab Controle: how far the check is, and per person the one thing to do now."""
    context = procescontext(request, traject, "controle")
    versie, rechten = context["versie"], context["rechten"]
    if versie is None:
        return context
    controles = queries.controles_van(versie)
    medewerkers = Mensen(traject)["vakinhoudelijk_medewerker"]
    check = check_van(versie, controles, queries.sessies_van(traject), medewerkers)
    is_open = not context["is_bevroren"] and not traject.afgesloten_op and bool(context["stappen"])
    return context | {
        "controles": controles,
        "check": check,
        "mag_vragen": is_open and "proces_bewerken" in rechten,
        "mag_antwoorden": is_open and check.is_gevraagd and "proces_controleren" in rechten,
        "mag_accepteren": is_open and check.is_gevraagd and "proces_accepteren" in rechten,
    }


@scherm("traject_zien")
def controle(request, traject):
    context = controlecontext(request, traject)
    if context.get("mag_vragen"):
        context["wijze_form"] = WijzeForm(initial={"wijze": context["versie"].wijze_controle or None})
    if context.get("mag_antwoorden"):
        context["form"] = AntwoordForm()
    return toon(request, "proces/controle.html", traject=traject, **context)


@scherm("proces_bewerken", methoden="POST")
def vragen(request, traject):
    return verwerk(
        request,
        WijzeForm(invoer(request)),
        lambda gegevens: acties.vraag_controle(traject, door=request.user, **gegevens),
        titel="Het proces laten controleren",
        terug=_adres(traject),
        gelukt="De manier van controleren is vastgelegd.",
        knop="Leg voor ter controle",
        traject=traject,
        stap_nummer=3,
    )


@scherm("proces_controleren", Procesversie, methoden="POST")
def antwoord(request, traject, versie):
    return verwerk(
        request,
        AntwoordForm(invoer(request)),
        lambda gegevens: acties.controleer(versie, door=request.user, **gegevens),
        titel="Klopt het huidige proces?",
        terug=_adres(traject),
        gelukt="Uw antwoord is bewaard.",
        knop="Geef antwoord",
        traject=traject,
        stap_nummer=3,
    )


@scherm("proces_bewerken", Controle, methoden="GET POST")
def verwerk_opmerking(request, traject, controle):
    form = VerwerkForm(invoer(request), instance=controle)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.verwerk_opmerking(controle, door=request.user, versie=form.versie, **gegevens),
        titel="Opmerking verwerken",
        inleiding=f"{controle.door} schreef: “{controle.opmerking}”",
        terug=_adres(traject),
        gelukt="De opmerking is verwerkt.",
        traject=traject,
        stap_nummer=3,
    )


@scherm("proces_accepteren", Procesversie, methoden="POST")
def accepteer(request, traject, versie):
    return doe(
        request,
        lambda: acties.accepteer(versie, door=request.user),
        terug=_adres(traject),
        gelukt=f"U hebt versie {versie.nummer} geaccepteerd. Deze beschrijving ligt nu vast.",
    )


def _adres(traject):
    return reverse("proces:controle", args=[traject.pk])
