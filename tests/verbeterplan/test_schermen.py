"""Per screen: it works, a colleague may, a reader may not, a stranger sees nothing, wrong method."""

import pytest
from django.urls import reverse

from kpi.models import Kpi
from tests.verbeterplan.bouwers import maak_idee, maak_keuze, maak_versie
from verbeterplan.acties import kies, leg_vast
from verbeterplan.models import Keuze, PlanVersie

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_poorten")]
GEMEEN = '<script>alert(1)</script> "é" {{ 7*7 }}'


def adres(naam, traject, *rest):
    return reverse(f"verbeterplan:{naam}", args=[traject.pk, *rest])


@pytest.fixture
def idee(cast, traject):
    return maak_idee(traject, cast.projectleider, "V1", titel=GEMEEN)


def keuze_velden(**anders):
    return {"besluit": "opnemen", "termijn": "quick_win", "effect": "4", "moeite": "2", "versie": "0"} | anders


@pytest.mark.parametrize("naam", ["stap", "versie"])
def test_wie_het_plan_ziet(cast, traject, als, naam):
    versie = maak_versie(traject, cast.projectleider, 2)
    pad = adres(naam, traject, *([versie.pk] if naam == "versie" else []))
    for mens in (cast.projectleider, cast.sponsor, cast.privacy_officer):
        assert als(mens).get(pad).status_code == 200
    for mens in (cast.vreemde, cast.oud_lid, cast.klant_inwoner, cast.buur_projectleider):
        assert als(mens).get(pad).status_code == 404
    assert als(cast.projectleider).post(pad).status_code == 405


def test_een_versie_van_een_ander_traject_bestaat_niet(cast, traject, als):
    versie = maak_versie(traject, cast.projectleider, 1)
    assert als(cast.buur_projectleider).get(adres("versie", cast.buur_traject, versie.pk)).status_code == 404


def test_kiezen_op_de_pagina(cast, traject, als, idee):
    pad = adres("keuze", traject, idee.pk)
    assert GEMEEN not in als(cast.projectleider).get(pad).content.decode()
    antwoord = als(cast.klantreiscoach).post(pad, keuze_velden(team="KCC", kosten_eenmalig="8400,50"))
    assert (antwoord.status_code, antwoord.url) == (303, f"{adres('stap', traject)}#v{idee.pk}")
    assert str(Keuze.objects.get().kosten_eenmalig) == "8400.50"
    assert als(cast.sponsor).post(pad, keuze_velden()).status_code == 403
    assert als(cast.vreemde).get(pad).status_code == 404
    assert als(cast.projectleider).put(pad).status_code == 405
    assert als(cast.buur_projectleider).get(adres("keuze", cast.buur_traject, idee.pk)).status_code == 404


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"besluit": ""}, "Kies wat u met deze verbetering doet"),
        ({"termijn": ""}, "Kies een termijn"),
        ({"besluit": "parkeren"}, "Schrijf op waarom"),
        ({"effect": "7"}, "geen beschikbare keuze"),
        ({"kosten_eenmalig": "veel"}, "Vul een getal in"),
        ({"kpis": ["999"]}, "999"),
        ({"team": "x" * 151}, "150 tekens"),
    ],
)
def test_foute_invoer_blijft_staan_en_zegt_wat_er_mis_is(cast, traject, als, idee, velden, zin):
    antwoord = als(cast.projectleider).post(
        adres("keuze", traject, idee.pk), keuze_velden(trekker="Wordt niet vergeten") | velden
    )
    assert antwoord.status_code == 422
    assert zin.lower() in antwoord.content.decode().lower()
    assert "Wordt niet vergeten" in antwoord.content.decode()
    assert not Keuze.objects.exists()


def test_een_kpi_van_een_ander_traject_bestaat_niet(cast, traject, als, idee):
    vreemd = Kpi.objects.create(
        traject=cast.buur_traject, nummer=1, naam="K", operator=">", norm=1, eenheid="%", richting="hoger"
    )
    antwoord = als(cast.projectleider).post(adres("keuze", traject, idee.pk), keuze_velden(kpis=[vreemd.pk]))
    assert antwoord.status_code == 422


def test_twee_mensen_tegelijk_krijgen_het_samenvoegscherm_ook_voor_de_kpis(cast, traject, als, idee):
    een, twee = (
        Kpi.objects.create(
            traject=traject, nummer=n, naam=f"Cijfer {n}", operator=">", norm=1, eenheid="%", richting="hoger"
        )
        for n in (1, 2)
    )
    kies(idee, door=cast.procesadviseur, besluit="opnemen", termijn="quick_win", team="Grondzaken", kpis=[een])
    pad = adres("keuze", traject, idee.pk)
    antwoord = als(cast.projectleider).post(pad, keuze_velden(team="KCC", kpis=[twee.pk]))
    assert antwoord.status_code == 409
    tekst = antwoord.content.decode()
    assert "Grondzaken" in tekst
    assert "KPI 1 Cijfer 1" in tekst
    assert "KPI 2 Cijfer 2" in tekst
    opnieuw = keuze_velden(team="KCC", kpis=[twee.pk], versie="1", kies_team="mijn", kies_kpis="hun", hun_kpis=[een.pk])
    assert als(cast.projectleider).post(pad, opnieuw).status_code == 303
    keuze = Keuze.objects.get()
    assert (keuze.team, list(keuze.kpis.all())) == ("KCC", [een])


def test_over_meer_tegelijk_besluiten(cast, traject, als):
    ideeen = [maak_idee(traject, cast.projectleider, f"V{n}") for n in (1, 2, 3)]
    maak_keuze(ideeen[0], cast.projectleider, termijn="lange_termijn", effect=5, moeite=1)
    pad = adres("keuzes", traject)
    keuzes = {"verbeteringen": [idee.pk for idee in ideeen[:1]], "besluit": "opnemen", "termijn": "voorstel"}
    assert als(cast.procesadviseur).post(pad, keuzes).status_code == 303
    assert Keuze.objects.get().termijn == "quick_win"
    keuzes = {"verbeteringen": [idee.pk for idee in ideeen[1:]], "besluit": "parkeren", "reden": "volgend jaar"}
    assert als(cast.projectleider).post(pad, keuzes).status_code == 303
    assert "3 ideeën: 1 opgenomen, 0 niet, 2 geparkeerd" in als(cast.sponsor).get(adres("stap", traject)).content.decode()
    for fout, zin in (
        ({"besluit": "parkeren", "reden": "x"}, "Kruis eerst"),
        ({"verbeteringen": [ideeen[0].pk], "besluit": "niet_opnemen"}, "Schrijf op waarom"),
        ({"verbeteringen": [ideeen[0].pk], "besluit": "opnemen"}, "Kies een termijn"),
    ):
        antwoord = als(cast.projectleider).post(pad, fout)
        assert antwoord.status_code == 422
        assert zin in antwoord.content.decode()
    vreemd = maak_idee(cast.buur_traject, cast.buur_projectleider)
    assert (
        als(cast.projectleider).post(pad, {"verbeteringen": [vreemd.pk], "besluit": "parkeren", "reden": "x"}).status_code
        == 422
    )
    assert als(cast.teammanager).post(pad, keuzes).status_code == 403
    assert als(cast.vreemde).post(pad, keuzes).status_code == 404
    assert als(cast.projectleider).get(pad).status_code == 405


def test_vastleggen_met_de_knop(cast, traject, als, idee):
    pad = adres("vastleggen", traject)
    antwoord = als(cast.projectleider).post(pad)
    assert antwoord.status_code == 409
    assert "Over V1 is nog niet besloten" in antwoord.content.decode()
    maak_keuze(idee, cast.projectleider)
    assert als(cast.procesadviseur).post(pad).status_code == 303
    assert GEMEEN not in als(cast.sponsor).get(adres("versie", traject, PlanVersie.objects.get().pk)).content.decode()
    assert als(cast.proceseigenaar).post(pad).status_code == 403
    assert als(cast.vreemde).post(pad).status_code == 404
    assert als(cast.projectleider).get(pad).status_code == 405


@pytest.mark.parametrize("naam", ["stap", "versie"])
def test_evenveel_vragen_bij_een_als_bij_vijftig(cast, traject, als, naam, django_assert_max_num_queries):
    client, aantallen = als(cast.projectleider), []
    for ideeen in (1, 49):
        for _ in range(ideeen):
            maak_keuze(maak_idee(traject, cast.projectleider), cast.projectleider)
        versie = leg_vast(traject, door=cast.projectleider)
        pad = adres(naam, traject, *([versie.pk] if naam == "versie" else []))
        client.get(pad)
        with django_assert_max_num_queries(12) as vragen:
            assert client.get(pad).status_code == 200
        aantallen.append(len(vragen))
    assert aantallen[0] == aantallen[1]
