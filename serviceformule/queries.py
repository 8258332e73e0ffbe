"""Every read of step 5, with a name."""

from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from sessies.models import Sessie

from .models import Afspraak, Beoordeling, Formule, Koppeling


def koppeling_van(traject) -> Koppeling | None:
    return Koppeling.objects.filter(traject=traject).select_related("formule", "door").first()


@dataclass
class BeoordelingRij:
    """One judged P as the pages and a report read it."""

    pk: int
    p: str
    extern: str
    intern: str
    oordeel: str
    toelichting: str
    bewust_geaccepteerd: str
    ideeen: list[tuple[int, int, str, str]] = field(
        default_factory=list
    )  # pk of the tie, pk, code and titel of the improvement

    @property
    def woord(self) -> str:
        return Beoordeling.Oordeel(self.oordeel).label

    @property
    def is_los(self) -> bool:
        """A difference that nobody dealt with yet."""
        is_verschil = self.oordeel == Beoordeling.Oordeel.VERSCHILT
        return is_verschil and not self.ideeen and not self.bewust_geaccepteerd.strip()


BEOORDELING = ("pk", "p", "extern", "intern", "oordeel", "toelichting", "bewust_geaccepteerd")
IDEE = ("pk", "verbetering_id", "verbetering__code", "verbetering__titel")


def beoordelingen_van(traject) -> dict[str, BeoordelingRij]:
    """P → its judgement with the improvements that were born from it; one query."""
    gevonden: dict[str, BeoordelingRij] = {}
    rijen = Beoordeling.objects.filter(traject=traject).order_by("pk", "ideeen__verbetering_id")
    for rij in rijen.values_list(*BEOORDELING, *(f"ideeen__{veld}" for veld in IDEE)):
        feiten, idee = rij[: len(BEOORDELING)], rij[len(BEOORDELING) :]
        beoordeling = gevonden.setdefault(feiten[1], BeoordelingRij(*feiten))
        if idee[0] is not None:
            beoordeling.ideeen.append(idee)
    return gevonden


def stand_per_p(traject) -> dict[str, tuple[str, bool]]:
    """P → its oordeel, and whether a difference is dealt with: an improvement, or consciously accepted. One query."""
    rijen = Beoordeling.objects.filter(traject=traject).annotate(aantal=Count("ideeen"))
    feiten = rijen.values_list("p", "oordeel", "aantal", "bewust_geaccepteerd")
    return {p: (oordeel, bool(aantal or reden.strip())) for p, oordeel, aantal, reden in feiten}


def afspraken_in_gebruik(formule) -> list[Afspraak]:
    return list(formule.afspraken.filter(is_actief=True))


def zesp_sessies(traject) -> list[Sessie]:
    return list(Sessie.objects.filter(traject=traject, soort=Sessie.Soort.ZES_P))


def te_kiezen(nu=None):
    """The formules one may choose; the one chosen now stays in the list when it is no longer used."""
    actief = Formule.objects.filter(is_actief=True)
    return actief | Formule.objects.filter(pk=nu) if nu else actief


def alle_formules() -> list[Formule]:
    """For the beheerder: in order, each with the number of zekerheden and afspraken and of the trajecten that chose it."""
    gekozen = Koppeling.objects.filter(formule=OuterRef("pk")).order_by().values("formule")
    return list(
        Formule.objects.annotate(
            aantal_afspraken=Count("afspraken"),
            aantal_trajecten=Coalesce(Subquery(gekozen.annotate(n=Count("pk")).values("n")), 0),
        ).order_by("volgorde", "naam")
    )
