from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from kpi.models import Kpi
from trajecten.models import Bewerkbaar, Feit, Traject
from verbeteringen.models import Verbetering

VAN_1_TOT_5 = [MinValueValidator(1), MaxValueValidator(5)]


class Keuze(Bewerkbaar, Feit):
    """What the group decided about one idea (step 6). The draft; a PlanVersie freezes it."""

    class Besluit(models.TextChoices):
        OPNEMEN = "opnemen", "opnemen"
        NIET_OPNEMEN = "niet_opnemen", "niet opnemen"
        PARKEREN = "parkeren", "parkeren"

    class Termijn(models.TextChoices):
        QUICK_WIN = "quick_win", "quick win"
        LANGE_TERMIJN = "lange_termijn", "lange termijn"

    verbetering = models.OneToOneField(Verbetering, on_delete=models.CASCADE, related_name="+")
    besluit = models.CharField("besluit", max_length=15, choices=Besluit)
    reden = models.TextField("reden", blank=True, help_text="Nodig als u de verbetering niet opneemt of parkeert.")
    termijn = models.CharField("termijn", max_length=15, choices=Termijn, blank=True)
    effect = models.PositiveSmallIntegerField(
        "effect voor de inwoner (1 tot 5)", null=True, blank=True, validators=VAN_1_TOT_5
    )
    moeite = models.PositiveSmallIntegerField("moeite (1 tot 5)", null=True, blank=True, validators=VAN_1_TOT_5)
    team = models.CharField("team dat het doet", max_length=150, blank=True)
    trekker = models.CharField("trekker", max_length=150, blank=True)
    kosten_eenmalig = models.DecimalField("eenmalige kosten in euro", max_digits=10, decimal_places=2, null=True, blank=True)
    kosten_jaarlijks = models.DecimalField("kosten per jaar in euro", max_digits=10, decimal_places=2, null=True, blank=True)
    aanpassing = models.TextField("aangepast na de toetsing", blank=True)
    kpis = models.ManyToManyField(Kpi, related_name="+", blank=True, verbose_name="draagt bij aan KPI")
    pad_naar_traject = "verbetering__traject"

    class Meta:
        verbose_name = "keuze"
        verbose_name_plural = "keuzes"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(effect=None) | Q(effect__range=(1, 5)), name="effect_van_1_tot_5"),
            models.CheckConstraint(condition=Q(moeite=None) | Q(moeite__range=(1, 5)), name="moeite_van_1_tot_5"),
        ]

    def __str__(self):
        return f"{self.verbetering.code}: {self.get_besluit_display()}"

    @property
    def traject(self):
        return self.verbetering.traject


class PlanVersie(Feit):
    """A version of the verbeterplan: born frozen, with the SHA-256 over its canonical JSON. Adjusting makes the next number."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="+")
    nummer = models.PositiveSmallIntegerField()
    inhoud = models.JSONField(encoder=DjangoJSONEncoder)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "versie van het verbeterplan"
        verbose_name_plural = "versies van het verbeterplan"
        ordering = ["nummer"]
        constraints = [models.UniqueConstraint(fields=["traject", "nummer"], name="planversie_nummer_uniek")]

    def __str__(self):
        return f"Verbeterplan versie {self.nummer}"


class PlanRegel(models.Model):
    """One improvement as it stands in one version; texts are copies, so nothing that changes later reaches them."""

    planversie = models.ForeignKey(PlanVersie, on_delete=models.CASCADE, related_name="regels")
    verbetering = models.ForeignKey(Verbetering, on_delete=models.PROTECT, related_name="+")
    volgorde = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=12)
    titel = models.CharField(max_length=250)
    besluit = models.CharField(max_length=15, choices=Keuze.Besluit)
    termijn = models.CharField(max_length=15, choices=Keuze.Termijn, blank=True)
    inhoud = models.JSONField(encoder=DjangoJSONEncoder)
    sha256 = models.CharField(max_length=64)  # of `inhoud`: equal in two versions means unchanged
    kern_sha256 = models.CharField(max_length=64)  # the same without `aanpassing`: equal means that a verdict still holds
    pad_naar_traject = "planversie__traject"

    class Meta:
        verbose_name = "regel van het verbeterplan"
        verbose_name_plural = "regels van het verbeterplan"
        ordering = ["volgorde", "id"]
        constraints = [models.UniqueConstraint(fields=["planversie", "verbetering"], name="eenmaal_in_een_versie")]

    def __str__(self):
        return f"{self.code} {self.titel}"

    @property
    def traject(self):
        return self.planversie.traject


class Planstatus(Feit):
    """What a later room said about a version. Written through the acties of this room, so that nobody has to look forward."""

    class Waarde(models.TextChoices):
        TER_TOETSING = "ter_toetsing", "ter toetsing"
        GOEDGEKEURD = "goedgekeurd", "goedgekeurd"
        TERUGGESTUURD = "teruggestuurd", "teruggestuurd"

    planversie = models.ForeignKey(PlanVersie, on_delete=models.CASCADE, related_name="statussen")
    status = models.CharField(max_length=15, choices=Waarde)
    pad_naar_traject = "planversie__traject"

    class Meta:
        verbose_name = "status van een planversie"
        verbose_name_plural = "statussen van planversies"
        ordering = ["op", "id"]
        constraints = [models.UniqueConstraint(fields=["planversie", "status"], name="planstatus_eenmaal")]

    def __str__(self):
        return f"{self.planversie}: {self.get_status_display()}"

    @property
    def traject(self):
        return self.planversie.traject
