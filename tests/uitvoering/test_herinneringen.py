"""The clock may run twice, late or in two places: one message; and nothing after it is done."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from berichten import klok
from berichten.models import Bericht
from implementatie import acties as plan_acties
from implementatie import queries as plan_queries
from implementatie.models import Implementatieactie
from tests.bouwers import maak_traject
from uitvoering import acties, queries, ritme
from uitvoering.models import Evaluatiemoment
from uitvoering.tasks import herinner

from .bouwers import maak_vastgesteld_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_poorten")]
DAG = date(2024, 7, 4)


@pytest.fixture
def moment(cast, traject):
    with klok.op_datum(date(2024, 1, 5)):
        return acties.plan_evaluatie(traject, door=cast.projectleider, datum=DAG)


@pytest.mark.parametrize(
    ("dag", "soort"),
    [
        (date(2024, 6, 19), None),
        (date(2024, 6, 20), "tien-dagen"),
        (date(2024, 7, 1), "tien-dagen"),
        (date(2024, 7, 2), "twee-dagen"),
        (date(2024, 7, 4), "de-dag"),
        (date(2024, 7, 5), "erna"),
        (date(2025, 7, 5), "erna"),
    ],
)
def test_wanneer(dag, soort):
    assert ritme.soort_op(DAG, dag) == soort


def test_drie_mensen_vier_keer_en_dan_niet_meer(cast, moment):
    dag, per_dag = date(2024, 6, 1), {}
    while dag < date(2024, 9, 1):
        if aantal := acties.herinner(dag):
            per_dag[dag] = aantal
        dag += timedelta(days=1)
    assert per_dag == {date(2024, 6, 20): 3, date(2024, 7, 2): 3, date(2024, 7, 4): 3, date(2024, 7, 5): 3}
    ontvangers = set(Bericht.objects.values_list("aan", flat=True))
    assert ontvangers == {cast.projectleider.pk, cast.proceseigenaar.pk, cast.procesadviseur.pk}


def test_twee_keer_een_dag_te_laat_of_van_twee_plekken_geeft_een_bericht(cast, moment):
    dag = date(2024, 6, 20)
    assert acties.herinner(dag) == 3
    assert acties.herinner(dag) == 0
    # A second clock that took the row before the first one was done, or a database put back: the key still holds.
    for herinner_op in (dag, dag - timedelta(days=5)):
        Evaluatiemoment.objects.update(herinner_op=herinner_op)
        assert acties.herinner(dag + timedelta(days=1)) == 0
    assert Bericht.objects.count() == 3


def test_een_klok_die_dagen_stil_stond_stuurt_alleen_wat_nu_geldt(moment):
    assert acties.herinner(date(2024, 7, 3)) == 3
    assert set(Bericht.objects.values_list("titel", flat=True)) == {"Evaluatie op 4\xa0juli 2024"}
    assert acties.herinner(date(2024, 7, 8)) == 3
    assert acties.herinner(date(2024, 7, 9)) == 0


def test_niets_meer_na_de_evaluatie_en_opnieuw_bij_een_andere_datum(cast, moment):
    acties.herinner(date(2024, 6, 20))
    with klok.op_datum(date(2024, 6, 21)):
        acties.wijzig_evaluatie(moment, door=cast.projectleider, versie=1, datum=date(2024, 8, 15))
    assert set(Bericht.objects.values_list("stand", flat=True)) == {"vervallen"}
    assert acties.herinner(date(2024, 7, 4)) == 0
    assert acties.herinner(date(2024, 8, 1)) == 3
    with klok.op_datum(date(2024, 8, 2)):
        maak_vastgesteld_plan(cast, start=date(2024, 8, 1), eind=date(2025, 8, 1))
        moment.refresh_from_db()
        acties.evalueer(moment, door=cast.projectleider, gehouden_op=date(2024, 8, 2), conclusie="Goed", besluit="afsluiten")
    for dag in (date(2024, 8, 13), date(2024, 8, 15), date(2024, 8, 16)):
        assert acties.herinner(dag) == 0


def test_een_actie_vooraf_op_de_dag_en_elke_week_dat_hij_te_laat_is(cast, traject):
    with klok.op_datum(date(2024, 1, 5)):
        actie = maak_vastgesteld_plan(cast, aantal=1)[0]  # ends Friday 1 March 2024
    dagen = [dag for dag in (date(2024, 2, 1) + timedelta(days=n) for n in range(50)) if acties.herinner(dag)]
    assert dagen == [date(2024, 2, 23), date(2024, 3, 1), date(2024, 3, 4), date(2024, 3, 11), date(2024, 3, 18)]
    assert set(Bericht.objects.values_list("aan", flat=True)) == {cast.vakinhoudelijk_medewerker.pk}
    assert Bericht.objects.order_by("gemaakt_op").last().titel == "Te laat: V1: Actie voor V1"
    with klok.op_datum(date(2024, 3, 25)):
        acties.meld_voortgang(actie, door=cast.projectleider, kleur="vervallen", zin="Niet meer nodig")
        assert herinner() == 0
    assert not Bericht.objects.filter(stand="open").exists()


def test_pas_na_vaststelling_en_naar_de_projectleider_als_de_houder_weg_is(cast, traject):
    with klok.op_datum(date(2024, 1, 5)):
        actie = maak_vastgesteld_plan(cast, aantal=1)[0]
        los = plan_acties.plan_in(
            actie.prioritering, door=cast.projectleider, omschrijving="Los", actiehouder=cast.teammanager,
            start=date(2024, 1, 8), eind=date(2024, 2, 1),
        )  # fmt: skip
    assert acties.herinner(date(2024, 2, 1)) == 0
    Implementatieactie.objects.filter(pk=actie.pk).update(actiehouder=cast.oud_lid)
    assert acties.herinner(date(2024, 2, 23)) == 1
    assert Bericht.objects.get().aan == cast.projectleider
    los.refresh_from_db()
    assert los.herinner_op is None


def test_een_afgesloten_traject_zwijgt_en_houdt_de_klok_niet_bezig(cast, traject, moment):
    with klok.op_datum(date(2024, 6, 1)):
        acties.sluit_traject_af(traject, door=cast.proceseigenaar, reden="Gestopt")
    assert acties.herinner(date(2024, 6, 20)) == 0
    moment.refresh_from_db()
    assert moment.herinner_op == date(2024, 6, 27)


@pytest.mark.parametrize(
    ("zoek", "index"),
    [(queries.te_herinneren, "evaluatie_te_herinneren"), (plan_queries.te_herinneren, "actie_te_herinneren")],
)
def test_de_zoekvraag_loopt_over_de_gedeeltelijke_index(cast, zoek, index):
    traject = maak_traject(door=cast.beheerder)
    eerste = date(2020, 1, 1)
    Evaluatiemoment.objects.bulk_create(
        Evaluatiemoment(traject=traject, datum=eerste + timedelta(days=n), herinner_op=eerste if n < 3 else None)
        for n in range(3000)
    )
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("ANALYZE uitvoering_evaluatiemoment")
        plan = zoek(date(2024, 1, 1))[:500].explain()
    assert index in plan


def test_een_partij_van_honderd_kost_twee_opdrachten_om_te_nemen(cast, django_assert_max_num_queries):
    traject = maak_traject(door=cast.beheerder)
    begin = date(2024, 1, 1)
    Evaluatiemoment.objects.bulk_create(
        Evaluatiemoment(traject=traject, datum=begin + timedelta(days=n), herinner_op=begin) for n in range(100)
    )
    with django_assert_max_num_queries(5):  # take: two; the people: one; the savepoint: two
        assert acties._herinner_momenten(date(2025, 1, 1)) == (100, 0)
