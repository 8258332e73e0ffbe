"""Per screen: it works, a colleague may, a reader may not, a stranger sees nothing, wrong method."""

import pytest
from django.urls import reverse

from tests.toetsing.bouwers import lever_in, maak_getoetst, oordeel, vraag
from tests.verbeterplan.bouwers import maak_versie
from toetsing.models import Oordeel
from vaststelling.models import Akkoord, Besluit, Overruling, Verwerking
from verbeteringen.models import Verbetering

from .bouwers import maak_verwerkt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_poorten")]
GEMEEN = '<script>alert(1)</script> "é" {{ 7*7 }}'


def adres(naam, traject, *rest):
    return reverse(f"vaststelling:{naam}", args=[traject.pk, *rest])


@pytest.mark.parametrize("naam", ["stap", "besluit"])
def test_wie_stap_acht_ziet(cast, traject, als, naam):
    leeg = als(cast.sponsor).get(adres("stap", traject))
    assert "nog geen verbeterplan" in leeg.content.decode()
    versie = maak_getoetst(cast, 1, "niet_akkoord", opmerking=GEMEEN)
    pad = adres(naam, traject, *([versie.pk] if naam == "besluit" else []))
    for mens in (cast.projectleider, cast.sponsor, cast.privacy_officer, cast.proceseigenaar):
        antwoord = als(mens).get(pad)
        assert antwoord.status_code == 200
        assert GEMEEN not in antwoord.content.decode()
    for mens in (cast.vreemde, cast.oud_lid, cast.klant_inwoner):
        assert als(mens).get(pad).status_code == 404
    assert als(cast.projectleider).post(pad).status_code == 405
    if naam == "besluit":
        assert als(cast.buur_projectleider).get(adres("besluit", cast.buur_traject, versie.pk)).status_code == 404


def test_een_opmerking_verwerken(cast, traject, als):
    maak_getoetst(cast, 1, "niet_akkoord", alternatief="Anders")
    rij = Oordeel.objects.get()
    pad = adres("verwerk", traject, rij.pk)
    assert "Let op bij V1." in als(cast.projectleider).get(pad).content.decode()
    for fout, zin in (
        ({"verwerking": "deels", "motivering": " "}, "Schrijf op waarom"),
        ({"verwerking": ""}, "Kies wat u met deze opmerking doet"),
        ({"verwerking": "zomaar"}, "geen beschikbare keuze"),
    ):
        antwoord = als(cast.projectleider).post(pad, {"nieuwe_titel": "Blijft staan", "versie": "0"} | fout)
        assert antwoord.status_code == 422
        assert zin in antwoord.content.decode()
        assert "Blijft staan" in antwoord.content.decode()
    velden = {
        "verwerking": "niet_overgenomen",
        "motivering": GEMEEN,
        "nieuwe_titel": "Buren geven zelf akkoord",
        "versie": "0",
    }
    antwoord = als(cast.procesadviseur).post(pad, velden)
    assert (antwoord.status_code, antwoord.url) == (303, f"{adres('stap', traject)}#o{rij.pk}")
    assert Verbetering.objects.get(code="V1b").titel == "Buren geven zelf akkoord"
    assert "Hieruit groeide V1b" in als(cast.sponsor).get(adres("stap", traject)).content.decode()
    antwoord = als(cast.projectleider).post(pad, {"verwerking": "overgenomen", "motivering": "", "versie": "0"})
    assert antwoord.status_code == 409
    assert Verwerking.objects.get().verwerking == "niet_overgenomen"
    for mens in (cast.proceseigenaar, cast.privacy_officer):
        assert als(mens).post(pad, velden).status_code == 403
    assert als(cast.vreemde).get(pad).status_code == 404
    assert als(cast.projectleider).put(pad).status_code == 405
    assert als(cast.buur_projectleider).get(adres("verwerk", cast.buur_traject, rij.pk)).status_code == 404


def test_een_oordeel_dat_niet_is_ingeleverd_is_nog_van_niemand(cast, traject, als):
    versie = maak_versie(traject, cast.projectleider, 1)
    vraag(cast, versie, {"privacy": ["V1"]})
    rij = oordeel(versie, "privacy", "V1", "niet_akkoord", opmerking="Geheim tot het is ingeleverd")
    for mens, naam in ((cast.projectleider, "verwerk"), (cast.proceseigenaar, "overrule")):
        antwoord = als(mens).get(adres(naam, traject, rij.pk))
        assert antwoord.status_code == 409
        assert "Geheim" not in antwoord.content.decode()
    assert "Geheim" not in als(cast.projectleider).get(adres("stap", traject)).content.decode()
    lever_in(versie, "privacy")
    assert als(cast.projectleider).get(adres("verwerk", traject, rij.pk)).status_code == 200


def test_toch_door_laten_gaan(cast, traject, als):
    maak_getoetst(cast, 1, "niet_akkoord")
    pad = adres("overrule", traject, Oordeel.objects.get().pk)
    assert als(cast.proceseigenaar).get(pad).status_code == 200
    assert als(cast.proceseigenaar).post(pad, {"reden": ""}).status_code == 422
    assert als(cast.projectleider).post(pad, {"reden": "x"}).status_code == 403
    assert als(cast.vreemde).get(pad).status_code == 404
    assert als(cast.proceseigenaar).put(pad).status_code == 405
    assert als(cast.proceseigenaar).post(pad, {"reden": GEMEEN}).status_code == 303
    assert als(cast.proceseigenaar).post(pad, {"reden": "nog eens"}).status_code == 409
    assert Overruling.objects.get().reden == GEMEEN
    assert GEMEEN not in als(cast.sponsor).get(adres("stap", traject)).content.decode()


def test_besluiten_op_wat_op_het_scherm_stond(cast, traject, als):
    versie = maak_verwerkt(cast, 1)
    pagina = als(cast.proceseigenaar).get(adres("besluit", traject, versie.pk)).content.decode()
    assert pagina.count(f'value="{versie.sha256}"') == 2
    goed, terug = adres("goedkeuren", traject, versie.pk), adres("terugsturen", traject, versie.pk)
    for pad in (goed, terug):
        for mens in (cast.projectleider, cast.sponsor, cast.privacy_officer):
            assert als(mens).post(pad, {"sha256": versie.sha256, "toelichting": "x"}).status_code == 403
        assert als(cast.vreemde).post(pad).status_code == 404
        assert als(cast.proceseigenaar).get(pad).status_code == 405
    assert als(cast.proceseigenaar).post(goed, {}).status_code == 422
    antwoord = als(cast.proceseigenaar).post(goed, {"sha256": "0" * 64})
    assert antwoord.status_code == 409
    assert "Het plan is intussen gewijzigd" in antwoord.content.decode()
    assert als(cast.proceseigenaar).post(terug, {"sha256": versie.sha256}).status_code == 422
    assert als(cast.proceseigenaar).post(goed, {"sha256": versie.sha256, "toelichting": GEMEEN}).status_code == 303
    antwoord = als(cast.proceseigenaar).post(terug, {"sha256": versie.sha256, "toelichting": "toch niet"})
    assert antwoord.status_code == 409
    assert "Hierover is al besloten door Proceseigenaar van dienst" in antwoord.content.decode()
    assert GEMEEN not in als(cast.sponsor).get(adres("besluit", traject, versie.pk)).content.decode()
    assert Besluit.objects.get().besluit == "goedgekeurd"


def test_goedkeuren_staat_er_niet_als_iets_in_de_weg_staat(cast, traject, als):
    versie = maak_getoetst(cast, 1, "niet_akkoord")
    pagina = als(cast.proceseigenaar).get(adres("besluit", traject, versie.pk)).content.decode()
    assert "keur-goed" not in pagina
    assert "stuur-terug" in pagina
    antwoord = als(cast.proceseigenaar).post(adres("goedkeuren", traject, versie.pk), {"sha256": versie.sha256})
    assert antwoord.status_code == 409
    assert "nog niet verwerkt" in antwoord.content.decode()


def test_antwoord_van_de_teammanager(cast, traject, als):
    versie = maak_verwerkt(cast, 1)
    pad = adres("akkoord", traject, versie.pk)
    assert "geef-akkoord" in als(cast.teammanager).get(adres("besluit", traject, versie.pk)).content.decode()
    assert als(cast.teammanager).post(pad, {"sha256": versie.sha256}).status_code == 422
    assert als(cast.teammanager).post(pad, {"sha256": versie.sha256, "akkoord": "nee"}).status_code == 422
    assert als(cast.projectleider).post(pad, {"sha256": versie.sha256, "akkoord": "ja"}).status_code == 403
    assert als(cast.vreemde).post(pad).status_code == 404
    assert als(cast.teammanager).get(pad).status_code == 405
    assert (
        als(cast.teammanager).post(pad, {"sha256": versie.sha256, "akkoord": "nee", "opmerking": GEMEEN}).status_code == 303
    )
    assert als(cast.teammanager).post(pad, {"sha256": versie.sha256, "akkoord": "ja"}).status_code == 409
    pagina = als(cast.sponsor).get(adres("stap", traject)).content.decode()
    assert "Niet akkoord" in pagina
    assert GEMEEN not in pagina
    assert Akkoord.objects.get().akkoord is False


@pytest.mark.parametrize("naam", ["stap", "besluit"])
def test_evenveel_vragen_bij_een_als_bij_vijftig(cast, traject, als, naam, django_assert_max_num_queries):
    from tests.verbeterplan.bouwers import maak_idee, maak_keuze, regels_van
    from verbeterplan.acties import leg_vast

    versie, aantallen = maak_verwerkt(cast, 1), []
    client = als(cast.proceseigenaar)
    for keer in (1, 2):
        if keer == 2:
            for _ in range(49):
                maak_keuze(maak_idee(traject, cast.projectleider), cast.projectleider)
            versie = leg_vast(traject, door=cast.projectleider)
            nieuw = [code for code in regels_van(versie) if code != "V1"]
            vraag(cast, versie, {"juridisch": nieuw})
            for code in nieuw:
                oordeel(versie, "juridisch", code, "niet_akkoord")
            lever_in(versie, "juridisch")
        pad = adres(naam, traject, *([versie.pk] if naam == "besluit" else []))
        client.get(pad)
        with django_assert_max_num_queries(12) as vragen:
            assert client.get(pad).status_code == 200
        aantallen.append(len(vragen))
    assert aantallen[0] == aantallen[1]
