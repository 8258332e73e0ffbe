"""The table of goals: what stands where, and whether a missed one fails the run."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass
class Regel:
    """One line of the table. `hard`: does not depend on the clock, so it also fails a small run.

    `gehaald` None: for information only.
    """

    deel: str
    wat: str
    ons: str
    ander: str
    verhouding: str
    doel: str
    gehaald: bool | None
    hard: bool = False
    database: str = ""
    cijfers: dict = field(default_factory=dict)

    @property
    def woord(self) -> str:
        return {True: "ja", False: "NEE", None: "–"}[self.gehaald]


def feit(deel, wat, ons, doel, gehaald, ander="") -> Regel:
    """A line that is exact: a count, a plan, a lock."""
    return Regel(deel, wat, str(ons), ander, "", doel, gehaald, hard=True)


def toon(regels: list[Regel]) -> str:
    koppen = ["deel", "database", "wat", "ons", "grens of ander", "verhouding", "doel", "gehaald"]
    rijen = [[r.deel, r.database, r.wat, r.ons, r.ander, r.verhouding, r.doel, r.woord] for r in regels]
    breedtes = [max(len(rij[i]) for rij in [koppen, *rijen]) for i in range(len(koppen))]
    regel = "  ".join("─" * breedte for breedte in breedtes)
    uit = [
        "  ".join(vak.ljust(breedte) for vak, breedte in zip(rij, breedtes, strict=True)).rstrip()
        for rij in [koppen, *rijen]
    ]
    return "\n".join([uit[0], regel, *uit[1:]])


def bewaar(regels: list[Regel], pad: Path, kop: dict) -> None:
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_text(json.dumps(kop | {"regels": [asdict(r) for r in regels]}, indent=1, ensure_ascii=False) + "\n")


def lees(pad: Path) -> list[Regel]:
    return [Regel(**regel) for regel in json.loads(pad.read_text())["regels"]]


def faalt(regels: list[Regel], klein: bool) -> list[Regel]:
    """The lines that make the run fail: all missed goals, or in a small run only the exact ones."""
    return [r for r in regels if r.gehaald is False and (r.hard or not klein)]
