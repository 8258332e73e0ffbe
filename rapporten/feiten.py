"""The facts that belong to one frozen version: what specialists, teammanagers and the proceseigenaar said about it.

Plain values, ready for JSON, so that their hash says whether a document that was made still tells the whole story.
"""

from collections import defaultdict

from trajecten.models import Poortbesluit
from vaststelling.models import Akkoord, Besluit
from verbeterplan.models import PlanRegel, Planstatus, PlanVersie

from .oordelen import dag_van, toetsen_van, vrijstellingen_van

# What the plan is called after each status; the proceseigenaar's word weighs most.
STATUSSEN = (
    (Planstatus.Waarde.GOEDGEKEURD, "Definitief", "definitief"),
    (Planstatus.Waarde.TERUGGESTUURD, "Teruggestuurd", "let_op"),
    (Planstatus.Waarde.TER_TOETSING, "Ter toetsing", "toetsing"),
)
LAATSTE_STAP = 8  # a gate that was passed later says nothing about the plan


def feiten_bij(versie: PlanVersie) -> dict:
    """Everything bound to this version, as plain values. A fixed number of queries, whatever the number of rows."""
    versies = list(
        PlanVersie.objects.filter(traject=versie.traject_id, nummer__lte=versie.nummer)
        .select_related("door")
        .defer("inhoud")
    )
    statussen = defaultdict(set)
    for planversie, status in Planstatus.objects.filter(planversie__in=versies).values_list("planversie_id", "status"):
        statussen[planversie].add(status)
    woord, soort = status_van(statussen[versie.pk])
    return {
        "nummer": versie.nummer,
        "datum": dag_van(versie.op),
        "door": str(versie.door),
        "sha256": versie.sha256,
        "status": woord,
        "status_soort": soort,
        "versies": _versies(versies, statussen),
        "toetsen": toetsen_van(versies),
        "vrijstellingen": vrijstellingen_van(versies),
        "akkoorden": [_akkoord(rij) for rij in Akkoord.objects.filter(planversie=versie).select_related("door")],
        "besluit": _besluit(versie),
        "poorten": [
            {"stap": rij.stap, "reden": rij.reden, "nog_nodig": rij.nog_nodig, "door": str(rij.door), "op": dag_van(rij.op)}
            for rij in Poortbesluit.objects.filter(traject=versie.traject_id, stap__lte=LAATSTE_STAP).select_related("door")
        ],
    }


def status_van(statussen) -> tuple[str, str]:
    """The status of a version in a word, with its kind for the style sheet."""
    return next(((woord, soort) for status, woord, soort in STATUSSEN if status in statussen), ("Concept", "concept"))


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
                "datum": dag_van(versie.op),
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


def _akkoord(rij: Akkoord) -> dict:
    return {
        "naam": str(rij.door),
        "functie": rij.door.functie,
        "team": rij.door.team,
        "akkoord": rij.akkoord,
        "opmerking": rij.opmerking,
        "op": dag_van(rij.op),
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
        "op": dag_van(rij.op),
        "sha256": rij.sha256,
    }
