"""Step 1, the project group: who takes part, the assignment, and why this process comes first."""

from django.urls import reverse

from trajecten import acties as trajectacties
from trajecten.poort import NietMogelijk
from trajecten.queries import huidige_leden
from trajecten.scherm import doe, invoer, scherm, toon, verwerk
from trajecten.scherm_stap import stapcontext

from . import queries
from .forms import KlantreiscoachForm, OpdrachtForm, VoorrangForm, ingevulde_vakken

STAP = 1


@scherm("traject_zien")
def stap(request, traject):
    leden, opdracht = list(huidige_leden(traject)), queries.opdracht(traject)
    sessies = list(queries.start_sessies(traject))
    return toon(
        request,
        "sessies/stap.html",
        traject=traject,
        **stapcontext(request, traject, STAP),
        bezetting=queries.bezetting(leden, traject.geen_klantreiscoach),
        opdracht=opdracht,
        vakken=ingevulde_vakken(opdracht),
        sessies=sessies,
        start_klaar=any(not sessie.is_gepland for sessie in sessies),
        start_gepland=any(sessie.is_gepland for sessie in sessies),
        voorrang=queries.voorrang(traject),
    )


@scherm("opdracht_bewerken", methoden="GET POST")
def opdracht(request, traject):
    nu = queries.opdracht(traject)
    form = OpdrachtForm(invoer(request), instance=nu)
    return verwerk(
        request,
        form,
        lambda gegevens: trajectacties.wijzig_opdracht(nu, door=request.user, versie=form.versie, **gegevens),
        titel="De opdracht",
        terug=f"{_stap(traject)}#opdracht",
        gelukt="De opdracht is opgeslagen.",
        template="sessies/opdracht.html",
        traject=traject,
        stap_nummer=STAP,
    )


@scherm("opdracht_bevestigen", methoden="POST")
def bevestig(request, traject):
    versie = request.POST.get("versie", "")
    if not versie.isdecimal() or len(versie) > 9:
        raise NietMogelijk("Open de pagina opnieuw, lees de opdracht en bevestig daarna.")
    return doe(
        request,
        lambda: trajectacties.bevestig_opdracht(queries.opdracht(traject), door=request.user, versie=int(versie)),
        terug=f"{_stap(traject)}#opdracht",
        gelukt="U hebt de opdracht gegeven.",
    )


@scherm("projectgroep_beheren", methoden="GET POST")
def klantreiscoach(request, traject):
    form = KlantreiscoachForm(invoer(request), initial={"reden": traject.geen_klantreiscoach})
    return verwerk(
        request,
        form,
        lambda gegevens: trajectacties.verklaar_geen_klantreiscoach(traject, door=request.user, **gegevens),
        titel="Geen klantreiscoach",
        inleiding="De klantreiscoach spreekt namens de inwoner. Kan het niet anders? Leg dan vast waarom.",
        terug=_stap(traject),
        gelukt="De reden is opgeslagen.",
        traject=traject,
        stap_nummer=STAP,
    )


@scherm("traject_bewerken", methoden="GET POST")
def voorrang(request, traject):
    form = VoorrangForm(invoer(request), instance=traject)
    return verwerk(
        request,
        form,
        lambda gegevens: trajectacties.wijzig_traject(traject, door=request.user, versie=form.versie, **gegevens),
        titel="Waarom dit proces eerst?",
        inleiding="Drie vragen helpen kiezen: hoe erg is het als het misgaat, hoe groot is die kans, en hoeveel werk is het?",
        terug=f"{_stap(traject)}#voorrang",
        gelukt="De scores zijn opgeslagen.",
        traject=traject,
        stap_nummer=STAP,
    )


def _stap(traject):
    return reverse("sessies:stap", args=[traject.pk])
