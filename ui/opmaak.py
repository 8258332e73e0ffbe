"""How dates, numbers and words look on screen, in Dutch. Plain functions: templates use them as filters, lists call
them once per row."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils import timezone

MAANDEN = ["januari", "februari", "maart", "april", "mei", "juni"]
MAANDEN += ["juli", "augustus", "september", "oktober", "november", "december"]
MAANDEN_KORT = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
HARDE_SPATIE = "\u00a0"


def _plaatselijk(moment):
    """A datetime in local time; a date stays a date."""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def datum(moment):
    """4 september 2023; empty for None."""
    if not moment:
        return ""
    moment = _plaatselijk(moment)
    return f"{moment.day}{HARDE_SPATIE}{MAANDEN[moment.month - 1]} {moment.year}"


def datum_kort(moment):
    """4 sep 2023; empty for None."""
    if not moment:
        return ""
    moment = _plaatselijk(moment)
    return f"{moment.day}{HARDE_SPATIE}{MAANDEN_KORT[moment.month - 1]}{HARDE_SPATIE}{moment.year}"


def tijdstip(moment):
    """4 sep 2023, 14:32; empty for None."""
    if not moment:
        return ""
    moment = _plaatselijk(moment)
    return f"{datum_kort(moment)}, {moment.hour}:{moment.minute:02d}"


def over_dagen(dag, vandaag=None):
    """How far away a day is, in words: vandaag, morgen, over 3 dagen, 2 dagen te laat. Calendar days."""
    if not dag:
        return ""
    if isinstance(dag, datetime):
        dag = _plaatselijk(dag).date()
    dagen = (dag - (vandaag or _vandaag())).days
    if dagen < 0:
        return "1 dag te laat" if dagen == -1 else f"{-dagen} dagen te laat"
    return {0: "vandaag", 1: "morgen"}.get(dagen, f"over {dagen} dagen")


def _vandaag() -> date:
    return timezone.localdate()


def _decimaal(waarde):
    try:
        getal_ = Decimal(str(waarde))
    except InvalidOperation:
        return None
    return getal_ if getal_.is_finite() else None


def getal(waarde):
    """1.234,5: Dutch separators, no trailing zeros. What is no number comes back as it was."""
    if waarde is None or waarde == "":
        return ""
    decimaal = _decimaal(waarde)
    if decimaal is None:
        return waarde
    tekst = f"{decimaal:,f}"
    if "." in tekst:
        tekst = tekst.rstrip("0").rstrip(".")
    tekst = tekst.translate(str.maketrans(",.", ".,"))
    return "0" if tekst == "-0" else tekst.replace("-", "\u2212", 1)


def euro(waarde):
    """€ 1.250 or € 1.250,50: cents only when there are any."""
    decimaal = None if waarde is None or waarde == "" else _decimaal(waarde)
    if decimaal is None:
        return waarde or ""
    centen = decimaal.quantize(Decimal("0.01"))
    tekst = f"{abs(centen):,.2f}".removesuffix(".00").translate(str.maketrans(",.", ".,"))
    return f"€{HARDE_SPATIE}{'−' if centen < 0 else ''}{tekst}"


def zin(tekst):
    """The same text with its first letter in upper case."""
    tekst = str(tekst or "")
    return tekst[:1].upper() + tekst[1:]


def in_beeld(waarde):
    """Any stored value as a person would say it: ja, 4 september 2023, 12,5; "(leeg)" for nothing."""
    if waarde is None or waarde == "":
        return "(leeg)"
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, datetime):
        return tijdstip(waarde)
    if isinstance(waarde, date):
        return datum(waarde)
    return getal(waarde) if isinstance(waarde, Decimal | float) else str(waarde)
