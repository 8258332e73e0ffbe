"""The drawing, the table of steps and the versions."""

from django.urls import reverse

from trajecten.models import Logregel
from trajecten.poort import NietMogelijk
from trajecten.scherm import Terug, doe, invoer, scherm, toon, verwerk
from trajecten.scherm_stap import stapcontext

from . import acties, queries
from .beeld import rijen_van, suggesties_van, tekening_van, totalen_van
from .forms import NieuweStapForm, ParkeerForm, PlaatsForm, StapForm
from .models import Processtap, Procesversie
from .stap import STAP


def procescontext(request, traject, tab: str) -> dict:
    """What every tab of this step shows: the step, the current version with its steps, and what may be done with it."""
    context = stapcontext(request, traject, 3)
    alle = queries.versies(traject)
    versie = alle[-1] if alle else None
    stappen = queries.stappen_van(versie)
    is_bevroren = bool(versie and versie.is_bevroren)
    mag = "proces_bewerken" in context["rechten"] and not traject.afgesloten_op and not context["poort"]
    return context | {
        "tab": tab,
        "versies": alle,
        "versie": versie,
        "stappen": stappen,
        "totalen": totalen_van(stappen),
        "is_bevroren": is_bevroren,
        "mag_bewerken": mag and not is_bevroren,
        "mag_nieuwe_versie": mag and is_bevroren,
    }


@scherm("traject_zien")
def stap(request, traject):
    context = procescontext(request, traject, "tekening")
    if context["stappen"]:
        context["tekening"] = tekening_van(context["versie"], context["stappen"])
    context |= {"sessies": queries.sessies_van(traject), "ideeen": queries.geparkeerde_ideeen(traject)}
    return toon(request, "proces/tekening.html", traject=traject, **context)


@scherm("verbetering_aandragen", methoden="GET POST")
def idee(request, traject):
    alle = queries.versies(traject)
    begin = {"processtap": request.GET.get("stap")}
    return verwerk(
        request,
        ParkeerForm(invoer(request), versie=alle[-1] if alle else None, initial=begin),
        lambda gegevens: acties.parkeer_idee(traject, door=request.user, **gegevens),
        titel="Idee parkeren",
        inleiding="In deze stap beschrijven we hoe het nu gaat. Ideeën om het beter te doen bewaren we voor later.",
        terug=f"{reverse('proces:stap', args=[traject.pk])}#ideeen",
        gelukt="Het idee staat in de lijst met verbeteringen.",
        knop="Parkeer het idee",
        traject=traject,
        stap_nummer=3,
    )


@scherm("traject_zien")
def stappen(request, traject):
    context = tabelcontext(request, traject)
    if context["mag_bewerken"]:
        context["form"] = NieuweStapForm()
        if "verder" in request.GET:
            context["form"].fields["wat"].widget.attrs["autofocus"] = True
    context["verwijderd"] = queries.verwijderde_stap(traject, request.GET.get("weg"))
    return toon(request, "proces/stappen.html", traject=traject, **context)


def tabelcontext(request, traject) -> dict:
    context = procescontext(request, traject, "stappen")
    return context | {"rijen": rijen_van(context["stappen"]), "suggesties": suggesties_van(context["stappen"])}


@scherm("proces_bewerken", methoden="POST")
def nieuw(request, traject):
    return verwerk(
        request,
        NieuweStapForm(invoer(request)),
        lambda gegevens: acties.voeg_stap_toe(traject, door=request.user, **gegevens),
        titel=STAP.titel,
        # No "#…": a browser does not move the cursor by autofocus in a page that was opened at a fragment.
        terug=f"{_tabeladres(traject)}?verder=1",
        gelukt="De stap staat erbij.",
        template="proces/stappen.html",
        traject=traject,
        **tabelcontext(request, traject),
    )


@scherm("proces_bewerken", Processtap, methoden="GET POST")
def wijzig(request, traject, stap):
    form = StapForm(invoer(request), instance=stap)
    stappen = queries.stappen_van(stap.procesversie)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.wijzig_stap(stap, door=request.user, versie=form.versie, **gegevens),
        titel=f"Processtap {stap.volgorde} wijzigen",
        terug=f"{_tabeladres(traject)}#stap-{stap.pk}",
        gelukt="De stap is opgeslagen.",
        template="proces/stap_formulier.html",
        traject=traject,
        stap_nummer=3,
        stap=stap,
        plaatsen=range(1, len(stappen) + 1),
        suggesties=suggesties_van(stappen),
    )


@scherm("proces_bewerken", Processtap, methoden="POST")
def verplaats(request, traject, stap):
    form = PlaatsForm(invoer(request))
    if not form.is_valid():
        raise NietMogelijk("Vul als plaats het nummer van een stap in.")
    naar = form.cleaned_data["naar"]
    return doe(
        request,
        lambda: acties.verplaats_stap(stap, door=request.user, naar=naar),
        terug=f"{_tabeladres(traject)}#stap-{stap.pk}",
        gelukt=f"“{stap.wat}” staat nu op plaats {naar}.",
    )


@scherm("proces_bewerken", Processtap, methoden="POST")
def verwijder(request, traject, stap):
    acties.verwijder_stap(stap, door=request.user)
    regel = queries.laatst_verwijderd(traject)
    return Terug(f"{_tabeladres(traject)}?weg={regel.pk}")


@scherm("proces_bewerken", Logregel, methoden="POST")
def herstel(request, traject, regel):
    return doe(
        request,
        lambda: acties.herstel_stap(regel, door=request.user),
        terug=_tabeladres(traject),
        gelukt="De stap staat weer op zijn plaats.",
    )


@scherm("traject_zien")
def versies(request, traject):
    context = procescontext(request, traject, "versies")
    return toon(request, "proces/versies.html", traject=traject, **context)


@scherm("traject_zien", Procesversie)
def versie(request, traject, versie):
    stappen = queries.stappen_van(versie)
    return toon(
        request,
        "proces/versie.html",
        traject=traject,
        stap_nummer=3,
        versie=versie,
        rijen=rijen_van(stappen),
        totalen=totalen_van(stappen),
        tekening=tekening_van(versie, stappen),
        controles=queries.controles_van(versie),
    )


@scherm("proces_bewerken", methoden="POST")
def nieuwe_versie(request, traject):
    return doe(
        request,
        lambda: acties.nieuwe_versie(traject, door=request.user),
        terug=_tabeladres(traject),
        gelukt="U werkt nu aan een nieuwe versie. De geaccepteerde versie blijft zoals die was.",
    )


@scherm("proces_bewerken", Procesversie, methoden="POST")
def vervallen(request, traject, versie):
    return doe(
        request,
        lambda: acties.laat_versie_vallen(versie, door=request.user),
        terug=reverse("proces:versies", args=[traject.pk]),
        gelukt=f"Versie {versie.nummer} is vervallen. De geaccepteerde versie geldt weer.",
    )


def _tabeladres(traject):
    return reverse("proces:stappen", args=[traject.pk])
