"""The run chart of a KPI: measurements in time against the norm."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from ui.grafieken.conclusie import conclusie_run, geordend, haalt_norm, waarde_van_nulmeting
from ui.grafieken.doek import Doek
from ui.grafieken.palet import SCHERM, Palet
from ui.grafieken.schaal import maanden
from ui.grafieken.tekst import HARD, bruikbaar, datum_kort, datum_lang, getal, hoeveelheid, inkorten, schoon
from ui.grafieken.vlak import hoogten, indeling


def run_chart(
    punten: Iterable[tuple[date, Decimal | None]],
    norm: Decimal | None = None,
    operator: str | None = None,
    eenheid: str = "",
    gebeurtenissen: Iterable[tuple[date, str]] = (),
    nulmeting: Decimal | tuple[date, Decimal] | None = None,
    breed: bool = True,
    palet: Palet = SCHERM,
    *,
    titel: str = "Verloop van de metingen",
    id_: str,
) -> str:
    """Draw the measurements as a line; in the green band the norm is met, an open point does not meet it."""
    punten, merken = list(punten), sorted((d, schoon(t)) for d, t in gebeurtenissen if d is not None)
    alle = geordend(punten)
    bekend = [(d, w) for d, w in alle if w is not None]
    doek = Doek(760 if breed else 360, palet, id_, breed)
    uitleg = conclusie_run(punten, norm, operator, eenheid, nulmeting) + _opsomming(alle, merken, eenheid)
    if not bekend:
        doek.vak(0.5, 0.5, doek.breedte - 1, 99, palet.vlak, palet.raster, 1, r=8)
        woorden = "Nog geen metingen" if not alle else "Nog geen bruikbare metingen"
        doek.tekst(doek.breedte / 2, 55, woorden, 15, palet.zacht, anker="middle")
        return doek.svg(100, titel, uitleg)

    n, nul = bruikbaar(norm), waarde_van_nulmeting(nulmeting)
    letter = 14 if breed else 13
    vlak, stappen, rijen = indeling(doek, alle, bekend, n, nul, operator, eenheid, merken, letter)
    _as(doek, vlak, stappen, letter)
    _tijd(doek, vlak, alle, letter)
    _norm_vlak(doek, vlak, n, operator)
    _gebeurtenissen(doek, vlak, merken, rijen)
    _nulmeting(doek, vlak, nul, nulmeting, bekend, eenheid, letter)
    _lijn(doek, vlak, alle, n, operator, letter, breed)
    _labels(doek, vlak, bekend, n, operator, eenheid, letter)
    hoogte = vlak.onder + letter * 1.25 + 12
    if n is not None and operator:
        hoogte = _legenda(doek, hoogte + 14, letter - 1, operator != "=")
    return doek.svg(hoogte, titel, uitleg)


def _opsomming(alle, merken, eenheid: str) -> str:
    delen = [f"{datum_lang(d)}: {'geen cijfer' if w is None else hoeveelheid(w, eenheid)}" for d, w in alle[:40]]
    zin = f" Metingen: {'; '.join(delen)}{'; en nog meer' if len(alle) > 40 else ''}." if delen else ""
    if merken:
        zin += " Gebeurtenissen: " + "; ".join(f"{t or 'zonder naam'} ({datum_lang(d)})" for d, t in merken[:20]) + "."
    return zin


def _as(doek, vlak, stappen, letter) -> None:
    for s in stappen:
        y = vlak.y(s)
        doek.lijn(vlak.links, y, vlak.rechts, y, doek.palet.raster)
        doek.tekst(vlak.links - 8, y + letter * 0.34, getal(round(s, 8)), letter, doek.palet.zacht, anker="end")


def _tijd(doek, vlak, alle, letter) -> None:
    """The dates of the points themselves when they fit beside each other, otherwise calendar months."""
    y = vlak.onder + letter + 7
    eigen = [(vlak.x(d), datum_kort(d)) for d in dict.fromkeys(d for d, _ in alle)]
    vakken = [_binnen(doek, x, doek.maat(t, letter)) for x, t in eigen]
    if len(eigen) < 12 and all(b + 10 < c for (_, b), (c, _) in zip(vakken, vakken[1:], strict=False)):
        for (x, tekst), (a, b) in zip(eigen, vakken, strict=True):
            doek.lijn(x, vlak.onder, x, vlak.onder + 4, doek.palet.lijn)
            doek.tekst((a + b) / 2, y, tekst, letter, doek.palet.zacht, anker="middle")
        return
    merken = (
        maanden(vlak.van, vlak.tot, int((vlak.rechts - vlak.links) / (letter * 3.4)))
        if vlak.tot - vlak.van > timedelta(45)
        else []
    )
    if len(merken) < 2:
        merken = [(vlak.van, datum_kort(vlak.van)), (vlak.tot, datum_kort(vlak.tot))]
    einde = -99.0
    for d, naam in merken:
        a, b = _binnen(doek, vlak.x(d), doek.maat(naam, letter))
        doek.lijn(vlak.x(d), vlak.onder, vlak.x(d), vlak.onder + 4, doek.palet.lijn)
        if a > einde + 6:
            doek.tekst((a + b) / 2, y, naam, letter, doek.palet.zacht, anker="middle")
            einde = b


def _binnen(doek, midden: float, breedte: float) -> tuple[float, float]:
    a = max(2.0, min(midden - breedte / 2, doek.breedte - breedte - 2))
    return a, a + breedte


def _norm_vlak(doek, vlak, n, operator) -> None:
    """The band lies on the side where the norm is met: above for > and >=, below for < and <=; "precies" has a line only."""
    if n is None:
        return
    y = vlak.y(n)
    if operator in (">", ">="):
        doek.vak(vlak.links, vlak.boven, vlak.rechts - vlak.links, y - vlak.boven, doek.palet.goed_zacht, data_norm="boven")
    elif operator in ("<", "<="):
        doek.vak(vlak.links, y, vlak.rechts - vlak.links, vlak.onder - y, doek.palet.goed_zacht, data_norm="onder")
    doek.lijn(vlak.links, y, vlak.rechts, y, doek.palet.norm, 2, stroke_dasharray="7 5")


def _gebeurtenissen(doek, vlak, merken, rijen) -> None:
    for x, begin, tekst, rij in rijen:
        top = 16 + 18 * max(rij, 0)
        doek.lijn(x, top - 10 if tekst else vlak.boven, x, vlak.onder, doek.palet.lijn, 1.2, stroke_dasharray="2 3")
        if tekst:
            doek.tekst(begin, top, tekst, 13, doek.palet.zacht, rand=True)


def _nulmeting(doek, vlak, nul, nulmeting, bekend, eenheid, letter) -> None:
    """A nulmeting with a date is named at its point; without a date it is a dotted line: its place in time is unknown."""
    if nul is None:
        return
    datum = nulmeting[0] if isinstance(nulmeting, (tuple, list)) else next((d for d, w in bekend[:1] if w == nul), None)
    tekst = f"nulmeting {hoeveelheid(nul, eenheid)}"
    y = vlak.y(nul)
    if datum is None or not vlak.van <= datum <= vlak.tot:
        doek.lijn(vlak.links, y, vlak.rechts, y, doek.palet.zacht, 1.2, stroke_dasharray="1 4", stroke_linecap="round")
        doek.tekst(vlak.links + 8, y - 7, tekst, letter - 1, doek.palet.zacht, rand=True)
    elif len(bekend) > 1:  # a single point is labelled as the latest figure already
        x = max(vlak.links + 4, min(vlak.x(datum) + 4, vlak.rechts - doek.maat(tekst, letter - 1)))
        lijn = hoogten(vlak, bekend, x - 4, x + doek.maat(tekst, letter - 1) + 4)
        boven, onder = min([y, *lijn]) - 11, max([y, *lijn]) + letter + 7
        # On the side of the line where the label comes nearest to its point, and inside the plot.
        omlaag = onder <= vlak.onder - 3 and (onder - y < y - boven + 12 or boven < vlak.boven + 2)
        doek.tekst(x, onder if omlaag else boven, tekst, letter - 1, doek.palet.zacht, rand=True)


def _lijn(doek, vlak, alle, n, operator, letter, breed) -> None:
    """The line breaks where a measurement gave no figure."""
    stuk: list[str] = []
    straal = 5 if len(alle) < 30 else 3.2
    for d, w in [*alle, (None, None)]:
        if w is not None:
            stuk.append(f"{'L' if stuk else 'M'}{vlak.x(d):.1f} {vlak.y(w):.1f}")
            continue
        if len(stuk) > 1:
            doek.pad("".join(stuk), rand=doek.palet.accent, dikte=2.6, stroke_linejoin="round", stroke_linecap="round")
        stuk = []
        if d is not None:
            doek.tekst(vlak.x(d), vlak.onder - 5, "?", letter, doek.palet.zacht, vet=True, anker="middle")
    bekend = [(d, w) for d, w in alle if w is not None]
    for i, (d, w) in enumerate(bekend):
        r = straal + 1.6 if i == len(bekend) - 1 else straal
        vol = haalt_norm(w, n, operator) is not False
        doek.rond(vlak.x(d), vlak.y(w), r, doek.palet.accent if vol else doek.palet.papier, doek.palet.accent, 2.4)


def _labels(doek, vlak, bekend, n, operator, eenheid, letter) -> None:
    """The latest figure and the norm, right of the plot, pushed apart when they would touch."""
    palet, x = doek.palet, vlak.rechts + 13
    ruimte = doek.breedte - x
    label = hoeveelheid(bekend[-1][1], eenheid)
    getal_, _, eenheid_ = label.partition(HARD)
    past = doek.maat(label, letter + 1, True) <= ruimte or not eenheid_
    laatste = (
        [inkorten(label, doek.past(ruimte), letter + 1, True)]
        if past
        else [getal_, inkorten(eenheid_, doek.past(ruimte), letter - 1)]
    )
    y = vlak.y(bekend[-1][1]) + (letter + 1) * 0.34
    staart = letter * 1.15 if len(laatste) > 1 else 0.0
    if (
        vlak.x(bekend[-1][0]) < vlak.rechts - 40
    ):  # later events or a point in the middle: put the label beside the point itself
        x = vlak.x(bekend[-1][0]) + 13
    elif n is not None:
        # Their order follows the figures: the larger one on top.
        yn, nodig = vlak.y(n) + letter * 0.34, letter * 1.35
        if float(bekend[-1][1]) < float(n) or (bekend[-1][1] == n and staart):
            tekort = max(0.0, nodig - (y - yn))
            y, yn = y + tekort / 2, yn - tekort / 2
        else:
            tekort = max(0.0, nodig - (yn - y - staart))
            y, yn = y - tekort / 2, yn + tekort / 2
        _normlabel(doek, vlak, n, yn, letter)
    if n is not None and x != vlak.rechts + 13:
        _normlabel(doek, vlak, n, vlak.y(n) + letter * 0.34, letter)
    doek.tekst(x, y, laatste[0], letter + 1, palet.accent, vet=True, rand=True)
    for eenheid_ in laatste[1:]:
        doek.tekst(x, y + staart, eenheid_, letter - 1, palet.accent, rand=True)


def _normlabel(doek, vlak, n, y, letter) -> None:
    naam = inkorten(f"norm {getal(n)}", doek.past(doek.breedte - vlak.rechts - 14), letter, True)
    doek.tekst(vlak.rechts + 13, y, naam, letter, doek.palet.norm, vet=True)


def _legenda(doek, y, letter, met_vlak: bool) -> float:
    """What an open and a filled point and the band mean; on a phone one under the other when they do not fit."""
    palet, x = doek.palet, 10.0
    for soort, tekst in (("vol", "voldoet aan de norm"), ("open", "voldoet niet"), ("vlak", "hier is de norm gehaald"))[
        : 3 if met_vlak else 2
    ]:
        breedte = doek.maat(tekst, letter) + 36
        if x + breedte > doek.breedte:
            x, y = 10.0, y + letter * 1.6
        if soort == "vlak":
            doek.vak(x - 5, y - letter * 0.72, 16, letter * 0.85, palet.goed_zacht, palet.goed, 0.8, r=2)
        else:
            doek.rond(x + 2, y - letter * 0.33, 5, palet.accent if soort == "vol" else palet.papier, palet.accent, 2.2)
        doek.tekst(x + 17, y, tekst, letter, palet.zacht)
        x += breedte
    return y + 10
