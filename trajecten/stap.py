"""What a step is, what a room may say of it, and the track of ten that follows from the facts.

The track is computed from facts in the transaction of every actie and kept on the traject, so that a list of 100,000 trajecten can be
sorted and filtered by it. It never depends on today's date. `manage.py controleer` computes it again and compares.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from berichten import klok

from .models import Deelname, Poortbesluit, Taak, Traject


@dataclass
class Opgave:
    """Something that waits for these people. `sleutel` names it within the traject; `zin` is verb + object."""

    aan: list
    sleutel: str
    zin: str
    adres: str
    gevraagd_door: str = ""
    vervalt_op: date | None = None


@dataclass
class Stand:
    """How far a step is: `nog_nodig` empty means ready. `opmerking` explains a step that was skipped or replaced."""

    begonnen: bool
    nog_nodig: list[str]
    opgaven: list[Opgave] = field(default_factory=list)
    opmerking: str = ""

    @property
    def klaar(self) -> bool:
        return not self.nog_nodig


@dataclass(frozen=True)
class Stap:
    """One of the ten. `na`: the steps that must be ready before this one begins (order rule of the stappenplan, (b))."""

    nummer: int
    titel: str
    kamer: str
    na: tuple[int, ...]
    levert_op: str
    stand: Callable
    spoor: Callable | None = None  # (verbetering) -> list of (sentence, address)
    waarschuwingen: Callable | None = None  # (traject) -> list of sentences

    def adres(self, traject) -> str:
        return reverse(f"{self.kamer}:stap", args=[traject.pk])


@cache
def alle() -> tuple[Stap, ...]:
    """The ten steps in order; the roof names them (settings.STAPPEN)."""
    return import_string(settings.STAPPEN)


class Mensen(dict):
    """Who has which role now: rol → people. Missing roles are empty lists."""

    def __init__(self, traject):
        super().__init__()
        rijen = Deelname.objects.filter(content_object=traject).select_related("user", "permission").order_by("id")
        for rij in rijen:
            if rij.user.is_active:
                self.setdefault(rij.permission.codename, []).append(rij.user)

    def __missing__(self, rol):
        return []


def poort(traject: Traject, nummer: int) -> list[str]:
    """What the steps before `nummer` still need, as last computed; empty means that the step may begin."""
    standen = {regel["nummer"]: regel for regel in traject.stand}
    stap = alle()[nummer - 1]
    return [f"stap {eerder}: {zin}" for eerder in stap.na if eerder in standen for zin in standen[eerder]["nog_nodig"]]


def ververs(traject: Traject) -> None:
    """Compute the track and the tasks anew and keep them."""
    spoor, opgaven = bereken(traject)
    taken = _bewaar_taken(traject, opgaven)
    huidig = next((regel["nummer"] for regel in spoor if regel["is_huidig"]), 10)
    eerste = taken[0] if taken else None
    traject.stand, traject.stap_nu = spoor, huidig
    traject.wacht_op = str(eerste.gebruiker)[:200] if eerste else ""
    traject.wacht_sinds = eerste.sinds if eerste else None
    velden = {naam: getattr(traject, naam) for naam in ("stand", "stap_nu", "wacht_op", "wacht_sinds")}
    Traject.objects.filter(pk=traject.pk).update(**velden)


def bereken(traject: Traject) -> tuple[list[dict], list[tuple[int, Opgave]]]:
    """The track of ten and the open tasks, straight from the facts. Reads only."""
    mensen = Mensen(traject)
    passages = dict(Poortbesluit.objects.filter(traject=traject).values_list("stap", "reden"))
    standen = {stap.nummer: stap.stand(traject, mensen) for stap in alle()}
    spoor, opgaven = [], []
    for stap in alle():
        stand = standen[stap.nummer]
        wacht = [nr for nr in stap.na if not standen[nr].klaar] if stap.nummer not in passages else []
        woord = _woord(stand, wacht)
        spoor.append(
            {
                "nummer": stap.nummer,
                "titel": stap.titel,
                "adres": stap.adres(traject),
                "stand": woord[0],
                "woord": woord[1],
                "reden": _reden(stand, wacht, passages.get(stap.nummer)),
                "nog_nodig": stand.nog_nodig,
                "is_huidig": False,
            }
        )
        if not traject.afgesloten_op and (not wacht or stand.begonnen):
            opgaven += [(stap.nummer, opgave) for opgave in stand.opgaven]
    open_ = [regel for regel in spoor if regel["stand"] in ("bezig", "open")]
    if open_:
        open_[0]["is_huidig"] = True
    return spoor, opgaven


def _woord(stand: Stand, wacht: list[int]) -> tuple[str, str]:
    if stand.klaar:
        return ("overgeslagen", "Vervangen of overgeslagen") if stand.opmerking else ("klaar", "Klaar")
    if stand.begonnen:
        return "bezig", "Bezig"
    return ("gesloten", "Kan nog niet") if wacht else ("open", "Nog te doen")


def _reden(stand: Stand, wacht: list[int], passage: str | None) -> str:
    if passage:
        return f"Toch begonnen: {passage}"
    if stand.opmerking:
        return stand.opmerking
    if wacht and not stand.klaar and not stand.begonnen:
        return f"Wacht op stap {' en '.join(map(str, wacht))}"
    return ""


def _bewaar_taken(traject: Traject, opgaven) -> list[Taak]:
    """Add what is new, drop what is done, keep what stays (with the day since when it waits)."""
    bestaand = {(taak.gebruiker_id, taak.sleutel): taak for taak in Taak.objects.filter(traject=traject)}
    gewenst = {}
    for nummer, opgave in opgaven:
        for mens in opgave.aan:
            gewenst[mens.pk, opgave.sleutel] = Taak(
                traject=traject,
                gebruiker=mens,
                stap=nummer,
                sleutel=opgave.sleutel,
                zin=opgave.zin[:250],
                adres=opgave.adres,
                gevraagd_door=opgave.gevraagd_door[:150],
                vervalt_op=opgave.vervalt_op,
                sinds=klok.vandaag(),
            )
    velden = ("stap", "zin", "adres", "gevraagd_door", "vervalt_op")
    weg = [taak.pk for sleutel, taak in bestaand.items() if sleutel not in gewenst]
    nieuw, anders = [], []
    for sleutel, taak in gewenst.items():
        if sleutel not in bestaand:
            nieuw.append(taak)
            continue
        taak.sinds, taak.pk = bestaand[sleutel].sinds, bestaand[sleutel].pk
        if any(getattr(taak, veld) != getattr(bestaand[sleutel], veld) for veld in velden):
            anders.append(taak)
    if weg:
        Taak.objects.filter(pk__in=weg).delete()
    if nieuw:
        Taak.objects.bulk_create(nieuw)
    if anders:
        Taak.objects.bulk_update(anders, velden)
    return sorted(gewenst.values(), key=lambda taak: (taak.sinds, taak.stap))
