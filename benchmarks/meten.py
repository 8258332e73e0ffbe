"""Measuring in one process: shuffled rounds, a clean heap before every call, ratios per round."""

import gc
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

KORT = 0.2  # seconds


@dataclass(frozen=True)
class Geval:
    """One thing to measure. `voor` prepares outside the clock; `klopt` raises when the answer of a call is wrong."""

    doe: Callable
    klopt: Callable = lambda antwoord: None
    voor: Callable = lambda: None
    keer: int = 1  # calls per measurement, for work of less than a millisecond


def meet(gevallen: dict[str, Geval], rondes: int, warm: int = 2, zaad: int = 7) -> dict[str, list[float]]:
    """Seconds per call, per case and round. Every round runs all cases in another order, so that a busy moment hits all."""
    schud, namen = random.Random(zaad), list(gevallen)
    tijden: dict[str, list[float]] = {naam: [] for naam in namen}
    for ronde in range(-warm, rondes):
        schud.shuffle(namen)
        for naam in namen:
            duur = min(_klok(gevallen[naam]))
            if ronde >= 0:
                tijden[naam].append(duur)
            elif ronde == -1:
                gc.freeze()  # what lives by now is not looked through again before every call
    gc.unfreeze()
    return tijden


def _klok(geval: Geval):
    """Short work is timed three times and the shortest counts: the others say more about what else ran on this machine."""
    for _ in range(3):
        geval.voor()
        gc.collect()
        begin = time.perf_counter()
        for _ in range(geval.keer):
            antwoord = geval.doe()
        duur = (time.perf_counter() - begin) / geval.keer
        geval.klopt(antwoord)
        yield duur
        if duur * geval.keer > KORT:
            return


@dataclass(frozen=True)
class Verhouding:
    """Median of the ratios per round, with the 95 % bootstrap interval of that median."""

    mediaan: float
    laag: float
    hoog: float

    def __str__(self):
        cijfers = 2 if self.mediaan < 10 else 1 if self.mediaan < 100 else 0
        return f"{self.mediaan:.{cijfers}f} [{self.laag:.{cijfers}f}–{self.hoog:.{cijfers}f}]"


def verhouding(teller: list[float], noemer: list[float], trekkingen: int = 2000) -> Verhouding:
    """Ratio of two cases of the same rounds."""
    paren = [t / n for t, n in zip(teller, noemer, strict=True)]
    loting = random.Random(11)
    medianen = sorted(statistics.median(loting.choices(paren, k=len(paren))) for _ in range(trekkingen))
    return Verhouding(statistics.median(paren), medianen[int(trekkingen * 0.025)], medianen[int(trekkingen * 0.975)])


def som(*reeksen: list[float], min_: list[float]) -> list[float]:
    """Round by round: the sum of these cases minus what was counted twice."""
    return [sum(waarden) - af for *waarden, af in zip(*reeksen, min_, strict=True)]


def tijd(reeks: list[float]) -> str:
    """The median in words: 4,31 ms."""
    mediaan = statistics.median(reeks)
    if mediaan >= 1:
        return f"{mediaan:.2f} s"
    if mediaan >= 0.001:
        return f"{mediaan * 1e3:.2f} ms"
    return f"{mediaan * 1e6:.1f} µs"
