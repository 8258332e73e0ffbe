"""The emotion curve of a klantreis: how does the klant feel, phase by phase."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ui.grafieken.doek import Doek
from ui.grafieken.gezicht import VORMEN, gezicht, omtrek, ster
from ui.grafieken.palet import SCHERM, Palet
from ui.grafieken.tekst import bruikbaar, inkorten, regels, schoon

WOORDEN = {2: "blij", 1: "tevreden", 0: "neutraal", -1: "ontevreden", -2: "boos"}


@dataclass
class _Punt:
    nr: int
    fase: int
    tekst: str
    emotie: int | None
    persona: str
    ideaal: bool
    beslissend: bool
    x: float = 0.0
    y: float = 0.0


def emotiecurve(
    fasen: Sequence[Mapping], breed: bool = True, palet: Palet = SCHERM, *, titel: str = "Hoe voelt de klant zich?", id_: str
) -> str:
    """Draw the experiences in order as faces between "boos" and "blij": current as a solid line, ideal dashed.

    Each persona has a line and a shape of face of its own.

    Wide: time runs to the right. Narrow: time runs down, so that the words beside the faces stay legible on a phone.
    """
    namen = [schoon(f.get("naam")) or f"Fase {i}" for i, f in enumerate(fasen, 1)]
    punten = _lees(fasen)
    personas = list(dict.fromkeys(p.persona for p in punten if not p.ideaal))
    doek = Doek(760 if breed else 360, palet, id_, breed)
    uitleg = _uitleg(namen, punten)
    if not punten:
        doek.vak(0.5, 0.5, doek.breedte - 1, 99, palet.vlak, palet.raster, 1, r=8)
        doek.tekst(doek.breedte / 2, 55, "Nog geen ervaringen", 15, palet.zacht, anker="middle")
        return doek.svg(100, titel, uitleg)
    y = _legenda(doek, punten, personas)
    hoogte = _breed(doek, namen, punten, personas, y) if breed else _smal(doek, namen, punten, personas, y)
    return doek.svg(hoogte, titel, uitleg)


def _lees(fasen) -> list[_Punt]:
    punten: list[_Punt] = []
    for f, fase in enumerate(fasen):
        for e in fase.get("ervaringen") or ():
            w = bruikbaar(e.get("emotie"))
            emotie = None if w is None or abs(w) > 2 else int(w.to_integral_value())
            persona, ideaal = schoon(e.get("persona")), bool(e.get("ideaal"))
            nr = sum(p.ideaal == ideaal for p in punten) + 1
            punten.append(_Punt(nr, f, schoon(e.get("tekst")), emotie, persona, ideaal, bool(e.get("beslissend"))))
    namen = {p.persona for p in punten if p.persona}
    if len(namen) == 1:  # one persona: what was written down without a name is hers too, so the line stays whole
        for p in punten:
            p.persona = next(iter(namen))
    return punten


def _uitleg(namen, punten) -> str:
    zinnen = []
    for f, naam in enumerate(namen):
        delen = [
            f"{'ideaal: ' if p.ideaal else ''}{p.tekst or f'ervaring {p.nr}'}{f' ({p.persona})' if p.persona else ''}: "
            f"{WOORDEN.get(p.emotie, 'emotie onbekend')}{', beslissend moment' if p.beslissend else ''}"
            for p in punten
            if p.fase == f
        ]
        zinnen.append(f"{naam}: {'; '.join(delen) if delen else 'geen ervaringen'}.")
    return " ".join(zinnen) or "Er zijn nog geen ervaringen vastgelegd."


def _kleur(doek, personas, p) -> str:
    return doek.palet.zacht if p.ideaal else doek.palet.lijnen[personas.index(p.persona) % len(doek.palet.lijnen)]


def _legenda(doek, punten, personas) -> float:
    """Only what needs explaining: names when there are several lines, the dashes and the star when they are used."""
    palet, x, y = doek.palet, 4.0, 18.0
    stukken: list[tuple[str, str, str]] = []
    if len(personas) > 1:
        stukken = [(VORMEN[i % 5], naam or "zonder persona", palet.lijnen[i % 5]) for i, naam in enumerate(personas)]
    if any(p.ideaal for p in punten):
        if not stukken:
            stukken.append(("streep", "nu", palet.lijnen[0]))
        stukken.append(("stippel", "zoals het moet worden", palet.zacht))
    if any(p.beslissend for p in punten):
        stukken.append(("ster", "beslissend moment", palet.norm))
    for soort, tekst, kleur in stukken:
        tekst = inkorten(tekst, doek.past(200), 13)
        breedte = doek.maat(tekst, 13) + 50
        if x + breedte > doek.breedte and x > 4:
            x, y = 4.0, y + 22
        if soort == "ster":
            ster(doek, x + 8, y - 4.5, 7)
            x -= 14
        else:
            doek.lijn(x, y - 4.5, x + 28, y - 4.5, kleur, 2.6, stroke_dasharray="6 4" if soort == "stippel" else None)
            if soort in VORMEN:
                omtrek(doek, x + 14, y - 4.5, 6, soort, doek.palet.papier, kleur)
        doek.tekst(x + 36, y, tekst, 13, palet.inkt)
        x += breedte
    return y + 12 if stukken else 6.0


def _breed(doek, namen, punten, personas, top) -> float:
    palet, links = doek.palet, doek.maat("ontevreden", 13) + 16
    nu = {f: [p for p in punten if p.fase == f and not p.ideaal] for f in range(len(namen))}
    ideaal = {f: [p for p in punten if p.fase == f and p.ideaal] for f in range(len(namen))}
    delen = [max(len(nu[f]), len(ideaal[f]), 1) for f in range(len(namen))]
    kolom = (doek.breedte - links - 2) / sum(delen)
    straal = max(3.0, min(13.0, kolom / 2 - 1))
    boven, stap = top + 30, 42
    ys = {e: boven + (2 - e) * stap for e in WOORDEN}
    onder = ys[-2] + 26
    met_tekst = kolom >= 62
    teksten = {p.nr: regels(p.tekst, doek.past(kolom - 8), 12, 4) for p in punten if not p.ideaal and met_tekst}
    langste = max((len(t) for t in teksten.values()), default=0)
    tekst_hoog = langste * 15 + 12 if langste else 18
    # Phase names first, so that their height is known before the bands are drawn.
    breedtes = [d * kolom for d in delen]
    koppen = [
        regels(n, doek.past(b - 8), 13.5, 3, True) if b >= 34 else [str(f + 1)]
        for f, (n, b) in enumerate(zip(namen, breedtes, strict=True))
    ]
    voet = onder + tekst_hoog + max(len(k) for k in koppen) * 17 + 12
    x = links
    for f, breedte in enumerate(breedtes):
        doek.vak(x + 1.5, top, breedte - 3, voet - top, palet.vlak, r=6)
        doek.blok(x + breedte / 2, onder + tekst_hoog + 17, koppen[f], 13.5, anker="middle", vet=True)
        for rij in (nu[f], ideaal[f]):
            for i, p in enumerate(rij):
                p.x = x + breedte * (i + 0.5) / len(rij)
        x += breedte
    for e, woord in WOORDEN.items():
        doek.lijn(links, ys[e], doek.breedte, ys[e], palet.lijn if e == 0 else palet.raster, 1)
        doek.tekst(links - 10, ys[e] + 4.5, woord, 13, palet.zacht, anker="end")
    for p in punten:
        # Lines of several personas lie a little apart, so that one never hides the other.
        apart = 0 if p.ideaal else (personas.index(p.persona) - (len(personas) - 1) / 2) * 5
        p.y = ys[p.emotie] + apart if p.emotie is not None else 0.0
    _krommen(doek, punten, personas, liggend=True)
    for p in sorted(punten, key=lambda p: not p.ideaal):
        _teken_punt(doek, p, personas, straal if not p.ideaal else min(straal, 8))
        if p.ideaal:
            continue
        if met_tekst:
            doek.blok(p.x, onder + 10, teksten[p.nr], 12, kleur=palet.zacht, anker="middle")
        elif kolom >= 15:
            doek.tekst(p.x, onder + 10, str(p.nr), 12, palet.zacht, anker="middle")
    return voet + 4


def _smal(doek, namen, punten, personas, top) -> float:
    """Time runs down; left the track from boos to blij, right the words."""
    palet, links, spoor = doek.palet, 22, 124
    xs = {e: links + (e + 2) * spoor / 4 for e in WOORDEN}
    tekst_x = links + spoor + 30
    y = top + 20
    doek.tekst(links - 12, y - 4, "boos", 12.5, palet.zacht)
    doek.tekst(links + spoor + 12, y - 4, "blij", 12.5, palet.zacht, anker="end")
    y += 4
    begin = y
    banden: list[tuple[float, float]] = []
    later: list[tuple] = []
    for f, naam in enumerate(namen):
        band = y
        # The name stands beside the track: on it, the line would run through the letters.
        kop = regels(naam, doek.past(doek.breedte - tekst_x - 6), 14, 2, True)
        later.append((tekst_x, y + 18, kop, 14, palet.inkt, True))
        y += len(kop) * 17.5 + 8
        for p in [p for p in punten if p.fase == f]:
            woord = WOORDEN[p.emotie] if p.emotie is not None else "emotie onbekend"
            wie = f" · {p.persona}" if len(personas) > 1 and not p.ideaal else ""
            tekst = regels(
                ("Ideaal: " if p.ideaal else "") + (p.tekst or f"Ervaring {p.nr}"),
                doek.past(doek.breedte - tekst_x - 6),
                13,
                3,
            )
            hoog = max(34, len(tekst) * 16 + 20)
            p.y = y + hoog / 2
            apart = 0 if p.ideaal else (personas.index(p.persona) - (len(personas) - 1) / 2) * 5
            p.x = xs[p.emotie] + apart if p.emotie is not None else 0.0
            later.append((tekst_x, y + hoog / 2 - len(tekst) * 8 + 5, tekst, 13, palet.inkt, False))
            staart = inkorten(woord + wie, doek.past(doek.breedte - tekst_x - 6), 12)
            later.append((tekst_x, y + hoog / 2 + len(tekst) * 8 + 5, [staart], 12, palet.zacht, False))
            y += hoog + 4
        y += 6
        banden.append((band, y))
    for a, b in banden:
        doek.vak(0, a, doek.breedte, b - a - 3, palet.vlak, r=6)
    for e in WOORDEN:
        doek.lijn(xs[e], begin + 8, xs[e], y - 14, palet.lijn if e == 0 else palet.raster, 1)
    for x, ty, tekst, grootte, kleur, vet in later:
        doek.blok(x, ty, tekst, grootte, kleur=kleur, vet=vet)
    _krommen(doek, punten, personas, liggend=False)
    for p in sorted(punten, key=lambda p: not p.ideaal):
        _teken_punt(doek, p, personas, 12 if not p.ideaal else 8)
    return y + 2


def _krommen(doek, punten, personas, liggend: bool) -> None:
    """One smooth line per persona that never rises above its own points (flat tangents at each of them)."""
    groepen = [(True, "")] if any(p.ideaal for p in punten) else []
    groepen += [(False, naam) for naam in reversed(personas)]
    for ideaal, naam in groepen:
        rij = [p for p in punten if p.ideaal == ideaal and p.emotie is not None and (ideaal or p.persona == naam)]
        if len(rij) < 2:
            continue
        d = f"M{rij[0].x:.1f} {rij[0].y:.1f}"
        for a, b in zip(rij, rij[1:], strict=False):
            if liggend:
                m = (a.x + b.x) / 2
                d += f"C{m:.1f} {a.y:.1f} {m:.1f} {b.y:.1f} {b.x:.1f} {b.y:.1f}"
            else:
                m = (a.y + b.y) / 2
                d += f"C{a.x:.1f} {m:.1f} {b.x:.1f} {m:.1f} {b.x:.1f} {b.y:.1f}"
        doek.pad(
            d,
            rand=_kleur(doek, personas, rij[0]),
            dikte=2 if ideaal else 2.8,
            stroke_dasharray="6 4" if ideaal else None,
            stroke_linecap="round",
        )


def _teken_punt(doek, p, personas, r) -> None:
    if p.emotie is None:
        return
    stemming = (
        (doek.palet.goed if p.emotie > 0 else doek.palet.fout if p.emotie < 0 else doek.palet.zacht)
        if r >= 6
        else _kleur(doek, personas, p)
    )
    vorm = "rond" if p.ideaal else VORMEN[personas.index(p.persona) % 5]
    omtrek(doek, p.x, p.y, r, vorm, doek.palet.papier, stemming)
    if r >= 6:
        gezicht(doek, p.x, p.y, r, p.emotie, stemming)
    if p.beslissend:
        ster(doek, p.x + r * 0.95, p.y - r * 0.95, max(5.0, r * 0.55))
