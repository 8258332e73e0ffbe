"""Every read of step 8 with a name; above all: what still stands in the way of a decision."""

from dataclasses import dataclass

from django.db.models import CharField, OuterRef, Subquery, Value

from toetsing.models import Oordeel
from toetsing.queries import Toetsbeeld
from trajecten.models import Deelname

from .models import Akkoord, Besluit, Overruling, Verwerking


def besluit_over(planversie) -> Besluit | None:
    return Besluit.objects.filter(planversie=planversie).select_related("door").first()


def besluiten_van(traject) -> list[Besluit]:
    """All decisions, newest version first."""
    besluiten = (
        Besluit.objects.filter(planversie__traject=traject).select_related("door", "planversie").defer("planversie__inhoud")
    )
    return list(besluiten.order_by("-planversie__nummer"))


def teammanagers(traject, planversie) -> list[dict]:
    """Every teammanager of now with the answer on this version (None: no answer yet), in one query."""
    antwoord = Akkoord.objects.filter(planversie=planversie, door=OuterRef("user")).order_by()
    velden = {naam: Subquery(antwoord.values(naam)[:1]) for naam in ("akkoord", "opmerking", "op")}
    rijen = Deelname.objects.filter(content_object=traject, permission__codename="teammanager", user__is_active=True)
    return list(rijen.annotate(**velden).order_by("id").values("user_id", "user__naam", *velden))


def akkoorden_bij(planversie) -> list[Akkoord]:
    return list(Akkoord.objects.filter(planversie=planversie).select_related("door"))


@dataclass(frozen=True)
class Antwoord:
    """What was done with one verdict: the answer to the remark, or the word of the proceseigenaar to go on."""

    oordeel_id: int
    verbetering_id: int
    waarde: str  # a Verwerking.Waarde, or "overruling"
    motivering: str
    door: str
    kind: str | None  # code of the improvement that grew from it

    def get_verwerking_display(self) -> str:
        return Verwerking.Waarde(self.waarde).label


def antwoorden_van(traject) -> tuple[dict[int, Antwoord], dict[int, Antwoord]]:
    """Per verdict its Verwerking and its Overruling, in one query."""
    van = {"oordeel__toets__ronde__traject": traject}
    verbetering = "oordeel__planregel__verbetering_id"
    verwerkt = Verwerking.objects.filter(**van).order_by()
    verwerkt = verwerkt.values_list("oordeel_id", verbetering, "verwerking", "motivering", "door__naam", "verbetering__code")
    overruled = Overruling.objects.filter(**van).order_by()
    niets = Value(None, output_field=CharField(null=True))
    overruled = overruled.values_list("oordeel_id", verbetering, Value("overruling"), "reden", "door__naam", niets)
    rijen = [Antwoord(*rij) for rij in verwerkt.union(overruled, all=True)]
    delen = [rij for rij in rijen if rij.waarde != "overruling"], [rij for rij in rijen if rij.waarde == "overruling"]
    return tuple({rij.oordeel_id: rij for rij in deel} for deel in delen)


class Verwerkbeeld:
    """All of step 8 about one version: the picture of step 7 and what was done with each remark (5 queries in all)."""

    def __init__(self, planversie, toetsing=None):
        self.planversie = planversie
        self.toetsing = toetsing or Toetsbeeld(planversie)
        self.verwerkingen, self.overrulings = antwoorden_van(planversie.traject)

    @classmethod
    def van_nieuwste(cls, traject) -> "Verwerkbeeld | None":
        toetsing = Toetsbeeld.van_nieuwste(traject)
        return cls(toetsing.planversie, toetsing) if toetsing else None

    @property
    def oordelen(self) -> list[Oordeel]:
        return self.toetsing.laatste

    @property
    def opmerkingen(self) -> list[Oordeel]:
        """What must or may be answered: each with its `verwerkt` and `overruled` row, or None."""
        rijen = [oordeel for oordeel in self.oordelen if oordeel.moet_verwerkt or oordeel.is_tip]
        for oordeel in rijen:
            oordeel.verwerkt = self.verwerkingen.get(oordeel.pk)
            oordeel.overruled = self.overrulings.get(oordeel.pk)
        return rijen

    @property
    def te_verwerken(self) -> list[Oordeel]:
        return [oordeel for oordeel in self.oordelen if oordeel.moet_verwerkt and oordeel.pk not in self.verwerkingen]

    @property
    def genegeerd(self) -> list[Oordeel]:
        """ "Niet akkoord" that was not taken over, on an improvement that is still in the plan, without the name of the proceseigenaar."""
        niet = Verwerking.Waarde.NIET_OVERGENOMEN
        return [
            oordeel
            for oordeel in self.oordelen
            if oordeel.oordeel == Oordeel.Waarde.NIET_AKKOORD
            and oordeel.regel
            and oordeel.pk not in self.overrulings
            and getattr(self.verwerkingen.get(oordeel.pk), "waarde", None) == niet
        ]

    @property
    def aangepast_zonder_opmerking(self) -> list:
        """Chosen improvements whose adjustment nobody judged and no processed remark asked for."""
        niet = Verwerking.Waarde.NIET_OVERGENOMEN
        gevraagd = {rij.verbetering_id for rij in self.verwerkingen.values() if rij.waarde != niet}
        gezien = {}
        for oordeel in self.toetsing.oordelen:
            gezien.setdefault(oordeel.regel.pk, set()).add(oordeel.planregel.sha256)
        for pk, vrijstelling in self.toetsing.vrij.items():
            gezien.setdefault(pk, set()).add(vrijstelling.planregel.sha256)
        return [
            regel
            for regel in self.toetsing.regels
            if regel.pk in gezien and regel.sha256 not in gezien[regel.pk] and regel.verbetering_id not in gevraagd
        ]

    @property
    def hindernissen(self) -> list[str]:
        """Why this version cannot be approved yet, each in one sentence. These rules can never be passed."""
        toetsing = self.toetsing
        zinnen = [f"{toets.discipline} heeft {_codes(regels)} nog niet beoordeeld." for toets, regels in toetsing.open]
        zinnen += [
            f"{o.toets.discipline} vroeg meer informatie over {o.regel.code} en heeft nog niet geoordeeld. Vraag een hertoets."
            for o in toetsing.wacht_op_informatie
        ]
        if regels := toetsing.ongevraagd:
            zinnen.append(f"{_codes(regels)} {'is' if len(regels) == 1 else 'zijn'} nog door niemand beoordeeld.")
        zinnen += [
            f"{regel.code} is aangepast zonder dat een opmerking daarom vroeg. Vraag een hertoets."
            for regel in self.aangepast_zonder_opmerking
        ]
        zinnen += [
            f"De opmerking van {o.toets.discipline} over {o.planregel.code} is nog niet verwerkt." for o in self.te_verwerken
        ]
        zinnen += [
            f"{o.toets.discipline} is niet akkoord met {o.regel.code} en de opmerking is niet overgenomen. Neem {o.regel.code} niet op, "
            "of laat de proceseigenaar vastleggen waarom het toch doorgaat."
            for o in self.genegeerd
        ]
        return zinnen


def hindernissen(planversie) -> list[str]:
    return Verwerkbeeld(planversie).hindernissen


def _codes(regels) -> str:
    codes = [regel.code for regel in regels]
    return codes[0] if len(codes) == 1 else f"{', '.join(codes[:-1])} en {codes[-1]}"
