"""Messages, and a mail server of our own that accepts, refuses or hangs up."""

import asyncio
import socket
from contextlib import contextmanager
from itertools import count

from aiosmtpd.controller import Controller

from berichten import acties
from tests.bouwers import maak_gebruiker

_nummer = count(1)


def maak_bericht(aan=None, **velden):
    n = next(_nummer)
    velden = {
        "soort": "toets",
        "onderwerp": f"toets:{n}",
        "sleutel": f"toets:{n}",
        "titel": f"Beoordeel {n} verbeteringen",
        "tekst": "De projectleider vraagt uw oordeel.",
        "waarom": "u bent specialist in dit traject.",
        "adres": "/trajecten/",
    } | velden
    return acties.leg_klaar(aan or maak_gebruiker(), **velden)


class Mailserver:
    """`gedrag(n)` says what happens to the n-th message: "neem aan", a refusal ("451 later"), "hang op" or "hang vroeg op".

    As long as `vasthouden(n)` the server has its text and says nothing.
    """

    def __init__(self, gedrag, vasthouden):
        self.gedrag, self.vasthouden, self.pogingen, self.in_handen, self.ontvangen = gedrag, vasthouden, 0, 0, []

    async def handle_MAIL(self, server, session, envelope, adres, opties):
        self.pogingen += 1
        if self.gedrag(self.pogingen) == "hang vroeg op":
            server.transport.abort()
        envelope.mail_from = adres
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, adres, opties):
        if self.gedrag(self.pogingen).startswith("550"):
            return self.gedrag(self.pogingen)
        envelope.rcpt_tos.append(adres)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        gedrag, self.in_handen = self.gedrag(self.pogingen), self.pogingen
        while self.vasthouden(self.in_handen):
            await asyncio.sleep(0.02)
        if gedrag == "hang op":
            self.ontvangen.append(envelope.content.decode())
            server.transport.abort()
            return "250 OK"
        if gedrag != "neem aan":
            return gedrag
        self.ontvangen.append(envelope.content.decode())
        return "250 OK"

    @property
    def nummers(self):
        """The Message-IDs that came in, in order."""
        koppen = (regel for mail in self.ontvangen for regel in mail.splitlines())
        return [regel.split("<")[1].split("@")[0] for regel in koppen if regel.startswith("Message-ID:")]


@contextmanager
def mailserver(gedrag=lambda n: "neem aan", vasthouden=lambda n: False):
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    server = Mailserver(gedrag, vasthouden)
    bediening = Controller(server, hostname="127.0.0.1", port=poort)
    bediening.start()
    server.poort = poort
    try:
        yield server
    finally:
        bediening.stop()
