"""The register: proposing, finding, and the thread of one improvement."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from trajecten.poort import NietMogelijk
from verbeteringen import acties
from verbeteringen.models import Verbetering

pytestmark = pytest.mark.django_db
GEK = "<script>alert(1)</script>{{ 7|add:7 }} ' -- 😀"


def adres(naam, traject, *rest):
    return reverse(f"verbeteringen:{naam}", args=[traject.pk, *rest])


def draag_aan(traject, door, **velden):
    return acties.draag_aan(traject, door=door, **({"titel": "Sneller antwoord", "herkomst": [(2, "KPI 1")]} | velden))


def test_voorstellen_wijzigen_en_een_tweede_herkomst(cast, traject, als):
    sponsor = als(cast.sponsor)
    gegevens = {"titel": "E-formulier", "stap": "4", "toelichting": "Marja belt drie keer"}
    antwoord = sponsor.post(adres("nieuw", traject), gegevens)
    verbetering = Verbetering.objects.get()
    assert (antwoord.status_code, antwoord["Location"]) == (303, adres("detail", traject, verbetering.pk))
    tekst = sponsor.get(antwoord["Location"]).content.decode()
    assert "Marja belt drie keer" in tekst
    assert "Stap 4" in tekst
    herkomst = adres("herkomst", traject, verbetering.pk)
    assert sponsor.post(herkomst, {"stap": "3", "toelichting": ""}).status_code == 303
    assert sponsor.post(herkomst, {"stap": "3", "toelichting": ""}).status_code == 422
    assert sponsor.post(herkomst, {"stap": "6"}).status_code == 422
    wijzig = adres("wijzig", traject, verbetering.pk)
    assert sponsor.get(wijzig).status_code == 403
    coach = als(cast.klantreiscoach)
    assert coach.post(wijzig, {"titel": "Beter formulier", "versie": 1}).status_code == 303
    antwoord = als(cast.projectleider).post(wijzig, {"titel": "Ander formulier", "versie": 1})
    assert antwoord.status_code == 409
    assert "Beter formulier" in antwoord.content.decode()


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"titel": ""}, "Vul in"),
        ({"titel": "x" * 251}, "250"),
        ({"stap": ""}, "Vul in"),
        ({"stap": "6"}, "geldige keuze"),
        ({"toelichting": "x" * 301}, "300"),
    ],
)
def test_foute_invoer_blijft_staan(cast, traject, als, velden, fout):
    goed = {"titel": "Formulier", "stap": "4", "omschrijving": "niet kwijt"}
    antwoord = als(cast.sponsor).post(adres("nieuw", traject), goed | velden)
    assert antwoord.status_code == 422
    assert fout in antwoord.content.decode()
    assert "niet kwijt" in antwoord.content.decode()
    assert not Verbetering.objects.exists()


def test_zoeken_en_filteren(cast, traject, als):
    draag_aan(traject, cast.projectleider, titel="E-formulier maken", herkomst=[(3, "sessie"), (4, "Marja")])
    draag_aan(traject, cast.projectleider, titel="Brief herschrijven", herkomst=[(4, "")])
    draag_aan(cast.buur_traject, cast.buur_projectleider, titel="E-formulier van de buren")
    lezer = als(cast.sponsor)

    def titels(**vraag):
        return [rij.titel for rij in lezer.get(adres("stap", traject), vraag).context["rijen"]]

    assert titels() == ["E-formulier maken", "Brief herschrijven"]
    assert titels(zoek="FORMULIER") == ["E-formulier maken"]
    assert titels(zoek="v2") == ["Brief herschrijven"]
    assert titels(stap="3") == ["E-formulier maken"]
    assert titels(stap="4", zoek="brief") == ["Brief herschrijven"]
    assert titels(stap="7") == []
    assert len(titels(stap="raar", na="²")) == 2
    assert "Er is geen verbetering die hierbij past" in lezer.get(adres("stap", traject), {"zoek": "niets"}).content.decode()


def test_honderd_per_bladzijde(cast, traject, als, monkeypatch):
    monkeypatch.setattr("verbeteringen.queries.PER_BLAD", 2)
    for nummer in range(3):
        draag_aan(traject, cast.projectleider, titel=f"Idee {nummer}")
    eerste = als(cast.sponsor).get(adres("stap", traject), {"zoek": "idee"})
    assert [rij.code for rij in eerste.context["rijen"]] == ["V1", "V2"]
    tweede = als(cast.sponsor).get(adres("stap", traject) + eerste.context["volgende"])
    assert [rij.code for rij in tweede.context["rijen"]] == ["V3"]
    assert not tweede.context["volgende"]


def test_een_kind_wijst_naar_zijn_ouder(cast, traject, als):
    ouder = draag_aan(traject, cast.projectleider)
    kind = draag_aan(traject, cast.projectleider, titel="Kleiner begin", uit=ouder, herkomst=[(7, "alternatief")])
    assert kind.code == "V1b"
    tekst = als(cast.sponsor).get(adres("detail", traject, ouder.pk)).content.decode()
    assert "komt hieruit voort" in tekst
    assert "V1b Kleiner begin" in tekst


def test_herkomst_buiten_de_stappen_kan_niet(cast, traject):
    with pytest.raises(NietMogelijk):
        draag_aan(traject, cast.projectleider, herkomst=[(6, "")])
    with pytest.raises(NietMogelijk):
        draag_aan(traject, cast.projectleider, herkomst=[])
    verbetering = draag_aan(traject, cast.projectleider)
    with pytest.raises(NietMogelijk, match="staat er al"):
        acties.voeg_herkomst_toe(verbetering, door=cast.sponsor, stap=2, toelichting="KPI 1")


def test_wie_wat_mag(cast, traject, als):
    verbetering = draag_aan(traject, cast.projectleider)
    bladen = [adres("stap", traject), adres("detail", traject, verbetering.pk), adres("nieuw", traject)]
    for wie in (cast.projectleider, cast.vakinhoudelijk_medewerker, cast.jurist, cast.sponsor):
        assert {als(wie).get(blad).status_code for blad in bladen} == {200}
    assert {als(cast.klant_inwoner).get(blad).status_code for blad in bladen} == {404}
    assert {als(cast.vreemde).get(blad).status_code for blad in bladen} == {404}
    assert als(cast.buur_projectleider).get(adres("detail", cast.buur_traject, verbetering.pk)).status_code == 404
    assert als(cast.sponsor).post(adres("stap", traject)).status_code == 405


def test_rare_tekst_is_tekst(cast, traject, als):
    verbetering = draag_aan(traject, cast.projectleider, titel=GEK, omschrijving=GEK, voor_inwoner=GEK, herkomst=[(4, GEK)])
    for blad in (adres("stap", traject), adres("detail", traject, verbetering.pk)):
        assert "<script>alert" not in als(cast.sponsor).get(blad, {"zoek": "<script>"}).content.decode()


def test_even_veel_vragen_bij_1_en_bij_50_verbeteringen(cast, traject, als):
    def tel():
        lezer = als(cast.sponsor)
        lezer.get(adres("stap", traject))  # the first request of a session writes it
        with CaptureQueriesContext(connection) as vragen:
            assert lezer.get(adres("stap", traject)).status_code == 200
        return len(vragen)

    draag_aan(traject, cast.projectleider)
    een = tel()
    for _ in range(49):
        draag_aan(traject, cast.vakinhoudelijk_medewerker, herkomst=[(3, "a"), (4, "b")])
    assert tel() == een
    assert een <= 6
