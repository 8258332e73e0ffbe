"""The queue of documents: asked for once, leased, tried three times, never half."""

import os
import signal
import threading
from datetime import timedelta

import pytest

from berichten import klok
from rapporten import acties, tasks
from rapporten.models import Rapport
from tests.rapporten.bouwers import maak_beoordeeld, maak_rapport
from tests.verbeterplan.bouwers import maak_versie
from trajecten.models import Logregel
from trajecten.poort import Geweigerd, NietMogelijk
from ui import pdf
from vaststelling.models import Akkoord

Stand = Rapport.Stand


@pytest.fixture
def map_(settings, tmp_path):
    settings.RAPPORTEN = tmp_path / "rapporten"
    return settings.RAPPORTEN


@pytest.fixture
def versie(cast, open_poorten):
    return maak_versie(cast.traject, cast.projectleider)


@pytest.fixture
def rapport(cast, versie):
    return maak_rapport(versie, cast.projectleider)


@pytest.fixture
def drukker(monkeypatch, map_):
    """A quick press in place of WeasyPrint: counts its work and does what the test says."""

    class Drukker:
        keer = 0
        tussendoor = staticmethod(lambda: None)

        def __call__(self, html, doel, *, bij_voortgang, **rest):
            self.keer += 1
            bij_voortgang(20, "opmaken")
            self.tussendoor()
            bij_voortgang(97, "bewaren")
            from ui.bestanden import schrijf_atomair

            return pdf.Gemaakt(schrijf_atomair(doel, b"%PDF-1.7 " + html[:50].encode()), 59, 2)

    drukker = Drukker()
    monkeypatch.setattr(pdf, "maak_pdf", drukker)
    return drukker


def test_tweede_vraag_maakt_niets(cast, versie, drukker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        eerste = acties.vraag_document(versie, door=cast.projectleider)
    assert (eerste.stand, drukker.keer) == (Stand.WACHT, 1)
    eerste.refresh_from_db()
    assert (eerste.stand, eerste.voortgang, eerste.pogingen, eerste.lease_tot) == (Stand.KLAAR, 100, 1, None)
    regels = Logregel.objects.count()
    with django_capture_on_commit_callbacks(execute=True) as terug:
        tweede = acties.vraag_document(versie, door=cast.procesadviseur)
    assert (tweede.pk, tweede.stand, drukker.keer, terug) == (eerste.pk, Stand.KLAAR, 1, [])
    assert Logregel.objects.count() == regels
    assert tasks.maak(eerste.pk) is None
    tasks.veeg()
    assert drukker.keer == 1  # a finished row is never made again


def test_een_nieuw_feit_of_andere_opmaak_is_een_nieuw_document(cast, versie, monkeypatch):
    eerste = acties.vraag_document(versie, door=cast.projectleider)
    Akkoord.objects.create(planversie=versie, akkoord=True, sha256=versie.sha256, door=cast.teammanager)
    tweede = acties.vraag_document(versie, door=cast.projectleider)
    monkeypatch.setattr("rapporten.sleutel.opmaak_hash", lambda: "andere opmaak")
    derde = acties.vraag_document(versie, door=cast.projectleider)
    assert len({eerste.sleutel, tweede.sleutel, derde.sleutel}) == 3


def test_wie_mag_en_wat_kan(cast, versie):
    with pytest.raises(Geweigerd):
        acties.vraag_document(versie, door=cast.sponsor)
    with pytest.raises(NietMogelijk, match="soort document"):
        acties.vraag_document(versie, door=cast.projectleider, soort="toetsrapport")
    assert not Rapport.objects.exists()


@pytest.mark.parametrize("hangt", [False, True])
def test_zonder_broker_blijft_de_rij_staan(cast, versie, settings, monkeypatch, hangt, django_capture_on_commit_callbacks):
    settings.CELERY_TASK_ALWAYS_EAGER = False
    geprobeerd, los = threading.Event(), threading.Event()

    def delay(rapport_id):
        geprobeerd.set()
        if hangt:
            los.wait(30)
        raise ConnectionError("geen verbinding")

    monkeypatch.setattr(tasks.maak, "delay", delay)
    with django_capture_on_commit_callbacks(execute=True):
        rapport = acties.vraag_document(versie, door=cast.projectleider)
    assert geprobeerd.wait(10)  # the request is back here while the broker still hangs
    los.set()
    assert Rapport.objects.get(pk=rapport.pk).stand == Stand.WACHT
    assert acties.pak_rapport(klok.nu()).pk == rapport.pk  # what the sweep does


def test_lease_en_pogingen(rapport):
    nu = klok.nu()
    assert acties.pak_rapport(nu).pogingen == 1  # counted before the work
    assert acties.pak_rapport(nu) is None  # a second worker, at once
    assert acties.pak_rapport(nu + timedelta(seconds=10), rapport.pk) is None
    for poging in (2, 3):
        nu += acties.LEASE + timedelta(seconds=1)
        assert acties.pak_rapport(nu).pogingen == poging
    assert acties.pak_rapport(nu + acties.LEASE + timedelta(seconds=1)) is None
    rapport.refresh_from_db()
    assert rapport.stand == Stand.MISLUKT
    assert "drie keer afgebroken" in rapport.oorzaak


def test_na_een_fout_opnieuw_tot_drie_keer_en_dan_met_de_knop(cast, versie, drukker):
    rapport = acties.vraag_document(versie, door=cast.projectleider)

    def kapot():
        raise RuntimeError("stuk")

    drukker.tussendoor = kapot
    assert acties.maak(rapport.pk) is False
    rapport.refresh_from_db()
    assert (rapport.stand, rapport.lease_tot) == (Stand.WACHT, None)
    assert acties.veeg() == 0
    rapport.refresh_from_db()
    assert (rapport.stand, rapport.pogingen, drukker.keer) == (Stand.MISLUKT, 3, 3)
    drukker.tussendoor = lambda: None
    opnieuw = acties.vraag_document(versie, door=cast.procesadviseur)
    assert (opnieuw.pk, opnieuw.stand, opnieuw.pogingen, opnieuw.oorzaak) == (rapport.pk, Stand.WACHT, 0, "")
    assert Logregel.objects.latest("nummer").zin == "heeft opnieuw een PDF gevraagd van versie 1 van het verbeterplan"
    assert acties.veeg() == 1


def test_wie_zijn_lease_kwijt_is_schrijft_niets(rapport, drukker, map_):
    anders = {"stand": Stand.BEZIG, "pogingen": 2, "voortgang": 33}
    drukker.tussendoor = lambda: Rapport.objects.filter(pk=rapport.pk).update(**anders)
    assert acties.maak(rapport.pk) is False
    rapport.refresh_from_db()
    assert {naam: getattr(rapport, naam) for naam in anders} == anders
    assert not list(map_.glob("*")) if map_.exists() else True


def test_voortgang_staat_in_de_rij_en_verlengt_de_lease(rapport, drukker):
    gezien = []

    def kijk():
        rij = Rapport.objects.get(pk=rapport.pk)
        gezien.append((rij.stand, rij.voortgang, rij.voortgang_woord, rij.lease_tot > klok.nu()))

    drukker.tussendoor = kijk
    assert acties.maak(rapport.pk)
    assert gezien == [(Stand.BEZIG, 8 + 20 * 92 // 100, "opmaken", True)]


def test_te_groot_wordt_geweigerd_voor_het_werk(cast, versie, rapport, drukker):
    type(versie).objects.filter(pk=versie.pk).update(inhoud={"verbeteringen": [{"code": f"V{n}"} for n in range(501)]})
    assert acties.maak(rapport.pk) is False
    rapport.refresh_from_db()
    assert (rapport.stand, rapport.pogingen, drukker.keer) == (Stand.MISLUKT, 1, 0)
    assert rapport.oorzaak.startswith("Het plan heeft 501 verbeteringen; in een document passen er hoogstens 500.")


def test_gedood_kind_wordt_opnieuw_gemaakt_zonder_half_bestand(cast, open_poorten, map_, monkeypatch):
    """kill -9 of the child of a real document, in the middle; the next try makes it whole."""
    rapport = maak_rapport(maak_beoordeeld(cast), cast.projectleider)
    kinderen, popen = [], pdf.subprocess.Popen
    monkeypatch.setattr(
        pdf.subprocess, "Popen", lambda *args, **kwargs: kinderen.append(popen(*args, **kwargs)) or kinderen[-1]
    )
    meld = acties._Melder.__call__

    def dood(melder, percent, woord):
        meld(melder, percent, woord)
        if len(kinderen) == 1 and percent > 14:
            os.kill(kinderen[0].pid, signal.SIGKILL)

    monkeypatch.setattr(acties._Melder, "__call__", dood)
    assert acties.maak(rapport.pk) is False
    rapport.refresh_from_db()
    assert (rapport.stand, rapport.pogingen, os.listdir(map_) if map_.exists() else []) == (Stand.WACHT, 1, [])
    assert acties.veeg() == 1
    rapport.refresh_from_db()
    assert (rapport.stand, rapport.pogingen, os.listdir(map_)) == (Stand.KLAAR, 2, [rapport.bestand])
    assert rapport.grootte == (map_ / rapport.bestand).stat().st_size
    assert rapport.paginas > 8
