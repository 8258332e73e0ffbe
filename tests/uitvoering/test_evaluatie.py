"""The leercirkel closes: planned, held with honest figures, and only then the end."""

from datetime import date

import pytest

from berichten import klok
from berichten.models import Bericht
from trajecten.models import Logregel
from trajecten.poort import Geweigerd, NietMogelijk
from trajecten.stap import Mensen
from uitvoering import acties
from uitvoering.cijfers import cijfers, in_woorden
from uitvoering.models import Evaluatie, Evaluatiemoment
from uitvoering.stap import STAP

from .bouwers import maak_kpi, maak_vastgesteld_plan, meet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_poorten")]
DAG = date(2024, 7, 4)


@pytest.fixture
def moment(cast, traject):
    with klok.op_datum(date(2024, 1, 5)):
        maak_vastgesteld_plan(cast)
        return acties.plan_evaluatie(traject, door=cast.projectleider, datum=DAG, deelnemers="De projectgroep")


def evalueer(moment, door, **velden):
    gegevens = {"gehouden_op": DAG, "conclusie": "Het werkt", "besluit": "afsluiten"} | velden
    return acties.evalueer(moment, door=door, **gegevens)


def test_de_cijfers_van_die_dag_blijven_en_zijn_eerlijk(cast, traject, moment):
    leider = cast.projectleider
    snel, cijfer_, leeg, geprobeerd = (maak_kpi(traject, nummer) for nummer in (1, 2, 3, 4))
    cijfer_.norm, cijfer_.operator, cijfer_.richting = 7, ">", "hoger"
    cijfer_.save()
    meet(snel, leider, date(2023, 9, 1), "9", "nulmeting")
    meet(snel, leider, date(2024, 6, 1), "5", "eind", n=None)
    meet(snel, leider, date(2024, 8, 1), "3")  # after the evaluation: not known then
    meet(cijfer_, leider, date(2023, 9, 1), "6.8", "nulmeting")
    meet(cijfer_, leider, date(2024, 6, 1), "7", "eind")  # exactly 7 is not "more than 7"
    meet(leeg, leider, date(2023, 9, 1), "4", "nulmeting")
    meet(geprobeerd, leider, date(2024, 6, 1), None, "eind")
    with klok.op_datum(date(2024, 9, 1)):
        evaluatie = evalueer(moment, leider)
    snel.metingen.all().delete()  # whatever happens later, the report stays
    evaluatie.refresh_from_db()
    rijen = [in_woorden(rij) for rij in evaluatie.cijfers]
    assert [rij["oordeel"] for rij in rijen] == ["Norm gehaald", "Norm niet gehaald", "Te weinig metingen", "Niet meetbaar"]
    assert (rijen[0]["nul"]["tekst"], rijen[0]["nu"]["tekst"]) == ("9\xa0werkdagen", "5\xa0werkdagen")
    assert rijen[0]["verandering"] == "4 lager dan de nulmeting: beter"
    assert rijen[0]["nu"]["bij"].endswith("aantal onbekend")
    assert rijen[1]["verandering"] == "0,2 hoger dan de nulmeting: beter"
    assert rijen[2]["verandering"] == "te weinig metingen om te vergelijken"
    assert in_woorden(cijfers(traject)[1]) == rijen[1]


def test_niet_voordat_het_gehouden_is_niet_dubbel_en_niet_door_wie_dat_niet_mag(cast, moment):
    with klok.op_datum(date(2024, 7, 3)), pytest.raises(NietMogelijk, match="als die gehouden is"):
        evalueer(moment, cast.projectleider)
    with klok.op_datum(DAG):
        for velden, zin in (
            ({"besluit": "doorgaan"}, "Kies een besluit"),
            ({"conclusie": " "}, "conclusie"),
            ({"volgende": DAG}, "na deze evaluatie"),
        ):
            with pytest.raises(NietMogelijk, match=zin):
                evalueer(moment, cast.projectleider, **velden)
        with pytest.raises(Geweigerd):
            evalueer(moment, cast.sponsor)
        evalueer(moment, cast.procesadviseur, besluit="bijsturen", volgende=date(2024, 12, 12))
        with pytest.raises(NietMogelijk, match="al vastgelegd"):
            evalueer(moment, cast.projectleider)
        with pytest.raises(NietMogelijk, match="al gehouden"):
            acties.wijzig_evaluatie(moment, door=cast.projectleider, versie=1, agenda="Anders")
    volgende = Evaluatiemoment.objects.get(datum=date(2024, 12, 12))
    assert volgende.deelnemers == "De projectgroep"


def test_plannen_kan_niet_in_het_verleden_en_niet_dubbel(cast, traject, moment):
    with klok.op_datum(date(2024, 1, 5)):
        for datum, zin in ((date(2024, 1, 4), "voorbij"), (DAG, "al een evaluatie")):
            with pytest.raises(NietMogelijk, match=zin):
                acties.plan_evaluatie(traject, door=cast.projectleider, datum=datum)
        with pytest.raises(Geweigerd):
            acties.plan_evaluatie(traject, door=cast.procesadviseur, datum=date(2024, 8, 1))


def test_klaar_als(cast, traject, moment):
    kpi = maak_kpi(traject)
    meet(kpi, cast.projectleider, date(2023, 9, 1), "9", "nulmeting")

    def nog_nodig():
        traject.refresh_from_db()
        return STAP.stand(traject, Mensen(traject)).nog_nodig

    assert nog_nodig() == [
        "alle acties gereed of vervallen (nu 0 van 2)",
        "de evaluatie van 4\xa0juli 2024, vastgelegd",
        "een nieuwe meting van KPI 1",
        "het traject, afgesloten door de proceseigenaar",
    ]
    with klok.op_datum(date(2024, 7, 5)):
        for actie in acties.queries.acties(traject):
            acties.meld_voortgang(actie, door=cast.projectleider, kleur="gereed", zin="Klaar", bewijs="Zie de website")
        meet(kpi, cast.projectleider, date(2024, 7, 1), "5", "eind")
        evalueer(moment, cast.projectleider, besluit="bijsturen")
        assert nog_nodig()[0] == "een gepland moment voor de volgende evaluatie"
        tweede = acties.plan_evaluatie(traject, door=cast.projectleider, datum=date(2024, 7, 5))
        evalueer(tweede, cast.projectleider, gehouden_op=date(2024, 7, 5))
        stand = STAP.stand(traject, Mensen(traject))
        assert stand.nog_nodig == ["het traject, afgesloten door de proceseigenaar"]
        assert [(opgave.aan, opgave.sleutel) for opgave in stand.opgaven] == [([cast.proceseigenaar], "afsluiten")]
        acties.sluit_traject_af(traject, door=cast.proceseigenaar)
    assert nog_nodig() == []
    assert traject.stand[9]["woord"] == "Klaar"


def test_afsluiten_zonder_evaluatie_vraagt_een_reden_en_die_blijft_te_zien(cast, traject, moment):
    with klok.op_datum(date(2024, 7, 2)):
        acties.herinner(klok.vandaag())
        assert Bericht.objects.filter(stand="open").exists()
        with pytest.raises(NietMogelijk, match="geen evaluatie vastgelegd"):
            acties.sluit_traject_af(traject, door=cast.proceseigenaar, reden=" ")
        with pytest.raises(Geweigerd):
            acties.sluit_traject_af(traject, door=cast.projectleider, reden="Klaar")
        voor = Logregel.objects.filter(is_weigering=False).count()
        acties.sluit_traject_af(traject, door=cast.proceseigenaar, reden="De dienst vervalt")
    assert Logregel.objects.filter(is_weigering=False).count() == voor + 1
    assert not Bericht.objects.filter(stand="open").exists()
    traject.refresh_from_db()
    assert STAP.stand(traject, Mensen(traject)).opmerking == "Afgesloten zonder evaluatie: De dienst vervalt"
    assert not Evaluatie.objects.exists()
    with pytest.raises(NietMogelijk, match="afgesloten"):
        evalueer(moment, cast.projectleider)
