"""The outbox: rooms lay messages out in their own transaction; the clock delivers them.

    open → bezig (in hand, with a lease) → aangeboden (handed to the mail server) → verzonden | onzeker

Every arrow is one conditional update, committed before the next thing happens. Killed in `bezig`: nothing had left, so it is
open again. Killed in `aangeboden`: nobody knows, so it is never sent again by itself. Of two runs one wins each arrow.
"""

import logging
import time as wekker
import uuid
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from . import klok
from .models import Bericht
from .post import Gesloten, Nee, Onzeker, Postkantoor, maak_mail

log = logging.getLogger(__name__)
Stand = Bericht.Stand
VENSTER = (time(7), time(19))  # local time: nobody gets a reminder at night
GREEP = 500  # messages per run
LEASE = timedelta(minutes=10)
BUDGET = 120  # seconds a run may last; what is left goes back
POGINGEN = 10  # 5, 10, 20 … minutes, at most a day: together about three days
WACHT, WACHT_MAX = timedelta(minutes=5), timedelta(days=1)


def leg_klaar(aan, *, soort, onderwerp, sleutel, titel, tekst, waarom, adres, over=None, dag=None) -> Bericht | None:
    """Lay out one message to one person. The same `sleutel` (kind, subject, person, date) is never laid out twice.

    `onderwerp` ("toets:12") is what `trek_in` withdraws by; `over` is the id of the traject; `adres` the page where the work
    is; `dag` the day before which it is not sent. Returns None when the message already existed.
    """
    rij = Bericht(
        aan=aan,
        soort=soort,
        onderwerp=onderwerp,
        over=over,
        sleutel=sleutel,
        titel=titel[:250],
        tekst=tekst,
        waarom=waarom[:250],
        adres=adres,
        dag=dag or klok.vandaag(),
        gemaakt_op=klok.nu(),
    )
    if Bericht.objects.filter(sleutel=sleutel).exists():
        return None
    Bericht.objects.bulk_create([rij], ignore_conflicts=True)
    return rij


def trek_in(onderwerp: str) -> int:
    """The thing is done: what did not leave yet will not be sent. Returns how many messages were withdrawn."""
    nu = klok.nu()
    rijen = Bericht.objects.te_bezorgen().filter(onderwerp=onderwerp, stand__in=[Stand.OPEN, Stand.BEZIG])
    return rijen.update(stand=Stand.VERVALLEN, ingetrokken_op=nu, afgehandeld_op=nu)


def laat_rusten(over) -> int:
    """A case that was played on dates of long ago: its notices stay to be read, but nothing of it is mailed now."""
    rijen = Bericht.objects.te_bezorgen().filter(over=over, stand=Stand.OPEN)
    return rijen.update(stand=Stand.VERVALLEN, afgehandeld_op=klok.nu())


def markeer_gelezen(bericht: Bericht) -> None:
    Bericht.objects.filter(pk=bericht.pk, gelezen_op=None).update(gelezen_op=klok.nu())


def markeer_alles_gelezen(gebruiker, tot: datetime) -> int:
    """Everything that this person could see at `tot`: what came in since stays unread."""
    return Bericht.objects.van(gebruiker).ongelezen().filter(gemaakt_op__lte=tot).update(gelezen_op=klok.nu())


def bezorg(nu: datetime) -> int:
    """Send what is due at `nu` (aware). Returns how many mails were accepted. May run twice, and beside itself."""
    herstel(nu)
    if not VENSTER[0] <= timezone.localtime(nu).time() < VENSTER[1]:
        return 0
    in_hand = claim(nu)
    if not in_hand:
        return 0
    kantoor, einde, verzonden = Postkantoor(), wekker.monotonic() + BUDGET, 0
    try:
        while in_hand and wekker.monotonic() < einde:
            kantoor.open()
            verzonden += _bezorg_een(in_hand.pop(0), kantoor, nu)
    except Gesloten as fout:
        log.warning("De mailserver is niet bereikbaar (%s). De berichten blijven klaarliggen.", fout)
    finally:
        kantoor.sluit()
        _geef_terug(in_hand)
    return verzonden


def herstel(nu: datetime) -> None:
    """What a killed run left behind: not handed over yet is open again, handed over is uncertain."""
    verlopen = Bericht.objects.te_bezorgen().filter(lease_tot__lt=nu)
    verlopen.filter(stand=Stand.BEZIG).update(stand=Stand.OPEN, bezorger=None, lease_tot=None)
    verlopen.filter(stand=Stand.AANGEBODEN).update(stand=Stand.ONZEKER, afgehandeld_op=nu)


def claim(nu: datetime, aantal: int = GREEP) -> list[Bericht]:
    """Take what is due in hand, oldest first, in two statements. No message is in two hands."""
    bezorger = uuid.uuid4()
    aan_de_beurt = (
        Bericht.objects.te_bezorgen()
        .filter(Q(niet_voor=None) | Q(niet_voor__lte=nu), stand=Stand.OPEN, dag__lte=timezone.localdate(nu))
        .order_by("gemaakt_op")
        .values("pk")[:aantal]
    )
    rijen = Bericht.objects.te_bezorgen().filter(pk__in=aan_de_beurt, stand=Stand.OPEN)
    if not rijen.update(stand=Stand.BEZIG, bezorger=bezorger, lease_tot=nu + LEASE):
        return []
    return list(Bericht.objects.te_bezorgen().filter(bezorger=bezorger).select_related("aan").order_by("gemaakt_op"))


def _bezorg_een(bericht: Bericht, kantoor: Postkantoor, nu: datetime) -> bool:
    if not (bericht.aan.email and bericht.aan.is_active):
        _van(bericht, Stand.BEZIG, stand=Stand.VERVALLEN, afgehandeld_op=nu)  # the notice in the app stays
        return False
    try:
        mail = maak_mail(bericht)
        mail.message()  # an address or header that cannot be mailed shows itself here, before anything left
    except ValueError as fout:
        _later(bericht, Stand.BEZIG, nu, fout)
        return False
    if not _van(bericht, Stand.BEZIG, stand=Stand.AANGEBODEN):
        return False  # withdrawn, or our lease ran out and another run has it
    try:
        kantoor.verstuur(mail)
    except Nee as fout:
        _later(bericht, Stand.AANGEBODEN, nu, fout)
        return False
    except Onzeker as fout:
        log.warning("Bericht %s: de verbinding brak tijdens het versturen (%s).", bericht.pk, fout)
        _van(bericht, Stand.AANGEBODEN, stand=Stand.ONZEKER, afgehandeld_op=nu)
        return False
    return _van(bericht, Stand.AANGEBODEN, stand=Stand.VERZONDEN, verzonden_op=nu, afgehandeld_op=nu)


def _van(bericht: Bericht, vanuit: str, **nieuw) -> bool:
    """One arrow: only when the message still stands where this run left it."""
    return bool(Bericht.objects.filter(pk=bericht.pk, stand=vanuit, bezorger=bericht.bezorger).update(**nieuw))


def _later(bericht: Bericht, vanuit: str, nu: datetime, fout: Exception) -> None:
    """Refused: back in the queue, a little later each time, and given up after POGINGEN tries."""
    pogingen = bericht.pogingen + 1
    log.warning("Bericht %s niet aangenomen, poging %s (%s).", bericht.pk, pogingen, fout)
    if pogingen >= POGINGEN:
        _van(bericht, vanuit, stand=Stand.GEWEIGERD, pogingen=pogingen, afgehandeld_op=nu)
        return
    over = min(WACHT * 2 ** (pogingen - 1), WACHT_MAX)
    _van(bericht, vanuit, stand=Stand.OPEN, pogingen=pogingen, niet_voor=nu + over, bezorger=None, lease_tot=None)


def _geef_terug(in_hand: list[Bericht]) -> None:
    """What this run did not come to is open again at once."""
    if in_hand:
        rijen = Bericht.objects.filter(pk__in=[bericht.pk for bericht in in_hand], stand=Stand.BEZIG)
        rijen.filter(bezorger=in_hand[0].bezorger).update(stand=Stand.OPEN, bezorger=None, lease_tot=None)
