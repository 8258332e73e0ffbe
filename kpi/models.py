from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from trajecten.models import Bewerkbaar, Feit, Traject
from ui.grafieken import hoeveelheid
from verbeteringen.models import Verbetering

EENHEDEN = ("%", "werkdagen", "dagen", "minuten", "seconden", "cijfer", "aantal", "euro")  # offered while typing (f6)
NOOIT_NEGATIEF = frozenset(
    ("cijfer", "rapportcijfer", "aantal", "seconden", "minuten", "uren", "dagen", "werkdagen", "weken", "maanden")
)


class Kpi(Bewerkbaar):
    """An indicator the proceseigenaar can steer on. The operator is literal: exactly 7 is not ">7" (Waterland norms, f3)."""

    class Operator(models.TextChoices):
        MEER = ">", "meer dan"
        MINSTENS = ">=", "minstens"
        MINDER = "<", "minder dan"
        HOOGSTENS = "<=", "hoogstens"
        PRECIES = "=", "precies"

    class Richting(models.TextChoices):
        HOGER = "hoger", "hoger is beter"
        LAGER = "lager", "lager is beter"
        NORM = "norm", "hoe dichter bij de norm, hoe beter"

    class Thema(models.TextChoices):
        BEREIKBAARHEID = "bereikbaarheid", "Bereikbaarheid"
        SNELHEID = "snelheid", "Snelheid"
        KWALITEIT = "kwaliteit", "Kwaliteit"
        KOSTEN = "kosten", "Kosten"
        MEDEWERKER = "medewerker", "Medewerker"

    class Frequentie(models.TextChoices):
        MAAND = "maand", "elke maand"
        KWARTAAL = "kwartaal", "elk kwartaal"
        HALFJAAR = "halfjaar", "elk half jaar"
        JAAR = "jaar", "elk jaar"
        EENMALIG = "eenmalig", "bij nulmeting en evaluatie"

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="+")
    nummer = models.PositiveSmallIntegerField(editable=False)
    naam = models.CharField("naam", max_length=200)
    thema = models.CharField("thema", max_length=20, choices=Thema, blank=True)
    operator = models.CharField("de norm is", max_length=2, choices=Operator)
    norm = models.DecimalField("norm", max_digits=12, decimal_places=3)
    eenheid = models.CharField("eenheid", max_length=40, help_text="Bijvoorbeeld %, werkdagen, minuten of cijfer.")
    richting = models.CharField("richting", max_length=5, choices=Richting)
    streefwaarde = models.DecimalField("streefwaarde", max_digits=12, decimal_places=3, null=True, blank=True)
    meetmethode = models.TextField("hoe meten we het", blank=True)
    bron = models.CharField(
        "bron", max_length=200, blank=True, help_text="Waar komt het cijfer vandaan? Bijvoorbeeld het zaaksysteem."
    )
    frequentie = models.CharField("hoe vaak", max_length=20, choices=Frequentie, default=Frequentie.EENMALIG)
    eigenaar = models.CharField("eigenaar van de KPI", max_length=150, blank=True)
    nulmeting_gepland = models.DateField("datum van de nulmeting, als die er nog niet is", null=True, blank=True)

    class Meta:
        verbose_name = "KPI"
        verbose_name_plural = "KPI's"
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["traject", "nummer"], name="kpi_nummer_uniek"),
            models.UniqueConstraint("traject", Lower("naam"), name="kpi_naam_uniek"),
        ]

    def __str__(self):
        return f"KPI {self.nummer} {self.naam}"

    @property
    def norm_in_woorden(self) -> str:
        """minstens 95 %, minder dan 5 werkdagen: the operator in words, because the difference between > and >= matters."""
        return f"{self.get_operator_display()} {hoeveelheid(self.norm, self.eenheid)}"

    def in_woorden(self, waarde) -> str:
        """A figure of this KPI with its unit; "niet meetbaar" for None."""
        return "niet meetbaar" if waarde is None else hoeveelheid(waarde, self.eenheid)

    def bezwaar(self, waarde) -> str:
        """Why this cannot be a figure of this KPI, as one Dutch sentence; empty when it can.

        A percentage above 100 is possible (kostendekkendheid), an amount below zero too; a count or a mark is not.
        """
        eenheid = self.eenheid.strip().lower()
        if waarde is None:
            return ""
        if waarde < 0 and (eenheid in NOOIT_NEGATIEF or eenheid.startswith("%")):
            return f"Een waarde in {self.eenheid} kan niet lager zijn dan 0."
        if waarde > 10 and eenheid in ("cijfer", "rapportcijfer"):
            return "Een cijfer kan niet hoger zijn dan 10."
        return ""

    def haalt(self, waarde) -> bool | None:
        """Does this value meet the norm, by its literal operator? None when there is no value."""
        if waarde is None:
            return None
        return {
            ">": waarde > self.norm,
            ">=": waarde >= self.norm,
            "<": waarde < self.norm,
            "<=": waarde <= self.norm,
            "=": waarde == self.norm,
        }[self.operator]


class Meting(Feit):
    """One measurement. `waarde` None: it was tried and is not measurable, with the reason in `opmerking`."""

    class Fase(models.TextChoices):
        NUL = "nulmeting", "nulmeting"
        TUSSEN = "tussen", "tussenmeting"
        EIND = "eind", "eindmeting"

    kpi = models.ForeignKey(Kpi, on_delete=models.CASCADE, related_name="metingen")
    datum = models.DateField("datum")
    waarde = models.DecimalField("waarde", max_digits=12, decimal_places=3, null=True, blank=True)
    n = models.PositiveIntegerField("aantal waarnemingen", null=True, blank=True)
    fase = models.CharField("soort meting", max_length=10, choices=Fase)
    bron = models.CharField("bron", max_length=200, blank=True)
    opmerking = models.TextField("opmerking", blank=True)
    pad_naar_traject = "kpi__traject"

    class Meta:
        verbose_name = "meting"
        verbose_name_plural = "metingen"
        ordering = ["datum", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kpi", "datum", "fase"], name="meting_eenmaal_per_dag"),
            models.UniqueConstraint(fields=["kpi"], condition=Q(fase="nulmeting"), name="een_nulmeting_per_kpi"),
        ]

    def __str__(self):
        return f"{self.get_fase_display()} {self.datum}"

    @property
    def traject(self):
        return self.kpi.traject


class KpiVaststelling(Feit):
    """The proceseigenaar fixes the set of KPI's, as it was at that moment."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="+")
    inhoud = models.JSONField()  # what was fixed: per KPI number, name, operator, norm, unit
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "vaststelling van de KPI's"
        verbose_name_plural = "vaststellingen van de KPI's"
        ordering = ["op"]

    def __str__(self):
        return f"KPI's vastgesteld op {self.op:%d-%m-%Y}"


class KpiIdee(models.Model):
    """This improvement was born from this KPI."""

    kpi = models.ForeignKey(Kpi, on_delete=models.CASCADE, related_name="ideeen")
    verbetering = models.ForeignKey(Verbetering, on_delete=models.CASCADE, related_name="+")
    pad_naar_traject = "kpi__traject"

    class Meta:
        verbose_name = "idee bij een KPI"
        verbose_name_plural = "ideeën bij KPI's"
        constraints = [models.UniqueConstraint(fields=["kpi", "verbetering"], name="kpi_idee_eenmaal")]

    def __str__(self):
        return f"{self.verbetering} uit {self.kpi}"
