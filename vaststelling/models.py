from django.db import models

from toetsing.models import Oordeel
from trajecten.models import Bewerkbaar, Feit
from verbeteringen.models import Verbetering
from verbeterplan.models import PlanVersie


class Verwerking(Bewerkbaar, Feit):
    """What was done with one remark of a specialist, and why (step 8)."""

    class Waarde(models.TextChoices):
        OVERGENOMEN = "overgenomen", "overgenomen"
        DEELS = "deels", "deels overgenomen"
        NIET_OVERGENOMEN = "niet_overgenomen", "niet overgenomen"

    oordeel = models.OneToOneField(Oordeel, on_delete=models.CASCADE, related_name="+")
    verwerking = models.CharField("verwerking", max_length=20, choices=Waarde)
    motivering = models.TextField(
        "motivering", blank=True, help_text="Nodig, behalve als u de opmerking helemaal overneemt."
    )
    verbetering = models.ForeignKey(
        Verbetering, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )  # what grew from it
    pad_naar_traject = "oordeel__toets__ronde__traject"

    class Meta:
        verbose_name = "verwerking"
        verbose_name_plural = "verwerkingen"
        ordering = ["id"]

    def __str__(self):
        return f"{self.oordeel.planregel.code}: {self.get_verwerking_display()}"

    @property
    def traject(self):
        return self.oordeel.traject


class Overruling(Feit):
    """The proceseigenaar goes on after a "niet akkoord", by name and with a reason that is printed in the plan."""

    oordeel = models.OneToOneField(Oordeel, on_delete=models.CASCADE, related_name="+")
    reden = models.TextField("reden")
    pad_naar_traject = "oordeel__toets__ronde__traject"

    class Meta:
        verbose_name = "toch doorgaan"
        verbose_name_plural = "toch doorgegaan"

    def __str__(self):
        return f"Toch doorgaan met {self.oordeel.planregel.code}"

    @property
    def traject(self):
        return self.oordeel.traject


class Akkoord(Feit):
    """The answer of a teammanager for the own team, on the text that was seen. Silence is never consent."""

    planversie = models.ForeignKey(PlanVersie, on_delete=models.CASCADE, related_name="+")
    akkoord = models.BooleanField("akkoord")
    opmerking = models.TextField("opmerking", blank=True)
    sha256 = models.CharField(max_length=64)
    pad_naar_traject = "planversie__traject"

    class Meta:
        verbose_name = "akkoord van een teammanager"
        verbose_name_plural = "akkoorden van teammanagers"
        ordering = ["op"]
        constraints = [models.UniqueConstraint(fields=["planversie", "door"], name="een_antwoord_per_teammanager")]

    def __str__(self):
        return f"{self.door}: {'akkoord' if self.akkoord else 'niet akkoord'}"

    @property
    def traject(self):
        return self.planversie.traject


class Besluit(Feit):
    """The decision of the proceseigenaar on one version, bound to the SHA-256 that was on the screen."""

    class Waarde(models.TextChoices):
        GOEDGEKEURD = "goedgekeurd", "goedgekeurd"
        TERUGGESTUURD = "teruggestuurd", "teruggestuurd"

    planversie = models.OneToOneField(PlanVersie, on_delete=models.PROTECT, related_name="+")
    besluit = models.CharField("besluit", max_length=15, choices=Waarde)
    toelichting = models.TextField("toelichting", blank=True)
    sha256 = models.CharField(max_length=64)
    pad_naar_traject = "planversie__traject"

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"

    def __str__(self):
        return f"{self.planversie}: {self.get_besluit_display()}"

    @property
    def traject(self):
        return self.planversie.traject
