"""Five checks per screen of step 9: it works, a colleague may, a reader may not, a stranger sees nothing, wrong method."""

from datetime import date

import pytest
from django.urls import reverse

from implementatie import queries
from implementatie.models import Implementatieactie, ImplementatieVaststelling, Prioritering

from .bouwers import maak_actie, maak_plan, maak_prioritering, maak_verbetering

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_poorten")]
GOED = {"omschrijving": "Bouwen", "start": "2024-01-08", "eind": "2024-03-01"}


@pytest.fixture
def plan(cast, traject):
    regels = maak_plan(traject, cast.proceseigenaar, 2)
    prio = maak_prioritering(regels[0], rang=1)
    ander = maak_prioritering(regels[1], rang=2)
    return regels, prio, *(maak_actie(traject, van, actiehouder=cast.teammanager) for van in (prio, ander))


def adressen(traject, regels, prio, actie):
    return {
        "besluit": ([regels[0].pk], {"besluit": "later", "reden": "Volgend jaar", "versie": "1"}),
        "plaats": ([prio.pk], {"naar": "2"}),
        "actie_plannen": ([prio.pk], GOED),
        "actie": ([actie.pk], GOED | {"versie": "1"}),
        "verwijder": ([actie.pk], {}),
        "opleiding": ([], {"niet_nodig": "Iedereen kan dit al"}),
        "documentatie": ([], {"niet_nodig": "Er verandert geen tekst"}),
    }


@pytest.mark.parametrize("naam", ["besluit", "plaats", "actie_plannen", "actie", "verwijder", "opleiding", "documentatie"])
def test_vijf_controles(als, cast, traject, plan, naam):
    regels, prio, actie, _ = plan
    args, gegevens = adressen(traject, regels, prio, actie)[naam]
    adres = reverse(f"implementatie:{naam}", args=[traject.pk, *args])
    gegevens = gegevens | {"actiehouder": str(cast.teammanager.pk)} if "omschrijving" in gegevens else gegevens
    assert als(cast.vreemde).post(adres, gegevens).status_code == 404
    assert als(cast.buur_projectleider).post(adres, gegevens).status_code == 404
    assert als(cast.sponsor).post(adres, gegevens).status_code == 403
    assert als(cast.procesadviseur).put(adres).status_code == 405
    if naam != "verwijder":
        assert als(cast.procesadviseur).get(adres).status_code == 200
    antwoord = als(cast.projectleider).post(adres, gegevens)
    assert antwoord.status_code == 303
    assert antwoord["Location"].split("#")[0] == reverse("implementatie:stap", args=[traject.pk])


def test_de_bladzijde_toont_knoppen_alleen_aan_wie_ze_mag_gebruiken(als, cast, traject, plan):
    adres = reverse("implementatie:stap", args=[traject.pk])
    assert als(cast.vreemde).get(adres).status_code == 404
    assert als(cast.klant_inwoner).get(adres).status_code == 404
    assert als(cast.sponsor).post(adres).status_code == 405
    lezer = als(cast.sponsor).get(adres).content.decode()
    assert "Formulier bouwen" in lezer
    assert 'id="hoger-V1"' not in lezer
    leider = als(cast.projectleider).get(adres).content.decode()
    assert 'id="hoger-V1" aria-disabled="true"' in leider
    assert 'id="stel-vast"' not in leider
    assert 'id="stel-vast"' in als(cast.proceseigenaar).get(adres).content.decode()


def test_alleen_de_proceseigenaar_stelt_vast_wat_op_het_scherm_stond(als, cast, traject, plan):
    adres = reverse("implementatie:vaststellen", args=[traject.pk])
    sha256 = queries.overzicht(traject).sha256
    assert als(cast.projectleider).post(adres, {"sha256": sha256}).status_code == 403
    assert als(cast.vreemde).post(adres, {"sha256": sha256}).status_code == 404
    assert als(cast.proceseigenaar).get(adres).status_code == 405
    Implementatieactie.objects.update(omschrijving="Iets anders")
    assert als(cast.proceseigenaar).post(adres, {"sha256": sha256}).status_code == 409
    assert not ImplementatieVaststelling.objects.exists()
    assert als(cast.proceseigenaar).post(adres, {"sha256": queries.overzicht(traject).sha256}).status_code == 303
    Implementatieactie.objects.filter(pk=plan[2].pk).update(eind=date(2024, 5, 1))
    tekst = als(cast.sponsor).get(reverse("implementatie:stap", args=[traject.pk])).content.decode()
    assert "Gewijzigd na vaststelling" in tekst
    assert "V1: de actie &#x27;Iets anders&#x27; is gewijzigd." in tekst


@pytest.mark.parametrize(
    ("naam", "gegevens", "zin"),
    [
        ("actie_plannen", GOED | {"eind": "2024-01-01"}, "ligt voor de begindatum"),
        ("actie_plannen", GOED | {"start": "31-02-2024"}, "Vul een datum in, bijvoorbeeld 24-09-2026."),
        ("actie_plannen", GOED | {"omschrijving": "x" * 400}, "300"),
        ("besluit", {"besluit": "niet", "versie": "1"}, "Geef een reden"),
        ("besluit", {"besluit": "misschien", "versie": "1"}, "Selecteer een geldige keuze"),
        ("plaats", {"naar": "9"}, "Kies een getal van 1 tot en met 2"),
        ("opleiding", {}, "Vul in: Wat gaat er gebeuren"),
        ("opleiding", GOED | {"niet_nodig": "Toch niet"}, "Niet allebei"),
    ],
)
def test_foute_invoer_geeft_een_zin_en_bewaart_niets(als, cast, traject, plan, naam, gegevens, zin):
    regels, prio, actie, _ = plan
    args = {"actie_plannen": [prio.pk], "besluit": [regels[0].pk], "plaats": [prio.pk], "opleiding": []}[naam]
    aantal = Implementatieactie.objects.count()
    gegevens = gegevens | {"actiehouder": str(cast.teammanager.pk)} if "omschrijving" in gegevens else gegevens
    antwoord = als(cast.projectleider).post(reverse(f"implementatie:{naam}", args=[traject.pk, *args]), gegevens)
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert Implementatieactie.objects.count() == aantal
    assert Prioritering.objects.get(pk=prio.pk).besluit == "overnemen"


def test_een_actiehouder_van_buiten_het_traject_bestaat_hier_niet(als, cast, traject, plan):
    adres = reverse("implementatie:actie_plannen", args=[traject.pk, plan[1].pk])
    antwoord = als(cast.projectleider).post(adres, GOED | {"actiehouder": str(cast.vreemde.pk)})
    assert antwoord.status_code == 422
    ander = maak_prioritering(maak_plan(cast.buur_traject, cast.beheerder, 1)[0], rang=1)
    adres = reverse("implementatie:actie_plannen", args=[traject.pk, ander.pk])
    assert als(cast.projectleider).get(adres).status_code == 404


def test_een_oude_versie_geeft_het_vergelijkscherm(als, cast, traject, plan):
    adres = reverse("implementatie:actie", args=[traject.pk, plan[2].pk])
    gegevens = GOED | {"actiehouder": str(cast.teammanager.pk), "versie": "1"}
    assert als(cast.projectleider).post(adres, gegevens | {"omschrijving": "Eerste"}).status_code == 303
    antwoord = als(cast.procesadviseur).post(adres, gegevens | {"omschrijving": "Tweede"})
    assert antwoord.status_code == 409
    assert "Eerste" in antwoord.content.decode()


def test_vreemde_teksten_zijn_tekst(als, cast, traject, plan):
    Implementatieactie.objects.update(omschrijving="<script>alert(1)</script>", team='"><img src=x>')
    Prioritering.objects.update(reden="{{ 7*7 }}</p><script>")
    tekst = als(cast.projectleider).get(reverse("implementatie:stap", args=[traject.pk])).content.decode()
    assert "<script>alert" not in tekst
    assert "<img src=x>" not in tekst
    assert "{{ 7*7 }}" in tekst


def test_evenveel_vragen_bij_een_en_bij_vijftig_verbeteringen(als, cast, traject, django_assert_max_num_queries):
    def vragen():
        client = als(cast.proceseigenaar)
        with django_assert_max_num_queries(12) as gemeten:
            assert client.get(reverse("implementatie:stap", args=[traject.pk])).status_code == 200
        return len(gemeten)

    regel = maak_plan(traject, cast.proceseigenaar, 1)[0]
    maak_actie(traject, maak_prioritering(regel, rang=1), actiehouder=cast.teammanager)
    een = vragen()
    meer = [maak_verbetering(traject, cast.proceseigenaar, f"V{n}") for n in range(2, 51)]
    regels = maak_plan(traject, cast.proceseigenaar, nummer=2, verbeteringen=[regel.verbetering, *meer])
    for rang, regel in enumerate(regels[1:], start=2):
        maak_actie(traject, maak_prioritering(regel, rang=rang), actiehouder=cast.teammanager)
    assert vragen() == een
