from django.urls import reverse

from trajecten.scherm import doe, invoer, scherm, toon, verwerk
from trajecten.scherm_stap import stapcontext
from verbeterplan.models import PlanRegel

from . import acties, beeld, queries
from .forms import ActieForm, BesluitForm, PlaatsForm, RedenForm, StandaardForm
from .models import Implementatieactie, Prioritering


@scherm("traject_zien")
def stap(request, traject):
    plan = queries.overzicht(traject)
    melders = queries.kunnen_melden(traject)
    context = stapcontext(request, traject, 9)
    open_ = not context["poort"] and not traject.afgesloten_op
    return toon(
        request,
        "implementatie/stap.html",
        traject=traject,
        plan=plan,
        groepen=beeld.groepen(traject, plan, melders),
        standaard=beeld.standaard(traject, plan, melders),
        figuur=beeld.planningfiguur(beeld.planbalken(plan)),
        verschillen=beeld.verschillen(plan),
        mag_voorbereiden=open_ and "implementatie_voorbereiden" in context["rechten"],
        mag_vaststellen=open_ and "implementatie_vaststellen" in context["rechten"] and plan.is_vast_te_stellen,
        **context,
    )


def _stap(traject, anker=""):
    return reverse("implementatie:stap", args=[traject.pk]) + (f"#{anker}" if anker else "")


@scherm("implementatie_voorbereiden", PlanRegel, methoden="GET POST")
def besluit(request, traject, regel):
    prioritering = queries.prioritering_van(regel.verbetering_id)
    form = BesluitForm(invoer(request), prioritering=prioritering)
    return verwerk(
        request,
        form,
        lambda g: acties.prioriteer(regel, door=request.user, versie=form.versie, **g),
        titel=f"Besluit over {regel.code}: {regel.titel}",
        inleiding="U bereidt dit besluit voor. Het telt pas als de proceseigenaar het plan vaststelt.",
        terug=_stap(traject, regel.code),
        gelukt=f"Het besluit over {regel.code} is opgeslagen.",
        traject=traject,
        stap_nummer=9,
    )


@scherm("implementatie_voorbereiden", Prioritering, methoden="GET POST")
def plaats(request, traject, prioritering):
    code = prioritering.planregel.code
    rijen = [rij for rij in queries.overzicht(traject).rijen if rij.besluit == "overnemen"]
    nu = next((rij.plaats for rij in rijen if rij.prioritering.pk == prioritering.pk), None)
    form = PlaatsForm(invoer(request), aantal=len(rijen), initial={"naar": nu})
    return verwerk(
        request,
        form,
        lambda g: acties.verplaats(prioritering, door=request.user, **g),
        titel=f"Verplaats {code}: {prioritering.planregel.titel}",
        inleiding=f"{code} staat nu op plaats {nu} van {len(rijen)}.",
        knop="Verplaats",
        terug=_stap(traject, code),
        gelukt=f"{code} staat nu op plaats {form.data.get('naar', '')} van {len(rijen)}.",
        traject=traject,
        stap_nummer=9,
    )


@scherm("implementatie_voorbereiden", Prioritering, methoden="GET POST")
def actie_plannen(request, traject, prioritering):
    regel = prioritering.planregel
    return verwerk(
        request,
        ActieForm(invoer(request), traject=traject, initial={"omschrijving": regel.titel}),
        lambda g: acties.plan_in(prioritering, door=request.user, **g),
        titel=f"Actie plannen bij {regel.code}",
        inleiding=regel.titel,
        terug=_stap(traject, regel.code),
        gelukt="De actie staat in de planning.",
        traject=traject,
        stap_nummer=9,
    )


@scherm("implementatie_voorbereiden", methoden="GET POST")
def standaard(request, traject, soort):
    return verwerk(
        request,
        StandaardForm(invoer(request), traject=traject),
        lambda g: acties.plan_standaard_in(traject, door=request.user, soort=soort, **g),
        titel=beeld.STANDAARD_KOP[soort],
        inleiding="Dit hoort bij elk plan. Plan een actie, of schrijf op waarom die niet nodig is.",
        terug=_stap(traject, soort),
        gelukt="Dat staat in het plan.",
        traject=traject,
        stap_nummer=9,
    )


@scherm("implementatie_voorbereiden", Implementatieactie, methoden="GET POST")
def actie(request, traject, actie):
    if actie.niet_nodig:
        form = RedenForm(invoer(request), instance=actie)
    else:
        form = ActieForm(invoer(request), instance=actie, traject=traject)
    return verwerk(
        request,
        form,
        lambda g: acties.wijzig_actie(actie, door=request.user, versie=form.versie, **g),
        titel="Actie wijzigen",
        template="implementatie/actie.html",
        actie=actie,
        terug=_stap(traject),
        gelukt="De actie is gewijzigd.",
        traject=traject,
        stap_nummer=9,
    )


@scherm("implementatie_voorbereiden", Implementatieactie, methoden="POST")
def verwijder(request, traject, actie):
    return doe(
        request,
        lambda: acties.verwijder_actie(actie, door=request.user),
        terug=_stap(traject),
        gelukt="De actie is verwijderd.",
    )


@scherm("implementatie_vaststellen", methoden="POST")
def vaststellen(request, traject):
    sha256 = request.POST.get("sha256", "")
    return doe(
        request,
        lambda: acties.stel_vast(traject, door=request.user, sha256=sha256),
        terug=_stap(traject),
        gelukt="Het implementatieplan is vastgesteld. De uitvoering kan beginnen.",
    )
