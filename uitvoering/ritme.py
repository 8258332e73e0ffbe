"""When an evaluation moment is brought to mind: ten working days before, two before, on the day, and once after.

Pure functions of dates and the Dutch calendar; see implementatie/ritme.py for actions.
"""

from datetime import date, timedelta

from berichten.werkdagen import plus_werkdagen


def _momenten(datum: date) -> tuple[tuple[date, str], ...]:
    return (
        (plus_werkdagen(datum, -10), "tien-dagen"),
        (plus_werkdagen(datum, -2), "twee-dagen"),
        (plus_werkdagen(datum + timedelta(days=1), -1), "de-dag"),
        (plus_werkdagen(datum, 1), "erna"),
    )


def soort_op(datum: date, dag: date) -> str | None:
    """The newest reminder that is due on `dag`; None before the first. Older ones that were missed are not sent any more."""
    return next((soort for moment, soort in reversed(_momenten(datum)) if moment <= dag), None)


def vanaf(datum: date, dag: date) -> date | None:
    """The first reminder on or after `dag`; None when nothing remains."""
    return next((moment for moment, _ in _momenten(datum) if moment >= dag), None)


def na(datum: date, dag: date) -> date | None:
    return vanaf(datum, dag + timedelta(days=1))
