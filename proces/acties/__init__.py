"""Every write of step 3: the description of the current process, its check and its acceptance, and the parked ideas."""

from .controle import controleer, verwerk_opmerking, vraag_controle
from .ideeen import koppel_idee, parkeer_idee
from .stappen import herstel_stap, verplaats_stap, verwijder_stap, voeg_stap_toe, wijzig_stap
from .versies import accepteer, laat_versie_vallen, nieuwe_versie

__all__ = [
    "accepteer",
    "controleer",
    "herstel_stap",
    "koppel_idee",
    "laat_versie_vallen",
    "nieuwe_versie",
    "parkeer_idee",
    "verplaats_stap",
    "verwerk_opmerking",
    "verwijder_stap",
    "voeg_stap_toe",
    "vraag_controle",
    "wijzig_stap",
]
