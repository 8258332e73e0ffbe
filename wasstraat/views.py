"""The pages of the roof: my work, the house from above, the health of the site, and what is shown when something fails."""

import logging
import secrets
import sys

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from trajecten.scherm import aangemeld, breed, openbaar, toon

from . import queries
from .hervat import onthouden_invoer

log = logging.getLogger(__name__)


@aangemeld("Toont alleen het eigen werk.")
def mijn_werk(request):
    delen, is_meer = queries.taken_van(request.user, "alles" in request.GET)
    berichten, ongelezen = queries.berichten_van(request.user)
    return toon(
        request,
        "wasstraat/mijn_werk.html",
        delen=delen,
        is_meer=is_meer,
        aantal_taken=sum(len(regels) for _, regels in delen),
        trajecten=queries.trajecten_van(request.user),
        berichten=berichten,
        ongelezen=ongelezen,
        heeft_hervat=onthouden_invoer(request) is not None,
    )


@breed("accounts.beheren")
def beheer(request):
    return toon(request, "wasstraat/beheer.html")


@breed("accounts.portfolio_zien")
def portfolio(request):
    stand = queries.portfolio()
    return toon(request, "wasstraat/portfolio.html", **stand, rijen=queries.wachtenden(request.user, stand["wachtend"]))


@openbaar("Zegt alleen of de website draait.")
def leeft(request):
    return JsonResponse({"leeft": True})


@openbaar("Zegt of de website kan werken; alleen aantallen, geen inhoud.")
def gereed(request):
    try:
        return JsonResponse(queries.gezondheid())
    except DatabaseError:
        return JsonResponse({"database": False}, status=503)


def fout_400(request, exception=None):
    return render(request, "400.html", status=400)


def fout_403(request, exception=None):
    return render(request, "403.html", {"rollen": []}, status=403)


def fout_404(request, exception=None):
    return render(request, "404.html", status=404)


def fout_500(request):
    """An own fault, with a number to find it by; 503 when the database went away outside a page (sessions, middleware)."""
    fout = sys.exc_info()[1]
    if isinstance(fout, OperationalError | InterfaceError):
        return storing()
    kenmerk = secrets.token_hex(4)
    log.error("Kenmerk %s: %s op %s", kenmerk, type(fout).__name__, request.path)
    return HttpResponse(render_to_string("500.html", {"kenmerk": kenmerk}), status=500)


def storing() -> HttpResponse:
    """The page that needs nothing: no database, no session."""
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})
