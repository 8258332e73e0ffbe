"""Small translations from frozen values (JSON: dates and numbers are text) to what a reader sees."""

from datetime import date
from decimal import Decimal, InvalidOperation

from ui.opmaak import datum, datum_kort, euro

STAPPEN = {
    1: "de projectgroep",
    2: "de KPI's",
    3: "het huidige proces",
    4: "de klantreis",
    5: "de serviceformule en de 6 P's",
    6: "het verbeterplan",
    7: "de toetsing",
    8: "het bijstellen",
    10: "de evaluatie",
}
LANG = 500  # letters: from here a table row may be broken over two pages


def dag(iso) -> str:
    """4 september 2023; empty for None."""
    return datum(date.fromisoformat(iso[:10])) if iso else ""


def korte_dag(iso) -> str:
    """4 sep 2023; empty for None."""
    return datum_kort(date.fromisoformat(iso[:10])) if iso else ""


def decimaal(tekst) -> Decimal | None:
    try:
        waarde = Decimal(str(tekst))
    except InvalidOperation:
        return None
    return waarde.normalize() if waarde.is_finite() else None


def tel(aantal: int, enkel: str, meer: str) -> str:
    """1 verbetering, 12 verbeteringen."""
    return f"{aantal} {enkel if aantal == 1 else meer}"


def opsomming(delen) -> str:
    """a, b en c."""
    delen = [str(deel) for deel in delen]
    return delen[0] if len(delen) == 1 else f"{', '.join(delen[:-1])} en {delen[-1]}" if delen else ""


def kosten_in_woorden(eenmalig, jaarlijks) -> str:
    """€ 8.400 eenmalig, € 1.200 per jaar; empty when neither was written down."""
    delen = [
        f"{euro(bedrag)} {wanneer}"
        for bedrag, wanneer in ((eenmalig, "eenmalig"), (jaarlijks, "per jaar"))
        if bedrag is not None
    ]
    return ", ".join(delen)


def is_lang(*teksten) -> bool:
    """Is there so much text in this row that it must be allowed to go on on the next page?"""
    return any(len(tekst or "") > LANG or (tekst or "").count("\n") > 8 for tekst in teksten)


def besluit_is(regel: dict, waarde: str) -> bool:
    return regel.get("besluit") == waarde


def gekozen(inhoud: dict) -> list[dict]:
    """The chosen improvements, in the order of the plan."""
    return [regel for regel in inhoud.get("verbeteringen") or [] if besluit_is(regel, "opnemen")]
