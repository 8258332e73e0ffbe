"""Step 9: prepared by three roles, fixed by one; bound to what was on the screen."""

from datetime import date

import pytest

from implementatie import acties, queries
from implementatie.models import Implementatieactie, Prioritering
from implementatie.stap import STAP, spoor, waarschuwingen
from tests.bouwers import geef_rol, maak_gebruiker
from trajecten.models import Lid, Logregel
from trajecten.poort import Botsing, Geweigerd, NietMogelijk
from trajecten.stap import Mensen
from trajecten.vingerafdruk import sha256_van

from .bouwers import maak_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_poorten")]
DATUMS = {"start": date(2024, 1, 8), "eind": date(2024, 3, 1)}


@pytest.fixture
def regels(cast, traject):
    return maak_plan(traject, cast.proceseigenaar)


def neem_over(cast, regel, **velden):
    prio = acties.prioriteer(regel, door=cast.projectleider, besluit="overnemen", **velden)
    actie = acties.plan_in(
        prio, door=cast.projectleider, omschrijving="Formulier bouwen", actiehouder=cast.vakinhoudelijk_medewerker, **DATUMS
    )
    return prio, actie


def volgorde(traject):
    return [(rij.regel.code, rij.plaats) for rij in queries.overzicht(traject).rijen]


def nog_nodig(traject):
    return STAP.stand(traject, Mensen(traject)).nog_nodig


def stel_vast(cast, traject):
    return acties.stel_vast(traject, door=cast.proceseigenaar, sha256=queries.overzicht(traject).sha256)


def test_klaar_als_elke_verbetering_een_besluit_een_actie_en_het_plan_een_vaststelling_heeft(cast, traject, regels):
    assert nog_nodig(traject) == ["een besluit over V1, V2 en V3"]
    prio = acties.prioriteer(regels[0], door=cast.projectleider, besluit="overnemen")
    acties.prioriteer(regels[1], door=cast.procesadviseur, besluit="later")
    acties.prioriteer(regels[2], door=cast.projectleider, besluit="niet", reden="Te duur")
    assert nog_nodig(traject) == ["een actie met actiehouder en datums voor V1", "een reden of een datum bij later: V2"]
    acties.plan_in(prio, door=cast.projectleider, omschrijving="Bouwen", actiehouder=cast.teammanager, **DATUMS)
    acties.prioriteer(regels[1], door=cast.projectleider, besluit="later", reden="Na de nieuwe website")
    stand = STAP.stand(traject, Mensen(traject))
    assert stand.nog_nodig == ["het plan, vastgesteld door de proceseigenaar"]
    assert stand.opgaven[0].aan == [cast.proceseigenaar]
    stel_vast(cast, traject)
    assert nog_nodig(traject) == []
    assert Implementatieactie.objects.get().team == "Grondzaken"  # the team of the holder, when none is given
    zinnen = [zin for zin, _ in spoor(regels[0].verbetering)]
    assert "op plaats 1" in zinnen[0]
    assert "Proceseigenaar van dienst" in zinnen[0]
    assert "maart 2024" in zinnen[1]


def test_alleen_de_proceseigenaar_stelt_vast_en_alleen_wat_op_het_scherm_stond(cast, traject, regels):
    for regel in regels:
        neem_over(cast, regel)
    sha256 = queries.overzicht(traject).sha256
    for mens in (cast.projectleider, cast.procesadviseur, cast.sponsor, cast.teammanager):
        with pytest.raises(Geweigerd):
            acties.stel_vast(traject, door=mens, sha256=sha256)
    acties.verplaats(Prioritering.objects.get(planregel=regels[2]), door=cast.projectleider, naar=1)
    with pytest.raises(NietMogelijk, match="intussen gewijzigd"):
        acties.stel_vast(traject, door=cast.proceseigenaar, sha256=sha256)
    vast = stel_vast(cast, traject)
    assert vast.sha256 == sha256_van(vast.inhoud)
    with pytest.raises(NietMogelijk, match="al vastgesteld"):
        stel_vast(cast, traject)


def test_een_wijziging_na_vaststelling_telt_pas_na_een_nieuwe_vaststelling(cast, traject, regels):
    actie = [neem_over(cast, regel)[1] for regel in regels][0]
    stel_vast(cast, traject)
    acties.wijzig_actie(actie, door=cast.projectleider, versie=1, eind=date(2024, 4, 1))
    actie.refresh_from_db()
    assert (actie.eind, actie.eerste_eind) == (date(2024, 4, 1), date(2024, 3, 1))
    plan = queries.overzicht(traject)
    assert plan.is_gewijzigd
    assert nog_nodig(traject) == ["het plan opnieuw vastgesteld door de proceseigenaar, want het is gewijzigd"]
    stel_vast(cast, traject)
    assert nog_nodig(traject) == []


def test_een_onvolledig_plan_wordt_niet_vastgesteld(cast, traject, regels):
    neem_over(cast, regels[0])
    with pytest.raises(NietMogelijk, match="een besluit over V2 en V3"):
        stel_vast(cast, traject)


def test_de_volgorde_sluit_aan_hoe_de_plaatsen_ook_kwamen(cast, traject, regels):
    for regel, rang in zip(regels, (3, 2, 1), strict=True):  # a case file may name them in any order
        neem_over(cast, regel, rang=rang)
    assert volgorde(traject) == [("V3", 1), ("V2", 2), ("V1", 3)]
    acties.verplaats(Prioritering.objects.get(planregel=regels[0]), door=cast.projectleider, naar=1)
    assert volgorde(traject) == [("V1", 1), ("V3", 2), ("V2", 3)]
    acties.prioriteer(regels[1], door=cast.projectleider, besluit="overnemen", rang=2)
    assert volgorde(traject) == [("V1", 1), ("V2", 2), ("V3", 3)]
    acties.prioriteer(regels[0], door=cast.projectleider, besluit="later", reden="Volgend jaar", rang=9)
    assert volgorde(traject) == [("V2", 1), ("V3", 2), ("V1", 3)]
    stel_vast(cast, traject)
    assert sorted(Prioritering.objects.values_list("rang", flat=True)) == [1, 2, 3]
    with pytest.raises(NietMogelijk, match="van 1 tot en met 2"):
        acties.verplaats(Prioritering.objects.get(planregel=regels[1]), door=cast.projectleider, naar=3)


def test_alleen_verbeteringen_uit_de_goedgekeurde_versie(cast, traject, regels):
    neem_over(cast, regels[0])
    nieuwe = maak_plan(
        traject, cast.proceseigenaar, verbeteringen=[regel.verbetering for regel in regels[:2]], nummer=2, goedgekeurd=False
    )
    with pytest.raises(NietMogelijk, match="goedgekeurde versie"):
        acties.prioriteer(nieuwe[0], door=cast.projectleider, besluit="overnemen")


def test_een_besluit_gaat_mee_naar_de_volgende_goedgekeurde_versie(cast, traject, regels):
    prio, actie = neem_over(cast, regels[0])
    nieuwe = maak_plan(traject, cast.proceseigenaar, verbeteringen=[regels[0].verbetering], nummer=2)
    rij = queries.overzicht(traject).rijen[0]
    assert (rij.prioritering.pk, rij.acties) == (prio.pk, [actie])
    stel_vast(cast, traject)
    prio.refresh_from_db()
    assert prio.planregel == nieuwe[0]


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"eind": date(2024, 1, 1)}, "ligt voor de begindatum"),
        ({"start": None}, "begindatum"),
        ({"actiehouder": None}, "actiehouder"),
        ({"omschrijving": "  "}, "wat er gaat gebeuren"),
        ({"omschrijving": "x" * 301}, "300 tekens"),
    ],
)
def test_een_actie_met_foute_gegevens_komt_er_niet(cast, traject, regels, velden, zin):
    prio = acties.prioriteer(regels[0], door=cast.projectleider, besluit="overnemen")
    gegevens = {"omschrijving": "Bouwen", "actiehouder": cast.teammanager} | DATUMS | velden
    with pytest.raises(NietMogelijk, match=zin):
        acties.plan_in(prio, door=cast.projectleider, **gegevens)
    assert not Implementatieactie.objects.exists()


def test_een_actiehouder_doet_mee_aan_het_traject(cast, traject, regels):
    prio = acties.prioriteer(regels[0], door=cast.projectleider, besluit="overnemen")
    for mens in (cast.vreemde, cast.oud_lid):
        with pytest.raises(NietMogelijk, match="zit niet in dit traject"):
            acties.plan_in(prio, door=cast.projectleider, omschrijving="Bouwen", actiehouder=mens, **DATUMS)


def test_een_specialist_zonder_toegang_mag_maar_er_staat_wat_te_doen(cast, traject, regels):
    mens = maak_gebruiker("Ab Beheer")
    Lid.objects.create(traject=traject, gebruiker=mens, rol="applicatiebeheerder")
    prio = acties.prioriteer(regels[0], door=cast.projectleider, besluit="overnemen")
    acties.plan_in(prio, door=cast.projectleider, omschrijving="Inrichten", actiehouder=mens, **DATUMS)
    assert any("Ab Beheer kan zelf geen voortgang melden" in zin for zin in waarschuwingen(traject))


def test_opleiding_en_documentatie_een_actie_of_een_reden(cast, traject, regels):
    acties.plan_standaard_in(traject, door=cast.projectleider, soort="opleiding", niet_nodig="Niemand hoeft iets te leren")
    gegevens = {"omschrijving": "Instructie KCC", "actiehouder": cast.projectleider} | DATUMS
    acties.plan_standaard_in(traject, door=cast.projectleider, soort="opleiding", **gegevens)
    assert [actie.niet_nodig for actie in Implementatieactie.objects.filter(soort="opleiding")] == [""]
    with pytest.raises(NietMogelijk, match="Verwijder die eerst"):
        acties.plan_standaard_in(traject, door=cast.projectleider, soort="opleiding", niet_nodig="Toch niet")


def test_twee_mensen_besluiten_tegelijk(cast, traject, regels):
    acties.prioriteer(regels[0], door=cast.projectleider, besluit="niet", reden="Te duur", versie=0)
    with pytest.raises(Botsing):
        acties.prioriteer(regels[0], door=cast.procesadviseur, besluit="overnemen", versie=0)
    prio = acties.prioriteer(regels[0], door=cast.procesadviseur, besluit="later", reden="2025", versie=1)
    with pytest.raises(Botsing):
        acties.prioriteer(regels[0], door=cast.projectleider, besluit="overnemen", versie=1)
    assert prio.versie == 2


def test_een_handeling_is_een_logregel(cast, traject, regels):
    neem_over(cast, regels[0])
    assert list(Logregel.objects.order_by("nummer").values_list("handeling", flat=True)) == ["prioriteer", "plan_in"]
    actie = Implementatieactie.objects.get()
    acties.verwijder_actie(actie, door=cast.projectleider)
    assert Logregel.objects.first().zin == "heeft een actie verwijderd: Formulier bouwen"
    geef_rol(traject, cast.vreemde, "procesadviseur")
    acties.prioriteer(regels[0], door=cast.vreemde, besluit="niet", reden="Te duur")
    with pytest.raises(NietMogelijk, match="geen actie bij"):
        acties.plan_in(Prioritering.objects.get(), door=cast.vreemde, omschrijving="x", actiehouder=cast.vreemde, **DATUMS)
