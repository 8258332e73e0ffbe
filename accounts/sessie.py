"""When a session ends: after two hours without a request, and after eight hours whatever happens."""

import time

from django.contrib import messages
from django.contrib.auth import logout

STIL = 2 * 60 * 60  # seconds
GEHEEL = 8 * 60 * 60
BIJHOUDEN = 5 * 60  # how often "still here" is written down; not on every page, that would be a write per click


def begin(sender, request, **rest):
    """On every kind of sign-in (Django's own signal): from when both clocks run."""
    request.session["begonnen"] = request.session["gezien"] = int(time.time())


class Sessie:
    """Ends a session in time, and forgets a resumed form once it was handled."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        antwoord = self.get_response(request)
        if request.method == "POST" and antwoord.status_code == 303 and "hervat" in request.session:
            _vergeet_als_gedaan(request, antwoord)
        return antwoord

    def process_view(self, request, view, args, kwargs):
        # A public page (is the site alive?) must not need the database, and shows nothing of anyone.
        if getattr(view, "soort", "") != "openbaar" and request.user.is_authenticated:
            _bewaak(request)


def _bewaak(request):
    nu, sessie = int(time.time()), request.session
    begonnen, gezien = sessie.get("begonnen", 0), sessie.get("gezien", 0)
    if nu - begonnen > GEHEEL or nu - gezien > STIL:
        _beeindig(request)
    elif nu - gezien > BIJHOUDEN:
        sessie["gezien"] = nu


def _beeindig(request):
    """Sign out; what was being typed waits for the same person."""
    wie, hervat = str(request.user.pk), request.session.get("hervat")
    logout(request)
    request.session["hervat_van"] = wie
    if hervat:
        request.session["hervat"] = hervat
    messages.info(request, "U was te lang weg. Voor de veiligheid bent u uitgelogd. Log opnieuw in om verder te gaan.")


def _vergeet_als_gedaan(request, antwoord):
    gelijk = request.session["hervat"].get("adres") == request.get_full_path()
    if gelijk and request.user.is_authenticated and not getattr(request, "is_onthouden", False):
        del request.session["hervat"]
