"""Ideas that came up while describing how it is now."""

from django.utils.text import Truncator

from trajecten.poort import NietMogelijk, actie, noteer
from verbeteringen.acties import draag_aan

from ..models import StapIdee


@actie("verbetering_aandragen")
def parkeer_idee(traject, *, door, titel, processtap=None, omschrijving="", code=None):
    """Park an idea from the session: it goes to the register with herkomst step 3 and, if given, its process step."""
    if processtap and processtap.traject.pk != traject.pk:
        raise NietMogelijk("Deze processtap hoort niet bij dit traject.")
    zin = Truncator(f"Processtap {processtap}" if processtap else "Geparkeerd bij het huidige proces").chars(300)
    verbetering = draag_aan(traject, door=door, titel=titel, omschrijving=omschrijving, herkomst=[(3, zin)], code=code)
    if processtap:
        _koppel(processtap, verbetering)
    return verbetering


@actie("verbetering_aandragen")
def koppel_idee(processtap, *, door, verbetering) -> StapIdee:
    """Point an improvement that stands in the register back to the process step it came from."""
    if verbetering.traject_id != processtap.traject.pk:
        raise NietMogelijk("Deze verbetering hoort niet bij dit traject.")
    if StapIdee.objects.filter(processtap=processtap, verbetering=verbetering).exists():
        raise NietMogelijk(f"{verbetering.code} is al gekoppeld aan deze processtap.")
    return _koppel(processtap, verbetering)


def _koppel(processtap, verbetering) -> StapIdee:
    code = verbetering.code
    noteer(
        f"heeft verbetering {code} gekoppeld aan processtap {processtap.volgorde}", processtap, nieuw={"verbetering": code}
    )
    return StapIdee.objects.create(processtap=processtap, verbetering=verbetering)
