"""The one clock of the house.

A case file is played on its own dates, so nothing asks Django or the system for the time: it asks here.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta

from django.utils import timezone

_stand: ContextVar[datetime | None] = ContextVar("klok", default=None)


def nu() -> datetime:
    """This moment, aware; inside `op_datum` a moment on that day."""
    return _stand.get() or timezone.now()


def vandaag() -> date:
    """Today in Europe/Amsterdam."""
    return timezone.localdate(nu())


@contextmanager
def op_datum(dag: date, tijdstip: time = time(9, 0)):
    """Everything inside happens on `dag` (each reading a second later, so that order in the log stays visible)."""
    merk = _stand.set(timezone.make_aware(datetime.combine(dag, tijdstip)))
    try:
        yield
    finally:
        _stand.reset(merk)


def tik():
    """Let a played clock move one second on; the real clock does so by itself."""
    if (stand := _stand.get()) is not None:
        _stand.set(stand + timedelta(seconds=1))
