"""The first person of an installation: `manage.py maak_beheerder "Jan Smit" j.smit@gemeente.nl [--link]`."""

from getpass import getpass

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from accounts import acties
from accounts.links import DAGEN_GELDIG, adres_voor
from accounts.models import Gebruiker


class Command(BaseCommand):
    help = "Maakt een functioneel beheerder. Vraagt een wachtwoord, of geeft met --link een link om het zelf te kiezen."

    def add_arguments(self, parser):
        parser.add_argument("naam", help='bijvoorbeeld "Jan Smit"')
        parser.add_argument("email", help="hiermee logt de beheerder in")
        parser.add_argument("--link", action="store_true", help="geen wachtwoord vragen, maar een link geven")

    def handle(self, *args, naam, email, link, **opties):
        try:
            validate_email(email)
            wachtwoord = None if link else self._vraag(Gebruiker(username=email, naam=naam, email=email))
            gebruiker = acties.maak_beheerder(naam=naam, email=email, wachtwoord=wachtwoord)
        except ValidationError as fout:
            raise CommandError(" ".join(fout.messages)) from None
        self.stdout.write(f"{gebruiker} is functioneel beheerder en logt in met {email}.")
        if link:
            self.stdout.write(f"Wachtwoord kiezen ({DAGEN_GELDIG} dagen geldig): {settings.WEBADRES}{adres_voor(gebruiker)}")

    def _vraag(self, gebruiker) -> str:
        wachtwoord = getpass("Wachtwoord: ")
        if wachtwoord != getpass("Nog een keer: "):
            raise CommandError("De wachtwoorden zijn niet gelijk.")
        validate_password(wachtwoord, gebruiker)
        return wachtwoord
