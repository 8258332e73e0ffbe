from django.conf import settings
from django.db import models

from trajecten.models import Bewerkbaar, Feit, Traject
from verbeteringen.models import Verbetering


class Procesversie(Bewerkbaar):
    """A description of how it works now. Frozen when the checking is done; a later change is a new version."""

    class Wijze(models.TextChoices):
        SESSIE = "sessie", "in een tweede sessie"
        SAMENGEVOEGD = "samengevoegd", "samengevoegd met de eerste sessie"
        ONLINE_CHECK = "online_check", "online, bijvoorbeeld per e-mail"

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="+")
    nummer = models.PositiveSmallIntegerField(editable=False)
    wijze_controle = models.CharField("manier van controleren", max_length=20, choices=Wijze, blank=True)
    controle_gevraagd_op = models.DateTimeField(null=True, editable=False)
    controle_gevraagd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    geaccepteerd_op = models.DateTimeField(null=True, editable=False)
    geaccepteerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = "procesversie"
        verbose_name_plural = "procesversies"
        ordering = ["nummer"]
        constraints = [models.UniqueConstraint(fields=["traject", "nummer"], name="procesversie_nummer_uniek")]

    def __str__(self):
        return f"Huidig proces, versie {self.nummer}"

    @property
    def is_bevroren(self):
        return self.geaccepteerd_op is not None


class Processtap(Bewerkbaar):
    class Eenheid(models.TextChoices):
        WERKDAGEN = "werkdagen", "werkdagen"
        DAGEN = "dagen", "dagen"

    class Verspilling(models.TextChoices):
        """The eight wastes of Lean (TIMWOODS, h4) in the words of a service process."""

        TRANSPORT = "transport", "Heen en weer sturen"
        VOORRAAD = "voorraad", "Stapels werk"
        ZOEKEN = "zoeken", "Zoeken en lopen"
        WACHTEN = "wachten", "Wachten"
        OVERPRODUCTIE = "overproductie", "Meer doen dan gevraagd"
        DUBBEL_WERK = "dubbel_werk", "Dubbel werk en extra controles"
        HERSTEL = "herstel", "Fouten en herstel"
        TALENT = "talent", "Onbenut talent"

    procesversie = models.ForeignKey(Procesversie, on_delete=models.CASCADE, related_name="stappen")
    volgorde = models.PositiveSmallIntegerField(editable=False)
    wat = models.CharField("wat gebeurt er", max_length=200)
    wie = models.CharField("wie doet het", max_length=120, blank=True)
    kanaal = models.CharField("kanaal", max_length=120, blank=True)
    systeem = models.CharField("systeem", max_length=120, blank=True)
    duur = models.DecimalField("doorlooptijd", max_digits=7, decimal_places=1, null=True, blank=True)
    duur_eenheid = models.CharField("in", max_length=10, choices=Eenheid, default=Eenheid.WERKDAGEN)
    knelpunt = models.TextField("knelpunt", blank=True)
    verspilling = models.CharField("verspilling", max_length=20, choices=Verspilling, blank=True)
    pad_naar_traject = "procesversie__traject"

    class Meta:
        verbose_name = "processtap"
        verbose_name_plural = "processtappen"
        ordering = ["volgorde", "id"]

    def __str__(self):
        return f"{self.volgorde}. {self.wat}"

    @property
    def traject(self):
        return self.procesversie.traject


class Controle(Bewerkbaar, Feit):
    """One person's answer on a description: it is right, or a remark that must be processed.

    The answer itself never changes; what was done with the remark (`verwerking`) may be rewritten until the freezing.
    """

    procesversie = models.ForeignKey(Procesversie, on_delete=models.CASCADE, related_name="controles")
    klopt = models.BooleanField("de beschrijving klopt")
    opmerking = models.TextField("opmerking", blank=True)
    verwerking = models.TextField("wat is ermee gedaan", blank=True)
    verwerkt_op = models.DateTimeField(null=True, editable=False)
    pad_naar_traject = "procesversie__traject"

    class Meta:
        verbose_name = "controle"
        verbose_name_plural = "controles"
        ordering = ["op", "id"]

    def __str__(self):
        return "klopt" if self.klopt else self.opmerking[:60]

    @property
    def is_open(self):
        """A remark with which nothing has been done yet."""
        return bool(self.opmerking) and self.verwerkt_op is None

    @property
    def traject(self):
        return self.procesversie.traject


class StapIdee(models.Model):
    """This improvement was born from this process step."""

    processtap = models.ForeignKey(Processtap, on_delete=models.CASCADE, related_name="ideeen")
    verbetering = models.ForeignKey(Verbetering, on_delete=models.CASCADE, related_name="+")
    pad_naar_traject = "processtap__procesversie__traject"

    class Meta:
        verbose_name = "idee bij een processtap"
        verbose_name_plural = "ideeën bij processtappen"
        constraints = [models.UniqueConstraint(fields=["processtap", "verbetering"], name="stap_idee_eenmaal")]

    def __str__(self):
        return f"{self.verbetering} uit {self.processtap}"
