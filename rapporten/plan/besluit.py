"""Chapters 12 to 14: money, risks, and what is asked of whom."""

from decimal import Decimal

from .toetsing import oordeelrij, open_voorwaarden
from .woorden import dag, decimaal, gekozen, is_lang, korte_dag, opsomming


def kosten(inhoud: dict, feiten: dict) -> dict:
    """Chapter 12: money of the plan with totals; the amounts of specialists apart, for they may count one thing twice."""
    in_plan = gekozen(inhoud)
    met_bedrag = [
        regel for regel in in_plan if regel.get("kosten_eenmalig") is not None or regel.get("kosten_jaarlijks") is not None
    ]
    per_kpi = [
        {
            "nummer": kpi["nummer"],
            "naam": kpi["naam"],
            "codes": [regel["code"] for regel in in_plan if kpi["nummer"] in (regel.get("kpis") or [])],
        }
        for kpi in inhoud.get("kpis") or []
    ]
    leden = inhoud.get("projectgroep") or []
    return {
        "rijen": met_bedrag,
        "zonder": opsomming(regel["code"] for regel in in_plan if regel not in met_bedrag),
        "eenmalig": _som(met_bedrag, "kosten_eenmalig"),
        "jaarlijks": _som(met_bedrag, "kosten_jaarlijks"),
        "specialisten": [
            oordeelrij(rij) | {"discipline": toets["discipline"], "ronde": toets["ronde"]}
            for toets in feiten["toetsen"]
            for rij in toets["oordelen"]
            if rij["kosten_eenmalig"] is not None or rij["kosten_jaarlijks"] is not None or rij["weken"] is not None
        ],
        "baten": [rij for rij in per_kpi if rij["codes"]],
        "zonder_verbetering": opsomming(f"KPI {rij['nummer']}" for rij in per_kpi if not rij["codes"]),
        "uren": sum(lid.get("capaciteit_uren") or 0 for lid in leden),
    }  # fmt: skip


def _som(regels, veld) -> Decimal:
    return sum((decimaal(regel[veld]) or Decimal(0) for regel in regels if regel.get(veld) is not None), Decimal(0))


def risicos(inhoud: dict, feiten: dict) -> dict:
    """Chapter 13: risks and relations of the opdracht, and the gates that were passed with a reason."""
    opdracht = inhoud.get("opdracht") or {}
    poorten = [rij | {"dag": korte_dag(rij["op"]), "lang": is_lang(rij["reden"])} for rij in feiten["poorten"]]
    return {"risicos": opdracht.get("risicos"), "relaties": opdracht.get("relaties"), "poorten": poorten}


def akkoord(inhoud: dict, feiten: dict) -> dict:
    """Chapter 14: what is asked, who agreed, what was decided, and on which text."""
    besluit = feiten["besluit"]
    in_plan = gekozen(inhoud)
    return {
        "nummer": feiten["nummer"],
        "sha256": feiten["sha256"],
        "quick_wins": sum(regel.get("termijn") == "quick_win" for regel in in_plan),
        "lange_termijn": sum(regel.get("termijn") != "quick_win" for regel in in_plan),
        "voorwaarden": open_voorwaarden(feiten),
        "akkoorden": [
            rij
            | {
                "wie": _wie(rij["naam"], rij["team"] or rij["functie"]),
                "dag": korte_dag(rij["op"]),
                "deze_tekst": rij["sha256"] == feiten["sha256"],
                "lang": is_lang(rij["opmerking"]),
            }
            for rij in feiten["akkoorden"]
        ],
        "besluit": besluit
        and besluit
        | {
            "wie": _wie(besluit["naam"], besluit["functie"]),
            "dag": dag(besluit["op"]),
            "soort": "goed" if besluit["besluit"] == "goedgekeurd" else "let_op",
            "deze_tekst": besluit["sha256"] == feiten["sha256"],
        },
    }


def _wie(naam, bij) -> str:
    return f"{naam}, {bij}" if bij and bij != naam else naam
