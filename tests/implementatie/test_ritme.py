"""When an action is brought to mind, in Dutch working days."""

from datetime import date, timedelta

import pytest

from berichten.werkdagen import is_werkdag
from implementatie import ritme

WOENSDAG = date(2024, 3, 13)


@pytest.mark.parametrize(
    ("dag", "soort"),
    [
        (date(2024, 3, 5), None),
        (date(2024, 3, 6), "nadert"),
        (date(2024, 3, 12), "nadert"),
        (date(2024, 3, 13), "einddag"),
        (date(2024, 3, 15), "einddag"),
        (date(2024, 3, 18), "laat-2024-W12"),
        (date(2024, 3, 24), "laat-2024-W12"),
        (date(2024, 3, 25), "laat-2024-W13"),
    ],
)
def test_soort(dag, soort):
    assert ritme.soort_op(WOENSDAG, dag) == soort


def test_een_einddatum_in_het_weekend_wordt_op_vrijdag_genoemd():
    zondag = date(2024, 3, 17)
    assert ritme.soort_op(zondag, date(2024, 3, 15)) == "einddag"
    assert ritme.soort_op(zondag, date(2024, 3, 18)) == "laat-2024-W12"


def test_elk_volgend_moment_is_een_werkdag_later_en_met_een_nieuwe_naam():
    for verschuiving in range(30):  # around Easter, with Good Friday worked and Easter Monday free
        eind = date(2024, 3, 10) + timedelta(days=verschuiving)
        dag, gezien = ritme.vanaf(eind, eind - timedelta(days=40)), []
        for _ in range(8):
            assert is_werkdag(dag)
            gezien.append(ritme.soort_op(eind, dag))
            volgende = ritme.na(eind, dag)
            assert volgende > dag
            dag = volgende
        assert len(set(gezien)) == len(gezien)
        assert gezien[:2] == ["nadert", "einddag"]
