"""The list, starting a traject, and what is done to a traject as a whole. Its own page stands in the roof: it shows every room."""

from django.http import Http404
from django.urls import reverse

from . import acties, stap
from .export import csv_antwoord
from .forms import LijstForm, NieuwForm, RedenForm, TrajectForm
from .lijst import alles, bladzijde
from .scherm import aangemeld, breed, invoer, scherm, toon, verwerk


@aangemeld("Toont alleen de eigen trajecten.")
def lijst(request):
    form = LijstForm(request.GET)
    keuze = form.keuze()
    kern = request.htmx and not request.htmx.history_restore_request
    return toon(
        request,
        "trajecten/_lijst.html" if kern else "trajecten/lijst.html",
        form=form,
        keuze=keuze,
        is_kern=kern,
        vraag=_vraag(request, "na"),
        koppen=_koppen(request, keuze),
        **bladzijde(request.user, keuze),
    )


@aangemeld("Geeft dezelfde eigen trajecten als de lijst.")
def lijst_csv(request):
    rijen = (
        (
            rij["titel"],
            rij["organisatie"],
            rij["product"],
            rij["stap_nu"],
            "afgesloten" if rij["afgesloten_op"] else "lopend",
            rij["wacht_op"],
            rij["wacht_sinds"],
            rij["gewijzigd_op"],
        )
        for rij in alles(request.user, LijstForm(request.GET).keuze())
    )
    koppen = ("Titel", "Organisatie", "Product", "Stap", "Status", "Wacht op", "Wacht sinds", "Laatst gewijzigd")
    return csv_antwoord("trajecten.csv", koppen, rijen)


def _vraag(request, *zonder) -> str:
    """The query string of this page without these names, ready to add one more."""
    vraag = request.GET.copy()
    for naam in zonder:
        vraag.pop(naam, None)
    return vraag.urlencode()


def _koppen(request, keuze):
    """The columns one can sort by: (name, link, aria-sort or nothing)."""
    rest = _vraag(request, "na", "sorteer")
    richting = {"gewijzigd": "descending"}
    kolommen = (("titel", "Traject"), ("stap", "Stappen"), ("wacht", "Wacht op"), ("gewijzigd", "Laatst gewijzigd"))
    return [
        {
            "naam": naam,
            "adres": f"?{rest}{'&' if rest else ''}sorteer={sorteer if sorteer != 'gewijzigd' else ''}",
            "sortering": richting.get(sorteer, "ascending") if keuze.sorteer == sorteer else "",
        }
        for sorteer, naam in kolommen
    ]


@breed("accounts.trajecten_starten", methoden="GET POST")
def nieuw(request):
    return verwerk(
        request,
        NieuwForm(invoer(request)),
        lambda gegevens: acties.begin_traject(door=request.user, **gegevens),
        titel="Nieuw traject",
        inleiding="Een traject verbetert één product of dienst. U kunt de gegevens later aanpassen.",
        terug=lambda traject: reverse("trajecten:traject", args=[traject.pk]),
        annuleren=reverse("trajecten:lijst"),
        gelukt="Het traject is begonnen. U kunt nu de projectgroep samenstellen.",
        knop="Begin het traject",
    )


@scherm("traject_bewerken", methoden="GET POST")
def wijzig(request, traject):
    form = TrajectForm(invoer(request), instance=traject)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.wijzig_traject(traject, door=request.user, versie=form.versie, **gegevens),
        titel="Gegevens van het traject",
        terug=reverse("trajecten:traject", args=[traject.pk]),
        gelukt="De gegevens zijn opgeslagen.",
        traject=traject,
    )


@scherm("poort_passeren", methoden="POST")
def passeer(request, traject, stap):
    """Go on although an earlier step is not ready; the form stands on the step page and on the 409 page."""
    deze = _stap(stap)
    return verwerk(
        request,
        RedenForm(invoer(request)),
        lambda gegevens: acties.passeer_poort(traject, door=request.user, stap=deze.nummer, **gegevens),
        titel=f"Toch verder met stap {deze.nummer}",
        knop="Toch verder",
        terug=deze.adres(traject),
        gelukt=f"U kunt verder met stap {deze.nummer}. De reden staat bij het traject.",
        traject=traject,
        stap_nummer=deze.nummer,
    )


def _stap(nummer: int) -> stap.Stap:
    if not 1 <= nummer <= len(stap.alle()):
        raise Http404
    return stap.alle()[nummer - 1]


@scherm("traject_afsluiten", methoden="GET POST")
def heropen(request, traject):
    return verwerk(
        request,
        RedenForm(invoer(request)),
        lambda gegevens: acties.heropen(traject, door=request.user, **gegevens),
        titel="Traject heropenen",
        inleiding="Na het heropenen kan iedereen in het traject weer verder werken.",
        knop="Heropen het traject",
        terug=reverse("trajecten:traject", args=[traject.pk]),
        gelukt="Het traject is weer open.",
        traject=traject,
    )
