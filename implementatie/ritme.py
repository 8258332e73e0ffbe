"""When an action is brought to mind: five working days before its end, on the day, and every week that it is late.

Pure functions of dates and the Dutch calendar. The name of a reminder is part of its key, so a clock that runs twice, late
or in two places still sends one message.
"""

from datetime import date, timedelta

from berichten.werkdagen import op_werkdag, plus_werkdagen

DAGEN_VOORAF = 5


def soort_op(eind: date, dag: date) -> str | None:
    """The newest reminder that is due on `dag`: "nadert", "einddag" or "laat-2024-W10"; None before the first."""
    if dag >= _eerste_te_laat(eind):
        jaar, week, _ = dag.isocalendar()
        return f"laat-{jaar}-W{week:02d}"
    if dag >= _einddag(eind):
        return "einddag"
    return "nadert" if dag >= plus_werkdagen(eind, -DAGEN_VOORAF) else None


def vanaf(eind: date, dag: date) -> date:
    """The first reminder on or after `dag`. There always is one: what is late stays late until it is done."""
    for moment in (plus_werkdagen(eind, -DAGEN_VOORAF), _einddag(eind), _eerste_te_laat(eind)):
        if moment >= dag:
            return moment
    deze_week = op_werkdag(dag - timedelta(days=dag.weekday()))
    return deze_week if deze_week >= dag else op_werkdag(_maandag_na(dag))


def na(eind: date, dag: date) -> date:
    """The first reminder after `dag`."""
    return vanaf(eind, dag + timedelta(days=1))


def _einddag(eind: date) -> date:
    """The last working day not after the end: a reminder on Sunday helps nobody."""
    return plus_werkdagen(eind + timedelta(days=1), -1)


def _eerste_te_laat(eind: date) -> date:
    return op_werkdag(_maandag_na(eind))


def _maandag_na(dag: date) -> date:
    return dag + timedelta(days=7 - dag.weekday())
