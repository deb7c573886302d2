"""Every word counts: those of the rules' examples, those Convenor writes, and each by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dates.answers import Asked, Due, Moved, Plan, Wanted, describe
from bot.dates.chart.fold import fold
from bot.dates.meaning.choice import Frame
from bot.dates.meaning.moments import moment
from bot.dates.reading import read_weekday, read_when
from bot.dates.sentences.due import read_day, read_due
from bot.dates.sentences.find import read_span
from bot.dates.sentences.move import Planned, read_move
from bot.dates.sentences.schedule import read_plan
from bot.dates.sentences.shared import Typed
from bot.dates.tables.clauses import grammar
from bot.domain.wording import spell_day, spell_moment

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
"""A Tuesday."""
FRAME = Frame("Europe/London", NOW)
PLANNED = Planned(datetime(2027, 2, 2, 14, tzinfo=UTC), "Europe/London")
ZONES = (
    "Australia/Sydney", "Pacific/Fiji", "Asia/Seoul", "Europe/Paris", "Europe/Dublin",
    "Europe/Amsterdam", "Europe/Bratislava", "Europe/London", "Africa/Johannesburg",
    "Africa/Accra", "America/New_York", "America/Winnipeg", "America/Los_Angeles", "UTC",
)  # fmt: skip
"""Those of the sample network."""


EXAMPLES = sorted(set(grammar().examples))


@pytest.mark.parametrize(("kind", "says"), EXAMPLES, ids=[f"{k}: {s}" for k, s in EXAMPLES])
def test_an_example_is_a_phrase_of_its_kind(kind, says):
    """The engine finds it whole, from its first word to its last."""
    chart = Typed.of(says, "once", FRAME).sentence.chart
    first = chart.skip(0)
    ends = {end for end, _ in chart.at(kind, first)}
    assert any(not fold(says)[end:].strip(" )") for end in ends), (kind, says, ends)


moments = st.datetimes(datetime(2027, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))


@settings(deadline=None)
@given(at=moments, zone=st.sampled_from(ZONES), writer=st.sampled_from(ZONES))
def test_a_moment_that_convenor_wrote_is_read_as_it_was_meant(at, zone, writer):
    at = at.replace(second=0, microsecond=0)
    reading = moment(at, zone)
    assert spell_moment(at, zone) == describe(reading)
    for words in (spell_moment(at, zone), f"to {spell_moment(at, zone)}"):
        found = read_when(words, Frame(writer, NOW))
        assert found == reading
    plan = read_plan(f"Copied on {spell_moment(at, zone)}", Frame(writer, NOW))
    assert isinstance(plan, Plan)
    assert (plan.title, plan.when) == ("Copied", reading)
    moved = read_move(f"to {spell_moment(at, zone)}", Frame(writer, NOW), PLANNED)
    assert isinstance(moved, Moved)
    assert moved.reading == reading


@settings(deadline=None)
@given(days=st.integers(1, 1500), zone=st.sampled_from(ZONES))
def test_a_day_that_convenor_wrote_is_read_back(days, zone):
    day = (NOW + timedelta(days=days)).date()
    for words in (
        spell_day(day),
        f"Due {spell_day(day)}",
        f"{day:%b} {day.day}, {day.year}",
        f"{day:%A}, {day:%B} {day.day}th, {day.year}" if 3 < day.day < 21 else spell_day(day),
    ):
        found = read_day(words, Frame(zone, NOW))
        assert isinstance(found, Due), (words, found)
        assert found.day == day
    task = read_due(f"Draft it by {spell_day(day)}", Frame(zone, NOW))
    assert task == Due(day=day, title="Draft it")


SENTENCES = {
    "plan": [
        "Briefing a week on Tuesday at 10:00",
        "Plenary first Tuesday of February 2027 at 10:00",
        "Legal on 19 January 2027 14:00-15:00 for members",
        "Board on 5 Mar 2027 10am in Asia/Seoul for 90 minutes link https://meet.example.org/1",
        "Standing every 2 weeks on Tuesday 14:00 until 30 Jun 2027",
        "Open hour every 3 weeks on Monday rotating 09:00 and 21:00",
        "Board every Tuesday 14:00 until 31 Jan 2027 except 29 December",
        "Copied on Wednesday 9 December 2026, 14:00 (Europe/London, UTC+0)",
        "Deputies on 16 Mar 2027 at 10 in the morning",
    ],
    "due": [
        "Draft the summary by end of January",
        "Check the fines by COB Friday",
        "Share the data no later than 5 Jan 2027",
        "Find a speaker within two weeks",
        "Compare laws by a week on Friday",
        "Send the memo by 5 Feb 2027 at the latest",
    ],
    "move": [
        "to 18 Feb 10:00 for 90m",
        "to next week same time",
        "a week later",
        "an hour earlier",
        "by 30 minutes",
        "to the next day",
        "to 15 Feb 14:00 in Europe/Paris because of the holiday",
    ],
    "find": ["60m between 11 and 22 January for members", "1h30 in the next 3 weeks"],
}  # fmt: skip
READERS = {
    "plan": lambda text: read_plan(text, FRAME),
    "due": lambda text: read_due(text, FRAME),
    "move": lambda text: read_move(text, FRAME, PLANNED),
    "find": lambda text: read_span(text, FRAME),
}
CASES = [(kind, text) for kind, texts in SENTENCES.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), CASES, ids=[text for _, text in CASES])
def test_without_any_one_word_the_answer_changes_or_it_is_a_filler(kind, text):
    read = READERS[kind]
    whole = read(text)
    assert isinstance(whole, Plan | Due | Moved | Wanted), whole
    words = text.split()
    for index, word in enumerate(words):
        without = " ".join([*words[:index], *words[index + 1 :]])
        if read(without) == whole:
            assert word.lower().strip("(),") in FILLERS, (word, without)


FILLERS = frozenset(
    "the at on of for in a from to by no and between link week same latest cob 2026 2027 february "
    "wednesday europe/london utc+0".split()
)
"""Words that add nothing where they stand in these sentences."""


@settings(deadline=None)
@given(
    hour=st.integers(0, 23),
    minute=st.sampled_from([0, 15, 30]),
    days=st.integers(3, 400),
    zone=st.sampled_from(ZONES),
    own=st.sampled_from(ZONES),
    minutes=st.sampled_from([30, 60, 90]),
)
def test_a_move_never_changes_what_was_not_named(hour, minute, days, zone, own, minutes):
    at = (NOW + timedelta(days=days)).replace(hour=hour, minute=minute)
    planned, frame = Planned(at, zone), Frame(own, NOW)
    before = moment(at, zone)
    day = (NOW + timedelta(days=days + 7)).date()
    found = read_move(f"to {spell_day(day)}", frame, planned)
    if isinstance(found, Moved):
        assert (found.reading.wall.time(), found.reading.zone) == (before.wall.time(), zone)
        assert (found.reading.wall.date(), found.minutes, found.reason) == (day, None, None)
    found = read_move("to 15:45", frame, planned)
    if isinstance(found, Moved):
        assert found.reading.wall.date() == moment(at, own).wall.date()
        assert (f"{found.reading.wall:%H:%M}", found.minutes) == ("15:45", None)
    found = read_move(f"a week later for {minutes}m", frame, planned)
    if isinstance(found, Moved):
        assert found.reading.wall == before.wall + timedelta(days=7)
        assert found.minutes == minutes


@pytest.mark.parametrize(
    ("month", "day", "hour", "clocks"),
    [(3, 7, 7, "jump over it"), (10, 31, 5, "go back")],
    ids=["missing", "twice"],
)
def test_a_step_onto_a_clock_change_is_asked(month, day, hour, clocks):
    """The week after, 02:00 does not exist in New York; in autumn 01:00 comes twice."""
    planned = Planned(datetime(2027, month, day, hour, tzinfo=UTC), "America/New_York")
    found = read_move("a week later", Frame("Europe/London", NOW), planned)
    assert isinstance(found, Asked)
    assert clocks in found.words
    assert len(found.readings) == 2


def test_a_weekday_of_the_digest_is_read():
    assert read_weekday("every Tuesday at 16:30")[0] == 1


@pytest.mark.parametrize("word", ["Monday", "12 Dec", "09:00", "and", "every", "rotating 09:00"])
@pytest.mark.parametrize("many", [20, 240, 3_000])
def test_words_that_come_again_and_again_are_answered(word, many):
    text = f"{word} " * many
    for read in READERS.values():
        assert read(text) is not None
