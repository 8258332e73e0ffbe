"""Ask, judge, hand in: only the invited specialist, only what was asked, and a verdict holds as long as the text does."""

from datetime import date, timedelta

import pytest

from berichten import klok
from berichten.models import Bericht
from tests.bouwers import geef_rol, maak_gebruiker
from tests.verbeterplan.bouwers import maak_idee, maak_keuze, maak_versie, regels_van
from toetsing import acties
from toetsing.models import Discipline, Oordeel, Toets, Voorwaarde, Vrijstelling
from toetsing.queries import Toetsbeeld, geldende_oordelen, open_voorwaarden
from toetsing.stap import spoor, stand
from trajecten.models import Deelname, Lid
from trajecten.poort import Botsing, Geweigerd, NietMogelijk
from trajecten.stap import Mensen
from verbeterplan import acties as verbeterplan
from verbeterplan.models import PlanRegel, Planstatus

from .bouwers import lever_in, maak_getoetst, oordeel, toets_van, vraag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_poorten")]


@pytest.fixture
def versie(cast, traject):
    return maak_versie(traject, cast.projectleider, 3)


def test_de_zeven_disciplines_staan_klaar():
    assert list(Discipline.objects.values_list("code", flat=True)) == [
        "iv_ict", "applicatiebeheer", "privacy", "informatiebeveiliging", "juridisch", "communicatie", "informatiebeheer",
    ]  # fmt: skip
    assert all(len(discipline.vragen.splitlines()) >= 5 for discipline in Discipline.objects.all())


def test_vragen_geeft_toegang_een_bericht_en_een_opgave(cast, traject, versie):
    nieuw = maak_gebruiker("Petra Privacy")
    Lid.objects.create(traject=traject, gebruiker=nieuw, rol="privacy_officer")
    ronde = acties.vraag_aan(
        versie,
        door=cast.projectleider,
        deadline=klok.vandaag() + timedelta(days=14),
        opdracht=[(Discipline.objects.get(code="privacy"), nieuw, [regels_van(versie)["V1"], regels_van(versie)["V3"]])],
        vrijstellingen=[(regels_van(versie)["V2"], "Alleen een werkafspraak")],
    )
    assert Deelname.objects.filter(user=nieuw, content_object=traject, permission__codename="privacy_officer").exists()
    bericht = Bericht.objects.get(aan=nieuw)
    assert bericht.titel == "Beoordeel 2 verbeteringen van Aankoop grond"
    assert Planstatus.objects.get().status == "ter_toetsing"
    opgave = stand(traject, Mensen(traject)).opgaven[0]
    assert (opgave.zin, opgave.aan, opgave.vervalt_op) == ("Beoordeel 2 verbeteringen als Privacy", [nieuw], ronde.deadline)
    assert bericht.adres == opgave.adres


def test_wat_bij_het_vragen_niet_kan(cast, traject, versie):
    regels = regels_van(versie)
    privacy, juridisch = (Discipline.objects.get(code=code) for code in ("privacy", "juridisch"))

    def weigert(zin, opdracht=(), **anders):
        velden = {"deadline": klok.vandaag(), "door": cast.projectleider, "opdracht": list(opdracht)} | anders
        with pytest.raises(NietMogelijk, match=zin):
            acties.vraag_aan(anders.pop("versie", versie), **{k: v for k, v in velden.items() if k != "versie"})

    goed = (privacy, cast.privacy_officer, [regels["V1"]])
    weigert("Kies per verbetering")
    weigert("vandaag of later", [goed], deadline=klok.vandaag() - timedelta(days=1))
    weigert("maar een keer", [goed, goed])
    weigert("minstens één verbetering", [(privacy, cast.privacy_officer, [])])
    weigert("zit niet als privacy officer in de projectgroep", [(privacy, cast.jurist, [regels["V1"]])])
    geef_rol(traject, cast.projectleider, "jurist")
    weigert("leidt dit traject", [(juridisch, cast.projectleider, [regels["V1"]])])
    weigert("oordeel gevraagd", [goed], vrijstellingen=[(regels["V1"], "niet nodig")])
    weigert("waarom V2 geen toets", [goed], vrijstellingen=[(regels["V2"], " ")])
    Discipline.objects.filter(pk=juridisch.pk).update(is_actief=False)
    juridisch.refresh_from_db()
    weigert("niet meer gevraagd", [(juridisch, cast.jurist, [regels["V1"]])])
    idee = maak_idee(traject, cast.projectleider, "V9")
    maak_keuze(idee, cast.projectleider, besluit="parkeren", reden="later")
    tweede = verbeterplan.leg_vast(traject, door=cast.projectleider)
    weigert("nieuwere versie", [goed])
    weigert("hoort niet bij versie 2", [goed], versie=tweede)
    weigert("niet opgenomen", [(privacy, cast.privacy_officer, [PlanRegel.objects.get(code="V9")])], versie=tweede)
    with pytest.raises(Geweigerd):
        acties.vraag_aan(tweede, door=cast.proceseigenaar, deadline=klok.vandaag(), opdracht=[goed])
    assert not Toets.objects.exists()
    assert not Vrijstelling.objects.exists()


def test_alleen_de_gevraagde_specialist_oordeelt_en_alleen_over_wat_gevraagd_is(cast, traject, versie):
    vraag(cast, versie, {"privacy": ["V1"], "juridisch": ["V2"]})
    toets, regels = toets_van(versie, "privacy"), regels_van(versie)
    collega = maak_gebruiker("Andere privacy officer")
    geef_rol(traject, collega, "privacy_officer")
    velden = {"planregel": regels["V1"], "oordeel": "akkoord"}
    for mens in (cast.projectleider, cast.proceseigenaar, cast.beheerder, cast.vreemde, cast.oud_lid):
        with pytest.raises(Geweigerd):
            acties.geef_oordeel(toets, door=mens, **velden)
        with pytest.raises(Geweigerd):
            acties.lever_in(toets, door=mens)
    for mens in (cast.jurist, collega):
        with pytest.raises(NietMogelijk, match="Alleen Privacy officer van dienst"):
            acties.geef_oordeel(toets, door=mens, **velden)
    with pytest.raises(NietMogelijk, match="Over V2 is geen oordeel van Privacy gevraagd"):
        acties.geef_oordeel(toets, door=cast.privacy_officer, planregel=regels["V2"], oordeel="akkoord")
    assert not Oordeel.objects.exists()


def test_een_specialist_die_projectleider_wordt_of_zijn_rol_verliest_oordeelt_niet(cast, traject, versie):
    vraag(cast, versie, {"privacy": ["V1"]})
    geef_rol(traject, cast.privacy_officer, "communicatieadviseur")
    Deelname.objects.filter(user=cast.privacy_officer, permission__codename="privacy_officer").delete()
    with pytest.raises(NietMogelijk, match="de rol privacy officer niet meer"):
        oordeel(versie, "privacy", "V1")
    Lid.objects.filter(rol="projectleider").update(tot=klok.vandaag())
    geef_rol(traject, cast.privacy_officer, "projectleider")
    with pytest.raises(NietMogelijk, match="leidt dit traject"):
        oordeel(versie, "privacy", "V1")


def test_toelichting_is_nodig_behalve_bij_akkoord_en_nvt(cast, versie):
    vraag(cast, versie, {"privacy": ["V1"]})
    for waarde in ("akkoord_onder_voorwaarden", "niet_akkoord", "meer_informatie"):
        with pytest.raises(NietMogelijk, match="Leg uw oordeel"):
            oordeel(versie, "privacy", "V1", waarde, opmerking=" ")
    with pytest.raises(NietMogelijk, match="Kies een oordeel"):
        oordeel(versie, "privacy", "V1", "prima")
    oordeel(versie, "privacy", "V1", "nvt")
    with pytest.raises(Botsing):
        oordeel(versie, "privacy", "V1", "akkoord", versie=0)
    assert oordeel(versie, "privacy", "V1", "akkoord").versie == 2


def test_inleveren_kan_als_alles_beoordeeld_is_en_zet_dan_vast(cast, traject, versie):
    vraag(cast, versie, {"privacy": ["V1", "V2"]})
    oordeel(versie, "privacy", "V1", "akkoord_onder_voorwaarden", opmerking="Geen BSN vragen")
    with pytest.raises(NietMogelijk, match="Nog te beoordelen: V2"):
        lever_in(versie, "privacy")
    oordeel(versie, "privacy", "V2")
    assert geldende_oordelen(versie) == []
    toets = lever_in(versie, "privacy")
    assert [v.tekst for v in open_voorwaarden(traject)] == ["Geen BSN vragen"]
    assert Bericht.objects.filter(aan=cast.projectleider, soort="toets_ingeleverd").count() == 1
    for poging in (lambda: oordeel(versie, "privacy", "V1", "niet_akkoord"), lambda: lever_in(versie, "privacy")):
        with pytest.raises(NietMogelijk, match="al ingeleverd"):
            poging()
    with pytest.raises(NietMogelijk, match="al ingeleverd"):
        acties.verklaar_nvt(toets, door=cast.projectleider, reden="toch niet")
    assert [zin for zin, _ in spoor(regels_van(versie)["V1"].verbetering)] == [
        "Privacy: akkoord onder voorwaarden (ronde 1)"
    ]


def test_terugtrekken_zolang_er_niets_op_gebouwd_is(cast, versie):
    vraag(cast, versie, {"privacy": ["V1"]})
    oordeel(versie, "privacy", "V1", "akkoord_onder_voorwaarden")
    toets = lever_in(versie, "privacy")
    acties.trek_terug(toets, door=cast.privacy_officer)
    assert not Voorwaarde.objects.exists()
    assert geldende_oordelen(versie) == []
    lever_in(versie, "privacy")
    with pytest.raises(NietMogelijk, match="Alleen"):
        acties.trek_terug(toets, door=cast.jurist)
    acties.zet_vast(toets, door=cast.projectleider)
    with pytest.raises(NietMogelijk, match="al verwerkt"):
        acties.trek_terug(toets, door=cast.privacy_officer)
    Toets.objects.update(vast_op=None)
    verbeterplan.meld_goedgekeurd(versie, door=cast.proceseigenaar)
    with pytest.raises(NietMogelijk, match="al goedgekeurd"):
        acties.trek_terug(toets, door=cast.privacy_officer)


def test_niet_beoordeeld_blijft_niet_beoordeeld(cast, traject, versie):
    vraag(cast, versie, {"privacy": ["V1"], "juridisch": ["V1", "V2"]})
    mensen = Mensen(traject)
    assert len(stand(traject, mensen).nog_nodig) == 3
    acties.verklaar_nvt(toets_van(versie, "juridisch"), door=cast.projectleider, reden="Geen juridische kant")
    with pytest.raises(NietMogelijk, match="niet meer nodig"):
        oordeel(versie, "juridisch", "V2")
    oordeel(versie, "privacy", "V1")
    lever_in(versie, "privacy")
    assert stand(traject, mensen).nog_nodig == ["een toets, of een reden waarom die niet nodig is, voor V2, V3"]
    for code in ("V2", "V3"):
        acties.geef_vrij(regels_van(versie)[code], door=cast.projectleider, reden="Alleen een werkafspraak")
    assert stand(traject, mensen).klaar
    with pytest.raises(NietMogelijk, match="staat al"):
        acties.geef_vrij(regels_van(versie)["V2"], door=cast.projectleider, reden="nog eens")


def test_een_vraag_om_informatie_is_geen_oordeel(cast, versie):
    vraag(cast, versie, {"privacy": ["V1", "V2", "V3"]})
    for code, waarde in (("V1", "meer_informatie"), ("V2", "akkoord"), ("V3", "nvt")):
        oordeel(versie, "privacy", code, waarde)
    lever_in(versie, "privacy")
    assert [regel.code for regel in Toetsbeeld(versie).onbeoordeeld] == ["V1"]
    vraag(cast, versie, {"privacy": ["V1"]})
    oordeel(versie, "privacy", "V1")
    lever_in(versie, "privacy")
    assert Toetsbeeld(versie).onbeoordeeld == []


def test_een_oordeel_geldt_zolang_de_tekst_dezelfde_is(cast, traject):
    versie = maak_getoetst(cast, 3)
    verbeterplan.kies(
        regels_van(versie)["V1"].verbetering, door=cast.projectleider, besluit="opnemen", aanpassing="In twee fasen"
    )
    verbeterplan.kies(regels_van(versie)["V2"].verbetering, door=cast.projectleider, besluit="opnemen", team="KCC")
    verbeterplan.kies(regels_van(versie)["V3"].verbetering, door=cast.projectleider, besluit="niet_opnemen", reden="te duur")
    tweede = verbeterplan.leg_vast(traject, door=cast.projectleider)
    assert [(o.planregel.code, o.overgenomen_uit) for o in geldende_oordelen(tweede)] == [("V1", 1)]
    beeld = Toetsbeeld(tweede)
    assert [regel.code for regel in beeld.ongevraagd] == ["V2"]
    assert [o.planregel.code for o in beeld.verlopen] == ["V2"]
    vraag(cast, tweede, {"privacy": ["V2"]})
    oordeel(tweede, "privacy", "V2", "niet_akkoord")
    lever_in(tweede, "privacy")
    assert [(o.planregel.code, o.oordeel) for o in geldende_oordelen(tweede)] == [("V1", "akkoord"), ("V2", "niet_akkoord")]
    assert [o.oordeel for o in geldende_oordelen(versie)] == ["akkoord"] * 3  # what an old version said stays what it was


def test_een_vrijstelling_gaat_mee_naar_de_volgende_versie(cast, traject, versie):
    vraag(cast, versie, {"privacy": ["V1"]}, vrij=[("V2", "werkafspraak"), ("V3", "werkafspraak")])
    verbeterplan.kies(regels_van(versie)["V3"].verbetering, door=cast.projectleider, besluit="opnemen", team="KCC")
    tweede = verbeterplan.leg_vast(traject, door=cast.projectleider)
    beeld = Toetsbeeld(tweede)
    assert [regel.code for regel in beeld.regels if regel.pk in beeld.vrij] == ["V2"]
    assert [(toets.discipline.code, [r.code for r in regels]) for toets, regels in beeld.open] == [("privacy", ["V1"])]
    with pytest.raises(NietMogelijk, match="al om een oordeel over V1 gevraagd"):
        vraag(cast, tweede, {"privacy": ["V1"]})


def test_alleen_de_eigen_specialist_sluit_een_voorwaarde_met_bewijs(cast, traject):
    maak_getoetst(cast, 1, "akkoord_onder_voorwaarden")
    voorwaarde = open_voorwaarden(traject)[0]
    for mens, fout in ((cast.projectleider, Geweigerd), (cast.jurist, NietMogelijk)):
        with pytest.raises(fout):
            acties.sluit_voorwaarde(voorwaarde, door=mens, bewijs="gedaan")
    with pytest.raises(NietMogelijk, match="waaruit blijkt"):
        acties.sluit_voorwaarde(voorwaarde, door=cast.privacy_officer, bewijs=" ")
    acties.sluit_voorwaarde(voorwaarde, door=cast.privacy_officer, bewijs="Register bijgewerkt")
    with pytest.raises(NietMogelijk, match="al gesloten"):
        acties.sluit_voorwaarde(voorwaarde, door=cast.privacy_officer, bewijs="nog eens")
    assert open_voorwaarden(traject) == []
    with pytest.raises(NietMogelijk, match="voorwaarde van deze toets gesloten"):
        acties.trek_terug(voorwaarde.oordeel.toets, door=cast.privacy_officer)


def test_herinneren_op_werkdagen_nooit_twee_keer_en_nooit_wie_klaar_is(cast, traject):
    with klok.op_datum(date(2024, 3, 11)):
        versie = maak_versie(traject, cast.projectleider, 2)
        vraag(
            cast, versie, {"privacy": ["V1"], "juridisch": ["V2"]}, dagen=14
        )  # Monday 25 March; Friday 29 is not a holiday
        oordeel(versie, "juridisch", "V2")
        lever_in(versie, "juridisch")
    Bericht.objects.all().delete()

    def dag(dag_, aantal):
        assert acties.herinner(date(2024, 3, dag_)) == aantal
        assert acties.herinner(date(2024, 3, dag_)) == 0

    dag(20, 0)
    dag(21, 1)  # two working days before Monday
    dag(24, 0)
    dag(25, 1)
    dag(27, 2)  # the clock stood still on the 26th; the proceseigenaar hears it too
    dag(28, 0)
    assert {b.aan for b in Bericht.objects.all()} == {cast.privacy_officer, cast.proceseigenaar}
    assert acties.herinner(date(2026, 1, 1)) == 0
    oordeel(versie, "privacy", "V1")
    lever_in(versie, "privacy")
    assert set(Bericht.objects.filter(aan=cast.privacy_officer).values_list("stand", flat=True)) == {"vervallen"}
    assert Bericht.objects.get(soort="toets_te_laat").stand == "vervallen"


def test_beheer_van_disciplines(cast):
    with pytest.raises(NietMogelijk, match="functioneel beheerder"):
        acties.maak_discipline(door=cast.projectleider, code="kcc", naam="KCC", rol="communicatieadviseur")
    nieuw = acties.maak_discipline(door=cast.beheerder, code="kcc", naam="KCC", rol="communicatieadviseur")
    with pytest.raises(NietMogelijk, match="al een discipline"):
        acties.maak_discipline(door=cast.beheerder, code="kcc", naam="Anders", rol="communicatieadviseur")
    acties.wijzig_discipline(nieuw, door=cast.beheerder, versie=1, vragen="Weet het KCC ervan?")
    with pytest.raises(Botsing):
        acties.wijzig_discipline(nieuw, door=cast.beheerder, versie=1, vragen="Iets anders?")
