"""Signing in: by name or address, only to our own pages, slowly after mistakes, and by one click in the demo alone."""

import pytest
from django.urls import reverse

from accounts.models import Gebruiker
from tests.bouwers import WACHTWOORD, maak_gebruiker

pytestmark = pytest.mark.django_db
INLOGGEN = "/inloggen/"


@pytest.fixture
def jan(db):
    return maak_gebruiker("Jan Smit", username="jsmit", email="J.Smit@voorbeeldwaard.test", functie="Projectleider")


def _log_in(client, naam, wachtwoord=WACHTWOORD, **velden):
    return client.post(INLOGGEN, {"username": naam, "password": wachtwoord, **velden})


@pytest.mark.parametrize("naam", ["jsmit", "j.smit@VOORBEELDWAARD.test", " jsmit "])
def test_inloggen_kan_met_naam_of_adres(client, jan, naam):
    antwoord = _log_in(client, naam)
    assert antwoord.status_code == 303
    assert antwoord.url == reverse("mijn_werk")
    assert client.get("/").status_code == 200


def test_een_gebruikersnaam_gaat_voor_het_adres_van_een_ander(jan):
    maak_gebruiker("Nep", username="ander@voorbeeldwaard.test", email="")
    maak_gebruiker("Echt", username="echt", email="ander@voorbeeldwaard.test")
    assert Gebruiker.objects.inlognaam("ander@voorbeeldwaard.test") == "ander@voorbeeldwaard.test"


def test_een_fout_wachtwoord_zegt_niet_of_de_naam_bestaat(client, jan):
    goed_bestaat, bestaat_niet = _log_in(client, "jsmit", "fout"), _log_in(client, "wiedanook", "fout")
    assert goed_bestaat.status_code == bestaat_niet.status_code == 422
    zin = "Deze naam en dit wachtwoord horen niet bij elkaar"
    assert zin in goed_bestaat.content.decode()
    assert zin in bestaat_niet.content.decode()


@pytest.mark.parametrize(
    "doel",
    ["https://kwaad.example/", "//kwaad.example/x", "javascript:alert(1)", "/\\kwaad.example", "https:///kwaad.example"],
)
def test_een_vreemd_doel_wordt_niet_gevolgd(client, jan, doel):
    assert _log_in(client, "jsmit", next=doel).url == "/"
    assert client.get(INLOGGEN, {"next": doel}).url == "/"


def test_een_eigen_doel_wel(client, jan):
    assert _log_in(client, "jsmit", next="/trajecten/?zoek=grond").url == "/trajecten/?zoek=grond"


def test_na_veel_fouten_volgt_een_pauze_en_geen_slot_voor_een_ander(client, jan, settings):
    settings.AXES_ENABLED = True
    for poging in range(settings.AXES_FAILURE_LIMIT):
        # name and address are the same person: mixing them gives no extra tries
        antwoord = _log_in(client, "jsmit" if poging % 2 else "j.smit@voorbeeldwaard.test", f"fout {poging}")
    assert antwoord.status_code == 429
    assert "kwartier" in antwoord.content.decode()
    assert _log_in(client, "jsmit").status_code == 429  # the right password does not help here
    elders = client.post(INLOGGEN, {"username": "jsmit", "password": WACHTWOORD}, REMOTE_ADDR="192.0.2.7")
    assert elders.status_code == 303


def test_achter_de_proxy_telt_het_adres_dat_de_proxy_zag(rf, settings):
    from accounts.herkomst import adres

    vraag = rf.get("/", headers={"X-Forwarded-For": "1.2.3.4, 192.0.2.9"})
    assert adres(vraag) == "127.0.0.1"
    settings.ACHTER_PROXY = True
    assert adres(vraag) == "192.0.2.9"


def test_in_de_demo_kies_je_een_persoon(client, cast, settings):
    settings.DEMO = True
    pagina = client.get(INLOGGEN).content.decode()
    assert "Ga verder als Projectleider van dienst" in pagina
    assert pagina.index("Opdracht en leiding") < pagina.index("Specialisten") < pagina.index("Beheer en overzicht")
    assert client.get(f"/inloggen/als/{cast.sponsor.pk}/").status_code == 405
    assert client.post(f"/inloggen/als/{cast.sponsor.pk}/").status_code == 303
    assert client.get("/").context["request"].user == cast.sponsor
    client.post(f"/inloggen/als/{cast.jurist.pk}/")  # and straight on as someone else
    assert client.get("/").context["request"].user == cast.jurist


def test_de_lijst_van_de_demo_kost_evenveel_vragen_bij_meer_mensen(client, cast, settings, django_assert_num_queries):
    settings.DEMO = True
    with django_assert_num_queries(2):
        client.get(INLOGGEN)


def test_buiten_de_demo_bestaat_de_lijst_niet(client, cast, settings):
    settings.DEMO = False
    pagina = client.get(INLOGGEN).content.decode()
    assert "Ga verder als" not in pagina
    assert "Projectleider van dienst" not in pagina
    assert client.post(f"/inloggen/als/{cast.sponsor.pk}/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_uitloggen_is_een_knop_en_geen_link(als, cast):
    client = als(cast.sponsor)
    assert client.get("/uitloggen/").status_code == 405
    assert client.post("/uitloggen/").url == reverse("accounts:inloggen")
    assert client.get("/").status_code == 302
