"""`make run`: set everything up, then run web and worker (with the clock inside) under one process manager."""

import ctypes
import os
import shutil
import signal
import socket
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from honcho.manager import Manager
from honcho.printer import Printer

PR_SET_PDEATHSIG = 1


class Command(BaseCommand):
    help = "Zet de demo klaar en start de website, de verwerking en de klok samen."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--poort", type=int, default=8000)

    def handle(self, *args, poort, **options):
        if not settings.DEMO:
            raise CommandError(
                "Dit commando is voor de demo. In productie start u web, worker en beat apart: zie docker-compose.yml."
            )
        controleer_poort(poort)
        controleer_pdf()
        self.stap("Database bijwerken", lambda: call_command("migrate", verbosity=0, interactive=False))
        self.stap("Opmaak klaarzetten", zet_opmaak_klaar)
        self.stap("Demotraject klaarzetten", lambda: call_command("zet_demo_klaar", verbosity=0))
        self.stdout.write(self.style.SUCCESS(f"\nWasstraat draait op http://127.0.0.1:{poort}  (stoppen: Ctrl-C)\n"))
        sys.exit(draai(poort))

    def stap(self, naam, werk):
        self.stdout.write(f"· {naam} …")
        werk()


def controleer_poort(poort):
    with socket.socket() as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            proef.bind(("127.0.0.1", poort))
        except OSError:
            raise CommandError(
                f"Poort {poort} is al in gebruik. Kies een andere, bijvoorbeeld: make run PORT={poort + 80}"
            ) from None
        except OverflowError:
            raise CommandError(f"{poort} is geen poort. Kies een getal van 1 tot en met 65535.") from None


def controleer_pdf():
    from ui.pdf import pdf_mogelijk

    if zin := pdf_mogelijk():
        raise CommandError(zin)


def zet_opmaak_klaar():
    call_command("collectstatic", verbosity=0, interactive=False)


def draai(poort) -> int:
    """Run until Ctrl-C, a stop signal, or until one of the two stops by itself. Nothing stays behind."""
    _stop_met_ouder()
    python, bin_ = sys.executable, Path(sys.executable).parent
    omgeving = os.environ | {"PORT": str(poort), "WEBADRES": os.environ.get("WEBADRES", f"http://127.0.0.1:{poort}")}
    for naam in ("gunicorn", "celery"):
        if not shutil.which(naam, path=str(bin_)):
            raise CommandError(f"{naam} ontbreekt. Verwijder de map .venv en start opnieuw.")
    regie = Manager(Printer(sys.stdout, colour=sys.stdout.isatty()))
    regie.add_process(
        "web",
        f"exec {python} -m gunicorn wasstraat.wsgi --bind 127.0.0.1:{poort} --threads 8 --keep-alive 75 --timeout 60 --log-level warning",
        env=omgeving,
        cwd=str(settings.BASIS),
    )
    regie.add_process(
        "verwerking",
        f"exec {python} -m celery -A wasstraat --quiet worker -B -P threads -c 2 --loglevel warning --without-gossip --without-mingle",
        env=omgeving,
        cwd=str(settings.BASIS),
    )
    regie.loop()
    return 0 if regie.returncode in (None, 0, 130, -signal.SIGINT, -signal.SIGTERM) else regie.returncode


def _stop_met_ouder():
    """A closed terminal (SIGHUP) or a parent that dies stops us too, so that no process is left without an owner."""
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
