"""Rows of the room sessies."""

from datetime import date

from sessies.models import Agendapunt, Sessie
from trajecten.models import Opdracht


def maak_sessie(traject, soort="start", **velden):
    velden = {"datum": date(2026, 1, 12), "gehouden": True} | velden
    return Sessie.objects.create(traject=traject, soort=soort, **velden)


def maak_agendapunt(sessie, tekst="Kennismaken", **velden):
    return Agendapunt.objects.create(sessie=sessie, volgorde=sessie.agenda.count() + 1, tekst=tekst, **velden)


def maak_stap_klaar(traject, proceseigenaar):
    """Step 1 done by facts alone, for tests of later rooms; the roles are the caller's."""
    opdracht = Opdracht.objects.get(traject=traject)
    Opdracht.objects.filter(pk=opdracht.pk).update(
        doelstelling="Binnen vijf werkdagen antwoord", bevestigd_door=proceseigenaar, bevestigde_versie=opdracht.versie
    )
    maak_sessie(traject)
