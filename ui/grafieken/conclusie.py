"""What a run chart says, in one or two sentences: the caption under it."""

from decimal import Decimal

from ui.grafieken.tekst import bruikbaar, datum_lang, hoeveelheid

OPERATOREN = {">": "meer dan {}", ">=": "{} of meer", "<": "minder dan {}", "<=": "{} of minder", "=": "precies {}"}
# "Net niet" is at most five percent of the norm away from it: a choice of ours, near enough to be worth a different word.
NET = Decimal("0.05")


def norm_tekst(norm, operator: str | None, eenheid: str = "") -> str:
    """The norm in words: ``95 % of meer``, ``minder dan 5 %``."""
    return OPERATOREN.get(operator or "", "{}").format(hoeveelheid(norm, eenheid))


def haalt_norm(waarde, norm, operator: str | None) -> bool | None:
    """Whether the figure meets the norm, taken literally (7 is not "meer dan 7"); None when that cannot be said."""
    w, n = bruikbaar(waarde), bruikbaar(norm)
    if w is None or n is None or operator not in OPERATOREN:
        return None
    return {">": w > n, ">=": w >= n, "<": w < n, "<=": w <= n, "=": w == n}[operator]


def geordend(punten) -> list[tuple]:
    """The points in order of date with unusable figures as None; points without a date are dropped."""
    return sorted(((d, bruikbaar(w)) for d, w in punten if d is not None), key=lambda p: p[0])


def waarde_van_nulmeting(nulmeting) -> Decimal | None:
    return bruikbaar(nulmeting[1] if isinstance(nulmeting, (tuple, list)) else nulmeting)


def conclusie_run(punten, norm=None, operator: str | None = None, eenheid: str = "", nulmeting=None) -> str:
    """The caption of a run chart: latest figure, the norm and whether it is met, the nulmeting; honest about few points."""
    alle = geordend(punten)
    bekend = [(d, w) for d, w in alle if w is not None]
    heeft_norm = bruikbaar(norm) is not None
    if not bekend:
        staart = f" De norm is {norm_tekst(norm, operator, eenheid)}." if heeft_norm else ""
        begin = "De metingen gaven geen bruikbaar cijfer." if alle else "Er is nog niet gemeten."
        return begin + staart
    datum, laatste = bekend[-1]
    zin = f"{hoeveelheid(laatste, eenheid)} op {datum_lang(datum)}"
    if heeft_norm:
        zin += f"; de norm is {norm_tekst(norm, operator, eenheid)}{_oordeel(laatste, bruikbaar(norm), operator)}"
    zinnen = [zin + "."]
    nul = waarde_van_nulmeting(nulmeting)
    if len(bekend) == 1:
        zinnen.append(
            "Dit is de nulmeting; een verloop is er nog niet."
            if nul is not None and nul == laatste
            else "Er is pas één meting: een verloop is er nog niet."
        )
    if nul is not None and not (len(bekend) == 1 and nul == laatste):
        zinnen.append(
            "Dat is gelijk aan de nulmeting." if nul == laatste else f"Bij de nulmeting was het {hoeveelheid(nul, eenheid)}."
        )
    if len(bekend) == 2:
        zinnen.append("Twee metingen zijn te weinig om van een trend te spreken.")
    if weg := len(alle) - len(bekend):
        zinnen.append(
            "Eén meting gaf geen bruikbaar cijfer." if weg == 1 else f"{weg} metingen gaven geen bruikbaar cijfer."
        )
    return " ".join(zinnen)


def _oordeel(laatste: Decimal, norm: Decimal | None, operator: str | None) -> str:
    gehaald = haalt_norm(laatste, norm, operator)
    if gehaald is None or norm is None:
        return ""
    if gehaald:
        return ": gehaald" if operator == "=" or laatste != norm else ": precies gehaald"
    return ": net niet gehaald" if abs(laatste - norm) <= abs(norm) * NET else ": niet gehaald"
