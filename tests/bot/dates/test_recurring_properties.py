"""Series in text, whatever is typed: what is written is read back, and no word falls away."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.dates.answers import Asked, NotUnderstood, Plan, Recurring
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.schedule import read_plan
from bot.dates.tables.rhythm import phrase
from bot.domain.audience import Audience
from bot.domain.recurrence import Frequency, Rule, Series, Slot, occurrence
from bot.domain.recurrence_words import spell_rule
from tests.bot.dates.rhythms import rhythm_of

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
LATEST = NOW.date() + timedelta(days=5 * 365)
ZONES = ("Europe/London", "Europe/Dublin", "Asia/Seoul", "America/St_Johns", "Pacific/Fiji", "UTC")


def read(text, zone="Africa/Johannesburg"):
    found = read_plan(text, Frame(zone, NOW, "en-ZA"))
    return found.when if isinstance(found, Plan) else found


@st.composite
def series(draw):
    """Any series that the grammar can tell of: of two dates or more within five years."""
    first = NOW.date() + timedelta(days=draw(st.integers(2, 500)))
    frequency = draw(st.sampled_from(Frequency))
    nth, last = (first.day - 1) // 7 + 1, (first + timedelta(days=7)).month != first.month
    ordinals = [*([nth] if nth <= 4 else []), *([-1] if last else [])]
    by_weekday = frequency is Frequency.MONTHLY_BY_WEEKDAY
    rule = Rule(
        frequency=frequency,
        interval=draw(st.integers(1, 12)),
        ordinal=draw(st.sampled_from(ordinals)) if by_weekday else None,
    )
    dates = [d for d in islice(rule.dates(first), 40) if d < LATEST]
    assume(len(dates) > 2)
    end = draw(st.sampled_from(["", "until", "count"]))
    number = draw(st.integers(2, len(dates) - 1))
    if end == "count":
        rule = Rule(**fields(rule), count=number)
    elif end == "until":
        between = (dates[number] - dates[number - 1]).days
        days = draw(st.integers(0, between - 1))
        rule = Rule(**fields(rule), until=dates[number - 1] + timedelta(days=days))
    clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
    slots = draw(
        st.lists(
            st.builds(Slot, clock=clocks, zone=st.sampled_from(ZONES)),
            min_size=1,
            max_size=4,
            unique=True,
        )
    )
    return Series(
        id=1,
        group_id=1,
        title="X",
        first=first,
        rule=rule,
        slots=tuple(slots),
        minutes=60,
        audience=Audience.GROUP,
        created_by="U1",
        created_at=NOW,
    )


def fields(rule):
    return {name: getattr(rule, name) for name in ("frequency", "interval", "ordinal")}


@settings(deadline=None)
@given(series())
def test_what_is_spelled_is_read_back(known):
    found = read(f"X starting {known.first.isoformat()} {spell_rule(known)}")
    assert isinstance(found, Recurring), found
    assert (found.first, found.rule, found.slots) == (known.first, known.rule, known.slots)


@given(series())
def test_a_rhythm_is_read_back_with_the_first_date_that_fits(known):
    rhythm = rhythm_of(known.rule, known.first)
    found = read(f"X {phrase(rhythm)} at 14:00")
    assert isinstance(found, Recurring), found
    assert rhythm_of(found.rule, found.first) == rhythm
    earlier = (found.first - timedelta(days=n) for n in range(1, (found.first - NOW.date()).days))
    assert not any(rhythm.fits(day) for day in earlier), "no earlier date that is ahead fits"


TITLES = [
    "Age",
    "assurance",
    "and",
    "10",
    "What",
    "children",
    "need",
    "(2026)",
    "Q&A",
    "“why”",
    "を",
]


@given(
    series(),
    st.lists(st.sampled_from(TITLES), min_size=1, max_size=6),
    st.sampled_from(["front", "behind"]),
)
def test_no_word_of_a_title_falls_away(known, title, place):
    words = f"starting {known.first.isoformat()} {phrase(rhythm_of(known.rule, known.first))} 14:00"
    text = (
        f"{' '.join(title)} {words}" if place == "front" else f"{words} for 60m {' '.join(title)}"
    )
    found = read(text)
    if isinstance(found, NotUnderstood):
        return
    assert isinstance(found, Recurring), found
    assert read_plan(text, Frame("Africa/Johannesburg", NOW)).title.split() == title


VOCABULARY = (
    "every each 2 two second 2nd last first 5th 15th other weekly monthly biweekly day days week "
    "weeks month months year Tuesday Tuesdays Mon/Thu weekday on the of in at from starting until "
    "till to ending 30 Jun 8 Dec June 2027 2026-12-08 3/4 14:00 3 noon midnight 10 times for 10x "
    "rotating between 09:00 and , Europe/London IST London Age matters next tomorrow once a in "
    "turn (UTC)"
).split()


@given(st.lists(st.sampled_from(VOCABULARY), max_size=14))
def test_any_words_at_all(words):
    text = " ".join(words)
    found = read(text)
    if isinstance(found, Asked):
        assert found.words.endswith("?") or "can't tell" in found.words
        assert all(way.text != text for way in found.ways)
    if not isinstance(found, Recurring):
        return
    dates = list(islice(found.rule.dates(found.first), 2))
    assert dates[0] == found.first
    assert len(dates) == 2, "one date is no series"
    assert occurrence(found.first, found.slots[0]).starts_at > NOW
    assert 1 <= len(found.slots) <= 4


@given(st.text(max_size=80))
def test_any_text_at_all(text):
    for said in (text, f"{text} every {text}", f"X every Tuesday 14:00 {text}"):
        found = read(said)
        assert found is None or isinstance(found, Recurring | Asked | NotUnderstood)


def test_dates_of_a_series_are_what_they_were_said_to_be():
    """A year of the 2nd Tuesday, beside a count of our own."""
    found = read("X every month on the 2nd Tuesday 14:00 from 8 Dec until 30 Nov 2027")
    own = [
        day
        for n in range(365)
        if (day := date(2026, 12, 1) + timedelta(days=n)).weekday() == 1 and 8 <= day.day <= 14
    ]
    assert list(found.rule.dates(found.first)) == own
