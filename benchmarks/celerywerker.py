"""Starting and killing the worker as a whole: one process group of its own."""

import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path

BASIS = Path(__file__).resolve().parent.parent


PR_SET_PDEATHSIG = 1


def _sterf_mee() -> None:
    """A measurement that is stopped half-way leaves no worker behind that would take the next one's jobs."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Werker:
    """The worker with the clock inside, on the broker of `redis` (an address) or the built-in one (empty)."""

    def __init__(self, redis: str = "", klok: bool = True, **omgeving):
        self.omgeving = os.environ | omgeving
        self.omgeving.pop("REDIS_URL", None)
        # As `make run` and docker-compose start it: threads with the built-in broker, processes with Redis.
        vorm = ["--concurrency", "2"] if redis else ["-P", "threads", "-c", "2"]
        if redis:
            self.omgeving["REDIS_URL"] = redis
        self.opdracht = [
            sys.executable, "-m", "celery", "-A", "benchmarks.werker", "worker", *(["-B"] if klok else []), *vorm,
            "--loglevel", "critical", "--without-gossip", "--without-mingle",
        ]  # fmt: skip
        self.proces = None

    def start(self) -> None:
        self.proces = subprocess.Popen(
            self.opdracht,
            cwd=BASIS,
            env=self.omgeving,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def dood(self) -> None:
        """kill -9 for the worker, its processes and its clock at once, as when the machine stops."""
        if self.proces:
            os.killpg(self.proces.pid, signal.SIGKILL)
            self.proces.wait()
            self.proces = None

    def leeft(self) -> bool:
        return self.proces is not None and self.proces.poll() is None
