"""Real processes: two at once, and killed between two states."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from berichten import klok
from berichten.models import Bericht

from .bouwers import maak_bericht, mailserver

pytestmark = pytest.mark.django_db(transaction=True)
DELEN = ("USER", "PASSWORD", "HOST", "PORT", "NAME")
NU = datetime(2026, 9, 24, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


class Gedeeld:
    """The database of this test as other processes see it: for SQLite a copy on disk (ours is in memory)."""

    def __init__(self, map_):
        self.bestand = map_ / "kopie.sqlite3"
        if connection.vendor == "sqlite":
            with sqlite3.connect(self.bestand) as kopie:
                connection.connection.backup(kopie)
            self.url = f"sqlite:///{self.bestand}"
        else:
            naam = {deel: quote(str(connection.settings_dict[deel] or ""), safe="") for deel in DELEN}
            self.url = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**naam)
        self.omgeving = os.environ | {"DATABASE_URL": self.url, "WASSTRAAT_VAR": str(map_)}
        self.omgeving["DJANGO_SETTINGS_MODULE"], self.omgeving["WASSTRAAT_MODUS"] = "wasstraat.settings", "proef"

    def standen(self):
        if connection.vendor == "sqlite":
            with sqlite3.connect(self.bestand) as kopie:
                return Counter(stand for (stand,) in kopie.execute("SELECT stand FROM berichten_bericht"))
        return Counter(Bericht.objects.values_list("stand", flat=True))

    def bezorger(self, poort, nu=NU):
        opdracht = [sys.executable, "-m", "tests.berichten.bezorger", str(poort), nu.isoformat()]
        return subprocess.Popen(opdracht, env=self.omgeving)


def _wacht_tot(klaar):
    einde = time.monotonic() + 30
    while not klaar():
        assert time.monotonic() < einde
        time.sleep(0.05)


@pytest.fixture
def gedeeld(tmp_path):
    with klok.op_datum(NU.date()):
        for _ in range(12):
            maak_bericht()
    return Gedeeld(tmp_path)


def test_twee_bezorgers_tegelijk_versturen_een_keer(gedeeld):
    with mailserver() as server:
        processen = [gedeeld.bezorger(server.poort) for _ in range(2)]
        assert [proces.wait(timeout=60) for proces in processen] == [0, 0]
    assert len(server.nummers) == len(set(server.nummers)) == 12
    assert gedeeld.standen() == {"verzonden": 12}


def test_gedood_tijdens_het_versturen_een_onzeker_en_niets_dubbel(gedeeld):
    los = threading.Event()
    with mailserver(vasthouden=lambda n: n == 4 and not los.is_set()) as server:
        proces = gedeeld.bezorger(server.poort)
        _wacht_tot(lambda: server.in_handen == 4)  # the text of the fourth is with the mail server, which says nothing
        proces.send_signal(signal.SIGKILL)
        proces.wait()
        assert gedeeld.standen() == {"verzonden": 3, "aangeboden": 1, "bezig": 8}
        los.set()
        assert gedeeld.bezorger(server.poort, NU + timedelta(minutes=11)).wait(timeout=60) == 0
    assert gedeeld.standen() == {"verzonden": 11, "onzeker": 1}
    assert len(server.nummers) == len(set(server.nummers))


def test_gedood_voor_het_versturen_alles_gaat_alsnog(gedeeld):
    with socket.create_server(("127.0.0.1", 0)) as stil:  # accepts, and never says a word
        proces = gedeeld.bezorger(stil.getsockname()[1])
        _wacht_tot(lambda: gedeeld.standen()["bezig"])
        proces.send_signal(signal.SIGKILL)
        proces.wait()
    assert gedeeld.standen() == {"bezig": 12}
    with mailserver() as server:
        assert gedeeld.bezorger(server.poort, NU + timedelta(minutes=11)).wait(timeout=60) == 0
    assert sorted(server.nummers) == sorted(set(server.nummers))
    assert gedeeld.standen() == {"verzonden": 12}
