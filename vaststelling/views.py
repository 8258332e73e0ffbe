from django.urls import reverse

from toetsing.models import Oordeel
from trajecten.poort import NietMogelijk
from trajecten.rollen import rechten_van
from trajecten.scherm import invoer, scherm, toon, verwerk
from trajecten.scherm_stap import stapcontext
from verbeterplan.models import PlanVersie

from . import acties
from .beeld import besluitpagina, overzicht
from .forms import AkkoordForm, BesluitForm, OverruleForm, TerugForm, VerwerkForm
from .models import Verwerking


@scherm("traject_zien")
def stap(request, traject):
    context = stapcontext(request, traject, 8)
    return toon(request, "vaststelling/stap.html", traject=traject, **context, **overzicht(traject))


@scherm("opmerking_verwerken", Oordeel, methoden="GET POST")
def verwerken(request, traject, oordeel):
    _alleen_ingeleverd(oordeel)
    huidig = Verwerking.objects.filter(oordeel=oordeel).first() or Verwerking(oordeel=oordeel)
    form = VerwerkForm(invoer(request), instance=huidig, initial={"nieuwe_titel": ""})
    return verwerk(
        request,
        form,
        lambda gegevens: acties.verwerk(oordeel, door=request.user, versie=form.versie, **gegevens),
        titel=f"Opmerking over {oordeel.planregel.code} verwerken",
        terug=f"{_stapadres(traject)}#o{oordeel.pk}",
        gelukt=f"De opmerking over {oordeel.planregel.code} is verwerkt. De specialist krijgt bericht.",
        template="vaststelling/verwerk.html",
        traject=traject,
        stap_nummer=8,
        oordeel=oordeel,
    )


@scherm("toets_overrulen", Oordeel, methoden="GET POST")
def overrulen(request, traject, oordeel):
    _alleen_ingeleverd(oordeel)
    return verwerk(
        request,
        OverruleForm(invoer(request)),
        lambda gegevens: acties.overrule(oordeel, door=request.user, **gegevens),
        titel=f"Toch doorgaan met {oordeel.planregel.code}",
        inleiding="Uw naam en uw reden komen in het verbeterplan te staan. De specialist krijgt bericht.",
        terug=f"{_stapadres(traject)}#o{oordeel.pk}",
        gelukt="Uw uitspraak is vastgelegd.",
        knop="Laat toch doorgaan",
        template="vaststelling/verwerk.html",
        traject=traject,
        stap_nummer=8,
        oordeel=oordeel,
    )


@scherm("traject_zien", PlanVersie)
def besluit(request, traject, versie):
    return toon(
        request, "vaststelling/besluit.html", traject=traject, stap_nummer=8, **_besluitpagina(request, traject, versie)
    )


@scherm("plan_vaststellen", PlanVersie, methoden="POST")
def goedkeuren(request, traject, versie):
    doe = acties.stel_vast
    return _besluit(request, traject, versie, "goed_form", BesluitForm, doe, f"Versie {versie.nummer} is goedgekeurd.")


@scherm("plan_vaststellen", PlanVersie, methoden="POST")
def terugsturen(request, traject, versie):
    doe = acties.stuur_terug
    return _besluit(request, traject, versie, "terug_form", TerugForm, doe, f"Versie {versie.nummer} is teruggestuurd.")


@scherm("plan_akkoord_geven", PlanVersie, methoden="POST")
def akkoord(request, traject, versie):
    doe = acties.geef_akkoord
    return _besluit(request, traject, versie, "akkoord_form", AkkoordForm, doe, "Uw antwoord is vastgelegd.")


def _besluit(request, traject, versie, naam, klasse, doe, gelukt):
    form = klasse(invoer(request))
    pagina = _besluitpagina(request, traject, versie) | {naam: form}
    return verwerk(
        request,
        form,
        lambda gegevens: doe(versie, door=request.user, **gegevens),
        titel="Besluit",
        terug=reverse("vaststelling:besluit", args=[traject.pk, versie.pk]),
        gelukt=gelukt,
        template="vaststelling/besluit.html",
        traject=traject,
        stap_nummer=8,
        **pagina,
    )


def _besluitpagina(request, traject, versie) -> dict:
    versie.traject = traject
    rechten = rechten_van(request.user, traject)
    gezien = {"sha256": versie.sha256}
    formulieren = {
        "goed_form": BesluitForm(initial=gezien),
        "terug_form": TerugForm(initial=gezien),
        "akkoord_form": AkkoordForm(initial=gezien),
    }
    return formulieren | besluitpagina(traject, versie, request.user, rechten) | {"rechten": rechten}


def _alleen_ingeleverd(oordeel):
    """A verdict that was not handed in is nobody's business yet, not even by its address."""
    if not oordeel.toets.ingeleverd_op:
        raise NietMogelijk("Dit oordeel is nog niet ingeleverd.")


def _stapadres(traject):
    return reverse("vaststelling:stap", args=[traject.pk])
