"""The pages of step 3, with the cast."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proces.models import Controle, Processtap, Procesversie
from verbeteringen.models import Verbetering

from .bouwers import bevries, maak_controle, maak_stap, maak_versie

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_poorten")]
GEK = "<script>alert(1)</script>{{ 7|add:7 }} ' -- 😀"
BLADEN = ("stap", "stappen", "controle", "versies")


def adres(naam, traject, *rest):
    return reverse(f"proces:{naam}", args=[traject.pk, *rest])


def test_typen_verplaatsen_verwijderen_en_terugzetten(cast, traject, als):
    adviseur = als(cast.procesadviseur)
    for wat in ("een", "twee", "drie"):
        gegevens = {"wat": wat, "wie": "KCC", "duur": "2,5", "duur_eenheid": "werkdagen"}
        antwoord = adviseur.post(adres("nieuw", traject), gegevens)
        assert antwoord.status_code == 303
    assert "autofocus" in adviseur.get(antwoord["Location"].split("#")[0]).content.decode()
    stap = Processtap.objects.get(wat="drie")
    assert stap.duur == Decimal("2.5")
    antwoord = adviseur.post(adres("verplaats", traject, stap.pk), {"naar": "1"}, follow=True)
    assert "“drie” staat nu op plaats 1." in antwoord.content.decode()
    antwoord = adviseur.post(adres("verwijder", traject, stap.pk))
    tekst = adviseur.get(antwoord["Location"]).content.decode()
    assert "Zet de stap terug" in tekst
    assert "5\u00a0werkdagen" in tekst
    regel = antwoord["Location"].split("weg=")[1]
    assert adviseur.post(adres("herstel", traject, regel)).status_code == 303
    assert list(Processtap.objects.values_list("wat", flat=True)) == ["drie", "een", "twee"]


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"wat": ""}, "Vul in"),
        ({"wat": "x" * 201}, "200"),
        ({"duur": "lang"}, "Vul een getal in"),
        ({"duur": "-1"}, "lager zijn dan 0"),
        ({"duur": "12345678"}, "cijfers"),
        ({"verspilling": "rommel"}, "geldige keuze"),
        ({"duur_eenheid": "eeuwen"}, "geldige keuze"),
    ],
)
def test_foute_invoer_blijft_staan(cast, traject, als, velden, fout):
    maak_versie(traject, 1)
    goed = {"wat": "Bellen", "wie": "wordt bewaard", "duur_eenheid": "werkdagen"}
    antwoord = als(cast.procesadviseur).post(adres("nieuw", traject), goed | velden)
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert fout in tekst
    assert "wordt bewaard" in tekst
    assert Processtap.objects.count() == 1


@pytest.mark.parametrize("naar", ["", "x", "0", "99", "1e3"])
def test_een_onmogelijke_plaats_is_een_nee(cast, traject, als, naar):
    stap = maak_stap(maak_versie(traject))
    assert als(cast.procesadviseur).post(adres("verplaats", traject, stap.pk), {"naar": naar}).status_code == 409


def test_de_controle_van_vraag_tot_akkoord(cast, traject, als):
    versie = maak_versie(traject, 2)
    assert als(cast.procesadviseur).post(adres("vragen", traject), {"wijze": "online_check"}).status_code == 303
    medewerker = als(cast.vakinhoudelijk_medewerker)
    assert medewerker.post(adres("antwoord", traject, versie.pk), {"klopt": "nee"}).status_code == 422
    assert medewerker.post(adres("antwoord", traject, versie.pk), {"klopt": "misschien"}).status_code == 422
    gegevens = {"klopt": "nee", "opmerking": "Groenbeheer ontbreekt"}
    assert medewerker.post(adres("antwoord", traject, versie.pk), gegevens).status_code == 303
    eigenaar = als(cast.proceseigenaar)
    assert "De verwerking van 1 opmerking" in eigenaar.get(adres("controle", traject)).content.decode()
    assert eigenaar.post(adres("accepteer", traject, versie.pk)).status_code == 409
    verwerk = adres("verwerk", traject, Controle.objects.get().pk)
    assert als(cast.procesadviseur).post(verwerk, {"verwerking": "Toegevoegd", "versie": 1}).status_code == 303
    assert als(cast.proceseigenaar).post(adres("accepteer", traject, versie.pk)).status_code == 303
    versie.refresh_from_db()
    assert versie.geaccepteerd_door == cast.proceseigenaar


def test_twee_verwerkingen_tegelijk_laten_allebei_zien(cast, traject, als):
    versie = maak_versie(traject, 1)
    controle = maak_controle(versie, cast.vakinhoudelijk_medewerker, klopt=False, opmerking="Waar is groen?")
    als(cast.procesadviseur).post(adres("verwerk", traject, controle.pk), {"verwerking": "Van de adviseur", "versie": 1})
    leider = als(cast.projectleider)
    antwoord = leider.post(adres("verwerk", traject, controle.pk), {"verwerking": "Van de leider", "versie": 1})
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "Van de adviseur" in tekst
    assert "Van de leider" in tekst
    keuze = {"verwerking": "Van de leider", "hun_verwerking": "Van de adviseur", "kies_verwerking": "mijn", "versie": 2}
    assert leider.post(adres("verwerk", traject, controle.pk), keuze).status_code == 303
    assert Controle.objects.get().verwerking == "Van de leider"


def test_twee_mensen_in_dezelfde_stap(cast, traject, als):
    stap = maak_stap(maak_versie(traject))
    gegevens = {"wat": "Bellen", "knelpunt": "Van de adviseur", "duur_eenheid": "werkdagen", "versie": 1}
    assert als(cast.procesadviseur).post(adres("wijzig", traject, stap.pk), gegevens).status_code == 303
    antwoord = als(cast.projectleider).post(adres("wijzig", traject, stap.pk), gegevens | {"knelpunt": "Van de leider"})
    assert antwoord.status_code == 409
    assert "Van de adviseur" in antwoord.content.decode()


def test_een_bevroren_versie_heeft_geen_knoppen_en_weigert(cast, traject, als):
    versie = bevries(maak_versie(traject, 2), cast.proceseigenaar)
    adviseur, stap = als(cast.procesadviseur), versie.stappen.first()
    tekst = adviseur.get(adres("stappen", traject)).content.decode()
    assert "Deze beschrijving ligt vast." in tekst
    assert adres("wijzig", traject, stap.pk) not in tekst
    assert adviseur.post(adres("nieuw", traject), {"wat": "x", "duur_eenheid": "dagen"}).status_code == 409
    assert adviseur.post(adres("verwijder", traject, stap.pk)).status_code == 409
    assert adviseur.post(adres("nieuwe_versie", traject)).status_code == 303
    assert Procesversie.objects.count() == 2


def test_wie_wat_mag(cast, traject, als):
    versie = maak_versie(traject, 1)
    stap = versie.stappen.get()
    bladen = [adres(naam, traject) for naam in BLADEN] + [adres("versie", traject, versie.pk)]
    wijzig, nieuw = adres("wijzig", traject, stap.pk), adres("nieuw", traject)
    for wie in (cast.procesadviseur, cast.projectleider):
        assert {als(wie).get(blad).status_code for blad in [*bladen, wijzig]} == {200}
    for wie in (cast.proceseigenaar, cast.vakinhoudelijk_medewerker, cast.sponsor):
        assert {als(wie).get(blad).status_code for blad in bladen} == {200}
        assert als(wie).get(wijzig).status_code == 403
        assert als(wie).post(nieuw, {"wat": "x"}).status_code == 403
    assert als(cast.projectleider).post(adres("accepteer", traject, versie.pk)).status_code == 403
    assert als(cast.sponsor).post(adres("antwoord", traject, versie.pk), {"klopt": "ja"}).status_code == 403
    for wie in (cast.vreemde, cast.oud_lid, cast.buur_projectleider):
        assert {als(wie).get(blad).status_code for blad in [*bladen, wijzig]} == {404}
    assert als(cast.procesadviseur).get(nieuw).status_code == 405
    assert als(cast.buur_projectleider).get(adres("wijzig", cast.buur_traject, stap.pk)).status_code == 404


def test_een_stap_van_een_ander_traject_is_geen_keuze(cast, traject, als):
    maak_versie(traject, 1)
    vreemd = maak_stap(maak_versie(cast.buur_traject))
    antwoord = als(cast.sponsor).post(adres("idee", traject), {"titel": "Idee", "processtap": vreemd.pk})
    assert antwoord.status_code == 422
    assert not Verbetering.objects.exists()


def test_rare_tekst_is_tekst(cast, traject, als):
    versie = maak_versie(traject, wijze_controle="sessie")
    maak_stap(versie, wat=GEK, wie=GEK, kanaal=GEK, systeem=GEK, knelpunt=GEK)
    maak_controle(versie, cast.procesadviseur, klopt=False, opmerking=GEK)
    adviseur = als(cast.procesadviseur)
    adviseur.post(adres("idee", traject), {"titel": GEK, "processtap": versie.stappen.get().pk})
    for naam in BLADEN:
        tekst = adviseur.get(adres(naam, traject)).content.decode()
        assert "<script>alert" not in tekst


def test_even_veel_vragen_bij_1_en_bij_50_stappen(cast, traject, als):
    def tel():
        klant, aantallen = als(cast.procesadviseur), []
        for blad in [*(adres(naam, traject) for naam in BLADEN), adres("versie", traject, versie.pk)]:
            with CaptureQueriesContext(connection) as vragen:
                assert klant.get(blad).status_code == 200
            aantallen.append(len(vragen))
        return aantallen

    versie = maak_versie(traject, 1)
    maak_controle(versie, cast.vakinhoudelijk_medewerker, opmerking="x")
    als(cast.procesadviseur).post(adres("idee", traject), {"titel": "een"})
    tel()  # the first request of a session writes it
    een = tel()
    for nummer in range(49):
        maak_stap(versie)
        maak_controle(versie, cast.vakinhoudelijk_medewerker, opmerking="x")
        als(cast.procesadviseur).post(adres("idee", traject), {"titel": f"idee {nummer}"})
    tel()
    assert tel() == een
    assert max(een) <= 13
