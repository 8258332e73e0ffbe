"""What is shown when something fails, what a watcher reads, and which headers stand on every answer."""

import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings as instellingen
from django.db import OperationalError, connection
from django.test import Client

from berichten import klok
from tests.berichten.bouwers import maak_bericht

KOPPEN = {
    "Content-Security-Policy": "default-src 'none'",
    "Permissions-Policy": "camera=()",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}


@pytest.fixture
def zonder_database(monkeypatch):
    """The database does not answer; nothing of the machinery of the tests is in between."""

    def weg(*args, **kwargs):
        raise OperationalError("could not connect")

    monkeypatch.setattr(connection, "cursor", weg)


def test_leeft_zonder_database():
    antwoord = Client().get("/leeft/")
    assert (antwoord.status_code, antwoord.json()) == (200, {"leeft": True})


@pytest.mark.django_db
def test_gereed_noemt_wat_er_wacht(cast):
    bericht = maak_bericht(cast.sponsor)
    bericht.gemaakt_op = klok.nu() - timedelta(minutes=5)
    bericht.save()
    stand = Client().get("/gereed/").json()
    assert stand["database"] is True
    assert 299 <= stand["oudste_bericht_wacht"] <= 305
    assert (stand["onverzonden_berichten"], stand["onzekere_berichten"], stand["oudste_rapport_wacht"]) == (1, 0, None)
    assert stand["vrije_ruimte"] > 0
    assert stand["laatste_back_up"] is None
    assert cast.sponsor.naam not in json.dumps(stand)


@pytest.mark.django_db
def test_zonder_database_zegt_gereed_nee_en_elke_pagina_rustig_503(zonder_database):
    antwoord = Client().get("/gereed/")
    assert (antwoord.status_code, antwoord.json()) == (503, {"database": False})
    client = Client(raise_request_exception=False)
    client.cookies[instellingen.SESSION_COOKIE_NAME] = "x" * 32  # somebody who was signed in
    for adres in ("/", "/trajecten/", "/inloggen/", "/bestaat-niet/"):
        antwoord = client.get(adres)
        assert antwoord.status_code == 503, adres
        assert "Is mijn werk bewaard?" in antwoord.content.decode()
    assert client.get("/leeft/").status_code == 200
    assert client.get("/gereed/").json() == {"database": False}


@pytest.mark.django_db
def test_een_eigen_fout_krijgt_een_nummer_en_zegt_niets_over_de_binnenkant(settings, caplog):
    settings.ROOT_URLCONF = "tests.wasstraat.adressen_stuk"
    antwoord = Client(raise_request_exception=False).get("/stuk/")
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 500
    kenmerk = tekst.split("met dit nummer: <b>")[1].split("</b>")[0]
    assert any(kenmerk in regel.message for regel in caplog.records)
    assert "ZeroDivision" not in tekst
    assert "Is mijn werk bewaard?" in tekst


@pytest.mark.django_db
def test_fouten_in_het_nederlands_met_het_antwoord_op_de_vraag(als, cast):
    client = als(cast.sponsor)
    for antwoord, status in (
        (client.get("/bestaat-niet/"), 404),
        (client.get(f"/trajecten/{cast.buur_traject.pk}/"), 404),
        (client.get("/beheer/"), 403),
        (client.post("/beheer/mensen/", {"x": "\x00"}), 403),
    ):
        assert antwoord.status_code == status
        assert "Is mijn werk bewaard?" in antwoord.content.decode()
    met_fout = Client(raise_request_exception=False).get("/", headers={"host": "kwaad.example"})
    assert met_fout.status_code == 400
    assert "Is mijn werk bewaard?" in met_fout.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "adres", ["/", "/inloggen/", "/bestaat-niet/", "/leeft/", "/gereed/", "/static/wasstraat/wasstraat.css"]
)
def test_elk_antwoord_heeft_de_koppen(adres):
    antwoord = Client().get(adres)
    for naam, waarde in KOPPEN.items():
        assert waarde in antwoord.headers.get(naam, ""), naam
    assert ("no-store" in antwoord.headers.get("Cache-Control", "")) == (not adres.startswith("/static/"))


def test_een_vreemde_gastnaam_en_een_fout_hebben_de_koppen_ook():
    antwoord = Client(raise_request_exception=False).get("/", headers={"host": "kwaad.example"})
    assert all(waarde in antwoord.headers.get(naam, "") for naam, waarde in KOPPEN.items())


def test_de_controle_voor_productie_heeft_niets_te_zeggen(tmp_path):
    omgeving = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "k7Hq2vX9pLw4sZt8RbNc6YdFm3JgUa5EoQi1TyVxWzBhMnCk0P",
        "ALLOWED_HOSTS": "wasstraat.example",
        "DATABASE_URL": "postgres://u:w@db/wasstraat",
        "REDIS_URL": "redis://redis/0",
        "WASSTRAAT_VAR": str(tmp_path),
    }
    opdracht = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "INFO"]
    klaar = subprocess.run(opdracht, env=omgeving, cwd=instellingen.BASIS, capture_output=True, text=True)
    assert klaar.returncode == 0, klaar.stderr
    kaal = subprocess.run(opdracht, env={"PATH": os.environ["PATH"]}, cwd=instellingen.BASIS, capture_output=True, text=True)
    assert kaal.returncode != 0
    assert "Wasstraat start niet: zet SECRET_KEY" in kaal.stderr
