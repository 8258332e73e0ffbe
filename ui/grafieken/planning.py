"""The planning of actions (Gantt): who does what when, how far is it, what is late."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from ui.grafieken.doek import Doek
from ui.grafieken.palet import SCHERM, Palet
from ui.grafieken.schaal import maanden
from ui.grafieken.tekst import bruikbaar, datum_kort, datum_lang, inkorten, schoon
from ui.grafieken.tekst import regels as breek


def planning(
    regels: Sequence[Mapping],
    vandaag: date | None = None,
    breed: bool = True,
    palet: Palet = SCHERM,
    *,
    titel: str = "Planning",
    id_: str,
) -> str:
    """Draw a bar per action with its progress, a diamond per milestone and a line for today; late is said in words."""
    rijen = [_lees(r, vandaag) for r in regels]
    doek = Doek(760 if breed else 360, palet, id_, breed)
    data = [d for r in rijen for d in (r["start"], r["eind"]) if d]
    if not rijen or not data:
        doek.vak(0.5, 0.5, doek.breedte - 1, 99, palet.vlak, palet.raster, 1, r=8)
        doek.tekst(doek.breedte / 2, 55, "Nog niets gepland", 15, palet.zacht, anker="middle")
        return doek.svg(100, titel, _uitleg(rijen))
    van, tot = (
        min(data).toordinal(),
        max(data).toordinal(),
    )  # day numbers: at the edge of the calendar dates cannot be reckoned with
    # Today belongs in the picture when it is near; a plan of three years ago should not shrink to a dot.
    speling = max(31, (tot - van) // 4)
    toon_vandaag = vandaag is not None and van - speling <= vandaag.toordinal() <= tot + speling
    if vandaag is not None and toon_vandaag:
        van, tot = min(van, vandaag.toordinal()), max(tot, vandaag.toordinal())
    rand = max(2, (tot - van) // 60)
    van, tot = max(1, van - rand), min(date.max.toordinal(), tot + rand)
    links, rechts = (238, doek.breedte - 10) if breed else (4, doek.breedte - 6)

    def x(d: date) -> float:
        return links + (rechts - links) * (d.toordinal() - van) / (tot - van)

    top = 48 if toon_vandaag else 30
    maatregelen = [_kop(doek, r, links, breed) for r in rijen]
    onder = top + sum(h for _, _, h in maatregelen) + 4
    _maanden(doek, date.fromordinal(van), date.fromordinal(tot), x, top, onder, 13)
    y = top
    teksten: list[tuple] = []  # drawn last, on top of the line of today
    for i, (rij, (namen, wie, hoog)) in enumerate(zip(rijen, maatregelen, strict=True)):
        if i:
            doek.lijn(0, y, doek.breedte, y, palet.raster, 1)
        ym = _rij(doek, teksten, rij, namen, wie, y, hoog, x, links, rechts, breed)
        if (
            vandaag is not None and toon_vandaag and not breed
        ):  # on a phone the names stand in the same column: there the line keeps to the bars
            doek.lijn(x(vandaag), ym - 16, x(vandaag), ym + 16, palet.fout, 2)
        y += hoog
    if vandaag is not None and toon_vandaag:
        xv = x(vandaag)
        doek.lijn(xv, top - 8, xv, onder if breed else top, palet.fout, 2)
        halve = doek.maat("vandaag", 13, True) / 2
        doek.tekst(
            max(halve + 2, min(xv, doek.breedte - halve - 2)),
            top - 13,
            "vandaag",
            13,
            palet.fout,
            vet=True,
            anker="middle",
            rand=True,
        )
    for tx, ty, tekst, kleur, vet, anker in teksten:
        doek.tekst(tx, ty, tekst, 13, kleur, vet=vet, anker=anker, rand=True)
    return doek.svg(onder + 4, titel, _uitleg(rijen))


def _lees(r: Mapping, vandaag) -> dict:
    start, eind = r.get("start") or r.get("eind"), r.get("eind") or r.get("start")
    if start and eind and eind < start:
        start, eind = eind, start
    g = bruikbaar(r.get("gereed"))
    gereed = 0 if g is None else max(0, min(100, int(g)))
    mijlpaal = bool(r.get("mijlpaal"))
    te_laat = bool(vandaag and eind and eind < vandaag and gereed < 100)
    return {
        "wat": schoon(r.get("wat")) or "Zonder naam",
        "wie": schoon(r.get("wie")),
        "start": start,
        "eind": eind,
        "gereed": gereed,
        "is_bekend": g is not None,
        "mijlpaal": mijlpaal,
        "te_laat": te_laat,
    }


def _stand(r: dict) -> str:
    if r["mijlpaal"]:
        klaar = "klaar" if r["gereed"] == 100 else ""
    else:
        # Without a figure the bar says nothing about progress: "0 %" would be a claim.
        klaar = "klaar" if r["gereed"] == 100 else f"{r['gereed']} %" if r["is_bekend"] else ""
    return ", ".join(d for d in (klaar.replace(" ", "\u00a0"), "te laat" if r["te_laat"] else "") if d)


def _uitleg(rijen) -> str:
    zinnen = []
    for r in rijen:
        wie = f" ({r['wie']})" if r["wie"] else ""
        if not r["start"]:
            wanneer = "nog niet gepland"
        elif r["mijlpaal"]:
            wanneer = f"mijlpaal op {datum_lang(r['eind'])}"
        else:
            wanneer = f"{datum_lang(r['start'])} tot en met {datum_lang(r['eind'])}"
        stand = _stand(r)
        zinnen.append(f"{r['wat']}{wie}: {wanneer}{', ' + stand if stand else ''}.")
    return " ".join(zinnen) or "Er zijn nog geen acties gepland."


def _kop(doek, r, links, breed):
    ruimte = links - 18 if breed else doek.breedte - 8
    namen = breek(r["wat"], doek.past(ruimte), 14, 2)
    wie = inkorten(r["wie"], doek.past(ruimte), 12.5)
    tekst = len(namen) * 17 + (16 if wie else 0)
    return namen, wie, max(40, tekst + 14) if breed else tekst + 42


def _maanden(doek, van, tot, x, top, onder, letter) -> None:
    ruimte = x(tot) - x(van)
    merken = maanden(van, tot, max(2, int(ruimte / 62)))
    if not merken:
        merken = [(van, datum_kort(van))]
    einde = -99.0
    for d, naam in merken:
        doek.lijn(x(d), top - 6, x(d), onder, doek.palet.raster, 1)
        begin = min(x(d) + 2, doek.breedte - doek.maat(naam, letter) - 2)
        if begin > einde + 8:
            doek.tekst(begin, 16, naam, letter, doek.palet.zacht)
            einde = begin + doek.maat(naam, letter)


def _rij(doek, teksten, r: dict, namen, wie, y, hoog, x, links, rechts, breed) -> float:
    """Draw one row; returns the middle of its bar."""
    palet = doek.palet
    blok = len(namen) * 17 + (16 if wie else 0)
    ty = y + ((hoog - blok) / 2 if breed else 6) + 13
    tx = 2 if breed else 4
    doek.blok(tx, ty, namen, 14, hoogte=17 / 14)
    if wie:
        doek.tekst(tx, ty + len(namen) * 17 - 1.5, wie, 12.5, palet.zacht)
    ym = y + hoog / 2 if breed else y + blok + 22
    stand = _stand(r)
    kleur = palet.fout if r["te_laat"] else palet.inkt
    if not r["start"]:
        teksten.append((links + 6, ym + 4.5, "nog niet gepland", palet.zacht, False, None))
        return ym
    if r["mijlpaal"]:
        xm = x(r["eind"])
        doek.pad(
            f"M{xm:.1f} {ym - 9:.1f}l9 9l-9 9l-9 -9Z",
            palet.inkt if r["gereed"] == 100 else palet.papier,
            palet.inkt,
            2.2,
            stroke_linejoin="round",
        )
        _bij(
            doek,
            teksten,
            xm - 13,
            xm + 13,
            ym,
            f"{datum_kort(r['eind'])}{', ' + stand if stand else ''}",
            kleur,
            links,
            rechts,
        )
        return ym
    a, b = x(r["start"]), x(r["eind"] + timedelta(1) if r["eind"] < date.max else r["eind"])
    b = max(b, a + 6)
    if b > rechts:
        a, b = min(a, rechts - 6), rechts
    rand = palet.fout if r["te_laat"] else palet.accent
    doek.vak(a, ym - 10, b - a, 20, palet.fout_zacht if r["te_laat"] else palet.accent_zacht, rand, 1.4, r=4)
    if r["gereed"]:
        doek.vak(a, ym - 10, max(4.0, (b - a) * r["gereed"] / 100), 20, rand, r=4)
    _bij(doek, teksten, a - 6, b + 6, ym, stand, kleur, links, rechts)
    return ym


def _bij(doek, teksten, a, b, y, tekst, kleur, links, rechts) -> None:
    """The state beside the bar: right of it, or left when there is no room."""
    breedte = doek.maat(tekst, 13, True)
    if b + breedte <= doek.breedte:
        teksten.append((b, y + 4.5, tekst, kleur, True, None))
    elif a - breedte >= links:
        teksten.append((a, y + 4.5, tekst, kleur, True, "end"))
    else:  # the bar fills the whole width: on it, with a white outline
        teksten.append((rechts - 6, y + 4.5, tekst, kleur, True, "end"))
