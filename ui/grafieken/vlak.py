"""The plot area of the run chart: how high, how wide, where a date and a figure lie."""

from dataclasses import dataclass
from datetime import date

from ui.grafieken.schaal import ronde_stappen
from ui.grafieken.tekst import getal, hoeveelheid, inkorten


@dataclass(frozen=True)
class Vlak:
    """The plot area and the way from a date and a figure to a place in it."""

    links: float
    rechts: float
    boven: float
    onder: float
    van: date
    tot: date
    laag: float
    hoog: float

    def x(self, d: date) -> float:
        dagen = (self.tot - self.van).days
        return self.links + (self.rechts - self.links) * ((d - self.van).days / dagen if dagen else 0.5)

    def y(self, w) -> float:
        return self.onder - (self.onder - self.boven) * (float(w) - self.laag) / (self.hoog - self.laag)


def indeling(doek, alle, bekend, n, nul, operator, eenheid, merken, letter):
    waarden = [float(w) for _, w in bekend] + [float(w) for w in (n, nul) if w is not None]
    if 0 < min(waarden) <= 0.45 * max(waarden):
        waarden.append(0.0)  # a large change is shown from zero, so that half looks like half
    stappen = ronde_stappen(min(waarden), max(waarden), 6 if doek.breedte > 500 else 5)
    grens = 100 if eenheid.strip() == "%" and max(waarden) <= 100 else None
    # The band needs to be seen: leave a step of room on its side, unless that would show more than a hundred percent.
    stap = stappen[1] - stappen[0]
    if n is not None and operator in (">", ">=") and stappen[-1] - float(n) < stap * 0.4:
        stappen.append(stappen[-1] + stap)
    if (
        n is not None
        and operator in ("<", "<=")
        and float(n) - stappen[0] < stap * 0.4
        and not (stappen[0] <= 0 <= min(waarden))
    ):
        stappen.insert(0, stappen[0] - stap)
    if nul is not None and float(nul) - stappen[0] < stap * 0.35 and stappen[0] > 0:
        stappen.insert(0, stappen[0] - stap)  # room for the words under the point of the nulmeting
    hoog, laag = (min(stappen[-1], grens) if grens else stappen[-1]), stappen[0]
    if min(waarden) >= 0:
        laag = max(0.0, laag)
    stappen = [s for s in stappen if laag <= s <= hoog]
    links = max(doek.maat(getal(s), letter) for s in stappen) + 12
    labels = [hoeveelheid(bekend[-1][1], eenheid)] + ([f"norm {getal(n)}"] if n is not None else [])
    ruimte = 132 if doek.breedte > 500 else 90
    rechts = doek.breedte - min(ruimte, max(doek.maat(t, letter + 1, True) for t in labels) + 16)
    van, tot = min([alle[0][0], *(d for d, _ in merken)]), max([alle[-1][0], *(d for d, _ in merken)])
    vlak = Vlak(links, rechts, 0, 1, van, tot, laag, hoog)
    rijen = _merkrijen(doek, vlak, merken)
    boven = 16 + 18 * (max((r for _, _, _, r in rijen), default=-1) + 1)
    return Vlak(links, rechts, boven, boven + (232 if doek.breedte > 500 else 170), van, tot, laag, hoog), stappen, rijen


def _merkrijen(doek, vlak, merken):
    """Give the label of each event its own line above the plot when it overlaps its neighbour; from line five on none."""
    bezet: list[float] = []
    uit = []
    for d, tekst in merken:
        x = vlak.x(d)
        kort = inkorten(tekst, doek.past(190 if doek.breedte > 500 else 130), 13)
        breedte = doek.maat(kort, 13)
        begin = max(2.0, min(x + 5 if x + breedte + 6 < doek.breedte else x - breedte - 5, doek.breedte - breedte - 2))
        rij = next((i for i, einde in enumerate(bezet) if einde + 8 < begin), len(bezet))
        if rij >= 4:
            uit.append((x, begin, "", -1))
            continue
        if rij == len(bezet):
            bezet.append(0)
        bezet[rij] = begin + breedte
        uit.append((x, begin, kort, rij))
    return uit


def hoogten(vlak, bekend, van: float, tot: float) -> list[float]:
    """The y of the line between two places on the x axis: sampled, enough to keep a label off it."""
    uit = []
    for (d1, w1), (d2, w2) in zip(bekend, bekend[1:], strict=False):
        x1, x2 = vlak.x(d1), vlak.x(d2)
        for x in [x1, x2, van, tot]:
            if van <= x <= tot and x1 <= x <= x2:
                deel = (x - x1) / (x2 - x1) if x2 > x1 else 0
                uit.append(vlak.y(w1) + (vlak.y(w2) - vlak.y(w1)) * deel)
    return uit
