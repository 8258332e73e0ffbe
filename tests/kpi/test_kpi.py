"""Step 2: the rules that say no, the literal norm, and when the step is ready."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from berichten import klok
from kpi import acties
from kpi.models import Kpi, KpiIdee, KpiVaststelling, Meting
from kpi.stap import spoor, stand
from trajecten.models import Logregel
from trajecten.poort import Botsing, Geweigerd, NietMogelijk
from trajecten.stap import Mensen
from trajecten.vingerafdruk import sha256_van

from .bouwers import maak_kpi, maak_meting

GETAL = st.decimals(min_value=-1000, max_value=1000, places=3)
NIEUW = {"naam": "Online ingediend", "operator": ">=", "norm": Decimal(95), "eenheid": "%"}


@settings(deadline=None)
@given(norm=GETAL, waarde=GETAL, operator=st.sampled_from(Kpi.Operator.values))
def test_de_norm_is_letterlijk(norm, waarde, operator):
    verwacht = {
        ">": waarde > norm,
        ">=": not waarde < norm,
        "<": waarde < norm,
        "<=": not waarde > norm,
        "=": waarde == norm,
    }
    assert Kpi(operator=operator, norm=norm).haalt(waarde) is verwacht[operator]


def test_precies_zeven_is_niet_meer_dan_zeven():
    zeven = Decimal("7")
    gehaald = {operator for operator in Kpi.Operator.values if Kpi(operator=operator, norm=zeven).haalt(zeven)}
    assert gehaald == {">=", "<=", "="}
    assert Kpi(operator=">", norm=zeven).haalt(None) is None


@pytest.mark.django_db
class TestRegels:
    def test_een_kpi_krijgt_een_nummer_een_richting_en_een_logregel(self, cast, traject, open_poorten):
        acties.voeg_kpi_toe(traject, door=cast.projectleider, **NIEUW)
        kpi = acties.voeg_kpi_toe(traject, door=cast.procesadviseur, **(NIEUW | {"naam": "Duur", "operator": "<="}))
        assert (kpi.nummer, kpi.richting, kpi.norm_in_woorden) == (2, "lager", "hoogstens 95\u00a0%")
        assert Logregel.objects.filter(handeling="voeg_kpi_toe").count() == 2

    @pytest.mark.parametrize("naam", ["Online ingediend", "ONLINE INGEDIEND ", "online Ingediend"])
    def test_dezelfde_naam_twee_keer_kan_niet(self, cast, traject, open_poorten, naam):
        acties.voeg_kpi_toe(traject, door=cast.projectleider, **NIEUW)
        with pytest.raises(NietMogelijk, match="KPI 1"):
            acties.voeg_kpi_toe(traject, door=cast.projectleider, **(NIEUW | {"naam": naam}))

    def test_een_kpi_met_metingen_blijft(self, cast, traject, open_poorten):
        leeg, gemeten = maak_kpi(traject), maak_kpi(traject)
        maak_meting(gemeten, cast.projectleider)
        acties.verwijder_kpi(leeg, door=cast.projectleider)
        with pytest.raises(NietMogelijk):
            acties.verwijder_kpi(gemeten, door=cast.projectleider)
        assert list(Kpi.objects.filter(traject=traject)) == [gemeten]

    @pytest.mark.parametrize(
        ("velden", "zin"),
        [
            ({"datum": date(2999, 1, 1)}, "toekomst"),
            ({"datum": date(205, 6, 30)}, "jaar"),
            ({"waarde": Decimal(-1)}, "lager zijn dan 0"),
        ],
    )
    def test_onmogelijke_metingen(self, cast, traject, velden, zin):
        kpi = maak_kpi(traject)
        gegevens = {"datum": date(2023, 6, 30), "waarde": Decimal(38), "fase": "tussen"} | velden
        with pytest.raises(NietMogelijk, match=zin):
            acties.leg_meting_vast(kpi, door=cast.projectleider, **gegevens)

    def test_een_nulmeting_per_kpi_en_een_soort_per_dag(self, cast, traject):
        kpi = maak_kpi(traject)
        acties.leg_meting_vast(kpi, door=cast.projectleider, datum=date(2023, 6, 30), waarde=38.5, fase="nulmeting")
        assert kpi.metingen.get().waarde == Decimal("38.5")
        with pytest.raises(NietMogelijk, match="nulmeting"):
            acties.leg_meting_vast(kpi, door=cast.projectleider, datum=date(2023, 7, 1), waarde=40, fase="nulmeting")
        acties.leg_meting_vast(kpi, door=cast.projectleider, datum=date(2023, 9, 1), waarde=None, fase="tussen")
        with pytest.raises(NietMogelijk, match="al een tussenmeting"):
            acties.leg_meting_vast(kpi, door=cast.projectleider, datum=date(2023, 9, 1), waarde=40, fase="tussen")
        assert kpi.metingen.get(fase="tussen").opmerking == "niet meetbaar"

    def test_een_foute_meting_gaat_weg_maar_blijft_in_het_logboek(self, cast, traject):
        meting = maak_meting(maak_kpi(traject), cast.projectleider)
        with pytest.raises(NietMogelijk):
            acties.trek_meting_in(meting, door=cast.projectleider, reden=" ")
        acties.trek_meting_in(meting, door=cast.projectleider, reden="komma vergeten")
        regel = Logregel.objects.get(handeling="trek_meting_in")
        assert (regel.oud["waarde"], regel.nieuw["reden"]) == ("38", "komma vergeten")
        assert not Meting.objects.exists()

    def test_een_medewerker_meet_alleen_wat_van_hem_is(self, cast, traject):
        van_ander = maak_kpi(traject, eigenaar="Coördinator KCC")
        van_team = maak_kpi(traject, eigenaar="grondzaken ")  # the team of the teammanager in the cast
        van_functie = maak_kpi(traject, eigenaar="Vakinhoudelijk medewerker")
        gegevens = {"datum": date(2023, 6, 30), "waarde": Decimal(50), "fase": "tussen"}
        acties.leg_meting_vast(van_team, door=cast.teammanager, **gegevens)
        acties.leg_meting_vast(van_functie, door=cast.vakinhoudelijk_medewerker, **gegevens)
        for kpi, wie in [(van_ander, cast.teammanager), (van_team, cast.vakinhoudelijk_medewerker)]:
            with pytest.raises(NietMogelijk, match="Coördinator KCC|grondzaken"):
                acties.leg_meting_vast(kpi, door=wie, **gegevens)
        with pytest.raises(NietMogelijk, match="nog geen eigenaar"):
            acties.leg_meting_vast(maak_kpi(traject, eigenaar=""), door=cast.teammanager, **gegevens)

    def test_een_tweede_opslag_op_dezelfde_versie_botst(self, cast, traject, open_poorten):
        kpi = maak_kpi(traject)
        acties.wijzig_kpi(kpi, door=cast.projectleider, versie=1, norm=Decimal(90))
        with pytest.raises(Botsing):
            acties.wijzig_kpi(kpi, door=cast.procesadviseur, versie=1, norm=Decimal(80))
        acties.wijzig_kpi(kpi, door=cast.procesadviseur, versie=2, operator="<")
        kpi.refresh_from_db()
        assert (kpi.norm, kpi.richting) == (90, "lager")

    def test_een_idee_bij_een_kpi_staat_in_het_register_en_wijst_terug(self, cast, traject):
        kpi = maak_kpi(traject, naam="Online ingediend")
        verbetering = acties.draag_idee_aan(kpi, door=cast.sponsor, titel="E-formulier")
        assert KpiIdee.objects.get().verbetering == verbetering
        assert list(verbetering.herkomsten.values_list("stap", "toelichting")) == [(2, "KPI 1: Online ingediend")]
        assert [zin for zin, _ in spoor(verbetering)] == ["Ontstaan bij KPI 1 Online ingediend"]


@pytest.mark.django_db
class TestVaststellen:
    def test_alleen_de_proceseigenaar_en_niet_zonder_kpi(self, cast, traject, open_poorten):
        with pytest.raises(NietMogelijk):
            acties.stel_kpis_vast(traject, door=cast.proceseigenaar)
        maak_kpi(traject)
        with pytest.raises(Geweigerd):
            acties.stel_kpis_vast(traject, door=cast.projectleider)

    def test_wat_niet_op_het_scherm_stond_wordt_niet_vastgesteld(self, cast, traject, open_poorten):
        gezien = sha256_van(acties.vast_te_stellen([maak_kpi(traject)]))
        maak_kpi(traject)
        with pytest.raises(NietMogelijk, match="intussen gewijzigd"):
            acties.stel_kpis_vast(traject, door=cast.proceseigenaar, gezien=gezien)
        assert not KpiVaststelling.objects.exists()

    def test_de_stap_is_klaar_en_na_een_wijziging_niet_meer(self, cast, traject, open_poorten):
        def nog_nodig():
            return stand(traject, Mensen(traject)).nog_nodig

        assert len(nog_nodig()) == 1
        kpi = maak_kpi(traject, eigenaar="", bron="")
        for _ in range(4):
            maak_kpi(traject, eigenaar="", nulmeting_gepland=date(2023, 9, 1))
        assert nog_nodig() == [
            "een eigenaar bij 5 KPI's",
            "een bron of een manier van meten bij KPI 1",
            "een nulmeting, of een datum daarvoor, bij KPI 1",
            "de KPI's, vastgesteld door de proceseigenaar",
        ]
        Kpi.objects.filter(traject=traject).update(eigenaar="Manager", bron="zaaksysteem")
        maak_meting(kpi, cast.projectleider)
        opgaven = stand(traject, Mensen(traject)).opgaven
        assert ("Stel de KPI's vast", [cast.proceseigenaar]) in [(o.zin, o.aan) for o in opgaven]
        acties.stel_kpis_vast(traject, door=cast.proceseigenaar)
        assert stand(traject, Mensen(traject)).klaar

        kpi.refresh_from_db()
        acties.wijzig_kpi(kpi, door=cast.projectleider, versie=kpi.versie, meetmethode="steekproef")
        assert stand(traject, Mensen(traject)).klaar
        acties.wijzig_kpi(kpi, door=cast.projectleider, versie=kpi.versie, norm=Decimal(80))
        assert nog_nodig() == ["de KPI's opnieuw vastgesteld door de proceseigenaar, want ze zijn gewijzigd"]
        acties.stel_kpis_vast(traject, door=cast.proceseigenaar)
        assert stand(traject, Mensen(traject)).klaar
        with pytest.raises(NietMogelijk, match="al vastgesteld"):
            acties.stel_kpis_vast(traject, door=cast.proceseigenaar)

    def test_een_geplande_nulmeting_is_een_taak_met_een_datum(self, cast, traject):
        dag = klok.vandaag() + timedelta(days=20)
        maak_kpi(traject, nulmeting_gepland=dag)
        opgave = next(o for o in stand(traject, Mensen(traject)).opgaven if o.sleutel.startswith("nulmeting"))
        assert (opgave.zin, opgave.vervalt_op) == ("Leg de nulmeting van KPI 1 vast", dag)


def test_niemand_maakt_zichzelf_eigenaar_met_de_functie_van_zijn_eigen_account(cast, traject, open_poorten):
    from accounts.acties import wijzig_mijzelf

    kpi, mens = maak_kpi(traject, eigenaar="Hoofd KCC"), cast.vakinhoudelijk_medewerker
    wijzig_mijzelf(mens, versie=mens.versie, naam=mens.naam, functie="Hoofd KCC")
    mens.refresh_from_db()
    assert not acties.mag_meten(kpi, mens)
