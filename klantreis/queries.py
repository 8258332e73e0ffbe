"""Every read of step 4, with a name."""

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from .models import Citaat, Ervaring, Fase, Klantreis, Persona, Respondent


def reis_van(traject) -> Klantreis | None:
    return Klantreis.objects.filter(traject=traject).select_related("alternatief_aanvaard_door").first()


@dataclass
class ErvaringRij:
    """One experience as the pages, the curve and a report read it."""

    pk: int
    handeling: str
    kanaal: str
    emotie: int
    gedachte: str
    citaat: str
    is_moment_of_truth: bool
    persona: str
    ideeen: list[tuple[int, int, str, str]] = field(
        default_factory=list
    )  # pk of the tie, pk, code and titel of the improvement

    @property
    def woord(self) -> str:
        return Ervaring.Emotie(self.emotie).label


@dataclass
class FaseRij:
    pk: int
    naam: str
    ervaringen: list[ErvaringRij] = field(default_factory=list)


ERVARING = ("pk", "handeling", "kanaal", "emotie", "gedachte", "citaat", "is_moment_of_truth", "persona__naam")
IDEE = ("pk", "verbetering_id", "verbetering__code", "verbetering__titel")


def fasen(reis) -> list[FaseRij]:
    """The phases in order, each with its experiences and what grew out of them; one query, whatever the number of rows."""
    velden = [f"ervaringen__{veld}" for veld in ERVARING] + [f"ervaringen__ideeen__{veld}" for veld in IDEE]
    volgorde = ("volgorde", "pk", "ervaringen__volgorde", "ervaringen__pk", "ervaringen__ideeen__verbetering_id")
    per_fase: dict[int, FaseRij] = {}
    per_ervaring: dict[int, ErvaringRij] = {}
    for pk, naam, *rest in reis.fases.order_by(*volgorde).values_list("pk", "naam", *velden):
        fase = per_fase.setdefault(pk, FaseRij(pk, naam))
        feiten, idee = rest[: len(ERVARING)], rest[len(ERVARING) :]
        if feiten[0] is None:
            continue
        if feiten[0] not in per_ervaring:
            per_ervaring[feiten[0]] = ErvaringRij(*feiten[:-1], persona=feiten[-1] or "")
            fase.ervaringen.append(per_ervaring[feiten[0]])
        if idee[0] is not None:
            per_ervaring[feiten[0]].ideeen.append(tuple(idee))
    return list(per_fase.values())


def respondenten(reis) -> list[Respondent]:
    """The people who were interviewed with what they said. Only for whoever may see raw interviews."""
    uitspraken = Citaat.objects.select_related("ervaring").order_by("id")
    return list(reis.respondents.prefetch_related(Prefetch("citaten", uitspraken)))


def met_tellingen(traject):
    """The klantreis with what the definition of done asks: one query."""
    gevuld = Exists(Ervaring.objects.filter(fase=OuterRef("pk")))
    fasen_ = Fase.objects.filter(klantreis=OuterRef("pk")).order_by().values("klantreis")
    return (
        Klantreis.objects.filter(traject=traject)
        .annotate(
            heeft_persona=Exists(Persona.objects.filter(klantreis=OuterRef("pk"))),
            aantal_fasen=fasen_.annotate(n=Count("pk")).values("n"),
            lege_fasen=fasen_.filter(~Q(gevuld)).annotate(n=Count("pk")).values("n"),
            heeft_ideaal=Exists(Klantreis.objects.filter(pk=OuterRef("pk"), idealestaps__isnull=False)),
        )
        .first()
    )
