"""A mail server that writes down what it accepts: one line per mail, so that a mail that came twice is seen."""

import os
import time
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

TRAAG = 0.05  # seconds before and after accepting, so that a kill can fall on either side


def bestand() -> Path:
    return settings.VAR / "postvak.txt"


class Postvak(BaseEmailBackend):
    def send_messages(self, mails):
        for mail in mails:
            time.sleep(TRAAG)
            haak = os.open(bestand(), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            try:
                os.write(haak, f"{mail.extra_headers['Message-ID']}\n".encode())
            finally:
                os.close(haak)
            time.sleep(TRAAG)
        return len(mails)
