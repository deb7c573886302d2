"""Terms of chairs."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.audience import ChannelFacts
from bot.domain.group import (
    DEFAULT_REMINDERS,
    Appointments,
    BecamePublic,
    BecameUnreadable,
    PeopleCame,
    PeopleLeft,
    ReadableAgain,
    Term,
    Unreadable,
    changes_between,
    read_anew,
    same_facts,
)

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


NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
FACTS = ChannelFacts(
    channel_id="C1", name="technology", is_private=True, members=frozenset({"U1", "U2"})
)
FIRST = read_anew("C1", FACTS, None, NOW)
GONE = read_anew("C1", Unreadable("channel_not_found"), FIRST, LATER)


def changes(**changed):
    return changes_between(FIRST, read_anew("C1", replace(FACTS, **changed), FIRST, LATER))


def test_first_reading_is_no_change():
    assert changes_between(None, FIRST) == ()


def test_first_reading_that_fails_is_told_and_knows_nobody():
    found = read_anew("C1", Unreadable("not_in_channel"), None, NOW)
    assert changes_between(None, found) == (BecameUnreadable("not_in_channel"),)
    assert found.members == ()


def test_unreadable_channel_keeps_facts_of_the_last_reading():
    assert changes_between(FIRST, GONE) == (BecameUnreadable("channel_not_found"),)
    assert (GONE.members, GONE.read_at, GONE.unreadable_since) == (("U1", "U2"), NOW, LATER)


def test_still_unreadable_is_no_change_and_keeps_its_beginning():
    still = read_anew("C1", Unreadable("is_archived"), GONE, LATER + timedelta(days=1))
    assert changes_between(GONE, still) == ()
    assert (still.unreadable_since, still.why) == (LATER, "is_archived")


def test_readable_again_tells_what_happened_meanwhile():
    back = read_anew("C1", replace(FACTS, members=frozenset({"U1", "U3"})), GONE, LATER)
    assert changes_between(GONE, back) == (
        ReadableAgain(LATER),
        PeopleCame(frozenset({"U3"})),
        PeopleLeft(frozenset({"U2"})),
    )


def test_first_good_reading_after_none_brings_nobody():
    never = read_anew("C1", Unreadable("not_in_channel"), None, NOW)
    assert changes_between(never, FIRST) == (ReadableAgain(NOW),)


def test_private_channel_made_public_or_shared():
    assert changes(is_private=False) == (BecamePublic(),)
    assert changes(is_shared=True) == (BecamePublic(shared=True),)
    assert changes(name="tech") == ()


def test_same_facts_are_no_news_but_another_name_is():
    assert same_facts(FIRST, read_anew("C1", FACTS, FIRST, LATER))
    assert not same_facts(FIRST, read_anew("C1", replace(FACTS, name="tech"), FIRST, LATER))
    assert not same_facts(None, FIRST)
