"""One deliverer as a process of its own, to be killed: `python -m tests.berichten.bezorger PORT MOMENT`."""

import sys
from datetime import datetime

import django
from django.conf import settings

if __name__ == "__main__":
    settings.EMAIL_BACKEND = "berichten.smtp.Postbode"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", int(sys.argv[1]), 30
    django.setup()
    from berichten.acties import bezorg

    bezorg(datetime.fromisoformat(sys.argv[2]))
