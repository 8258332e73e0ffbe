"""The check of the description: asking, answering, processing remarks."""

from berichten import klok
from trajecten.poort import NietMogelijk, actie, bewaar, noteer

from ..models import Controle, Procesversie
from .gedeeld import aantal_stappen, huidige, weiger_bevroren


@actie("proces_bewerken", stap=3)
def vraag_controle(traject, *, door, wijze) -> Procesversie:
    """Ask whether the description is complete and correct, in one of the three ways (step 3b, S000 footnote 1)."""
    versie = huidige(traject)
    if versie is None or not aantal_stappen(versie):
        raise NietMogelijk("Er is nog niets om te controleren. Voeg eerst stappen toe.")
    weiger_bevroren(versie)
    if wijze not in Procesversie.Wijze.values:
        raise NietMogelijk("Kies een manier van controleren.")
    velden = {"wijze_controle": wijze, "controle_gevraagd_op": klok.nu(), "controle_gevraagd_door": door}
    Procesversie.objects.filter(pk=versie.pk).update(**velden)
    noteer(f"heeft versie {versie.nummer} van het proces ter controle voorgelegd", versie, nieuw={"wijze": wijze})
    versie.refresh_from_db()
    return versie


@actie("proces_controleren", stap=3)
def controleer(versie, *, door, klopt: bool, opmerking="") -> Controle:
    """One person's answer: it is right, or a remark (needed when it is not). Raises NietMogelijk before it was asked."""
    weiger_bevroren(versie)
    if not versie.controle_gevraagd_op:
        raise NietMogelijk("Er is nog niet om een controle gevraagd.")
    opmerking = opmerking.strip()
    if not klopt and not opmerking:
        raise NietMogelijk("Schrijf op wat er niet klopt of ontbreekt.")
    controle = Controle.objects.create(procesversie=versie, klopt=klopt, opmerking=opmerking, door=door)
    zin = "heeft gezegd dat het huidige proces klopt" if klopt else "heeft een opmerking bij het huidige proces gemaakt"
    noteer(zin, controle, nieuw={"klopt": klopt, "opmerking": opmerking, "versie": versie.nummer})
    return controle


@actie("proces_bewerken", stap=3)
def verwerk_opmerking(controle, *, door, verwerking, versie=None):
    """Say what was done with a remark; may be rewritten until the version is frozen.

    `versie`: the version of the answer that the form was based on; a second writer gets Botsing.
    """
    weiger_bevroren(controle.procesversie)
    if not controle.opmerking:
        raise NietMogelijk("Bij dit antwoord is geen opmerking gemaakt.")
    if not verwerking.strip():
        raise NietMogelijk("Schrijf op wat er met de opmerking is gedaan.")
    if verschil := bewaar(controle, controle.versie if versie is None else versie, door, verwerking=verwerking.strip()):
        Controle.objects.filter(pk=controle.pk).update(verwerkt_op=klok.nu())
        noteer("heeft een opmerking bij het huidige proces verwerkt", controle, **verschil)
