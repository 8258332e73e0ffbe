"""The outbox: rooms lay messages out in their own transaction; the clock delivers them."""

from . import klok
from .models import Bericht


def leg_klaar(aan, *, soort, onderwerp, sleutel, titel, tekst, waarom, adres, over=None, dag=None) -> Bericht | None:
    """Lay out one message to one person. The same `sleutel` (kind, subject, person, date) is never laid out twice.

    `onderwerp` ("toets:12") is what `trek_in` withdraws by; `over` is the id of the traject; `adres` the page where the work is.
    Returns None when the message already existed.
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
    """The thing is done: what was not sent yet will not be sent. Returns how many messages were withdrawn."""
    return Bericht.objects.filter(onderwerp=onderwerp, stand=Bericht.Stand.OPEN).update(stand=Bericht.Stand.VERVALLEN)
