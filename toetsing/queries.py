"""Every read of step 7 with a name; above all: which verdicts count for a version."""

from dataclasses import dataclass, field

from verbeterplan.models import PlanRegel, Planstatus
from verbeterplan.queries import opgenomen_regels

from .models import Oordeel, Toets, Voorwaarde, Vrijstelling


def ingeleverde_oordelen(traject, tot_versie: int | None = None) -> list[Oordeel]:
    """Every verdict that was handed in, oldest round first."""
    oordelen = Oordeel.objects.filter(
        toets__ronde__traject=traject, toets__ingeleverd_op__isnull=False, toets__niet_van_toepassing=""
    )
    if tot_versie:
        oordelen = oordelen.filter(toets__ronde__planversie__nummer__lte=tot_versie)
    return list(
        oordelen.select_related("toets__discipline", "toets__specialist", "toets__ronde__traject", "planregel")
        .defer("planregel__inhoud")
        .order_by("toets__ronde__nummer", "planregel__volgorde", "toets__discipline__volgorde", "id")
    )


def laatste_oordelen(traject, tot_versie: int | None = None) -> list[Oordeel]:
    """Of each discipline the last verdict on each improvement, whatever text it was given on. An older one is replaced by it."""
    laatste = {(o.toets.discipline_id, o.planregel.verbetering_id): o for o in ingeleverde_oordelen(traject, tot_versie)}
    return sorted(laatste.values(), key=lambda o: (o.planregel.volgorde, o.toets.discipline.volgorde, o.pk))


def geldende_oordelen(planversie) -> list[Oordeel]:
    """The verdicts that count for this version: given on it, or on an earlier version where the improvement read the same.

    "The same" leaves out `aanpassing`, which answers a remark (step 8 checks that it does). Each gets `regel` (its PlanRegel in this
    version) and `overgenomen_uit` (the number of the earlier round, or None). A later verdict of the same discipline replaces an earlier.
    """
    return Toetsbeeld(planversie).oordelen


def open_toetsen(traject) -> list[Toets]:
    """Asked, not handed in, and still needed; with `alle_regels` the improvements that were asked."""
    klaar = Planstatus.objects.filter(planversie__traject=traject, status=Planstatus.Waarde.GOEDGEKEURD)
    tot = max(klaar.values_list("planversie__nummer", flat=True), default=0)
    toetsen = Toets.objects.filter(
        ronde__traject=traject, ingeleverd_op=None, niet_van_toepassing="", ronde__planversie__nummer__gt=tot
    )
    return list(
        toetsen.select_related("discipline", "specialist", "ronde__planversie", "ronde__door")
        .defer("ronde__planversie__inhoud")
        .prefetch_related("regels")
    )


def volgende(toets, planregel) -> str:
    """Where the specialist goes on after this one: the code of the next improvement without a verdict, or the hand-in button."""
    gedaan = set(toets.oordelen.values_list("planregel_id", flat=True))
    regels = list(toets.regels.defer("inhoud"))
    plaats = regels.index(planregel)
    nog = [regel.code for regel in regels[plaats + 1 :] + regels[:plaats] if regel.pk not in gedaan]
    return nog[0] if nog else "inleveren"


@dataclass
class Toetsbeeld:
    """All of step 7 about one version, in a constant number of queries (8)."""

    planversie: object
    regels: list[PlanRegel] = field(init=False)  # the chosen improvements
    oordelen: list[Oordeel] = field(init=False)  # those that count for this text
    laatste: list[Oordeel] = field(init=False)  # of each discipline the last, also on an older text
    open: list[tuple[Toets, list[PlanRegel]]] = field(init=False)  # asked and not answered, with the regels of this version
    vrij: dict[int, Vrijstelling] = field(init=False)  # regel → why no one needs to see it

    def __post_init__(self):
        versie = self.planversie
        self.regels = opgenomen_regels(versie)
        van = {regel.verbetering_id: regel for regel in self.regels}
        alle = ingeleverde_oordelen(versie.traject, versie.nummer)
        laatste, geldend = {}, {}
        for oordeel in alle:
            sleutel = oordeel.toets.discipline_id, oordeel.planregel.verbetering_id
            laatste[sleutel] = oordeel
            oordeel.regel = van.get(oordeel.planregel.verbetering_id)
            if oordeel.regel and oordeel.regel.kern_sha256 == oordeel.planregel.kern_sha256:
                oud = oordeel.planregel.planversie_id != versie.pk
                oordeel.overgenomen_uit = oordeel.toets.ronde.nummer if oud else None
                geldend[sleutel] = oordeel
        volgorde = lambda o: (o.planregel.volgorde, o.toets.discipline.volgorde, o.pk)  # noqa: E731
        self.laatste = sorted(laatste.values(), key=volgorde)
        self.oordelen = sorted(geldend.values(), key=volgorde)
        self.open = []
        for toets in open_toetsen(versie.traject):
            nog = [regel for rij in toets.regels.all() if (regel := van.get(rij.verbetering_id)) and regel.kern_sha256 == rij.kern_sha256]
            if nog and toets.ronde.planversie.nummer <= versie.nummer:
                self.open.append((toets, nog))
        vrijstellingen = Vrijstelling.objects.filter(
            planregel__verbetering__in=van, planregel__planversie__nummer__lte=versie.nummer
        )
        self.vrij = {}
        for rij in vrijstellingen.select_related("planregel", "door").defer("planregel__inhoud").order_by("planregel__planversie__nummer"):
            regel = van[rij.planregel.verbetering_id]
            if regel.kern_sha256 == rij.planregel.kern_sha256:
                rij.is_overgenomen = rij.planregel_id != regel.pk
                self.vrij[regel.pk] = rij

    def van_regel(self, regel) -> list[Oordeel]:
        return [oordeel for oordeel in self.oordelen if oordeel.regel.pk == regel.pk]

    @property
    def onbeoordeeld(self) -> list[PlanRegel]:
        """Chosen improvements that nobody judged and nobody exempted. A question for information is no judgement."""
        gezien = {oordeel.regel.pk for oordeel in self.oordelen if oordeel.is_beoordeling} | set(self.vrij)
        return [regel for regel in self.regels if regel.pk not in gezien]

    @property
    def ongevraagd(self) -> list[PlanRegel]:
        """Of these, the ones that nobody was asked about either."""
        gevraagd = {regel.pk for _, regels in self.open for regel in regels} | {o.regel.pk for o in self.oordelen}
        return [regel for regel in self.onbeoordeeld if regel.pk not in gevraagd]

    @property
    def wacht_op_informatie(self) -> list[Oordeel]:
        return [oordeel for oordeel in self.oordelen if not oordeel.is_beoordeling]

    @property
    def verlopen(self) -> list[Oordeel]:
        """Verdicts on an older text of an improvement that is still in the plan, and not given again on this text."""
        geldend = {oordeel.pk for oordeel in self.oordelen}
        return [oordeel for oordeel in self.laatste if oordeel.regel and oordeel.pk not in geldend]


def open_voorwaarden(traject, verbetering=None) -> list[Voorwaarde]:
    """Conditions that still stand open: of the last verdict of each discipline (a later verdict takes the place of an earlier)."""
    laatste = [o.pk for o in laatste_oordelen(traject) if verbetering is None or o.planregel.verbetering_id == verbetering.pk]
    return list(
        Voorwaarde.objects.filter(oordeel__in=laatste, gesloten_op=None).select_related(
            "oordeel__toets__discipline", "oordeel__toets__specialist", "oordeel__planregel"
        )
    )
