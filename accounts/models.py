import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models


class Gebruiker(AbstractUser):
    """Someone who can sign in. Roles are per traject (trajecten.Deelname); only the three rights below are organisation-wide."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first_name = last_name = None
    naam = models.CharField("naam", max_length=150)
    functie = models.CharField("functie", max_length=150, blank=True)
    team = models.CharField("team", max_length=150, blank=True)
    is_extern = models.BooleanField("werkt bij een andere organisatie", default=False)

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering = ["naam"]
        permissions = [
            ("beheren", "Functioneel beheer: gebruikers en referentiegegevens"),
            ("trajecten_starten", "Een traject beginnen"),
            ("portfolio_zien", "De stand van alle trajecten zien, zonder inhoud"),
        ]

    def __str__(self):
        return self.naam or self.username

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)

    @property
    def initialen(self):
        """At most two letters for the round mark in the page head."""
        woorden = str(self).split()
        return "".join(woord[0] for woord in (woorden[:1] + woorden[1:][-1:])).upper()
