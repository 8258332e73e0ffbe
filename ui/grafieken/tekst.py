"""Words and numbers in charts: Dutch notation, measuring and breaking of text."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

HARD = "\u00a0"  # no-break space: a number and its unit stay together
MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
KORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
ENKELVOUD = {
    "dagen": "dag",
    "werkdagen": "werkdag",
    "minuten": "minuut",
    "seconden": "seconde",
    "weken": "week",
    "maanden": "maand",
    "uren": "uur",
}
GROOTST = Decimal(10) ** 15  # beyond this a figure is a typing error, not a measurement

# Advance widths of Source Sans 3 (regular) in thousandths of the font size, for U+0020 to U+007E.
_BREEDTES = (
    200, 289, 426, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350, 497, 497, 497, 497, 497, 497, 497,
    497, 497, 497, 249, 249, 497, 497, 497, 425, 847, 543, 588, 571, 615, 527, 494, 617, 652, 263, 479, 579, 486, 727,
    647, 664, 566, 664, 569, 534, 536, 645, 515, 786, 513, 476, 539, 303, 350, 303, 497, 500, 542, 504, 553, 456, 555,
    496, 292, 504, 544, 246, 247, 495, 255, 829, 547, 542, 555, 555, 347, 419, 338, 544, 467, 719, 446, 467, 425, 303,
    241, 303, 497,
)  # fmt: skip
_VET = 1.055  # the semibold and bold cuts are at most this much wider on running text


def bruikbaar(waarde) -> Decimal | None:
    """The figure as a Decimal, or None when it cannot be drawn (absent, no number, NaN, infinite, absurdly large)."""
    if waarde is None or isinstance(waarde, bool):
        return None
    try:
        d = waarde if isinstance(waarde, Decimal) else Decimal(str(waarde))
    except (InvalidOperation, ValueError):
        return None
    return d if d.is_finite() and abs(d) < GROOTST else None


def getal(waarde) -> str:
    """A number in Dutch notation: decimal comma, dots from 10.000 on, no trailing zeros, at most four decimals.

    >>> getal(Decimal("12345.50")), getal(Decimal("-0.5"))
    ('12.345,5', '−0,5')
    """
    d = bruikbaar(waarde)
    if d is None:
        return "onbekend"
    kort = f"{d:.4f}".rstrip("0").rstrip(".")
    if kort in ("-0", ""):
        kort = "0"
    heel, _, rest = kort.lstrip("-").partition(".")
    if len(heel) > 4:
        heel = f"{int(heel):,}".replace(",", ".")
    return ("\u2212" if kort.startswith("-") else "") + heel + (f",{rest}" if rest else "")


def hoeveelheid(waarde, eenheid: str = "") -> str:
    """A number with its unit, glued together: ``93 %``, ``4,6 werkdagen``, ``1 werkdag``, ``€ 1200``, ``7,8``."""
    tekst = getal(waarde)
    eenheid = " ".join((eenheid or "").split())
    if tekst == "onbekend" or eenheid.lower() in ("", "cijfer", "rapportcijfer", "aantal"):
        return tekst
    if eenheid.lower() in ("euro", "€"):
        return f"€{HARD}{tekst}"
    if tekst == "1":
        eenheid = ENKELVOUD.get(eenheid.lower(), eenheid)
    return f"{tekst}{HARD}{eenheid}"


def datum_lang(d: date) -> str:
    """``30 juni 2024``"""
    return f"{d.day}{HARD}{MAANDEN[d.month - 1]}{HARD}{d.year}"


def datum_kort(d: date) -> str:
    """``30 jun 2024``"""
    return f"{d.day}{HARD}{KORT[d.month - 1]}{HARD}{d.year}"


def maat(tekst: str, grootte: float, vet: bool = False) -> float:
    """Width in drawing units of a line of text, measured with the metrics of Source Sans 3; other scripts are estimated."""
    som = 0
    for teken in tekst:
        code = ord(teken)
        if 32 <= code <= 126:
            som += _BREEDTES[code - 32]
        elif code == 0xA0:
            som += 200
        elif code < 0x250:
            som += 540
        else:
            som += 1000 if code > 0x2E7F else 600
    return som * grootte / 1000 * (_VET if vet else 1)


def inkorten(tekst: str, breedte: float, grootte: float, vet: bool = False) -> str:
    """The text, cut with an ellipsis so that it is not wider than `breedte`."""
    if maat(tekst, grootte, vet) <= breedte:
        return tekst
    rest = breedte - maat("…", grootte, vet)
    einde = 0
    som = 0.0
    for einde, teken in enumerate(tekst):  # noqa: B007 - the position where it stopped fitting is what we want
        som += maat(teken, grootte, vet)
        if som > rest:
            break
    return tekst[:einde].rstrip(" \u00a0,.;:-") + "…"


def regels(tekst: str, breedte: float, grootte: float, maximum: int = 2, vet: bool = False) -> list[str]:
    """The text broken into at most `maximum` lines; too long a word is broken, what is left over gets an ellipsis."""
    uit: list[str] = []
    nu = ""
    woorden = tekst.split(" ") if tekst.strip() else []
    woorden = [w for w in woorden if w]
    plek = 0
    while plek < len(woorden):
        woord = woorden[plek]
        proef = f"{nu} {woord}" if nu else woord
        if maat(proef, grootte, vet) <= breedte:
            nu, plek = proef, plek + 1
            continue
        if len(uit) == maximum - 1:  # the last line: the rest goes here and is cut
            rest = " ".join(([nu] if nu else []) + woorden[plek:])
            return [*uit, inkorten(rest, breedte, grootte, vet)]
        if nu:
            uit.append(nu)
            nu = ""
            continue
        kop, staart = _breek_woord(woord, breedte, grootte, vet)
        uit.append(kop)
        woorden[plek] = staart
    return [*uit, nu] if nu else uit


def _breek_woord(woord: str, breedte: float, grootte: float, vet: bool) -> tuple[str, str]:
    """Break one over-long word, after ``-`` or ``/`` where it has one, otherwise anywhere with a hyphen."""
    past = 1
    while past < len(woord) and maat(woord[: past + 1] + "-", grootte, vet) <= breedte:
        past += 1
    past = max(1, min(past, len(woord) - 1))
    for teken in range(past, past // 2, -1):
        if woord[teken - 1] in "-/_.":
            return woord[:teken], woord[teken:]
    if len(woord) > 6:
        past = max(1, min(past, len(woord) - 3))
        past = next((i for i in range(past, 2, -1) if _lettergreep(woord, i)), past)
    return woord[:past] + "-", woord[past:]


def _lettergreep(woord: str, i: int) -> bool:
    """Whether a syllable may start at `i`: a consonant before a vowel, not inside ch, th or ph. Rough, but good enough."""
    klinkers = "aeiouyéëïöüáóè"
    return (
        woord[i].isalpha()
        and woord[i] not in klinkers
        and woord[i + 1 : i + 2] in tuple(klinkers)
        and woord[i - 1 : i + 1].lower() not in ("ch", "th", "ph", "-")
    )


def schoon(tekst) -> str:
    """One line of text without control characters that XML forbids (a pasted form feed would make the drawing invalid)."""
    heel = "".join(t for t in str("" if tekst is None else tekst) if t in "\t\n\r" or _mag_in_xml(ord(t)))
    return " ".join(heel.split())


def _mag_in_xml(code: int) -> bool:
    return 0x20 <= code <= 0xD7FF and not 0x7F <= code <= 0x9F or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF


def opsomming(delen: Sequence[str]) -> str:
    """``a, b en c``"""
    return delen[0] if len(delen) == 1 else ", ".join(delen[:-1]) + " en " + delen[-1] if delen else ""
