"""What holds for every answer: its headers, and a calm page when the database is away."""

import logging

from django.db import InterfaceError, OperationalError
from django.template.loader import render_to_string
from django.http import HttpResponse

log = logging.getLogger(__name__)
RECHTEN = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"


def koppen(get_response):
    """Signed-in pages are never kept by a browser or proxy; nothing may use the device."""

    def middleware(request):
        antwoord = get_response(request)
        antwoord.headers.setdefault("Permissions-Policy", RECHTEN)
        if not request.path.startswith("/static/"):
            antwoord.headers.setdefault("Cache-Control", "no-store")
        return antwoord

    return middleware


def storing(get_response):
    """Answer 503 from a page that needs no database when the database does not answer."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, fout):
        if isinstance(fout, OperationalError | InterfaceError):
            log.error("De database antwoordt niet: %s", fout.__class__.__name__)
            return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})
        return None

    middleware.process_exception = process_exception

    def omhuld(request):
        try:
            return middleware(request)
        except (OperationalError, InterfaceError) as fout:
            return process_exception(request, fout)

    omhuld.process_exception = process_exception
    return omhuld
