"""Every read of step 8 with a name; above all: what still stands in the way of a decision."""

from toetsing.models import Oordeel
from toetsing.queries import Toetsbeeld

from .models import Akkoord, Besluit, Overruling, Verwerking


def besluit_over(planversie) -> Besluit | None:
    return Besluit.objects.filter(planversie=planversie).select_related("door").first()


def besluiten_van(traject) -> list[Besluit]:
    """All decisions, newest version first."""
    besluiten = Besluit.objects.filter(planversie__traject=traject).select_related("door", "planversie").defer("planversie__inhoud")
    return list(besluiten.order_by("-planversie__nummer"))


def akkoorden_bij(planversie) -> list[Akkoord]:
    return list(Akkoord.objects.filter(planversie=planversie).select_related("door"))


class Verwerkbeeld:
    """All of step 8 about one version: the picture of step 7 and what was done with each remark (10 queries)."""

    def __init__(self, planversie):
        self.planversie = planversie
        self.toetsing = Toetsbeeld(planversie)
        self.oordelen = self.toetsing.laatste
        sleutels = [oordeel.pk for oordeel in self.oordelen]
        verwerkingen = Verwerking.objects.filter(oordeel__toets__ronde__traject=planversie.traject)
        self.verwerkingen = {rij.oordeel_id: rij for rij in verwerkingen.select_related("door", "verbetering", "oordeel__planregel")}
        overrulings = Overruling.objects.filter(oordeel__in=sleutels).select_related("door")
        self.overrulings = {rij.oordeel_id: rij for rij in overrulings}

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
        """"Niet akkoord" that was not taken over, on an improvement that is still in the plan, without the name of the proceseigenaar."""
        niet = Verwerking.Waarde.NIET_OVERGENOMEN
        return [
            oordeel
            for oordeel in self.oordelen
            if oordeel.oordeel == Oordeel.Waarde.NIET_AKKOORD
            and oordeel.regel
            and oordeel.pk not in self.overrulings
            and getattr(self.verwerkingen.get(oordeel.pk), "verwerking", None) == niet
        ]

    @property
    def aangepast_zonder_opmerking(self) -> list:
        """Chosen improvements whose adjustment nobody judged and no processed remark asked for."""
        gevraagd = {
            rij.oordeel.planregel.verbetering_id
            for rij in self.verwerkingen.values()
            if rij.verwerking != Verwerking.Waarde.NIET_OVERGENOMEN
        }
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
        zinnen = [
            f"{toets.discipline} heeft {_codes(regels)} nog niet beoordeeld." for toets, regels in toetsing.open
        ]
        zinnen += [
            f"{o.toets.discipline} vroeg meer informatie over {o.regel.code} en heeft nog niet geoordeeld. Vraag een hertoets."
            for o in toetsing.wacht_op_informatie
        ]
        if regels := toetsing.ongevraagd:
            zinnen.append(f"{_codes(regels)} {'is' if len(regels) == 1 else 'zijn'} nog door niemand beoordeeld.")
        zinnen += [f"{regel.code} is aangepast zonder dat een opmerking daarom vroeg. Vraag een hertoets." for regel in self.aangepast_zonder_opmerking]
        zinnen += [f"De opmerking van {o.toets.discipline} over {o.planregel.code} is nog niet verwerkt." for o in self.te_verwerken]
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
