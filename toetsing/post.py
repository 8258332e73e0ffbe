"""The messages of step 7, and the clock that reminds. Lays out messages only; writes nothing of its own."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from berichten import klok
from berichten.acties import leg_klaar
from berichten.werkdagen import plus_werkdagen
from trajecten.models import Deelname
from verbeterplan.models import Planstatus

from .models import Toets

VENSTER = timedelta(days=14)  # a clock that stood still this long does not remind of what is long past
WAAROM = {
    "specialist": "U krijgt dit bericht omdat u als specialist om een oordeel bent gevraagd.",
    "projectleider": "U krijgt dit bericht omdat u dit traject leidt.",
    "proceseigenaar": "U krijgt dit bericht omdat u proceseigenaar van dit traject bent.",
}


def vertel_gevraagd(toets, aantal: int, door):
    ronde = toets.ronde
    tekst = (
        f"{door} vraagt uw oordeel als {toets.discipline} over het verbeterplan van {ronde.traject}, "
        f"versie {ronde.planversie.nummer}. Geef uw oordeel uiterlijk op {ronde.deadline:%d-%m-%Y}."
    )
    tekst += f"\n\n{ronde.toelichting}" if ronde.toelichting else ""
    _naar_specialist(toets, "toets_gevraagd", f"Beoordeel {aantal_verbeteringen(aantal)} van {ronde.traject}", tekst)


def vertel_niet_nodig(toets, door, reden):
    titel = f"Uw oordeel over {toets.traject} is niet meer nodig"
    onderwerp = f"toets-niet-nodig:{toets.pk}"  # apart from the request, which is withdrawn at the same moment
    _naar_specialist(toets, "toets_niet_nodig", titel, f"{door} schreef daarbij: {reden}", onderwerp=onderwerp)


def vertel_ingeleverd(toets, aantal: int, door):
    titel = f"{toets.discipline} heeft de toets van {toets.traject} ingeleverd"
    tekst = f"{door} heeft {aantal_verbeteringen(aantal)} beoordeeld. Verwerk de opmerkingen in stap 8."
    _naar_rol(toets, "projectleider", "toets_ingeleverd", titel, tekst, f"toets-ingeleverd:{toets.pk}")


@transaction.atomic
def herinner(vandaag) -> int:
    """Lay out reminders of open toetsen: two working days before the deadline, on it, and the working day after.

    May run twice a day or skip days: the key names the moment, and only the latest moment that passed counts. On the last one
    the proceseigenaar hears it too, once. Returns the number of new messages.
    """
    goed = Planstatus.objects.filter(
        planversie__traject=OuterRef("ronde__traject"),
        planversie__nummer__gte=OuterRef("ronde__planversie__nummer"),
        status=Planstatus.Waarde.GOEDGEKEURD,
    )
    toetsen = Toets.objects.filter(
        ~Exists(goed),
        ingeleverd_op=None,
        niet_van_toepassing="",
        ronde__deadline__range=(vandaag - VENSTER, vandaag + VENSTER),
        ronde__traject__afgesloten_op=None,
    )
    return sum(
        _herinner_een(toets, vandaag) for toets in toetsen.select_related("ronde__traject", "discipline", "specialist")
    )


def _herinner_een(toets, vandaag) -> int:
    ronde = toets.ronde
    momenten = [plus_werkdagen(ronde.deadline, -2), ronde.deadline, plus_werkdagen(ronde.deadline, 1)]
    voorbij = [moment for moment in momenten if timezone.localdate(ronde.op) < moment <= vandaag]
    if not voorbij:
        return 0
    moment, is_te_laat = voorbij[-1], voorbij[-1] == momenten[2]
    titel = f"Beoordeel {ronde.traject} voor {ronde.deadline:%d-%m-%Y}"
    if is_te_laat:
        titel = f"Uw oordeel over {ronde.traject} is te laat"
    tekst = f"De uiterste datum voor uw oordeel als {toets.discipline} is {ronde.deadline:%d-%m-%Y}. U hebt het nog niet ingeleverd."
    aantal = _naar_specialist(toets, "toets_herinnering", titel, tekst, moment)
    if is_te_laat:
        titel = f"De toets van {toets.discipline} over {ronde.traject} is te laat"
        tekst = f"{toets.specialist} zou uiterlijk op {ronde.deadline:%d-%m-%Y} oordelen en heeft dat nog niet gedaan."
        aantal += _naar_rol(toets, "proceseigenaar", "toets_te_laat", titel, tekst, f"toets:{toets.pk}", moment)
    return aantal


def _naar_specialist(toets, soort, titel, tekst, moment=None, onderwerp=None) -> int:
    """One message to the named specialist; not to who may no longer sign in."""
    if not toets.specialist.is_active:
        return 0
    adres = reverse("toetsing:toets", args=[toets.ronde.traject_id, toets.pk])
    return _leg_klaar(
        toets, toets.specialist, soort, titel, tekst, "specialist", adres, onderwerp or f"toets:{toets.pk}", moment
    )


def _naar_rol(toets, rol, soort, titel, tekst, onderwerp, moment=None) -> int:
    rijen = Deelname.objects.filter(content_object=toets.ronde.traject_id, permission__codename=rol, user__is_active=True)
    adres = reverse("toetsing:stap", args=[toets.ronde.traject_id])
    return sum(
        _leg_klaar(toets, rij.user, soort, titel, tekst, rol, adres, onderwerp, moment)
        for rij in rijen.select_related("user")
    )


def _leg_klaar(toets, aan, soort, titel, tekst, rol, adres, onderwerp, moment) -> int:
    """1 when the message is new; the same kind about the same toets to the same person for the same day never goes twice."""
    bericht = leg_klaar(
        aan,
        soort=soort,
        onderwerp=onderwerp,
        over=toets.ronde.traject_id,
        sleutel=f"{soort}:{toets.pk}:{aan.pk}:{(moment or klok.vandaag()).isoformat()}",
        titel=titel,
        tekst=tekst,
        waarom=WAAROM[rol],
        adres=adres,
    )
    return int(bericht is not None)


def aantal_verbeteringen(n: int) -> str:
    return "1 verbetering" if n == 1 else f"{n} verbeteringen"
