"""What the clock asks walks a partial index, and 500 at a time are taken in two statements, by one clock only."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from benchmarks.plannen import dwing_indexen, leest_alles, plan
from berichten import acties as post
from berichten import klok
from berichten.models import Bericht
from implementatie.acties import neem_herinneringen
from implementatie.models import Implementatieactie
from implementatie.queries import te_herinneren as acties_te_herinneren
from tests.bouwers import maak_gebruiker, maak_traject
from uitvoering.acties import PARTIJ, _herinner_momenten
from uitvoering.models import Evaluatiemoment
from uitvoering.queries import te_herinneren

pytestmark = pytest.mark.django_db


def plan_van(maak) -> str:
    dwing_indexen()
    try:
        with transaction.atomic():
            return plan(*maak().query.sql_with_params())
    finally:
        dwing_indexen(False)


@pytest.mark.parametrize(
    ("vraag", "index", "tabel"),
    [
        (te_herinneren, "evaluatie_te_herinneren", "uitvoering_evaluatiemoment"),
        (acties_te_herinneren, "actie_te_herinneren", "implementatie_implementatieactie"),
    ],
)
def test_wat_aan_de_beurt_is_staat_in_de_index(vraag, index, tabel):
    tekst = plan_van(lambda: vraag(klok.vandaag())[:500])
    assert index in tekst, tekst
    assert not leest_alles(tekst, tabel), tekst


def opdrachten(gezien, tabel):
    return [vraag["sql"] for vraag in gezien if tabel in vraag["sql"]]


def test_500_berichten_in_twee_opdrachten_langs_de_index():
    mens, nu = maak_gebruiker(), klok.nu()
    Bericht.objects.bulk_create(
        Bericht(
            aan=mens,
            soort="proef",
            onderwerp=f"{n}",
            sleutel=f"{n}",
            titel="t",
            tekst="t",
            waarom="w",
            adres="/",
            dag=klok.vandaag(),
        )
        for n in range(post.GREEP + 10)
    )
    with CaptureQueriesContext(connection) as gezien:
        assert len(post.claim(nu + timedelta(minutes=1))) == post.GREEP == 500
    vragen = opdrachten(gezien, "berichten_bericht")
    assert len(vragen) == 2
    dwing_indexen()
    tekst = plan(vragen[0].replace("%", "%%"))
    dwing_indexen(False)
    assert "bericht_te_bezorgen" in tekst, tekst


def test_500_evaluatiemomenten_in_twee_opdrachten():
    traject, vandaag = maak_traject(), klok.vandaag()
    # Every row another date, so every row another next day: the dearest case.
    Evaluatiemoment.objects.bulk_create(
        Evaluatiemoment(traject=traject, datum=vandaag + timedelta(days=n + 30), herinner_op=vandaag)
        for n in range(PARTIJ + 10)
    )
    with CaptureQueriesContext(connection) as gezien, transaction.atomic():
        assert _herinner_momenten(vandaag) == (PARTIJ, 0)
    assert len(opdrachten(gezien, "uitvoering_evaluatiemoment")) == 2
    assert Evaluatiemoment.objects.filter(herinner_op__lte=vandaag).count() == 10


def test_500_acties_in_twee_opdrachten():
    traject, vandaag = maak_traject(), klok.vandaag()
    velden = {"traject": traject, "soort": "opleiding", "actiehouder": traject.aangemaakt_door, "herinner_op": vandaag}
    Implementatieactie.objects.bulk_create(
        Implementatieactie(start=vandaag, eind=vandaag + timedelta(days=n + 30), omschrijving="x", **velden)
        for n in range(510)
    )
    with CaptureQueriesContext(connection) as gezien, transaction.atomic():
        assert len(neem_herinneringen(vandaag, 500)) == 500
    assert len(opdrachten(gezien, "implementatie_implementatieactie")) == 2
    assert Implementatieactie.objects.filter(herinner_op__lte=vandaag).count() == 10
