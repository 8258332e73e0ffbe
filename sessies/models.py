from django.db import models
from django.db.models import Q

from trajecten.models import Bewerkbaar, Lid, Traject


class SessieLijst(models.QuerySet):
    def afgehandeld(self):
        """Held, or consciously skipped."""
        return self.filter(Q(gehouden=True) | ~Q(reden_overgeslagen=""))

    def gepland(self):
        return self.filter(gehouden=False, reden_overgeslagen="")


class Sessie(Bewerkbaar):
    """A working meeting: the start-sessie (step 1), session 1 and 2 on the process (3a, 3b), the 6P-sessie (step 5)."""

    class Soort(models.TextChoices):
        START = "start", "Start-sessie"
        PROCES_1 = "proces_1", "Sessie 1: huidig proces"
        PROCES_2 = "proces_2", "Sessie 2: controle"
        ZES_P = "zes_p", "6P-sessie"
        OVERIG = "overig", "Andere sessie"

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="+")
    soort = models.CharField("soort", max_length=20, choices=Soort)
    datum = models.DateField("datum", null=True, blank=True)
    vorm = models.CharField("vorm", max_length=100, blank=True, help_text="Bijvoorbeeld: in het gemeentehuis, of online.")
    gehouden = models.BooleanField("de sessie is gehouden", default=False)
    reden_overgeslagen = models.TextField("reden om de sessie over te slaan", blank=True)
    aantal_deelnemers = models.PositiveSmallIntegerField("aantal deelnemers", null=True, blank=True)
    notitie = models.TextField("wat is er besproken en afgesproken", blank=True)

    objects = SessieLijst.as_manager()

    class Meta:
        verbose_name = "sessie"
        verbose_name_plural = "sessies"
        ordering = ["datum", "id"]

    def __str__(self):
        return self.get_soort_display()

    @property
    def is_gepland(self):
        return not self.gehouden and not self.reden_overgeslagen


class Aanwezigheid(models.Model):
    sessie = models.ForeignKey(Sessie, on_delete=models.CASCADE, related_name="aanwezigen")
    lid = models.ForeignKey(Lid, on_delete=models.CASCADE, related_name="+")
    pad_naar_traject = "sessie__traject"

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheden"
        constraints = [models.UniqueConstraint(fields=["sessie", "lid"], name="eenmaal_aanwezig")]

    def __str__(self):
        return f"{self.lid} bij {self.sessie}"

    @property
    def traject(self):
        return self.sessie.traject


class Agendapunt(Bewerkbaar):
    sessie = models.ForeignKey(Sessie, on_delete=models.CASCADE, related_name="agenda")
    volgorde = models.PositiveSmallIntegerField()
    tekst = models.CharField("agendapunt", max_length=300)
    uitkomst = models.TextField("uitkomst", blank=True)
    pad_naar_traject = "sessie__traject"

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ["volgorde", "id"]

    def __str__(self):
        return self.tekst

    @property
    def traject(self):
        return self.sessie.traject
