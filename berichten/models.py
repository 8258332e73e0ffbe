import uuid

from django.conf import settings
from django.db import models

from . import klok
from .queries import Berichten


class Bericht(models.Model):
    """A message to one person: the notice in the app is the truth, the mail is its copy.

    The row is the queue. `sleutel` makes it unique per kind, subject, person and date, so the clock may run twice.
    """

    class Stand(models.TextChoices):
        OPEN = "open", "nog te versturen"
        BEZIG = "bezig", "wordt verstuurd"
        AANGEBODEN = "aangeboden", "aangeboden aan de mailserver"
        VERZONDEN = "verzonden", "verzonden"
        ONZEKER = "onzeker", "onzeker of het is aangekomen"
        GEWEIGERD = "geweigerd", "steeds geweigerd door de mailserver"
        VERVALLEN = "vervallen", "niet verstuurd: niet meer nodig, of geen e-mailadres"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    aan = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    soort = models.CharField(max_length=40)
    onderwerp = models.CharField(max_length=120)  # what it is about, e.g. "toets:12"; used to withdraw
    over = models.UUIDField(null=True)  # the traject; no foreign key, this room lies below it
    sleutel = models.CharField(max_length=250, unique=True)
    titel = models.CharField(max_length=250)
    tekst = models.TextField()
    waarom = models.CharField(max_length=250)  # "U krijgt dit bericht omdat …"
    adres = models.CharField(max_length=250)  # path of the page where the work is
    dag = models.DateField()  # not sent before this day
    gemaakt_op = models.DateTimeField(default=klok.nu)
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.OPEN)
    bezorger = models.UUIDField(null=True)  # the run that has this message in hand, until `lease_tot`
    lease_tot = models.DateTimeField(null=True)
    pogingen = models.PositiveSmallIntegerField(default=0)
    niet_voor = models.DateTimeField(null=True)  # after a refusal: when to try again
    verzonden_op = models.DateTimeField(null=True)
    ingetrokken_op = models.DateTimeField(null=True)
    # Null as long as the deliverer has work on it. The indexes lean on this and not on `stand`: a database only proves that
    # a query fits a partial index when the condition holds no parameter.
    afgehandeld_op = models.DateTimeField(null=True)
    gelezen_op = models.DateTimeField(null=True)

    objects = Berichten.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ["-gemaakt_op"]
        indexes = [
            models.Index(fields=["gemaakt_op"], name="bericht_te_bezorgen", condition=models.Q(afgehandeld_op=None)),
            models.Index(fields=["aan", "-gemaakt_op"], name="bericht_van_mij"),
            models.Index(fields=["onderwerp"], name="bericht_over_iets", condition=models.Q(afgehandeld_op=None)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stand__in=["open", "bezig", "aangeboden"], afgehandeld_op=None)
                | models.Q(stand__in=["verzonden", "onzeker", "geweigerd", "vervallen"], afgehandeld_op__isnull=False),
                name="bericht_afgehandeld_of_niet",
            )
        ]

    def __str__(self):
        return self.titel
