from django.core.management.base import BaseCommand

from trajecten.woorden import als_markdown


class Command(BaseCommand):
    help = "Schrijf de rechtentabel in woorden: manage.py rollen > docs/rollen.md"

    def handle(self, *args, **opties):
        self.stdout.write(als_markdown(), ending="")
