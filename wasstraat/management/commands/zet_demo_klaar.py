"""Fill an empty demo: the people of the case and its traject, played through the acties. A second time it changes nothing."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from trajecten.models import Traject


class Command(BaseCommand):
    help = "Speelt de casus van de demo, als die er nog niet is."

    def handle(self, *args, verbosity, **options):
        if not settings.DEMO:
            raise CommandError("De demo hoort niet in productie.")
        if Traject.objects.filter(casus__isnull=False).exists():
            return
        call_command("speel_casus", settings.DEMO_CASUS, verbosity=verbosity)
