import uuid
from datetime import UTC

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from guardian.models import UserObjectPermissionBase

from berichten import klok

from .rollen import EEN_TEGELIJK, ROLLEN, rolnaam
from .vingerafdruk import sha256_van

GEBRUIKER = settings.AUTH_USER_MODEL
SCORE = [MinValueValidator(1), MaxValueValidator(5)]


class Bewerkbaar(models.Model):
    """A text that several people may edit: every save names the version it was based on (see poort.bewaar)."""

    versie = models.PositiveIntegerField(default=1, editable=False)
    gewijzigd_op = models.DateTimeField(default=klok.nu, editable=False)
    gewijzigd_door = models.ForeignKey(GEBRUIKER, on_delete=models.PROTECT, null=True, related_name="+", editable=False)

    class Meta:
        abstract = True


class Feit(models.Model):
    """Something a person did at a moment; written once, never changed."""

    door = models.ForeignKey(GEBRUIKER, on_delete=models.PROTECT, related_name="+", editable=False)
    op = models.DateTimeField(default=klok.nu, editable=False)

    class Meta:
        abstract = True


class Traject(Bewerkbaar):
    """One improvement of one product or service of one municipality, walking the ten steps."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    titel = models.CharField("titel", max_length=200)
    organisatie = models.CharField("organisatie", max_length=200)
    product = models.CharField("product of dienst", max_length=200, blank=True)
    klantvraag = models.CharField(
        "klantvraag",
        max_length=300,
        blank=True,
        help_text="In de woorden van de inwoner, bijvoorbeeld: ik wil een stuk grond kopen.",
    )
    # Which process first? Waterland's three criteria (S001): impact, risk and workload.
    impact_klant = models.PositiveSmallIntegerField(
        "impact op de klant als het misgaat", null=True, blank=True, validators=SCORE
    )
    kans_misgaan = models.PositiveSmallIntegerField("kans dat het misgaat", null=True, blank=True, validators=SCORE)
    volume_per_jaar = models.PositiveIntegerField("aantal zaken per jaar", null=True, blank=True)
    minuten_per_zaak = models.PositiveIntegerField("minuten werk per zaak", null=True, blank=True)
    geen_klantreiscoach = models.TextField("waarom er geen klantreiscoach is", blank=True, editable=False)
    casus = models.CharField(max_length=80, null=True, unique=True, editable=False)  # id of the case file it was played from
    aangemaakt_op = models.DateTimeField(default=klok.nu, editable=False)
    aangemaakt_door = models.ForeignKey(GEBRUIKER, on_delete=models.PROTECT, related_name="+", editable=False)
    afgesloten_op = models.DateTimeField(null=True, editable=False)
    afgesloten_door = models.ForeignKey(GEBRUIKER, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    afsluitreden = models.TextField(blank=True, editable=False)
    # The track as last computed from the facts by stap.ververs, in the transaction of every actie; `controleer` recomputes it.
    stand = models.JSONField(default=list, editable=False, encoder=DjangoJSONEncoder)
    stap_nu = models.PositiveSmallIntegerField(default=1, editable=False)
    wacht_op = models.CharField(max_length=200, blank=True, editable=False)
    wacht_sinds = models.DateField(null=True, editable=False)
    # Head of the hash chain of the log.
    log_nummer = models.PositiveIntegerField(default=0, editable=False)
    log_hash = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = "traject"
        verbose_name_plural = "trajecten"
        permissions = [(rol, naam) for rol, (_, naam) in ROLLEN.items()]
        indexes = [
            models.Index(fields=["titel", "id"], name="traject_op_titel"),
            models.Index(fields=["stap_nu", "id"], name="traject_op_stap"),
            models.Index(fields=["wacht_sinds", "id"], name="traject_op_wachttijd"),
            models.Index(fields=["-gewijzigd_op", "id"], name="traject_op_wijziging"),
        ]

    def __str__(self):
        return self.titel

    @property
    def traject(self):
        return self


class Deelname(UserObjectPermissionBase):
    """guardian's own permission table for Traject: one row per person and role. The rows of the matrix say what a role may."""

    content_object = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="deelnames")
    # Copy of the traject's last change: the sort key of "mijn trajecten", never a ground for access.
    gewijzigd_op = models.DateTimeField(default=klok.nu)

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = "deelname"
        verbose_name_plural = "deelnames"
        indexes = [
            models.Index(fields=["user", "-gewijzigd_op", "content_object", "permission"], name="deelname_mijn_trajecten")
        ]


class Lid(Bewerkbaar):
    """A person in the project group with one role; stays as history when the role ends."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="+")
    gebruiker = models.ForeignKey(GEBRUIKER, on_delete=models.PROTECT, related_name="+")
    rol = models.CharField("rol", max_length=40, choices=[(rol, naam) for rol, (_, naam) in ROLLEN.items()])
    functie = models.CharField("functie", max_length=150, blank=True)
    team = models.CharField("team", max_length=150, blank=True)
    is_extern = models.BooleanField("werkt bij een andere organisatie", default=False)
    capaciteit_uren = models.PositiveIntegerField("uren beschikbaar", null=True, blank=True)
    capaciteit_toegezegd = models.BooleanField(null=True, editable=False)  # None: the teammanager has not answered
    capaciteit_door = models.ForeignKey(GEBRUIKER, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    capaciteit_op = models.DateTimeField(null=True, editable=False)
    vanaf = models.DateField(default=klok.vandaag, editable=False)
    tot = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = "lid"
        verbose_name_plural = "leden"
        ordering = ["vanaf", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["traject", "gebruiker", "rol"], condition=Q(tot=None), name="lid_eenmaal_per_rol"
            ),
            models.UniqueConstraint(
                fields=["traject", "rol"],
                condition=Q(tot=None, rol__in=EEN_TEGELIJK),
                name="een_projectleider_en_een_proceseigenaar",
            ),
        ]

    def __str__(self):
        return f"{self.gebruiker} ({rolnaam(self.rol)})"


class Opdracht(Bewerkbaar):
    """The assignment of the proceseigenaar (step 1), after Weert's "Format 1" (S003), with the sheet of the klantproces (S001)."""

    traject = models.OneToOneField(Traject, on_delete=models.CASCADE, related_name="opdracht")
    aanleiding = models.TextField("aanleiding", blank=True)
    doelstelling = models.TextField("doelstelling", blank=True)
    resultaat = models.TextField("wat moet er liggen aan het eind", blank=True)
    scope = models.TextField("wat hoort erbij", blank=True)
    buiten_scope = models.TextField("wat hoort er niet bij", blank=True)
    aanpak = models.TextField("aanpak en planning", blank=True)
    budget = models.TextField("geld", blank=True)
    risicos = models.TextField("risico's en wat we eraan doen", blank=True)
    relaties = models.TextField("samenhang met andere projecten", blank=True)
    kanalen = models.TextField("voorkeurskanalen", blank=True)
    hoofdstappen = models.TextField("hoofdstappen volgens de procesafspraak", blank=True)
    eigenaar_uitvoering = models.CharField("proceseigenaar uitvoering", max_length=150, blank=True)
    eigenaar_management = models.CharField("proceseigenaar management", max_length=150, blank=True)
    eigenaar_directie = models.CharField("proceseigenaar directie", max_length=150, blank=True)
    geldig_tot = models.DateField("geldig tot", null=True, blank=True)
    bevestigd_door = models.ForeignKey(GEBRUIKER, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    bevestigd_op = models.DateTimeField(null=True, editable=False)
    bevestigde_versie = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = "opdracht"
        verbose_name_plural = "opdrachten"

    def __str__(self):
        return f"Opdracht {self.traject}"

    @property
    def is_bevestigd(self):
        """Confirmed, and not changed since."""
        return self.bevestigde_versie == self.versie


class Poortbesluit(Feit):
    """Going on with a step although an earlier one is not ready: the reason stays visible ever after."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="+")
    stap = models.PositiveSmallIntegerField()
    reden = models.TextField("reden")
    nog_nodig = models.JSONField(default=list)

    class Meta:
        verbose_name = "poortbesluit"
        verbose_name_plural = "poortbesluiten"
        ordering = ["stap", "op"]
        constraints = [models.UniqueConstraint(fields=["traject", "stap"], name="poort_eenmaal_per_stap")]

    def __str__(self):
        return f"Toch verder met stap {self.stap}"


class Opmerking(Feit):
    """A remark at one of the ten steps, by those who may think along."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="+")
    stap = models.PositiveSmallIntegerField()
    tekst = models.TextField("opmerking", max_length=2000)

    class Meta:
        verbose_name = "opmerking"
        verbose_name_plural = "opmerkingen"
        ordering = ["op", "id"]
        indexes = [models.Index(fields=["traject", "stap", "op"], name="opmerking_bij_stap")]

    def __str__(self):
        return self.tekst[:60]


class Taak(models.Model):
    """What waits for one person, as last computed from the facts (stap.ververs). The source of Mijn werk and "wacht op wie"."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="+")
    gebruiker = models.ForeignKey(GEBRUIKER, on_delete=models.CASCADE, related_name="+")
    stap = models.PositiveSmallIntegerField()
    sleutel = models.CharField(max_length=100)  # stable name of the task, so that `sinds` survives a refresh
    zin = models.CharField(max_length=250)  # verb + object: "Beoordeel 3 verbeteringen"
    adres = models.CharField(max_length=250)
    gevraagd_door = models.CharField(max_length=150, blank=True)
    vervalt_op = models.DateField(null=True)
    sinds = models.DateField(default=klok.vandaag)

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"
        ordering = ["vervalt_op", "sinds", "id"]
        indexes = [models.Index(fields=["gebruiker", "vervalt_op", "sinds"], name="taak_van_mij")]
        constraints = [models.UniqueConstraint(fields=["traject", "gebruiker", "sleutel"], name="taak_eenmaal_per_persoon")]

    def __str__(self):
        return self.zin


class Logregel(models.Model):
    """One line for every change of state and every refusal, chained by hash per traject."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="+")
    nummer = models.PositiveIntegerField()
    op = models.DateTimeField()
    door = models.ForeignKey(GEBRUIKER, on_delete=models.PROTECT, null=True, related_name="+")
    door_naam = models.CharField(max_length=150)
    recht = models.CharField(max_length=60)
    handeling = models.CharField(max_length=100)
    zin = models.TextField()  # "heeft KPI 1 toegevoegd": read after the name
    waarop = models.CharField(max_length=100, blank=True)
    oud = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    nieuw = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    is_weigering = models.BooleanField(default=False)
    vorige_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "logregel"
        verbose_name_plural = "logregels"
        ordering = ["-nummer"]
        constraints = [models.UniqueConstraint(fields=["traject", "nummer"], name="logregel_in_volgorde")]

    def __str__(self):
        return f"{self.door_naam} {self.zin}"

    def bereken_hash(self) -> str:
        """SHA-256 over the line and the hash of the line before it."""
        feiten = [
            str(self.traject_id),
            self.nummer,
            self.op.astimezone(UTC).isoformat(),
            str(self.door_id or ""),
            self.door_naam,
            self.recht,
            self.handeling,
            self.zin,
            self.waarop,
            self.oud,
            self.nieuw,
            self.is_weigering,
            self.vorige_hash,
        ]
        return sha256_van(feiten, DjangoJSONEncoder)
