"""Every read of this room with a name."""

from sessies.models import Sessie
from trajecten.models import Logregel
from verbeteringen.models import Verbetering

from .models import Controle, Processtap, Procesversie, StapIdee

SOORTEN = (Sessie.Soort.PROCES_1, Sessie.Soort.PROCES_2)


def versies(traject) -> list[Procesversie]:
    """All versions, oldest first; the last one is the current one."""
    return list(Procesversie.objects.filter(traject=traject).select_related("geaccepteerd_door", "controle_gevraagd_door"))


def stappen_van(versie: Procesversie | None) -> list[Processtap]:
    return list(Processtap.objects.filter(procesversie=versie)) if versie else []


def controles_van(versie: Procesversie | None) -> list[Controle]:
    return list(Controle.objects.filter(procesversie=versie).select_related("door", "gewijzigd_door")) if versie else []


def sessies_van(traject) -> list[Sessie]:
    """Session 1 and 2 on the process."""
    return list(Sessie.objects.filter(traject=traject, soort__in=SOORTEN))


def geparkeerde_ideeen(traject) -> list[Verbetering]:
    """What came up in this step, with the process steps they hang on (`bij`); two queries."""
    ideeen = list(Verbetering.objects.filter(traject=traject, herkomsten__stap=3).distinct())
    bij = {}
    links = StapIdee.objects.filter(processtap__procesversie__traject=traject).select_related("processtap").order_by("id")
    for link in links:
        bij.setdefault(link.verbetering_id, []).append(link.processtap)
    for idee in ideeen:
        idee.bij = bij.get(idee.pk, [])
    return ideeen


def laatst_verwijderd(traject) -> Logregel:
    return Logregel.objects.filter(traject=traject, handeling="verwijder_stap", is_weigering=False).first()


def verwijderde_stap(traject, sleutel) -> Logregel | None:
    """The log line of a removed step, for the button that puts it back; None for anything else."""
    if not (sleutel and sleutel.isascii() and sleutel.isdigit() and len(sleutel) < 19):
        return None
    regels = Logregel.objects.filter(traject=traject, handeling="verwijder_stap", is_weigering=False)
    return regels.filter(pk=int(sleutel)).first()
