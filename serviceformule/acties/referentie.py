"""The reference data: formules with their zekerheden and afspraken, kept by the functioneel beheerder.

They belong to the organisation, not to a traject, so the right is asked here and not at the gate of a traject. Names and
kernwaarden are national; zekerheden and afspraken may be filled in locally (P-1).
"""

from functools import wraps

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from trajecten.poort import NietMogelijk, bewaar

from ..models import Afspraak, Formule, Koppeling


def _beheer(functie):
    """Only whoever may manage the organisation's data, all or nothing."""

    @wraps(functie)
    def uitvoeren(*args, door, **kwargs):
        if not door.has_perm("accounts.beheren"):
            raise NietMogelijk("Alleen de functioneel beheerder mag de serviceformules aanpassen.")
        with transaction.atomic():
            return functie(*args, door=door, **kwargs)

    return uitvoeren


@_beheer
def voeg_formule_toe(*, door, naam, **velden) -> Formule:
    """A formule at the end of the list. `velden`: klantrol, waarvoor, kernwaarden, herkomst."""
    _keur_naam(naam)
    volgorde = (Formule.objects.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0) + 1
    return Formule.objects.create(naam=naam, code=_vrije_code(naam), volgorde=volgorde, gewijzigd_door=door, **velden)


@_beheer
def wijzig_formule(formule, *, door, versie, **velden):
    """Change a formule for every traject that chose it. Raises Botsing when someone else saved first."""
    if "naam" in velden:
        _keur_naam(velden["naam"], formule.pk)
    bewaar(formule, versie, door, **velden)


@_beheer
def zet_formule(formule, *, door, actief: bool):
    """Take a formule out of the choice, or put it back. Trajecten that chose it keep it."""
    Formule.objects.filter(pk=formule.pk).update(is_actief=actief, gewijzigd_door=door)
    formule.is_actief = actief


@_beheer
def verplaats_formule(formule, *, door, plaats: int) -> int:
    """Put the formule at this place in the list (1 = first); returns the place it got."""
    return _verplaats(formule, Formule.objects.all(), plaats)


@_beheer
def verwijder_formule(formule, *, door):
    """Only a formule that no traject ever chose; otherwise take it out of the choice with `zet_formule`."""
    if Koppeling.objects.filter(formule=formule).exists():
        raise NietMogelijk(
            f"De {formule} is gekozen in een traject en blijft daarom bestaan. Zet de formule op 'niet te kiezen'."
        )
    formule.delete()


@_beheer
def voeg_afspraak_toe(formule, *, door, soort, tekst, p="") -> Afspraak:
    """A zekerheid for the klant or an internal afspraak, at the end of its list. `p`: a value of P, or empty for all P's."""
    rijen = formule.afspraken.filter(soort=soort)
    volgorde = (rijen.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0) + 1
    return Afspraak.objects.create(formule=formule, soort=soort, tekst=tekst, p=p, volgorde=volgorde, gewijzigd_door=door)


@_beheer
def wijzig_afspraak(afspraak, *, door, versie, **velden):
    bewaar(afspraak, versie, door, **velden)


@_beheer
def zet_afspraak(afspraak, *, door, actief: bool):
    """Stop using a zekerheid or afspraak, or use it again; the row stays, so that nothing vanishes under a traject."""
    Afspraak.objects.filter(pk=afspraak.pk).update(is_actief=actief, gewijzigd_door=door)
    afspraak.is_actief = actief


@_beheer
def verplaats_afspraak(afspraak, *, door, plaats: int) -> int:
    """Put it at this place among the zekerheden, or among the afspraken, of its formule (1 = first)."""
    return _verplaats(afspraak, afspraak.formule.afspraken.filter(soort=afspraak.soort), plaats)


def _keur_naam(naam, pk=None):
    if Formule.objects.filter(naam__iexact=naam).exclude(pk=pk).exists():
        raise NietMogelijk(f"Er is al een formule met de naam {naam}.")


def _vrije_code(naam) -> str:
    """A stable handle for case files and reports; renaming the formule does not change it."""
    begin = slugify(naam).removesuffix("formule")[:34] or "formule"
    bezet = set(Formule.objects.filter(code__startswith=begin).values_list("code", flat=True))
    return next(code for code in (begin, *(f"{begin}-{nr}" for nr in range(2, 10_000))) if code not in bezet)


def _verplaats(rij, rijen, plaats) -> int:
    lijst = [ander for ander in rijen.select_for_update() if ander.pk != rij.pk]
    plaats = min(max(plaats, 1), len(lijst) + 1)
    lijst.insert(plaats - 1, rij)
    for nummer, ander in enumerate(lijst, 1):
        ander.volgorde = nummer
    type(rij).objects.bulk_update(lijst, ["volgorde"])
    return plaats
