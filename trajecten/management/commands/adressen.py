import json

from django.core.management.base import BaseCommand, CommandError

from trajecten.adressen import alle_adressen


class Command(BaseCommand):
    help = "Toon elk adres met zijn deur: voor wie, welk recht, welke methoden. Stopt met een fout als een adres geen deur heeft."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="als JSON, voor programma's")

    def handle(self, *args, **opties):
        adressen = alle_adressen()
        if opties["json"]:
            self.stdout.write(json.dumps([adres.als_dict() for adres in adressen], indent=1, ensure_ascii=False))
        else:
            for adres in adressen:
                deur = adres.recht or adres.reden
                self.stdout.write(f"{adres.patroon:<75} {adres.soort or '!!':<10} {' '.join(adres.methoden):<16} {deur}")
        if zonder := [adres.patroon for adres in adressen if not adres.soort]:
            raise CommandError(f"Zonder deur: {', '.join(zonder)}")
