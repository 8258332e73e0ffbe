"""The documents page and the download, with the cast."""

import hashlib
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapporten.models import Rapport
from tests.rapporten.bouwers import maak_rapport, maak_versies
from tests.toetsing.bouwers import vraag
from tests.verbeterplan.bouwers import maak_versie
from vaststelling.models import Akkoord

pytestmark = pytest.mark.django_db
INHOUD = b"%PDF-1.7 een heel document"
HTMX = {"HX-Request": "true"}


def adres(naam, traject, *rest):
    return reverse(f"rapporten:{naam}", args=[traject.pk, *rest])


@pytest.fixture
def versie(cast, open_poorten):
    return maak_versie(cast.traject, cast.projectleider)


@pytest.fixture
def klaar(cast, versie, settings, tmp_path):
    """A finished document, with its file."""
    settings.RAPPORTEN = tmp_path
    (tmp_path / "een.pdf").write_bytes(INHOUD)
    som = hashlib.sha256(INHOUD).hexdigest()
    return maak_rapport(
        versie, cast.projectleider, stand="klaar", bestand="een.pdf", sha256=som, grootte=340_000, paginas=22
    )


def test_vragen_volgen_en_downloaden(cast, traject, als, versie, klaar):
    Rapport.objects.filter(pk=klaar.pk).update(sleutel="van een eerdere opmaak")
    leider = als(cast.projectleider)
    antwoord = leider.post(adres("maken", traject, versie.pk))
    assert (antwoord.status_code, antwoord["Location"]) == (303, adres("lijst", traject) + "#versie-1")
    rapport = Rapport.objects.exclude(pk=klaar.pk).get()
    pagina = leider.get(adres("lijst", traject)).content.decode()
    assert "wacht op de verwerking" in pagina
    assert f'hx-get="{adres("voortgang", traject, rapport.pk)}"' in pagina
    assert '<noscript><p><a class="knop knop-secundair" id="ververs-1"' in pagina
    Rapport.objects.filter(pk=rapport.pk).update(stand="bezig", voortgang=41, voortgang_woord="opmaken")
    deel = leider.get(adres("voortgang", traject, rapport.pk), headers=HTMX).content.decode()
    assert 'value="41"' in deel
    assert "opmaken · 41%" in deel
    assert "hx-get" in deel
    assert "<html" not in deel
    velden = {naam: getattr(klaar, naam) for naam in ("bestand", "sha256", "grootte", "paginas")}
    Rapport.objects.filter(pk=rapport.pk).update(stand="klaar", **velden)
    deel = leider.get(adres("voortgang", traject, rapport.pk), headers=HTMX).content.decode()
    assert "hx-get" not in deel  # the asking stops
    assert "22 bladzijden, 340 kB" in deel
    assert "De PDF van versie 1 staat klaar." in deel
    assert "knop-secundair" not in deel  # nothing happened since: no second button
    antwoord = als(cast.jurist).get(adres("download", traject, rapport.pk))
    assert b"".join(antwoord.streaming_content) == INHOUD
    assert antwoord["Content-Type"] == "application/pdf"
    assert antwoord["Content-Disposition"] == 'attachment; filename="verbeterplan-aankoop-grond-versie-1.pdf"'
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["Content-Security-Policy"].startswith("sandbox")
    assert antwoord["Cache-Control"] == "no-store"


def test_status_verouderd_en_mislukt_in_woorden(cast, traject, als, versie, klaar):
    leider = als(cast.projectleider)
    assert "Concept" in leider.get(adres("lijst", traject)).content.decode()
    vraag(cast, versie, {"privacy": ["V1"]})
    pagina = leider.get(adres("lijst", traject)).content.decode()
    assert "Ter toetsing" in pagina
    assert "Hierna is er iets bijgekomen" not in pagina
    Akkoord.objects.create(planversie=versie, akkoord=True, sha256=versie.sha256, door=cast.teammanager)
    pagina = leider.get(adres("lijst", traject)).content.decode()
    assert "Hierna is er iets bijgekomen" in pagina
    assert "Maak nieuwe PDF" in pagina
    Rapport.objects.update(stand="mislukt", oorzaak="De schijf is <vol>.")
    pagina = leider.get(adres("lijst", traject)).content.decode()
    assert "De schijf is &lt;vol&gt;." in pagina
    assert "Probeer opnieuw" in pagina
    assert "Probeer opnieuw" not in als(cast.sponsor).get(adres("lijst", traject)).content.decode()


def test_wie_wat_mag(cast, traject, als, versie, klaar):
    lijst, maken = adres("lijst", traject), adres("maken", traject, versie.pk)
    volgen, download = adres("voortgang", traject, klaar.pk), adres("download", traject, klaar.pk)
    for mens in (cast.projectleider, cast.procesadviseur, cast.proceseigenaar, cast.sponsor, cast.privacy_officer):
        assert als(mens).get(lijst).status_code == 200
        assert als(mens).get(volgen, headers=HTMX).status_code == 200
        assert als(mens).get(download).status_code == 200
    assert als(cast.procesadviseur).post(maken).status_code == 303
    for mens in (cast.sponsor, cast.teammanager, cast.jurist):
        assert als(mens).post(maken).status_code == 403
        assert 'id="maak-' not in als(mens).get(lijst).content.decode()
    for mens in (cast.vreemde, cast.oud_lid, cast.klant_inwoner, cast.beheerder, cast.buur_projectleider):
        for pad in (lijst, volgen, download):
            assert als(mens).get(pad).status_code == 404
        assert als(mens).post(maken).status_code == 404
    leider = als(cast.projectleider)
    assert leider.get(maken).status_code == 405
    assert [leider.post(pad).status_code for pad in (lijst, volgen, download)] == [405] * 3
    assert leider.get(volgen)["Location"] == lijst  # the fragment is no page
    leider.logout()
    assert leider.get(download).status_code == 302


def test_document_van_een_ander_traject_bestaat_hier_niet(cast, als, versie, klaar):
    buur, leider = cast.buur_traject, als(cast.buur_projectleider)
    for naam, pk in (("voortgang", klaar.pk), ("download", klaar.pk), ("download", uuid.uuid4())):
        assert leider.get(adres(naam, buur, pk)).status_code == 404
    assert leider.post(adres("maken", buur, versie.pk)).status_code == 404
    assert Rapport.objects.count() == 1


@pytest.mark.parametrize("wat", ["weg", "beschadigd", "pad naar elders"])
def test_bestand_dat_niet_klopt_wordt_opnieuw_gemaakt(cast, traject, als, klaar, settings, wat):
    if wat == "weg":
        (settings.RAPPORTEN / "een.pdf").unlink()
    elif wat == "beschadigd":
        (settings.RAPPORTEN / "een.pdf").write_bytes(INHOUD[:-1])
    else:
        Rapport.objects.update(bestand="../../etc/passwd")
    antwoord = als(cast.sponsor).get(adres("download", traject, klaar.pk))
    assert antwoord.status_code == 409
    assert "Wij maken het opnieuw" in antwoord.content.decode()
    klaar.refresh_from_db()
    assert (klaar.stand, klaar.pogingen, klaar.bestand) == ("wacht", 0, "")
    assert "nog niet klaar" in als(cast.sponsor).get(adres("download", traject, klaar.pk)).content.decode()


def test_een_mislukt_document_zegt_waarom(cast, traject, als, versie):
    rapport = maak_rapport(versie, cast.projectleider, stand="mislukt", oorzaak="Het plan is te groot.")
    antwoord = als(cast.projectleider).get(adres("download", traject, rapport.pk))
    assert antwoord.status_code == 409
    assert "Het plan is te groot." in antwoord.content.decode()


def test_evenveel_vragen_aan_de_database_bij_1_en_50_versies(cast, traject, als):
    leider = als(cast.projectleider)
    aantallen = {}
    for begin, meer, totaal in ((0, 1, 1), (1, 49, 50)):
        maak_versies(traject, cast.projectleider, meer, begin)
        with CaptureQueriesContext(connection) as vragen:
            pagina = leider.get(adres("lijst", traject)).content.decode()
        assert pagina.count('<section class="kaart" id="versie-') == totaal
        aantallen[totaal] = len(vragen)
    assert aantallen[1] == aantallen[50] <= 10


def test_lege_pagina_wijst_de_weg(cast, traject, als):
    pagina = als(cast.sponsor).get(adres("lijst", traject)).content.decode()
    assert "nog geen versie van het verbeterplan vastgelegd" in pagina
    assert reverse("verbeterplan:stap", args=[traject.pk]) in pagina
