"""Mijn werk: what waits for me, by how soon; the same few queries whatever there is to do."""

from datetime import date, timedelta

import pytest

from berichten import klok
from tests.berichten.bouwers import maak_bericht
from tests.bouwers import geef_rol, maak_gebruiker, maak_traject
from trajecten.models import Taak
from trajecten.stap import ververs

pytestmark = pytest.mark.django_db
DONDERDAG = date(2026, 9, 24)


def _taak(traject, gebruiker, zin, vervalt_op=None, **velden):
    return Taak.objects.create(
        traject=traject, gebruiker=gebruiker, stap=1, sleutel=zin, zin=zin, adres="/x/", vervalt_op=vervalt_op, **velden
    )


def test_taken_staan_in_vier_delen_met_de_dag_in_woorden(als, cast):
    Taak.objects.all().delete()
    wanneer = {"Te laat": -2, "Vandaag": 0, "Zondag": 3, "Maandag": 4, "Ooit": None}
    for zin, dagen in wanneer.items():
        dag = None if dagen is None else DONDERDAG + timedelta(days=dagen)
        _taak(cast.traject, cast.sponsor, f"Doe {zin}", dag, gevraagd_door="Jan Smit", sinds=date(2026, 9, 1))
    _taak(cast.traject, cast.jurist, "Van een ander", DONDERDAG)
    with klok.op_datum(DONDERDAG):
        pagina = als(cast.sponsor).get("/").content.decode()
    volgorde = [
        "Vandaag en te laat",
        "Doe Te laat",
        "Doe Vandaag",
        "Deze week",
        "Doe Zondag",
        "Later",
        "Doe Maandag",
        "Zonder einddatum",
        "Doe Ooit",
    ]
    plekken = [pagina.index(f">{tekst}<") for tekst in volgorde]
    assert plekken == sorted(plekken)
    for tekst in (
        "2 dagen te laat",
        "over 3 dagen",
        "gevraagd door Jan Smit",
        "sinds 1\u00a0sep\u00a02026",
    ):
        assert tekst in pagina
    assert "Van een ander" not in pagina
    assert pagina.count("Te laat<") == 2  # the badge and the end of the sentence; today is not late


def test_wie_klaar_is_leest_dat(als, cast):
    Taak.objects.all().delete()
    assert "U bent klaar" in als(cast.sponsor).get("/").content.decode()
    assert "nog niet mee aan een traject" in als(cast.vreemde).get("/").content.decode()


def test_mijn_trajecten_met_rol_en_spoor_en_alleen_de_mijne(als, cast):
    pagina = als(cast.sponsor).get("/").content.decode()
    assert "U bent sponsor" in pagina
    assert "stappen klaar" in pagina
    assert "Buurtraject" not in pagina
    assert "Aankoop grond" not in als(cast.oud_lid).get("/").content.decode()


def test_de_laatste_berichten_en_hoeveel_er_nieuw_zijn(als, cast):
    for n in range(6):
        maak_bericht(cast.sponsor, titel=f"Bericht {n}!")
    maak_bericht(cast.jurist, titel="Van een ander")
    pagina = als(cast.sponsor).get("/").content.decode()
    assert "6 nieuw" in pagina
    assert "Bericht 5!" in pagina
    assert "Bericht 1!" not in pagina
    assert "Van een ander" not in pagina


def test_evenveel_vragen_bij_1_50_en_1000_taken(als, cast, django_assert_num_queries):
    """Session, person, tasks, trajecten, roles, notices, unread: seven."""
    client = als(cast.sponsor)
    for aantal in (1, 50, 1000):
        Taak.objects.all().delete()
        Taak.objects.bulk_create(
            Taak(traject=cast.traject, gebruiker=cast.sponsor, stap=1, sleutel=str(n), zin=f"Doe {n}!", adres="/x/")
            for n in range(aantal)
        )
        if aantal == 50:
            for n in range(49):
                traject = maak_traject(door=cast.beheerder, titel=f"Traject {n}")
                geef_rol(traject, cast.sponsor, "sponsor")
                ververs(traject)
                maak_bericht(cast.sponsor)
        with django_assert_num_queries(7):
            pagina = client.get("/").content.decode()
        assert pagina.count("Doe ") == min(aantal, 100)
    assert "Toon ook de andere taken" in pagina
    with django_assert_num_queries(7):
        assert client.get("/?alles=1").content.decode().count("Doe ") == 1000


def test_overzicht_telt_alles_maar_linkt_alleen_naar_het_eigen(als, cast):
    kijker = maak_gebruiker("Karin Kijker")
    from django.contrib.auth.models import Permission

    kijker.user_permissions.add(Permission.objects.get(codename="portfolio_zien"))
    geef_rol(cast.buur_traject, kijker, "sponsor")
    pagina = als(kijker).get("/portfolio/").content.decode()
    assert "2 lopend" in pagina
    assert f"/trajecten/{cast.buur_traject.pk}/" in pagina
    assert "Aankoop grond" in pagina
    assert f"/trajecten/{cast.traject.pk}/" not in pagina
    assert "Projectleider van dienst" not in pagina  # who is waited for is not for everyone
    assert als(cast.projectleider).get("/portfolio/").status_code == 403


def test_overzicht_kost_evenveel_bij_veel_trajecten(als, cast, django_assert_num_queries):
    client = als(cast.beheerder)
    for aantal in (0, 30):
        for n in range(aantal):
            ververs(maak_traject(door=cast.beheerder, titel=f"Traject {n}"))
        with django_assert_num_queries(5):
            assert client.get("/portfolio/").status_code == 200


def test_beheer_is_voor_beheerders(als, cast):
    assert als(cast.beheerder).get("/beheer/").status_code == 200
    assert als(cast.projectleider).get("/beheer/").status_code == 403
