from django.conf import settings
from django.db import models
from django.db.models import Q

from trajecten.models import Bewerkbaar, Feit, Traject
from verbeterplan.models import PlanRegel

GEBRUIKER = settings.AUTH_USER_MODEL


class Prioritering(Bewerkbaar):
    """Per approved improvement: adopt, later or not, and in which order. Counts once the proceseigenaar fixed it."""

    class Besluit(models.TextChoices):
        OVERNEMEN = "overnemen", "overnemen"
        LATER = "later", "later"
        NIET = "niet", "niet overnemen"

    planregel = models.OneToOneField(PlanRegel, on_delete=models.PROTECT, related_name="+")
    besluit = models.CharField("besluit", max_length=10, choices=Besluit)
    reden = models.TextField("reden", blank=True, help_text="Nodig als u kiest voor later of niet.")
    rang = models.PositiveSmallIntegerField("plaats in de volgorde", null=True, blank=True)
    pad_naar_traject = "planregel__planversie__traject"

    class Meta:
        verbose_name = "prioritering"
        verbose_name_plural = "prioriteringen"
        ordering = [models.F("rang").asc(nulls_last=True), "id"]

    def __str__(self):
        return f"{self.planregel.code}: {self.get_besluit_display()}"

    @property
    def traject(self):
        return self.planregel.traject


class ImplementatieVaststelling(Feit):
    """The proceseigenaar fixes the order and decisions, as they were at that moment."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="+")
    inhoud = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "vaststelling van het implementatieplan"
        verbose_name_plural = "vaststellingen van het implementatieplan"
        ordering = ["op"]

    def __str__(self):
        return f"Implementatieplan vastgesteld op {self.op:%d-%m-%Y}"


class Implementatieactie(Bewerkbaar):
    """Something someone does before a date. Training and documentation belong to every plan (S000, step 10)."""

    class Soort(models.TextChoices):
        VERBETERING = "verbetering", "Verbetering uitvoeren"
        OPLEIDING = "opleiding", "Opleiding van medewerkers"
        DOCUMENTATIE = "documentatie", "Documentatie en werkinstructies"

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="+")
    soort = models.CharField("soort", max_length=15, choices=Soort, default=Soort.VERBETERING)
    prioritering = models.ForeignKey(Prioritering, on_delete=models.PROTECT, null=True, blank=True, related_name="acties")
    omschrijving = models.CharField("wat gaat er gebeuren", max_length=300)
    actiehouder = models.ForeignKey(
        GEBRUIKER, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="actiehouder"
    )
    team = models.CharField("team", max_length=150, blank=True)
    start = models.DateField("begin", null=True, blank=True)
    eind = models.DateField("eind", null=True, blank=True)
    eerste_eind = models.DateField(null=True, editable=False)  # the first promise stays visible
    niet_nodig = models.TextField("reden waarom dit niet nodig is", blank=True)
    # Copies of facts that step 10 reports, so that "what is still open" is one indexed query over all trajecten.
    afgerond_op = models.DateField(null=True, editable=False)
    herinner_op = models.DateField(null=True, editable=False)  # the next day the clock looks at it; empty: never

    class Meta:
        verbose_name = "actie"
        verbose_name_plural = "acties"
        ordering = [models.F("eind").asc(nulls_last=True), "id"]
        indexes = [
            models.Index(fields=["actiehouder", "eind"], name="actie_van_mij"),
            models.Index(fields=["herinner_op"], name="actie_te_herinneren", condition=Q(herinner_op__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(start=None) | Q(eind=None) | Q(eind__gte=models.F("start")), name="actie_eindigt_na_begin"
            ),
            models.CheckConstraint(
                condition=Q(soort="verbetering", prioritering__isnull=False, niet_nodig="")
                | (~Q(soort="verbetering") & Q(prioritering=None)),
                name="actie_hoort_bij_verbetering_of_plan",
            ),
            models.CheckConstraint(
                condition=~Q(niet_nodig="") | Q(actiehouder__isnull=False, start__isnull=False, eind__isnull=False),
                name="actie_heeft_houder_en_datums",
            ),
        ]

    def __str__(self):
        return self.omschrijving or self.get_soort_display()
