"""Every write of step 5: the chosen serviceformule, the six P's, and the reference data they are judged by."""

from .koppeling import beoordeel_p, draag_idee_aan, kies_formule, koppel_idee, ontkoppel_idee
from .referentie import (
    verplaats_afspraak,
    verplaats_formule,
    verwijder_formule,
    voeg_afspraak_toe,
    voeg_formule_toe,
    wijzig_afspraak,
    wijzig_formule,
    zet_afspraak,
    zet_formule,
)

__all__ = [
    "beoordeel_p",
    "draag_idee_aan",
    "kies_formule",
    "koppel_idee",
    "ontkoppel_idee",
    "verplaats_afspraak",
    "verplaats_formule",
    "verwijder_formule",
    "voeg_afspraak_toe",
    "voeg_formule_toe",
    "wijzig_afspraak",
    "wijzig_formule",
    "zet_afspraak",
    "zet_formule",
]
