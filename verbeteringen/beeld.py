"""An improvement as the pages show it: where it came from, and its thread through the ten steps."""

from dataclasses import dataclass

from django.urls import reverse

from trajecten.stap import alle
from ui.opmaak import datum_kort

from .models import Verbetering


@dataclass
class Rij:
    adres: str
    code: str
    titel: str
    herkomst: list[tuple[str, str]]  # (step, sentence)
    door: str
    wanneer: str
    uit: str


def rijen_van(verbeteringen) -> list[Rij]:
    return [
        Rij(
            adres=reverse("verbeteringen:detail", args=[verbetering.traject_id, verbetering.pk]),
            code=verbetering.code,
            titel=verbetering.titel,
            herkomst=[(f"Stap {h.stap}", h.toelichting) for h in verbetering.herkomsten.all()],
            door=str(verbetering.door),
            wanneer=datum_kort(verbetering.op),
            uit=verbetering.uit.code if verbetering.uit else "",
        )
        for verbetering in verbeteringen
    ]


def draad_van(verbetering: Verbetering) -> list[dict]:
    """Per step what its room says about this improvement; a step that is only named as origin shows that sentence."""
    herkomst: dict[int, list] = {}
    for rij in verbetering.herkomsten.all():
        herkomst.setdefault(rij.stap, []).append((rij.toelichting or "Hier kwam dit naar voren", ""))
    draad = []
    for stap in alle():
        zinnen = (list(stap.spoor(verbetering)) if stap.spoor else []) or herkomst.get(stap.nummer, [])
        if zinnen:
            adres = stap.adres(verbetering.traject)
            draad.append({"nummer": stap.nummer, "titel": stap.titel, "adres": adres, "zinnen": zinnen})
    return draad
