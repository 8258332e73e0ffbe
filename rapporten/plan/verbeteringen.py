"""Chapters 8 and 9: the improvements one by one, and what they change in the process."""

from ui.grafieken import DRUK, effect_moeite

from .woorden import STAPPEN, gekozen, is_lang, kosten_in_woorden, opsomming, tel

BESLUIT = {"niet_opnemen": ("fout", "niet opgenomen"), "parkeren": ("let_op", "geparkeerd")}


def verbeteringen(inhoud: dict) -> dict:
    """Chapter 8: quick wins, long term, and what stayed out with the reason."""
    kpis = {kpi["nummer"]: kpi["naam"] for kpi in inhoud.get("kpis") or []}
    bronnen = inhoud.get("bronnen") or {}
    regels = [_regel(regel, kpis, bronnen.get(regel["code"]) or []) for regel in gekozen(inhoud)]
    punten = [{"nr": rij["code"], "titel": rij["titel"], "effect": rij["effect"], "moeite": rij["moeite"]} for rij in regels]
    met_scores = [punt for punt in punten if punt["effect"] and punt["moeite"]]
    return {
        "quick_wins": [rij for rij in regels if rij["termijn"] == "quick_win"],
        "lange_termijn": [rij for rij in regels if rij["termijn"] != "quick_win"],
        "niet": [
            regel
            | {
                "herkomsten": _herkomsten(regel, bronnen.get(regel["code"]) or []),
                "lang": is_lang(regel.get("reden"), regel.get("omschrijving")),
            }
            | dict(zip(("soort", "woord"), BESLUIT.get(regel["besluit"], ("info", regel["besluit"])), strict=True))
            for regel in inhoud.get("verbeteringen") or []
            if regel["besluit"] != "opnemen"
        ],
        # Beyond this the numbers in the drawing can no longer be read apart.
        "figuur": effect_moeite(punten, palet=DRUK, id_="matrix") if met_scores and len(punten) <= 40 else "",
        "figuur_zin": _matrix_zin(met_scores),
        "zonder_scores": len(punten) - len(met_scores),
    }


def _matrix_zin(punten) -> str:
    snel = [punt["nr"] for punt in punten if punt["effect"] > 3 and punt["moeite"] < 3]
    if not snel:
        return "Geen van de verbeteringen geeft veel effect met weinig moeite."
    wie = opsomming(snel[:10]) + (" en meer" if len(snel) > 10 else "")
    return f"{wie} {'geeft' if len(snel) == 1 else 'geven'} veel effect met weinig moeite."


def _regel(regel, kpis, bronnen) -> dict:
    effect, moeite = regel.get("effect"), regel.get("moeite")
    return regel | {
        "effect": effect,
        "moeite": moeite,
        "lang": is_lang(regel.get("omschrijving"), regel.get("voor_inwoner"), regel.get("aanpassing")),
        "scores": f"effect {effect or 'niet ingeschat'}, moeite {moeite or 'niet ingeschat'} (van 1 tot 5)",
        "herkomsten": _herkomsten(regel, bronnen),
        "kpi_namen": [f"KPI {nummer} {kpis.get(nummer, '')}".strip() for nummer in regel.get("kpis") or []],
        "wie": opsomming(
            filter(
                None, (regel.get("team") and f"team {regel['team']}", regel.get("trekker") and f"trekker {regel['trekker']}")
            )
        ),
        "kosten": kosten_in_woorden(regel.get("kosten_eenmalig"), regel.get("kosten_jaarlijks")),
        "citaten": [
            {"tekst": bron["citaat"], "persona": bron.get("persona") or ""} for bron in bronnen if bron.get("citaat")
        ][:2],
    }


def _herkomsten(regel, bronnen) -> list[str]:
    """Where the idea came from: the very thing where that is known, else the step with the sentence written then."""
    zinnen = []
    for bron in bronnen:
        zin = f"Stap {bron['stap']}. {bron['wat']}"
        zinnen.append(f"{zin}. Knelpunt: {bron['knelpunt']}" if bron.get("knelpunt") else zin)
    bekend = {bron["stap"] for bron in bronnen}
    for rij in regel.get("herkomst") or []:
        if rij.get("toelichting"):
            zinnen.append(f"Stap {rij['stap']}. {rij['toelichting']}")
        elif rij["stap"] not in bekend:
            zinnen.append(f"Stap {rij['stap']}: {STAPPEN.get(rij['stap'], 'een andere stap')}")
    if regel.get("uit"):
        zinnen.append(f"Ontstaan uit {regel['uit']}")
    return list(dict.fromkeys(zinnen))


def gewenst_proces(inhoud: dict) -> dict:
    """Chapter 9: per step of today the improvements that were born there; the rest is named apart."""
    in_plan = gekozen(inhoud)
    per_plek: dict[str, list] = {}
    for regel in in_plan:
        for bron in (inhoud.get("bronnen") or {}).get(regel["code"]) or []:
            if bron["stap"] == 3:
                per_plek.setdefault(bron["wat"], []).append(regel)
    stappen = (inhoud.get("proces") or {}).get("stappen") or []
    rijen = [stap | {"verandert": per_plek.get(f"Processtap {stap['volgorde']}: {stap['wat']}", [])} for stap in stappen]
    geraakt = {regel["code"] for rij in rijen for regel in rij["verandert"]}
    aantal = sum(bool(rij["verandert"]) for rij in rijen)
    return {
        "rijen": rijen if geraakt else [],
        "zin": f"Van de {tel(len(rijen), 'stap', 'stappen')} {'verandert' if aantal == 1 else 'veranderen'} er {aantal}.",
        "overig": [regel for regel in in_plan if regel["code"] not in geraakt],
        "ideaal": (inhoud.get("klantreis") or {}).get("ideale_reis") or [],
    }
