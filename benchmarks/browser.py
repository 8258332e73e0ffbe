"""Pages through WSGI, in this process: everything a server runs for a request, and no network."""

import re
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import quote

from django.conf import settings

RIJ = re.compile(r'<tr><th scope="row">')


@dataclass
class Antwoord:
    status: int
    inhoud: str
    koppen: dict

    @property
    def rijen(self) -> int:
        return len(RIJ.findall(self.inhoud))


class Browser:
    """Someone who is signed in."""

    def __init__(self, koekje: str = ""):
        self.koekje = koekje

    def haal(self, adres: str, htmx: bool = False) -> Antwoord:
        pad, _, vraag = adres.partition("?")
        omgeving = {
            "REQUEST_METHOD": "GET", "PATH_INFO": quote(pad), "QUERY_STRING": vraag, "HTTP_COOKIE": self.koekje,
            "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1",
            "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": BytesIO(), "wsgi.errors": BytesIO(),
        }  # fmt: skip
        if htmx:
            omgeving["HTTP_HX_REQUEST"] = "true"
        begin: dict = {}

        def start(status, koppen, exc_info=None):
            begin.update(status=int(status[:3]), koppen=dict(koppen))

        antwoord = applicatie()(omgeving, start)
        try:
            inhoud = b"".join(antwoord)
        finally:
            antwoord.close()
        return Antwoord(begin["status"], inhoud.decode(errors="replace"), begin["koppen"])


_applicatie: list = []


def applicatie():
    if not _applicatie:
        from django.core.handlers.wsgi import WSGIHandler
        from django.core.management import call_command

        call_command("collectstatic", verbosity=0, interactive=False)
        settings.ROOT_URLCONF = "benchmarks.adressen"
        _applicatie.append(WSGIHandler())
    return _applicatie[0]
