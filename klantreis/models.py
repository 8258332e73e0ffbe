from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from trajecten.models import Bewerkbaar, Traject
from verbeteringen.models import Verbetering


class Klantreis(Bewerkbaar):
    """The voice of the klant: own research, or one of the alternatives of the stappenplan (step 4, footnote 2)."""

    class Type(models.TextChoices):
        EIGEN_ONDERZOEK = "eigen_onderzoek", "Eigen onderzoek met interviews"
        ATELIER = "atelier", "Klantreisatelier in twee dagen"
        BESTAANDE_FEEDBACK = "bestaande_feedback", "Bestaande feedback van klanten"
        OVERGENOMEN = "overgenomen_andere_gemeente", "Overgenomen van een andere gemeente"
        OVERGESLAGEN = "overgeslagen", "Overgeslagen"

    ZONDER_EIGEN_ONDERZOEK = ("bestaande_feedback", "overgenomen_andere_gemeente", "overgeslagen")

    traject = models.OneToOneField(Traject, on_delete=models.CASCADE, related_name="+")
    type = models.CharField("hoe halen we de stem van de klant op", max_length=30, choices=Type)
    motivering = models.TextField("waarom deze keuze", blank=True, help_text="Nodig als u geen eigen onderzoek doet.")
    doelgroep = models.TextField("doelgroep", blank=True)
    onderzoeksvraag = models.TextField("onderzoeksvraag", blank=True)
    bronnen = models.TextField("bronnen van de feedback", blank=True)
    herkomst_gemeente = models.CharField("van welke gemeente", max_length=150, blank=True)
    herkomst_adres = models.URLField("adres van de klantreis", blank=True)
    gepubliceerd_op = models.DateTimeField(null=True, editable=False)  # until then only the coach works on it
    alternatief_aanvaard_op = models.DateTimeField(null=True, editable=False)  # by the proceseigenaar
    alternatief_aanvaard_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = "klantreis"
        verbose_name_plural = "klantreizen"

    def __str__(self):
        return f"Klantreis: {self.get_type_display().lower()}"

    @property
    def is_alternatief(self):
        return self.type in self.ZONDER_EIGEN_ONDERZOEK


class Deel(models.Model):
    """A part of the klantreis."""

    klantreis = models.ForeignKey(Klantreis, on_delete=models.CASCADE, related_name="%(class)ss")
    pad_naar_traject = "klantreis__traject"

    class Meta:
        abstract = True

    @property
    def traject(self):
        return self.klantreis.traject


class Persona(Deel, Bewerkbaar):
    """A fictional person in whom the experiences of the interviews come together."""

    naam = models.CharField("naam (verzonnen)", max_length=80)
    leeftijd = models.PositiveSmallIntegerField("leeftijd", null=True, blank=True, validators=[MaxValueValidator(120)])
    situatie = models.TextField("situatie", blank=True)
    doel = models.TextField("wat wil deze persoon bereiken", blank=True)
    behoefte = models.TextField("wat heeft deze persoon nodig", blank=True)
    frustratie = models.TextField("wat staat in de weg", blank=True)
    digitaal = models.CharField("digitale vaardigheid", max_length=80, blank=True)
    citaat = models.TextField("uitspraak", blank=True)

    class Meta:
        verbose_name = "persona"
        verbose_name_plural = "persona's"
        ordering = ["id"]

    def __str__(self):
        return self.naam


class Fase(Deel, Bewerkbaar):
    volgorde = models.PositiveSmallIntegerField(editable=False)
    naam = models.CharField("naam van de fase", max_length=80)

    class Meta:
        verbose_name = "fase"
        verbose_name_plural = "fasen"
        ordering = ["volgorde", "id"]
        constraints = [models.UniqueConstraint(fields=["klantreis", "naam"], name="fase_naam_uniek")]

    def __str__(self):
        return self.naam


class Ervaring(Bewerkbaar):
    class Emotie(models.IntegerChoices):
        BOOS = -2, "boos"
        ONTEVREDEN = -1, "ontevreden"
        NEUTRAAL = 0, "neutraal"
        TEVREDEN = 1, "tevreden"
        BLIJ = 2, "blij"

    fase = models.ForeignKey(Fase, on_delete=models.CASCADE, related_name="ervaringen")
    persona = models.ForeignKey(
        Persona, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="persona"
    )
    volgorde = models.PositiveSmallIntegerField(editable=False)
    handeling = models.CharField("wat doet de klant", max_length=250)
    kanaal = models.CharField("kanaal", max_length=80, blank=True)
    emotie = models.SmallIntegerField(
        "hoe voelt dat", choices=Emotie, validators=[MinValueValidator(-2), MaxValueValidator(2)]
    )
    gedachte = models.TextField("wat denkt de klant", blank=True)
    citaat = models.TextField("uitspraak van een klant", blank=True)
    is_moment_of_truth = models.BooleanField("dit moment bepaalt het oordeel van de klant", default=False)
    pad_naar_traject = "fase__klantreis__traject"

    class Meta:
        verbose_name = "ervaring"
        verbose_name_plural = "ervaringen"
        ordering = ["fase__volgorde", "volgorde", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(emotie__range=(-2, 2)), name="emotie_van_min2_tot_2")]

    def __str__(self):
        return self.handeling

    @property
    def traject(self):
        return self.fase.klantreis.traject


class IdealeStap(Deel, Bewerkbaar):
    volgorde = models.PositiveSmallIntegerField(editable=False)
    tekst = models.CharField("zo zou het moeten gaan", max_length=300)

    class Meta:
        verbose_name = "stap in de ideale reis"
        verbose_name_plural = "stappen in de ideale reis"
        ordering = ["volgorde", "id"]

    def __str__(self):
        return self.tekst


class Activiteit(Deel, Bewerkbaar):
    """What was done to hear the klant, e.g. eight interviews."""

    class Soort(models.TextChoices):
        INTERVIEW = "interview", "Interviews"
        SAFARI = "service_safari", "Service safari"
        ENQUETE = "enquete", "Enquête"
        KLACHTEN = "klachtenanalyse", "Analyse van klachten"
        WEB = "webstatistiek", "Cijfers van de website"
        ANDERS = "anders", "Iets anders"

    soort = models.CharField("soort onderzoek", max_length=20, choices=Soort)
    datum = models.DateField("datum", null=True, blank=True)
    aantal = models.PositiveIntegerField("aantal", null=True, blank=True)
    notitie = models.TextField("notitie", blank=True)

    class Meta:
        verbose_name = "onderzoek"
        verbose_name_plural = "onderzoeken"
        ordering = ["datum", "id"]

    def __str__(self):
        return self.get_soort_display()


class Aanname(Deel, Bewerkbaar):
    class Uitkomst(models.TextChoices):
        OPEN = "open", "nog niet getoetst"
        KLOPT = "klopt", "klopt"
        WEERLEGD = "weerlegd", "klopt niet"

    tekst = models.CharField("aanname", max_length=300)
    uitkomst = models.CharField("uitkomst", max_length=10, choices=Uitkomst, default=Uitkomst.OPEN)

    class Meta:
        verbose_name = "aanname"
        verbose_name_plural = "aannames"
        ordering = ["id"]

    def __str__(self):
        return self.tekst


class Respondent(Deel, Bewerkbaar):
    """Someone who was interviewed, only under a pseudonym (AVG, data minimisation)."""

    pseudoniem = models.CharField("pseudoniem", max_length=20, help_text="Bijvoorbeeld R1. Nooit een echte naam.")
    klantsoort = models.CharField("klantsoort", max_length=40, blank=True)
    kenmerken = models.CharField("kenmerken", max_length=200, blank=True, help_text="Alleen wat nodig is, niet herleidbaar.")
    toestemming_op = models.DateField("toestemming gegeven op")
    verwijderen_na = models.DateField("gegevens verwijderen na")

    class Meta:
        verbose_name = "respondent"
        verbose_name_plural = "respondenten"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["klantreis", "pseudoniem"], name="pseudoniem_uniek")]

    def __str__(self):
        return self.pseudoniem


class Citaat(models.Model):
    """Raw interview text: only the klantreiscoach sees it."""

    respondent = models.ForeignKey(Respondent, on_delete=models.CASCADE, related_name="citaten")
    ervaring = models.ForeignKey(
        Ervaring, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="hoort bij ervaring"
    )
    tekst = models.TextField("uitspraak")
    pad_naar_traject = "respondent__klantreis__traject"

    class Meta:
        verbose_name = "citaat"
        verbose_name_plural = "citaten"
        ordering = ["id"]

    def __str__(self):
        return self.tekst[:60]

    @property
    def traject(self):
        return self.respondent.traject


class ErvaringIdee(models.Model):
    """This improvement was born from this experience."""

    ervaring = models.ForeignKey(Ervaring, on_delete=models.CASCADE, related_name="ideeen")
    verbetering = models.ForeignKey(Verbetering, on_delete=models.CASCADE, related_name="+")
    pad_naar_traject = "ervaring__fase__klantreis__traject"

    class Meta:
        verbose_name = "idee bij een ervaring"
        verbose_name_plural = "ideeën bij ervaringen"
        constraints = [models.UniqueConstraint(fields=["ervaring", "verbetering"], name="ervaring_idee_eenmaal")]

    def __str__(self):
        return f"{self.verbetering} uit {self.ervaring}"
