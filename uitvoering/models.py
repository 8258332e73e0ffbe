from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from implementatie.models import Implementatieactie
from trajecten.models import Bewerkbaar, Feit, Traject


class Voortgang(Feit):
    """A check-in on an action: colour, one sentence, and what stands in the way. The newest one counts."""

    class Kleur(models.TextChoices):
        GROEN = "groen", "loopt goed"
        ORANJE = "oranje", "loopt risico"
        ROOD = "rood", "loopt vast"
        GEREED = "gereed", "gereed"
        VERVALLEN = "vervallen", "vervalt"

    # PROTECT: an action of which something was reported is never deleted, it lapses.
    actie = models.ForeignKey(Implementatieactie, on_delete=models.PROTECT, related_name="+")
    kleur = models.CharField("hoe staat het ervoor", max_length=10, choices=Kleur)
    zin = models.CharField("in een zin", max_length=300)
    geblokkeerd_door = models.CharField("wat houdt het tegen", max_length=300, blank=True)
    bewijs = models.TextField(
        "bewijs dat het klaar is", max_length=2000, blank=True, help_text="Een zin of een adres. Nodig bij gereed."
    )
    pad_naar_traject = "actie__traject"

    class Meta:
        verbose_name = "voortgang"
        verbose_name_plural = "voortgang"
        ordering = ["op", "id"]
        get_latest_by = ["op", "id"]

    def __str__(self):
        return f"{self.get_kleur_display()}: {self.zin}"

    @property
    def traject(self):
        return self.actie.traject


class Evaluatiemoment(Bewerkbaar):
    """A planned day on which the figures are compared with the nulmeting; without it the leercirkel is not closed (S000)."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="+")
    datum = models.DateField("datum")
    deelnemers = models.TextField("wie doen er mee", blank=True)
    agenda = models.TextField("agenda", blank=True)
    # The next day on which people are reminded; empty once nothing remains to be sent. The clock reads only this index.
    herinner_op = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = "evaluatiemoment"
        verbose_name_plural = "evaluatiemomenten"
        ordering = ["datum", "id"]
        indexes = [
            models.Index(
                fields=["herinner_op"], name="evaluatie_te_herinneren", condition=models.Q(herinner_op__isnull=False)
            )
        ]
        constraints = [models.UniqueConstraint(fields=["traject", "datum"], name="een_evaluatie_per_dag")]

    def __str__(self):
        return f"Evaluatie op {self.datum:%d-%m-%Y}"


class Evaluatie(Feit):
    """What the evaluation found. The figures are copied at that moment, so that the report stays what it was."""

    class Besluit(models.TextChoices):
        AFSLUITEN = "afsluiten", "Het traject afsluiten"
        BIJSTUREN = "bijsturen", "Bijsturen en opnieuw evalueren"
        NIEUW_TRAJECT = "nieuw_traject", "Een nieuw traject beginnen"

    moment = models.OneToOneField(Evaluatiemoment, on_delete=models.PROTECT, related_name="evaluatie")
    gehouden_op = models.DateField("gehouden op")
    conclusie = models.TextField("conclusie")
    gedaan = models.TextField("wat is wel en niet gedaan", blank=True)
    baten = models.TextField("wat heeft het opgeleverd", blank=True)
    lessen = models.TextField("lessen: behouden, veranderen, stoppen", blank=True)
    besluit = models.CharField("besluit", max_length=15, choices=Besluit)
    vervolg = models.TextField("vervolg", blank=True)
    cijfers = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    pad_naar_traject = "moment__traject"

    class Meta:
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"
        ordering = ["gehouden_op", "id"]

    def __str__(self):
        return f"Evaluatie van {self.gehouden_op:%d-%m-%Y}"

    @property
    def traject(self):
        return self.moment.traject
