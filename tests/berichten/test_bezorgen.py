"""The outbox: what is laid out is sent once, or stays visible. Never twice, never silently lost."""

import re
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from berichten import acties, klok, tasks
from berichten.models import Bericht
from tests.bouwers import maak_gebruiker

from .bouwers import maak_bericht, mailserver

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NU = datetime(2026, 9, 24, 10, 0, tzinfo=AMSTERDAM)
Stand = Bericht.Stand


@pytest.fixture(autouse=True)
def vandaag():
    with klok.op_datum(date(2026, 9, 24)):
        yield


@pytest.fixture
def smtp(settings):
    """`with smtp(gedrag) as server`: the settings point at a mail server that behaves so."""

    @contextmanager
    def start(gedrag=lambda n: "neem aan"):
        with mailserver(gedrag) as server:
            settings.EMAIL_BACKEND, settings.EMAIL_HOST = "berichten.smtp.Postbode", "127.0.0.1"
            settings.EMAIL_PORT, settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = server.poort, False, 5
            yield server

    return start


def _standen():
    return list(Bericht.objects.order_by("gemaakt_op", "sleutel").values_list("stand", flat=True))


def test_een_bericht_gaat_een_keer_weg_met_reden_en_link(smtp, settings):
    settings.WEBADRES = "https://wasstraat.example"
    bericht = maak_bericht(titel="Beoordeel 3 verbeteringen\r\nBcc: kwaad@voorbeeld.test", adres="/trajecten/x/")
    with smtp() as server:
        assert acties.bezorg(NU) == 1
        assert acties.bezorg(NU) == 0  # running again sends nothing
    mail = server.ontvangen[0]
    assert server.nummers == [str(bericht.pk)]
    assert "\r\nBcc:" not in mail
    for deel in (
        "https://wasstraat.example/trajecten/x/",
        "Waarom krijgt u dit bericht? u bent specialist",
        "Auto-Submitted",
    ):
        assert deel in mail
    bericht.refresh_from_db()
    assert (bericht.stand, bericht.verzonden_op, bericht.afgehandeld_op) == (Stand.VERZONDEN, NU, NU)


@pytest.mark.parametrize("backend", ["locmem", "console", "filebased", "dummy"])
def test_elke_soort_bezorging_werkt(settings, tmp_path, backend):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = f"django.core.mail.backends.{backend}.EmailBackend", str(tmp_path)
    maak_bericht(), maak_bericht()
    assert acties.bezorg(NU) == 2
    assert _standen() == [Stand.VERZONDEN] * 2


@pytest.mark.parametrize("weigering", ["550 onbekend", "451 later", "hang vroeg op"])
def test_wat_niet_is_aangenomen_gaat_later_opnieuw_en_de_rest_gaat_door(smtp, weigering):
    eerste, tweede = maak_bericht(sleutel="a"), maak_bericht(sleutel="b")
    with smtp(lambda n: weigering if n == 1 else "neem aan") as server:
        assert acties.bezorg(NU) == 1
        eerste.refresh_from_db()
        assert (eerste.stand, eerste.pogingen, eerste.niet_voor) == (Stand.OPEN, 1, NU + timedelta(minutes=5))
        assert acties.bezorg(NU + timedelta(minutes=4)) == 0
        assert acties.bezorg(NU + timedelta(minutes=5)) == 1
    assert server.nummers == [str(tweede.pk), str(eerste.pk)]


def test_als_de_verbinding_tijdens_het_versturen_breekt_is_het_onzeker_en_gaat_het_nooit_vanzelf_opnieuw(smtp):
    eerste, tweede = maak_bericht(sleutel="a", over="0" * 32), maak_bericht(sleutel="b")
    with smtp(lambda n: "hang op" if n == 1 else "neem aan") as server:
        assert acties.bezorg(NU) == 1
        assert acties.bezorg(NU + timedelta(hours=1)) == 0
    assert server.nummers == [str(eerste.pk), str(tweede.pk)]  # it had in fact arrived: a second try would be a double
    assert _standen() == [Stand.ONZEKER, Stand.VERZONDEN]
    assert list(Bericht.objects.onbevestigd(eerste.over)) == [eerste]
    assert not Bericht.objects.onbevestigd(maak_gebruiker().pk).exists()


def test_een_mailserver_die_weg_is_kost_geen_enkel_bericht_een_poging(smtp):
    maak_bericht(), maak_bericht()
    with smtp():
        pass  # it was there, and is gone
    for dag in range(12):
        assert acties.bezorg(NU + timedelta(days=dag)) == 0
    assert _standen() == [Stand.OPEN] * 2
    assert not Bericht.objects.exclude(pogingen=0).exists()


def test_wie_blijft_weigeren_wordt_na_tien_keer_opgegeven_en_dat_is_te_zien(smtp):
    bericht, nu = maak_bericht(), NU
    with smtp(lambda n: "550 onbekend") as server:
        for _ in range(acties.POGINGEN):
            acties.bezorg(nu)
            bericht.refresh_from_db()
            nu = max(nu, bericht.niet_voor or nu)
            nu = nu.astimezone(AMSTERDAM).replace(hour=10) + timedelta(days=1)
    assert server.pogingen == acties.POGINGEN
    assert bericht.stand == Stand.GEWEIGERD
    assert list(Bericht.objects.onbevestigd()) == [bericht]


def test_zonder_adres_of_toegang_geen_mail_maar_wie_mag_inloggen_ziet_het_bericht(smtp, als):
    zonder, weg = maak_gebruiker(email=""), maak_gebruiker(is_active=False)
    maak_bericht(zonder, titel="Alleen in de app"), maak_bericht(weg)
    with smtp() as server:
        assert acties.bezorg(NU) == 0
    assert server.pogingen == 0
    assert _standen() == [Stand.VERVALLEN] * 2
    assert "Alleen in de app" in als(zonder).get("/berichten/").content.decode()


@pytest.mark.parametrize(
    ("uur", "minuut", "mag"), [(6, 59, False), (7, 0, True), (18, 59, True), (19, 0, False), (2, 0, False)]
)
def test_alleen_overdag_ook_op_de_nacht_van_de_wintertijd(smtp, uur, minuut, mag):
    maak_bericht()
    with smtp():
        assert acties.bezorg(datetime(2026, 10, 25, uur, minuut, tzinfo=AMSTERDAM)) == int(mag)


def test_niet_voor_de_dag_van_het_bericht(smtp):
    maak_bericht(dag=date(2026, 9, 25))
    with smtp():
        assert acties.bezorg(NU) == 0
        assert acties.bezorg(NU + timedelta(days=1)) == 1


def test_dezelfde_sleutel_ligt_maar_een_keer_klaar():
    assert maak_bericht(sleutel="zelfde") is not None
    assert maak_bericht(sleutel="zelfde") is None
    assert Bericht.objects.count() == 1


def test_wat_klaar_is_wordt_niet_meer_verstuurd_ook_niet_als_een_bezorger_het_al_vast_heeft(smtp, als):
    bericht = maak_bericht(onderwerp="toets:1")
    acties.claim(NU)
    assert acties.trek_in("toets:1") == 1
    with smtp() as server:
        acties.bezorg(NU + timedelta(hours=1))
    assert server.pogingen == 0
    assert bericht.titel not in als(bericht.aan).get("/berichten/").content.decode()


def test_van_een_gespeelde_casus_gaat_niets_alsnog_weg(smtp, als):
    over = maak_gebruiker().pk
    bericht, ander = maak_bericht(over=over, titel="Lang geleden"), maak_bericht()
    assert acties.laat_rusten(over) == 1
    with smtp() as server:
        acties.bezorg(NU)
    assert server.nummers == [str(ander.pk)]
    assert "Lang geleden" in als(bericht.aan).get("/berichten/").content.decode()


def test_een_gestopte_bezorger_in_bezig_geeft_terug_en_in_aangeboden_wordt_onzeker(smtp):
    maak_bericht(sleutel="a"), maak_bericht(sleutel="b")
    eerste, tweede = acties.claim(NU)
    acties._van(eerste, Stand.BEZIG, stand=Stand.AANGEBODEN)
    with smtp() as server:
        assert acties.bezorg(NU + timedelta(minutes=9)) == 0  # the lease still runs
        assert acties.bezorg(NU + timedelta(minutes=11)) == 1
    assert server.nummers == [str(tweede.pk)]
    assert _standen() == [Stand.ONZEKER, Stand.VERZONDEN]


def test_twee_bezorgers_door_elkaar_versturen_een_keer(smtp, monkeypatch):
    """The second runs in the middle of the first, and again after the lease of the first ran out."""
    for n in range(4):
        maak_bericht(sleutel=f"a{n}")
    gewoon, diepte = acties.Postkantoor.verstuur, []

    def ertussendoor(kantoor, mail):
        if not diepte:
            diepte.append(1)
            acties.bezorg(NU)
            acties.bezorg(NU + timedelta(minutes=11))
        gewoon(kantoor, mail)

    monkeypatch.setattr(acties.Postkantoor, "verstuur", ertussendoor)
    with smtp() as server:
        acties.bezorg(NU)
    assert len(server.nummers) == len(set(server.nummers)) == 4
    assert sorted(_standen()) == [Stand.ONZEKER] + [Stand.VERZONDEN] * 3  # the first cannot be vouched for


def test_wat_niet_in_de_tijd_past_gaat_meteen_terug(smtp, monkeypatch):
    maak_bericht(), maak_bericht()
    monkeypatch.setattr(acties, "BUDGET", 0)
    with smtp():
        assert acties.bezorg(NU) == 0
    assert _standen() == [Stand.OPEN] * 2


def test_een_greep_kost_twee_vragen_en_loopt_over_de_kleine_index():
    aan = maak_gebruiker()
    Bericht.objects.bulk_create(
        Bericht(
            aan=aan, soort="x", onderwerp="x", sleutel=f"s{n}", titel="t", tekst="t", waarom="w", adres="/", dag=NU.date()
        )
        for n in range(600)
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # 600 rows are too few for it to bother
    with CaptureQueriesContext(connection) as vragen:
        gegrepen = acties.claim(NU)
    assert len(gegrepen) == acties.GREEP
    assert len(vragen) == 2
    uitleg = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    for vraag in vragen.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute(uitleg + vraag["sql"])
            assert "bericht_te_bezorgen" in str(cursor.fetchall())


def test_een_lege_bus_kost_drie_vragen(django_assert_num_queries):
    with django_assert_num_queries(3):
        acties.bezorg(NU)


def test_de_link_om_een_wachtwoord_te_kiezen_ontstaat_pas_bij_het_versturen(smtp, client):
    bericht = maak_bericht(soort="uitnodiging", adres="/mijn-account/")
    with smtp() as server:
        tasks.bezorg()
    mail = server.ontvangen[0].replace("=\r\n", "").replace("=3D", "=")
    pad = re.search(r"/wachtwoord/\S+", mail)[0]
    assert client.get(pad, follow=True).status_code == 200
    assert pad not in str(Bericht.objects.filter(pk=bericht.pk).values())
