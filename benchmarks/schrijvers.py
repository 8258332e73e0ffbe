"""Four processes that write to one SQLite file through a real actie, with our settings and with Django's own."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import connection
from guardian.shortcuts import assign_perm

from trajecten.models import Traject
from trajecten.queries import keten_klopt

from . import banken, gegevens
from .uitslag import Regel, feit

BASIS = Path(__file__).resolve().parent.parent
PROCESSEN = 4


def meet_deel(klein: bool) -> list[Regel]:
    keer = 10 if klein else 150
    gegevens.zorg_voor({}, 300 if klein else 10_000)
    uitkomst = {soort: _ronde(soort, keer) for soort in ("eigen", "standaard")}
    eigen, standaard = uitkomst["eigen"], uitkomst["standaard"]
    totaal = keer * PROCESSEN
    regels = [
        feit("schrijvers", f"'database is locked' in {totaal} transacties van {PROCESSEN} processen", eigen["op_slot"], "0",
             eigen["op_slot"] == 0, ander=f"Django's instelling: {standaard['op_slot']}"),
        feit("schrijvers", "elke gelukte transactie staat erin, het logboek sluit aan", f"{eigen['gelukt']}, keten {eigen['keten']}",
             f"{totaal}, keten heel", eigen["gelukt"] == totaal and eigen["keten"] == "heel"),
        Regel("schrijvers", "duur van alle transacties samen", f"{eigen['duur']:.1f} s", f"{standaard['duur']:.1f} s", "", "–", None),
    ]  # fmt: skip
    regels[0].cijfers = uitkomst
    return regels


def _ronde(soort: str, keer: int) -> dict:
    """A fresh file with one traject per two processes, so that they also meet in the same row."""
    banken.maak(soort)
    with banken.in_bank(soort):
        gegevens.vul(2, list(get_user_model().objects.values_list("pk", flat=True)[:30]))
        trajecten = _rollen()
        pad = connection.settings_dict["NAME"]
        connection.close()
    if soort == "standaard":
        with sqlite3.connect(pad) as bestand:  # Django leaves the journal as SQLite makes it
            bestand.execute("PRAGMA journal_mode=DELETE")
    omgeving = os.environ | {"DATABASE_URL": f"sqlite:///{pad}"}
    begin = time.monotonic()
    lopend = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.schrijver", soort, str(keer), str(trajecten[nummer % 2].pk)],
            cwd=BASIS, env=omgeving, stdout=subprocess.PIPE, text=True,
        )
        for nummer in range(PROCESSEN)
    ]  # fmt: skip
    uit = [json.loads(proces.communicate()[0]) for proces in lopend]
    duur = time.monotonic() - begin
    with banken.in_bank(soort):
        heel = all(keten_klopt(traject) for traject in trajecten if traject.refresh_from_db() is None)
        geschreven = sum(traject.log_nummer for traject in trajecten)
    banken.gooi_weg(soort)
    gelukt = sum(deel["gelukt"] for deel in uit)
    assert geschreven == gelukt, f"{gelukt} gelukt maar {geschreven} regels in het logboek"
    return {
        "gelukt": gelukt,
        "op_slot": sum(deel["op_slot"] for deel in uit),
        "keten": "heel" if heel else "stuk",
        "duur": duur,
    }


def _rollen() -> list:
    trajecten = list(Traject.objects.order_by("pk"))
    for traject in trajecten:
        assign_perm("projectleider", gegevens.MENSEN["typisch"], traject)
    return trajecten
