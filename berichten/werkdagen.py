"""Dutch working days: Monday to Friday, without the official holidays (library `holidays`, offline)."""

from datetime import date, timedelta
from functools import lru_cache

import holidays


@lru_cache
def _feestdagen(jaar: int):
    return holidays.country_holidays("NL", years=jaar)


def is_werkdag(dag: date) -> bool:
    return dag.weekday() < 5 and dag not in _feestdagen(dag.year)


def plus_werkdagen(dag: date, aantal: int) -> date:
    """The day `aantal` working days after (or, when negative, before) `dag`."""
    richting = 1 if aantal >= 0 else -1
    while aantal:
        dag += timedelta(days=richting)
        if is_werkdag(dag):
            aantal -= richting
    return dag


def op_werkdag(dag: date) -> date:
    """`dag` itself, or the first working day after it."""
    while not is_werkdag(dag):
        dag += timedelta(days=1)
    return dag


def werkdagen_tussen(van: date, tot: date) -> int:
    """Working days after `van` up to and including `tot`; negative when `tot` lies before `van`."""
    if tot < van:
        return -werkdagen_tussen(tot, van)
    return sum(is_werkdag(van + timedelta(days=n)) for n in range(1, (tot - van).days + 1))
