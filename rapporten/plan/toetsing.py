"""Chapters 10 and 11: what the specialists said about the plan, and what was done with it."""

from collections import defaultdict

from .woorden import dag, gekozen, is_lang, korte_dag, kosten_in_woorden, opsomming

SOORT = {
    "akkoord": "goed",
    "akkoord_onder_voorwaarden": "let_op",
    "niet_akkoord": "fout",
    "meer_informatie": "info",
    "nvt": "info",
    "overgenomen": "goed",
    "deels": "let_op",
    "niet_overgenomen": "fout",
}
KORT = {
    "akkoord": "akkoord",
    "akkoord_onder_voorwaarden": "voorwaarden",
    "niet_akkoord": "niet akkoord",
    "meer_informatie": "vraag",
    "nvt": "n.v.t.",
}
MEESTE_KOLOMMEN = 7  # disciplines that fit beside each other on a page


def open_voorwaarden(feiten: dict) -> list[dict]:
    """Conditions that no specialist has closed yet."""
    return [
        {"code": rij["code"], "discipline": toets["discipline"], "tekst": rij["voorwaarde"]["tekst"]}
        for toets in feiten["toetsen"]
        for rij in toets["oordelen"]
        if rij["voorwaarde"] and not rij["voorwaarde"]["gesloten_op"]
    ]


def toetsing(inhoud: dict, feiten: dict) -> dict:
    """Chapter 10: an overview of who judged what, then every verdict per discipline, the conditions apart."""
    disciplines = defaultdict(list)
    for toets in feiten["toetsen"]:
        beoordeeld = {rij["code"] for rij in toets["oordelen"]}
        rijen = [oordeelrij(rij) for rij in toets["oordelen"]]
        disciplines[toets["discipline"]].append(
            toets
            | {
                "gevraagd_dag": korte_dag(toets["gevraagd_op"]),
                "deadline_dag": korte_dag(toets["deadline"]),
                "ingeleverd_dag": korte_dag(toets["ingeleverd_op"]),
                "rijen": rijen,
                "met_gevolg": any(rij["gevolg"] for rij in rijen),
                "open": opsomming(code for code in toets["gevraagd"] if code not in beoordeeld),
            }
        )
    return {
        "disciplines": dict(disciplines),
        "overzicht": _overzicht(inhoud, feiten, list(disciplines)),
        "voorwaarden": [
            _voorwaarderij(toets, rij) for toets in feiten["toetsen"] for rij in toets["oordelen"] if rij["voorwaarde"]
        ],
        "vrijstellingen": feiten["vrijstellingen"],
    }


def oordeelrij(rij) -> dict:
    weken = f"{rij['weken']} {'week' if rij['weken'] == 1 else 'weken'}" if rij["weken"] is not None else ""
    return rij | {
        "soort": SOORT[rij["oordeel"]],
        "gevolg": ", ".join(filter(None, (kosten_in_woorden(rij["kosten_eenmalig"], rij["kosten_jaarlijks"]), weken))),
        "lang": is_lang(rij["opmerking"], rij["alternatief"]),
    }


def _voorwaarderij(toets, rij) -> dict:
    voorwaarde = rij["voorwaarde"]
    return voorwaarde | {
        "code": rij["code"],
        "discipline": toets["discipline"],
        "gesloten_dag": korte_dag(voorwaarde["gesloten_op"]),
        "lang": is_lang(voorwaarde["tekst"], voorwaarde["bewijs"]),
    }


def _overzicht(inhoud, feiten, disciplines) -> dict | None:
    """Improvement × discipline, the last verdict counting; only when it fits the width of the page."""
    if not disciplines or len(disciplines) > MEESTE_KOLOMMEN:
        return None
    stand: dict[tuple[str, str], tuple[str, str]] = {}
    for toets in feiten["toetsen"]:  # per discipline the rounds come in order
        for code in toets["gevraagd"]:
            stand[code, toets["discipline"]] = ("", "n.v.t." if toets["niet_van_toepassing"] else "nog open")
        for rij in toets["oordelen"]:
            stand[rij["code"], toets["discipline"]] = (SOORT[rij["oordeel"]], KORT[rij["oordeel"]])
    vrij = {rij["code"] for rij in feiten["vrijstellingen"]}
    rijen = []
    for regel in gekozen(inhoud):
        vakken = [stand.get((regel["code"], naam)) for naam in disciplines]
        rijen.append(
            {
                "code": regel["code"],
                "titel": regel["titel"],
                "vakken": vakken,
                "vrij": not any(vakken) and regel["code"] in vrij,
            }
        )
    return {"kolommen": disciplines, "rijen": rijen}


def verwerking(feiten: dict) -> list[dict]:
    """Chapter 11: every remark that asked for an answer, with the answer; one without an answer shows as such."""
    rijen = []
    for toets in feiten["toetsen"]:
        for rij in toets["oordelen"]:
            if not (rij["moet_verwerkt"] or rij["verwerking"]):
                continue
            antwoord = rij["verwerking"]
            rijen.append(
                {
                    "code": rij["code"],
                    "van": toets["discipline"],
                    "oordeel": rij["woord"],
                    "opmerking": rij["opmerking"],
                    "soort": SOORT[antwoord["waarde"]] if antwoord else "let_op",
                    "woord": antwoord["woord"] if antwoord else "nog te verwerken",
                    "motivering": antwoord["motivering"] if antwoord else "",
                    "nieuw": antwoord["nieuw"] if antwoord else "",
                    "overruling": rij["overruling"],
                    "overruling_dag": dag(rij["overruling"]["op"]) if rij["overruling"] else "",
                    "lang": is_lang(rij["opmerking"], antwoord and antwoord["motivering"]),
                }
            )
    return rijen
