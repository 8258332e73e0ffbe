"""Step 1: roles, assignment, start-sessie."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from berichten import klok
from sessies import acties
from sessies.models import Sessie
from tests.bouwers import geef_rol, maak_gebruiker
from tests.sessies.bouwers import maak_agendapunt, maak_sessie, maak_stap_klaar
from trajecten import acties as trajectacties
from trajecten.models import Lid, Opdracht, Opmerking, Traject
from trajecten.poort import NietMogelijk
from trajecten.stap import bereken

pytestmark = pytest.mark.django_db


def adres(traject, rest=""):
    return f"/trajecten/{traject.pk}/projectgroep/{rest}"


def nog_nodig(traject):
    spoor, _ = bereken(Traject.objects.get(pk=traject.pk))
    return spoor[0]["nog_nodig"]


def test_stap_1_is_klaar_als_rollen_opdracht_en_sessie_er_zijn(cast, traject):
    assert nog_nodig(traject) == [
        "de opdracht, bevestigd door de proceseigenaar",
        "een start-sessie, of een reden om die over te slaan",
    ]
    maak_stap_klaar(traject, cast.proceseigenaar)
    assert nog_nodig(traject) == []
    Lid.objects.filter(traject=traject, rol__in=["sponsor", "klantreiscoach"]).update(tot=date(2026, 1, 1))
    assert nog_nodig(traject) == ["een sponsor", "een klantreiscoach, of een reden waarom die er niet is"]
    trajectacties.verklaar_geen_klantreiscoach(
        traject, door=cast.projectleider, reden="We gebruiken een bestaande klantreis"
    )
    assert nog_nodig(traject) == ["een sponsor"]


def test_elke_taak_ligt_bij_wie_hem_kan_doen(cast, traject):
    def taken():
        _, opgaven = bereken(Traject.objects.get(pk=traject.pk))
        return {opgave.sleutel: opgave.aan for stap, opgave in opgaven if stap == 1}

    assert taken() == {"opdracht_schrijven": [cast.projectleider], "start_sessie": [cast.projectleider]}
    Opdracht.objects.filter(traject=traject).update(doelstelling="Sneller antwoord")
    Lid.objects.filter(traject=traject, rol="sponsor").update(tot=date(2026, 1, 1))
    Lid.objects.filter(traject=traject, rol="vakinhoudelijk_medewerker").update(capaciteit_uren=8, team="Ander team")
    acties.sla_sessie_over(traject, door=cast.projectleider, soort="start", reden="iedereen kent elkaar")
    assert taken() == {"groep": [cast.projectleider], "opdracht": [cast.proceseigenaar]}
    Lid.objects.filter(traject=traject, rol="vakinhoudelijk_medewerker").update(team="Grondzaken")
    assert taken()["capaciteit"] == [cast.teammanager]


def test_de_pagina_toont_wie_er_is_en_wie_nog_nodig_is(als, cast, traject):
    Lid.objects.filter(traject=traject, rol="sponsor").update(tot=date(2026, 1, 1))
    tekst = als(cast.projectleider).get(adres(traject)).content.decode()
    assert "Projectleider van dienst" in tekst
    assert "Sponsor van dienst" not in tekst
    assert tekst.count("Nog nodig</span>") == 1
    assert als(cast.vreemde).get(adres(traject)).status_code == 404
    assert als(cast.projectleider).post(adres(traject)).status_code == 405


def test_opdracht_schrijven_geven_en_opnieuw_geven_na_wijziging(als, cast, traject):
    client = als(cast.procesadviseur)
    assert client.post(adres(traject, "opdracht/"), {"doelstelling": "Sneller antwoord", "versie": 1}).status_code == 303
    assert client.post(adres(traject, "opdracht/bevestigen/"), {"versie": 2}).status_code == 403
    eigenaar = als(cast.proceseigenaar)
    assert "Geef deze opdracht" in eigenaar.get(adres(traject)).content.decode()
    assert eigenaar.post(adres(traject, "opdracht/bevestigen/"), {"versie": 1}).status_code == 409
    assert eigenaar.post(adres(traject, "opdracht/bevestigen/"), {"versie": 2}).status_code == 303
    assert Opdracht.objects.get(traject=traject).is_bevestigd
    assert "Bevestigd" in eigenaar.get(adres(traject)).content.decode()
    assert eigenaar.post(adres(traject, "opdracht/"), {"doelstelling": "Anders", "versie": 2}).status_code == 303
    assert "Gewijzigd na bevestiging" in eigenaar.get(adres(traject)).content.decode()
    assert eigenaar.post(adres(traject, "opdracht/bevestigen/"), {"versie": "onzin"}).status_code == 409
    assert als(cast.sponsor).get(adres(traject, "opdracht/")).status_code == 403


def test_een_opdracht_zonder_doelstelling_kan_niet_worden_gegeven(cast, traject):
    with pytest.raises(NietMogelijk):
        trajectacties.bevestig_opdracht(traject.opdracht, door=cast.proceseigenaar, versie=1)


def test_een_sessie_plannen_houden_en_verbeteren(als, cast, traject):
    client = als(cast.procesadviseur)
    dag = klok.vandaag()
    gepland = {"soort": "start", "datum": dag.isoformat(), "vorm": "Online", "agenda": "Kennismaken\n\nDe opdracht"}
    assert client.post(adres(traject, "sessies/plannen/"), gepland).status_code == 303
    sessie = Sessie.objects.get(traject=traject)
    assert [punt.tekst for punt in sessie.agenda.all()] == ["Kennismaken", "De opdracht"]
    leden = list(Lid.objects.filter(traject=traject)[:2])
    gehouden = {
        "datum": dag.strftime("%d-%m-%Y"),
        "aanwezigen": [lid.pk for lid in leden],
        "notitie": "Iedereen doet mee",
        "versie": 1,
    }
    assert client.post(adres(traject, f"sessies/{sessie.pk}/vastleggen/"), gehouden).status_code == 303
    sessie.refresh_from_db()
    assert (sessie.gehouden, sessie.aantal_deelnemers, sessie.aanwezigen.count()) == (True, 2, 2)
    minder = gehouden | {"aanwezigen": [leden[0].pk], "aantal": 7, "versie": 2}
    assert client.post(adres(traject, f"sessies/{sessie.pk}/vastleggen/"), minder).status_code == 303
    sessie.refresh_from_db()
    assert (sessie.aantal_deelnemers, sessie.aanwezigen.count()) == (7, 1)
    tekst = client.get(adres(traject, f"sessies/{sessie.pk}/")).content.decode()
    assert "Iedereen doet mee" in tekst
    assert client.post(adres(traject, f"sessies/{sessie.pk}/vastleggen/"), minder | {"notitie": "x"}).status_code == 409


def test_een_sessie_in_de_toekomst_is_nog_niet_gehouden(cast, traject):
    with pytest.raises(NietMogelijk, match="toekomst"):
        acties.leg_sessie_vast(traject, door=cast.projectleider, soort="start", datum=klok.vandaag() + timedelta(days=1))


def test_op_een_gespeelde_dag_telt_die_dag(cast, traject):
    with klok.op_datum(date(2023, 9, 4)):
        sessie = acties.leg_sessie_vast(
            traject,
            door=cast.projectleider,
            soort="proces_1",
            datum=date(2023, 9, 4),
            aantal=8,
            agenda=("Van balie tot besluit",),
        )
    assert (sessie.gehouden, sessie.aantal_deelnemers) == (True, 8)


def test_wie_niet_in_de_projectgroep_zit_kan_niet_aanwezig_zijn(als, cast, traject):
    vreemd = Lid.objects.get(traject=cast.buur_traject)
    velden = {"soort": "start", "datum": "2026-01-05", "aanwezigen": [vreemd.pk]}
    assert als(cast.projectleider).post(adres(traject, "sessies/vastleggen/"), velden).status_code == 422
    with pytest.raises(NietMogelijk):
        acties.leg_sessie_vast(traject, door=cast.projectleider, soort="start", datum=date(2026, 1, 5), aanwezigen=[vreemd])


def test_een_sessie_overslaan_vraagt_een_reden(als, cast, traject):
    client = als(cast.projectleider)
    assert client.post(adres(traject, "sessies/overslaan/"), {"soort": "start", "reden": " "}).status_code == 422
    assert (
        client.post(adres(traject, "sessies/overslaan/"), {"soort": "start", "reden": "Iedereen kent elkaar"}).status_code
        == 303
    )
    assert Sessie.objects.afgehandeld().filter(traject=traject, soort="start").exists()
    maak_sessie(traject, soort="proces_1")
    with pytest.raises(NietMogelijk):
        acties.sla_sessie_over(traject, door=cast.projectleider, soort="proces_1", reden="toch niet")


def test_agenda_aanvullen_verplaatsen_uitkomst_en_weghalen(als, cast, traject):
    sessie = maak_sessie(traject)
    een, twee = maak_agendapunt(sessie, "Een"), maak_agendapunt(sessie, "Twee")
    client = als(cast.projectleider)
    assert client.post(adres(traject, f"sessies/{sessie.pk}/agenda/"), {"tekst": "Drie"}).status_code == 303
    assert client.post(adres(traject, f"agenda/{twee.pk}/verplaatsen/"), {"richting": "omhoog"}).status_code == 303
    assert [punt.tekst for punt in sessie.agenda.all()] == ["Twee", "Een", "Drie"]
    assert (
        client.post(
            adres(traject, f"agenda/{een.pk}/"), {"tekst": "Een", "uitkomst": "Afgesproken", "versie": 1}
        ).status_code
        == 303
    )
    assert client.post(adres(traject, f"agenda/{twee.pk}/weghalen/")).status_code == 303
    assert [punt.uitkomst for punt in sessie.agenda.all()] == ["Afgesproken", ""]
    assert als(cast.sponsor).post(adres(traject, f"agenda/{een.pk}/weghalen/")).status_code == 403


def test_voorrang_met_de_redenering(als, cast, traject):
    client = als(cast.projectleider)
    velden = {"impact_klant": 4, "kans_misgaan": 3, "volume_per_jaar": "1200", "minuten_per_zaak": 45, "versie": 1}
    assert client.post(adres(traject, "voorrang/"), velden).status_code == 303
    tekst = client.get(adres(traject)).content.decode()
    assert "4 × kans dat het misgaat 3 = 12 van de 25" in tekst
    assert "1.200 zaken per jaar × 45 minuten = 900 uur per jaar" in tekst
    assert client.post(adres(traject, "voorrang/"), velden | {"impact_klant": 6, "versie": 2}).status_code == 422


def test_opmerken_mag_wie_meedenkt(als, cast, traject):
    assert als(cast.sponsor).post(adres(traject, "opmerking/"), {"tekst": "Betrek de balie"}).status_code == 303
    assert Opmerking.objects.get(traject=traject).stap == 1
    assert "Betrek de balie" in als(cast.jurist).get(adres(traject)).content.decode()
    assert als(cast.jurist).post(adres(traject, "opmerking/"), {"tekst": "x"}).status_code == 403
    assert als(cast.sponsor).post(adres(traject, "opmerking/"), {"tekst": ""}).status_code == 422


def test_klantreiscoach_reden(als, cast, traject):
    client = als(cast.projectleider)
    assert client.post(adres(traject, "klantreiscoach/"), {"reden": "We nemen een klantreis over"}).status_code == 303
    assert Traject.objects.get(pk=traject.pk).geen_klantreiscoach == "We nemen een klantreis over"
    assert als(cast.teammanager).get(adres(traject, "klantreiscoach/")).status_code == 403


@pytest.mark.parametrize("pagina", ["", "sessies/"])
def test_evenveel_vragen_bij_veel_sessies_en_mensen(als, cast, traject, pagina):
    client = als(cast.projectleider)
    maak_agendapunt(maak_sessie(traject))
    acties.werk_sessie_bij(
        Sessie.objects.get(),
        door=cast.projectleider,
        versie=1,
        datum=date(2026, 1, 1),
        aanwezigen=Lid.objects.filter(traject=traject)[:1],
    )
    with CaptureQueriesContext(connection) as weinig:
        client.get(adres(traject, pagina))
    for _ in range(30):
        geef_rol(traject, maak_gebruiker(), "vakinhoudelijk_medewerker")
        maak_agendapunt(maak_sessie(traject))
    with CaptureQueriesContext(connection) as veel:
        assert client.get(adres(traject, pagina)).status_code == 200
    assert len(weinig) == len(veel) <= 12
