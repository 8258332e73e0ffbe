import uuid

from django.conf import settings
from django.db import models

from berichten import klok
from trajecten.models import Traject
from verbeterplan.models import PlanVersie


class RapportManager(models.Manager):
    """With what a page says about a document, and without the content of the plan, which is large."""

    def get_queryset(self):
        return super().get_queryset().select_related("planversie", "aangevraagd_door").defer("planversie__inhoud")


class Rapport(models.Model):
    """A document that someone asked for. The row is the queue: a worker leases it, the sweep finds it after a crash."""

    class Soort(models.TextChoices):
        VERBETERPLAN = "verbeterplan", "Verbeterplan"

    class Stand(models.TextChoices):
        WACHT = "wacht", "wacht op de verwerking"
        BEZIG = "bezig", "wordt gemaakt"
        KLAAR = "klaar", "klaar"
        MISLUKT = "mislukt", "mislukt"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="+")
    planversie = models.ForeignKey(PlanVersie, on_delete=models.PROTECT, related_name="+")
    soort = models.CharField(max_length=20, choices=Soort)
    sleutel = models.CharField(
        max_length=64
    )  # SHA-256 of content, template and library version: the same is never made twice
    aangevraagd_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    aangevraagd_op = models.DateTimeField(default=klok.nu)
    stand = models.CharField(max_length=10, choices=Stand, default=Stand.WACHT)
    lease_tot = models.DateTimeField(null=True)
    pogingen = models.PositiveSmallIntegerField(default=0)  # counted before the work, so a job that kills its worker ends
    voortgang = models.PositiveSmallIntegerField(default=0)  # percent
    voortgang_woord = models.CharField(max_length=80, blank=True)
    oorzaak = models.CharField(max_length=300, blank=True)  # one Dutch sentence when it failed
    bestand = models.CharField(max_length=200, blank=True)  # name below settings.RAPPORTEN
    sha256 = models.CharField(max_length=64, blank=True)
    grootte = models.PositiveIntegerField(null=True)
    paginas = models.PositiveIntegerField(null=True)
    klaar_op = models.DateTimeField(null=True)

    objects = RapportManager()

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documenten"
        ordering = ["-aangevraagd_op"]
        indexes = [
            models.Index(
                fields=["aangevraagd_op"], name="rapport_te_maken", condition=models.Q(stand__in=["wacht", "bezig"])
            ),
            models.Index(fields=["traject", "-aangevraagd_op"], name="rapport_van_traject"),
        ]
        constraints = [models.UniqueConstraint(fields=["traject", "sleutel"], name="document_eenmaal")]

    def __str__(self):
        return f"{self.get_soort_display()} versie {self.planversie.nummer}"

    @property
    def is_onderweg(self):
        return self.stand in (self.Stand.WACHT, self.Stand.BEZIG)
