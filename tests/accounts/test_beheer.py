"""People are managed by an administrator, who can never raise himself, and never leave the house without one."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts import acties
from accounts.links import adres_voor
from accounts.models import Beheerregel, Gebruiker
from berichten.models import Bericht
from tests.bouwers import maak_gebruiker

pytestmark = pytest.mark.django_db
MENSEN = "/beheer/mensen/"
NIEUW = {"naam": "Nina Nieuw", "email": "nina@voorbeeldwaard.test", "functie": "Adviseur"}


def _zet_wachtwoord(client, link, wachtwoord="een lange zin met paarden"):
    antwoord = client.get(link)
    assert antwoord.status_code == 303
    return client.post(antwoord.url, {"wachtwoord_nieuw": wachtwoord, "wachtwoord_herhaal": wachtwoord})


def test_van_toevoegen_tot_inloggen(als, cast, client):
    beheerder = als(cast.beheerder)
    antwoord = beheerder.post(f"{MENSEN}nieuw/", NIEUW)
    assert antwoord.status_code == 303
    nina = Gebruiker.objects.get(email=NIEUW["email"])
    assert nina.username == NIEUW["email"]
    assert not nina.has_usable_password()
    pagina = beheerder.get(antwoord.url).content.decode()
    link = re.search(r"http://[^<\s]+/wachtwoord/[^<\s]+", pagina)[0]
    assert len(link.rstrip("/").rsplit("-", 1)[-1]) == 64  # 256 bits
    assert "/wachtwoord/" not in beheerder.get(antwoord.url).content.decode()  # shown once
    assert not Bericht.objects.filter(tekst__contains="/wachtwoord/").exists()  # and kept nowhere

    pad = link.removeprefix("http://127.0.0.1:8000")
    nieuw = Client()
    assert nieuw.get(pad).status_code == nieuw.get(pad).status_code == 303  # looking uses nothing up
    assert _zet_wachtwoord(nieuw, pad, "kort").status_code == 422
    assert _zet_wachtwoord(nieuw, pad).status_code == 303
    assert nieuw.post("/inloggen/", {"username": NIEUW["email"], "password": "een lange zin met paarden"}).status_code == 303
    assert _zet_wachtwoord(Client(), pad).status_code == 410  # used
    assert Bericht.objects.get(aan=nina).stand == Bericht.Stand.VERVALLEN  # the mail is not needed any more
    zinnen = [regel.zin for regel in Beheerregel.objects.filter(waarop=f"accounts.gebruiker:{nina.pk}").order_by("pk")]
    assert zinnen == ["heeft Nina Nieuw toegevoegd", "heeft het eigen wachtwoord gekozen"]


def test_een_oude_of_vreemde_link_doet_niets(cast, client):
    link = adres_voor(cast.sponsor)
    assert (
        _zet_wachtwoord(client, adres_voor(cast.jurist).replace(str(cast.jurist.pk), str(cast.sponsor.pk))).status_code
        == 410
    )
    acties.vernieuw_link(cast.sponsor, door=cast.beheerder)
    assert _zet_wachtwoord(client, link).status_code == 410
    cast.sponsor.refresh_from_db()
    link = adres_voor(cast.sponsor)
    acties.ontneem_toegang(cast.sponsor, door=cast.beheerder)
    assert _zet_wachtwoord(client, link).status_code == 410


def test_de_lijst_zoekt_en_bladert_met_drie_vragen(als, cast, django_assert_num_queries):
    for n in range(60):
        maak_gebruiker(f"Aad {n:02}")
    client = als(cast.beheerder)
    with django_assert_num_queries(3):
        eerste = client.get(MENSEN, {"zoek": "aad"}).content.decode()
    volgende = re.search(r"na=([^\"&]+)", eerste)[1]
    with django_assert_num_queries(3):
        tweede = client.get(MENSEN, {"zoek": "aad", "na": volgende}).content.decode()
    namen = re.findall(r">(Aad \d\d)<", eerste) + re.findall(r">(Aad \d\d)<", tweede)
    assert namen == [f"Aad {n:02}" for n in range(60)]
    assert client.get(MENSEN, {"na": "onzin"}).status_code == 200
    assert "Er is niemand gevonden" in client.get(MENSEN, {"zoek": "zzz"}).content.decode()


def test_twee_mensen_met_een_adres_kan_niet(als, cast):
    antwoord = als(cast.beheerder).post(f"{MENSEN}nieuw/", NIEUW | {"email": cast.sponsor.email.upper()})
    assert antwoord.status_code == 422
    assert "Er is al iemand met dit e-mailadres" in antwoord.content.decode()
    assert NIEUW["naam"] in antwoord.content.decode()


@pytest.mark.parametrize(
    "fout", [{"naam": ""}, {"naam": "x" * 151}, {"email": "geen adres"}, {"email": ""}, {"username": "met spatie"}]
)
def test_foute_invoer_maakt_niemand(als, cast, fout):
    aantal = Gebruiker.objects.count()
    assert als(cast.beheerder).post(f"{MENSEN}nieuw/", NIEUW | fout).status_code == 422
    assert Gebruiker.objects.count() == aantal


def test_twee_beheerders_tegelijk_krijgen_het_samenvoegscherm(als, cast):
    client = als(cast.beheerder)
    acties.wijzig(cast.sponsor, door=cast.beheerder, versie=1, team="Ruimte")
    velden = {"naam": "Sponsor van dienst", "email": cast.sponsor.email, "username": "sponsor", "team": "Zorg", "versie": 1}
    antwoord = client.post(f"{MENSEN}{cast.sponsor.pk}/wijzigen/", velden)
    assert antwoord.status_code == 409
    assert "Ruimte" in antwoord.content.decode()
    assert "Zorg" in antwoord.content.decode()


def test_niemand_wijzigt_de_eigen_rechten_of_toegang(als, cast):
    with pytest.raises(ValidationError):
        acties.geef_rechten(cast.beheerder, door=cast.beheerder, rechten=["beheren"])
    antwoord = als(cast.beheerder).post(f"{MENSEN}{cast.beheerder.pk}/toegang-stoppen/")
    assert antwoord.status_code == 409
    cast.beheerder.refresh_from_db()
    assert cast.beheerder.is_active


def test_er_blijft_altijd_een_beheerder(cast):
    """`door` was read before someone else took his right away: the last one stays."""
    acties.geef_rechten(cast.sponsor, door=cast.beheerder, rechten=["beheren"])
    sponsor = Gebruiker.objects.met_rechten().get(pk=cast.sponsor.pk)
    acties.geef_rechten(cast.beheerder, door=cast.sponsor, rechten=[])
    acties.ontneem_toegang(cast.beheerder, door=sponsor)
    met_oud_recht = Gebruiker.objects.met_rechten().get(pk=cast.jurist.pk)
    met_oud_recht.mag_beheren = True
    with pytest.raises(ValidationError, match="altijd een functioneel beheerder"):
        acties.geef_rechten(cast.sponsor, door=met_oud_recht, rechten=[])
    with pytest.raises(ValidationError, match="altijd een functioneel beheerder"):
        acties.ontneem_toegang(cast.sponsor, door=met_oud_recht)
    assert Gebruiker.objects.met_rechten().get(pk=cast.sponsor.pk).mag_beheren


def test_rechten_geven_staat_in_het_logboek(als, cast):
    client = als(cast.beheerder)
    client.post(f"{MENSEN}{cast.sponsor.pk}/rechten/", {"rechten": ["portfolio_zien"]})
    regel = Beheerregel.objects.get()
    assert (regel.oud, regel.nieuw) == ([], ["portfolio_zien"])
    assert "heeft de rechten van Sponsor van dienst gewijzigd" in client.get("/beheer/logboek/").content.decode()
    assert client.post(f"{MENSEN}{cast.sponsor.pk}/rechten/", {"rechten": ["alles"]}).status_code == 422


def test_wie_geen_beheerder_is_kan_niets(als, cast):
    with pytest.raises(PermissionDenied):
        acties.voeg_toe(door=cast.projectleider, naam="x", email="x@voorbeeldwaard.test")
    for pad in ("", "nieuw/", f"{cast.sponsor.pk}/", f"{cast.sponsor.pk}/rechten/", f"{cast.sponsor.pk}/wijzigen/"):
        assert als(cast.projectleider).get(MENSEN + pad).status_code == 403
        assert Client().get(MENSEN + pad).status_code == 302
    for pad in ("link/", "toegang-stoppen/", "toegang-geven/"):
        assert als(cast.projectleider).post(f"{MENSEN}{cast.sponsor.pk}/{pad}").status_code == 403
        assert als(cast.beheerder).get(f"{MENSEN}{cast.sponsor.pk}/{pad}").status_code == 405


def test_eigen_naam_en_wachtwoord(als, cast):
    client, ander_apparaat = als(cast.sponsor), Client()
    ander_apparaat.force_login(cast.sponsor, backend="accounts.backends.Aanmelding")
    assert client.post("/mijn-account/gegevens/", {"naam": "Saskia", "functie": "Wethouder", "versie": 1}).status_code == 303
    nieuw = {"wachtwoord_nieuw": "paarden lopen in de wei", "wachtwoord_herhaal": "paarden lopen in de wei"}
    adres = reverse("accounts:mijn_wachtwoord")
    assert client.post(adres, nieuw | {"wachtwoord_nu": "fout"}).status_code == 422
    assert client.post(adres, nieuw | {"wachtwoord_nu": "een heel lang wachtwoord"}).status_code == 303
    assert "Saskia" in client.get("/mijn-account/").content.decode()
    assert ander_apparaat.get("/").status_code == 302


def test_eigen_gegevens_veranderen_geen_rechten(als, cast):
    als(cast.sponsor).post("/mijn-account/gegevens/", {"naam": "S", "versie": 1, "is_superuser": "on", "email": "x@y.test"})
    cast.sponsor.refresh_from_db()
    assert cast.sponsor.naam == "S"
    assert not cast.sponsor.is_superuser
    assert cast.sponsor.email != "x@y.test"


def test_de_eerste_beheerder_komt_van_de_opdrachtregel(db, capsys, monkeypatch, client):
    call_command("maak_beheerder", "Bo Begin", "bo@voorbeeldwaard.test", "--link")
    link = re.search(r"/wachtwoord/\S+", capsys.readouterr().out)[0]
    assert _zet_wachtwoord(client, link).status_code == 303
    assert Gebruiker.objects.get(naam="Bo Begin").has_perm("accounts.beheren")
    with pytest.raises(CommandError, match="Er is al iemand"):
        call_command("maak_beheerder", "Bo Begin", "bo@voorbeeldwaard.test", "--link")
    for wachtwoord, zin in (
        ("kort", "te kort"),
        ("wachtwoord123", "naam of e-mailadres"),
        ("administrator", "te veel mensen"),
    ):
        monkeypatch.setattr("accounts.management.commands.maak_beheerder.getpass", lambda vraag, typ=wachtwoord: typ)
        with pytest.raises(CommandError, match=zin):
            call_command("maak_beheerder", "Co", "wachtwoord123@voorbeeldwaard.test")
