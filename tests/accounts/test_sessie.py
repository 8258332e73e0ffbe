"""A session that ends loses no work, and ends when it should."""

import re
import time

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts import acties
from tests.bouwers import WACHTWOORD, maak_gebruiker
from trajecten.models import Traject

pytestmark = pytest.mark.django_db
UUR = 3600


def _log_in(client, gebruiker):
    return client.post("/inloggen/", {"username": gebruiker.username, "password": WACHTWOORD, "next": "/verder/"})


def _verborgen(html, actie):
    """The fields of the form on this page that posts to `actie`: what a browser would send."""
    formulier = next(deel for deel in html.split("<form")[1:] if f'action="{actie}"' in deel.split(">")[0]).split("</form>")[
        0
    ]
    return dict(re.findall(r'name="([^"]+)" value="([^"]*)"', formulier))


@pytest.mark.parametrize("weg", [2 * UUR + 60, 8 * UUR + 60])
def test_na_te_lang_weg_is_de_tekst_er_nog_en_kan_hij_worden_opgeslagen(client, cast, weg):
    """End to end, with the real form of a new traject and the real check on forged forms."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.projectleider, backend="accounts.backends.Aanmelding")
    nieuw = reverse("trajecten:nieuw")
    velden = {"titel": "Vergunning <b>snel</b>", "organisatie": "Gemeente Voorbeeldwaard", "rol": "projectleider"}
    with time_machine.travel(time.time() + weg, tick=False):
        client.cookies["wasstraat_csrf"] = "a" * 32
        antwoord = client.post(nieuw, velden | {"csrfmiddlewaretoken": "a" * 32})
        assert antwoord.status_code == 302
        assert antwoord.url == "/inloggen/?next=/verder/"
        assert not Traject.objects.filter(titel=velden["titel"]).exists()

        inlog = {"username": cast.projectleider.username, "password": WACHTWOORD, "next": "/verder/"}
        antwoord = client.post("/inloggen/", inlog | {"csrfmiddlewaretoken": client.cookies["wasstraat_csrf"].value})
        assert antwoord.url == "/verder/"
        assert "U was nog iets aan het invullen" in client.get("/").content.decode()

        pagina = client.get("/verder/").content.decode()
        assert "Vergunning &lt;b&gt;snel&lt;/b&gt;" in pagina
        assert pagina.count("<dt>Titel</dt>") == 1
        opnieuw = _verborgen(pagina, nieuw)
        assert opnieuw["organisatie"] == velden["organisatie"]
        antwoord = client.post(nieuw, opnieuw | {"titel": velden["titel"]})
        assert antwoord.status_code == 303
    assert Traject.objects.filter(titel=velden["titel"]).count() == 1
    assert "hervat" not in client.session


def test_weggooien_is_een_knop(als, cast):
    client = als(cast.projectleider)
    _onthoud(client, reverse("trajecten:nieuw"))
    assert client.get("/verder/").status_code == 200
    assert client.post("/verder/").url == "/"
    assert "hervat" not in client.session
    assert client.get("/verder/").url == "/"


@pytest.mark.parametrize(
    "adres", ["https://kwaad.example/", "//kwaad.example/", "/bestaat-niet/", "javascript:1", "/\\kwaad.example"]
)
def test_alleen_naar_een_eigen_pagina(als, cast, adres):
    client = als(cast.projectleider)
    _onthoud(client, adres)
    assert client.get("/verder/").url == "/"


def test_een_ander_krijgt_de_tekst_niet(als, cast):
    client = als(cast.projectleider)
    with time_machine.travel(time.time() + 3 * UUR):
        client.post(reverse("trajecten:nieuw"), {"titel": "geheim"})
        _log_in(client, cast.sponsor)
        assert client.get("/verder/").url == "/"
        assert "geheim" not in client.get("/").content.decode()


def test_wie_daarna_inlogt_houdt_de_eigen_tekst(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.sponsor, backend="accounts.backends.Aanmelding")
    sessie = client.session
    sessie["hervat_van"] = str(cast.jurist.pk)  # left by who sat here before
    sessie.save()
    client.post(reverse("trajecten:nieuw"), {"titel": "Van de sponsor"}, headers={"origin": "http://testserver"})
    assert "Van de sponsor" in client.get("/verder/").content.decode()


def test_een_wachtwoord_wordt_nooit_onthouden(als, cast):
    client = als(cast.projectleider)
    with time_machine.travel(time.time() + 3 * UUR):
        client.post(reverse("accounts:mijn_wachtwoord"), {"wachtwoord_nu": WACHTWOORD, "wachtwoord_nieuw": "iets nieuws"})
    assert WACHTWOORD not in str(client.session.items())
    assert "iets nieuws" not in str(client.session.items())


def test_wie_doorwerkt_blijft_twee_uur_na_de_laatste_klik_maar_niet_langer_dan_acht_uur(als, cast):
    client = als(cast.projectleider)
    begin = time.time()
    for uren in (1.5, 3, 4.5, 6, 7.5):
        with time_machine.travel(begin + uren * UUR):
            assert client.get("/").status_code == 200
    with time_machine.travel(begin + 8.1 * UUR):
        assert client.get("/").status_code == 302


def test_de_klok_van_de_sessie_schrijft_niet_bij_elke_klik(als, cast, django_assert_num_queries):
    client = als(cast.projectleider)
    with django_assert_num_queries(3):  # session, person with rights, person again for the form
        client.get(reverse("accounts:mijn_gegevens"))


def test_zonder_toegang_is_de_sessie_meteen_afgelopen_en_komt_niet_terug(als, cast):
    client = als(cast.sponsor)
    assert client.get("/").status_code == 200
    acties.ontneem_toegang(cast.sponsor, door=cast.beheerder)
    assert client.get("/").status_code == 302
    acties.geef_toegang(cast.sponsor, door=cast.beheerder)
    assert client.get("/").status_code == 302


def test_een_formulier_van_voor_een_nieuwe_aanmelding_wordt_opnieuw_aangeboden(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.projectleider, backend="accounts.backends.Aanmelding")
    oud = {"titel": "Uit een oud tabblad", "csrfmiddlewaretoken": "b" * 32}
    client.cookies["wasstraat_csrf"] = "a" * 32
    antwoord = client.post(reverse("trajecten:nieuw"), oud, headers={"origin": "http://testserver"})
    assert antwoord.status_code == 303
    assert antwoord.url == "/verder/"
    assert "Uit een oud tabblad" in client.get("/verder/").content.decode()


def test_een_formulier_van_een_andere_website_niet(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.projectleider, backend="accounts.backends.Aanmelding")
    for kop in ({"origin": "https://kwaad.example"}, {"origin": "null"}, {}):
        antwoord = client.post(reverse("trajecten:nieuw"), {"titel": "van elders"}, headers=kop)
        assert antwoord.status_code == 403
    assert "hervat" not in client.session


def test_htmx_gaat_met_het_hele_venster_naar_inloggen(client, db):
    antwoord = client.get(
        "/trajecten/?zoek=x", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/trajecten/?stap=2"}
    )
    assert antwoord.status_code == 204
    assert antwoord.headers["HX-Redirect"] == "/inloggen/?next=/trajecten/"


def test_een_sessie_zonder_begin_is_geen_sessie(client, db):
    client.force_login(maak_gebruiker(), backend="accounts.backends.Aanmelding")
    sessie = client.session
    del sessie["begonnen"]
    sessie.save()
    assert client.get("/").status_code == 302


def _onthoud(client, adres):
    sessie = client.session
    sessie["hervat"] = {"adres": adres, "velden": [("titel", "Half af"), ("sleutel", "x")]}
    sessie.save()
