"""`make bench`: every goal of README.md on SQLite and, with DATABASE_URL and REDIS_URL set, on PostgreSQL and Redis.

Each database gets one process of its own, because Django's settings are read once; that process does all its measuring.
"""

import argparse
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .uitslag import bewaar, faalt, lees, toon

BASIS = Path(__file__).resolve().parent.parent
UITVOER = BASIS / "test-uitvoer"
DELEN = ("rechten", "lijsten", "scan", "pdf", "schrijvers", "taken", "brokers")


def main() -> int:
    vraag = argparse.ArgumentParser(prog="make bench", description="Meet de doelen van benchmarks/README.md.")
    vraag.add_argument(
        "--klein", action="store_true", help="kleine maten; alleen wat niet van de klok afhangt kan mislukken"
    )
    vraag.add_argument("--deel", action="append", choices=DELEN, help="alleen dit deel (mag vaker)")
    vraag.add_argument("--database", choices=("sqlite", "postgresql"), help="alleen deze database")
    keuze = vraag.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that databases and files are cleared away then too
    begin, regels, gestopt = time.monotonic(), [], []
    for database in databases(keuze.database):
        gevonden, code = meet_op(database, keuze)
        regels += gevonden
        if code:
            gestopt.append(database)
    print("\n" + toon(regels))
    kop = {"klein": keuze.klein, "python": platform.python_version(), "kernen": os.cpu_count(), "belasting": os.getloadavg()}
    bewaar(regels, UITVOER / "snelheid.json", kop)
    gemist = faalt(regels, keuze.klein)
    print(
        f"\n{len(regels)} regels in {time.monotonic() - begin:.0f} s; ook in {(UITVOER / 'snelheid.json').relative_to(BASIS)}."
    )
    for database in gestopt:
        print(f"Het meten op {database} is met een fout gestopt; zie hierboven.")
    for regel in gemist:
        print(f"Niet gehaald: {regel.database} · {regel.wat}: {regel.verhouding or regel.ons} (doel {regel.doel})")
    return 1 if gemist or gestopt else 0


def databases(alleen: str | None) -> list[str]:
    """SQLite always; PostgreSQL when there is one."""
    beide = bool(
        os.environ.get("DATABASE_URL", "").startswith(("postgres://", "postgresql://")) and os.environ.get("REDIS_URL")
    )
    if alleen == "postgresql" and not beide:
        raise SystemExit("Zet DATABASE_URL (postgres://…) en REDIS_URL (redis://…) om op PostgreSQL en Redis te meten.")
    if not beide:
        print("Alleen SQLite: DATABASE_URL en REDIS_URL zijn niet gezet.")
    return [alleen] if alleen else ["sqlite", "postgresql"] if beide else ["sqlite"]


def meet_op(database: str, keuze) -> tuple[list, int]:
    with tempfile.TemporaryDirectory(prefix="wasstraat-meting-") as map_:
        naam = f"wasstraat_meting_{os.getpid()}"
        omgeving = os.environ | {
            "WASSTRAAT_MODUS": "demo",
            "WASSTRAAT_VAR": f"{map_}/var",
            "LOGNIVEAU": "CRITICAL",
            "DJANGO_SETTINGS_MODULE": "wasstraat.settings",
            "METING_PG": os.environ.get("DATABASE_URL", ""),
            "METING_LEASE": "4" if keuze.klein else "8",
        }
        if database == "sqlite":
            omgeving |= {"DATABASE_URL": f"sqlite:///{map_}/{naam}.sqlite3"}
            omgeving.pop("REDIS_URL", None)
        else:
            from .postgres import maak, met_naam

            maak(omgeving["METING_PG"], naam)
            omgeving["DATABASE_URL"] = met_naam(omgeving["METING_PG"], naam)
        uitslag = Path(map_) / "uitslag.json"
        opdracht = [
            sys.executable,
            "-m",
            "benchmarks.proces",
            str(uitslag),
            *(["--klein"] if keuze.klein else []),
            *(keuze.deel or DELEN),
        ]
        try:
            code = subprocess.run(opdracht, cwd=BASIS, env=omgeving, check=False).returncode
        finally:
            if database == "postgresql":
                from .postgres import ruim_op

                ruim_op(omgeving["METING_PG"], naam)
        return (lees(uitslag) if uitslag.exists() else []), code


sys.exit(main())
