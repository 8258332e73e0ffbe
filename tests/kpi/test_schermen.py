"""The pages of step 2, with the cast: who may, what bad input does, and that the number of queries stands still."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kpi.models import Kpi, Meting

from .bouwers import maak_kpi, maak_meting

pytestmark = pytest.mark.django_db
GEK = "<script>alert(1)</script>{{ 7|add:7 }} ' -- 😀"


def adres(naam, traject, *rest):
    return reverse(f"kpi:{naam}", args=[traject.pk, *rest])


def invoer(**velden):
    standaard = {"naam": "Online", "operator": ">=", "norm": "95", "eenheid": "%", "frequentie": "maand"}
    return standaard | velden


def test_maken_wijzigen_meten_en_vaststellen(cast, traject, als, open_poorten):
    leider = als(cast.projectleider)
    antwoord = leider.post(adres("nieuw", traject), invoer(norm="12,5", eenheid="werkdagen", operator="<="))
    assert (antwoord.status_code, antwoord["Location"]) == (303, adres("stap", traject))
    kpi = Kpi.objects.get()
    assert kpi.norm == Decimal("12.5")
    wijzig = adres("wijzig", traject, kpi.pk)
    assert 'value="12,5' in leider.get(wijzig).content.decode()
    assert leider.post(wijzig, invoer(norm="12,25", eenheid="werkdagen", operator="<=", versie=1)).status_code == 303
    meting = {"fase": "nulmeting", "datum": "30-06-2023", "waarde": "11,4", "n": "40"}
    assert leider.post(adres("meting", traject, kpi.pk), meting).status_code == 303
    assert Meting.objects.get().waarde == Decimal("11.4")

    eigenaar = als(cast.proceseigenaar)
    pagina = eigenaar.get(adres("stap", traject))
    tekst = pagina.content.decode()
    assert "hoogstens 12,25\u00a0werkdagen" in tekst
    assert "Voldoet" in tekst
    gezien = pagina.context["vaststelling"]["gezien"]
    assert eigenaar.post(adres("vaststellen", traject), {"gezien": gezien}).status_code == 303
    Kpi.objects.update(norm=10)
    tekst = eigenaar.get(adres("stap", traject)).content.decode()
    assert "Gewijzigd na vaststelling" in tekst
    assert "KPI 1 was: Online, hoogstens 12,25\u00a0werkdagen. Nu: Online, hoogstens 10\u00a0werkdagen." in tekst


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"norm": "veel"}, "Vul een getal in"),
        ({"norm": ""}, "Vul in: Norm"),
        ({"norm": "-3"}, "lager zijn dan 0"),
        ({"norm": "12345678901"}, "cijfers"),
        ({"operator": "!="}, "geldige keuze"),
        ({"naam": "x" * 201}, "200"),
        ({"naam": "   "}, "Vul in"),
        ({"naam": " BESTAAT al"}, "Er is al een KPI met deze naam: KPI 1"),
        ({"nulmeting_gepland": "0202-01-01"}, "Kijk of het jaar klopt"),
    ],
)
def test_foute_invoer_geeft_422_en_bewaart_wat_er_stond(cast, traject, als, open_poorten, velden, fout):
    maak_kpi(traject, naam="Bestaat al")
    antwoord = als(cast.projectleider).post(adres("nieuw", traject), invoer(meetmethode="niet kwijt", **velden))
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert fout.lower() in tekst.lower()
    assert "niet kwijt" in tekst
    assert Kpi.objects.count() == 1


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"waarde": ""}, "Schrijf dan bij de opmerking waarom"),
        ({"datum": "2150-01-01"}, "in de toekomst"),
        ({"datum": "gisteren"}, "Vul een datum in"),
        ({"waarde": "tien"}, "Vul een getal in"),
        ({"fase": "nulmeting"}, "geldige keuze"),
        ({"fase": "tussen", "datum": "2023-09-01"}, "al een tussenmeting"),
    ],
)
def test_foute_metingen(cast, traject, als, velden, fout):
    kpi = maak_kpi(traject)
    maak_meting(kpi, cast.projectleider)
    maak_meting(kpi, cast.projectleider, fase="tussen", datum=date(2023, 9, 1))
    goed = {"fase": "tussen", "datum": "2023-10-01", "waarde": "50", "bron": "steekproef"}
    antwoord = als(cast.projectleider).post(adres("meting", traject, kpi.pk), goed | velden)
    assert antwoord.status_code == 422
    assert fout in antwoord.content.decode()
    assert Meting.objects.count() == 2


def test_twee_keer_klikken_maakt_een_kpi(cast, traject, als, open_poorten):
    leider = als(cast.projectleider)
    sleutel = "6f2b7a0e-0000-4000-8000-000000000001"
    for _ in range(2):
        assert leider.post(adres("nieuw", traject), invoer(sleutel=sleutel)).status_code in (303, 422)
    assert Kpi.objects.count() == 1


def test_wie_als_tweede_opslaat_ziet_beide_teksten(cast, traject, als, open_poorten):
    kpi = maak_kpi(traject, naam="Online")
    als(cast.projectleider).post(adres("wijzig", traject, kpi.pk), invoer(naam="Van de leider", versie=1))
    antwoord = als(cast.procesadviseur).post(adres("wijzig", traject, kpi.pk), invoer(naam="Van de adviseur", versie=1))
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "Van de leider" in tekst
    assert "Van de adviseur" in tekst
    assert Kpi.objects.get().naam == "Van de leider"


def test_wie_het_getal_van_de_ander_kiest_krijgt_dat_getal(cast, traject, als, open_poorten):
    kpi = maak_kpi(traject, naam="Online")
    als(cast.projectleider).post(adres("wijzig", traject, kpi.pk), invoer(norm="1250,125", versie=1))
    adviseur = als(cast.procesadviseur)
    antwoord = adviseur.post(adres("wijzig", traject, kpi.pk), invoer(norm="90", versie=1))
    velden = dict(antwoord.context["verborgen"])
    assert velden["hun_norm"] == "1250,125"
    keuze = velden | {"kies_norm": "hun", "versie": 2}
    assert adviseur.post(adres("wijzig", traject, kpi.pk), keuze).status_code == 303
    assert Kpi.objects.get().norm == Decimal("1250.125")


def test_wie_wat_mag(cast, traject, als, open_poorten):
    kpi = maak_kpi(traject)
    bladen = [adres("stap", traject), adres("kpi", traject, kpi.pk)]
    formulieren = [adres("nieuw", traject), adres("wijzig", traject, kpi.pk)]
    for wie in (cast.procesadviseur, cast.proceseigenaar):
        assert {als(wie).get(blad).status_code for blad in bladen + formulieren} == {200}
    lezer = als(cast.sponsor)
    assert {lezer.get(blad).status_code for blad in bladen} == {200}
    assert {lezer.get(blad).status_code for blad in formulieren} == {403}
    assert lezer.post(adres("vaststellen", traject)).status_code == 403
    assert als(cast.projectleider).post(adres("vaststellen", traject)).status_code == 403
    for wie in (cast.vreemde, cast.oud_lid, cast.buur_projectleider):
        assert {als(wie).get(blad).status_code for blad in bladen + formulieren} == {404}
    assert als(cast.projectleider).get(adres("vaststellen", traject)).status_code == 403
    assert als(cast.proceseigenaar).get(adres("vaststellen", traject)).status_code == 405
    assert als(cast.buur_projectleider).get(adres("kpi", cast.buur_traject, kpi.pk)).status_code == 404


def test_een_dichte_poort_houdt_nieuwe_kpis_tegen(cast, traject, als):
    antwoord = als(cast.projectleider).post(adres("nieuw", traject), invoer())
    assert antwoord.status_code == 409
    assert "Nog nodig" in antwoord.content.decode()
    assert not Kpi.objects.exists()


def test_een_medewerker_ziet_de_knop_alleen_bij_zijn_eigen_kpi(cast, traject, als):
    eigen, ander = maak_kpi(traject, eigenaar="Vakinhoudelijk medewerker"), maak_kpi(traject)
    tekst = als(cast.vakinhoudelijk_medewerker).get(adres("stap", traject)).content.decode()
    assert adres("meting", traject, eigen.pk) in tekst
    assert adres("meting", traject, ander.pk) not in tekst
    gegevens = {"fase": "nulmeting", "datum": "2023-06-30", "waarde": "1"}
    assert als(cast.vakinhoudelijk_medewerker).post(adres("meting", traject, ander.pk), gegevens).status_code == 409


def test_een_voorbeeld_vult_het_formulier_en_heet_geen_wet(cast, traject, als, open_poorten):
    leider = als(cast.projectleider)
    tekst = leider.get(adres("stap", traject)).content.decode()
    assert "Voorbeeld, geen wet" in tekst
    assert "meer dan 75\u00a0%" in tekst
    tekst = leider.get(adres("nieuw", traject) + "?voorbeeld=2").content.decode()
    assert "Klantprocessen die online via de website worden afgehandeld" in tekst
    for onzin in ("99", "-1", "²", "x" * 50):
        assert leider.get(adres("nieuw", traject), {"voorbeeld": onzin}).status_code == 200


def test_rare_tekst_is_tekst(cast, traject, als, open_poorten):
    leider = als(cast.projectleider)
    leider.post(adres("nieuw", traject), invoer(naam=GEK, eenheid=GEK[:40], eigenaar=GEK, bron=GEK, meetmethode=GEK))
    kpi = Kpi.objects.get()
    maak_meting(kpi, cast.projectleider, opmerking=GEK, bron=GEK)
    leider.post(adres("idee", traject, kpi.pk), {"titel": GEK, "omschrijving": GEK})
    for blad in (adres("stap", traject), adres("kpi", traject, kpi.pk), adres("wijzig", traject, kpi.pk)):
        tekst = leider.get(blad).content.decode()
        assert "<script>alert" not in tekst
        assert "{{ 7|add:7 }}" in tekst


def test_even_veel_vragen_bij_1_en_bij_50_kpis(cast, traject, als, open_poorten):
    def tel(blad):
        klant = als(cast.vakinhoudelijk_medewerker)
        klant.get(blad)  # the first request of a session writes it
        with CaptureQueriesContext(connection) as vragen:
            assert klant.get(blad).status_code == 200
        return len(vragen)

    eerste = maak_kpi(traject)
    maak_meting(eerste, cast.projectleider)
    een = tel(adres("stap", traject)), tel(adres("kpi", traject, eerste.pk))
    for _ in range(49):
        maak_meting(maak_kpi(traject), cast.projectleider)
    for maand in range(1, 13):
        maak_meting(eerste, cast.projectleider, fase="tussen", datum=date(2024, maand, 1))
    assert (tel(adres("stap", traject)), tel(adres("kpi", traject, eerste.pk))) == een
    assert max(een) <= 10
