"""Improvements that were born from an experience."""

from trajecten.poort import NietMogelijk, actie, noteer
from trajecten.rollen import heeft_recht, rollen_van
from verbeteringen import acties as verbeteringen

from ..models import ErvaringIdee


@actie("verbetering_aandragen")
def draag_idee_aan(ervaring, *, door, titel, omschrijving="", voor_inwoner=""):
    """Put an improvement, born from this experience, in the register and tie the two together. Returns the Verbetering."""
    _keur_zichtbaar(ervaring, door)
    velden = {
        "titel": titel,
        "omschrijving": omschrijving,
        "voor_inwoner": voor_inwoner,
        "herkomst": [(4, _herkomst(ervaring))],
    }
    verbetering = verbeteringen.draag_aan(ervaring.traject, door=door, **velden)
    _koppel(ervaring, verbetering)
    return verbetering


@actie("verbetering_aandragen")
def koppel_idee(ervaring, *, door, verbetering) -> ErvaringIdee:
    """Tie an improvement that is already in the register to this experience."""
    _keur_zichtbaar(ervaring, door)
    if verbetering.traject_id != ervaring.traject.pk:
        raise NietMogelijk("Deze verbetering hoort bij een ander traject.")
    if ervaring.ideeen.filter(verbetering=verbetering).exists():
        raise NietMogelijk(f"Verbetering {verbetering.code} hoort al bij deze ervaring.")
    if not verbetering.herkomsten.filter(stap=4).exists():
        verbeteringen.voeg_herkomst_toe(verbetering, door=door, stap=4, toelichting=_herkomst(ervaring))
    return _koppel(ervaring, verbetering)


@actie("klantreis_bewerken")
def ontkoppel_idee(ervaring, *, door, verbetering):
    """Undo a wrong tie; the improvement itself stays in the register."""
    if not ervaring.ideeen.filter(verbetering=verbetering).delete()[0]:
        raise NietMogelijk(f"Verbetering {verbetering.code} hoort niet bij deze ervaring.")
    noteer(f"heeft verbetering {verbetering.code} losgemaakt van een ervaring", ervaring)


def _koppel(ervaring, verbetering):
    noteer(f"heeft verbetering {verbetering.code} gekoppeld aan een ervaring in de klantreis", ervaring)
    return ErvaringIdee.objects.create(ervaring=ervaring, verbetering=verbetering)


def _herkomst(ervaring) -> str:
    """Where it comes from, in words; the register is read by everyone, an unpublished klantreis is not."""
    if not ervaring.fase.klantreis.gepubliceerd_op:
        return "Uit de klantreis"
    return f"Fase {ervaring.fase}: {ervaring.handeling}"[:300]


def _keur_zichtbaar(ervaring, door):
    reis = ervaring.fase.klantreis
    if not reis.gepubliceerd_op and not heeft_recht(rollen_van(door, reis.traject), "klantreis_bewerken"):
        raise NietMogelijk("De klantreiscoach werkt nog aan de klantreis. U ziet die zodra die is gepubliceerd.")
