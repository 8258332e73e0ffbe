"""Databases of several sizes in one process: the same people and tables, more or fewer trajecten."""

import os
import shutil
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections
from django.db.utils import load_backend

from . import postgres

_banken: dict = {}


def soort() -> str:
    return connection.vendor


def begin() -> None:
    """An empty database with all tables; every other one is a copy of it."""
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)


def maak(naam: str):
    """Copy the first database to `naam`, with whatever stands in it by now."""
    bron = eerste()
    bron.close()
    oud = str(bron.settings_dict["NAME"])
    nieuw = f"{oud}_{naam}"
    if bron.vendor == "sqlite":
        shutil.copyfile(oud, nieuw)
    else:
        postgres.maak(os.environ["METING_PG"], nieuw, van=oud)
    instellingen = {**bron.settings_dict, "NAME": nieuw}
    _banken[naam] = load_backend(instellingen["ENGINE"]).DatabaseWrapper(instellingen, "default")
    return _banken[naam]


def eerste():
    """The database of the settings, which other processes see too."""
    return _banken.setdefault("eerste", connections["default"])


def heeft(naam: str) -> bool:
    return naam in _banken


def kies(naam: str) -> None:
    """From now on everything in this process uses that database."""
    eerste()
    connections["default"] = _banken[naam]


@contextmanager
def in_bank(naam: str):
    vorige = connections["default"]
    kies(naam)
    try:
        yield connections["default"]
    finally:
        connections["default"] = vorige


def gooi_weg(naam: str) -> None:
    bank = _banken.pop(naam)
    bank.close()
    if bank.vendor == "sqlite":
        for achter in ("", "-wal", "-shm"):
            Path(f"{bank.settings_dict['NAME']}{achter}").unlink(missing_ok=True)
    else:
        postgres.ruim_op(os.environ["METING_PG"], bank.settings_dict["NAME"])


def sluit() -> None:
    for bank in _banken.values():
        bank.close()


def stort(model, rijen) -> None:
    """Insert many dicts of one model quickly: the first says which fields vary, the others get what a new row would have."""
    rijen = iter(rijen)
    eerste = next(rijen, None)
    if eerste is None:
        return
    velden = [veld for veld in model._meta.concrete_fields if not veld.primary_key or veld.name in eerste]
    mal = model(**{naam: waarde for naam, waarde in eerste.items() if naam.endswith("_id")})
    vast = {
        veld.attname: veld.get_db_prep_save(getattr(mal, veld.attname), connection)
        for veld in velden
        if veld.attname not in eerste
    }
    wissel = {veld.attname: veld for veld in velden if veld.attname in eerste}
    onthouden: dict = {}

    def klaar(naam, waarde):
        sleutel = (naam, waarde)
        if sleutel not in onthouden:
            if len(onthouden) > 200_000:
                onthouden.clear()
            onthouden[sleutel] = wissel[naam].get_db_prep_save(waarde, connection)
        return onthouden[sleutel]

    def regels():
        for rij in chain([eerste], rijen):
            yield [vast[v.attname] if v.attname in vast else _ruw(rij, v, klaar) for v in velden]

    kolommen = ", ".join(connection.ops.quote_name(veld.column) for veld in velden)
    tabel = connection.ops.quote_name(model._meta.db_table)
    if connection.vendor == "sqlite":
        _sqlite(f"INSERT INTO {tabel} ({kolommen}) VALUES ({', '.join('?' * len(velden))})", regels())
    else:
        _postgres(f"COPY {tabel} ({kolommen}) FROM STDIN", regels())


class Kant(str):
    """Text that is already what the database wants (JSON)."""


def _ruw(rij, veld, klaar):
    waarde = rij[veld.attname]
    return str(waarde) if isinstance(waarde, Kant) else klaar(veld.attname, waarde)


def _sqlite(opdracht, regels):
    connection.ensure_connection()
    kaal = connection.connection
    kaal.execute("PRAGMA foreign_keys = OFF")
    kaal.execute("PRAGMA synchronous = OFF")
    kaal.execute("BEGIN")
    kaal.executemany(opdracht, regels)
    kaal.execute("COMMIT")
    kaal.execute("PRAGMA synchronous = NORMAL")
    kaal.execute("PRAGMA foreign_keys = ON")


def _postgres(opdracht, regels):
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # the rows refer to each other by construction
        with cursor.copy(opdracht) as stroom:
            for regel in regels:
                stroom.write_row(regel)
        cursor.execute("RESET session_replication_role")


def tel_planner_bij() -> None:
    """What autovacuum does on a server that runs for a while. SQLite gets nothing: the app never runs ANALYZE there."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    else:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
