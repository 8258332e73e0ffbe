"""The process as swimlanes, derived from the ordered table of steps: who does what after whom, and where it sticks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ui.grafieken.doek import Doek
from ui.grafieken.palet import DRUK, SCHERM, Palet
from ui.grafieken.tekst import inkorten, regels, schoon

BAAN, VAK, TUSSEN = 94, 110, 19  # width of a lane name, of a box and of the space between boxes
LETTER = 12.5


@dataclass
class _Stap:
    nr: str
    wat: str
    wie: str
    duur: str
    knelpunt: bool
    verspilling: str
    regels: list[str]

    @property
    def hoogte(self) -> float:
        """Height of the box: its words, and a line for each of duration, knelpunt and verspilling."""
        return 16 + 16 * len(self.regels) + 16 * len(self.voet)

    @property
    def voet(self) -> list[tuple[str, str]]:
        paren = (("duur", self.duur), ("knelpunt", "knelpunt" if self.knelpunt else ""), ("verspilling", self.verspilling))
        return [(soort, tekst) for soort, tekst in paren if tekst]


def zwembanen(
    stappen: Sequence[Mapping], breed: bool = True, palet: Palet = SCHERM, *, titel: str = "Het proces in stappen", id_: str
) -> str:
    """Draw all steps in one drawing. Wide: lanes, five steps to a row. Narrow: one under the other, grouped by who."""
    doek = Doek(760 if breed else 360, palet, id_, breed)
    alle = _lees(stappen, doek, VAK if breed else 300)
    if not alle:
        doek.vak(0.5, 0.5, doek.breedte - 1, 99, palet.vlak, palet.raster, 1, r=8)
        doek.tekst(doek.breedte / 2, 55, "Nog geen stappen", 15, palet.zacht, anker="middle")
        return doek.svg(100, titel, _uitleg(alle))
    hoogte = _rijen(doek, alle, 0, None) if breed else _onder_elkaar(doek, alle)
    return doek.svg(hoogte, titel, _uitleg(alle))


def zwembanen_bladen(
    stappen: Sequence[Mapping], palet: Palet = DRUK, *, titel: str = "Het proces in stappen", id_: str, hoogste: float = 560
) -> list[str]:
    """The same wide drawing in parts of whole rows, at most `hoogste` units each (980 fill a page of A4).

    For a PDF: a tall picture would leave half a page empty before it.
    """
    maatdoek = Doek(760, palet, id_, True)
    alle = _lees(stappen, maatdoek, VAK)
    per_rij = _per_rij(maatdoek)
    banen = list(dict.fromkeys(s.wie for s in alle))
    delen: list[list[int]] = []
    som = 0.0
    for begin in range(0, len(alle), per_rij):
        hoog = _rij_hoogte(alle[begin : begin + per_rij], banen)
        if not delen or som + hoog > hoogste:
            delen.append([])
            som = 0.0
        delen[-1].append(begin)
        som += hoog
    if len(delen) < 2:
        return [zwembanen(stappen, True, palet, titel=titel, id_=id_)]
    bladen = []
    for i, deel in enumerate(delen, 1):
        doek = Doek(760, palet, f"{id_}-{i}", True)
        hoogte = _rijen(doek, alle, deel[0], deel[-1] + per_rij)
        bladen.append(doek.svg(hoogte, f"{titel} ({i} van {len(delen)})", _uitleg(alle[deel[0] : deel[-1] + per_rij])))
    return bladen


def _lees(stappen, doek, breedte) -> list[_Stap]:
    uit = []
    for i, s in enumerate(stappen, 1):
        nr = schoon(s.get("nr")) or str(i)
        wat = regels(schoon(s.get("wat")) or "zonder naam", doek.past(breedte - 16), LETTER, 5)
        kort = {k: inkorten(schoon(s.get(k)), doek.past(breedte - 25), 11.5) for k in ("duur_tekst", "verspilling")}
        uit.append(
            _Stap(
                nr,
                schoon(s.get("wat")),
                schoon(s.get("wie")) or "nog onbekend",
                kort["duur_tekst"],
                bool(s.get("knelpunt")),
                kort["verspilling"],
                wat,
            )
        )
    return uit


def _uitleg(alle) -> str:
    zinnen = []
    for s in alle:
        extra = [
            t
            for t in (s.duur, "knelpunt" if s.knelpunt else "", f"verspilling: {s.verspilling}" if s.verspilling else "")
            if t
        ]
        zinnen.append(f"Stap {s.nr}: {s.wie}: {s.wat or 'zonder naam'}{' (' + '; '.join(extra) + ')' if extra else ''}.")
    return " ".join(zinnen) or "Er zijn nog geen stappen vastgelegd."


def _per_rij(doek) -> int:
    return int((doek.breedte - BAAN - 22 - 18 + TUSSEN) // (VAK + TUSSEN))


def _banen(rij, alle_banen) -> list[str]:
    """Only the lanes that this row uses, always in the order in which they first appear in the process."""
    gebruikt = {s.wie for s in rij}
    return [b for b in alle_banen if b in gebruikt]


def _rij_hoogte(rij, alle_banen) -> float:
    return sum(max(s.hoogte for s in rij if s.wie == b) + 26 for b in _banen(rij, alle_banen)) + 20


def _rijen(doek, alle, van, tot) -> float:
    per_rij, banen = _per_rij(doek), list(dict.fromkeys(s.wie for s in alle))
    y = 1.0
    tot = len(alle) if tot is None else min(tot, len(alle))
    for begin in range(van, tot, per_rij):
        rij = alle[begin : begin + per_rij]
        _rij(doek, rij, banen, y, begin == 0, begin + len(rij) == len(alle))
        y += _rij_hoogte(rij, banen)
    return y - 18


def _rij(doek, rij, alle_banen, y, eerste, laatste) -> None:
    palet = doek.palet
    midden: dict[str, float] = {}
    for baan in _banen(rij, alle_banen):
        hoog = max(s.hoogte for s in rij if s.wie == baan) + 26
        doek.vak(0.5, y, doek.breedte - 1, hoog, palet.papier, palet.lijn, 1)
        doek.vak(0.5, y, BAAN - 8, hoog, palet.vlak, palet.lijn, 1)
        namen = regels(baan, doek.past(BAAN - 11), 12.5, max(1, int((hoog - 8) // 16)), True)
        doek.blok((BAAN - 8) / 2, y + hoog / 2 - (len(namen) - 1) * 8 + 4.5, namen, 12.5, anker="middle", vet=True)
        midden[baan] = y + hoog / 2
        y += hoog
    x = BAAN + 22.0
    vorige = (BAAN + 2.0, midden[rij[0].wie])
    if eerste:
        doek.rond(BAAN + 1.5, midden[rij[0].wie], 5, palet.papier, palet.inkt, 1.8)
        vorige = (BAAN + 6.5, midden[rij[0].wie])
    for s in rij:
        _pijl(doek, vorige, (x, midden[s.wie]))
        _vak(doek, s, x, midden[s.wie])
        vorige = (x + VAK, midden[s.wie])
        x += VAK + TUSSEN
    if laatste:
        doek.lijn(vorige[0], vorige[1], vorige[0] + 5, vorige[1], palet.inkt, 1.5)
        doek.rond(vorige[0] + 9.5, vorige[1], 4.5, palet.papier, palet.inkt, 3)
    else:  # the flow goes on below: out at the right edge, back in at the left of the next row
        _pijl(doek, vorige, (doek.breedte - 2, vorige[1]))


def _vak(doek, s, x, midden, breedte: float = VAK) -> None:
    palet, y = doek.palet, midden - s.hoogte / 2
    rand = palet.fout if s.knelpunt else palet.accent
    doek.vak(
        x, y, breedte, s.hoogte, palet.fout_zacht if s.knelpunt else palet.papier, rand, 2.2 if s.knelpunt else 1.5, r=7
    )
    # The number in a disc on the corner leaves the full width to the words.
    straal = max(8.5, doek.maat(s.nr, 11, True) / 2 + 3)
    doek.vak(x + 1 - 8.5, y + 1 - 8.5, 2 * straal, 17, rand, palet.papier, 1.5, r=8.5)
    doek.tekst(x + 1 - 8.5 + straal, y + 5, inkorten(s.nr, 40, 11, True), 11, palet.papier, vet=True, anker="middle")
    doek.blok(x + 9, y + 20, s.regels, LETTER, hoogte=16 / LETTER)
    ty = y + 20 + 16 * len(s.regels)
    for soort, tekst in s.voet:
        kleur = {"duur": palet.zacht, "knelpunt": palet.fout, "verspilling": palet.norm}[soort]
        _teken(doek, soort, x + 13, ty - 4, kleur)
        doek.tekst(x + 22, ty, tekst, 11.5, kleur, vet=soort != "duur")
        ty += 16


def _teken(doek, soort, x, y, kleur) -> None:
    """A small sign before the word: a clock, a warning triangle, a crossed-out circle."""
    if soort == "duur":
        doek.rond(x, y, 4.6, "none", kleur, 1.3)
        doek.pad(f"M{x:.1f} {y - 2.6:.1f}v2.6l2 1.4", rand=kleur, dikte=1.2, stroke_linecap="round")
    elif soort == "knelpunt":
        doek.pad(f"M{x:.1f} {y - 5:.1f}l5.4 9.4h-10.8Z", kleur, kleur, 1, stroke_linejoin="round")
        doek.lijn(x, y - 1.6, x, y + 1.2, doek.palet.papier, 1.4, stroke_linecap="round")
        doek.rond(x, y + 3, 0.8, doek.palet.papier)
    else:
        doek.rond(x, y, 4.6, "none", kleur, 1.5)
        doek.lijn(x - 3.2, y + 3.2, x + 3.2, y - 3.2, kleur, 1.5)


def _pijl(doek, a, b) -> None:
    """An arrow with a bend in the middle of the space between two boxes; each column has one box, so it crosses none."""
    (ax, ay), (bx, by) = a, b
    kleur, knik = doek.palet.inkt, (ax + bx) / 2 - 1
    d = f"M{ax:.1f} {ay:.1f}H{bx - 5:.1f}" if abs(ay - by) < 0.5 else f"M{ax:.1f} {ay:.1f}H{knik:.1f}V{by:.1f}H{bx - 5:.1f}"
    doek.pad(d, rand=kleur, dikte=1.5, stroke_linejoin="round")
    doek.pad(f"M{bx - 1:.1f} {by:.1f}l-7 -4v8Z", kleur)


def _onder_elkaar(doek, alle) -> float:
    """For a phone: bands per person in the order of the work, boxes under each other with an arrow down."""
    palet, y, vorige = doek.palet, 8.0, None
    x, breedte = 30.0, 300.0
    for i, s in enumerate(alle):
        if s.wie != vorige:
            groep = []
            for t in alle[i:]:
                if t.wie != s.wie:
                    break
                groep.append(t)
            naam = regels(s.wie, doek.past(doek.breedte - 32), 14, 2, True)
            hoog = sum(t.hoogte for t in groep) + 18 * (len(groep) - 1) + len(naam) * 17 + 28
            doek.vak(0.5, y, doek.breedte - 1, hoog, palet.vlak, palet.raster, 1, r=8)
            doek.blok(14, y + 20, naam, 14, hoogte=17 / 14, vet=True)
            if vorige is not None:
                _omlaag(doek, doek.breedte / 2, y - 20, y - 1)
            y += len(naam) * 17 + 18
            vorige = s.wie
        else:
            _omlaag(doek, doek.breedte / 2, y - 18, y - 1)
        _vak(doek, s, x, y + s.hoogte / 2, breedte)
        y += s.hoogte + 18
        if i + 1 < len(alle) and alle[i + 1].wie != s.wie:
            y += 12
    return y - 6


def _omlaag(doek, x, van, tot) -> None:
    doek.lijn(x, van, x, tot - 6, doek.palet.inkt, 1.5)
    doek.pad(f"M{x:.1f} {tot:.1f}l-4 -7h8Z", doek.palet.inkt)
