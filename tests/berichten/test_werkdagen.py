"""Dutch working days: the two ways of counting agree, and the days that move every year are known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berichten.werkdagen import is_werkdag, op_werkdag, plus_werkdagen, werkdagen_tussen

DAGEN = st.dates(date(2015, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    "vrij",
    [
        date(2026, 1, 1),
        date(2026, 4, 6),  # tweede paasdag
        date(2026, 4, 27),  # Koningsdag
        date(2025, 4, 26),  # Koningsdag a day earlier: the 27th is a Sunday
        date(2026, 5, 14),  # Hemelvaart
        date(2026, 5, 25),  # tweede pinksterdag
        date(2026, 12, 25),
        date(2026, 9, 26),  # an ordinary Saturday
    ],
)
def test_vrije_dagen(vrij):
    assert not is_werkdag(vrij)


@pytest.mark.parametrize("werk", [date(2025, 4, 28), date(2026, 5, 15), date(2026, 12, 24), date(2026, 9, 24)])
def test_werkdagen(werk):
    assert is_werkdag(werk)


def test_rond_hemelvaart_en_koningsdag():
    assert plus_werkdagen(date(2026, 5, 13), 1) == date(2026, 5, 15)
    assert plus_werkdagen(date(2026, 4, 28), -1) == date(2026, 4, 24)
    assert op_werkdag(date(2026, 4, 25)) == date(2026, 4, 28)
    assert werkdagen_tussen(date(2026, 4, 24), date(2026, 4, 28)) == 1


@given(DAGEN, st.integers(-60, 60))
def test_optellen_en_tellen_zijn_het_eens(dag, aantal):
    begin = op_werkdag(dag)
    einde = plus_werkdagen(begin, aantal)
    assert is_werkdag(einde)
    assert werkdagen_tussen(begin, einde) == aantal
    assert plus_werkdagen(einde, -aantal) == begin


@given(DAGEN, st.integers(0, 90), st.integers(0, 90))
def test_tellen_kan_in_stukken(dag, eerst, daarna):
    midden, einde = dag + timedelta(days=eerst), dag + timedelta(days=eerst + daarna)
    assert werkdagen_tussen(dag, einde) == werkdagen_tussen(dag, midden) + werkdagen_tussen(midden, einde)
    assert werkdagen_tussen(einde, dag) == -werkdagen_tussen(dag, einde)
