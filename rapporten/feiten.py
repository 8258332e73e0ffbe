"""The facts that belong to one frozen version: what specialists, teammanagers and the proceseigenaar said about it.

Plain values, ready for JSON, so that their hash says whether a document that was made still tells the whole story.
"""

from collections import defaultdict

from django.utils import timezone

from toetsing.models import Oordeel, Toets, Vrijstelling
from trajecten.models import Poortbesluit
from vaststelling.models import Akkoord, Besluit, Overruling, Verwerking
from verbeterplan.models import PlanRegel, Planstatus, PlanVersie

# What the plan is called after each status; the proceseigenaar's word weighs most.
STATUSSEN = (
    (Planstatus.Waarde.GOEDGEKEURD, "Definitief", "definitief"),
    (Planstatus.Waarde.TERUGGESTUURD, "Teruggestuurd", "let_op"),
    (Planstatus.Waarde.TER_TOETSING, "Ter toetsing", "toetsing"),
)
LAATSTE_STAP = 8  # a gate that was passed later says nothing about the plan


def feiten_bij(versie: PlanVersie) -> dict:
    """Everything bound to this version, as plain values. A fixed number of queries, whatever the number of rows."""
    versies = list(PlanVersie.objects.filter(traject=versie.traject_id, nummer__lte=versie.nummer).select_related("door").defer("inhoud"))
    statussen = defaultdict(set)
    for planversie, status in Planstatus.objects.filter(planversie__in=versies).values_list("planversie_id", "status"):
        statussen[planversie].add(status)
    woord, soort = status_van(statussen[versie.pk])
    return {
        "nummer": versie.nummer,
        "datum": _dag(versie.op),
        "door": str(versie.door),
        "sha256": versie.sha256,
        "status": woord,
        "status_soort": soort,
        "versies": _versies(versies, statussen),
        "toetsen": _toetsen(versies),
        "vrijstellingen": _vrijstellingen(versies),
        "akkoorden": [_akkoord(rij) for rij in Akkoord.objects.filter(planversie=versie).select_related("door")],
        "besluit": _besluit(versie),
        "poorten": [
            {"stap": rij.stap, "reden": rij.reden, "nog_nodig": rij.nog_nodig, "door": str(rij.door), "op": _dag(rij.op)}
            for rij in Poortbesluit.objects.filter(traject=versie.traject_id, stap__lte=LAATSTE_STAP).select_related("door")
        ],
    }


def status_van(statussen) -> tuple[str, str]:
    """The status of a version in a word, with its kind for the style sheet."""
    return next(((woord, soort) for status, woord, soort in STATUSSEN if status in statussen), ("Concept", "concept"))


def _dag(moment) -> str | None:
    """A moment as its day in Amsterdam (ISO); None stays None."""
    return timezone.localdate(moment).isoformat() if moment else None


def _versies(versies, statussen) -> list[dict]:
    """The history of versions, oldest first, each with what changed against the one before."""
    per_versie = defaultdict(dict)
    regels = PlanRegel.objects.filter(planversie__in=versies)
    for planversie, code, besluit, sha256 in regels.values_list("planversie_id", "code", "besluit", "sha256"):
        per_versie[planversie][code] = (besluit == "opnemen", sha256)
    rijen, vorige = [], None
    for versie in sorted(versies, key=lambda versie: versie.nummer):
        regels = per_versie[versie.pk]
        rijen.append(
            {
                "nummer": versie.nummer,
                "datum": _dag(versie.op),
                "door": str(versie.door),
                "status": status_van(statussen[versie.pk])[0],
                "wat": _verschil(vorige, regels),
            }
        )
        vorige = regels
    return rijen


def _verschil(vorige, nu) -> str:
    in_nu = {code for code, (is_gekozen, _) in nu.items() if is_gekozen}
    if vorige is None:
        return f"Eerste versie: {_tel(len(in_nu), 'verbetering', 'verbeteringen')} opgenomen."
    in_vorige = {code for code, (is_gekozen, _) in vorige.items() if is_gekozen}
    gewijzigd = sum(vorige[code][1] != nu[code][1] for code in in_nu & in_vorige)
    delen = ((len(in_nu - in_vorige), "nieuw"), (gewijzigd, "gewijzigd"), (len(in_vorige - in_nu), "vervallen"))
    zin = ", ".join(f"{aantal} {woord}" for aantal, woord in delen if aantal)
    return f"Verbeteringen: {zin}." if zin else "De verbeteringen zijn gelijk; andere gegevens zijn bijgewerkt."


def _tel(aantal, enkel, meer) -> str:
    return f"{aantal} {enkel if aantal == 1 else meer}"


def _toetsen(versies) -> list[dict]:
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
    overruled = {rij.oordeel_id: rij for rij in Overruling.objects.filter(oordeel__toets__ronde__planversie__in=versies).select_related("door")}
    rijen = Oordeel.objects.filter(toets__ronde__planversie__in=versies, toets__ingeleverd_op__isnull=False)
    for rij in rijen.select_related("planregel", "voorwaarde__gesloten_door"):
        oordelen[rij.toets_id].append(_oordeel(rij, verwerkt.get(rij.pk), overruled.get(rij.pk)))
    return [
        {
            "discipline": toets.discipline.naam,
            "specialist": str(toets.specialist),
            "ronde": toets.ronde.nummer,
            "versie": toets.ronde.planversie.nummer,
            "gevraagd_op": _dag(toets.ronde.op),
            "deadline": toets.ronde.deadline.isoformat(),
            "ingeleverd_op": _dag(toets.ingeleverd_op),
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
            "gesloten_op": _dag(voorwaarde.gesloten_op),
            "gesloten_door": str(voorwaarde.gesloten_door or ""),
        },
        "verwerking": verwerking
        and {
            "woord": verwerking.get_verwerking_display(),
            "waarde": verwerking.verwerking,
            "motivering": verwerking.motivering,
            "nieuw": f"{verwerking.verbetering.code} {verwerking.verbetering.titel}" if verwerking.verbetering else "",
        },
        "overruling": overruling and {"reden": overruling.reden, "door": str(overruling.door), "op": _dag(overruling.op)},
    }


def _bedrag(waarde) -> str | None:
    """Without trailing zeros, so that both databases give the same text and the same hash."""
    return None if waarde is None else format(waarde.normalize(), "f")


def _vrijstellingen(versies) -> list[dict]:
    """Improvements that no discipline needed to see. Said about an earlier version it still holds; the last word per code counts."""
    rijen = Vrijstelling.objects.filter(planregel__planversie__in=versies).select_related("planregel")
    rijen = rijen.order_by("planregel__planversie__nummer", "planregel__volgorde")
    return list({rij.planregel.code: {"code": rij.planregel.code, "titel": rij.planregel.titel, "reden": rij.reden} for rij in rijen}.values())


def _akkoord(rij: Akkoord) -> dict:
    return {
        "naam": str(rij.door),
        "functie": rij.door.functie,
        "team": rij.door.team,
        "akkoord": rij.akkoord,
        "opmerking": rij.opmerking,
        "op": _dag(rij.op),
        "sha256": rij.sha256,
    }


def _besluit(versie) -> dict | None:
    rij = Besluit.objects.filter(planversie=versie).select_related("door").first()
    return rij and {
        "naam": str(rij.door),
        "functie": rij.door.functie,
        "besluit": rij.besluit,
        "woord": rij.get_besluit_display(),
        "toelichting": rij.toelichting,
        "op": _dag(rij.op),
        "sha256": rij.sha256,
    }
