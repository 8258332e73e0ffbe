"""Accepting a version, which freezes it, and starting the next one."""

from berichten import klok
from trajecten.poort import NietMogelijk, actie, noteer

from ..models import Processtap, Procesversie
from .gedeeld import VELDEN, aantal_stappen, huidige, weiger_bevroren


@actie("proces_accepteren", stap=3)
def accepteer(versie, *, door) -> Procesversie:
    """The proceseigenaar accepts the description as the current process; from now on it is frozen.

    Refused without steps, before a way of checking was chosen, without any answer (unless checked in session 1), or with
    open remarks. Further answers that did not come are no ground for refusal: the proceseigenaar decides (3b).
    """
    if not aantal_stappen(versie):
        raise NietMogelijk("Deze beschrijving heeft nog geen stappen.")
    if not versie.wijze_controle:
        raise NietMogelijk("Deze beschrijving is nog niet ter controle voorgelegd.")
    controles = list(versie.controles.all())
    if not controles and versie.wijze_controle != Procesversie.Wijze.SAMENGEVOEGD:
        raise NietMogelijk("Nog niemand heeft gezegd of de beschrijving klopt.")
    if aantal := sum(controle.is_open for controle in controles):
        raise NietMogelijk(f"Er {'is nog 1 opmerking' if aantal == 1 else f'zijn nog {aantal} opmerkingen'} niet verwerkt.")
    velden = {"geaccepteerd_op": klok.nu(), "geaccepteerd_door": door}
    if not Procesversie.objects.filter(pk=versie.pk, geaccepteerd_op=None).update(**velden):
        wie = Procesversie.objects.get(pk=versie.pk).geaccepteerd_door
        raise NietMogelijk(f"{wie} heeft deze beschrijving al geaccepteerd.")
    noteer(f"heeft versie {versie.nummer} van het huidige proces geaccepteerd", versie, nieuw={"versie": versie.nummer})
    versie.refresh_from_db()
    return versie


@actie("proces_bewerken", stap=3)
def nieuwe_versie(traject, *, door) -> Procesversie:
    """Start a next version as a copy of the accepted one, which stays as it was. It must be checked and accepted anew."""
    oud = huidige(traject)
    if oud is None or not oud.is_bevroren:
        raise NietMogelijk("Er is nog een versie in bewerking. Pas die aan.")
    nieuw = Procesversie.objects.create(traject=traject, nummer=oud.nummer + 1, gewijzigd_door=door)
    stappen = oud.stappen.values("volgorde", *VELDEN)
    kopieen = [Processtap(procesversie=nieuw, gewijzigd_door=door, **stap) for stap in stappen]
    Processtap.objects.bulk_create(kopieen)
    inhoud = {"uit": oud.nummer, "stappen": len(kopieen)}
    noteer(f"is begonnen aan versie {nieuw.nummer} van het huidige proces", nieuw, nieuw=inhoud)
    return nieuw


@actie("proces_bewerken", stap=3)
def laat_versie_vallen(versie, *, door):
    """Drop a version in progress that nobody answered on yet; the accepted version before it is then the current one."""
    weiger_bevroren(versie)
    if versie.nummer == 1:
        raise NietMogelijk("Versie 1 kan niet weg: er is geen eerdere versie om op terug te vallen.")
    if versie.controles.exists():
        raise NietMogelijk("Er zijn al antwoorden op deze versie. Die moeten bewaard blijven.")
    noteer(f"heeft versie {versie.nummer} van het huidige proces laten vallen", versie, {"stappen": aantal_stappen(versie)})
    Procesversie.objects.filter(pk=versie.pk).delete()
