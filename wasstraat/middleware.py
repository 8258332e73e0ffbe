"""What holds for every answer: its headers, and a calm page when the database is away."""

import logging

from django.db import InterfaceError, OperationalError

log = logging.getLogger(__name__)
RECHTEN = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"


def koppen(get_response):
    """Pages are never kept by a browser or proxy, nobody frames us, and nothing may use the device."""

    def middleware(request):
        antwoord = get_response(request)
        antwoord.headers.setdefault("Permissions-Policy", RECHTEN)
        antwoord.headers.setdefault("X-Frame-Options", "DENY")
        if not request.path.startswith("/static/"):
            antwoord.headers.setdefault("Cache-Control", "no-store")
        return antwoord

    return middleware


class Storing:
    """Answer 503 when the database does not answer a page. Outside a page (reading a session) fout_500 does this."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, fout):
        if not isinstance(fout, OperationalError | InterfaceError):
            return None
        from .views import storing  # here: views need the apps, which are not loaded yet when the middleware is read

        log.error("De database antwoordt niet: %s", type(fout).__name__)
        return storing()
