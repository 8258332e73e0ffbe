"""How much fits in one document. Checked before the work: a plan beyond this would cost minutes and be read by nobody."""

GRENZEN = (
    ("verbeteringen", 500),
    ("KPI's", 100),
    ("metingen", 2_000),
    ("processtappen", 300),
    ("ervaringen in de klantreis", 400),
    ("leden van de projectgroep", 300),
    ("oordelen van specialisten", 3_000),
)
TEKENS = 3_000_000  # letters in all texts together, about a thousand pages


class TeGroot(Exception):
    """This plan does not fit in one document; `oorzaak` is a Dutch sentence for the screen."""

    def __init__(self, oorzaak: str):
        super().__init__(oorzaak)
        self.oorzaak = oorzaak


def bewaak(inhoud: dict, feiten: dict) -> None:
    """Raise TeGroot for the first kind of rows there is too much of."""
    kpis, reis = inhoud.get("kpis") or [], inhoud.get("klantreis") or {}
    aantallen = {
        "verbeteringen": len(inhoud.get("verbeteringen") or []),
        "KPI's": len(kpis),
        "metingen": sum(len(kpi.get("metingen") or []) for kpi in kpis),
        "processtappen": len((inhoud.get("proces") or {}).get("stappen") or []),
        "ervaringen in de klantreis": sum(len(fase.get("ervaringen") or []) for fase in reis.get("fasen") or []),
        "leden van de projectgroep": len(inhoud.get("projectgroep") or []),
        "oordelen van specialisten": sum(len(toets["oordelen"]) for toets in feiten["toetsen"]),
    }
    for wat, hoogstens in GRENZEN:
        if aantallen[wat] > hoogstens:
            raise TeGroot(
                f"Het plan heeft {aantallen[wat]} {wat}; in een document passen er hoogstens {hoogstens}. "
                "Voeg samen wat bij elkaar hoort en leg een nieuwe versie vast."
            )
    if (tekens := _tekens(inhoud) + _tekens(feiten)) > TEKENS:
        raise TeGroot(
            f"De teksten van het plan zijn samen {tekens // 1_000_000} miljoen tekens lang. "
            "Kort ze in en leg een nieuwe versie vast."
        )


def _tekens(waarde) -> int:
    if isinstance(waarde, str):
        return len(waarde)
    if isinstance(waarde, dict):
        return sum(map(_tekens, waarde.values()))
    return sum(map(_tekens, waarde)) if isinstance(waarde, list) else 0
