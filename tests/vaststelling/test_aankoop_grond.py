"""Steps 6 to 8 of "Aankoop grond", by the people of the case: twelve ideas in, eleven approved, V10 became V10b, V8 stays in part."""

from datetime import date

import pytest

from berichten import klok
from tests.toetsing.bouwers import toets_van
from tests.verbeterplan.bouwers import maak_idee, regels_van
from toetsing import acties as toetsing
from toetsing.models import Discipline, Oordeel, Voorwaarde
from toetsing.queries import Toetsbeeld, geldende_oordelen, open_voorwaarden
from trajecten.models import Logregel, Traject
from trajecten.poort import NietMogelijk
from trajecten.vingerafdruk import sha256_van
from vaststelling import acties
from verbeteringen.models import Verbetering
from verbeterplan import acties as verbeterplan
from verbeterplan.models import PlanRegel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_poorten")]

# code, herkomst, termijn, effect, moeite, besluit
IDEEEN = [
    ("V1", 3, "quick_win", 5, 2, "opnemen"), ("V2", 3, "quick_win", 4, 1, "opnemen"), ("V3", 3, "quick_win", 5, 2, "opnemen"),
    ("V4", 4, "lange_termijn", 5, 4, "opnemen"), ("V5", 4, "quick_win", 4, 2, "opnemen"), ("V6", 3, "quick_win", 4, 2, "opnemen"),
    ("V7", 3, "lange_termijn", 4, 4, "opnemen"), ("V8", 4, "lange_termijn", 4, 5, "opnemen"),
    ("V9", 5, "lange_termijn", 4, 4, "opnemen"), ("V10", 4, "quick_win", 2, 3, "opnemen"),
    ("V11", 3, "lange_termijn", 2, 4, "niet_opnemen"), ("V12", 2, "quick_win", 3, 1, "opnemen"),
]  # fmt: skip
VOORWAARDEN, NIET = "akkoord_onder_voorwaarden", "niet_akkoord"
ADVIEZEN = [
    ("juridisch", "jurist", VOORWAARDEN, ["V3", "V9"], "Vraagt objectieve criteria en een gepubliceerd voornemen", ""),
    ("juridisch", "jurist", "akkoord", ["V5"], "Noem het een servicetermijn", ""),
    (
        "privacy",
        "privacy_officer",
        NIET,
        ["V10"],
        "Geen grondslag om alle buren aan te schrijven",
        "Publiceer alleen het perceel",
    ),
    ("privacy", "privacy_officer", VOORWAARDEN, ["V4"], "BSN niet uitvragen", ""),
    ("informatiebeveiliging", "ciso", VOORWAARDEN, ["V4", "V7"], "Uploads scannen", ""),
    (
        "iv_ict",
        "specialist_iv",
        VOORWAARDEN,
        ["V4", "V7"],
        "Pas na ingang nieuw zaaksysteem",
        "Tijdelijk generiek formulier",
    ),
    ("iv_ict", "specialist_iv", NIET, ["V8"], "Geo-component niet in huidige website", "Link naar bestaande viewer"),
    ("applicatiebeheer", "applicatiebeheerder", "akkoord", ["V7"], "Bewaartermijn instellen", ""),
    ("communicatie", "communicatieadviseur", VOORWAARDEN, ["V1"], "B1-toets door lezerspanel", ""),
]
VERWERKING = {
    "V10": ("niet_overgenomen", "V10 vervalt, het alternatief wordt V10b"),
    "V8": ("deels", "Viewerlink nu; kaart naar nieuwe website 2024"),
    "V4": ("deels", "Fase 1 generiek formulier, fase 2 eigen formulier"),
    "V9": ("overgenomen", "Criteria plus publicatie in nota"),
    "V3": ("overgenomen", "Publicatie wordt een vaste stap"),
    "V7": ("overgenomen", "Start na ingang nieuw zaaksysteem"),
    "V1": ("overgenomen", "Lezerspanel in oktober"),
}


def test_aankoop_grond(cast, traject):
    pl, pe = cast.projectleider, cast.proceseigenaar
    with klok.op_datum(date(2023, 9, 4)):
        versie = leg_eerste_versie_vast(cast, traject)
        vraag_aan(cast, versie)
    with klok.op_datum(date(2023, 9, 25)):
        oordeel_alles(cast, versie)
    eerste = list(PlanRegel.objects.values_list("pk", "titel", "inhoud", "sha256"))
    assert Toetsbeeld(versie).onbeoordeeld == []
    assert Voorwaarde.objects.count() == 8

    with klok.op_datum(date(2023, 10, 16)):
        verwerk_alles(cast, traject)
        tweede = verbeterplan.leg_vast(traject, door=pl)
        assert {rij.code for rij in tweede.regels.filter(besluit="niet_opnemen")} == {"V10", "V11"}
        assert [regel.code for regel in Toetsbeeld(tweede).onbeoordeeld] == ["V10b"]
        assert all(o.overgenomen_uit == 1 for o in geldende_oordelen(tweede))
        with pytest.raises(NietMogelijk, match="V10b is nog door niemand beoordeeld"):
            acties.stel_vast(tweede, door=pe, sha256=tweede.sha256)
        juridisch = Discipline.objects.get(code="juridisch")
        opdracht = [(juridisch, cast.jurist, [regels_van(tweede)["V10b"]])]
        toetsing.vraag_aan(tweede, door=pl, deadline=date(2023, 10, 16), opdracht=opdracht)
        hertoets = toets_van(tweede, "juridisch")
        toetsing.geef_oordeel(hertoets, door=cast.jurist, planregel=regels_van(tweede)["V10b"], oordeel="akkoord")
        toetsing.lever_in(hertoets, door=cast.jurist)
    with klok.op_datum(date(2023, 10, 23)):
        acties.geef_akkoord(tweede, door=cast.teammanager, akkoord=True, sha256=tweede.sha256)
        besluit = acties.stel_vast(tweede, door=pe, sha256=tweede.sha256)

    assert (besluit.op.date(), besluit.sha256) == (date(2023, 10, 23), sha256_van(tweede.inhoud))
    assert len(regels_van(tweede)) == 11
    assert "V8" in regels_van(tweede)
    assert Verbetering.objects.get(code="V10b").uit.code == "V10"
    assert [v.oordeel.planregel.code for v in open_voorwaarden(traject)] == ["V1", "V3", "V4", "V4", "V4", "V7", "V7", "V9"]
    assert list(PlanRegel.objects.filter(planversie=versie).values_list("pk", "titel", "inhoud", "sha256")) == eerste
    standen = {rij["nummer"]: rij["stand"] for rij in Traject.objects.get(pk=traject.pk).stand}
    assert {standen[6], standen[7], standen[8]} == {"klaar"}
    assert all(regel.hash == regel.bereken_hash() for regel in Logregel.objects.filter(traject=traject))


def leg_eerste_versie_vast(cast, traject):
    for code, stap, termijn, effect, moeite, besluit in IDEEEN:
        idee = maak_idee(traject, cast.projectleider, code, titel=f"Verbetering {code}", stap=stap)
        reden = "" if besluit == "opnemen" else "Klein volume, verlies van maatwerk"
        verbeterplan.kies(
            idee, door=cast.procesadviseur, besluit=besluit, termijn=termijn, effect=effect, moeite=moeite, reden=reden
        )
    return verbeterplan.leg_vast(traject, door=cast.projectleider)


def vraag_aan(cast, versie):
    regels, per_discipline = regels_van(versie), {}
    for discipline, rol, _, codes, _, _ in ADVIEZEN:
        per_discipline.setdefault((discipline, rol), []).extend(codes)
    opdracht = [
        (Discipline.objects.get(code=discipline), getattr(cast, rol), [regels[code] for code in codes])
        for (discipline, rol), codes in per_discipline.items()
    ]
    vrij = [(regels[code], "Werkafspraak binnen het team") for code in ("V2", "V6", "V12")]
    toetsing.vraag_aan(versie, door=cast.projectleider, deadline=date(2023, 9, 25), opdracht=opdracht, vrijstellingen=vrij)


def oordeel_alles(cast, versie):
    for discipline, rol, waarde, codes, opmerking, alternatief in ADVIEZEN:
        for code in codes:
            toetsing.geef_oordeel(
                toets_van(versie, discipline),
                door=getattr(cast, rol),
                planregel=regels_van(versie)[code],
                oordeel=waarde,
                opmerking=opmerking,
                alternatief=alternatief,
            )
    for discipline, rol in {(rij[0], rij[1]) for rij in ADVIEZEN}:
        toetsing.lever_in(toets_van(versie, discipline), door=getattr(cast, rol))


def verwerk_alles(cast, traject):
    for oordeel in Oordeel.objects.order_by("planregel__volgorde"):
        if oordeel.moet_verwerkt:
            wat, waarom = VERWERKING[oordeel.planregel.code]
            nieuw = {"nieuwe_titel": "Aanvrager levert akkoord buren"} if oordeel.planregel.code == "V10" else {}
            acties.verwerk(oordeel, door=cast.projectleider, verwerking=wat, motivering=waarom, **nieuw)
    for code, (wat, waarom) in VERWERKING.items():
        idee = Verbetering.objects.get(traject=traject, code=code)
        if code == "V10":
            verbeterplan.kies(idee, door=cast.projectleider, besluit="niet_opnemen", reden=waarom)
        elif wat != "niet_overgenomen":
            verbeterplan.kies(idee, door=cast.projectleider, besluit="opnemen", aanpassing=waarom)
    nieuw = Verbetering.objects.get(traject=traject, code="V10b")
    verbeterplan.kies(nieuw, door=cast.projectleider, besluit="opnemen", termijn="quick_win", effect=2, moeite=3)
