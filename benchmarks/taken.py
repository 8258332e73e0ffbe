"""100 jobs while the worker is killed 20 times (kill -9): nothing lost, nothing twice, soon back; and a plan is never made twice."""

import os
import random
import time
from collections import Counter
from unittest import mock

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q

from berichten.acties import leg_klaar
from berichten.models import Bericht
from rapporten.acties import vraag_document
from rapporten.bestand import klopt
from rapporten.models import Rapport
from trajecten.acties import begin_traject
from trajecten.models import Poortbesluit, Traject
from verbeteringen.acties import draag_aan
from verbeterplan.acties import leg_vast
from verbeterplan.inhoud import sha256_van
from verbeterplan.models import Keuze, PlanVersie
from wasstraat.celery import app

from . import banken, gegevens, postvak
from .browser import Browser
from .celerywerker import Werker
from .uitslag import Regel, feit
from .werker import LEASE, VEEG

BERICHTEN, DOCUMENTEN = 4, 1  # laid out for each kill: 20 × 5 = 100 jobs
GRENS = LEASE + VEEG + 2


def meet_deel(klein: bool) -> list[Regel]:
    gegevens.zorg_voor({}, 300 if klein else 10_000)
    eerste = banken.eerste()
    banken.kies("eerste")  # the worker knows only the database of the settings
    versie, leider = _plan()
    makelaar = "Redis" if eerste.vendor == "postgresql" else "ingebouwd"
    _leeg_de_wachtrij()
    storm = _Storm(versie, leider, _adres(eerste))
    try:
        storm.woed(2 if klein else 20)
        regels = storm.regels(makelaar)
    finally:
        storm.werker.dood()
    return [*regels, _nooit_twee_keer(versie, leider)]


def _adres(bank) -> str:
    return os.environ.get("REDIS_URL", "") if bank.vendor == "postgresql" else ""


def _leeg_de_wachtrij() -> None:
    app.control.purge()
    postvak.bestand().unlink(missing_ok=True)


def _plan() -> tuple[PlanVersie, object]:
    """A traject whose plan was frozen by the real actie."""
    leider = get_user_model().objects.get(pk=gegevens.MENSEN["typisch"].pk)
    leider.user_permissions.add(Permission.objects.get(codename="trajecten_starten"))
    traject = begin_traject(door=leider, titel="Aankoop grond", organisatie="Gemeente Voorbeeldwaard")
    for stap in range(2, 11):
        Poortbesluit.objects.create(traject=traject, stap=stap, reden="voor de meting", door=leider)
    for nummer in range(1, 7):
        idee = draag_aan(
            traject,
            door=leider,
            titel=f"Ontvangstbericht met planning {nummer}",
            herkomst=[(3, "")],
            omschrijving="Binnen twee dagen.",
        )
        Keuze.objects.create(verbetering=idee, door=leider, besluit="opnemen", termijn="quick_win", effect=4, moeite=2)
    return leg_vast(traject, door=leider), leider


class _Storm:
    def __init__(self, versie, leider, redis):
        self.versie, self.leider = versie, leider
        self.loting, self.werker = random.Random(3), Werker(redis, WEBADRES="http://127.0.0.1:8000")
        self.berichten, self.documenten, self.herstel = [], [], []
        self.in_hand = 0

    def woed(self, keer: int) -> None:
        self.werker.start()
        for _ in range(keer):
            self._leg_werk_klaar()
            _wacht(self._is_bezig, 60)
            time.sleep(self.loting.uniform(0, 1.5))
            self.werker.dood()
            toen, in_hand = time.monotonic(), self._vast()
            self.in_hand += len(in_hand)
            self.werker.start()
            if in_hand:
                _wacht(lambda: not (in_hand & self._vast()), GRENS * 10)  # noqa: B023
                self.herstel.append(time.monotonic() - toen)
            # Each kill strikes fresh work: a document that is killed three times is given up with a reason, by design.
            _wacht(lambda: not self._openstaand(), 180)
        self.werker.dood()

    def _leg_werk_klaar(self) -> None:
        for _ in range(BERICHTEN):
            nummer = len(self.berichten)
            rij = leg_klaar(
                self.leider, soort="meting", onderwerp=f"meting:{nummer}", sleutel=f"meting:{nummer}", titel="Een bericht",
                tekst="Tekst.", waarom="U doet mee aan een meting.", adres="/",
            )  # fmt: skip
            self.berichten.append(rij.pk)
        for _ in range(DOCUMENTEN):
            inhoud = self.versie.inhoud | {"meting": len(self.documenten)}
            nieuw = PlanVersie.objects.create(
                traject=self.versie.traject,
                nummer=100 + len(self.documenten),
                inhoud=inhoud,
                sha256=sha256_van(inhoud),
                door=self.leider,
            )
            self.documenten.append(vraag_document(nieuw, door=self.leider).pk)

    def _vast(self) -> set:
        """What a worker has in hand, and by which run: another run or none is another element."""
        post = Bericht.objects.filter(stand__in=["bezig", "aangeboden"]).values_list("pk", "bezorger")
        return {*post, *Rapport.objects.filter(stand="bezig").values_list("pk", "pogingen")}

    def _is_bezig(self) -> bool:
        return bool(self._vast()) or not self._openstaand()

    def _openstaand(self) -> bool:
        return (
            Bericht.objects.filter(pk__in=self.berichten, afgehandeld_op=None).exists()
            or Rapport.objects.filter(Q(stand="wacht") | Q(stand="bezig"), pk__in=self.documenten).exists()
        )

    def regels(self, makelaar: str) -> list[Regel]:
        standen = Counter(Bericht.objects.filter(pk__in=self.berichten).values_list("stand", flat=True))
        rapporten = list(Rapport.objects.filter(pk__in=self.documenten))
        aangekomen = Counter(postvak.bestand().read_text().split())
        verzonden = [f"<{pk}@127.0.0.1>" for pk in Bericht.objects.filter(stand="verzonden").values_list("pk", flat=True)]
        zoek = [naam for naam in verzonden if naam not in aangekomen]
        heel = sum(rapport.stand == "klaar" and klopt(rapport) is not None for rapport in rapporten)
        met_reden = sum(rapport.stand == "mislukt" for rapport in rapporten)
        jobs = len(self.berichten) + len(rapporten)
        verloren = jobs - standen["verzonden"] - standen["onzeker"] - heel - met_reden + len(zoek)
        dubbel = sum(aantal - 1 for aantal in aangekomen.values())
        wat = f"{len(self.herstel)} keer trof kill -9 werk, {jobs} taken, {makelaar}"
        traagst = max(self.herstel, default=0.0)
        uitkomst = (
            f"{verloren} ({heel} documenten heel, {met_reden} opgegeven met reden, {standen['onzeker']} berichten onzeker)"
        )
        eerste = feit("taken", f"verloren taken: {wat}", uitkomst, "0", verloren == 0)
        eerste.cijfers = {"standen": dict(standen), "in_hand": self.in_hand, "herstel": self.herstel}
        return [
            eerste,
            feit("taken", f"dubbele berichten, {makelaar}", dubbel, "0", dubbel == 0),
            Regel("taken", f"terug na kill -9, traagste, {makelaar}", f"{traagst:.1f} s", f"lease {LEASE} + veeg {VEEG:.0f} + 2 s", "",
                  f"≤ {GRENS:.0f} s", traagst <= GRENS),
        ]  # fmt: skip


def _wacht(klaar, hoogstens: float, stap: float = 0.02) -> None:
    einde = time.monotonic() + hoogstens
    while not klaar():
        if time.monotonic() > einde:
            return
        time.sleep(stap)


def _nooit_twee_keer(versie, leider) -> Regel:
    """Ask for a document that stands, and fetch it, twice: nothing is rendered."""
    rapport = Rapport.objects.filter(stand="klaar").order_by("aangevraagd_op").first()
    browser = Browser(gegevens.KOEKJES["typisch"])
    traject = Traject.objects.get(pk=rapport.traject_id)
    with mock.patch("ui.pdf.maak_pdf", side_effect=AssertionError("opnieuw gemaakt")) as gemaakt:
        for _ in range(2):
            zelfde = vraag_document(PlanVersie.objects.get(pk=rapport.planversie_id), door=leider)
            assert zelfde.pk == rapport.pk
            antwoord = browser.haal(f"/trajecten/{traject.pk}/documenten/{rapport.pk}/download/")
            assert antwoord.status == 200, antwoord.status
    return feit(
        "taken", "keer opmaken bij een tweede vraag om hetzelfde plan", gemaakt.call_count, "0", gemaakt.call_count == 0
    )
