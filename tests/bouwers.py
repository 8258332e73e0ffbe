"""Small builders: the least that is needed of something, with every field open to the test."""

from itertools import count

from accounts.models import Gebruiker
from trajecten.models import Lid, Opdracht, Traject
from trajecten.rollen import rolnaam

WACHTWOORD = "een heel lang wachtwoord"
_nummer = count(1)


def maak_gebruiker(naam=None, **velden) -> Gebruiker:
    n = next(_nummer)
    velden = {"username": f"mens{n}", "email": f"mens{n}@voorbeeldwaard.test", "naam": naam or f"Mens {n}"} | velden
    return Gebruiker.objects.create_user(password=WACHTWOORD, **velden)


def maak_traject(door=None, **velden) -> Traject:
    """A traject without people: give roles with `geef_rol`."""
    velden = {"titel": "Aankoop grond", "organisatie": "Gemeente Voorbeeldwaard"} | velden
    traject = Traject.objects.create(aangemaakt_door=door or maak_gebruiker(), **velden)
    Opdracht.objects.create(traject=traject)
    return traject


def geef_rol(traject, gebruiker, rol, **velden) -> Lid:
    """Role and access at once, specialists too (as after an invitation)."""
    from guardian.shortcuts import assign_perm

    lid = Lid.objects.create(traject=traject, gebruiker=gebruiker, rol=rol, **({"functie": rolnaam(rol)} | velden))
    assign_perm(rol, gebruiker, traject)
    return lid
