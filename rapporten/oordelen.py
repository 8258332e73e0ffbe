"""The verdicts of specialists as plain values, each with its condition, its answer and an overruling when there is one."""

from collections import defaultdict

from django.utils import timezone

from toetsing.models import Oordeel, Toets, Vrijstelling
from vaststelling.models import Overruling, Verwerking


def dag_van(moment) -> str | None:
    """A moment as its day in Amsterdam (ISO); None stays None."""
    return timezone.localdate(moment).isoformat() if moment else None


def toetsen_van(versies) -> list[dict]:
    """Every toets on this version or an earlier one. A verdict counts from the moment it is handed in."""
    toetsen = (
        Toets.objects.filter(ronde__planversie__in=versies)
        .select_related("ronde__planversie", "discipline", "specialist")
        .defer("ronde__planversie__inhoud")
        .prefetch_related("regels")
        .order_by("discipline__volgorde", "discipline__naam", "ronde__nummer")
    )
    oordelen = defaultdict(list)
    verwerkt = _verwerkingen(versies)
    overruled = {
        rij.oordeel_id: rij
        for rij in Overruling.objects.filter(oordeel__toets__ronde__planversie__in=versies).select_related("door")
    }
    rijen = Oordeel.objects.filter(toets__ronde__planversie__in=versies, toets__ingeleverd_op__isnull=False)
    for rij in rijen.select_related("planregel", "voorwaarde__gesloten_door"):
        oordelen[rij.toets_id].append(_oordeel(rij, verwerkt.get(rij.pk), overruled.get(rij.pk)))
    return [
        {
            "discipline": toets.discipline.naam,
            "specialist": str(toets.specialist),
            "ronde": toets.ronde.nummer,
            "versie": toets.ronde.planversie.nummer,
            "gevraagd_op": dag_van(toets.ronde.op),
            "deadline": toets.ronde.deadline.isoformat(),
            "ingeleverd_op": dag_van(toets.ingeleverd_op),
            "niet_van_toepassing": toets.niet_van_toepassing,
            "gevraagd": [regel.code for regel in toets.regels.all()],
            "oordelen": oordelen[toets.pk],
        }
        for toets in toetsen
    ]


def _verwerkingen(versies) -> dict:
    rijen = Verwerking.objects.filter(oordeel__toets__ronde__planversie__in=versies).select_related("door", "verbetering")
    return {rij.oordeel_id: rij for rij in rijen}


def _oordeel(rij: Oordeel, verwerking, overruling) -> dict:
    voorwaarde = getattr(rij, "voorwaarde", None)
    return {
        "code": rij.planregel.code,
        "titel": rij.planregel.titel,
        "oordeel": rij.oordeel,
        "woord": rij.get_oordeel_display(),
        "moet_verwerkt": rij.moet_verwerkt,
        "opmerking": rij.opmerking,
        "grondslag": rij.grondslag,
        "alternatief": rij.alternatief,
        "kosten_eenmalig": _bedrag(rij.kosten_eenmalig),
        "kosten_jaarlijks": _bedrag(rij.kosten_jaarlijks),
        "weken": rij.weken,
        "voorwaarde": voorwaarde
        and {
            "tekst": voorwaarde.tekst,
            "bewijs": voorwaarde.bewijs,
            "gesloten_op": dag_van(voorwaarde.gesloten_op),
            "gesloten_door": str(voorwaarde.gesloten_door or ""),
        },
        "verwerking": verwerking
        and {
            "woord": verwerking.get_verwerking_display(),
            "waarde": verwerking.verwerking,
            "motivering": verwerking.motivering,
            "nieuw": f"{verwerking.verbetering.code} {verwerking.verbetering.titel}" if verwerking.verbetering else "",
        },
        "overruling": overruling and {"reden": overruling.reden, "door": str(overruling.door), "op": dag_van(overruling.op)},
    }


def _bedrag(waarde) -> str | None:
    """Without trailing zeros, so that both databases give the same text and the same hash."""
    return None if waarde is None else format(waarde.normalize(), "f")


def vrijstellingen_van(versies) -> list[dict]:
    """Improvements that no discipline needed to see. Said of an earlier version it still holds; the last word counts."""
    rijen = Vrijstelling.objects.filter(planregel__planversie__in=versies).select_related("planregel")
    rijen = rijen.order_by("planregel__planversie__nummer", "planregel__volgorde")
    return list(
        {
            rij.planregel.code: {"code": rij.planregel.code, "titel": rij.planregel.titel, "reden": rij.reden}
            for rij in rijen
        }.values()
    )
