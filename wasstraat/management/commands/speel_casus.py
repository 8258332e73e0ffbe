"""`manage.py speel_casus PAD`: play a case file through the acties, or say everything that is wrong with it."""

import sys
from pathlib import Path

from django.core.management import BaseCommand

from wasstraat.casus.lees import CasusFout, lees
from wasstraat.casus.speel import speel


class Command(BaseCommand):
    help = "Speelt een casus (YAML, zie docs/casus.md) door alle tien stappen, op de data van de casus."

    def add_arguments(self, parser):
        parser.add_argument("pad", type=Path)

    def handle(self, *args, pad, verbosity, **options):
        try:
            casus, meldingen = lees(pad)
            traject, notities = speel(casus)
        except CasusFout as fout:
            for zin in fout.fouten:
                self.stderr.write(zin)
            self.stderr.write(f"{len(fout.fouten)} fout(en). Er is niets geschreven.")
            sys.exit(1)
        if verbosity:
            for zin in meldingen + notities:
                self.stdout.write(f"Let op: {zin}.")
            self.stdout.write(f"Casus {casus['id']} is gespeeld: {traject} ({traject.pk})")
