"""The raw interviews: the klantreiscoach opens them on purpose, for half an hour, and that is a line in the log."""

from datetime import datetime, timedelta
from functools import wraps

from django.contrib import messages
from django.urls import reverse

from berichten import klok
from trajecten.rollen import rechten_van
from trajecten.scherm import Terug, invoer, scherm, toon, verwerk

from . import acties, blad
from .forms import CitaatForm, RespondentForm
from .models import Citaat, Respondent
from .views import bestaande_reis
from .views_delen import weghalen

RECHT = "interviews_zien"
OPEN = timedelta(minutes=30)


def _terug(traject) -> str:
    return reverse("klantreis:interviews", args=[traject.pk])


def _is_open(request, traject) -> bool:
    sinds = request.session.get("interviews", {}).get(str(traject.pk))
    return bool(sinds) and klok.nu() - datetime.fromisoformat(sinds) < OPEN


def _alleen_open(view):
    """A page that shows raw data, only after the interviews were opened."""

    @wraps(view)
    def bewaakt(request, traject, *delen):
        return view(request, traject, *delen) if _is_open(request, traject) else Terug(_terug(traject))

    return bewaakt


@scherm(RECHT)
def interviews(request, traject):
    reis = bestaande_reis(traject)
    is_open = _is_open(request, traject)
    context = {
        "tabs": blad.tabs(traject, "interviews", rechten_van(request.user, traject)),
        "is_open": is_open,
        "reis": reis,
    }
    if is_open:
        context["respondenten"] = blad.interviews(reis, traject)
    return toon(request, "klantreis/interviews.html", traject=traject, stap_nummer=4, vandaag=klok.vandaag(), **context)


@scherm(RECHT, methoden="POST")
def openen(request, traject):
    acties.open_interviews(bestaande_reis(traject), door=request.user)
    request.session["interviews"] = request.session.get("interviews", {}) | {str(traject.pk): klok.nu().isoformat()}
    messages.success(request, "De interviews zijn een half uur open. Dit staat in het logboek.")
    return Terug(_terug(traject))


@scherm(RECHT, methoden="GET POST")
def respondent_nieuw(request, traject):
    reis = bestaande_reis(traject)
    return verwerk(
        request,
        RespondentForm(invoer(request)),
        lambda gegevens: acties.voeg_respondent_toe(reis, door=request.user, **gegevens),
        titel="Nieuwe respondent",
        inleiding="Gebruik een pseudoniem, zoals R1. Namen, adressen en BSN horen niet in Wasstraat.",
        terug=_terug(traject),
        gelukt="De respondent is toegevoegd.",
        knop="Toevoegen",
        traject=traject,
        stap_nummer=4,
    )


@scherm(RECHT, Respondent, methoden="GET POST")
@_alleen_open
def respondent_wijzig(request, traject, respondent):
    form = RespondentForm(invoer(request), instance=respondent)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.wijzig_respondent(respondent, door=request.user, versie=form.versie, **gegevens),
        titel="Wijzig de respondent",
        terug=_terug(traject),
        gelukt="De respondent is opgeslagen.",
        template="klantreis/deel.html",
        weg_adres=f"{request.path}verwijderen/",
        weg_naam="de respondent",
        traject=traject,
        stap_nummer=4,
    )


@scherm(RECHT, Respondent, methoden="GET POST")
@_alleen_open
def citaat_nieuw(request, traject, respondent):
    return verwerk(
        request,
        CitaatForm(invoer(request), reis=respondent.klantreis),
        lambda gegevens: acties.voeg_citaat_toe(respondent, door=request.user, **gegevens),
        titel=f"Nieuwe uitspraak van {respondent}",
        terug=_terug(traject),
        gelukt="De uitspraak is toegevoegd.",
        knop="Toevoegen",
        traject=traject,
        stap_nummer=4,
    )


respondent_weg = weghalen(RECHT, Respondent, "de respondent met alle uitspraken", acties.verwijder_respondent, _terug)
citaat_weg = weghalen(RECHT, Citaat, "de uitspraak", acties.verwijder_citaat, _terug, _alleen_open)
