"""What the acties of this room share: the version in progress, and the refusal of a frozen one."""

from decimal import Decimal

from django.db.models import Max

from trajecten.poort import NietMogelijk

from ..models import Procesversie

VELDEN = ("wat", "wie", "kanaal", "systeem", "duur", "duur_eenheid", "knelpunt", "verspilling")


def huidige(traject) -> Procesversie | None:
    return Procesversie.objects.filter(traject=traject).last()


def concept(traject, door) -> Procesversie:
    """The version that may still change; version 1 when there is none yet."""
    versie = huidige(traject)
    if versie is None:
        return Procesversie.objects.create(traject=traject, nummer=1, gewijzigd_door=door)
    return weiger_bevroren(versie)


def weiger_bevroren(versie) -> Procesversie:
    """Asks the database, because the object in hand may be from before the acceptance."""
    if Procesversie.objects.filter(pk=versie.pk, geaccepteerd_op__isnull=False).exists():
        raise NietMogelijk(f"Versie {versie.nummer} is geaccepteerd en verandert niet meer. Maak een nieuwe versie.")
    return versie


def aantal_stappen(versie) -> int:
    return versie.stappen.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0


def als_duur(duur) -> Decimal | None:
    if duur is None or duur == "":
        return None
    duur = duur if isinstance(duur, Decimal) else Decimal(str(duur))
    if duur < 0:
        raise NietMogelijk("Een doorlooptijd kan niet lager zijn dan 0.")
    return duur
