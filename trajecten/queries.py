"""Every read with a name."""

from django.db.models import Exists, OuterRef, Q

from accounts.models import Gebruiker

from .models import Deelname, Lid, Logregel, Taak, Traject
from .rollen import RECHTEN

ZIENDE_ROLLEN = sorted(RECHTEN["traject_zien"].rollen)


def zichtbaar_voor(gebruiker):
    """The trajecten this person may see: exactly those whose page would not answer 404."""
    if not gebruiker.is_authenticated or not gebruiker.is_active:
        return Traject.objects.none()
    deelname = Deelname.objects.filter(
        user=gebruiker, content_object=OuterRef("pk"), permission__codename__in=RECHTEN["traject_zien"].rollen
    )
    return Traject.objects.filter(Exists(deelname))


def leden(traject):
    """Everyone in the project group, also those who left: present first, then by role."""
    return Lid.objects.filter(traject=traject).select_related("gebruiker", "capaciteit_door")


def huidige_leden(traject):
    return leden(traject).filter(tot=None)


def open_taken(traject):
    return Taak.objects.filter(traject=traject).select_related("gebruiker")


def laatste_regels(traject, aantal=5):
    """The newest changes; refusals stand in the logbook only."""
    return Logregel.objects.filter(traject=traject, is_weigering=False).order_by("-nummer")[:aantal]


def logboek(traject, *, wie=None, alleen_weigeringen=False, voor=None):
    """Lines of the log, newest first; `voor`: only those before this number (the next page)."""
    regels = Logregel.objects.filter(traject=traject).order_by("-nummer")
    if wie:
        regels = regels.filter(door=wie)
    if alleen_weigeringen:
        regels = regels.filter(is_weigering=True)
    return regels.filter(nummer__lt=voor) if voor else regels


def keten_klopt(traject) -> bool:
    """Is the hash chain of this traject's log whole, from its first line to the head that the traject remembers?"""
    vorige, nummer = "", 0
    for regel in Logregel.objects.filter(traject=traject).order_by("nummer").iterator():
        nummer += 1
        if regel.nummer != nummer or regel.vorige_hash != vorige or regel.hash != regel.bereken_hash():
            return False
        vorige = regel.hash
    return nummer == traject.log_nummer and vorige == traject.log_hash


def zoek_mensen(tekst, maximaal=20):
    """Active people whose name or e-mail contains this text of at least two letters. It comes from the address as it is."""
    tekst = tekst.replace("\0", "")
    if len(tekst.strip()) < 2:
        return []
    bevat = Q(naam__icontains=tekst.strip()) | Q(email__icontains=tekst.strip())
    return list(Gebruiker.objects.filter(bevat, is_active=True).order_by("naam", "id")[:maximaal])


def schrijvers(traject):
    """The people who stand in the log of this traject."""
    return Gebruiker.objects.filter(pk__in=Logregel.objects.filter(traject=traject).values("door"))
