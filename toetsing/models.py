from django.conf import settings
from django.db import models
from django.db.models import Q

from trajecten.models import Bewerkbaar, Feit, Traject
from trajecten.rollen import ROLLEN, SPECIALISTEN
from verbeterplan.models import PlanRegel, PlanVersie

GEBRUIKER = settings.AUTH_USER_MODEL


class Discipline(Bewerkbaar):
    """Reference data: who looks at a plan from which side, with the questions of that side (domain (g))."""

    code = models.SlugField("code", max_length=40, unique=True)
    naam = models.CharField("naam", max_length=80, unique=True)
    rol = models.CharField("rol van de specialist", max_length=40, choices=[(rol, ROLLEN[rol][1]) for rol in SPECIALISTEN])
    vragen = models.TextField("vragen, een per regel", blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    is_actief = models.BooleanField("te vragen", default=True)

    class Meta:
        verbose_name = "discipline"
        verbose_name_plural = "disciplines"
        ordering = ["volgorde", "naam"]

    def __str__(self):
        return self.naam


class Toetsronde(Feit):
    """One version of the plan put to the specialists. A hertoets is a next round on a next version."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="+")
    planversie = models.ForeignKey(PlanVersie, on_delete=models.PROTECT, related_name="+")
    nummer = models.PositiveSmallIntegerField()
    deadline = models.DateField("uiterste datum")
    toelichting = models.TextField("toelichting", blank=True)

    class Meta:
        verbose_name = "toetsronde"
        verbose_name_plural = "toetsrondes"
        ordering = ["nummer"]
        constraints = [models.UniqueConstraint(fields=["traject", "nummer"], name="toetsronde_nummer_uniek")]
        indexes = [models.Index(fields=["deadline"], name="toetsronde_op_deadline")]

    def __str__(self):
        return f"Toetsronde {self.nummer}"


class Toets(models.Model):
    """The request to one specialist for one discipline; `regels` are exactly the improvements that were asked."""

    ronde = models.ForeignKey(Toetsronde, on_delete=models.CASCADE, related_name="toetsen")
    discipline = models.ForeignKey(Discipline, on_delete=models.PROTECT, related_name="+")
    specialist = models.ForeignKey(GEBRUIKER, on_delete=models.PROTECT, related_name="+")
    regels = models.ManyToManyField(PlanRegel, related_name="+")
    ingeleverd_op = models.DateTimeField(null=True, editable=False)
    vast_op = models.DateTimeField(
        null=True, editable=False
    )  # since then step 8 builds on it: it can no longer be withdrawn
    niet_van_toepassing = models.TextField("reden waarom deze toets niet nodig is", blank=True)
    pad_naar_traject = "ronde__traject"

    class Meta:
        verbose_name = "toets"
        verbose_name_plural = "toetsen"
        ordering = ["discipline__volgorde", "id"]
        constraints = [models.UniqueConstraint(fields=["ronde", "discipline"], name="discipline_eenmaal_per_ronde")]
        # What the clock looks for: it never walks the toetsen that are done.
        indexes = [
            models.Index(fields=["ronde"], name="toets_open", condition=Q(ingeleverd_op=None, niet_van_toepassing=""))
        ]

    def __str__(self):
        return f"Toets {self.discipline}"

    @property
    def is_open(self) -> bool:
        return self.ingeleverd_op is None and not self.niet_van_toepassing

    @property
    def traject(self):
        return self.ronde.traject


class Oordeel(Bewerkbaar, Feit):
    """The verdict of the invited specialist on one improvement; fixed once the toets is handed in."""

    class Waarde(models.TextChoices):
        AKKOORD = "akkoord", "akkoord"
        VOORWAARDEN = "akkoord_onder_voorwaarden", "akkoord onder voorwaarden"
        NIET_AKKOORD = "niet_akkoord", "niet akkoord"
        MEER_INFORMATIE = "meer_informatie", "meer informatie nodig"
        NVT = "nvt", "niet van toepassing"

    toets = models.ForeignKey(Toets, on_delete=models.CASCADE, related_name="oordelen")
    planregel = models.ForeignKey(PlanRegel, on_delete=models.PROTECT, related_name="+")
    oordeel = models.CharField("oordeel", max_length=30, choices=Waarde)
    opmerking = models.TextField("toelichting", blank=True, help_text="Nodig, behalve bij akkoord.")
    grondslag = models.CharField("wet of norm", max_length=250, blank=True)
    alternatief = models.TextField("alternatief", blank=True)
    kosten_eenmalig = models.DecimalField("eenmalige kosten in euro", max_digits=10, decimal_places=2, null=True, blank=True)
    kosten_jaarlijks = models.DecimalField("kosten per jaar in euro", max_digits=10, decimal_places=2, null=True, blank=True)
    weken = models.PositiveSmallIntegerField("doorlooptijd in weken", null=True, blank=True)
    pad_naar_traject = "toets__ronde__traject"

    class Meta:
        verbose_name = "oordeel"
        verbose_name_plural = "oordelen"
        ordering = ["planregel__volgorde", "id"]
        constraints = [models.UniqueConstraint(fields=["toets", "planregel"], name="een_oordeel_per_verbetering")]

    def __str__(self):
        return f"{self.toets.discipline} over {self.planregel.code}: {self.get_oordeel_display()}"

    @property
    def traject(self):
        return self.toets.ronde.traject

    @property
    def is_negatief(self) -> bool:
        return self.oordeel == self.Waarde.NIET_AKKOORD

    @property
    def moet_verwerkt(self) -> bool:
        """Step 8 must answer this remark before the plan can be approved."""
        return self.oordeel in (self.Waarde.VOORWAARDEN, self.Waarde.NIET_AKKOORD, self.Waarde.MEER_INFORMATIE)

    @property
    def is_tip(self) -> bool:
        """No answer needed, but there is something in it that may be used."""
        return not self.moet_verwerkt and bool(self.opmerking or self.alternatief)

    @property
    def is_beoordeling(self) -> bool:
        """A question for more information is an answer, but not a judgement."""
        return self.oordeel != self.Waarde.MEER_INFORMATIE


class Voorwaarde(models.Model):
    """What must be true before the improvement may be reported ready; only its specialist closes it."""

    oordeel = models.OneToOneField(Oordeel, on_delete=models.CASCADE, related_name="voorwaarde")
    tekst = models.TextField("voorwaarde")
    bewijs = models.TextField("bewijs", blank=True)
    gesloten_op = models.DateTimeField(null=True, editable=False)
    gesloten_door = models.ForeignKey(GEBRUIKER, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    pad_naar_traject = "oordeel__toets__ronde__traject"

    class Meta:
        verbose_name = "voorwaarde"
        verbose_name_plural = "voorwaarden"
        ordering = ["id"]

    def __str__(self):
        return self.tekst[:80]

    @property
    def traject(self):
        return self.oordeel.traject


class Vrijstelling(Feit):
    """An improvement that no discipline needs to see, and why."""

    planregel = models.OneToOneField(PlanRegel, on_delete=models.CASCADE, related_name="+")
    reden = models.TextField("reden")
    pad_naar_traject = "planregel__planversie__traject"

    class Meta:
        verbose_name = "vrijstelling van toetsing"
        verbose_name_plural = "vrijstellingen van toetsing"

    def __str__(self):
        return f"{self.planregel.code}: geen toets nodig"

    @property
    def traject(self):
        return self.planregel.traject


class OordeelIdee(models.Model):
    """This improvement grew from the alternative in this verdict (V10 → V10b)."""

    oordeel = models.ForeignKey(Oordeel, on_delete=models.CASCADE, related_name="ideeen")
    verbetering = models.ForeignKey("verbeteringen.Verbetering", on_delete=models.CASCADE, related_name="+")
    pad_naar_traject = "oordeel__toets__ronde__traject"

    class Meta:
        verbose_name = "idee uit een oordeel"
        verbose_name_plural = "ideeën uit oordelen"
        constraints = [models.UniqueConstraint(fields=["oordeel", "verbetering"], name="oordeel_idee_eenmaal")]

    def __str__(self):
        return f"{self.verbetering} uit {self.oordeel}"
