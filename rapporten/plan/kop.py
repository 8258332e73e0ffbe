"""Cover, history and chapter 1."""

from collections import Counter

from django.utils.text import Truncator

from .toetsing import open_voorwaarden
from .woorden import dag, decimaal, gekozen, korte_dag, kosten_in_woorden, opsomming, tel

AANLEIDING = 600  # letters of the reason that the summary repeats; chapter 2 has it whole
BELANGRIJKSTE = 5


def kop(inhoud: dict, feiten: dict) -> dict:
    """What stands on the cover and in the running heads."""
    traject = inhoud["traject"]
    return {
        "titel": f"Verbeterplan {traject['titel']}",
        "ondertitel": Truncator(traject.get("klantvraag") or "").chars(140),
        "organisatie": traject["organisatie"],
        "versie": feiten["nummer"],
        "status": feiten["status"],
        "status_soort": feiten["status_soort"],
        "hash": feiten["sha256"],
        "datum": dag(feiten["datum"]),
        "feiten": [(naam, waarde) for naam, waarde in _feiten(inhoud, feiten) if waarde],
        "versies": [
            {"nr": rij["nummer"], "datum": korte_dag(rij["datum"]), "status": rij["status"], "wat": rij["wat"]}
            for rij in reversed(feiten["versies"])
        ],
        "lange_titel": len(traject["titel"]) > 70,
    }


def _feiten(inhoud, feiten):
    wie = {
        rol: opsomming(lid["naam"] for lid in inhoud.get("projectgroep") or [] if lid["rol"] == rol)
        for rol in ("Proceseigenaar", "Projectleider")
    }
    yield "Product of dienst", Truncator(inhoud["traject"].get("product") or "").chars(140)
    yield "Proceseigenaar", wie["Proceseigenaar"]
    yield "Projectleider", wie["Projectleider"]
    yield "Vastgelegd door", feiten["door"]
    if besluit := feiten["besluit"]:
        yield "Besluit", f"{besluit['woord'].capitalize()} door {besluit['naam']} op {dag(besluit['op'])}"
    voorwaarden = open_voorwaarden(feiten)
    if voorwaarden:
        codes = list(dict.fromkeys(rij["code"] for rij in voorwaarden))
        bij = opsomming(codes[:12]) + (" en meer" if len(codes) > 12 else "")
        yield "Open voorwaarden", f"{len(voorwaarden)}, bij {bij} (zie hoofdstuk 10)"
    elif feiten["toetsen"]:
        yield "Open voorwaarden", "geen"


def samenvatting(inhoud: dict, feiten: dict) -> dict:
    """At most one page: why, how much, the five that matter most, the money, and what is asked."""
    regels = inhoud.get("verbeteringen") or []
    in_plan = gekozen(inhoud)
    volgorde = sorted(in_plan, key=lambda regel: (-(regel.get("effect") or 0), regel.get("moeite") or 9))
    return {
        "aanleiding": Truncator((inhoud.get("opdracht") or {}).get("aanleiding") or "").chars(AANLEIDING),
        "telling": _telling(regels, in_plan),
        "belangrijkste": volgorde[:BELANGRIJKSTE],
        "van": len(in_plan),
        "kosten": kosten_zin(inhoud, feiten),
        "gevraagd": gevraagd_zin(feiten),
    }


def _telling(regels, in_plan) -> str:
    termijn = Counter(regel.get("termijn") for regel in in_plan)
    besluiten = Counter(regel.get("besluit") for regel in regels)
    soorten = f"{tel(termijn['quick_win'], 'quick win', 'quick wins')} en {termijn['lange_termijn']} voor de lange termijn"
    return (
        f"Verzameld: {tel(len(regels), 'idee', 'ideeën')}. Opgenomen in dit plan: {len(in_plan)}, namelijk {soorten}. "
        f"Niet opgenomen: {besluiten['niet_opnemen']}. Geparkeerd: {besluiten['parkeren']}."
    )


def kosten_zin(inhoud: dict, feiten: dict) -> str:
    """The money in one sentence; honest about what was not written down."""
    in_plan = gekozen(inhoud)
    eenmalig, jaarlijks = (_som(in_plan, veld) for veld in ("kosten_eenmalig", "kosten_jaarlijks"))
    genoemd = any(
        rij["kosten_eenmalig"] or rij["kosten_jaarlijks"] for toets in feiten["toetsen"] for rij in toets["oordelen"]
    )
    staart = " De specialisten noemen ook bedragen; die staan in hoofdstuk 12." if genoemd else ""
    if eenmalig is None and jaarlijks is None:
        return "Bij de gekozen verbeteringen zijn geen kosten vastgelegd." + staart
    zonder = sum(regel.get("kosten_eenmalig") is None and regel.get("kosten_jaarlijks") is None for regel in in_plan)
    rest = f" Bij {tel(zonder, 'verbetering', 'verbeteringen')} is geen bedrag ingevuld." if zonder else ""
    return f"De gekozen verbeteringen kosten samen {kosten_in_woorden(eenmalig, jaarlijks)}.{rest}{staart}"


def _som(regels, veld):
    """The total in euro; None when nobody filled in an amount."""
    bedragen = [decimaal(regel[veld]) or 0 for regel in regels if regel.get(veld) is not None]
    return sum(bedragen) if bedragen else None


def gevraagd_zin(feiten: dict) -> str:
    besluit = feiten["besluit"]
    if not besluit:
        return f"De proceseigenaar wordt gevraagd versie {feiten['nummer']} van dit verbeterplan goed te keuren."
    return f"{besluit['naam']} heeft dit plan op {dag(besluit['op'])} {besluit['woord']}."
