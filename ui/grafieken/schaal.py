"""Axes: round numbers and calendar months."""

import math
from datetime import date

from ui.grafieken.tekst import KORT


def ronde_stappen(laag: float, hoog: float, aantal: int = 5) -> list[float]:
    """Round tick values that enclose `laag`…`hoog`; values that hardly differ get room on both sides."""
    if hoog - laag < 0.2 * max(abs(laag), abs(hoog)) or hoog == laag:
        speling = max(abs(laag), abs(hoog)) * 0.1 or 1.0
        laag, hoog = laag - speling, hoog + speling
    ruw = (hoog - laag) / max(aantal - 1, 1)
    macht = 10.0 ** math.floor(math.log10(ruw))
    stap = next(s * macht for s in (1, 2, 2.5, 5, 10) if s * macht >= ruw * 0.999)
    eerste, laatste = math.floor(laag / stap + 1e-9), math.ceil(hoog / stap - 1e-9)
    return [round(i * stap, 10) for i in range(eerste, laatste + 1)]


def maanden(van: date, tot: date, hoogstens: int) -> list[tuple[date, str]]:
    """First days of months between two dates, at most `hoogstens` of them; the first and each January name the year."""
    totaal = (tot.year - van.year) * 12 + tot.month - van.month + 1
    stap = next((s for s in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200) if totaal / s <= hoogstens), 6000)
    uit: list[tuple[date, str]] = []
    teller = van.year * 12 + van.month - 1
    teller += -teller % min(stap, 12)
    jaar = None
    while teller // 12 <= min(tot.year, 9999):
        d = date(teller // 12, teller % 12 + 1, 1)
        if d > tot:
            break
        if d >= van:
            naam = str(d.year) if stap >= 12 else KORT[d.month - 1] + (f" {d.year}" if d.year != jaar else "")
            uit.append((d, naam))
            jaar = d.year
        teller += stap
    return uit
