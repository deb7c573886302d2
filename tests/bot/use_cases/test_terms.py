"""How long a term lasts, and which one runs."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.group import Appointments, Term
from bot.use_cases.terms import a_year_after, running_term

days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
terms = st.builds(Term, user_id=st.just("U1"), starts_on=days, ends_on=st.none() | days)


def test_a_year_after_a_leap_day():
    assert a_year_after(date(2028, 2, 29)) == date(2029, 2, 28)
    assert a_year_after(date(2027, 2, 28)) == date(2028, 2, 28)


@given(days)
def test_a_year_is_365_or_366_days(day):
    assert a_year_after(day) - day in (timedelta(days=365), timedelta(days=366))


@given(st.lists(terms, max_size=5), days)
def test_the_running_term_covers_the_day_and_lasts_longest(held, day):
    appointments = Appointments(terms=tuple(held))
    found = running_term(appointments, "U1", day)
    covering = [t for t in held if t.covers(day)]
    if found is None:
        assert not covering
    else:
        assert found in covering
        assert found.ends_on is None or all(t.ends_on is not None for t in covering)
        assert all(found.ends_on is None or t.ends_on <= found.ends_on for t in covering)
    assert running_term(appointments, "U2", day) is None
