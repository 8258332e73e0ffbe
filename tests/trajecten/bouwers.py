"""Rows of the room trajecten."""

from trajecten.models import Opmerking, Poortbesluit, Taak


def maak_opmerking(traject, door, stap=1, tekst="Denk aan de balie."):
    return Opmerking.objects.create(traject=traject, stap=stap, tekst=tekst, door=door)


def maak_poortbesluit(traject, door, stap=2, reden="De sponsor komt later."):
    return Poortbesluit.objects.create(traject=traject, stap=stap, reden=reden, door=door)


def maak_taak(traject, gebruiker, sleutel="proef", **velden):
    velden = {"stap": 1, "zin": "Doe iets", "adres": "/"} | velden
    return Taak.objects.create(traject=traject, gebruiker=gebruiker, sleutel=sleutel, **velden)
