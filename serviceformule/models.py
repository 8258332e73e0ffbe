from django.db import models

from trajecten.models import Bewerkbaar, Feit, Traject
from verbeteringen.models import Verbetering


class P(models.TextChoices):
    """The six P's of the marketing mix (VNG Realisatie, serviceformules)."""

    PRODUCT = "Product", "Product"
    PRIJS = "Prijs", "Prijs"
    PLAATS = "Plaats", "Plaats"
    PERSONEEL = "Personeel", "Personeel"
    PROCES = "Proces", "Proces"
    PROMOTIE = "Promotie", "Promotie"


class Formule(Bewerkbaar):
    """A serviceformule: reference data that the beheerder may edit, never law in code."""

    code = models.SlugField("code", max_length=40, unique=True)
    naam = models.CharField("naam", max_length=80, unique=True)
    klantrol = models.CharField("klantrol", max_length=80, blank=True)
    waarvoor = models.TextField("waarvoor", blank=True)
    kernwaarden = models.CharField("kernwaarden", max_length=200, blank=True)
    herkomst = models.CharField("status van de bron", max_length=200, blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    is_actief = models.BooleanField("te kiezen", default=True)

    class Meta:
        verbose_name = "serviceformule"
        verbose_name_plural = "serviceformules"
        ordering = ["volgorde", "naam"]

    def __str__(self):
        return self.naam


class Afspraak(Bewerkbaar):
    """A certainty for the klant (zekerheid) or the internal agreement that makes it true, under one formule."""

    class Soort(models.TextChoices):
        ZEKERHEID = "zekerheid", "zekerheid voor de klant"
        AFSPRAAK = "afspraak", "interne afspraak"

    formule = models.ForeignKey(Formule, on_delete=models.CASCADE, related_name="afspraken")
    soort = models.CharField("soort", max_length=10, choices=Soort)
    p = models.CharField("P", max_length=10, choices=P, blank=True)
    tekst = models.CharField("tekst", max_length=250)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    is_actief = models.BooleanField("in gebruik", default=True)

    class Meta:
        verbose_name = "zekerheid of afspraak"
        verbose_name_plural = "zekerheden en afspraken"
        ordering = ["soort", "volgorde", "id"]

    def __str__(self):
        return self.tekst

    @property
    def knop(self):
        """A stable id for the buttons of this row, so that the focus finds its way back."""
        return f"afspraak-{self.pk}"


class Koppeling(Bewerkbaar, Feit):
    """The formule that leads in this traject, with the reason."""

    traject = models.OneToOneField(Traject, on_delete=models.CASCADE, related_name="+")
    formule = models.ForeignKey(Formule, on_delete=models.PROTECT, related_name="+", verbose_name="serviceformule")
    motivering = models.TextField("waarom deze formule")

    class Meta:
        verbose_name = "gekozen serviceformule"
        verbose_name_plural = "gekozen serviceformules"

    def __str__(self):
        return str(self.formule)


class Beoordeling(Bewerkbaar):
    """One P, outside (what the klant is promised) against inside (what we have arranged)."""

    class Oordeel(models.TextChoices):
        KOMT_OVEREEN = "komt_overeen", "komt overeen"
        DEELS = "deels", "komt deels overeen"
        VERSCHILT = "verschilt", "verschilt"

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="+")
    p = models.CharField("P", max_length=10, choices=P, editable=False)
    extern = models.TextField("buiten: wat wil de klant")
    intern = models.TextField("binnen: hoe is het nu geregeld")
    oordeel = models.CharField("oordeel", max_length=15, choices=Oordeel)
    toelichting = models.TextField("toelichting", blank=True)
    bewust_geaccepteerd = models.TextField(
        "reden om een verschil te laten bestaan",
        blank=True,
        help_text="Vul dit alleen in als u het verschil bewust accepteert.",
    )

    class Meta:
        verbose_name = "beoordeling van een P"
        verbose_name_plural = "beoordelingen van de P's"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["traject", "p"], name="een_beoordeling_per_p")]

    def __str__(self):
        return f"{self.p}: {self.get_oordeel_display()}"


class BeoordelingIdee(models.Model):
    """This improvement was born from the judgement of this P."""

    beoordeling = models.ForeignKey(Beoordeling, on_delete=models.CASCADE, related_name="ideeen")
    verbetering = models.ForeignKey(Verbetering, on_delete=models.CASCADE, related_name="+")
    pad_naar_traject = "beoordeling__traject"

    class Meta:
        verbose_name = "idee bij een P"
        verbose_name_plural = "ideeën bij P's"
        constraints = [models.UniqueConstraint(fields=["beoordeling", "verbetering"], name="p_idee_eenmaal")]

    def __str__(self):
        return f"{self.verbetering} uit {self.beoordeling}"
