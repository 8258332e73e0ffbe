"""Every remark an answer; a decision only on the text that was seen, by who did not write it, once."""

import pytest

from berichten.models import Bericht
from tests.bouwers import geef_rol
from tests.toetsing.bouwers import lever_in, maak_getoetst, oordeel, toets_van, vraag
from tests.verbeterplan.bouwers import maak_versie, regels_van
from toetsing.acties import trek_terug, verklaar_nvt
from toetsing.models import Oordeel, OordeelIdee
from trajecten.models import Logregel
from trajecten.poort import Botsing, Geweigerd, NietMogelijk
from trajecten.stap import Mensen
from vaststelling import acties
from vaststelling.models import Akkoord, Besluit, Overruling, Verwerking
from vaststelling.queries import hindernissen
from vaststelling.stap import spoor, stand, waarschuwingen
from verbeteringen.models import Verbetering
from verbeterplan import acties as verbeterplan
from verbeterplan.models import PlanVersie
from verbeterplan.stap import stand as stand_zes

from .bouwers import maak_goedgekeurd, maak_verwerkt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_poorten")]


def besluit(cast, versie, **anders):
    return acties.stel_vast(versie, **{"door": cast.proceseigenaar, "sha256": versie.sha256} | anders)


def oordelen(versie):
    return list(Oordeel.objects.filter(toets__ronde__planversie=versie).order_by("planregel__volgorde"))


def test_een_opmerking_verwerken_en_de_specialist_hoort_het(cast):
    versie = maak_getoetst(cast, 1, "niet_akkoord", alternatief="Vraag het de buren zelf")
    een = oordelen(versie)[0]
    for mens in (cast.proceseigenaar, cast.privacy_officer, cast.beheerder):
        with pytest.raises(Geweigerd):
            acties.verwerk(een, door=mens, verwerking="overgenomen", motivering="")
    with pytest.raises(NietMogelijk, match="waarom u de opmerking niet"):
        acties.verwerk(een, door=cast.projectleider, verwerking="deels", motivering=" ")
    with pytest.raises(NietMogelijk, match="Kies: overgenomen"):
        acties.verwerk(een, door=cast.projectleider, verwerking="misschien", motivering="x")
    rij = acties.verwerk(
        een,
        door=cast.procesadviseur,
        verwerking="niet_overgenomen",
        motivering="V1 vervalt",
        nieuwe_titel="Aanvrager levert akkoord",
    )
    kind = Verbetering.objects.get(code="V1b")
    assert (kind.uit.code, kind.omschrijving, kind.herkomsten.get().stap) == ("V1", "Vraag het de buren zelf", 7)
    assert rij.verbetering == kind
    assert OordeelIdee.objects.get().verbetering == kind
    with pytest.raises(NietMogelijk, match="al V1b gegroeid"):
        acties.verwerk(
            een, door=cast.projectleider, verwerking="niet_overgenomen", motivering="V1 vervalt", nieuwe_titel="Nog een"
        )
    with pytest.raises(Botsing):
        acties.verwerk(een, door=cast.projectleider, verwerking="overgenomen", motivering="", versie=0)
    acties.verwerk(een, door=cast.projectleider, verwerking="deels", motivering="Toch een deel", versie=1)
    assert Bericht.objects.filter(aan=cast.privacy_officer, soort="opmerking_verwerkt").count() == 2
    with pytest.raises(NietMogelijk, match="al verwerkt"):
        trek_terug(een.toets, door=cast.privacy_officer)


def test_alleen_wat_is_ingeleverd_en_iets_zegt_wordt_verwerkt(cast, traject):
    versie = maak_versie(traject, cast.projectleider, 3)
    vraag(cast, versie, {"privacy": ["V1", "V2", "V3"]})
    oordeel(versie, "privacy", "V1", "akkoord", opmerking="Noem het een servicetermijn")
    for code in ("V2", "V3"):
        oordeel(versie, "privacy", code)
    with pytest.raises(NietMogelijk, match="nog niet ingeleverd"):
        acties.verwerk(oordelen(versie)[0], door=cast.projectleider, verwerking="overgenomen", motivering="")
    lever_in(versie, "privacy")
    with pytest.raises(NietMogelijk, match="geen opmerking"):
        acties.verwerk(oordelen(versie)[1], door=cast.projectleider, verwerking="overgenomen", motivering="")
    assert hindernissen(versie) == []
    assert waarschuwingen(traject) == ["Nog niets gedaan met de tip van Privacy over V1."]
    acties.verwerk(oordelen(versie)[0], door=cast.projectleider, verwerking="overgenomen", motivering="")
    assert waarschuwingen(traject) == []


def test_wat_niet_is_beoordeeld_wordt_nooit_goedgekeurd(cast, traject):
    versie = maak_versie(traject, cast.projectleider, 3)
    with pytest.raises(NietMogelijk, match="V1, V2 en V3 zijn nog door niemand beoordeeld"):
        besluit(cast, versie)
    vraag(cast, versie, {"privacy": ["V1"], "juridisch": ["V1"]}, vrij=[("V2", "werkafspraak")])
    oordeel(versie, "privacy", "V1")
    lever_in(versie, "privacy")
    with pytest.raises(NietMogelijk, match="Juridische zaken heeft V1 nog niet beoordeeld"):
        besluit(cast, versie)
    verklaar_nvt(toets_van(versie, "juridisch"), door=cast.projectleider, reden="Geen juridische kant")
    with pytest.raises(NietMogelijk, match="V3 is nog door niemand beoordeeld"):
        besluit(cast, versie)
    vraag(cast, versie, {"privacy": ["V3"]})
    oordeel(versie, "privacy", "V3", "meer_informatie")
    lever_in(versie, "privacy")
    acties.verwerk(
        Oordeel.objects.get(oordeel="meer_informatie"),
        door=cast.projectleider,
        verwerking="overgenomen",
        motivering="Kijk hier",
    )
    with pytest.raises(NietMogelijk, match="vroeg meer informatie over V3 en heeft nog niet geoordeeld"):
        besluit(cast, versie)
    vraag(cast, versie, {"privacy": ["V3"]})
    oordeel(versie, "privacy", "V3")
    with pytest.raises(NietMogelijk, match="nog niet beoordeeld"):
        besluit(cast, versie)
    lever_in(versie, "privacy")
    assert besluit(cast, versie).besluit == "goedgekeurd"


def test_een_negatief_oordeel_wordt_nooit_stil_gepasseerd(cast, traject):
    versie = maak_getoetst(cast, 1, "niet_akkoord")
    een = oordelen(versie)[0]
    with pytest.raises(NietMogelijk, match="De opmerking van Privacy over V1 is nog niet verwerkt"):
        besluit(cast, versie)
    acties.verwerk(een, door=cast.projectleider, verwerking="niet_overgenomen", motivering="Wij zien het anders")
    with pytest.raises(NietMogelijk, match="niet akkoord met V1"):
        besluit(cast, versie)
    # The text changes: the old "niet akkoord" still stands until the discipline itself says otherwise.
    verbeterplan.kies(een.planregel.verbetering, door=cast.projectleider, besluit="opnemen", team="KCC")
    tweede = verbeterplan.leg_vast(traject, door=cast.projectleider)
    vraag(cast, tweede, {"juridisch": ["V1"]})
    oordeel(tweede, "juridisch", "V1")
    lever_in(tweede, "juridisch")
    with pytest.raises(NietMogelijk, match="Privacy is niet akkoord met V1"):
        besluit(cast, tweede)
    assert stand(traject, Mensen(traject)).opgaven[0].zin == "Zeg of V1 toch doorgaat"
    for mens in (cast.projectleider, cast.privacy_officer):
        with pytest.raises(Geweigerd):
            acties.overrule(een, door=mens, reden="toch")
    with pytest.raises(NietMogelijk, match="waarom"):
        acties.overrule(een, door=cast.proceseigenaar, reden="")
    acties.overrule(een, door=cast.proceseigenaar, reden="Het belang van de inwoner weegt zwaarder")
    with pytest.raises(NietMogelijk, match="Dit is al vastgelegd: Proceseigenaar van dienst op"):
        acties.overrule(een, door=cast.proceseigenaar, reden="nog eens")
    assert Bericht.objects.filter(aan=cast.privacy_officer, soort="toch_door").exists()
    assert besluit(cast, tweede)
    assert "Proceseigenaar van dienst liet dit doorgaan" in " ".join(zin for zin, _ in spoor(een.planregel.verbetering))


def test_alleen_een_negatief_oordeel_kan_opzij(cast):
    versie = maak_getoetst(cast, 1, "akkoord_onder_voorwaarden")
    with pytest.raises(NietMogelijk, match="alleen een oordeel"):
        acties.overrule(oordelen(versie)[0], door=cast.proceseigenaar, reden="toch")
    assert not Overruling.objects.exists()


def test_het_besluit_hoort_bij_de_tekst_die_is_gezien(cast, traject):
    versie = maak_verwerkt(cast, 2)
    with pytest.raises(NietMogelijk, match="intussen gewijzigd"):
        besluit(cast, versie, sha256="0" * 64)
    with pytest.raises(Geweigerd):
        besluit(cast, versie, door=cast.projectleider)
    PlanVersie.objects.filter(pk=versie.pk).update(inhoud=versie.inhoud | {"traject": {"titel": "stiekem anders"}})
    with pytest.raises(NietMogelijk, match="intussen gewijzigd"):
        besluit(cast, versie)
    PlanVersie.objects.filter(pk=versie.pk).update(inhoud=versie.inhoud)
    verbeterplan.kies(regels_van(versie)["V1"].verbetering, door=cast.projectleider, besluit="opnemen", team="KCC")
    verbeterplan.leg_vast(traject, door=cast.projectleider)
    with pytest.raises(NietMogelijk, match="nieuwe versie: versie 2"):
        besluit(cast, versie)
    assert not Besluit.objects.exists()


def test_wie_schrijft_besluit_niet(cast, traject):
    geef_rol(traject, cast.proceseigenaar, "procesadviseur")
    from tests.verbeterplan.bouwers import maak_ideeen

    maak_ideeen(traject, cast.projectleider, 1)
    versie = verbeterplan.leg_vast(traject, door=cast.proceseigenaar)
    with pytest.raises(NietMogelijk, match="zelf vastgelegd"):
        besluit(cast, versie)
    with pytest.raises(NietMogelijk, match="zelf vastgelegd"):
        acties.stuur_terug(versie, door=cast.proceseigenaar, sha256=versie.sha256, toelichting="anders")


def test_twee_besluiten_een_wint_en_de_ander_hoort_wie_en_wanneer(cast, traject, monkeypatch):
    versie = maak_verwerkt(cast, 1)
    besluit(cast, versie)
    voor = Logregel.objects.count()
    for poging in (acties.stel_vast, acties.stuur_terug):
        with pytest.raises(NietMogelijk, match="al besloten door Proceseigenaar van dienst op .*: goedgekeurd"):
            poging(versie, door=cast.proceseigenaar, sha256=versie.sha256, toelichting="x")
    monkeypatch.setattr(acties, "_mag_besluiten", lambda *args: None)  # both passed the check; the constraint decides
    with pytest.raises(NietMogelijk, match="al besloten door"):
        acties.stuur_terug(versie, door=cast.proceseigenaar, sha256=versie.sha256, toelichting="x")
    assert (Besluit.objects.count(), Logregel.objects.count()) == (1, voor)
    assert Bericht.objects.filter(soort="plan_besluit", aan=cast.projectleider).count() == 1


def test_terugsturen_met_reden_en_een_volgende_versie_krijgt_een_eigen_besluit(cast, traject):
    versie = maak_verwerkt(cast, 1)
    with pytest.raises(NietMogelijk, match="wat er anders moet"):
        acties.stuur_terug(versie, door=cast.proceseigenaar, sha256=versie.sha256, toelichting=" ")
    acties.stuur_terug(versie, door=cast.proceseigenaar, sha256=versie.sha256, toelichting="Wie doet het?")
    assert "versie 1 is teruggestuurd" in stand(traject, Mensen(traject)).nog_nodig[0]
    verbeterplan.kies(
        regels_van(versie)["V1"].verbetering, door=cast.projectleider, besluit="opnemen", aanpassing="KCC doet het"
    )
    tweede = verbeterplan.leg_vast(traject, door=cast.projectleider)
    assert stand(traject, Mensen(traject)).opgaven[0].zin == "Besluit over verbeterplan versie 2"
    besluit(cast, tweede)
    assert stand(traject, Mensen(traject)).klaar


def test_een_aanpassing_zonder_opmerking_vraagt_een_hertoets(cast, traject):
    versie = maak_getoetst(cast, 1)
    verbeterplan.kies(
        regels_van(versie)["V1"].verbetering, door=cast.projectleider, besluit="opnemen", aanpassing="Toch heel anders"
    )
    tweede = verbeterplan.leg_vast(traject, door=cast.projectleider)
    with pytest.raises(NietMogelijk, match="V1 is aangepast zonder dat een opmerking daarom vroeg"):
        besluit(cast, tweede)
    vraag(cast, tweede, {"privacy": ["V1"]})
    oordeel(tweede, "privacy", "V1")
    lever_in(tweede, "privacy")
    assert besluit(cast, tweede)


def test_teammanagers_antwoorden_een_keer_en_zwijgen_is_geen_akkoord(cast, traject):
    versie = maak_verwerkt(cast, 1)
    opgaven = {opgave.sleutel: opgave.aan for opgave in stand(traject, Mensen(traject)).opgaven}
    assert opgaven == {f"besluit:{versie.pk}": [cast.proceseigenaar], f"akkoord:{versie.pk}": [cast.teammanager]}
    velden = {"sha256": versie.sha256, "akkoord": False}
    with pytest.raises(Geweigerd):
        acties.geef_akkoord(versie, door=cast.projectleider, **velden)
    with pytest.raises(NietMogelijk, match="waarom u niet akkoord"):
        acties.geef_akkoord(versie, door=cast.teammanager, **velden)
    with pytest.raises(NietMogelijk, match="intussen gewijzigd"):
        acties.geef_akkoord(versie, door=cast.teammanager, akkoord=True, sha256="x")
    acties.geef_akkoord(versie, door=cast.teammanager, opmerking="Geen uren", **velden)
    with pytest.raises(NietMogelijk, match="al geantwoord"):
        acties.geef_akkoord(versie, door=cast.teammanager, akkoord=True, sha256=versie.sha256)
    assert Akkoord.objects.get().akkoord is False
    assert f"akkoord:{versie.pk}" not in {opgave.sleutel for opgave in stand(traject, Mensen(traject)).opgaven}
    assert besluit(cast, versie)


def test_goedgekeurd_blijft_goedgekeurd_en_de_verwerking_staat_dan_vast(cast, traject):
    versie = maak_goedgekeurd(cast, 2)
    mensen = Mensen(traject)
    verbeterplan.kies(regels_van(versie)["V1"].verbetering, door=cast.projectleider, besluit="opnemen", team="KCC")
    assert stand(traject, mensen).klaar
    assert stand_zes(traject, mensen).klaar
    een = Oordeel.objects.first()
    Oordeel.objects.filter(pk=een.pk).update(opmerking="Een tip")
    een.refresh_from_db()
    with pytest.raises(NietMogelijk, match="al goedgekeurd"):
        acties.verwerk(een, door=cast.projectleider, verwerking="overgenomen", motivering="")
    assert not Verwerking.objects.exists()
