"""The page of a traject, its gate, its people and its logbook."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.bouwers import geef_rol, maak_gebruiker
from tests.trajecten.bouwers import maak_taak
from trajecten import acties
from trajecten.models import Lid, Logregel, Poortbesluit, Traject
from trajecten.queries import keten_klopt

pytestmark = pytest.mark.django_db


def adres(traject, rest=""):
    return f"/trajecten/{traject.pk}/{rest}"


def test_de_pagina_werkt_voor_wie_meedoet_en_bestaat_niet_voor_een_ander(als, cast, traject):
    for mens in (cast.projectleider, cast.sponsor, cast.jurist):
        assert als(mens).get(adres(traject)).status_code == 200
    for mens in (cast.vreemde, cast.oud_lid, cast.klant_inwoner, cast.beheerder):
        assert als(mens).get(adres(traject)).status_code == 404
    assert als(cast.projectleider).post(adres(traject)).status_code == 405


def test_de_pagina_toont_spoor_volgende_stap_taken_en_mensen(als, cast, traject):
    maak_taak(traject, cast.sponsor, zin="Praat met het college")
    tekst = als(cast.projectleider).get(adres(traject)).content.decode()
    assert "Verder met stap 1" in tekst
    assert "Praat met het college" in tekst
    assert "Wacht op Sponsor van dienst" in tekst
    assert 'aria-current="step"' in tekst


def test_hoogstens_twaalf_vragen_hoeveel_er_ook_staat(als, cast, traject):
    client = als(cast.projectleider)
    with CaptureQueriesContext(connection) as weinig:
        client.get(adres(traject))
    for nummer in range(50):
        maak_taak(traject, cast.sponsor, sleutel=f"t{nummer}")
        geef_rol(traject, maak_gebruiker(), "vakinhoudelijk_medewerker")
    with CaptureQueriesContext(connection) as veel:
        client.get(adres(traject))
    assert len(weinig) == len(veel) <= 12


def test_gegevens_wijzigen_en_wie_te_laat_opslaat_verliest_niets(als, cast, traject):
    client = als(cast.procesadviseur)
    velden = {"titel": "Grond kopen", "organisatie": traject.organisatie, "product": "", "klantvraag": "", "versie": 1}
    assert client.post(adres(traject, "gegevens/"), velden).status_code == 303
    botsing = client.post(adres(traject, "gegevens/"), velden | {"titel": "Anders"})
    assert botsing.status_code == 409
    assert "Anders" in botsing.content.decode()
    assert Traject.objects.get(pk=traject.pk).titel == "Grond kopen"
    assert als(cast.sponsor).get(adres(traject, "gegevens/")).status_code == 403


def test_toch_verder_vraagt_een_reden_en_die_blijft_zichtbaar(als, cast, traject):
    client = als(cast.projectleider)
    assert client.post(adres(traject, "poort/2/"), {"reden": ""}).status_code == 422
    antwoord = client.post(adres(traject, "poort/2/"), {"reden": "De sponsor is ziek"})
    assert antwoord.status_code == 303
    assert antwoord["Location"] == adres(traject, "kpi/")
    assert "De sponsor is ziek" in client.get(adres(traject)).content.decode()
    assert client.post(adres(traject, "poort/2/"), {"reden": "nog eens"}).status_code == 409
    assert Poortbesluit.objects.filter(traject=traject).count() == 1
    assert client.post(adres(traject, "poort/11/"), {"reden": "x"}).status_code == 404
    assert als(cast.procesadviseur).post(adres(traject, "poort/3/"), {"reden": "x"}).status_code == 403


def test_een_stap_die_nog_niet_kan_toont_de_poort(als, cast, traject):
    acties.wijzig_opdracht(traject.opdracht, door=cast.projectleider, versie=1, doelstelling="x")
    antwoord = als(cast.projectleider).get(adres(traject, "kpi/"))
    assert antwoord.status_code == 200


def test_heropenen_doet_de_proceseigenaar(als, cast, traject):
    acties.sluit_af(traject, door=cast.proceseigenaar, reden="klaar")
    client = als(cast.proceseigenaar)
    assert "Heropenen" in client.get(adres(traject)).content.decode()
    assert client.post(adres(traject, "heropenen/"), {"reden": "Er is toch iets"}).status_code == 303
    assert Traject.objects.get(pk=traject.pk).afgesloten_op is None
    assert als(cast.projectleider).post(adres(traject, "heropenen/"), {"reden": "x"}).status_code == 403


def test_iemand_toevoegen_zoeken_en_kiezen(als, cast, traject):
    client = als(cast.projectleider)
    pagina = client.get(adres(traject, "mensen/toevoegen/?zoek=Vreem"))
    assert f'value="{cast.vreemde.pk}"' in pagina.content.decode()
    deel = client.get(adres(traject, "mensen/toevoegen/?zoek=Vreem"), headers={"HX-Request": "true"})
    assert b"<html" not in deel.content
    velden = {"zoek": "Vreem", "gebruiker": cast.vreemde.pk, "rol": "sponsor", "capaciteit_uren": "12", "team": "Balie"}
    assert client.post(adres(traject, "mensen/toevoegen/"), velden).status_code == 303
    assert cast.vreemde.has_perm("trajecten.traject_zien", traject)
    dubbel = client.post(adres(traject, "mensen/toevoegen/"), velden)
    assert dubbel.status_code == 409
    assert "al" in dubbel.content.decode()


def test_een_verkeerde_keuze_geeft_een_nette_fout(als, cast, traject):
    client = als(cast.projectleider)
    for velden in (
        {},
        {"gebruiker": "x", "rol": "sponsor"},
        {"gebruiker": cast.vreemde.pk, "rol": "koning"},
        {"rol": "projectleider"},
    ):
        assert client.post(adres(traject, "mensen/toevoegen/"), velden).status_code == 422
    velden = {"gebruiker": cast.projectleider.pk, "rol": "sponsor"}
    assert client.post(adres(traject, "mensen/toevoegen/"), velden).status_code == 409


def test_een_rol_overdragen_en_een_rol_beeindigen(als, cast, traject):
    client = als(cast.proceseigenaar)
    leider = Lid.objects.get(traject=traject, rol="projectleider")
    assert client.post(adres(traject, f"mensen/{leider.pk}/beeindigen/")).status_code == 409
    velden = {"gebruiker": cast.vreemde.pk}
    assert client.post(adres(traject, f"mensen/{leider.pk}/overdragen/"), velden).status_code == 303
    assert als(cast.projectleider).get(adres(traject)).status_code == 404
    assert als(cast.vreemde).get(adres(traject)).status_code == 200
    sponsor = Lid.objects.get(traject=traject, rol="sponsor")
    assert als(cast.vreemde).post(adres(traject, f"mensen/{sponsor.pk}/beeindigen/")).status_code == 303
    assert als(cast.vreemde).post(adres(traject, f"mensen/{sponsor.pk}/beeindigen/")).status_code == 409
    tekst = als(cast.vreemde).get(adres(traject, "mensen/")).content.decode()
    assert "Eerder in de projectgroep" in tekst
    assert "Sponsor van dienst" in tekst


def test_alleen_de_teammanager_zegt_uren_van_het_eigen_team_toe(als, cast, traject):
    lid = Lid.objects.get(traject=traject, rol="vakinhoudelijk_medewerker")
    Lid.objects.filter(pk=lid.pk).update(capaciteit_uren=20, team="Grondzaken")
    client = als(cast.teammanager)
    assert client.post(adres(traject, f"mensen/{lid.pk}/uren/"), {"toegezegd": "ja"}).status_code == 303
    lid.refresh_from_db()
    assert lid.capaciteit_toegezegd is True
    assert client.post(adres(traject, f"mensen/{lid.pk}/uren/"), {"toegezegd": "x"}).status_code == 409
    Lid.objects.filter(pk=lid.pk).update(team="Ander team")
    assert client.post(adres(traject, f"mensen/{lid.pk}/uren/"), {"toegezegd": "nee"}).status_code == 409
    assert als(cast.projectleider).post(adres(traject, f"mensen/{lid.pk}/uren/"), {"toegezegd": "ja"}).status_code == 403


def test_andere_uren_moeten_opnieuw_worden_toegezegd(cast, traject):
    lid = Lid.objects.get(traject=traject, rol="vakinhoudelijk_medewerker")
    acties.wijzig_lid(lid, door=cast.projectleider, versie=1, capaciteit_uren=8, team="Grondzaken")
    acties.zeg_capaciteit_toe(lid, door=cast.teammanager, toegezegd=True)
    acties.wijzig_lid(lid, door=cast.projectleider, versie=2, capaciteit_uren=16)
    assert Lid.objects.get(pk=lid.pk).capaciteit_toegezegd is None


def test_wie_kan_wat_staat_in_woorden(als, cast, traject):
    tekst = als(cast.sponsor).get(adres(traject, "mensen/wie-kan-wat/")).content.decode()
    assert "de opdracht geven" in tekst
    assert "Heeft geen toegang. De klantreiscoach" in tekst


def test_het_logboek_filtert_bladert_en_zegt_of_het_klopt(als, cast, traject):
    for nummer in range(60):
        acties.wijzig_opdracht(traject.opdracht, door=cast.projectleider, versie=nummer + 1, aanleiding=f"tekst {nummer}")
    als(cast.vreemde).get(adres(traject))
    client = als(cast.sponsor)
    eerste = client.get(adres(traject, "logboek/"))
    assert "Het logboek klopt" in eerste.content.decode()
    assert "voor=12" in eerste.content.decode()
    assert client.get(adres(traject, "logboek/?voor=12")).content.decode().count("<time") == 11
    assert client.get(adres(traject, "logboek/?weigeringen=on")).content.decode().count("<time") == 1
    assert client.get(adres(traject, f"logboek/?wie={cast.vreemde.pk}")).content.decode().count("<time") == 1
    for onzin in ("voor=x", "wie=x", "voor=99999999999999999999"):
        assert client.get(adres(traject, f"logboek/?{onzin}")).status_code == 200
    Logregel.objects.filter(traject=traject, nummer=5).update(zin="heeft niets gedaan")
    assert not keten_klopt(Traject.objects.get(pk=traject.pk))
    assert "Het logboek klopt niet" in client.get(adres(traject, "logboek/")).content.decode()


@pytest.mark.parametrize("pagina", ["mensen/", "mensen/wie-kan-wat/", "logboek/"])
def test_evenveel_vragen_bij_veel_mensen(als, cast, traject, pagina):
    client = als(cast.projectleider)
    with CaptureQueriesContext(connection) as weinig:
        client.get(adres(traject, pagina))
    for _ in range(30):
        geef_rol(traject, maak_gebruiker(), "vakinhoudelijk_medewerker", capaciteit_uren=4)
    with CaptureQueriesContext(connection) as veel:
        assert client.get(adres(traject, pagina)).status_code == 200
    assert len(weinig) == len(veel) <= 12
