"""Step 3: the table of steps, the check, freezing, and when the step is ready."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proces import acties
from proces.beeld import bijschrift_van, tekening_van, totalen_van
from proces.models import Controle, Processtap, Procesversie
from proces.stap import spoor, stand
from sessies.models import Sessie
from trajecten.models import Logregel
from trajecten.poort import Botsing, Geweigerd, NietMogelijk
from trajecten.stap import Mensen
from verbeteringen.models import Verbetering

from .bouwers import bevries, maak_controle, maak_stap, maak_versie


def lijst(versie):
    return list(versie.stappen.values_list("wat", flat=True))


@pytest.mark.django_db
@pytest.mark.usefixtures("open_poorten")
class TestStappen:
    def test_de_eerste_stap_maakt_versie_1_en_een_volgende_komt_achteraan_of_op_zijn_plaats(self, cast, traject):
        for wat in ("een", "drie"):
            acties.voeg_stap_toe(traject, door=cast.procesadviseur, wat=wat, duur=2.5)
        acties.voeg_stap_toe(traject, door=cast.projectleider, wat="twee", plaats=2)
        versie = Procesversie.objects.get()
        assert (versie.nummer, lijst(versie)) == (1, ["een", "twee", "drie"])
        assert versie.stappen.first().duur == Decimal("2.5")
        with pytest.raises(NietMogelijk):
            acties.voeg_stap_toe(traject, door=cast.procesadviseur, wat="vier", duur=-1)
        with pytest.raises(Geweigerd):
            acties.voeg_stap_toe(traject, door=cast.vakinhoudelijk_medewerker, wat="vijf")

    @pytest.mark.parametrize("van,naar", [(1, 4), (4, 1), (2, 3), (3, 3)])
    def test_verplaatsen_houdt_de_rest_in_volgorde(self, cast, traject, van, naar):
        versie = maak_versie(traject, 4)
        verwacht = lijst(versie)
        verwacht.insert(naar - 1, verwacht.pop(van - 1))
        acties.verplaats_stap(versie.stappen.get(volgorde=van), door=cast.procesadviseur, naar=naar)
        assert lijst(versie) == verwacht
        assert list(versie.stappen.values_list("volgorde", flat=True)) == [1, 2, 3, 4]

    @pytest.mark.parametrize("naar", [0, -1, 3])
    def test_een_plaats_die_er_niet_is(self, cast, traject, naar):
        stap = maak_stap(maak_versie(traject, 1))
        with pytest.raises(NietMogelijk, match="1 tot en met 2"):
            acties.verplaats_stap(stap, door=cast.procesadviseur, naar=naar)

    def test_verwijderen_en_een_keer_terugzetten_met_zijn_ideeen(self, cast, traject):
        versie = maak_versie(traject, 3)
        stap = versie.stappen.get(volgorde=2)
        idee = acties.parkeer_idee(traject, door=cast.vakinhoudelijk_medewerker, titel="Vast overleg", processtap=stap)
        acties.verwijder_stap(stap, door=cast.procesadviseur)
        assert list(versie.stappen.values_list("volgorde", flat=True)) == [1, 2]
        regel = Logregel.objects.get(handeling="verwijder_stap")
        terug = acties.herstel_stap(regel, door=cast.projectleider)
        assert lijst(versie) == ["Handeling 1", "Handeling 2", "Handeling 3"]
        assert [link.verbetering for link in terug.ideeen.all()] == [idee]
        with pytest.raises(NietMogelijk, match="al teruggezet"):
            acties.herstel_stap(regel, door=cast.projectleider)

    def test_een_geparkeerd_idee_wijst_terug_naar_zijn_stap(self, cast, traject):
        stap = maak_stap(maak_versie(traject), wat="Advies vragen")
        idee = acties.parkeer_idee(traject, door=cast.sponsor, titel="Vast overleg", processtap=stap)
        los = acties.parkeer_idee(traject, door=cast.sponsor, titel="Kaart")
        assert [zin for zin, _ in spoor(idee)] == ["Ontstaan bij processtap 1. Advies vragen (versie 1)"]
        assert spoor(los) == []
        assert set(Verbetering.objects.values_list("herkomsten__stap", flat=True)) == {3}
        buur = maak_stap(maak_versie(cast.buur_traject))
        with pytest.raises(NietMogelijk):
            acties.parkeer_idee(traject, door=cast.sponsor, titel="x", processtap=buur)


@pytest.mark.django_db
@pytest.mark.usefixtures("open_poorten")
class TestBevroren:
    def test_een_geaccepteerde_versie_verandert_door_geen_enkele_actie(self, cast, traject):
        versie = maak_versie(traject, 2)
        stap, adviseur = versie.stappen.first(), cast.procesadviseur
        controle = maak_controle(versie, cast.vakinhoudelijk_medewerker, opmerking="x", verwerking="y")
        oud_in_de_hand = Processtap.objects.get(pk=stap.pk)
        bevries(versie, cast.proceseigenaar)
        pogingen = [
            lambda: acties.voeg_stap_toe(traject, door=adviseur, wat="x"),
            lambda: acties.wijzig_stap(oud_in_de_hand, door=adviseur, versie=1, wat="x"),
            lambda: acties.verplaats_stap(stap, door=adviseur, naar=2),
            lambda: acties.verwijder_stap(stap, door=adviseur),
            lambda: acties.vraag_controle(traject, door=adviseur, wijze="sessie"),
            lambda: acties.controleer(versie, door=adviseur, klopt=True),
            lambda: acties.verwerk_opmerking(controle, door=adviseur, verwerking="anders"),
            lambda: acties.laat_versie_vallen(versie, door=adviseur),
        ]
        for poging in pogingen:
            with pytest.raises(NietMogelijk, match="nieuwe versie"):
                poging()
        assert lijst(versie) == ["Handeling 1", "Handeling 2"]

    def test_een_nieuwe_versie_is_een_kopie_en_de_oude_blijft(self, cast, traject):
        oud = bevries(maak_versie(traject, 2), cast.proceseigenaar)
        nieuw = acties.nieuwe_versie(traject, door=cast.procesadviseur)
        with pytest.raises(NietMogelijk):
            acties.nieuwe_versie(traject, door=cast.procesadviseur)
        acties.wijzig_stap(nieuw.stappen.first(), door=cast.procesadviseur, versie=1, wat="Anders")
        assert (lijst(oud), lijst(nieuw)) == (["Handeling 1", "Handeling 2"], ["Anders", "Handeling 2"])
        acties.laat_versie_vallen(nieuw, door=cast.procesadviseur)
        assert list(Procesversie.objects.all()) == [oud]


@pytest.mark.django_db
@pytest.mark.usefixtures("open_poorten")
class TestControle:
    def test_niet_voor_er_gevraagd_is_en_niet_zonder_stappen(self, cast, traject):
        with pytest.raises(NietMogelijk):
            acties.vraag_controle(traject, door=cast.procesadviseur, wijze="sessie")
        versie = maak_versie(traject, 1)
        with pytest.raises(NietMogelijk, match="nog niet om een controle"):
            acties.controleer(versie, door=cast.vakinhoudelijk_medewerker, klopt=True)
        with pytest.raises(NietMogelijk, match="manier"):
            acties.vraag_controle(traject, door=cast.procesadviseur, wijze="telepathie")

    def test_accepteren_kan_pas_als_elke_opmerking_verwerkt_is(self, cast, traject):
        with pytest.raises(NietMogelijk, match="nog geen stappen"):
            acties.accepteer(maak_versie(traject), door=cast.proceseigenaar)
        maak_stap(Procesversie.objects.get())
        versie = acties.vraag_controle(traject, door=cast.procesadviseur, wijze="online_check")
        with pytest.raises(NietMogelijk, match="Nog niemand"):
            acties.accepteer(versie, door=cast.proceseigenaar)
        with pytest.raises(NietMogelijk, match="niet klopt"):
            acties.controleer(versie, door=cast.vakinhoudelijk_medewerker, klopt=False, opmerking=" ")
        nee = acties.controleer(versie, door=cast.vakinhoudelijk_medewerker, klopt=False, opmerking="Groenbeheer ontbreekt")
        with pytest.raises(NietMogelijk, match="nog 1 opmerking"):
            acties.accepteer(versie, door=cast.proceseigenaar)
        acties.verwerk_opmerking(nee, door=cast.procesadviseur, verwerking="Toegevoegd")
        with pytest.raises(Geweigerd):
            acties.accepteer(versie, door=cast.projectleider)
        acties.accepteer(versie, door=cast.proceseigenaar)
        with pytest.raises(NietMogelijk, match="al geaccepteerd"):
            acties.accepteer(versie, door=cast.proceseigenaar)

    def test_wie_een_opmerking_als_tweede_verwerkt_botst(self, cast, traject):
        versie = maak_versie(traject, 1)
        controle = maak_controle(versie, cast.vakinhoudelijk_medewerker, klopt=False, opmerking="x")
        acties.verwerk_opmerking(controle, door=cast.procesadviseur, verwerking="eerste", versie=1)
        with pytest.raises(Botsing) as botsing:
            acties.verwerk_opmerking(controle, door=cast.projectleider, verwerking="tweede", versie=1)
        assert botsing.value.nu.verwerking == "eerste"
        assert Controle.objects.get().verwerking == "eerste"


@pytest.mark.django_db
@pytest.mark.usefixtures("open_poorten")
class TestKlaar:
    def nog_nodig(self, traject):
        return stand(traject, Mensen(traject)).nog_nodig

    def houd(self, traject, soort):
        Sessie.objects.create(traject=traject, soort=soort, datum=date(2023, 6, 5), gehouden=True)

    def test_van_niets_tot_klaar_met_een_online_check(self, cast, traject):
        assert self.nog_nodig(traject)[:2] == ["sessie 1 over het huidige proces", "minstens één processtap"]
        assert not stand(traject, Mensen(traject)).begonnen
        self.houd(traject, "proces_1")
        stap = maak_stap(maak_versie(traject), wie="")
        assert self.nog_nodig(traject)[0] == "bij de processtappen: wie het doet"
        acties.wijzig_stap(stap, door=cast.procesadviseur, versie=1, wie="KCC")
        assert self.nog_nodig(traject)[0] == "een manier van controleren"
        versie = acties.vraag_controle(traject, door=cast.procesadviseur, wijze="online_check")
        taken = {opgave.zin: opgave for opgave in stand(traject, Mensen(traject)).opgaven}
        taak = taken["Controleer of het huidige proces klopt"]
        assert (taak.aan, taak.gevraagd_door) == ([cast.vakinhoudelijk_medewerker], str(cast.procesadviseur))
        acties.controleer(versie, door=cast.vakinhoudelijk_medewerker, klopt=True)
        assert self.nog_nodig(traject) == ["de beschrijving, geaccepteerd door de proceseigenaar"]
        assert [(o.zin, o.aan) for o in stand(traject, Mensen(traject)).opgaven] == [
            ("Accepteer het huidige proces", [cast.proceseigenaar])
        ]
        acties.accepteer(versie, door=cast.proceseigenaar)
        assert stand(traject, Mensen(traject)).klaar
        acties.nieuwe_versie(traject, door=cast.procesadviseur)
        assert not stand(traject, Mensen(traject)).klaar

    def test_samengevoegd_vraagt_alleen_sessie_en_akkoord(self, cast, traject):
        self.houd(traject, "proces_1")
        maak_versie(traject, 2)
        versie = acties.vraag_controle(traject, door=cast.procesadviseur, wijze="samengevoegd")
        assert self.nog_nodig(traject) == ["de beschrijving, geaccepteerd door de proceseigenaar"]
        acties.accepteer(versie, door=cast.proceseigenaar)
        assert stand(traject, Mensen(traject)).klaar

    def test_een_tweede_sessie_vraagt_een_antwoord_van_iedereen(self, cast, traject):
        self.houd(traject, "proces_1")
        maak_versie(traject, 2)
        versie = acties.vraag_controle(traject, door=cast.procesadviseur, wijze="sessie")
        assert self.nog_nodig(traject)[:2] == [
            "sessie 2, om het proces te controleren",
            f"een antwoord van {cast.vakinhoudelijk_medewerker} op de vraag of het proces klopt",
        ]
        self.houd(traject, "proces_2")
        acties.controleer(versie, door=cast.vakinhoudelijk_medewerker, klopt=False, opmerking="nee")
        assert self.nog_nodig(traject)[0] == "de verwerking van 1 opmerking"


TIJD = st.tuples(st.none() | st.decimals(0, 99999, places=1), st.sampled_from(["werkdagen", "dagen"]))


@given(st.lists(TIJD, max_size=30))
@settings(max_examples=50, deadline=None)
def test_werkdagen_en_dagen_worden_nooit_opgeteld(tijden):
    stappen = [Processtap(wat="x", duur=duur, duur_eenheid=eenheid) for duur, eenheid in tijden]
    totalen = totalen_van(stappen)
    eenheden = {eenheid for duur, eenheid in tijden if duur is not None}
    assert len(totalen["doorlooptijden"]) == len(eenheden)
    assert totalen["zonder_duur"] == sum(duur is None for duur, _ in tijden)
    assert bijschrift_van(stappen).endswith(".")


@pytest.mark.parametrize("aantal", [0, 1, 200])
def test_de_tekening_met_0_1_en_200_stappen_en_rare_tekst(aantal):
    gek = "<script>alert(1)</script>&\x00\u202e😀"
    stappen = [Processtap(volgorde=i, wat=gek * 2, wie=f"{gek}{i % 7}", knelpunt="ja") for i in range(1, aantal + 1)]
    tekening = tekening_van(Procesversie(pk=1, nummer=1), stappen)
    for svg in (tekening["breed"], tekening["smal"]):
        assert svg.startswith("<svg")
        assert "<script" not in svg
