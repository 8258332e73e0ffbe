"""From a row of the outbox to a mail, and what the mail server made of it. Reads only; acties.py keeps the state."""

import logging
import smtplib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from accounts.links import adres_voor

from .models import Bericht

log = logging.getLogger(__name__)
UITNODIGING = "uitnodiging"  # kind of message that carries a set-password link; made here, so that no row ever holds one

# The server answered "no" in so many words: the message was certainly not accepted.
GEWEIGERD = (
    smtplib.SMTPResponseException,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPNotSupportedError,
)


class Gesloten(Exception):
    """The mail server cannot be reached or does not let us in: says nothing about any message."""


class Nee(Exception):
    """Not accepted, for certain: try again later."""


class Onzeker(Exception):
    """The connection broke when the text was on its way: nobody can know."""


def maak_mail(bericht: Bericht) -> EmailMessage:
    """Plain text: what, why it came, where the work is. The Message-ID is the row, so a second copy can be recognised."""
    pad = adres_voor(bericht.aan) if bericht.soort == UITNODIGING else bericht.adres
    tekst = (
        f"Beste {bericht.aan},\n\n{bericht.tekst}\n\nOpenen in Wasstraat:\n{settings.WEBADRES}{pad}\n\n"
        f"Waarom krijgt u dit bericht? {bericht.waarom}\n\n{settings.ORGANISATIE_NAAM}\n"
    )
    koppen = {
        "Message-ID": f"<{bericht.pk}@{urlsplit(settings.WEBADRES).hostname}>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(" ".join(bericht.titel.split()), tekst, to=[bericht.aan.email], headers=koppen)


class Postkantoor:
    """One connection for a whole run, opened again after it broke; whatever backend the settings name."""

    def __init__(self):
        self.verbinding = get_connection()

    def open(self) -> None:
        """Raises Gesloten."""
        try:
            self.verbinding.open()
        except (OSError, smtplib.SMTPException) as fout:
            self.sluit()
            raise Gesloten(type(fout).__name__) from fout

    def verstuur(self, mail: EmailMessage) -> None:
        """Hand one mail over. Returns when it was accepted; raises Nee or Onzeker."""
        try:
            mail.connection = self.verbinding
            mail.send()
        except GEWEIGERD as fout:
            if getattr(getattr(self.verbinding, "connection", None), "sock", True) is None:
                self.sluit()  # "no, and goodbye": the next message needs a new connection
            raise Nee(type(fout).__name__) from fout
        except (OSError, smtplib.SMTPException) as fout:
            # A backend that cannot tell counts as "the text was on its way": never twice goes before surely once.
            onderweg = getattr(getattr(self.verbinding, "connection", None), "data_begonnen", True)
            self.sluit()
            raise (Onzeker if onderweg else Nee)(type(fout).__name__) from fout

    def sluit(self) -> None:
        try:
            self.verbinding.close()
        except (OSError, smtplib.SMTPException) as fout:
            log.info("De verbinding met de mailserver was al weg: %s", type(fout).__name__)
