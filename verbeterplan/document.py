"""A frozen version as a readable document: chapters with their rows, from the frozen content alone."""

from decimal import Decimal

from kpi.models import Kpi
from ui.opmaak import getal

from .models import Keuze, PlanVersie
from .register import stappen_in_woorden

MOEITE = {1: "heel weinig", 2: "weinig", 3: "redelijk", 4: "veel", 5: "heel veel"}
EFFECT = {1: "heel klein", 2: "klein", 3: "redelijk", 4: "groot", 5: "heel groot"}
OPDRACHT = {
    "aanleiding": "Aanleiding",
    "doelstelling": "Doelstelling",
    "resultaat": "Resultaat",
    "scope": "Wat hoort erbij",
    "buiten_scope": "Wat hoort er niet bij",
    "aanpak": "Aanpak en planning",
    "budget": "Geld",
    "risicos": "Risico's",
    "relaties": "Samenhang met andere projecten",
}
EMOTIE = {-2: "boos", -1: "ontevreden", 0: "neutraal", 1: "tevreden", 2: "blij"}


def document(versie: PlanVersie) -> dict:
    """What `verbeterplan/_document.html` needs; no query, since `versie.inhoud` holds everything."""
    inhoud = versie.inhoud
    kpis = {kpi["nummer"]: kpi for kpi in inhoud["kpis"]}
    regels = [_regel(regel, kpis, inhoud["bronnen"].get(regel["code"], [])) for regel in inhoud["verbeteringen"]]
    gekozen = [regel for regel in regels if regel["besluit"] == Keuze.Besluit.OPNEMEN]
    groepen = [
        ("quick-wins", "Quick wins", [r for r in gekozen if r["termijn"] == Keuze.Termijn.QUICK_WIN]),
        ("lange-termijn", "Lange termijn", [r for r in gekozen if r["termijn"] == Keuze.Termijn.LANGE_TERMIJN]),
        ("niet-opgenomen", "Niet opgenomen of geparkeerd", [r for r in regels if r not in gekozen]),
    ]
    return {
        "versie": versie,
        "inhoud": inhoud,
        "opdracht": [(kop, inhoud["opdracht"][naam]) for naam, kop in OPDRACHT.items() if inhoud["opdracht"].get(naam)],
        "kpis": [_kpi(kpi) for kpi in inhoud["kpis"]],
        "reis": _reis(inhoud["klantreis"]),
        "groepen": [groep for groep in groepen if groep[2]],
        "aantal_gekozen": len(gekozen),
        "aantal": len(regels),
        "kosten": [
            (woord, sum((Decimal(r[naam]) for r in gekozen if r[naam] is not None), Decimal(0)))
            for woord, naam in (("eenmalig", "kosten_eenmalig"), ("per jaar", "kosten_jaarlijks"))
        ],
    }


def _regel(regel, kpis, bronnen) -> dict:
    return regel | {
        "besluit_woord": Keuze.Besluit(regel["besluit"]).label,
        "herkomst_woord": stappen_in_woorden({rij["stap"] for rij in regel["herkomst"]}),
        "toelichtingen": [rij["toelichting"] for rij in regel["herkomst"] if rij["toelichting"]],
        "kpi_namen": [f"KPI {nummer} {kpis[nummer]['naam']}" for nummer in regel["kpis"] if nummer in kpis],
        "effect_woord": f"{regel['effect']} van 5, {EFFECT[regel['effect']]}" if regel["effect"] else "",
        "moeite_woord": f"{regel['moeite']} van 5, {MOEITE[regel['moeite']]}" if regel["moeite"] else "",
        "bronnen": bronnen,
    }


def _kpi(kpi) -> dict:
    nul = next((meting for meting in kpi["metingen"] if meting["fase"] == "nulmeting"), None)
    nulmeting = "nog niet gemeten"
    if nul:
        nulmeting = "niet meetbaar" if nul["waarde"] is None else _hoeveel(nul["waarde"], kpi)
    return kpi | {
        "norm_woord": f"{Kpi.Operator(kpi['operator']).label} {_hoeveel(kpi['norm'], kpi)}",
        "nulmeting": nulmeting,
        "streef": _hoeveel(kpi["streefwaarde"], kpi) if kpi["streefwaarde"] is not None else "",
    }


def _hoeveel(waarde, kpi) -> str:
    return f"{getal(waarde)}{'%' if kpi['eenheid'] == '%' else ' ' + kpi['eenheid']}"


def _reis(reis) -> dict | None:
    if not reis:
        return None
    fasen = [
        fase | {"ervaringen": [rij | {"emotie_woord": EMOTIE.get(rij["emotie"], "")} for rij in fase["ervaringen"]]}
        for fase in reis.get("fasen", [])
    ]
    return reis | {"fasen": fasen}
