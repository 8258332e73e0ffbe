"""The screens of the parts of a klantreis: new, change, delete and move. Most parts have the same three."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse

from trajecten.poort import NietMogelijk
from trajecten.rollen import rechten_van
from trajecten.scherm import Terug, invoer, scherm, verwerk
from ui.forms import Formulier

from . import acties
from .forms import (
    AannameForm,
    ActiviteitForm,
    ErvaringForm,
    FaseForm,
    IdealeStapForm,
    IdeeForm,
    KoppelForm,
    PersonaForm,
    PlaatsForm,
)
from .models import Aanname, Activiteit, Ervaring, ErvaringIdee, Fase, IdealeStap, Persona
from .views import bestaande_reis, naar_stap

RECHT = "klantreis_bewerken"


def schermen(model, form_klasse, naam, *, voeg_toe, wijzig, verwijder, pagina="stap"):
    """The screens (new, change, delete) of one kind of part. `naam` is what a sentence calls it: "de persona"."""
    kaal = naam.split(" ", 1)[1]

    def terug(traject):
        return reverse(f"klantreis:{pagina}", args=[traject.pk])

    @scherm(RECHT, methoden="GET POST")
    def nieuw(request, traject):
        reis = bestaande_reis(traject)
        form = form_klasse(invoer(request))
        return verwerk(
            request,
            form,
            lambda gegevens: voeg_toe(reis, door=request.user, **gegevens),
            titel=f"Nieuw: {kaal}",
            terug=terug(traject),
            gelukt=f"{naam.capitalize()} is toegevoegd.",
            knop="Toevoegen",
            traject=traject,
            stap_nummer=4,
        )

    @scherm(RECHT, model, methoden="GET POST")
    def wijzigen(request, traject, deel):
        form = form_klasse(invoer(request), instance=deel)
        return verwerk(
            request,
            form,
            lambda gegevens: wijzig(deel, door=request.user, versie=form.versie, **gegevens),
            titel=f"Wijzig {naam}",
            terug=terug(traject),
            gelukt=f"{naam.capitalize()} is opgeslagen.",
            template="klantreis/deel.html",
            weg_adres=f"{request.path}verwijderen/",
            weg_naam=naam,
            traject=traject,
            stap_nummer=4,
        )

    return nieuw, wijzigen, weghalen(RECHT, model, naam, verwijder, terug)


def weghalen(recht, model, naam, verwijder, terug, bewaker=None):
    """Delete after one page that says what goes: nothing brings it back, so it takes two clicks.

    `bewaker`: a further condition on that page, as a decorator.
    """

    def weg(request, traject, deel):
        return verwerk(
            request,
            Formulier(invoer(request)),
            lambda gegevens: verwijder(deel, door=request.user),
            titel=f"Verwijder {naam}",
            inleiding=f"U verwijdert {naam} ‘{deel}’. Dit kunt u niet terugdraaien.",
            terug=terug(traject),
            gelukt=f"{naam.capitalize()} is verwijderd.",
            knop="Verwijderen",
            traject=traject,
            stap_nummer=4,
        )

    return scherm(recht, model, methoden="GET POST")(bewaker(weg) if bewaker else weg)


def verplaatsen(model, naam, verplaats):
    """The buttons omhoog and omlaag send the new place of a row."""

    @scherm(RECHT, model, methoden="POST")
    def verplaatst(request, traject, deel):
        form = PlaatsForm(request.POST)
        if not form.is_valid():
            raise NietMogelijk("Kies een plaats in de lijst.")
        plaats = verplaats(deel, door=request.user, plaats=form.cleaned_data["plaats"])
        messages.success(request, f"{naam.capitalize()} ‘{deel}’ staat nu op plaats {plaats}.")
        return Terug(naar_stap(traject, f"#{model._meta.model_name}-{deel.pk}"))

    return verplaatst


persona_nieuw, persona_wijzig, persona_weg = schermen(
    Persona,
    PersonaForm,
    "de persona",
    voeg_toe=acties.voeg_persona_toe,
    wijzig=acties.wijzig_persona,
    verwijder=acties.verwijder_persona,
)
fase_nieuw, fase_wijzig, fase_weg = schermen(
    Fase,
    FaseForm,
    "de fase",
    voeg_toe=acties.voeg_fase_toe,
    wijzig=acties.wijzig_fase,
    verwijder=acties.verwijder_fase,
)
ideaal_nieuw, ideaal_wijzig, ideaal_weg = schermen(
    IdealeStap,
    IdealeStapForm,
    "de stap van de ideale reis",
    voeg_toe=acties.voeg_ideale_stap_toe,
    wijzig=acties.wijzig_ideale_stap,
    verwijder=acties.verwijder_ideale_stap,
)
aanname_nieuw, aanname_wijzig, aanname_weg = schermen(
    Aanname,
    AannameForm,
    "de aanname",
    voeg_toe=acties.voeg_aanname_toe,
    wijzig=acties.wijzig_aanname,
    verwijder=acties.verwijder_aanname,
    pagina="onderzoek",
)
activiteit_nieuw, activiteit_wijzig, activiteit_weg = schermen(
    Activiteit,
    ActiviteitForm,
    "de onderzoeksactiviteit",
    voeg_toe=acties.voeg_activiteit_toe,
    wijzig=acties.wijzig_activiteit,
    verwijder=acties.verwijder_activiteit,
    pagina="onderzoek",
)
fase_verplaats = verplaatsen(Fase, "de fase", acties.verplaats_fase)
ervaring_verplaats = verplaatsen(Ervaring, "de ervaring", acties.verplaats_ervaring)
ideaal_verplaats = verplaatsen(IdealeStap, "de stap", acties.verplaats_ideale_stap)
ervaring_weg = weghalen(RECHT, Ervaring, "de ervaring", acties.verwijder_ervaring, naar_stap)


@scherm(RECHT, methoden="GET POST")
def ervaring_nieuw(request, traject):
    reis = bestaande_reis(traject)
    form = ErvaringForm(invoer(request), reis=reis, initial={"fase": request.GET.get("fase", "")[:80]})
    return verwerk(
        request,
        form,
        lambda gegevens: acties.voeg_ervaring_toe(reis, door=request.user, **gegevens),
        titel="Nieuwe ervaring",
        terug=lambda ervaring: naar_stap(traject, f"#ervaring-{ervaring.pk}"),
        gelukt="De ervaring is toegevoegd.",
        knop="Toevoegen",
        template="klantreis/ervaring.html",
        annuleren=naar_stap(traject),
        traject=traject,
        stap_nummer=4,
    )


@scherm(RECHT, Ervaring, methoden="GET POST")
def ervaring_wijzig(request, traject, ervaring):
    form = ErvaringForm(invoer(request), instance=ervaring, reis=ervaring.fase.klantreis)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.wijzig_ervaring(ervaring, door=request.user, versie=form.versie, **gegevens),
        titel="Wijzig de ervaring",
        terug=naar_stap(traject, f"#ervaring-{ervaring.pk}"),
        gelukt="De ervaring is opgeslagen.",
        template="klantreis/ervaring.html",
        weg_adres=f"{request.path}verwijderen/",
        weg_naam="de ervaring",
        traject=traject,
        stap_nummer=4,
    )


def _zichtbare_ervaring(request, traject, ervaring):
    """Unpublished contents do not exist for anyone but the coach."""
    if not ervaring.fase.klantreis.gepubliceerd_op and RECHT not in rechten_van(request.user, traject):
        raise Http404
    return ervaring


@scherm("verbetering_aandragen", Ervaring, methoden="GET POST")
def idee(request, traject, ervaring):
    ervaring = _zichtbare_ervaring(request, traject, ervaring)
    gekoppeld = ErvaringIdee.objects.filter(ervaring=ervaring).values("verbetering_id")
    return verwerk(
        request,
        IdeeForm(invoer(request)),
        lambda gegevens: acties.draag_idee_aan(ervaring, door=request.user, **gegevens),
        titel="Wat kan hier beter?",
        terug=naar_stap(traject, f"#ervaring-{ervaring.pk}"),
        gelukt="Uw idee staat in het register van verbeteringen.",
        knop="Draag aan",
        template="klantreis/idee.html",
        traject=traject,
        stap_nummer=4,
        ervaring=ervaring,
        koppel_form=KoppelForm(traject=traject, al_gekoppeld=gekoppeld, prefix="koppel"),
        koppel_adres=reverse("klantreis:koppel", args=[traject.pk, ervaring.pk]),
    )


@scherm("verbetering_aandragen", Ervaring, methoden="GET POST")
def koppel(request, traject, ervaring):
    ervaring = _zichtbare_ervaring(request, traject, ervaring)
    return verwerk(
        request,
        KoppelForm(invoer(request), traject=traject, prefix="koppel"),
        lambda gegevens: acties.koppel_idee(ervaring, door=request.user, **gegevens),
        titel="Koppel een verbetering",
        terug=naar_stap(traject, f"#ervaring-{ervaring.pk}"),
        gelukt="De verbetering is gekoppeld.",
        knop="Koppel",
        traject=traject,
        stap_nummer=4,
    )


def _maak_los(link, *, door):
    acties.ontkoppel_idee(link.ervaring, door=door, verbetering=link.verbetering)


ontkoppel = weghalen(RECHT, ErvaringIdee, "de koppeling", _maak_los, naar_stap)
