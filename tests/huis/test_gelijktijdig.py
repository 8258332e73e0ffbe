"""Two people at once, or one twice: what was read before the lock may be old, and nothing is called saved that was not."""

import uuid

import pytest

from tests.bouwers import geef_rol, maak_gebruiker
from tests.toetsing.bouwers import maak_getoetst
from tests.uitvoering.bouwers import maak_vastgesteld_plan
from toetsing import acties as toetsing
from toetsing.models import Oordeel, Toets
from trajecten.models import Opmerking
from trajecten.poort import NietMogelijk
from uitvoering.acties import meld_voortgang
from vaststelling import acties as vaststelling
from vaststelling.models import Verwerking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_poorten")]


def test_een_formulier_telt_een_keer_per_mens_en_per_tekst(als, cast):
    adres, sleutel = f"/trajecten/{cast.traject.pk}/kpi/opmerking/", str(uuid.uuid4())

    def stuur(wie, tekst):
        assert als(wie).post(adres, {"sleutel": sleutel, "tekst": tekst}).status_code == 303

    stuur(cast.projectleider, "Te hoog")
    stuur(cast.projectleider, "Te hoog")  # a double click
    stuur(cast.projectleider, "Te laag")  # back, changed, sent again: what says "saved" is saved
    stuur(cast.proceseigenaar, "Te hoog")  # the key of someone else takes nothing away
    assert sorted(Opmerking.objects.values_list("tekst", "door__username")) == [
        ("Te hoog", "proceseigenaar"),
        ("Te hoog", "projectleider"),
        ("Te laag", "projectleider"),
    ]


def test_een_antwoord_op_een_oordeel_dat_net_is_teruggetrokken(cast):
    maak_getoetst(cast, 1, "niet_akkoord")
    gelezen = Oordeel.objects.select_related("toets__ronde__traject").first()
    toets = Toets.objects.get(pk=gelezen.toets_id)
    toetsing.trek_terug(toets, door=toets.specialist)

    for antwoord in (
        lambda: vaststelling.verwerk(gelezen, door=cast.projectleider, verwerking="overgenomen", motivering="Doen we"),
        lambda: vaststelling.overrule(gelezen, door=cast.proceseigenaar, reden="Toch"),
    ):
        with pytest.raises(NietMogelijk, match="nog niet ingeleverd"):
            antwoord()
    toetsing.geef_oordeel(
        toets, door=toets.specialist, planregel=gelezen.planregel, oordeel="akkoord_onder_voorwaarden", opmerking="Anders"
    )
    toetsing.lever_in(toets, door=toets.specialist)
    with pytest.raises(NietMogelijk, match="intussen gewijzigd"):
        vaststelling.verwerk(gelezen, door=cast.projectleider, verwerking="overgenomen", motivering="Doen we")
    assert not Verwerking.objects.exists()


def test_de_nieuwste_melding_telt_ook_als_de_bladzijde_ouder_is(cast):
    (actie,) = maak_vastgesteld_plan(cast, 1)
    gelezen = type(actie).objects.get(pk=actie.pk)
    meld_voortgang(actie, door=cast.projectleider, kleur="gereed", zin="Af.", bewijs="Staat online")
    meld_voortgang(gelezen, door=cast.proceseigenaar, kleur="oranje", zin="Toch niet af.")
    actie.refresh_from_db()
    assert actie.afgerond_op is None
    assert actie.herinner_op is not None


def test_wie_een_rol_verliest_mag_in_dezelfde_sessie_meteen_niets_meer(als, cast):
    from trajecten.acties import beeindig_lid

    mens = maak_gebruiker("Tijdelijk")
    lid = geef_rol(cast.traject, mens, "procesadviseur")
    client = als(mens)
    adres = f"/trajecten/{cast.traject.pk}/kpi/"
    assert client.get(adres).status_code == 200
    beeindig_lid(lid, door=cast.projectleider)
    assert client.get(adres).status_code == 404
    assert client.post(f"{adres}opmerking/", {"tekst": "Nog even"}).status_code == 404
