"""Several writers at once: SQLite waits instead of failing, PostgreSQL gives each clock other rows."""

import threading
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper

from berichten import klok
from tests.bouwers import maak_traject
from uitvoering.models import Evaluatiemoment
from uitvoering.queries import te_herinneren

SCHRIJVERS, KEER = 4, 40


def sqlite_opties() -> dict:
    """The options of the settings, on whichever database this run is."""
    return settings.SQLITE_OPTIES


@pytest.mark.django_db
def test_vier_schrijvers_op_sqlite_wachten_op_elkaar(tmp_path):
    basis = connection.settings_dict | {
        "ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "proef.sqlite3"), "OPTIONS": sqlite_opties(),
        "ATOMIC_REQUESTS": False, "AUTOCOMMIT": True,
    }  # fmt: skip

    def open_bank():
        return DatabaseWrapper(dict(basis), "default")

    eerste = open_bank()
    with eerste.cursor() as cursor:
        cursor.execute("CREATE TABLE teller (aantal integer)")
        cursor.execute("INSERT INTO teller VALUES (0)")
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone()[0] == "wal"
    eerste.close()
    fouten = []

    def schrijf():
        bank = open_bank()
        try:
            for _ in range(KEER):
                # What an actie does: read, think, write, in one transaction.
                bank.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
                with bank.cursor() as cursor:
                    cursor.execute("SELECT aantal FROM teller")
                    aantal = cursor.fetchone()[0]
                    cursor.execute("UPDATE teller SET aantal = %s", [aantal + 1])
                bank.commit()
                bank.set_autocommit(True)
        except Exception as fout:
            fouten.append(fout)
        finally:
            bank.close()

    draden = [threading.Thread(target=schrijf) for _ in range(SCHRIJVERS)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert fouten == []
    laatste = open_bank()
    with laatste.cursor() as cursor:
        cursor.execute("SELECT aantal FROM teller")
        assert cursor.fetchone()[0] == SCHRIJVERS * KEER
    laatste.close()


@pytest.mark.django_db(transaction=True)
def test_twee_klokken_nemen_nooit_dezelfde_rij():
    """On PostgreSQL a second clock skips what the first has locked; on SQLite there is one writer at a time by itself."""
    traject, vandaag = maak_traject(), klok.vandaag()
    Evaluatiemoment.objects.bulk_create(
        Evaluatiemoment(traject=traject, datum=vandaag + timedelta(days=n), herinner_op=vandaag) for n in range(1, 11)
    )
    with transaction.atomic():
        eerste = {moment.pk for moment in te_herinneren(vandaag)[:5]}
        assert len(eerste) == 5
        if connection.vendor == "sqlite":
            assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
            return
        tweede = set()

        def andere_klok():
            try:
                with transaction.atomic():
                    tweede.update(moment.pk for moment in te_herinneren(vandaag))
            finally:
                connection.close()

        draad = threading.Thread(target=andere_klok)
        draad.start()
        draad.join(20)
        assert len(tweede) == 5
        assert not eerste & tweede
