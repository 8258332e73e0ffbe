"""`manage.py controleer`: do the facts still agree with each other? Exits non-zero with what is wrong."""

import sys

from django.core.management import BaseCommand

from wasstraat.controle import alles


class Command(BaseCommand):
    help = "Controleert of rechten, logboek, vastgelegde versies, bestanden en de doorstroom van verbeteringen kloppen."

    def handle(self, *args, **options):
        fouten = list(alles())
        for zin in fouten:
            self.stderr.write(zin)
        if fouten:
            self.stderr.write(f"{len(fouten)} fout(en) gevonden.")
            sys.exit(1)
        self.stdout.write("Alles klopt.")
