from django.http import Http404
from django.urls import reverse

from trajecten.poort import NietMogelijk
from trajecten.rollen import rechten_van
from trajecten.scherm import doe, invoer, scherm, toon, verwerk
from trajecten.scherm_stap import stapcontext

from . import acties
from .beeld import overzicht, toetspagina, vraagrijen
from .forms import BewijsForm, OordeelForm, RedenForm, VraagForm
from .models import Oordeel, Toets, Voorwaarde
from .queries import Toetsbeeld, volgende


@scherm("traject_zien")
def stap(request, traject):
    context = stapcontext(request, traject, 7)
    return toon(request, "toetsing/stap.html", traject=traject, **context, **overzicht(traject, request.user))


@scherm("toets_vragen", methoden="GET POST")
def vragen(request, traject):
    beeld = Toetsbeeld.van_nieuwste(traject)
    if not beeld:
        raise NietMogelijk("Leg eerst een versie van het verbeterplan vast, in stap 6.")
    versie = beeld.planversie
    form = VraagForm(invoer(request), traject=traject, regels=beeld.regels)
    nodig = {regel.pk for regel in beeld.ongevraagd}
    rijen = vraagrijen(form, beeld)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.vraag_aan(versie, door=request.user, **form.vraag),
        titel="Toets aanvragen",
        terug=_stapadres(traject),
        gelukt="De specialisten hebben bericht gekregen.",
        template="toetsing/vragen.html",
        traject=traject,
        stap_nummer=7,
        versie=versie,
        nodig=[rij for rij in rijen if rij["regel"].pk in nodig],
        overig=[rij for rij in rijen if rij["regel"].pk not in nodig],
    )


@scherm("traject_zien", Toets)
def toets(request, traject, toets):
    return toon(request, "toetsing/toets.html", traject=traject, stap_nummer=7, **_toetspagina(request, traject, toets))


@scherm("toets_geven", Toets, methoden="POST")
def oordeel(request, traject, toets, regel):
    planregel = toets.regels.filter(pk=regel).first()
    if not planregel:
        raise Http404
    if toets.specialist != request.user:
        raise NietMogelijk(f"Alleen {toets.specialist} kan dit oordeel geven.")
    huidig = Oordeel.objects.filter(toets=toets, planregel=planregel).first() or Oordeel(toets=toets, planregel=planregel)
    form = OordeelForm(invoer(request), instance=huidig, regel=planregel)
    return verwerk(
        request,
        form,
        lambda gegevens: acties.geef_oordeel(toets, door=request.user, planregel=planregel, versie=form.versie, **gegevens),
        titel=f"Toets {toets.discipline}",
        terug=lambda _: f"{_toetsadres(toets)}#{volgende(toets, planregel)}",
        gelukt=f"Uw oordeel over {planregel.code} is bewaard.",
        template="toetsing/toets.html",
        traject=traject,
        stap_nummer=7,
        **_toetspagina(request, traject, toets, form, planregel),
    )


@scherm("toets_geven", Toets, methoden="POST")
def inleveren(request, traject, toets):
    gelukt = "U hebt de toets ingeleverd. Dank u wel. De projectleider heeft bericht gekregen."
    return doe(request, lambda: acties.lever_in(toets, door=request.user), terug=_toetsadres(toets), gelukt=gelukt)


@scherm("toets_geven", Toets, methoden="POST")
def terugtrekken(request, traject, toets):
    gelukt = "De toets is weer open. Lever hem opnieuw in als u klaar bent."
    return doe(request, lambda: acties.trek_terug(toets, door=request.user), terug=_toetsadres(toets), gelukt=gelukt)


@scherm("toets_vragen", Toets, methoden="GET POST")
def niet_nodig(request, traject, toets):
    return verwerk(
        request,
        RedenForm(invoer(request)),
        lambda gegevens: acties.verklaar_nvt(toets, door=request.user, **gegevens),
        titel=f"De toets van {toets.discipline} is niet nodig",
        inleiding="Schrijf op waarom. De verbeteringen tellen dan niet als beoordeeld door deze discipline. De specialist krijgt bericht.",
        terug=_stapadres(traject),
        gelukt=f"De toets van {toets.discipline} is niet meer nodig.",
        traject=traject,
        stap_nummer=7,
    )


@scherm("voorwaarde_sluiten", Voorwaarde, methoden="GET POST")
def voorwaarde_sluiten(request, traject, voorwaarde):
    return verwerk(
        request,
        BewijsForm(invoer(request)),
        lambda gegevens: acties.sluit_voorwaarde(voorwaarde, door=request.user, **gegevens),
        titel=f"Voorwaarde bij {voorwaarde.oordeel.planregel.code} sluiten",
        inleiding=voorwaarde.tekst,
        terug=_stapadres(traject),
        gelukt="De voorwaarde is gesloten.",
        knop="Sluit de voorwaarde",
        traject=traject,
        stap_nummer=7,
    )


def _toetspagina(request, traject, toets, form=None, planregel=None) -> dict:
    """The page of the specialist, with a form per improvement; the one that was just sent keeps what was typed."""
    pagina = toetspagina(toets, request.user)
    for item in pagina["items"] if pagina["mag_oordelen"] else ():
        regel = item["regel"]
        is_verzonden = planregel and regel.pk == planregel.pk
        item["form"] = (
            form
            if is_verzonden
            else OordeelForm(instance=item["oordeel"] or Oordeel(toets=toets, planregel=regel), regel=regel)
        )
    return pagina | {"rechten": rechten_van(request.user, traject)}


def _stapadres(traject):
    return reverse("toetsing:stap", args=[traject.pk])


def _toetsadres(toets):
    return reverse("toetsing:toets", args=[toets.ronde.traject_id, toets.pk])
