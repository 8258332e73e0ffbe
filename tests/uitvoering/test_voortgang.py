"""Check-ins: by whom, with which proof, and what stands in the way."""

from datetime import date

import pytest
from django.utils import timezone

from berichten import klok
from berichten.models import Bericht
from implementatie import acties as plan_acties
from implementatie.models import Prioritering
from tests.bouwers import geef_rol, maak_gebruiker
from tests.implementatie.bouwers import maak_plan
from trajecten.models import Poortbesluit
from trajecten.poort import Geweigerd, NietMogelijk, PoortDicht
from uitvoering import acties, queries
from uitvoering.models import Voortgang
from uitvoering.stap import spoor, waarschuwingen
from verbeterplan.models import Keuze

from .bouwers import maak_kpi, maak_vastgesteld_plan, maak_voorwaarde, meet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_poorten")]


@pytest.fixture
def actie(cast):
    with klok.op_datum(date(2024, 1, 5)):
        return maak_vastgesteld_plan(cast, team="Grondzaken")[0]


def meld(actie, door, kleur="groen", zin="Loopt", **velden):
    return acties.meld_voortgang(actie, door=door, kleur=kleur, zin=zin, **velden)


def test_wie_mag_melden(cast, actie):
    for mens in (cast.projectleider, cast.proceseigenaar, cast.vakinhoudelijk_medewerker, cast.teammanager):
        meld(actie, mens)
    for mens in (cast.procesadviseur, cast.klantreiscoach, cast.sponsor, cast.klant_inwoner):
        with pytest.raises(Geweigerd):
            meld(actie, mens)
    ander = maak_gebruiker("Tess Anders", team="Burgerzaken")
    geef_rol(cast.traject, ander, "teammanager", team="Burgerzaken")
    for mens in (ander, cast.privacy_officer):
        with pytest.raises(NietMogelijk, match="uw eigen acties"):
            meld(actie, mens)
    assert Voortgang.objects.count() == 4


def test_een_specialist_meldt_over_de_eigen_actie(cast):
    mens = cast.applicatiebeheerder
    actie, ander = maak_vastgesteld_plan(cast, houder=mens)
    meld(actie, mens, "gereed", "Ingericht", bewijs="Staat in productie sinds 1 maart")
    actie.refresh_from_db()
    assert actie.afgerond_op == klok.vandaag()
    with pytest.raises(NietMogelijk, match="laat een actie vervallen"):
        meld(ander, mens, "vervallen", "Hoeft niet meer")
    meld(ander, cast.projectleider, "vervallen", "Hoeft niet meer")


def test_gereed_zonder_bewijs_kan_niet(cast, actie):
    with pytest.raises(NietMogelijk, match="waaraan u ziet"):
        meld(actie, cast.projectleider, "gereed", "Klaar")
    with pytest.raises(NietMogelijk, match="in een zin"):
        meld(actie, cast.projectleider, "groen", " ")
    with pytest.raises(NietMogelijk, match="hoe het ervoor staat"):
        meld(actie, cast.projectleider, "paars", "Klaar")
    assert not Voortgang.objects.exists()


def test_gereed_met_een_open_voorwaarde_kan_niet_ook_niet_van_een_eerdere_versie(cast, traject, actie):
    regel = actie.prioritering.planregel
    eerder = maak_plan(traject, cast.proceseigenaar, verbeteringen=[regel.verbetering], nummer=0, goedgekeurd=False)[0]
    voorwaarde = maak_voorwaarde(traject, eerder, cast.privacy_officer)
    with pytest.raises(NietMogelijk, match="Privacy officer van dienst .Privacy.: “Een verwerkersovereenkomst”"):
        meld(actie, cast.projectleider, "gereed", "Klaar", bewijs="Getest")
    assert waarschuwingen(traject) == ["V1: voorwaarde van Privacy officer van dienst staat nog open"]
    voorwaarde.gesloten_op = timezone.now()
    voorwaarde.save()
    meld(actie, cast.projectleider, "gereed", "Klaar", bewijs="Getest")


def test_gereed_trekt_herinneringen_in_en_terug_zet_ze_weer_aan(cast, actie):
    with klok.op_datum(date(2024, 2, 26)):
        acties.herinner(klok.vandaag())
        assert Bericht.objects.filter(onderwerp=f"actie:{actie.pk}", stand="open").count() == 1
        meld(actie, cast.projectleider, "gereed", "Klaar", bewijs="Getest")
    actie.refresh_from_db()
    assert actie.herinner_op is None
    assert set(Bericht.objects.filter(onderwerp=f"actie:{actie.pk}").values_list("stand", flat=True)) == {"vervallen"}
    with klok.op_datum(date(2024, 2, 27)):
        meld(actie, cast.projectleider, "oranje", "Toch een fout gevonden")
    actie.refresh_from_db()
    assert (actie.afgerond_op, actie.herinner_op) == (None, date(2024, 3, 1))
    zinnen = [zin for zin, _ in spoor(actie.prioritering.planregel.verbetering)]
    assert "loopt risico" in zinnen[0]
    assert "Toch een fout gevonden" in zinnen[0]


def test_wat_vaststaat_gaat_door_ook_als_het_plan_daarna_wijzigt(cast, traject, actie):
    Poortbesluit.objects.filter(traject=traject, stap=10).delete()
    prio = Prioritering.objects.get(pk=actie.prioritering_id)
    nieuw = plan_acties.plan_in(
        prio, door=cast.projectleider, omschrijving="Erbij", actiehouder=cast.teammanager,
        start=date(2024, 2, 1), eind=date(2024, 2, 2),
    )  # fmt: skip
    meld(actie, cast.projectleider)
    with pytest.raises(PoortDicht):
        meld(nieuw, cast.projectleider)


def test_een_vreemde_tekst_blijft_tekst_en_over_wie_gaat_het(cast, actie):
    meld(actie, cast.vakinhoudelijk_medewerker, "rood", "<script>alert(1)</script>", geblokkeerd_door="=1+1")
    rij = queries.acties(cast.traject).get(pk=actie.pk)
    assert (rij.kleur, rij.laatste_zin, rij.laatste_blokkade) == ("rood", "<script>alert(1)</script>", "=1+1")


def test_een_gemelde_actie_verdwijnt_nooit(cast, actie):
    meld(actie, cast.projectleider)
    with pytest.raises(NietMogelijk, match="al in uitvoering"):
        plan_acties.verwijder_actie(actie, door=cast.projectleider)
    assert Voortgang.objects.count() == 1


def test_het_spoor_noemt_de_kpis_van_voor_naar_na_maar_niet_bij_wat_later_komt(cast, traject, actie):
    regel = actie.prioritering.planregel
    kpi = maak_kpi(traject)
    Keuze.objects.create(verbetering=regel.verbetering, besluit="opnemen", door=cast.projectleider).kpis.add(kpi)
    meet(kpi, cast.projectleider, date(2023, 9, 1), "9", "nulmeting")
    assert spoor(regel.verbetering)[1][0].endswith("naar niet gemeten, norm 5\xa0werkdagen of minder. Te weinig metingen")
    meet(kpi, cast.projectleider, date(2024, 6, 1), "4.5", "eind")
    assert "van 9\xa0werkdagen naar 4,5\xa0werkdagen" in spoor(regel.verbetering)[1][0]
    Prioritering.objects.filter(pk=actie.prioritering_id).update(besluit="later")
    assert len(spoor(regel.verbetering)) == 1
