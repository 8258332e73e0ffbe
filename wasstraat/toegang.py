"""Signing in and out, going on where a session ended, and one's own account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import acties
from accounts.links import DAGEN_GELDIG, wie_bij
from accounts.models import Gebruiker
from berichten.acties import trek_in
from trajecten.scherm import Terug, aangemeld, invoer, openbaar, toon, verwerk

from .forms import EigenWachtwoordForm, InlogForm, MijnGegevensForm, WachtwoordForm
from .hervat import onthouden_invoer
from .instappen import groepen
from .mensen import met_samenvoegen

BACKEND = "accounts.backends.Aanmelding"


@openbaar("Wie niet is ingelogd, moet kunnen inloggen.", methoden="GET POST")
def inloggen(request):
    """Sign in with a name or address and a password; in the demo, choose a person."""
    doel = _veilig_doel(request)
    if request.method == "GET" and request.user.is_authenticated and not settings.DEMO:
        return Terug(doel)
    form = InlogForm(request, data=invoer(request))
    if form.is_bound and form.is_valid():
        login(request, form.get_user())
        return Terug(doel)
    keuze = groepen() if settings.DEMO else []
    trajecten = {titel for _, mensen in keuze for mens in mensen for titel in mens["trajecten"]}
    context = {"form": form, "doel": doel, "groepen": keuze, "is_meer_trajecten": len(trajecten) > 1}
    return toon(request, "accounts/inloggen.html", 422 if form.is_bound else 200, **context)


@openbaar("Alleen in de demo: verder als een van de verzonnen mensen.", methoden="POST")
def stap_in(request, pk):
    """One click to be someone else. Outside the demo this page does not exist."""
    if not settings.DEMO:
        raise Http404
    gebruiker = get_object_or_404(Gebruiker, pk=pk, is_active=True)
    login(request, gebruiker, backend=BACKEND)
    return Terug(_veilig_doel(request))


@openbaar("Wie al is uitgelogd, mag nog eens klikken.", methoden="POST")
def uitloggen(request):
    logout(request)
    messages.success(request, "U bent uitgelogd.")
    return Terug(reverse("accounts:inloggen"))


@aangemeld("Toont alleen wat deze persoon zelf net typte.", methoden="GET POST")
def verder(request):
    """What was typed before the session ended: send it now, or throw it away (POST)."""
    onthouden = onthouden_invoer(request)
    if request.method == "POST" or onthouden is None:
        if request.session.pop("hervat", None) and onthouden:
            messages.success(request, "Wat u had ingevuld, is weggegooid.")
        return Terug(reverse("mijn_werk"))
    return toon(request, "ui/hervat.html", **onthouden, terug=request.path)


@openbaar("Wie een link kreeg, heeft nog geen wachtwoord.", methoden="GET POST")
def wachtwoord_kiezen(request, pk, sleutel):
    """Choose a password through a link. Opening the link changes nothing; the key leaves the address bar at once."""
    if sleutel != "kiezen":
        request.session["wachtwoordlink"] = sleutel
        return Terug(reverse("accounts:wachtwoord_kiezen", args=[pk, "kiezen"]))
    gebruiker = wie_bij(pk, request.session.get("wachtwoordlink", ""))
    if gebruiker is None:
        return toon(request, "accounts/link_verlopen.html", 410, dagen=DAGEN_GELDIG)
    form = WachtwoordForm(invoer(request), gebruiker=gebruiker)
    if form.is_bound and form.is_valid():
        acties.kies_wachtwoord(gebruiker, form.cleaned_data["wachtwoord_nieuw"])
        trek_in(f"account:{gebruiker.pk}")
        request.session.pop("wachtwoordlink")
        messages.success(request, "Uw wachtwoord is opgeslagen. U kunt nu inloggen.")
        return Terug(reverse("accounts:inloggen"))
    return toon(request, "accounts/wachtwoord_kiezen.html", 422 if form.is_bound else 200, form=form, gebruiker=gebruiker)


@aangemeld("Toont alleen het eigen account.")
def mijn_account(request):
    return toon(request, "accounts/mijn_account.html")


@aangemeld("Wijzigt alleen het eigen account.", methoden="GET POST")
def mijn_gegevens(request):
    form = MijnGegevensForm(invoer(request), instance=Gebruiker.objects.get(pk=request.user.pk))
    return verwerk(
        request,
        form,
        lambda gegevens: met_samenvoegen(acties.wijzig_mijzelf, request.user, versie=form.versie, **gegevens),
        titel="Mijn gegevens wijzigen",
        terug=reverse("accounts:mijn_account"),
        gelukt="Uw gegevens zijn opgeslagen.",
    )


@aangemeld("Wijzigt alleen het eigen wachtwoord.", methoden="GET POST")
def mijn_wachtwoord(request):
    """Other sessions end by themselves (the password is part of them); this one goes on."""
    form = EigenWachtwoordForm(invoer(request), gebruiker=request.user)

    def kies(gegevens):
        acties.kies_wachtwoord(request.user, gegevens["wachtwoord_nieuw"])
        update_session_auth_hash(request, request.user)

    return verwerk(
        request,
        form,
        kies,
        titel="Wachtwoord wijzigen",
        terug=reverse("accounts:mijn_account"),
        gelukt="Uw wachtwoord is gewijzigd. Op andere apparaten bent u uitgelogd.",
    )


def _veilig_doel(request) -> str:
    """Where to go after signing in: only a page of this website."""
    doel = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(doel, {request.get_host()}, require_https=request.is_secure()):
        return doel
    return reverse(settings.LOGIN_REDIRECT_URL)
