"""Chapters 2 to 5: what steps 1 to 3 brought, as it stood when the version was frozen."""

from collections import Counter, defaultdict
from datetime import date

from kpi.models import Kpi
from ui.grafieken import DRUK, conclusie_run, hoeveelheid, norm_tekst, run_chart, zwembanen_bladen
from ui.opmaak import getal

from .woorden import dag, decimaal, is_lang, korte_dag, opsomming, tel

OPDRACHT = (  # field, heading; after Weert's "Format 1" (S003). Risks and relations stand in chapter 13.
    ("aanleiding", "Aanleiding"),
    ("doelstelling", "Doelstelling"),
    ("resultaat", "Wat er aan het eind ligt"),
    ("aanpak", "Aanpak en planning"),
    ("budget", "Geld"),
    ("kanalen", "Voorkeurskanalen"),
    ("hoofdstappen", "Hoofdstappen volgens de procesafspraak"),
)
EIGENAREN = (("eigenaar_uitvoering", "uitvoering"), ("eigenaar_management", "management"), ("eigenaar_directie", "directie"))


def opdracht(inhoud: dict) -> dict:
    """Chapter 2. Fields that were left empty are named together in one sentence."""
    velden = inhoud.get("opdracht") or {}
    bevestigd = velden.get("bevestigd")
    return {
        "klantvraag": inhoud["traject"].get("klantvraag"),
        "delen": [(titel, velden[naam]) for naam, titel in OPDRACHT if velden.get(naam)],
        "scope": velden.get("scope"),
        "buiten_scope": velden.get("buiten_scope"),
        "eigenaren": [(woord, velden[naam]) for naam, woord in EIGENAREN if velden.get(naam)],
        "geldig_tot": dag(velden.get("geldig_tot")),
        "leeg": opsomming(titel.lower() for naam, titel in (*OPDRACHT[:3], ("scope", "scope")) if not velden.get(naam)),
        "bevestigd": f"{bevestigd['door']} heeft deze opdracht bevestigd op {dag(bevestigd['op'])}." if bevestigd else "",
    }


def projectgroep(inhoud: dict) -> dict:
    """Chapter 3: one row per person, with all roles together."""
    mensen = defaultdict(list)
    for lid in inhoud.get("projectgroep") or []:
        mensen[lid["naam"], lid.get("functie"), lid.get("team")].append(lid)
    rijen = [
        {
            "naam": naam,
            "functie": functie or "",
            "team": team or "",
            "rollen": opsomming(dict.fromkeys(lid["rol"] for lid in leden)),
            "is_extern": any(lid.get("is_extern") for lid in leden),
            "uren": sum(lid.get("capaciteit_uren") or 0 for lid in leden),
        }
        for (naam, functie, team), leden in mensen.items()
    ]
    return {"rijen": rijen, "uren": sum(rij["uren"] for rij in rijen), "met_team": any(rij["team"] for rij in rijen)}


def kpis(inhoud: dict) -> list[dict]:
    """Chapter 4 and appendix A."""
    rijen = []
    for kpi in inhoud.get("kpis") or []:
        norm, eenheid = decimaal(kpi["norm"]), kpi["eenheid"]
        metingen = [
            rij | {"getal": decimaal(rij["waarde"]) if rij["waarde"] is not None else None}
            for rij in kpi.get("metingen") or []
        ]
        nul = next((rij for rij in metingen if rij["fase"] == "nulmeting"), None)
        punten = [(date.fromisoformat(rij["datum"][:10]), rij["getal"]) for rij in metingen]
        nulmeting = (date.fromisoformat(nul["datum"][:10]), nul["getal"]) if nul and nul["getal"] is not None else None
        rijen.append(
            kpi
            | {
                "norm_in_woorden": norm_tekst(norm, kpi["operator"], eenheid),
                "nul": _meting(nul, eenheid) if nul else "",
                "streef": hoeveelheid(decimaal(kpi["streefwaarde"]), eenheid) if kpi.get("streefwaarde") is not None else "",
                "richting_woord": Kpi.Richting(kpi["richting"]).label,
                "waarden": [rij | {"dag": korte_dag(rij["datum"]), "gemeten": _meting(rij, eenheid)} for rij in metingen],
                "lang": is_lang(kpi.get("meetmethode"), kpi.get("naam")),
                "figuur": run_chart(
                    punten, norm, kpi["operator"], eenheid, nulmeting=nulmeting, breed=False, palet=DRUK,
                    titel=f"KPI {kpi['nummer']} {kpi['naam']}", id_=f"kpi-{kpi['nummer']}",
                ) if any(waarde is not None for _, waarde in punten) else "",
                "conclusie": conclusie_run(punten, norm, kpi["operator"], eenheid, nulmeting),
            }
        )  # fmt: skip
    return rijen


def _meting(rij, eenheid) -> str:
    waarde = "niet meetbaar" if rij["getal"] is None else hoeveelheid(rij["getal"], eenheid)
    return f"{waarde} ({getal(rij['n'])} gevallen)" if rij.get("n") else waarde


def proces(inhoud: dict) -> dict | None:
    """Chapter 5. Working days and calendar days are added up apart: together they mean nothing."""
    beschrijving = inhoud.get("proces")
    if not beschrijving:
        return None
    stappen = [
        stap
        | {
            "duur_tekst": hoeveelheid(decimaal(stap["duur"]), stap["duur_eenheid"]) if stap.get("duur") is not None else "",
            "waarmee": opsomming(filter(None, (stap.get("kanaal"), stap.get("systeem")))),
            "lang": is_lang(stap.get("knelpunt")),
        }
        for stap in beschrijving["stappen"]
    ]
    tekening = [
        {
            "nr": stap["volgorde"],
            "wat": stap["wat"],
            "wie": stap.get("wie") or "nog niet bekend",
            "duur_tekst": stap["duur_tekst"],
            "knelpunt": bool(stap.get("knelpunt")),
            "verspilling": stap.get("verspilling") or "",
        }
        for stap in stappen
    ]
    verspilling = Counter(stap["verspilling"] for stap in stappen if stap.get("verspilling"))
    geaccepteerd = beschrijving.get("geaccepteerd")
    return beschrijving | {
        "stappen": stappen,
        "totaal": _totaal(stappen),
        "zonder_duur": sum(not stap["duur_tekst"] for stap in stappen),
        "knelpunten": sum(bool(stap.get("knelpunt")) for stap in stappen),
        "verspilling": [f"{naam.lower()} ({tel(aantal, 'stap', 'stappen')})" for naam, aantal in verspilling.most_common()],
        "tekeningen": zwembanen_bladen(tekening, titel="Het huidige proces", id_="proces") if stappen else [],
        "geaccepteerd_zin": f"{geaccepteerd['door']} heeft de beschrijving geaccepteerd op {dag(geaccepteerd['op'])}."
        if geaccepteerd
        else "",
    }


def _totaal(stappen) -> str:
    per_eenheid = defaultdict(int)
    for stap in stappen:
        if stap["duur_tekst"]:
            per_eenheid[stap["duur_eenheid"]] += decimaal(stap["duur"])
    return opsomming(hoeveelheid(aantal, eenheid) for eenheid, aantal in per_eenheid.items())
