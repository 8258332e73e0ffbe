"""A new traject through all ten steps, by its real people, by clicking and typing only.

After each act: what they see (status words, "nog nodig" getting shorter, the step becoming "Klaar"), and that somebody else could not.
"""

import re

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import expect

from berichten import klok
from tests.bouwers import maak_gebruiker
from verbeterplan.models import PlanVersie

from .conftest import BREED, SMAL
from .mens import Mens

pytestmark = pytest.mark.django_db(transaction=True)

MENSEN = {
    "projectleider": "Pia Leider",
    "proceseigenaar": "Erik Eigenaar",
    "procesadviseur": "Adri Adviseur",
    "vakinhoudelijk_medewerker": "Vera Vakmens",
    "sponsor": "Sam Sponsor",
    "klantreiscoach": "Karin Coach",
    "teammanager": "Tom Manager",
    "specialist_iv": "Ivo Informatie",
}


class Groep(dict):
    """The people by their role; each gets a browser window at the first use."""

    def __init__(self, bezoek):
        super().__init__()
        self.bezoek, self.adres = bezoek, ""

    def __missing__(self, rol):
        gebruiker = maak_gebruiker(MENSEN[rol], username=rol, functie=rol.replace("_", " "), team="Burgerzaken")
        mens = self[rol] = Mens(self.bezoek(gebruiker, maat=SMAL if rol == "specialist_iv" else BREED), gebruiker)
        return mens

    def bij(self, rol, pad=""):
        """This person opens this page of the traject."""
        mens = self[rol]
        mens.ga(self.adres + pad)
        return mens

    def kan_niet(self, rol, pad, knop, doel):
        """Someone with another role sees no such button, and is refused when he sends the form all the same."""
        mens = self.bij(rol, pad)
        assert not mens.heeft_knop(knop), f"{rol} ziet '{knop}' op {pad}"
        assert mens.stuurt(self.adres + doel) == 403, f"{rol} mag {doel}"


@pytest.fixture
def groep(bezoek, db):
    groep = Groep(bezoek)
    for rol in MENSEN:
        assert groep[rol]
    recht = Permission.objects.get(codename="trajecten_starten")
    groep["projectleider"].gebruiker.user_permissions.add(recht)
    return groep


def test_een_nieuw_traject_loopt_door_alle_tien_stappen(groep):
    for stap in (begin, stap1, stap2, stap3, stap4, stap5, stap6, stap7, stap8, stap9, stap10):
        stap(groep)
    assert {rol: mens.fouten for rol, mens in groep.items() if mens.fouten} == {}


def begin(groep):
    leider = groep["projectleider"]
    leider.ga("/")
    leider.leest("U doet nog niet mee aan een traject")
    leider.ga("/trajecten/")
    leider.klik("Nieuw traject")
    leider.klik("Begin het traject")
    leider.leest("Vul in: Titel.")
    leider.vul(titel="Verhuizing doorgeven", product="Adreswijziging", klantvraag="Waarom moet ik alles twee keer invullen?")
    leider.vul(rol="projectleider")
    leider.klik("Begin het traject")
    leider.melding("Het traject is begonnen")
    leider.leest("Waarom moet ik alles twee keer invullen?", "Proceseigenaar: nog niemand")
    groep.adres = re.sub(r"https?://[^/]+", "", leider.page.url)


def stap1(groep):
    leider = groep["projectleider"]
    leider.klik("Verder met stap 1")
    assert (leider.stand(), len(leider.nog_nodig())) == ("Bezig", 7)
    for rol in list(MENSEN)[1:]:
        leider.klik("Iemand toevoegen")
        leider.vul(zoek=MENSEN[rol].split()[0])
        leider.page.get_by_role("radio", name=MENSEN[rol]).check()  # found while typing
        leider.vul(rol=rol, **({"capaciteit_uren": 16} if rol == "vakinhoudelijk_medewerker" else {}))
        leider.klik("Voeg toe", exact=True)
        leider.melding("De projectgroep is aangevuld.")
        leider.leest(MENSEN[rol])
    leider = groep.bij("projectleider", "projectgroep/")
    assert len(leider.nog_nodig()) == 2
    leider.klik("Opdracht schrijven")
    leider.vul(
        aanleiding="Veel klachten",
        doelstelling="Een verhuizing in een keer doorgeven",
        geldig_tot=klok.vandaag().isoformat(),
    )
    leider.klik("Opslaan")
    leider.leest("Een verhuizing in een keer doorgeven", "Nog niet bevestigd")
    groep.kan_niet("projectleider", "projectgroep/", "Geef deze opdracht", "projectgroep/opdracht/bevestigen/")
    eigenaar = groep.bij("proceseigenaar", "projectgroep/")
    eigenaar.klik("Geef deze opdracht")
    eigenaar.melding("U hebt de opdracht gegeven.")
    groep.kan_niet("sponsor", "projectgroep/", "De sessie is gehouden", "projectgroep/sessies/vastleggen/")
    leider = groep.bij("projectleider", "projectgroep/")
    leider.klik("De sessie is gehouden")
    leider.vul(datum=klok.vandaag().isoformat(), notitie="Kennisgemaakt")
    leider.page.get_by_label("Erik Eigenaar").check()
    leider.klik("Opslaan")
    leider = groep.bij("projectleider", "projectgroep/")
    assert (leider.stand(), leider.nog_nodig()) == ("Klaar", [])
    manager = groep["teammanager"]
    manager.ga("/")
    manager.klik("Zeg de uren van uw team toe")
    manager.klik("Zeg toe")
    manager.melding("Uw antwoord is opgeslagen.")


def stap2(groep):
    leider = groep.bij("projectleider", "")
    leider.klik("Verder met stap 2")
    leider.klik("Maak de eerste KPI")
    leider.vul(naam="Verhuizingen zonder terugbellen", operator=">=", norm="95", eenheid="%")
    leider.klik("Opslaan")
    leider.melding("De KPI staat erbij.")
    leider = groep.bij("projectleider", "kpi/")
    assert len(leider.nog_nodig()) == 4
    leider.klik("1. Verhuizingen zonder terugbellen")
    leider.klik("Wijzig")
    leider.vul(eigenaar="Burgerzaken", bron="Zaaksysteem")
    leider.klik("Opslaan")
    leider.klik("Meting invoeren")
    leider.vul(waarde="61,5", n="200")
    leider.klik("Leg de meting vast")
    leider.melding("De meting is vastgelegd.")
    leider.leest("61,5", "Voldoet niet")
    leider.klik("Draag een verbetering aan")
    leider.vul(titel="Bevestiging per e-mail sturen")
    leider.klik("Draag de verbetering aan")
    leider.leest("Bevestiging per e-mail sturen")
    groep.kan_niet("projectleider", "kpi/", "Stel de KPI's vast", "kpi/vaststellen/")
    eigenaar = groep["proceseigenaar"]
    eigenaar.ga("/")
    eigenaar.klik("Stel de KPI's vast")
    eigenaar.klik("Stel de KPI's vast")
    eigenaar.melding("De KPI's zijn vastgesteld.")
    assert eigenaar.stand() == "Klaar"


def stap3(groep):
    adviseur = groep["procesadviseur"]
    adviseur.ga("/")
    adviseur.klik("Leg sessie 1 over het huidige proces vast")
    assert len(adviseur.nog_nodig()) == 4
    adviseur.klik("Leg sessie 1 vast")
    adviseur.vul(datum=klok.vandaag().isoformat())
    adviseur.klik("Opslaan")
    adviseur = groep.bij("procesadviseur", "proces/")
    adviseur.klik("Begin met de eerste stap")
    adviseur.page.get_by_label("Wat gebeurt er").focus()
    for wat, wie in (
        ("Inwoner belt", "Inwoner"),
        ("KCC schrijft het op", "KCC"),
        ("Burgerzaken typt het over", "Burgerzaken"),
    ):
        adviseur.page.keyboard.type(wat)  # Enter is the next step: the cursor stands ready in the first field
        adviseur.page.keyboard.press("Tab")
        adviseur.page.keyboard.type(wie)
        adviseur.page.keyboard.press("Enter")
        adviseur.melding("De stap staat erbij.")
        adviseur.leest(wat)
        expect(adviseur.page.get_by_label("Wat gebeurt er")).to_be_focused()
    adviseur.klik("3. Burgerzaken typt het over")
    adviseur.vul(duur="2,5", knelpunt="Dubbel werk", verspilling="dubbel_werk")
    adviseur.klik("Opslaan")
    adviseur.leest("Dubbel werk")
    groep.kan_niet("vakinhoudelijk_medewerker", "proces/stappen/", "Voeg de stap toe", "proces/stappen/nieuw/")
    adviseur = groep.bij("procesadviseur", "proces/controle/")
    adviseur.vul(wijze="online_check")
    adviseur.klik("Leg voor ter controle")
    vakmens = groep["vakinhoudelijk_medewerker"]
    vakmens.ga("/")
    vakmens.klik("Controleer of het huidige proces klopt")
    vakmens.vul(klopt="nee")
    vakmens.klik("Geef antwoord")
    vakmens.leest("Schrijf op wat er niet klopt of ontbreekt.")
    vakmens.vul(opmerking="De balie ontbreekt")
    vakmens.klik("Geef antwoord")
    vakmens.melding("Uw antwoord is bewaard.")
    vakmens = groep.bij("vakinhoudelijk_medewerker", "proces/")
    vakmens.klik("Parkeer een idee")
    vakmens.vul(titel="Gegevens een keer invullen")
    vakmens.klik("Parkeer het idee")
    adviseur = groep["procesadviseur"]
    adviseur.ga("/")
    adviseur.klik("Verwerk 1 opmerking bij het huidige proces")
    adviseur.klik("Verwerk")
    adviseur.vul(verwerking="De balie staat erbij")
    adviseur.klik("Opslaan")
    groep.kan_niet("procesadviseur", "proces/controle/", "Accepteer versie 1", "proces/versies/1/accepteer/")
    eigenaar = groep["proceseigenaar"]
    eigenaar.ga("/")
    eigenaar.klik("Accepteer het huidige proces")
    eigenaar.klik("Accepteer versie 1")
    assert (eigenaar.stand(), eigenaar.nog_nodig()) == ("Klaar", [])


def stap4(groep):
    coach = groep["klantreiscoach"]
    coach.ga("/")
    coach.klik("Kies hoe u de stem van de klant ophaalt")
    coach.klik("Maak een keuze")
    coach.vul(type="eigen_onderzoek", doelgroep="Verhuizers")
    coach.klik("Opslaan")
    assert len(coach.nog_nodig()) == 4
    for fase, wat, emotie in (
        ("Zoeken", "zoekt het formulier", -1),
        ("Doorgeven", "vult alles twee keer in", -2),
        ("Wachten", "krijgt bericht", 1),
    ):
        coach.klik("Nieuwe ervaring")
        coach.vul(fase=fase, handeling=wat, emotie=emotie)
        coach.klik("Toevoegen")
        coach.leest(wat)
    coach.klik("Stap van de ideale reis")
    coach.vul(tekst="Eén keer invullen is genoeg")
    coach.klik("Toevoegen")
    coach.klik("Persona", exact=True)
    coach.vul(naam="Fatima", situatie="Verhuist met drie kinderen")
    coach.klik("Toevoegen")
    assert coach.nog_nodig() == ["de publicatie door de klantreiscoach"]
    leider = groep.bij("projectleider", "klantreis/")
    leider.leest_niet("vult alles twee keer in")
    groep.kan_niet("projectleider", "klantreis/", "Publiceer de klantreis", "klantreis/publiceren/")
    coach = groep.bij("klantreiscoach", "klantreis/")
    coach.klik("Publiceer de klantreis")
    assert coach.stand() == "Klaar"
    coach.klik("Idee aandragen bij vult alles twee keer in")
    coach.vul(titel="Formulier alvast invullen", voor_inwoner="Minder typen")
    coach.klik("Draag aan")
    leider = groep.bij("projectleider", "klantreis/")
    leider.leest("vult alles twee keer in", "Formulier alvast invullen")


def stap5(groep):
    leider = groep.bij("projectleider", "")
    leider.klik("Verder met stap 5")
    leider.klik("Kies een serviceformule")
    leider.page.get_by_role("radio").first.check()
    leider.vul(motivering="Het is een snelle transactie")
    leider.klik("Opslaan")
    for p in ("Product", "Plaats", "Prijs", "Promotie", "Personeel", "Proces"):
        leider.klik(f"Beoordeel {p}")
        oordeel = "verschilt" if p == "Proces" else "komt_overeen"
        leider.vul(extern="In een keer klaar", intern="Drie keer overtypen", oordeel=oordeel)
        leider.klik("Opslaan")
    assert leider.nog_nodig() == ["een verbetering of een reden om het verschil te laten bij Proces"]
    groep.kan_niet("teammanager", "serviceformule/", "Wijzig de keuze", "serviceformule/kiezen/")
    leider = groep.bij("projectleider", "serviceformule/")
    leider.klik("Idee aandragen bij Proces")
    leider.vul(titel="Systemen koppelen")
    leider.klik("Draag aan", exact=True)
    assert (leider.stand(), leider.nog_nodig()) == ("Klaar", [])


def stap6(groep):
    leider = groep["projectleider"]
    leider.klik("Verder met stap 6")
    assert len(leider.nog_nodig()) == 3
    leider.klik("V3 Formulier alvast invullen")
    leider.vul(besluit="opnemen")
    leider.klik("Opslaan")
    leider.leest("Kies een termijn: quick win of lange termijn.")
    leider.vul(effect="5", moeite="2", termijn="quick_win", team="Burgerzaken", kosten_eenmalig="1500")
    leider.page.get_by_label("Verhuizingen zonder terugbellen").check()
    leider.klik("Opslaan")
    leider.melding("Uw besluit over V3 is opgeslagen.")
    for code in ("V1", "V4"):
        leider.page.get_by_label(f"Kruis {code} aan").check()
    leider.vul(besluit="opnemen", termijn="lange_termijn")
    leider.klik("Besluit over de aangekruiste")
    leider.page.get_by_label("Kruis V2 aan").check()
    leider.vul(besluit="parkeren", reden="Hoort bij V3")
    leider.klik("Besluit over de aangekruiste")
    assert leider.nog_nodig() == ["een vastgelegde versie van het verbeterplan"]
    groep.kan_niet("proceseigenaar", "verbeterplan/", "Leg versie 1 vast", "verbeterplan/vastleggen/")
    leider = groep.bij("projectleider", "verbeterplan/")
    leider.klik("Leg versie 1 vast")
    leider.melding("De versie ligt vast.")
    leider.leest("Formulier alvast invullen", "Hoort bij V3", "Minder typen")


def stap7(groep):
    leider = groep.bij("projectleider", "")
    leider.klik("Verder met stap 7")
    assert leider.nog_nodig() == ["een toets, of een reden waarom die niet nodig is, voor V1, V3, V4"]
    leider.klik("Vraag een toets aan")
    for code in ("V3", "V4"):
        leider.page.get_by_role("group", name=f"{code}: wie kijkt ernaar").get_by_label("IV en ICT").check()
    leider.page.get_by_role("row", name=re.compile("^V1 ")).get_by_role("textbox").fill("Alleen een e-mail")
    leider.klik("Vraag de toets aan")
    leider.melding("De specialisten hebben bericht gekregen.")
    assert len(leider.nog_nodig()) == 1
    leider.klik("IV en ICT")
    toets = leider.page.url.split("/toetsing/")[1]
    groep.kan_niet("projectleider", f"toetsing/{toets}", "Lever de toets in", f"toetsing/{toets}inleveren/")
    ivo = groep["specialist_iv"]  # on a phone
    ivo.ga("/")
    ivo.klik("Beoordeel 2 verbeteringen")
    eerste, tweede = ivo.page.locator(".toetsitem").all()
    eerste.get_by_label("Akkoord onder voorwaarden").check()
    ivo.druk(eerste.get_by_role("button", name="Bewaar oordeel"))
    ivo.leest("Leg uw oordeel uit.")
    eerste, tweede = ivo.page.locator(".toetsitem").all()
    eerste.get_by_label("Toelichting").fill("Alleen met DigiD")
    ivo.druk(eerste.get_by_role("button", name="Bewaar oordeel"))
    ivo.melding("Uw oordeel over V3 is bewaard.")
    leider = groep.bij("projectleider", f"toetsing/{toets}")
    leider.leest_niet("Alleen met DigiD")
    tweede = ivo.page.locator(".toetsitem").nth(1)
    tweede.get_by_label("Akkoord", exact=True).check()
    ivo.druk(tweede.get_by_role("button", name="Bewaar oordeel"))
    ivo.melding("Uw oordeel over V4 is bewaard.")
    ivo.kijk()
    ivo.klik("Lever de toets in")
    ivo.melding("U hebt de toets ingeleverd.")
    leider = groep.bij("projectleider", "toetsing/")
    assert leider.stand() == "Klaar"
    leider.leest("Alleen met DigiD", "Alleen een e-mail")


def stap8(groep):
    leider = groep.bij("projectleider", "")
    leider.klik("Verder met stap 8")
    assert leider.nog_nodig() == ["verwerking van 1 opmerking uit de toetsing", "het besluit van de proceseigenaar"]
    leider.klik("Verwerk")
    leider.vul(verwerking="overgenomen")
    leider.klik("Opslaan")
    assert leider.nog_nodig() == ["het besluit van de proceseigenaar"]
    manager = groep["teammanager"]
    manager.ga("/")
    manager.klik("Geef uw antwoord op verbeterplan versie 1")
    manager.klik("Naar uw antwoord")
    manager.vul(akkoord="ja")
    manager.klik("Geef antwoord")
    manager.leest("Akkoord")
    eigenaar = groep["proceseigenaar"]
    eigenaar.ga("/")
    eigenaar.klik("Besluit over verbeterplan versie 1")
    pad = eigenaar.page.url.split(groep.adres)[1]
    groep.kan_niet("projectleider", pad, "Keur versie 1 goed", pad + "goedkeuren/")
    eigenaar.leest(PlanVersie.objects.get().sha256)
    eigenaar.klik("Keur versie 1 goed")
    eigenaar.leest("Goedgekeurd")
    eigenaar = groep.bij("proceseigenaar", "vaststelling/")
    assert (eigenaar.stand(), eigenaar.nog_nodig()) == ("Klaar", [])


def stap9(groep):
    leider = groep.bij("projectleider", "")
    leider.klik("Verder met stap 9")
    assert leider.nog_nodig() == ["een besluit over V1, V3 en V4"]
    for code, besluit in (("V1", "overnemen"), ("V3", "overnemen"), ("V4", "later")):
        leider.klik(f"Besluit over {code}")
        leider.vul(besluit=besluit, reden="Eerst de aanbesteding" if besluit == "later" else "")
        leider.klik("Opslaan")
    leider.klik("V3 omhoog")
    leider.melding("V3 staat nu op plaats 1 van 2.")
    vandaag = klok.vandaag().isoformat()
    for code, wie in (("V3", "Tom Manager"), ("V1", "Pia Leider")):
        leider.klik(f"Plan actie bij {code}")
        houder = leider.page.get_by_label("Actiehouder")
        houder.select_option(label=houder.locator("option", has_text=wie).inner_text())
        leider.vul(omschrijving=f"{code} uitvoeren", start=vandaag, eind=vandaag)
        leider.klik("Opslaan")
    for soort in ("opleiding", "documentatie"):
        leider.druk(leider.page.locator(f"#plan-{soort}"))
        leider.vul(niet_nodig="Iedereen kent het formulier")
        leider.klik("Opslaan")
    assert leider.nog_nodig() == ["het plan, vastgesteld door de proceseigenaar"]
    groep.kan_niet("projectleider", "implementatie/", "Stel vast", "implementatie/vaststellen/")
    eigenaar = groep["proceseigenaar"]
    eigenaar.ga("/")
    eigenaar.klik("Stel het implementatieplan vast")
    eigenaar.klik("Stel vast")
    eigenaar.melding("Het implementatieplan is vastgesteld.")
    assert eigenaar.stand() == "Klaar"


def stap10(groep):
    manager = groep["teammanager"]
    manager.ga("/")
    manager.klik("Voer uit: V3")
    manager.leest("Er staat nog een voorwaarde open.", "Alleen met DigiD")
    manager.vul(kleur="gereed", zin="Het formulier staat live", bewijs="https://voorbeeldwaard.test/verhuizen")
    manager.klik("Meld", exact=True)
    manager.leest("voorwaarde")
    assert manager.page.locator("[name=zin]").input_value() == "Het formulier staat live"
    ivo = groep.bij("specialist_iv", "toetsing/")
    ivo.klik("Sluit de voorwaarde bij V3")
    ivo.vul(bewijs="DigiD staat aan")
    ivo.klik("Sluit de voorwaarde")
    ivo.melding("De voorwaarde is gesloten.")
    manager.klik("Meld", exact=True)
    manager.melding("Uw melding staat erbij.")
    leider = groep.bij("projectleider", "uitvoering/")
    leider.klik("V1 uitvoeren")
    leider.vul(kleur="gereed", zin="De e-mail gaat uit", bewijs="Zie de mailbox")
    leider.klik("Meld", exact=True)
    leider = groep.bij("projectleider", "uitvoering/")
    assert len(leider.nog_nodig()) == 4
    leider.klik("Plan een evaluatie")
    leider.vul(datum=klok.vandaag().isoformat(), deelnemers="De projectgroep")
    leider.klik("Opslaan")
    leider.melding("De evaluatie is gepland.")
    leider = groep.bij("projectleider", "kpi/")
    leider.klik("Meting van KPI 1 invoeren")
    leider.vul(fase="eind", waarde="96")
    leider.klik("Leg de meting vast")
    leider.leest("Voldoet")
    leider = groep.bij("projectleider", "uitvoering/")
    leider.druk(leider.page.locator("#evaluaties").get_by_role("link", name=re.compile("^Evaluatie van")))
    leider.klik("Leg de evaluatie vast")
    leider.vul(gehouden_op=klok.vandaag().isoformat(), conclusie="Het werkt", besluit="afsluiten")
    leider.klik("Leg vast")
    leider.leest("Het werkt", "96")
    leider = groep.bij("projectleider", "uitvoering/")
    assert leider.nog_nodig() == ["het traject, afgesloten door de proceseigenaar"]
    groep.kan_niet("projectleider", "uitvoering/", "Traject afsluiten", "uitvoering/afsluiten/")
    eigenaar = groep.bij("proceseigenaar", "uitvoering/")
    eigenaar.klik("Traject afsluiten")
    eigenaar.klik("Sluit het traject af")
    eigenaar.melding("Het traject is afgesloten.")
    eigenaar = groep.bij("proceseigenaar", "")
    eigenaar.leest("Afgesloten")
    assert eigenaar.page.locator(".spoor").inner_text().count("Klaar") == 10
