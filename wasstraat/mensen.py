"""Functional administration of people. Every page is for `accounts.beheren`; accounts.acties holds the rules."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts import acties
from accounts.links import DAGEN_GELDIG, adres_voor
from accounts.models import Beheerregel, Gebruiker
from accounts.queries import GLOBALE_RECHTEN, bladzijde, lees_merk
from berichten import klok
from berichten.acties import leg_klaar
from berichten.post import UITNODIGING
from trajecten.poort import Botsing, NietMogelijk
from trajecten.scherm import Terug, breed, doe, invoer, toon, verwerk
from ui.opmaak import tijdstip

from .forms import MensForm, RechtenForm, ZoekForm

BEHEREN = "accounts.beheren"


@breed(BEHEREN)
def lijst(request):
    form = ZoekForm(request.GET)
    zoek = form.cleaned_data["zoek"] if form.is_valid() else ""
    gevonden = Gebruiker.objects.met_rechten().zoek(zoek).na(lees_merk(request.GET.get("na", "")))
    mensen, volgende = bladzijde(gevonden, lambda mens: [mens.naam, str(mens.pk)])
    basis = reverse("accounts:mensen")
    rijen = [(f"{basis}{mens.pk}/", mens) for mens in mensen]
    context = {"form": form, "zoek": zoek, "rijen": rijen, "volgende": volgende, "is_vervolg": "na" in request.GET}
    return toon(request, "accounts/mensen.html", **context)


@breed(BEHEREN, methoden="GET POST")
def nieuw(request):
    form = MensForm(invoer(request))
    return verwerk(
        request,
        form,
        lambda gegevens: _nodig_uit(request, acties.voeg_toe(door=request.user, **gegevens)),
        titel="Iemand toevoegen",
        knop="Toevoegen",
        inleiding="Wasstraat maakt een link waarmee deze persoon zelf een wachtwoord kiest.",
        terug=_adres,
        annuleren=reverse("accounts:mensen"),
        gelukt="De persoon is toegevoegd.",
    )


@breed(BEHEREN)
def mens(request, pk):
    """One person. A link that was just made stands here once; it is made at the moment it is shown, and kept nowhere."""
    gebruiker = _gebruiker(pk)
    link = ""
    if request.session.get("toon_link") == str(pk):
        del request.session["toon_link"]
        link = settings.WEBADRES + adres_voor(gebruiker)
    regels = Beheerregel.objects.filter(waarop=f"accounts.gebruiker:{pk}")[:10]
    context = {"mens": gebruiker, "link": link, "dagen": DAGEN_GELDIG, "regels": regels}
    return toon(request, "accounts/mens.html", is_zelf=gebruiker == request.user, **context)


@breed(BEHEREN, methoden="GET POST")
def wijzig(request, pk):
    gebruiker = _gebruiker(pk)
    form = MensForm(invoer(request), instance=gebruiker)
    return verwerk(
        request,
        form,
        lambda gegevens: met_samenvoegen(acties.wijzig, gebruiker, door=request.user, versie=form.versie, **gegevens),
        titel=f"Gegevens van {gebruiker} wijzigen",
        terug=_adres(gebruiker),
        gelukt="De gegevens zijn opgeslagen.",
    )


@breed(BEHEREN, methoden="GET POST")
def rechten(request, pk):
    gebruiker = _gebruiker(pk)
    nu = [recht for recht in GLOBALE_RECHTEN if getattr(gebruiker, f"mag_{recht}")]
    return verwerk(
        request,
        RechtenForm(invoer(request), initial={"rechten": nu}),
        lambda gegevens: acties.geef_rechten(gebruiker, door=request.user, **gegevens),
        titel=f"Rechten van {gebruiker}",
        terug=_adres(gebruiker),
        gelukt="De rechten zijn opgeslagen.",
    )


@breed(BEHEREN, methoden="POST")
def nieuwe_link(request, pk):
    gebruiker = _gebruiker(pk)
    _of_nee(acties.vernieuw_link, gebruiker, door=request.user)
    _nodig_uit(request, gebruiker)
    messages.success(request, "De link is gemaakt. Eerdere links werken niet meer.")
    return Terug(_adres(gebruiker))


@breed(BEHEREN, methoden="POST")
def stop_toegang(request, pk):
    gebruiker = _gebruiker(pk)
    handeling = lambda: _of_nee(acties.ontneem_toegang, gebruiker, door=request.user)  # noqa: E731
    return doe(request, handeling, terug=_adres(gebruiker), gelukt=f"{gebruiker} kan niet meer inloggen.")


@breed(BEHEREN, methoden="POST")
def geef_toegang(request, pk):
    gebruiker = _gebruiker(pk)
    handeling = lambda: _of_nee(acties.geef_toegang, gebruiker, door=request.user)  # noqa: E731
    return doe(request, handeling, terug=_adres(gebruiker), gelukt=f"{gebruiker} kan weer inloggen.")


@breed(BEHEREN)
def logboek(request):
    gevonden = Beheerregel.objects.na(lees_merk(request.GET.get("na", "")))
    regels, volgende = bladzijde(gevonden, lambda regel: [regel.op.isoformat(), regel.pk])
    rijen = [(tijdstip(regel.op), regel) for regel in regels]
    return toon(request, "accounts/logboek.html", rijen=rijen, volgende=volgende, is_vervolg="na" in request.GET)


def met_samenvoegen(actie, *args, **kwargs):
    """Two people who save the same person get the merge screen of the house."""
    try:
        return actie(*args, **kwargs)
    except acties.Verouderd as oud:
        raise Botsing(oud.nu, oud.mijn) from oud


def _of_nee(actie, *args, **kwargs):
    """A rule of accounts that says no becomes the 409 page of the house."""
    try:
        return actie(*args, **kwargs)
    except ValidationError as nee:
        raise NietMogelijk(" ".join(nee.messages)) from nee


def _nodig_uit(request, gebruiker):
    """Show the link once on the next page, and mail one to whoever has an address."""
    request.session["toon_link"] = str(gebruiker.pk)
    leg_klaar(
        gebruiker,
        soort=UITNODIGING,
        onderwerp=f"account:{gebruiker.pk}",
        sleutel=f"uitnodiging:{gebruiker.pk}:{klok.nu().isoformat()}",
        titel="Kies uw wachtwoord voor Wasstraat",
        tekst=f"U kunt meedoen in Wasstraat. Kies eerst zelf een wachtwoord. De link hieronder werkt {DAGEN_GELDIG} dagen.",
        waarom=f"{request.user} heeft u toegang gegeven tot Wasstraat.",
        adres=reverse("accounts:mijn_account"),
    )
    return gebruiker


def _gebruiker(pk) -> Gebruiker:
    return get_object_or_404(Gebruiker.objects.met_rechten(), pk=pk)


def _adres(gebruiker) -> str:
    return reverse("accounts:mens", args=[gebruiker.pk])
