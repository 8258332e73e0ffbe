"""The process that measures on one database: `python -m benchmarks.proces uitslag.json [--klein] deel …`."""

import sys
import time
import traceback
from importlib import import_module
from pathlib import Path

import django

from .uitslag import Regel, bewaar

ALLEEN_SQLITE = ("pdf", "schrijvers")  # these do not touch the database, or touch a SQLite file of their own


def main(pad: str, *rest: str) -> int:
    django.setup()
    from . import banken

    klein = "--klein" in rest
    delen = [deel for deel in rest if deel != "--klein"]
    banken.begin()
    database, regels, fout = banken.soort(), [], 0
    for deel in delen:
        if deel in ALLEEN_SQLITE and database != "sqlite":
            continue
        begin = time.monotonic()
        print(f"· {database}: {deel} …", end=" ", flush=True)
        try:
            gevonden: list[Regel] = import_module(f"benchmarks.{deel}").meet_deel(klein)
        except Exception:
            traceback.print_exc()
            fout = 1
            continue
        for regel in gevonden:
            regel.database = regel.database or ("" if deel in ALLEEN_SQLITE else database)
        regels += gevonden
        bewaar(regels, Path(pad), {})
        print(f"{time.monotonic() - begin:.0f} s", flush=True)
    banken.sluit()
    return fout


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
