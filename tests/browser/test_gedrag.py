"""How the pages behave when people and browsers do what they do: two at once, twice, too late, without script, without a mouse."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from berichten import klok
from kpi.models import Kpi
from proces.models import Processtap
from tests.bouwers import WACHTWOORD
from trajecten.models import Traject
from verbeteringen.models import Verbetering

from .conftest import SMAL
from .mens import Mens

pytestmark = pytest.mark.django_db(transaction=True)
GIF = """<script>alert(1)</script>"'{{7*7}}"""


@pytest.fixture
def mens(bezoek, cast):
    """`mens(cast.projectleider)`: this person with a browser, on the first page of the traject."""

    def komt(gebruiker, **keuze):
        een = Mens(bezoek(gebruiker, **keuze), gebruiker)
        een.adres = f"/trajecten/{cast.traject.pk}/"
        return een

    return komt


def _kpi(mens, naam="Snel antwoord"):
    mens.ga(mens.adres + "kpi/nieuw/")
    mens.vul(naam=naam, operator="<=", norm="5", eenheid="werkdagen")
    mens.klik("Opslaan")
    return Kpi.objects.get(naam=naam)


def test_wie_tegelijk_opslaat_kiest_en_verliest_niets(mens, cast):
    eerste, tweede = mens(cast.projectleider), mens(cast.procesadviseur)
    for een in (eerste, tweede):
        een.ga(een.adres + "gegevens/")
    eerste.vul(titel="De titel van de leider", product="Paspoort")
    eerste.klik("Opslaan")
    tweede.vul(titel="De titel van de adviseur", klantvraag="Ik wil een paspoort")
    tweede.klik("Opslaan")
    tweede.leest("Er is nog niets verloren.", "De titel van de leider", "De titel van de adviseur", "Ik wil een paspoort")
    tweede.vul(kies_titel="hun", kies_klantvraag="mijn")
    if tweede.page.locator("[name=kies_product]").count():
        tweede.vul(kies_product="hun")
    tweede.klik("Bewaar deze keuze")
    traject = Traject.objects.get(pk=cast.traject.pk)
    assert (traject.titel, traject.product, traject.klantvraag) == (
        "De titel van de leider",
        "Paspoort",
        "Ik wil een paspoort",
    )
    assert not eerste.fouten + tweede.fouten


def test_twee_keer_klikken_maakt_een_ding(mens, cast, open_poorten):
    leider = mens(cast.projectleider)
    leider.ga(leider.adres + "kpi/nieuw/")
    leider.vul(naam="Snel antwoord", operator="<=", norm="5", eenheid="werkdagen")
    with leider.page.expect_navigation(url=re.compile(r"/kpi/(#.*)?$")):
        leider.page.get_by_role("button", name="Opslaan").dblclick()
    leider.melding("De KPI staat erbij.")
    assert Kpi.objects.count() == 1
    leider.page.go_back()  # and the form that was sent, sent once more
    leider.vul(naam="Snel antwoord", operator="<=", norm="5", eenheid="werkdagen")
    leider.klik("Opslaan")
    assert Kpi.objects.count() == 1


def test_een_lange_tekst_overleeft_het_einde_van_de_sessie(mens, cast):
    adviseur = mens(cast.procesadviseur)
    adviseur.ga(adviseur.adres + "projectgroep/opdracht/")
    lang = "Inwoners wachten te lang. " * 200
    adviseur.vul(doelstelling=lang)
    adviseur.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    adviseur.klik("Opslaan")
    assert adviseur.page.url.split("?")[0].endswith("/inloggen/")
    adviseur.vul(username=cast.procesadviseur.username, password=WACHTWOORD)
    adviseur.klik("Inloggen")
    adviseur.leest("Uw tekst is er nog", lang)
    adviseur.klik("Nu opslaan")
    cast.traject.opdracht.refresh_from_db()
    assert cast.traject.opdracht.doelstelling.strip() == lang.strip()
    assert not adviseur.fouten


def test_stap_2_en_3_werken_zonder_javascript(mens, cast, open_poorten):
    leider = mens(cast.projectleider, js=False)
    kpi = _kpi(leider)
    leider.ga(f"{leider.adres}kpi/{kpi.pk}/")
    leider.klik("Wijzig")
    leider.vul(eigenaar="KCC", bron="Zaaksysteem")
    leider.klik("Opslaan")
    leider.ga(f"{leider.adres}kpi/{kpi.pk}/meting/")
    leider.vul(waarde="8,5")
    leider.klik("Leg de meting vast")
    adviseur = mens(cast.procesadviseur, js=False)
    adviseur.ga(adviseur.adres + "projectgroep/sessies/vastleggen/?soort=proces_1")
    adviseur.vul(datum=klok.vandaag().isoformat())
    adviseur.klik("Opslaan")
    adviseur.ga(adviseur.adres + "proces/stappen/")
    for wat in ("Bellen", "Schrijven", "Typen"):
        adviseur.vul(wat=wat, wie="KCC")
        adviseur.page.locator("[name=systeem]").press("Enter")
        adviseur.melding("De stap staat erbij.")
    adviseur.klik("Stap 3 omhoog")
    assert [stap.wat for stap in Processtap.objects.order_by("volgorde")] == ["Bellen", "Typen", "Schrijven"]
    adviseur.ga(adviseur.adres + "proces/controle/")
    adviseur.vul(wijze="samengevoegd")
    adviseur.klik("Leg voor ter controle")
    eigenaar = mens(cast.proceseigenaar, js=False)
    for pad, knop in (("proces/controle/", "Accepteer versie 1"), ("kpi/", "Stel de KPI's vast")):
        eigenaar.ga(eigenaar.adres + pad)
        eigenaar.klik(knop)
        assert (eigenaar.stand(), eigenaar.nog_nodig()) == ("Klaar", [])


def test_met_het_toetsenbord(mens, cast, open_poorten):
    adviseur = mens(cast.procesadviseur)
    page = adviseur.page
    adviseur.ga(adviseur.adres + "proces/stappen/?verder=1")
    for wat in ("Bellen", "Schrijven", "Typen"):
        expect(page.get_by_label("Wat gebeurt er")).to_be_focused()
        page.keyboard.type(wat)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    # An arrow moves the row and stays under the finger: three steps, from the last place to the first.
    pijl = page.locator("#omhoog-" + str(Processtap.objects.get(wat="Typen").pk))
    pijl.focus()
    for volgorde in (["Bellen", "Typen", "Schrijven"], ["Typen", "Bellen", "Schrijven"]):
        with page.expect_response(re.compile("/stappen/$")):
            page.keyboard.press("Enter")
        expect(page.locator("#stappenlijst tbody th")).to_contain_text(volgorde)  # the new table stands, not the old one
        expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
        expect(pijl).to_be_focused()
        assert [stap.wat for stap in Processtap.objects.order_by("volgorde")] == volgorde
    adviseur.melding("“Typen” staat nu op plaats 1.")

    adviseur.ga(adviseur.adres + "kpi/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#inhoud")).to_be_focused()
    for _ in range(10):
        page.keyboard.press("Tab")
        rand = page.evaluate(
            "(({outlineStyle, boxShadow}) => outlineStyle + boxShadow)(getComputedStyle(document.activeElement))"
        )
        assert rand != "nonenone", "de focus is niet te zien"
        if page.evaluate("document.activeElement.id") == "nieuwe-kpi":
            break
    expect(page.locator("#nieuwe-kpi")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with page.expect_navigation():
        page.get_by_label("Naam").press("Enter")
    expect(page.locator("#foutsamenvatting")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Naam", exact=True)).to_be_focused()
    assert page.title().startswith("Fout: ")
    assert not adviseur.fouten


def test_een_vijandige_tekst_staat_overal_als_tekst(mens, cast, open_poorten):
    leider, coach = mens(cast.projectleider), mens(cast.klantreiscoach, maat=SMAL)
    alarm = []
    for een in (leider, coach):
        een.page.on("dialog", lambda venster: (alarm.append(venster.message), venster.dismiss()))
    leider.ga(leider.adres + "gegevens/")
    leider.vul(titel=GIF, product=GIF, klantvraag=GIF)
    leider.klik("Opslaan")
    kpi = _kpi(leider, GIF)
    leider.ga(f"{leider.adres}kpi/{kpi.pk}/verbetering/")
    leider.vul(titel=GIF, omschrijving=GIF)
    leider.klik("Draag de verbetering aan")
    idee = Verbetering.objects.get()
    leider.ga(f"{leider.adres}kpi/{kpi.pk}/meting/")
    leider.vul(waarde="8", opmerking=GIF)
    leider.klik("Leg de meting vast")
    coach.ga(coach.adres + "klantreis/keuze/")
    coach.vul(type="eigen_onderzoek", doelgroep=GIF)
    coach.klik("Opslaan")
    coach.ga(coach.adres + "klantreis/ervaringen/nieuw/")
    coach.vul(fase=GIF, handeling=GIF, emotie=-2, gedachte=GIF, citaat=GIF)
    coach.klik("Toevoegen")
    coach.leest(GIF)
    coach.ga(coach.adres + "klantreis/tabel/")
    coach.leest(GIF)
    for pad in (
        "",
        "kpi/",
        f"kpi/{kpi.pk}/",
        "verbeteringen/",
        f"verbeteringen/{idee.pk}/",
        "verbeterplan/",
        f"verbeterplan/keuze/{idee.pk}/",
        "logboek/",
    ):
        leider.ga(leider.adres + pad)
        leider.leest(GIF)
    for adres in ("/", "/trajecten/"):
        leider.ga(adres)
        leider.leest(GIF)
    assert not alarm + leider.fouten + coach.fouten


def test_wie_toch_verder_gaat_zegt_waarom_en_dat_blijft_staan(mens, cast):
    leider = mens(cast.projectleider)
    leider.ga(leider.adres + "kpi/")
    leider.leest("Deze stap kan nog niet beginnen.", "Stap 1: de opdracht, bevestigd door de proceseigenaar")
    assert not leider.heeft_knop("Nieuwe KPI")  # a form that will be refused is not offered first
    for pad, knop in (("proces/", "Begin met de eerste stap"), ("serviceformule/", "Kies een serviceformule")):
        leider.ga(leider.adres + pad)
        assert not leider.heeft_knop(knop)
    _formulier_kpi(leider)
    leider.leest("Stap 2 kan nog niet beginnen", "Op de pagina van stap 2 kan de projectleider")
    assert leider.page.locator("[name=naam]").input_value() == "Te vroeg"
    assert Kpi.objects.count() == 0
    leider.ga(leider.adres + "kpi/")
    leider.page.get_by_text("Toch verder met stap 2").click()
    leider.klik("Toch verder", exact=True)
    leider.leest("Vul in: Reden.")
    leider.vul(reden="De sponsor tekent vrijdag")
    leider.klik("Toch verder", exact=True)
    leider.melding("De reden staat bij het traject.")
    leider.leest("Toch begonnen: De sponsor tekent vrijdag")
    _formulier_kpi(leider)
    assert Kpi.objects.count() == 1
    lezer = mens(cast.sponsor)
    for pad in ("", "kpi/"):
        lezer.ga(lezer.adres + pad)
        lezer.leest("De sponsor tekent vrijdag")
        assert not lezer.heeft_knop("Toch verder")


def _formulier_kpi(mens):
    mens.ga(mens.adres + "kpi/nieuw/")
    mens.vul(naam="Te vroeg", operator="<=", norm="5", eenheid="werkdagen")
    mens.klik("Opslaan")
