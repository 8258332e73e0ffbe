"""Every read of step 9 with a name. One `overzicht` is the plan as it stands: for the page, the hash and the standing."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db import connection
from django.db.models import OuterRef, Subquery

from trajecten.models import Deelname, Lid
from trajecten.rollen import RECHTEN
from trajecten.vingerafdruk import sha256_van
from vaststelling.models import Besluit
from verbeterplan.models import Keuze, PlanRegel

from .models import Implementatieactie, ImplementatieVaststelling, Prioritering

VOLGORDE = ("overnemen", "later", None, "niet")  # how the plan reads; None: not decided yet
STANDAARD = ("opleiding", "documentatie")
WAT_TE_DOEN = "Vraag deze persoon om een toets (stap 7), of laat de projectleider de voortgang melden."


@dataclass
class Rij:
    """One improvement of the approved plan, with its decision and actions."""

    regel: PlanRegel
    prioritering: Prioritering | None = None
    plaats: int | None = None
    acties: list = field(default_factory=list)

    @property
    def besluit(self) -> str | None:
        return self.prioritering.besluit if self.prioritering else None


@dataclass
class Overzicht:
    """The implementatieplan of a traject as it stands now. `besluit` None: no version was approved yet."""

    besluit: Besluit | None
    rijen: list[Rij] = field(default_factory=list)
    standaard: dict = field(default_factory=lambda: {soort: [] for soort in STANDAARD})
    vaststelling: ImplementatieVaststelling | None = None

    @cached_property
    def inhoud(self) -> dict:
        """What the proceseigenaar fixes: decisions, order, actions, holders and dates."""
        return {
            "planversie": self.besluit.planversie.nummer,
            "plan_sha256": self.besluit.planversie.sha256,
            "verbeteringen": [
                {
                    "code": rij.regel.code,
                    "titel": rij.regel.titel,
                    "besluit": rij.besluit,
                    "reden": rij.prioritering.reden if rij.prioritering else "",
                    "plaats": rij.plaats,
                    "acties": [_feiten(actie) for actie in rij.acties],
                }
                for rij in self.rijen
            ],
        } | {soort: [_feiten(actie) for actie in self.standaard[soort]] for soort in STANDAARD}

    @cached_property
    def sha256(self) -> str:
        return sha256_van(self.inhoud) if self.besluit else ""

    @property
    def is_vastgesteld(self) -> bool:
        """Fixed by the proceseigenaar, and not changed since."""
        return bool(self.vaststelling) and self.vaststelling.sha256 == self.sha256

    @property
    def is_gewijzigd(self) -> bool:
        return bool(self.vaststelling) and not self.is_vastgesteld

    @property
    def is_vast_te_stellen(self) -> bool:
        """Everything is there, and it is not yet what was fixed."""
        return not self.ontbreekt and not self.is_vastgesteld

    @cached_property
    def ontbreekt(self) -> list[str]:
        """What is missing before it can be fixed ("klaar als" of step 9)."""
        if not self.besluit:
            return ["een verbeterplan dat de proceseigenaar heeft goedgekeurd (stap 8)"]
        zonder_besluit = [rij for rij in self.rijen if rij.besluit is None]
        zonder_actie = [rij for rij in self.rijen if rij.besluit == "overnemen" and not rij.acties]
        zonder_reden = [rij for rij in self.rijen if rij.besluit == "later" and not (rij.acties or rij.prioritering.reden)]
        return [
            f"{zin} {opsomming(rij.regel.code for rij in rijen)}"
            for zin, rijen in (
                ("een besluit over", zonder_besluit),
                ("een actie met actiehouder en datums voor", zonder_actie),
                ("een reden of een datum bij later:", zonder_reden),
            )
            if rijen
        ]


def overzicht(traject) -> Overzicht:
    """The plan of step 9 in five queries, whatever the number of improvements.

    A decision belongs to the improvement: when a next version of the plan is approved it goes along to the new line.
    """
    besluiten = Besluit.objects.filter(planversie__traject=traject, besluit="goedgekeurd").order_by("-planversie__nummer")
    besluit = besluiten.select_related("planversie").defer("planversie__inhoud").first()
    if not besluit:
        return Overzicht(None)
    prioriteringen = {
        prio.planregel.verbetering_id: prio
        for prio in Prioritering.objects.filter(planregel__planversie__traject=traject).select_related("planregel")
    }
    plan = Overzicht(besluit)
    per_prioritering = {}
    for regel in opgenomen(besluit.planversie_id):
        rij = Rij(regel, prioriteringen.get(regel.verbetering_id))
        plan.rijen.append(rij)
        if rij.prioritering:
            per_prioritering[rij.prioritering.pk] = rij
    for actie in Implementatieactie.objects.filter(traject=traject).select_related("actiehouder"):
        if actie.soort in STANDAARD:
            plan.standaard[actie.soort].append(actie)
        elif actie.prioritering_id in per_prioritering:
            per_prioritering[actie.prioritering_id].acties.append(actie)
    plan.vaststelling = laatste_vaststelling(traject)
    _zet_op_volgorde(plan.rijen)
    return plan


def _zet_op_volgorde(rijen):
    """Adopted first, by rank; what is ranked gets its place 1…n, also when someone left a gap."""

    def sleutel(rij):
        rang = _rang(rij)
        return VOLGORDE.index(rij.besluit), rang is None, rang or 0, rij.regel.volgorde, rij.regel.pk

    rijen.sort(key=sleutel)
    geplaatst = [rij for rij in rijen if _rang(rij) is not None and rij.besluit != "niet"]
    for plaats, rij in enumerate(geplaatst, start=1):
        rij.plaats = plaats


def _rang(rij):
    return rij.prioritering.rang if rij.prioritering else None


def opgenomen(planversie_id):
    return PlanRegel.objects.filter(planversie=planversie_id, besluit=Keuze.Besluit.OPNEMEN).defer("inhoud")


def laatste_vaststelling(traject):
    return ImplementatieVaststelling.objects.filter(traject=traject).select_related("door").order_by("-op", "-id").first()


def vastgestelde_acties(traject) -> set[int]:
    """The actions in the plan that the proceseigenaar fixed last: what counts, whatever was changed afterwards."""
    vast = laatste_vaststelling(traject)
    if not vast:
        return set()
    regels = [regel["acties"] for regel in vast.inhoud["verbeteringen"] if regel["besluit"] != "niet"]
    regels += [vast.inhoud[soort] for soort in STANDAARD]
    return {actie["id"] for acties in regels for actie in acties}


def lidmaatschap(traject, gebruiker) -> Lid | None:
    return Lid.objects.filter(traject=traject, gebruiker=gebruiker, tot=None).order_by("-team").first()


def kunnen_melden(traject) -> set:
    """The people who may report progress in this traject: a holder who is not among them needs a sentence on the page."""
    rollen = RECHTEN["voortgang_melden"].rollen
    rijen = Deelname.objects.filter(content_object=traject, permission__codename__in=rollen)
    return set(rijen.values_list("user_id", flat=True))


def te_herinneren(dag):
    """Actions of which a reminder is due, by the partial index of what is still open; for one clock at a time."""
    rijen = Implementatieactie.objects.filter(herinner_op__lte=dag).order_by("herinner_op")
    rijen = rijen.select_related("traject", "actiehouder", "prioritering__planregel")
    return rijen.select_for_update(skip_locked=True, of=("self",)) if connection.vendor == "postgresql" else rijen


def prioritering_van(verbetering_id):
    """The newest decision about one improvement, whichever version of the plan it was made on."""
    rijen = Prioritering.objects.filter(planregel__verbetering=verbetering_id)
    return rijen.order_by("-planregel__planversie__nummer").first()


def is_definitief(planregel) -> bool:
    """Does this line belong to the newest approved version of its traject?"""
    nieuwste = (
        Besluit.objects.filter(planversie__traject=OuterRef("planversie__traject"), besluit="goedgekeurd")
        .order_by("-planversie__nummer")
        .values("planversie")[:1]
    )
    return PlanRegel.objects.filter(pk=planregel.pk, besluit=Keuze.Besluit.OPNEMEN, planversie=Subquery(nieuwste)).exists()


def _feiten(actie) -> dict:
    if actie.niet_nodig:
        return {"id": actie.pk, "niet_nodig": actie.niet_nodig}
    return {
        "id": actie.pk,
        "omschrijving": actie.omschrijving,
        "actiehouder": str(actie.actiehouder),
        "team": actie.team,
        "start": actie.start.isoformat(),
        "eind": actie.eind.isoformat(),
    }


def opsomming(woorden) -> str:
    """V1, V2 en V3."""
    woorden = [str(woord) for woord in woorden]
    return " en ".join([", ".join(woorden[:-1]), woorden[-1]]) if len(woorden) > 1 else "".join(woorden)
