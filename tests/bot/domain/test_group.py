"""Terms of chairs."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.group import DEFAULT_REMINDERS, Appointments, Term

DAY = date(2026, 12, 7)

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
terms = st.builds(
    Term,
    user_id=st.sampled_from(["U1", "U2", "U3"]),
    starts_on=days,
    ends_on=st.none() | days,
)


def test_a_week_a_day_and_an_hour():
    assert [timedelta(minutes=m) for m in DEFAULT_REMINDERS] == [
        timedelta(weeks=1),
        timedelta(days=1),
        timedelta(hours=1),
    ]


def test_a_term_covers_both_its_days():
    term = Term(user_id="U1", starts_on=DAY, ends_on=DAY + timedelta(days=1))
    covered = [d for d in range(-1, 4) if term.covers(DAY + timedelta(days=d))]
    assert covered == [0, 1]


def test_an_open_term_has_no_end():
    assert Term(user_id="U1", starts_on=DAY).covers(date(2099, 1, 1))


@given(st.lists(terms), days)
def test_the_chairs_of_a_day_are_those_whose_term_covers_it_each_once(held, day):
    chairs = Appointments(terms=tuple(held)).chairs_on(day)
    assert len(chairs) == len(set(chairs))
    assert set(chairs) == {term.user_id for term in held if term.covers(day)}


def test_chairs_stand_in_order_of_their_start():
    later = Term(user_id="U1", starts_on=DAY)
    earlier = Term(user_id="U2", starts_on=DAY - timedelta(days=9))
    again = Term(user_id="U2", starts_on=DAY - timedelta(days=3))
    assert Appointments(terms=(later, again, earlier)).chairs_on(DAY) == ("U2", "U1")
    assert Appointments().chairs_on(DAY) == ()
