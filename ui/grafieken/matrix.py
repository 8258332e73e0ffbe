"""Effect × moeite: which improvements first?"""

from collections.abc import Mapping, Sequence
from math import ceil, sqrt

from ui.grafieken.doek import Doek
from ui.grafieken.palet import SCHERM, Palet
from ui.grafieken.tekst import bruikbaar, inkorten, opsomming, regels, schoon

HOEKEN = (  # (much effect, much effort) -> the word; impact/inspanning matrix, ontwerp domein (h4)
    (True, False, "Snel doen", "goed_zacht"),
    (True, True, "Groot project", "blauw_zacht"),
    (False, False, "Tussendoor", "vlak"),
    (False, True, "Niet doen", "fout_zacht"),
)

RAND = 25  # strip above and below the points for the words of the quadrants


def hoek(effect: int, moeite: int) -> str:
    """The word of the quadrant; a 3 lies in the middle and is named as such.

    >>> hoek(5, 2), hoek(3, 2), hoek(3, 3)
    ('Snel doen', 'tussen Snel doen en Tussendoor', 'in het midden')
    """
    if effect == 3 and moeite == 3:
        return "in het midden"
    namen = [
        w
        for veel_effect, veel_moeite, w, _ in HOEKEN
        if (effect == 3 or (effect > 3) == veel_effect) and (moeite == 3 or (moeite > 3) == veel_moeite)
    ]
    return namen[0] if len(namen) == 1 else "tussen " + opsomming(namen)


def effect_moeite(
    punten: Sequence[Mapping], breed: bool = True, palet: Palet = SCHERM, *, titel: str = "Effect en moeite", id_: str
) -> str:
    """Draw numbered points (effect and moeite 1–5); points with the same scores stand beside each other.

    Improvements without two valid scores are not drawn but are named in the list.
    """
    geldig, rest = _lees(punten)
    doek = Doek(760 if breed else 360, palet, id_, breed)
    zijde = 384 if breed else 316
    links, boven = 34, 8
    _vlakken(doek, links, boven, zijde)
    for (effect, moeite), groep in _groepen(geldig).items():
        _groep(doek, links + (moeite - 0.5) * zijde / 5, boven + _hoogte(effect, zijde), (zijde - 2 * RAND) / 5, groep)
    onder = boven + zijde + 44
    if breed:
        hoogte = max(
            onder,
            _lijst(doek, links + zijde + 32, boven, doek.breedte - links - zijde - 34, geldig, rest, boven + zijde * 1.4),
        )
    else:
        hoogte = _lijst(doek, 4, onder + 8, doek.breedte - 8, geldig, rest, 10**6)
    return doek.svg(hoogte, titel, _uitleg(geldig, rest))


def _hoogte(effect: int, zijde: float) -> float:
    """From the top of the square to the row of this effect; the words of the quadrants have a strip of their own."""
    return RAND + (5.5 - effect) * (zijde - 2 * RAND) / 5


def _lees(punten):
    geldig, rest = [], []
    for p in punten:
        nr, naam = schoon(p.get("nr")) or "?", schoon(p.get("titel"))
        effect, moeite = bruikbaar(p.get("effect")), bruikbaar(p.get("moeite"))
        if effect is None or moeite is None or not (1 <= effect <= 5 and 1 <= moeite <= 5):
            rest.append((nr, naam))
        else:
            geldig.append((nr, naam, int(effect.to_integral_value()), int(moeite.to_integral_value())))
    return geldig, rest


def _uitleg(geldig, rest) -> str:
    zinnen = []
    for woord in dict.fromkeys(hoek(e, m) for _, _, e, m in geldig):
        namen = [f"{nr} {naam}".strip() for nr, naam, e, m in geldig if hoek(e, m) == woord]
        zinnen.append(f"{woord[0].upper()}{woord[1:]}: {'; '.join(namen)}.")
    if rest:
        zinnen.append(f"Nog zonder score: {'; '.join(f'{nr} {naam}'.strip() for nr, naam in rest)}.")
    return " ".join(zinnen) or "Er zijn nog geen verbeteringen met een score."


def _vlakken(doek, x, y, zijde) -> None:
    palet, half = doek.palet, zijde / 2
    for veel_effect, veel_moeite, woord, kleur in HOEKEN:
        vx, vy = x + (half + 1.5 if veel_moeite else 0), y + (0 if veel_effect else half + 1.5)
        doek.vak(vx, vy, half - 1.5, half - 1.5, getattr(palet, kleur), r=6)
        tx, anker = (vx + half - 12, "end") if veel_moeite else (vx + 10, None)
        doek.tekst(tx, vy + (21 if veel_effect else half - 12), woord, 14, palet.inkt, vet=True, anker=anker)
    for i in range(1, 6):
        midden = (i - 0.5) * zijde / 5
        doek.tekst(x + midden, y + zijde + 18, str(i), 13, palet.zacht, anker="middle")
        doek.tekst(x - 8, y + _hoogte(i, zijde) + 4.5, str(i), 13, palet.zacht, anker="end")
    doek.tekst(x + zijde / 2, y + zijde + 37, "moeite: weinig (1) naar veel (5)", 13, palet.zacht, anker="middle")
    doek.tekst(
        13,
        y + zijde / 2,
        "effect: klein (1) naar groot (5)",
        13,
        palet.zacht,
        anker="middle",
        transform=f"rotate(-90 13 {y + zijde / 2:.1f})",
    )


def _groepen(geldig):
    groepen: dict[tuple[int, int], list[str]] = {}
    for nr, _, effect, moeite in geldig:
        groepen.setdefault((effect, moeite), []).append(nr)
    return groepen


def _groep(doek, x, y, cel, nummers) -> None:
    """Points with the same scores in a small square grid around their place; above nine the last one says how many more."""
    getoond = nummers if len(nummers) <= 9 else [*nummers[:8], f"+{len(nummers) - 8}"]
    kolommen = ceil(sqrt(len(getoond)))
    stap = min(34.0, cel / kolommen)
    r = min(14.0, stap / 2 - 1)
    rijen = ceil(len(getoond) / kolommen)
    for i, nr in enumerate(getoond):
        rij, in_rij = i // kolommen, min(kolommen, len(getoond) - i // kolommen * kolommen)
        px = x + (i % kolommen - (in_rij - 1) / 2) * stap
        py = y + (rij - (rijen - 1) / 2) * stap
        meer = len(nummers) > 9 and i == 8
        doek.rond(
            px,
            py,
            r,
            doek.palet.papier if meer else doek.palet.accent,
            doek.palet.accent if meer else doek.palet.papier,
            1.5,
        )
        grootte = min(13.0, max(8.0, r * 1.05))
        kort = nr
        while grootte > 7 and doek.maat(kort, grootte, True) > 2 * r - 3:
            grootte -= 0.5
        doek.tekst(
            px,
            py + grootte * 0.35,
            inkorten(kort, 2 * r, grootte, True),
            grootte,
            doek.palet.accent if meer else doek.palet.papier,
            vet=True,
            anker="middle",
        )


def _lijst(doek, x, y, breedte, geldig, rest, ruimte) -> float:
    """The numbers with their titles; on two lines each as long as that fits beside the square."""
    palet = doek.palet
    alle = [(nr, naam, f"effect {e}, moeite {m}") for nr, naam, e, m in geldig] + [
        (nr, naam, "nog geen score") for nr, naam in rest
    ]
    if not alle:
        doek.tekst(x, y + 16, "Nog geen verbeteringen met een score", 14, palet.zacht)
        return y + 28
    kol = min(58.0, max(doek.maat(nr, 13.5, True) for nr, _, _ in alle) + 12)
    for maximum in (2, 1):
        blokken = [regels(naam or "zonder titel", doek.past(breedte - kol), 13.5, maximum) for _, naam, _ in alle]
        tussen = 9 if maximum == 2 else 5
        if sum(len(b) * 17 + tussen for b in blokken) <= ruimte - y:
            break
    for (nr, _, score), blok in zip(alle, blokken, strict=True):
        doek.tekst(x, y + 14, inkorten(nr, kol - 8, 13.5, True), 13.5, palet.accent, vet=True)
        doek.blok(
            x + kol, y + 14, blok, 13.5, kleur=palet.inkt if score != "nog geen score" else palet.zacht, hoogte=17 / 13.5
        )
        y += len(blok) * 17 + tussen
    if rest:
        doek.tekst(x, y + 16, f"{len(rest)} nog zonder score: niet getekend", 12.5, palet.zacht)
        y += 22
    return y + 6
