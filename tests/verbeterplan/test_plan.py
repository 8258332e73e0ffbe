"""Choose, freeze, and never change what was frozen."""

from decimal import Decimal

import pytest

from kpi.models import Kpi
from trajecten.models import Logregel
from trajecten.poort import Botsing, Geweigerd, NietMogelijk, PoortDicht
from trajecten.vingerafdruk import canoniek, sha256_van
from verbeteringen.acties import wijzig_verbetering
from verbeterplan import acties
from verbeterplan.models import Keuze, PlanRegel, PlanVersie
from verbeterplan.queries import codesleutel
from verbeterplan.stap import spoor, stand, waarschuwingen

from .bouwers import maak_idee, maak_keuze, maak_versie

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_poorten")]


@pytest.fixture
def idee(cast, traject):
    return maak_idee(traject, cast.procesadviseur, "V1")


def test_een_keuze_maakt_een_logregel_en_een_nieuwe_keuze_nog_een(cast, traject, idee):
    keuze = acties.kies(
        idee, door=cast.klantreiscoach, besluit="opnemen", termijn="quick_win", effect=4, moeite=2, team="KCC"
    )
    acties.kies(idee, door=cast.projectleider, besluit="opnemen", versie=keuze.versie, team="Grondzaken")
    acties.kies(idee, door=cast.projectleider, besluit="opnemen")
    keuze.refresh_from_db()
    assert (keuze.versie, keuze.team, keuze.effect, keuze.termijn) == (2, "Grondzaken", 4, "quick_win")
    zinnen = list(Logregel.objects.order_by("nummer").values_list("zin", flat=True))
    assert zinnen == ["heeft over V1 gekozen: opnemen", "heeft over V1 opnieuw gekozen: opnemen"]


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"besluit": "niet_opnemen"}, "waarom V1 niet"),
        ({"besluit": "parkeren", "reden": "  "}, "waarom V1 niet"),
        ({"besluit": "opnemen"}, "termijn"),
        ({"besluit": "misschien"}, "opnemen, niet opnemen of parkeren"),
        ({"besluit": "opnemen", "termijn": "quick_win", "effect": 7}, "cijfer van 1"),
    ],
)
def test_wat_een_keuze_nodig_heeft(cast, idee, velden, zin):
    with pytest.raises(NietMogelijk, match=zin):
        acties.kies(idee, door=cast.projectleider, **velden)
    assert not Keuze.objects.exists()


def test_voorstel_voor_de_termijn_volgt_de_regel():
    assert acties.termijn_voorstel(3, 2) == "quick_win"
    assert acties.termijn_voorstel(2, 1) == acties.termijn_voorstel(5, 3) == "lange_termijn"
    assert acties.termijn_voorstel(None, 1) == ""


def test_wie_niet_mag_kiezen_kiest_niet(cast, idee):
    for mens in (cast.sponsor, cast.teammanager, cast.privacy_officer, cast.beheerder, cast.vreemde, cast.oud_lid):
        with pytest.raises(Geweigerd):
            acties.kies(idee, door=mens, besluit="opnemen", termijn="quick_win")


def test_de_poort_van_stap_zes(cast):
    idee = maak_idee(cast.buur_traject, cast.buur_projectleider)
    with pytest.raises(PoortDicht):
        acties.kies(idee, door=cast.buur_projectleider, besluit="opnemen", termijn="quick_win")


def test_twee_mensen_tegelijk_ook_als_alleen_de_kpis_verschillen(cast, traject, idee):
    een, twee = (
        Kpi.objects.create(traject=traject, nummer=n, naam=f"K{n}", operator=">", norm=1, eenheid="%", richting="hoger")
        for n in (1, 2)
    )
    acties.kies(idee, door=cast.projectleider, besluit="opnemen", termijn="quick_win", versie=0, kpis=[een])
    with pytest.raises(Botsing):
        acties.kies(idee, door=cast.procesadviseur, besluit="opnemen", termijn="lange_termijn", versie=0)
    with pytest.raises(Botsing):
        acties.kies(idee, door=cast.procesadviseur, besluit="opnemen", versie=0, kpis=[twee])
    keuze = acties.kies(idee, door=cast.procesadviseur, besluit="opnemen", versie=1, kpis=[twee])
    assert (list(keuze.kpis.all()), keuze.versie) == ([twee], 2)
    vreemd = Kpi.objects.create(
        traject=cast.buur_traject, nummer=1, naam="K", operator=">", norm=1, eenheid="%", richting="hoger"
    )
    with pytest.raises(NietMogelijk, match="KPI's van dit traject"):
        acties.kies(idee, door=cast.procesadviseur, besluit="opnemen", kpis=[vreemd])


def test_meer_keuzes_tegelijk_alles_of_niets(cast, traject, idee):
    ander = maak_idee(traject, cast.procesadviseur, "V2")
    rijen = [{"verbetering": v, "besluit": "niet_opnemen", "reden": "te duur"} for v in (idee, ander)]
    acties.kies_meer(traject, door=cast.projectleider, keuzes=rijen)
    assert Keuze.objects.filter(besluit="niet_opnemen").count() == 2
    assert Logregel.objects.count() == 1
    with pytest.raises(NietMogelijk):
        acties.kies_meer(
            traject,
            door=cast.projectleider,
            keuzes=[rijen[0] | {"reden": "anders"}, {"verbetering": ander, "besluit": "opnemen"}],
        )
    vreemd = maak_idee(cast.buur_traject, cast.buur_projectleider)
    with pytest.raises(NietMogelijk, match="hoort niet"):
        acties.kies_meer(
            traject, door=cast.projectleider, keuzes=[{"verbetering": vreemd, "besluit": "parkeren", "reden": "x"}]
        )
    assert set(Keuze.objects.values_list("reden", flat=True)) == {"te duur"}


def test_vastleggen_vraagt_een_besluit_over_elk_idee(cast, traject, idee):
    with pytest.raises(NietMogelijk, match="Over V1 is nog niet besloten"):
        acties.leg_vast(traject, door=cast.projectleider)
    keuze = maak_keuze(idee, cast.projectleider, besluit="parkeren", reden="later")
    with pytest.raises(NietMogelijk, match="nog geen verbetering gekozen"):
        acties.leg_vast(traject, door=cast.projectleider)
    Keuze.objects.filter(pk=keuze.pk).update(besluit="opnemen", termijn="")
    with pytest.raises(NietMogelijk, match="termijn voor V1"):
        acties.leg_vast(traject, door=cast.projectleider)
    with pytest.raises(Geweigerd):
        acties.leg_vast(traject, door=cast.proceseigenaar)
    assert not PlanVersie.objects.exists()


def test_alles_wat_erin_ging_komt_eruit_en_de_vingerafdruk_klopt(cast, traject):
    op, niet, park = (
        maak_idee(traject, cast.projectleider, code, titel=f"<b>{code}</b> & “é”") for code in ("V10", "V2", "V10b")
    )
    maak_keuze(op, cast.projectleider, kosten_eenmalig=Decimal("8400.00"))
    maak_keuze(niet, cast.projectleider, besluit="niet_opnemen", reden="te klein")
    maak_keuze(park, cast.projectleider, besluit="parkeren", reden="later")
    versie = acties.leg_vast(traject, door=cast.projectleider)
    versie.refresh_from_db()
    regels = list(versie.regels.all())
    assert [(r.code, r.besluit, r.inhoud["reden"]) for r in regels] == [
        ("V2", "niet_opnemen", "te klein"),
        ("V10", "opnemen", ""),
        ("V10b", "parkeren", "later"),
    ]
    assert sha256_van(versie.inhoud) == versie.sha256
    assert all(sha256_van(regel.inhoud) == regel.sha256 for regel in regels)
    assert versie.inhoud["verbeteringen"] == [regel.inhoud for regel in regels]
    assert regels[1].inhoud["kosten_eenmalig"] == "8400"
    assert "<b>V10</b> & “é”".encode() in canoniek(versie.inhoud)


def test_canoniek_is_een_vaste_vorm():
    assert canoniek({"b": Decimal("95.000"), "a": ["é", None, True]}) == '{"a":["é",null,true],"b":"95"}'.encode()


def test_wat_vastligt_verandert_nooit_en_niets_veranderd_is_geen_versie(cast, traject):
    versie = maak_versie(traject, cast.projectleider, 2)
    voor = list(PlanRegel.objects.values_list("titel", "inhoud", "sha256"))
    with pytest.raises(NietMogelijk, match="niets veranderd sinds versie 1"):
        acties.leg_vast(traject, door=cast.projectleider)
    idee = versie.regels.first().verbetering
    wijzig_verbetering(idee, door=cast.projectleider, versie=1, titel="Heel anders")
    acties.kies(idee, door=cast.projectleider, besluit="parkeren", reden="toch niet")
    assert list(PlanRegel.objects.values_list("titel", "inhoud", "sha256")) == voor
    tweede = acties.leg_vast(traject, door=cast.procesadviseur)
    assert (tweede.nummer, tweede.regels.get(verbetering=idee).titel) == (2, "Heel anders")
    assert list(PlanRegel.objects.filter(planversie=versie).values_list("titel", "inhoud", "sha256")) == voor


def test_de_kern_laat_alleen_de_aanpassing_weg(cast, traject):
    een = maak_versie(traject, cast.projectleider, 1).regels.get()
    acties.kies(een.verbetering, door=cast.projectleider, besluit="opnemen", aanpassing="In twee fasen")
    twee = acties.leg_vast(traject, door=cast.projectleider).regels.get()
    acties.kies(een.verbetering, door=cast.projectleider, besluit="opnemen", team="KCC")
    drie = acties.leg_vast(traject, door=cast.projectleider).regels.get()
    assert een.sha256 != twee.sha256
    assert een.kern_sha256 == twee.kern_sha256 != drie.kern_sha256


def test_twee_keer_tegelijk_vastleggen_geeft_een_zin(cast, traject, monkeypatch):
    maak_versie(traject, cast.projectleider, 1)
    acties.kies(Keuze.objects.get().verbetering, door=cast.projectleider, besluit="opnemen", team="KCC")
    echt = PlanVersie.objects.create

    def net_te_laat(**velden):
        echt(**velden)
        return echt(**velden)

    monkeypatch.setattr(PlanVersie.objects, "create", net_te_laat)
    with pytest.raises(NietMogelijk, match="collega heeft net versie 2"):
        acties.leg_vast(traject, door=cast.projectleider)


def test_klaar_als_de_nieuwste_versie_de_keuzes_dekt(cast, traject):
    mensen = {"projectleider": [cast.projectleider]}
    assert stand(traject, mensen).begonnen is False
    assert stand(traject, mensen).nog_nodig[0] == "een idee voor een verbetering"
    idee = maak_idee(traject, cast.projectleider, "V1")
    assert stand(traject, mensen).nog_nodig[0] == "een besluit over 1 verbetering"
    assert stand(traject, mensen).opgaven[0].zin == "Besluit over 1 verbetering voor het verbeterplan"
    acties.kies(idee, door=cast.projectleider, besluit="opnemen", termijn="quick_win")
    assert stand(traject, mensen).opgaven[0].zin == "Leg versie 1 van het verbeterplan vast"
    versie = acties.leg_vast(traject, door=cast.projectleider)
    assert stand(traject, mensen).klaar
    assert waarschuwingen(traject)
    acties.kies(idee, door=cast.projectleider, besluit="opnemen", team="KCC")
    assert stand(traject, mensen).nog_nodig == [
        "een nieuwe versie van het verbeterplan, want er is iets gewijzigd sinds versie 1"
    ]
    acties.meld_goedgekeurd(versie, door=cast.proceseigenaar)
    assert stand(traject, mensen).klaar
    assert [zin for zin, _ in spoor(idee)] == [
        "Gekozen: opnemen als quick win",
        "Staat in versie 1 van het verbeterplan: opnemen",
    ]


def test_codes_staan_in_de_volgorde_van_mensen():
    assert sorted(["V10", "V2", "V10b", "V1"], key=codesleutel) == ["V1", "V2", "V10", "V10b"]
