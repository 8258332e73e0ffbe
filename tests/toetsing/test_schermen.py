"""Per screen: it works, a colleague may, a reader may not, a stranger sees nothing, wrong method."""

from datetime import timedelta

import pytest
from django.urls import reverse

from berichten import klok
from tests.verbeterplan.bouwers import maak_versie, regels_van
from toetsing.models import Discipline, Oordeel, Toets, Toetsronde, Voorwaarde, Vrijstelling
from trajecten.models import Lid
from verbeterplan.acties import kies, leg_vast

from .bouwers import lever_in, maak_getoetst, oordeel, toets_van, vraag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_poorten")]
GEMEEN = '<script>alert(1)</script> "é" {{ 7*7 }}'


def adres(naam, traject, *rest):
    return reverse(f"toetsing:{naam}", args=[traject.pk, *rest])


@pytest.fixture
def versie(cast, traject):
    return maak_versie(traject, cast.projectleider, 3)


@pytest.fixture
def toets(cast, versie):
    vraag(cast, versie, {"privacy": ["V1", "V2"]})
    return toets_van(versie, "privacy")


def test_wie_de_toetsing_ziet(cast, traject, als, toets):
    for naam, rest in (("stap", []), ("toets", [toets.pk])):
        pad = adres(naam, traject, *rest)
        for mens in (cast.projectleider, cast.sponsor, cast.jurist):
            assert als(mens).get(pad).status_code == 200
        for mens in (cast.vreemde, cast.oud_lid, cast.klant_inwoner):
            assert als(mens).get(pad).status_code == 404
        assert als(cast.projectleider).post(pad).status_code == 405
    assert als(cast.buur_projectleider).get(adres("toets", cast.buur_traject, toets.pk)).status_code == 404


def test_een_toets_aanvragen(cast, traject, als, versie):
    pad, regels = adres("vragen", traject), regels_van(versie)
    privacy = Discipline.objects.get(code="privacy")
    pagina = als(cast.projectleider).get(pad).content.decode()
    assert "Nog niet gevraagd" in pagina
    velden = {
        "deadline": (klok.vandaag() + timedelta(days=21)).isoformat(),
        "toelichting": GEMEEN,
        f"toets_{regels['V1'].pk}": [privacy.pk],
        f"vrij_{regels['V2'].pk}": "Alleen een werkafspraak",
    } | {f"wie_{d.pk}": _eerste(traject, d).pk for d in Discipline.objects.all()}
    antwoord = als(cast.procesadviseur).post(pad, velden)
    assert (antwoord.status_code, antwoord.url) == (303, adres("stap", traject))
    assert [regel.code for regel in Toets.objects.get().regels.all()] == ["V1"]
    assert Vrijstelling.objects.get().planregel.code == "V2"
    assert GEMEEN not in als(cast.sponsor).get(adres("stap", traject)).content.decode()
    for fout, zin in (
        ({"deadline": "2020-01-01"}, "van vandaag of later"),
        ({"deadline": "morgen"}, "Vul een datum in"),
        ({f"vrij_{regels['V1'].pk}": "niet nodig"}, "Niet allebei"),
        ({f"toets_{regels['V1'].pk}": [], f"vrij_{regels['V2'].pk}": ""}, "Kies per verbetering"),
        ({f"wie_{privacy.pk}": str(cast.vreemde.pk)}, "geen beschikbare keuze"),
    ):
        antwoord = als(cast.projectleider).post(pad, velden | fout)
        assert antwoord.status_code == 422
        assert zin in antwoord.content.decode()
    antwoord = als(cast.projectleider).post(
        pad, velden
    )  # asked already: the rule says no, the form keeps what was filled in
    assert antwoord.status_code == 409
    assert "al om een oordeel over V1 gevraagd" in antwoord.content.decode()
    assert als(cast.proceseigenaar).get(pad).status_code == 403
    assert als(cast.vreemde).get(pad).status_code == 404
    assert als(cast.projectleider).put(pad).status_code == 405


def _eerste(traject, discipline):
    return Lid.objects.filter(traject=traject, rol=discipline.rol).first().gebruiker


def test_vragen_zonder_versie_en_zonder_mensen(cast, traject, als):
    antwoord = als(cast.projectleider).get(adres("vragen", traject))
    assert antwoord.status_code == 409
    assert "Leg eerst een versie" in antwoord.content.decode()
    maak_versie(traject, cast.projectleider, 1)
    Lid.objects.filter(rol="privacy_officer").delete()
    assert "Privacy (privacy officer)" in als(cast.projectleider).get(adres("vragen", traject)).content.decode()


def test_oordelen_en_inleveren_op_een_scherm(cast, traject, als, toets, versie):
    regels, client = regels_van(versie), als(cast.privacy_officer)
    pagina = client.get(adres("toets", traject, toets.pk)).content.decode()
    assert "0 van 2 beoordeeld" in pagina
    pad = adres("oordeel", traject, toets.pk, regels["V1"].pk)
    antwoord = client.post(pad, {"oordeel": "niet_akkoord", "alternatief": GEMEEN, "versie": "0"})
    assert antwoord.status_code == 422
    assert "Leg uw oordeel uit" in antwoord.content.decode()
    assert GEMEEN not in antwoord.content.decode()
    assert "&lt;script&gt;" in antwoord.content.decode()
    antwoord = client.post(
        pad, {"oordeel": "niet_akkoord", "opmerking": GEMEEN, "weken": "6", "kosten_eenmalig": "8400", "versie": "0"}
    )
    assert (antwoord.status_code, antwoord.url) == (303, f"{adres('toets', traject, toets.pk)}#V2")
    assert client.post(adres("inleveren", traject, toets.pk)).status_code == 409
    antwoord = client.post(adres("oordeel", traject, toets.pk, regels["V2"].pk), {"oordeel": "akkoord", "versie": "0"})
    assert antwoord.url.endswith("#inleveren")
    antwoord = client.post(pad, {"oordeel": "akkoord", "versie": "0"})  # an old tab
    assert antwoord.status_code == 409
    assert "Iemand was u net voor" in antwoord.content.decode()
    assert "U ziet de oordelen" in als(cast.sponsor).get(adres("toets", traject, toets.pk)).content.decode()
    assert als(cast.privacy_officer).post(adres("inleveren", traject, toets.pk)).status_code == 303
    gezien = als(cast.sponsor).get(adres("toets", traject, toets.pk)).content.decode()
    assert "Niet akkoord" in gezien
    assert GEMEEN not in gezien
    assert als(cast.privacy_officer).post(adres("terugtrekken", traject, toets.pk)).status_code == 303
    assert Toets.objects.get().ingeleverd_op is None


@pytest.mark.parametrize("naam", ["oordeel", "inleveren", "terugtrekken"])
def test_niemand_anders_oordeelt_ook_niet_via_het_adres(cast, traject, als, toets, versie, naam):
    regel = regels_van(versie)["V1"]
    pad = adres(naam, traject, toets.pk, *([regel.pk] if naam == "oordeel" else []))
    for mens in (cast.projectleider, cast.proceseigenaar, cast.sponsor):
        assert als(mens).post(pad, {"oordeel": "akkoord"}).status_code == 403
    antwoord = als(cast.jurist).post(pad, {"oordeel": "akkoord"})
    assert antwoord.status_code == 409
    assert "Alleen Privacy officer van dienst" in antwoord.content.decode()
    for mens in (cast.vreemde, cast.beheerder, cast.oud_lid):
        assert als(mens).post(pad, {"oordeel": "akkoord"}).status_code == 404
    assert als(cast.privacy_officer).get(pad).status_code == 405
    assert not Oordeel.objects.exists()


def test_wat_niet_gevraagd_is_bestaat_op_deze_toets_niet(cast, traject, als, toets, versie):
    for regel in (regels_van(versie)["V3"].pk, 99999):
        assert (
            als(cast.privacy_officer).post(adres("oordeel", traject, toets.pk, regel), {"oordeel": "akkoord"}).status_code
            == 404
        )


def test_een_toets_is_niet_nodig(cast, traject, als, toets):
    pad = adres("niet_nodig", traject, toets.pk)
    assert als(cast.projectleider).get(pad).status_code == 200
    assert als(cast.projectleider).post(pad, {"reden": ""}).status_code == 422
    assert als(cast.privacy_officer).post(pad, {"reden": "x"}).status_code == 403
    assert als(cast.vreemde).get(pad).status_code == 404
    assert als(cast.projectleider).put(pad).status_code == 405
    assert als(cast.procesadviseur).post(pad, {"reden": "Geen persoonsgegevens"}).status_code == 303
    assert (
        "Deze toets is niet meer nodig" in als(cast.privacy_officer).get(adres("toets", traject, toets.pk)).content.decode()
    )


def test_een_voorwaarde_sluiten(cast, traject, als):
    maak_getoetst(cast, 1, "akkoord_onder_voorwaarden")
    pad = adres("voorwaarde_sluiten", traject, Voorwaarde.objects.get().pk)
    assert pad in als(cast.privacy_officer).get(adres("stap", traject)).content.decode()
    assert als(cast.privacy_officer).post(pad, {"bewijs": ""}).status_code == 422
    assert als(cast.jurist).post(pad, {"bewijs": "x"}).status_code == 409
    assert als(cast.projectleider).post(pad, {"bewijs": "x"}).status_code == 403
    assert als(cast.vreemde).get(pad).status_code == 404
    assert als(cast.privacy_officer).put(pad).status_code == 405
    assert als(cast.privacy_officer).post(pad, {"bewijs": "Register bijgewerkt"}).status_code == 303
    assert "Voldaan" in als(cast.sponsor).get(adres("stap", traject)).content.decode()


def test_disciplines_beheren(cast, als):
    lijst, nieuw = reverse("toetsing_beheer:lijst"), reverse("toetsing_beheer:nieuw")
    discipline = Discipline.objects.get(code="privacy")
    wijzig = reverse("toetsing_beheer:wijzig", args=[discipline.pk])
    velden = {
        "naam": "KCC en dienstverlening",
        "rol": "communicatieadviseur",
        "vragen": GEMEEN,
        "volgorde": "80",
        "is_actief": "on",
    }
    assert als(cast.beheerder).post(nieuw, velden).status_code == 303
    assert Discipline.objects.get(naam="KCC en dienstverlening").code == "kcc_en_dienstverlening"
    assert als(cast.beheerder).post(nieuw, velden).status_code == 422
    assert als(cast.beheerder).post(nieuw, velden | {"naam": "!!!"}).status_code == 422
    assert (
        als(cast.beheerder).post(wijzig, velden | {"naam": "Privacy", "rol": "privacy_officer", "versie": "1"}).status_code
        == 303
    )
    assert als(cast.beheerder).post(wijzig, velden | {"naam": "Privacy", "versie": "1"}).status_code == 409
    assert GEMEEN not in als(cast.beheerder).get(wijzig).content.decode()
    for pad in (lijst, nieuw, wijzig):
        assert als(cast.beheerder).get(pad).status_code == 200
        assert als(cast.projectleider).get(pad).status_code == 403
        assert als(cast.beheerder).delete(pad).status_code == 405


@pytest.mark.parametrize("naam", ["stap", "toets", "vragen"])
def test_evenveel_vragen_bij_een_als_bij_vijftig(cast, traject, als, naam, django_assert_max_num_queries):
    eerste = maak_getoetst(cast, 1, "akkoord_onder_voorwaarden")
    client = als(cast.privacy_officer if naam == "toets" else cast.projectleider)
    aantallen = []
    for keer in (1, 2):
        if keer == 2:
            kies(regels_van(eerste)["V1"].verbetering, door=cast.projectleider, besluit="opnemen", team="KCC")
            from tests.verbeterplan.bouwers import maak_idee, maak_keuze

            for _ in range(49):
                maak_keuze(maak_idee(traject, cast.projectleider), cast.projectleider)
        versie = leg_vast(traject, door=cast.projectleider) if keer == 2 else eerste
        codes = list(regels_van(versie))
        vraag(cast, versie, {"privacy": codes[keer - 1 :], "juridisch": codes})
        oordeel(versie, "juridisch", codes[0], "akkoord_onder_voorwaarden")
        for code in codes[1:]:
            oordeel(versie, "juridisch", code, "niet_akkoord")
        lever_in(versie, "juridisch")
        pad = adres(naam, traject, *([toets_van(versie, "privacy").pk] if naam == "toets" else []))
        client.get(pad)
        with django_assert_max_num_queries(12) as vragen:
            assert client.get(pad).status_code == 200
        aantallen.append(len(vragen))
    assert aantallen[0] == aantallen[1]
    assert Toetsronde.objects.count() == 3
