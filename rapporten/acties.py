"""Every change to a document: asked for by a person, made by a worker. The row is the queue (lease, tries, progress)."""

import logging
import time
import traceback
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from berichten import klok
from trajecten.poort import NietMogelijk, actie, noteer
from ui import pdf
from verbeterplan.models import PlanVersie

from .bestand import klopt
from .models import Rapport
from .plan import TeGroot, plan_html, plan_middelen
from .sleutel import sleutel_van
from .wekker import wek

log = logging.getLogger("wasstraat.rapporten")
Stand = Rapport.Stand
LEASE = timedelta(seconds=30)  # renewed every second of work, so this is how long a dead worker goes unnoticed
POGINGEN = 3
ADEM = 1.0  # seconds between two writes of progress
VEEGTIJD = 60  # seconds one sweep may work; the next sweep goes on
AFGEBROKEN = (
    "Het maken is drie keer afgebroken voordat het document klaar was. Probeer het later opnieuw; "
    "gaat het dan weer mis, vraag dan uw beheerder om hulp."
)


class _LeaseKwijt(Exception):
    """Another worker has taken over: stop without touching the row or the file."""


@actie("rapport_maken", op_gesloten=True)
def vraag_document(planversie, *, door, soort="verbeterplan") -> Rapport:
    """Ask for the document of a frozen version. Nothing changed since last time = the row that was there, and no new work.

    A document that failed is tried again. A worker is woken after the commit; without a broker the row waits for the sweep.
    """
    if soort not in Rapport.Soort:
        raise NietMogelijk("Dit soort document kan Wasstraat niet maken.")
    nieuw_begin = {
        "stand": Stand.WACHT,
        "pogingen": 0,
        "oorzaak": "",
        "voortgang": 0,
        "voortgang_woord": "",
        "lease_tot": None,
    }
    gevraagd = {"aangevraagd_door": door, "aangevraagd_op": klok.nu()}
    rapport, nieuw = Rapport.objects.get_or_create(
        traject=planversie.traject,
        sleutel=sleutel_van(planversie, soort),
        defaults={"planversie": planversie, "soort": soort} | gevraagd,
    )
    zelfde = Rapport.objects.filter(pk=rapport.pk)
    opnieuw = not nieuw and zelfde.filter(stand=Stand.MISLUKT).update(**nieuw_begin, **gevraagd)
    if nieuw or opnieuw:
        noteer(
            f"heeft {'opnieuw ' if opnieuw else ''}een PDF gevraagd van versie {planversie.nummer} van het verbeterplan",
            rapport,
        )
    else:
        zelfde.update(aangevraagd_op=klok.nu())  # the newest request of a version is the one on the page
    rapport.refresh_from_db()
    if rapport.stand == Stand.WACHT:
        transaction.on_commit(partial(wek, rapport.pk), robust=True)
    return rapport


def zet_terug(rapport) -> bool:
    """The file of a finished document is gone or damaged: have it made again. False when a colleague did so already."""
    terug = Rapport.objects.filter(pk=rapport.pk, stand=Stand.KLAAR).update(
        stand=Stand.WACHT, pogingen=0, voortgang=0, voortgang_woord="", lease_tot=None, bestand="", klaar_op=None
    )
    if terug:
        log.error("Het bestand van document %s ontbreekt of is beschadigd; het wordt opnieuw gemaakt.", rapport.pk)
        transaction.on_commit(partial(wek, rapport.pk), robust=True)
    return bool(terug)


def open_bestand(rapport):
    """The finished file, opened at its begin. Raises NietMogelijk while there is none; a damaged one is made again."""
    if rapport.stand == Stand.MISLUKT:
        raise NietMogelijk(f"Deze PDF kon niet worden gemaakt. {rapport.oorzaak}")
    if rapport.stand != Stand.KLAAR:
        raise NietMogelijk("Deze PDF is nog niet klaar. Kijk over een minuut weer bij Documenten.")
    if (bestand := klopt(rapport)) is not None:
        return bestand
    zet_terug(rapport)
    raise NietMogelijk(
        "Het bestand van deze PDF is weg of beschadigd. Wij maken het opnieuw: kijk over een minuut weer bij Documenten."
    )


def pak_rapport(nu, rapport_id=None) -> Rapport | None:
    """Lease the oldest row that waits, or whose worker has not been heard of; only that one row when `rapport_id` is given.

    The try is counted before the work: a document that kills its worker three times ends as failed. Two workers never hold
    one row.
    """
    te_doen = Rapport.objects.filter(Q(stand=Stand.WACHT) | Q(stand=Stand.BEZIG, lease_tot__lt=nu)).order_by(
        "aangevraagd_op"
    )
    for rapport in te_doen.filter(pk=rapport_id) if rapport_id else te_doen[:50]:
        greep = Rapport.objects.filter(
            pk=rapport.pk, stand=rapport.stand, pogingen=rapport.pogingen, lease_tot=rapport.lease_tot
        )
        if rapport.pogingen >= POGINGEN:
            greep.update(stand=Stand.MISLUKT, oorzaak=AFGEBROKEN, lease_tot=None)
        elif greep.update(
            stand=Stand.BEZIG, lease_tot=nu + LEASE, pogingen=F("pogingen") + 1, voortgang=0, voortgang_woord="beginnen"
        ):
            rapport.refresh_from_db()
            return rapport
    return None


def maak(rapport_id) -> bool:
    """Make this document when nobody else is at it; False when there was nothing to do or it did not work out."""
    rapport = pak_rapport(klok.nu(), rapport_id)
    return rapport is not None and _maak(rapport)


def veeg() -> int:
    """Make what a lost nudge or a dead worker left behind, for at most a minute; returns how many were made."""
    gemaakt, einde = 0, time.monotonic() + VEEGTIJD
    while time.monotonic() < einde and (rapport := pak_rapport(klok.nu())):
        gemaakt += _maak(rapport)
    return gemaakt


def _maak(rapport: Rapport) -> bool:
    """Render and keep. Causes a person can do something about end the row; anything else is tried again."""
    meld = _Melder(rapport)
    try:
        meld(2, "gegevens verzamelen")
        html = plan_html(PlanVersie.objects.select_related("traject").get(pk=rapport.planversie_id))
        naam = f"{rapport.pk}.pdf"
        gemaakt = pdf.maak_pdf(
            html,
            Path(settings.RAPPORTEN) / naam,
            middelen=plan_middelen(),
            bij_voortgang=lambda percent, woord: meld(8 + percent * 92 // 100, woord),
        )
        klaar = {"bestand": naam, "sha256": gemaakt.sha256, "grootte": gemaakt.bytes, "paginas": gemaakt.paginas}
        return meld.sluit(stand=Stand.KLAAR, voortgang=100, voortgang_woord="klaar", oorzaak="", klaar_op=klok.nu(), **klaar)
    except _LeaseKwijt:
        return False
    except (pdf.PdfMislukt, TeGroot) as fout:
        if getattr(fout, "soort", "") == "afgebroken" and rapport.pogingen < POGINGEN:
            meld.sluit(stand=Stand.WACHT)
        else:
            meld.sluit(stand=Stand.MISLUKT, oorzaak=fout.oorzaak[:300])
    except Exception as fout:
        # Name and place only: the message of an error may hold text out of the plan.
        plek = traceback.extract_tb(fout.__traceback__)[-1]
        log.error("Document %s mislukt: %s in %s:%s", rapport.pk, type(fout).__name__, Path(plek.filename).name, plek.lineno)
        laatste = rapport.pogingen >= POGINGEN
        meld.sluit(**({"stand": Stand.MISLUKT, "oorzaak": AFGEBROKEN} if laatste else {"stand": Stand.WACHT}))
    return False


class _Melder:
    """Writes how far the work is, renews the lease, and notices when another worker has taken over."""

    def __init__(self, rapport: Rapport):
        self.mijn = Rapport.objects.filter(pk=rapport.pk, stand=Stand.BEZIG, pogingen=rapport.pogingen)
        self.woord, self.toen = "", 0.0

    def __call__(self, percent: int, woord: str) -> None:
        if woord == self.woord and time.monotonic() - self.toen < ADEM:
            return
        self.woord, self.toen = woord, time.monotonic()
        if not self.mijn.update(voortgang=min(percent, 99), voortgang_woord=woord, lease_tot=klok.nu() + LEASE):
            raise _LeaseKwijt

    def sluit(self, **velden) -> bool:
        return bool(self.mijn.update(lease_tot=None, **velden))
