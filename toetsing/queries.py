"""Every read of step 7 with a name; above all: which verdicts count for a version."""

from functools import cached_property

from django.db.models import Exists, OuterRef, Subquery

from verbeterplan.models import Keuze, PlanRegel, Planstatus, PlanVersie

from .models import Oordeel, Toets, Voorwaarde, Vrijstelling


def ingeleverde_oordelen(traject, tot_versie: int | None = None) -> list[Oordeel]:
    """Every verdict that was handed in, oldest round first."""
    oordelen = Oordeel.objects.filter(
        toets__ronde__traject=traject, toets__ingeleverd_op__isnull=False, toets__niet_van_toepassing=""
    )
    if tot_versie:
        oordelen = oordelen.filter(toets__ronde__planversie__nummer__lte=tot_versie)
    return list(
        oordelen.select_related(
            "toets__discipline", "toets__specialist", "toets__ronde__traject", "planregel", "voorwaarde__gesloten_door"
        )
        .defer("planregel__inhoud", "toets__discipline__vragen", "toets__ronde__traject__stand")
        .order_by("toets__ronde__nummer", "planregel__volgorde", "toets__discipline__volgorde", "id")
    )


def laatste_oordelen(traject, tot_versie: int | None = None) -> list[Oordeel]:
    """Of each discipline the last verdict on each improvement, whatever text it was given on. An older one is replaced by it."""
    return _op_volgorde({_sleutel(oordeel): oordeel for oordeel in ingeleverde_oordelen(traject, tot_versie)})


def geldende_oordelen(planversie) -> list[Oordeel]:
    """The verdicts that count for this version: given on it, or on an earlier version where the improvement read the same.

    "The same" leaves out `aanpassing`, which answers a remark (step 8 checks that it does). Each gets `regel` (its PlanRegel in
    this version) and `overgenomen_uit` (the number of the earlier round, or None). A later verdict of the same discipline
    replaces an earlier.
    """
    return Toetsbeeld(planversie).oordelen


def toetsen_van(traject) -> list[Toets]:
    """All toetsen, oldest round first, in one query; each with `gevraagd` (its PlanRegels) and `is_voorbij` (approved since)."""
    goed = Planstatus.objects.filter(
        planversie__traject=traject,
        planversie__nummer__gte=OuterRef("toets__ronde__planversie__nummer"),
        status=Planstatus.Waarde.GOEDGEKEURD,
    )
    rijen = (
        Toets.regels.through.objects.filter(toets__ronde__traject=traject)
        .annotate(is_voorbij=Exists(goed))
        .select_related(
            "toets__discipline", "toets__specialist", "toets__ronde__planversie", "toets__ronde__door", "planregel"
        )
        .defer("toets__ronde__planversie__inhoud", "planregel__inhoud", "toets__discipline__vragen")
        .order_by("toets__ronde__nummer", "toets__discipline__volgorde", "toets_id", "planregel__volgorde")
    )
    toetsen: dict[int, Toets] = {}
    for rij in rijen:
        toets = toetsen.setdefault(rij.toets_id, rij.toets)
        toets.is_voorbij = rij.is_voorbij
        toets.__dict__.setdefault("gevraagd", []).append(rij.planregel)
    return list(toetsen.values())


def volgende(toets, planregel) -> str:
    """Where the specialist goes on after this one: the code of the next improvement without a verdict, or the hand-in button."""
    gedaan = set(toets.oordelen.values_list("planregel_id", flat=True))
    regels = list(toets.regels.defer("inhoud"))
    plaats = regels.index(planregel)
    nog = [regel.code for regel in regels[plaats + 1 :] + regels[:plaats] if regel.pk not in gedaan]
    return nog[0] if nog else "inleveren"


def _sleutel(oordeel):
    return oordeel.toets.discipline_id, oordeel.planregel.verbetering_id


def _op_volgorde(oordelen: dict) -> list[Oordeel]:
    return sorted(oordelen.values(), key=lambda o: (o.planregel.volgorde, o.toets.discipline.volgorde, o.pk))


class Toetsbeeld:
    """All of step 7 about one version, asked for when needed: four queries in all, whatever the number of rows."""

    def __init__(self, planversie, regels=None):
        self.planversie = planversie
        if regels is not None:
            self.regels = regels

    @classmethod
    def van_nieuwste(cls, traject) -> "Toetsbeeld | None":
        """The picture of the version that counts now; None when nothing was frozen yet. The version comes along in the same query."""
        nieuwste = PlanVersie.objects.filter(traject=traject).order_by("-nummer").values("pk")[:1]
        regels = cls._regels(planversie__in=nieuwste)
        if not regels:
            return None
        versie = regels[0].planversie
        versie.traject = traject
        return cls(versie, regels)

    @staticmethod
    def _regels(**waar) -> list[PlanRegel]:
        nieuwste = (
            PlanVersie.objects.filter(traject=OuterRef("planversie__traject")).order_by("-nummer").values("nummer")[:1]
        )
        regels = PlanRegel.objects.filter(besluit=Keuze.Besluit.OPNEMEN, **waar).annotate(nieuwste=Subquery(nieuwste))
        return list(regels.select_related("planversie__door", "verbetering").defer("planversie__inhoud", "inhoud"))

    @cached_property
    def regels(self) -> list[PlanRegel]:
        """The chosen improvements, in the order of the plan."""
        return self._regels(planversie=self.planversie)

    @property
    def nieuwste(self) -> int:
        """The number of the version that counts now (a version always has a chosen improvement)."""
        return self.regels[0].nieuwste

    @cached_property
    def _van(self) -> dict[int, PlanRegel]:
        return {regel.verbetering_id: regel for regel in self.regels}

    @cached_property
    def _alle(self) -> list[Oordeel]:
        alle = ingeleverde_oordelen(self.planversie.traject, self.planversie.nummer)
        for oordeel in alle:
            oordeel.regel = self._van.get(oordeel.planregel.verbetering_id)  # None: no longer in the plan
            oud = oordeel.planregel.planversie_id != self.planversie.pk
            oordeel.overgenomen_uit = oordeel.toets.ronde.nummer if oud else None
        return alle

    @cached_property
    def oordelen(self) -> list[Oordeel]:
        """Those that count for this text."""
        gelijk = [o for o in self._alle if o.regel and o.regel.kern_sha256 == o.planregel.kern_sha256]
        return _op_volgorde({_sleutel(oordeel): oordeel for oordeel in gelijk})

    @cached_property
    def laatste(self) -> list[Oordeel]:
        """Of each discipline the last, also on an older text."""
        return _op_volgorde({_sleutel(oordeel): oordeel for oordeel in self._alle})

    @cached_property
    def toetsen(self) -> list[Toets]:
        return toetsen_van(self.planversie.traject)

    @cached_property
    def open(self) -> list[tuple[Toets, list[PlanRegel]]]:
        """Asked and not answered: each with the improvements of this version that still read the same."""
        rijen = []
        for toets in self.toetsen:
            if not toets.is_open or toets.is_voorbij or toets.ronde.planversie.nummer > self.planversie.nummer:
                continue
            regels = [self._van[r.verbetering_id] for r in toets.gevraagd if r.verbetering_id in self._van]
            kernen = {regel.kern_sha256 for regel in toets.gevraagd}
            if nog := [regel for regel in regels if regel.kern_sha256 in kernen]:
                rijen.append((toets, nog))
        return rijen

    @cached_property
    def vrij(self) -> dict[int, Vrijstelling]:
        """regel → why no one needs to see it; carried over as long as the text is the same."""
        rijen = Vrijstelling.objects.filter(
            planregel__verbetering__in=self._van, planregel__planversie__nummer__lte=self.planversie.nummer
        )
        vrij = {}
        for rij in (
            rijen.select_related("planregel", "door").defer("planregel__inhoud").order_by("planregel__planversie__nummer")
        ):
            regel = self._van[rij.planregel.verbetering_id]
            if regel.kern_sha256 == rij.planregel.kern_sha256:
                vrij[regel.pk] = rij
        return vrij

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
    laatste = [
        o.pk for o in laatste_oordelen(traject) if verbetering is None or o.planregel.verbetering_id == verbetering.pk
    ]
    return list(
        Voorwaarde.objects.filter(oordeel__in=laatste, gesloten_op=None)
        .select_related("oordeel__toets__discipline", "oordeel__toets__specialist", "oordeel__planregel")
        .order_by("oordeel__planregel__volgorde", "id")
    )
