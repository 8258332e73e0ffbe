"""The pages of step 5: the chosen formule, and the six P's from outside and inside."""

from django.http import Http404
from django.urls import reverse

from klantreis.forms import IdeeForm, KoppelForm
from trajecten.scherm import invoer, scherm, toon, verwerk
from trajecten.scherm_stap import stapcontext
from ui.forms import Formulier

from . import acties, blad, queries
from .forms import BeoordelingForm, KoppelingForm
from .models import Beoordeling, BeoordelingIdee, P

P_VAN_ADRES = {p.lower(): p for p in P.values}


def naar_stap(traject, p=None) -> str:
    return reverse("serviceformule:stap", args=[traject.pk]) + (f"#p-{p.lower()}" if p else "")


@scherm("traject_zien")
def stap(request, traject):
    context = stapcontext(request, traject, 5)
    koppeling = queries.koppeling_van(traject)
    open_ = not traject.afgesloten_op
    context |= {
        "koppeling": koppeling,
        "sessies": queries.zesp_sessies(traject),
        "mag_bewerken": open_ and not context["poort"] and "formule_bewerken" in context["rechten"],
        "mag_idee": open_ and "verbetering_aandragen" in context["rechten"],
        "mag_sessie": open_ and "sessie_vastleggen" in context["rechten"],
    }
    return toon(
        request, "serviceformule/stap.html", traject=traject, **context, **blad.zes_p(traject), **blad.beloften(koppeling)
    )


@scherm("formule_bewerken", methoden="GET POST")
def kies(request, traject):
    form = KoppelingForm(invoer(request), instance=queries.koppeling_van(traject))
    return verwerk(
        request,
        form,
        lambda gegevens: acties.kies_formule(traject, door=request.user, versie=form.versie, **gegevens),
        titel="Kies een serviceformule",
        terug=naar_stap(traject),
        gelukt="De serviceformule is gekozen.",
        template="serviceformule/kies.html",
        formules=queries.te_kiezen(form.instance.formule_id),
        traject=traject,
        stap_nummer=5,
    )


@scherm("formule_bewerken", methoden="GET POST")
def beoordeel(request, traject, p):
    if (p := P_VAN_ADRES.get(p)) is None:
        raise Http404
    form = BeoordelingForm(invoer(request), p=p, instance=Beoordeling.objects.filter(traject=traject, p=p).first())
    return verwerk(
        request,
        form,
        lambda gegevens: acties.beoordeel_p(traject, door=request.user, p=p, versie=form.versie, **gegevens),
        titel=f"De P van {p}",
        terug=naar_stap(traject, p),
        gelukt=f"Het oordeel over de P van {p} is opgeslagen.",
        template="serviceformule/beoordeel.html",
        traject=traject,
        stap_nummer=5,
        **blad.beloften(queries.koppeling_van(traject), p),
    )


@scherm("verbetering_aandragen", Beoordeling, methoden="GET POST")
def idee(request, traject, beoordeling):
    gekoppeld = BeoordelingIdee.objects.filter(beoordeling=beoordeling).values("verbetering_id")
    return verwerk(
        request,
        IdeeForm(invoer(request)),
        lambda gegevens: acties.draag_idee_aan(beoordeling, door=request.user, **gegevens),
        titel=f"Wat kan beter bij de P van {beoordeling.p}?",
        terug=naar_stap(traject, beoordeling.p),
        gelukt="Uw idee staat in het register van verbeteringen.",
        knop="Draag aan",
        template="serviceformule/idee.html",
        traject=traject,
        stap_nummer=5,
        beoordeling=beoordeling,
        koppel_form=KoppelForm(traject=traject, al_gekoppeld=gekoppeld, prefix="koppel"),
        koppel_adres=reverse("serviceformule:koppel", args=[traject.pk, beoordeling.pk]),
    )


@scherm("verbetering_aandragen", Beoordeling, methoden="GET POST")
def koppel(request, traject, beoordeling):
    return verwerk(
        request,
        KoppelForm(invoer(request), traject=traject, prefix="koppel"),
        lambda gegevens: acties.koppel_idee(beoordeling, door=request.user, **gegevens),
        titel=f"Koppel een verbetering aan de P van {beoordeling.p}",
        terug=naar_stap(traject, beoordeling.p),
        gelukt="De verbetering is gekoppeld.",
        knop="Koppel",
        traject=traject,
        stap_nummer=5,
    )


@scherm("formule_bewerken", BeoordelingIdee, methoden="GET POST")
def ontkoppel(request, traject, link):
    return verwerk(
        request,
        Formulier(invoer(request)),
        lambda gegevens: acties.ontkoppel_idee(link.beoordeling, door=request.user, verbetering=link.verbetering),
        titel="Maak de verbetering los",
        inleiding=f"{link.verbetering} hoort dan niet meer bij deze P. De verbetering zelf blijft bestaan.",
        terug=naar_stap(traject, link.beoordeling.p),
        gelukt="De verbetering is losgemaakt.",
        knop="Maak los",
        traject=traject,
        stap_nummer=5,
    )
