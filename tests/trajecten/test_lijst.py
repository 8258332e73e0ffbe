"""The list: what is mine, once, in order, page by page, in four queries."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.bouwers import geef_rol, maak_gebruiker
from tests.trajecten.bouwers import maak_taak
from trajecten import lijst as lijsten
from trajecten.export import veilige_cel
from trajecten.lijst import Keuze, codeer, decodeer, hoe_lang
from trajecten.models import Deelname, Traject
from trajecten.queries import zichtbaar_voor

pytestmark = pytest.mark.django_db
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def mens(db):
    return maak_gebruiker("Mia Lijst")


def vul(mens, aantal, rollen=("projectleider", "sponsor")):
    """Bulk trajecten with a row per role, the way a large municipality would have them."""
    rechten = {recht.codename: recht for recht in Permission.objects.filter(codename__in=rollen)}
    trajecten = [
        Traject(
            titel=f"Traject {nummer:04d}",
            organisatie="Gemeente",
            product="grond" if nummer % 2 else "paspoort",
            aangemaakt_door=mens,
            stap_nu=nummer % 10 + 1,
            stand=[{"nummer": 1, "stand": "bezig"}],
            wacht_op="Jan" if nummer % 3 else "",
            wacht_sinds=date(2026, 1, 1) + timedelta(days=nummer % 7) if nummer % 3 else None,
        )
        for nummer in range(aantal)
    ]
    Traject.objects.bulk_create(trajecten)
    Deelname.objects.bulk_create(
        Deelname(
            user=mens, permission=rechten[rol], content_object=traject, gewijzigd_op=BEGIN + timedelta(minutes=nummer // 2)
        )
        for nummer, traject in enumerate(trajecten)
        for rol in rollen
    )
    return trajecten


def alle_bladzijden(mens, **keuze):
    gezien, na = [], None
    while True:
        blad = lijsten.bladzijde(mens, Keuze(**keuze, na=na))
        gezien += [rij["titel"] for rij in blad["rijen"]]
        if not blad["volgende"]:
            return gezien
        na = decodeer(blad["volgende"], keuze.get("sorteer", "gewijzigd"))


@pytest.mark.parametrize("sorteer", ["gewijzigd", "titel", "stap", "wacht"])
def test_bladeren_geeft_elk_traject_een_keer_in_elke_volgorde(mens, sorteer):
    vul(mens, 60)
    titels = alle_bladzijden(mens, sorteer=sorteer)
    assert len(titels) == len(set(titels)) == 60


def test_de_nieuwste_wijziging_staat_bovenaan(mens):
    vul(mens, 30)
    titels = alle_bladzijden(mens)
    assert {titels[0], titels[1]} == {"Traject 0028", "Traject 0029"}
    assert titels[-1] in ("Traject 0000", "Traject 0001")


def test_wie_het_langst_wacht_staat_bovenaan_en_wie_nergens_op_wacht_onderaan(mens):
    trajecten = {traject.titel: traject for traject in vul(mens, 30)}
    dagen = [trajecten[titel].wacht_sinds for titel in alle_bladzijden(mens, sorteer="wacht")]
    bekend = [dag for dag in dagen if dag]
    assert bekend == sorted(bekend)
    assert dagen[len(bekend) :] == [None] * 10


def test_ook_wie_meer_dan_duizend_trajecten_heeft_kan_sorteren(mens, monkeypatch):
    monkeypatch.setattr(lijsten, "TELGRENS", 20)
    vul(mens, 60)
    assert alle_bladzijden(mens, sorteer="titel") == [f"Traject {nummer:04d}" for nummer in range(60)]
    assert lijsten.bladzijde(mens, Keuze())["aantal"] == "Meer dan 1.000 trajecten"


def test_filters(mens):
    trajecten = vul(mens, 12)
    maak_taak(trajecten[3], mens)
    Traject.objects.filter(pk=trajecten[5].pk).update(afgesloten_op=BEGIN)
    assert len(alle_bladzijden(mens, zoek="GROND")) == 6
    assert alle_bladzijden(mens, zoek="0004") == ["Traject 0004"]
    assert alle_bladzijden(mens, stap=4) == ["Traject 0003"]
    assert alle_bladzijden(mens, wacht_op_mij=True) == ["Traject 0003"]
    assert alle_bladzijden(mens, status="afgesloten") == ["Traject 0005"]
    assert lijsten.bladzijde(mens, Keuze(zoek="grond"))["aantal"] == "6 trajecten"


def test_de_lijst_toont_precies_wat_de_pagina_toont(cast):
    klant = cast.klant_inwoner
    for mens in (cast.projectleider, cast.ciso, klant, cast.vreemde, cast.oud_lid, cast.buur_projectleider):
        titels = set(alle_bladzijden(mens)) | set(alle_bladzijden(mens, sorteer="titel"))
        assert titels == set(zichtbaar_voor(mens).values_list("titel", flat=True))
    assert alle_bladzijden(klant) == []


def test_vier_vragen_aan_de_database_bij_1_en_bij_50_trajecten(als, mens):
    vul(mens, 1)
    client = als(mens)
    for sorteer in ("", "titel", "wacht"):
        with CaptureQueriesContext(
            connection,
        ) as een:
            client.get(f"/trajecten/?sorteer={sorteer}&zoek=Traject")
        assert len(een) <= 4, [vraag["sql"][:120] for vraag in een]
    vul(mens, 50)
    with CaptureQueriesContext(connection) as veel:
        antwoord = client.get("/trajecten/?zoek=Traject")
    assert len(veel) == len(een)
    assert antwoord.content.count(b'scope="row"') == 25
    assert "51 trajecten" in antwoord.content.decode()


def test_htmx_krijgt_alleen_de_kern_met_het_nieuwe_aantal(als, mens):
    vul(mens, 3)
    antwoord = als(mens).get("/trajecten/?zoek=0001", headers={"HX-Request": "true"})
    tekst = antwoord.content.decode()
    assert "<html" not in tekst
    assert 'hx-swap-oob="innerHTML">1 traject<' in tekst


def test_onzin_in_het_adres_geeft_gewoon_de_lijst(als, mens):
    vul(mens, 3)
    client = als(mens)
    for vraag in ("stap=99", "sorteer=x", "na=%FF", "na=W10", "na=WzEsMl0", "status=weg", "zoek=" + "x" * 500):
        assert client.get(f"/trajecten/?{vraag}").status_code == 200


def test_sleutel_van_een_bladzijde_gaat_heen_en_terug(mens):
    traject = vul(mens, 1)[0]
    assert decodeer(codeer(BEGIN, traject.pk), "gewijzigd") == (BEGIN, traject.pk)
    assert decodeer(codeer(None, traject.pk), "wacht") == (None, traject.pk)
    assert decodeer(codeer(None, traject.pk), "stap") is None


def test_csv_geeft_dezelfde_rijen_en_geen_formules(als, mens):
    trajecten = vul(mens, 30)
    Traject.objects.filter(pk=trajecten[3].pk).update(titel='=HYPERLINK("x")')
    antwoord = als(mens).get("/trajecten/lijst.csv?zoek=grond")
    tekst = b"".join(antwoord.streaming_content).decode()
    rijen = list(csv.reader(io.StringIO(tekst.removeprefix("\ufeff")), delimiter=";"))
    assert len(rijen) == 16
    assert '\'=HYPERLINK("x")' in [rij[0] for rij in rijen]
    assert "attachment" in antwoord["Content-Disposition"]


@pytest.mark.parametrize("cel", ["=1+1", "+31", "-2", "@x", "\tx", "\rx", " =1"])
def test_een_cel_is_nooit_een_formule(cel):
    assert veilige_cel(cel).startswith("'")


def test_hoe_lang_in_woorden():
    vandaag = date(2026, 3, 1)
    dagen = [0, 1, 13, 14, 60, 90]
    woorden = [hoe_lang(vandaag - timedelta(days=dag), vandaag) for dag in dagen]
    assert woorden == ["sinds vandaag", "1 dag", "13 dagen", "2 weken", "8 weken", "3 maanden"]


def test_een_traject_begint_met_een_projectleider(als, cast):
    client = als(cast.beheerder)
    gegevens = {"titel": "Paspoort", "organisatie": "Gemeente Voorbeeldwaard", "rol": "proceseigenaar"}
    antwoord = client.post("/trajecten/nieuw/", gegevens)
    assert antwoord.status_code == 303
    traject = Traject.objects.get(titel="Paspoort")
    assert antwoord["Location"] == f"/trajecten/{traject.pk}/"
    assert cast.beheerder.has_perm("trajecten.proceseigenaar", traject)
    assert client.post("/trajecten/nieuw/", {"titel": ""}).status_code == 422


def test_wie_geen_traject_mag_beginnen_kan_dat_niet(als, cast):
    client = als(cast.sponsor)
    assert client.get("/trajecten/nieuw/").status_code == 403
    assert "Nieuw traject" not in client.get("/trajecten/").content.decode()


def test_geef_rol_en_verdwijn(als, cast):
    geef_rol(cast.buur_traject, cast.vreemde, "sponsor")
    assert "Buurtraject" in als(cast.vreemde).get("/trajecten/").content.decode()
    Deelname.objects.filter(user=cast.vreemde).delete()
    assert "Buurtraject" not in als(cast.vreemde).get("/trajecten/").content.decode()
