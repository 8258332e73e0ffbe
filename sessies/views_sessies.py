"""Sessions: the list, planning, recording, skipping, and the agenda of one session."""

from django.urls import reverse

from trajecten.rollen import rechten_van
from trajecten.scherm import doe, invoer, scherm, toon, verwerk

from . import acties, queries
from .forms import AgendapuntForm, OverslaForm, PlanForm, UitkomstForm, VastlegForm, VerzetForm
from .models import Agendapunt, Sessie

RECHT = "sessie_vastleggen"


@scherm("traject_zien")
def lijst(request, traject):
    rechten = rechten_van(request.user, traject)
    return toon(request, "sessies/lijst.html", traject=traject, sessies=list(queries.sessies(traject)), rechten=rechten)


@scherm("traject_zien", Sessie)
def sessie(request, traject, sessie):
    return toon(
        request,
        "sessies/sessie.html",
        traject=traject,
        sessie=sessie,
        punten=list(sessie.agenda.all()),
        aanwezigen=list(sessie.aanwezigen.select_related("lid__gebruiker")),
        rechten=rechten_van(request.user, traject),
        form=AgendapuntForm(),
    )


@scherm(RECHT, methoden="GET POST")
def plan(request, traject):
    form = PlanForm(invoer(request), initial={"soort": request.GET.get("soort")})
    return verwerk(
        request,
        form,
        lambda gegevens: acties.plan_sessie(traject, door=request.user, **gegevens),
        titel="Sessie plannen",
        terug=lambda sessie: _adres("sessie", sessie),
        annuleren=reverse("sessies:lijst", args=[traject.pk]),
        gelukt="De sessie is gepland.",
        knop="Plan de sessie",
        traject=traject,
    )


@scherm(RECHT, methoden="GET POST")
def leg_vast(request, traject):
    form = VastlegForm(invoer(request), traject=traject, initial={"soort": request.GET.get("soort")})
    return verwerk(
        request,
        form,
        lambda gegevens: acties.leg_sessie_vast(traject, door=request.user, **gegevens),
        titel="Sessie vastleggen",
        inleiding="Leg vast dat de sessie is gehouden.",
        terug=lambda sessie: _adres("sessie", sessie),
        annuleren=reverse("sessies:lijst", args=[traject.pk]),
        gelukt="De sessie is vastgelegd.",
        traject=traject,
    )


@scherm(RECHT, methoden="GET POST")
def sla_over(request, traject):
    form = OverslaForm(invoer(request), initial={"soort": request.GET.get("soort")})
    return verwerk(
        request,
        form,
        lambda gegevens: acties.sla_sessie_over(traject, door=request.user, **gegevens),
        titel="Sessie overslaan",
        inleiding="Een sessie is een advies, geen plicht. Uw reden blijft bij het traject staan.",
        terug=reverse("sessies:lijst", args=[traject.pk]),
        gelukt="De reden is opgeslagen.",
        knop="Sla de sessie over",
        traject=traject,
    )


@scherm(RECHT, Sessie, methoden="GET POST")
def verzet(request, traject, sessie):
    form = VerzetForm(invoer(request), instance=sessie)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.verzet_sessie(sessie, door=request.user, versie=form.versie, **gegevens),
        titel=f"{sessie} verzetten",
        terug=_adres("sessie", sessie),
        gelukt="De sessie is verzet.",
        traject=traject,
    )


@scherm(RECHT, Sessie, methoden="GET POST")
def werk_bij(request, traject, sessie):
    form = VastlegForm(invoer(request), traject=traject, instance=sessie)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.werk_sessie_bij(sessie, door=request.user, versie=form.versie, **gegevens),
        titel=f"{sessie} vastleggen",
        terug=_adres("sessie", sessie),
        gelukt="De sessie is vastgelegd.",
        traject=traject,
    )


@scherm(RECHT, Sessie, methoden="POST")
def agendapunt_erbij(request, traject, sessie):
    return verwerk(
        request,
        AgendapuntForm(invoer(request)),
        lambda gegevens: acties.voeg_agendapunt_toe(sessie, door=request.user, **gegevens),
        titel="Agendapunt toevoegen",
        terug=f"{_adres('sessie', sessie)}#agenda",
        gelukt="Het agendapunt staat erbij.",
        knop="Voeg toe",
        traject=traject,
    )


@scherm(RECHT, Agendapunt, methoden="GET POST")
def agendapunt(request, traject, punt):
    form = UitkomstForm(invoer(request), instance=punt)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.wijzig_agendapunt(punt, door=request.user, versie=form.versie, **gegevens),
        titel="Agendapunt",
        terug=f"{_adres('sessie', punt.sessie)}#agenda",
        gelukt="Het agendapunt is opgeslagen.",
        traject=traject,
    )


@scherm(RECHT, Agendapunt, methoden="POST")
def verplaats(request, traject, punt):
    return doe(
        request,
        lambda: acties.verplaats_agendapunt(punt, door=request.user, omhoog=request.POST.get("richting") == "omhoog"),
        terug=f"{_adres('sessie', punt.sessie)}#agenda",
        gelukt="De volgorde is aangepast.",
    )


@scherm(RECHT, Agendapunt, methoden="POST")
def haal_weg(request, traject, punt):
    sessie = punt.sessie
    return doe(
        request,
        lambda: acties.haal_agendapunt_weg(punt, door=request.user),
        terug=f"{_adres('sessie', sessie)}#agenda",
        gelukt="Het agendapunt is weggehaald.",
    )


def _adres(naam, sessie):
    return reverse(f"sessies:{naam}", args=[sessie.traject_id, sessie.pk])
