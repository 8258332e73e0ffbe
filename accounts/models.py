import uuid

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .queries import GLOBALE_RECHTEN, Beheerregels, Gebruikers


class GebruikerManager(UserManager.from_queryset(Gebruikers)):
    use_in_migrations = False


class Gebruiker(AbstractUser):
    """Someone who can sign in. Roles are per traject (trajecten.Deelname); only the three rights below are for all of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first_name = last_name = None
    naam = models.CharField("naam", max_length=150)
    functie = models.CharField("functie", max_length=150, blank=True)
    team = models.CharField("team", max_length=150, blank=True)
    is_extern = models.BooleanField("werkt bij een andere organisatie", default=False)
    # Part of every session and of every set-password link: one more, and all earlier ones are worth nothing.
    generatie = models.PositiveIntegerField(default=1, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)
    gewijzigd_op = models.DateTimeField(default=timezone.now, editable=False)
    gewijzigd_door = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+", editable=False)

    objects = GebruikerManager()

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering = ["naam"]
        permissions = [
            ("beheren", "Functioneel beheer: gebruikers en referentiegegevens"),
            ("trajecten_starten", "Een traject beginnen"),
            ("portfolio_zien", "De stand van alle trajecten zien, zonder inhoud"),
        ]
        indexes = [models.Index(fields=["naam", "id"], name="gebruiker_op_naam")]
        constraints = [
            # Somebody signs in with an e-mail address too, so an address belongs to one person.
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="email_van_een_persoon",
                violation_error_message="Er is al iemand met dit e-mailadres.",
            )
        ]

    def __str__(self):
        return self.naam or self.username

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)

    def _get_session_auth_hash(self, secret=None):
        """Sessions end when the password changes (Django) and when the generation does (deactivation, a new link)."""
        zout = "accounts.Gebruiker.sessie"
        return salted_hmac(zout, f"{self.password}{self.generatie}", secret=secret, algorithm="sha256").hexdigest()

    @property
    def initialen(self):
        """At most two letters for the round mark in the page head."""
        woorden = str(self).split()
        return "".join(woord[0] for woord in (woorden[:1] + woorden[1:][-1:])).upper()

    @property
    def rechten_in_woorden(self) -> list[str]:
        """The organisation-wide rights in Dutch; only for people read with `met_rechten`."""
        return [woorden for recht, woorden in GLOBALE_RECHTEN.items() if getattr(self, f"mag_{recht}")]


class Beheerregel(models.Model):
    """One line for every act of functional administration: there is no traject, so it has a log of its own."""

    op = models.DateTimeField(default=timezone.now)
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")  # None: the command line
    door_naam = models.CharField(max_length=150)
    zin = models.TextField()  # "heeft Jan Smit toegevoegd": read after the name
    waarop = models.CharField(max_length=100, blank=True)  # "accounts.gebruiker:<id>"
    oud = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    nieuw = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    objects = Beheerregels.as_manager()

    class Meta:
        verbose_name = "beheerregel"
        verbose_name_plural = "beheerregels"
        ordering = ["-op", "-id"]
        indexes = [models.Index(fields=["-op", "-id"], name="beheerregel_nieuwste")]

    def __str__(self):
        return f"{self.door_naam} {self.zin}"
