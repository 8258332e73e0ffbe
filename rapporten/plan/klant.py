"""Chapters 6 and 7: the voice of the klant, and what the serviceformule promises against what there is."""

from ui.grafieken import DRUK, emotiecurve
from ui.grafieken.emotie import WOORDEN

from .woorden import dag, is_lang, opsomming

EMOTIE_SOORT = {2: "goed", 1: "goed", 0: "info", -1: "let_op", -2: "fout"}
OORDEEL_SOORT = {"komt overeen": "goed", "komt deels overeen": "let_op", "verschilt": "fout"}


def klantreis(inhoud: dict) -> dict | None:
    """Chapter 6: own research with personas and a curve, or the alternative and why."""
    reis = inhoud.get("klantreis")
    if not reis:
        return None
    fasen = [
        {
            "naam": fase["naam"],
            "ervaringen": [
                rij
                | {
                    "emotie_woord": WOORDEN.get(rij["emotie"], "onbekend"),
                    "emotie_soort": EMOTIE_SOORT.get(rij["emotie"], "info"),
                    "lang": is_lang(rij.get("gedachte"), rij.get("citaat")),
                }
                for rij in fase["ervaringen"]
            ],
        }
        for fase in reis.get("fasen") or []
    ]
    lijn = [
        {
            "naam": fase["naam"],
            "ervaringen": [
                {
                    "tekst": rij["handeling"],
                    "emotie": rij["emotie"],
                    "persona": rij.get("persona") or "",
                    "beslissend": rij.get("is_moment_of_truth"),
                }
                for rij in fase["ervaringen"]
            ],
        }
        for fase in fasen
    ]
    aanvaard = reis.get("alternatief_aanvaard")
    alle = [rij for fase in fasen for rij in fase["ervaringen"]]
    return reis | {
        "fasen": fasen,
        "ervaringen": alle,
        "persoon_per_rij": len(reis.get("personas") or []) > 1,
        "onderzoek_zin": opsomming(
            rij["soort"].lower() + (f" ({rij['aantal']})" if rij["aantal"] else "") for rij in reis.get("onderzoek") or []
        ),
        "figuur": emotiecurve(lijn, palet=DRUK, titel="Hoe voelt de klant zich?", id_="emotie") if alle else "",
        "conclusie": _dieptepunten(alle),
        "aanvaard_zin": f"{aanvaard['door']} heeft dit aanvaard op {dag(aanvaard['op'])}." if aanvaard else "",
    }


def _dieptepunten(ervaringen) -> str:
    if not ervaringen:
        return ""
    laagste, hoogste = (keuze(ervaringen, key=lambda rij: rij["emotie"]) for keuze in (min, max))
    if laagste["emotie"] >= 0:
        return "Geen enkel moment maakt de klant ontevreden."
    zin = f"Het laagste punt ({WOORDEN[laagste['emotie']]}): {laagste['handeling']}."
    if hoogste["emotie"] > 0:
        zin += f" Het hoogste punt ({WOORDEN[hoogste['emotie']]}): {hoogste['handeling']}."
    return zin


def formule(inhoud: dict) -> dict | None:
    """Chapter 7."""
    gekozen = inhoud.get("serviceformule")
    if not gekozen:
        return None
    ps = [
        p
        | {
            "soort": OORDEEL_SOORT.get(p["oordeel"], "info"),
            "lang": is_lang(p.get("extern"), p.get("intern"), p.get("toelichting")),
        }
        for p in gekozen.get("p") or []
    ]
    return gekozen | {"p": ps, "verschillen": sum(p["soort"] != "goed" for p in ps)}
