"""The register of step 6 as the page shows it: every value worked out once per row."""

from django.urls import reverse

from ui.grafieken import effect_moeite
from ui.opmaak import datum_kort
from verbeteringen.models import Verbetering

from .acties import termijn_voorstel
from .models import Keuze
from .queries import codesleutel, versies_van

BESLUIT = {"opnemen": "goed", "niet_opnemen": "neutraal", "parkeren": "let_op"}


def register(traject) -> dict:
    """Rows, counts, the matrix and the versions (5 queries, whatever the number of ideas)."""
    keuzes = {keuze.verbetering_id: keuze for keuze in Keuze.objects.filter(verbetering__traject=traject)}
    verbeteringen = list(Verbetering.objects.filter(traject=traject).prefetch_related("herkomsten"))
    verbeteringen.sort(key=lambda verbetering: codesleutel(verbetering.code))
    rijen = [_rij(traject, verbetering, keuzes.get(verbetering.pk)) for verbetering in verbeteringen]
    versies = versies_van(traject)
    for versie in versies:
        versie.adres = reverse("verbeterplan:versie", args=[traject.pk, versie.pk])
        versie.kort, versie.dag = versie.sha256[:8], datum_kort(versie.op)
    return {
        "rijen": rijen,
        "telling": telling([rij["besluit"] for rij in rijen]),
        "volgende": versies[0].nummer + 1 if versies else 1,
        "versies": versies,
        **_matrix(rijen),
    }


def _rij(traject, verbetering, keuze) -> dict:
    besluit = keuze.besluit if keuze else ""
    voorstel = termijn_voorstel(keuze.effect, keuze.moeite) if keuze else ""
    termijn = keuze.termijn if keuze and besluit == Keuze.Besluit.OPNEMEN else ""
    return {
        "pk": verbetering.pk,
        "code": verbetering.code,
        "titel": verbetering.titel,
        "herkomst": stappen_in_woorden({rij.stap for rij in verbetering.herkomsten.all()}),
        "effect": keuze.effect if keuze else None,
        "moeite": keuze.moeite if keuze else None,
        "voorstel": Keuze.Termijn(voorstel).label if voorstel else "",
        "termijn": Keuze.Termijn(termijn).label if termijn else "",
        "afwijkend": bool(termijn and voorstel and termijn != voorstel),
        "besluit": besluit,
        "soort": BESLUIT.get(besluit, "info"),
        "woord": Keuze.Besluit(besluit).label.capitalize() if besluit else "Nog niet besloten",
        "reden": keuze.reden if keuze and besluit != Keuze.Besluit.OPNEMEN else "",
        "adres": reverse("verbeterplan:keuze", args=[traject.pk, verbetering.pk]),
    }


def stappen_in_woorden(stappen) -> str:
    """stap 3, 4 en 5"""
    *eerste, laatste = [str(stap) for stap in sorted(stappen)] or ["-"]
    return f"stap {', '.join(eerste)} en {laatste}" if eerste else f"stap {laatste}"


def telling(besluiten) -> str:
    """Count in = count out, in one sentence."""
    totaal, op, niet, park = len(besluiten), *(besluiten.count(waarde) for waarde in Keuze.Besluit.values)
    zin = f"{totaal} {'idee' if totaal == 1 else 'ideeën'}: {op} opgenomen, {niet} niet, {park} geparkeerd"
    over = totaal - op - niet - park
    return f"{zin}, {over} nog niet besloten" if over else zin


def _matrix(rijen) -> dict:
    punten = [
        {"nr": rij["code"], "titel": rij["titel"], "effect": rij["effect"], "moeite": rij["moeite"]}
        for rij in rijen
        if rij["besluit"] in ("", "opnemen") and rij["effect"] and rij["moeite"]
    ]
    if not punten:
        return {"matrix": None}
    snel = [punt["nr"] for punt in punten if termijn_voorstel(punt["effect"], punt["moeite"]) == Keuze.Termijn.QUICK_WIN]
    aantal = "verbetering" if len(punten) == 1 else "verbeteringen"
    kop = f"{len(snel)} van {len(punten)} {aantal} {'geeft' if len(snel) == 1 else 'geven'} redelijk tot veel effect met weinig moeite"
    bijschrift = f"{kop}: {', '.join(snel)}." if snel else f"{kop}."
    tekeningen = [effect_moeite(punten, breed=breed, id_="effect-moeite") for breed in (True, False)]
    return {"matrix": {"breed": tekeningen[0], "smal": tekeningen[1], "bijschrift": bijschrift}}
