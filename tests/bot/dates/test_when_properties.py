"""What must hold for any date in any zone, and for any text at all."""

from datetime import UTC, datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.dates.answers import Asked, Due, NotUnderstood, Plan, Reading
from bot.dates.chart.fold import KEEP
from bot.dates.meaning.choice import Frame
from bot.dates.reading import read_when
from bot.dates.sentences.due import read_due
from bot.dates.sentences.schedule import read_plan
from bot.dates.sentences.shared import Typed
from bot.domain import zones

ZONES = (
    "Australia/Sydney", "Pacific/Fiji", "Asia/Seoul", "Europe/Paris", "Europe/Dublin",
    "Europe/Amsterdam", "Europe/Bratislava", "Europe/London", "Africa/Johannesburg",
    "Africa/Accra", "America/New_York", "America/Winnipeg", "America/Los_Angeles",
)  # fmt: skip
MARKERS = ("on", "by", "at", "in", "from", "due")
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
MONTHS_IN_FULL = (
    "January February March April May June July August September October November December".split()
)
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def english(day):
    return f"{day.day} {MONTHS[day.month - 1]}"


def ordinal(number):
    last = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number not in (11, 12, 13) else 0, "th")
    return f"{number}{last}"


FULL_DATES = (
    lambda d: f"{english(d)} {d.year}",
    lambda d: f"{d.day} {MONTHS_IN_FULL[d.month - 1]}, {d.year}",
    lambda d: f"{MONTHS[d.month - 1]} {d.day} {d.year}",
    lambda d: f"{MONTHS_IN_FULL[d.month - 1].upper()} {ordinal(d.day)}, {d.year}",
    lambda d: f"the {ordinal(d.day)} of {MONTHS_IN_FULL[d.month - 1]} {d.year}",
    lambda d: f"{d:%Y-%m-%d}",
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.day}-{MONTHS[d.month - 1]}-{d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()]}, {english(d)} {d.year}",
    lambda d: f"{d:%d/%m/%Y}" if d.day > 12 else f"{d:%Y-%m-%d}",
)
SHORT_DATES = (
    english,
    lambda d: f"{MONTHS_IN_FULL[d.month - 1]} {ordinal(d.day)}",
    lambda d: f"{WEEKDAYS[d.weekday()][:3]} {english(d)}",
)


def twelve(t, form):
    return form.format(h=(t.hour - 1) % 12 + 1, m=t.minute, x="a" if t.hour < 12 else "p")


def hour_of(t):
    """Two digits from one to six: "2:30" may be meant for the afternoon."""
    return f"{t.hour:02}" if 0 < t.hour < 7 else f"{t.hour}"


TIMES = (
    lambda t: f"{t:%H:%M}",
    lambda t: f"at {hour_of(t)}:{t:%M}",
    lambda t: f"{hour_of(t)}.{t:%M}",
    lambda t: f"{t.hour}h{t:%M}",
    lambda t: f"{t:%H:%M}:00",
)
TWELVE_HOUR_TIMES = (
    lambda t: twelve(t, "{h}:{m:02}{x}m"),
    lambda t: twelve(t, "at {h}:{m:02} {x}.m."),
    lambda t: twelve(t, "{h}.{m:02} {x}m"),
)

moments = st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2028-12-31"))
minutes_ahead = st.integers(1, 4 * 365 * 24 * 60)
keys = st.sampled_from(ZONES)


def texts(wall, date_form, time_form, time_first):
    parts = [date_form(wall), time_form(wall)]
    return " ".join(reversed(parts) if time_first else parts)


def midnight_in_twelve_hours(wall, form):
    return form in TWELVE_HOUR_TIMES and (wall.hour, wall.minute) == (0, 0)


def check(answer, wall, key, now):
    """`answer` is this wall time, or asks about its clock change."""
    expected = [at for at in zones.instants(wall, key) if at > now]
    if len(expected) == 1 and not zones.is_missing(wall, key):
        assert isinstance(answer, Reading), answer
        assert answer == Reading(expected[0], wall, key, has_time=True)
    else:
        assert isinstance(answer, Asked), answer
        assert [reading.at for reading in answer.readings] == expected


@given(
    now=moments,
    ahead=minutes_ahead,
    key=keys,
    date_form=st.sampled_from(FULL_DATES),
    time_form=st.sampled_from(TIMES + TWELVE_HOUR_TIMES),
    time_first=st.booleans(),
)
def test_a_written_date_is_read_back(now, ahead, key, date_form, time_form, time_first):
    now = now.replace(tzinfo=UTC)
    wall = zones.to_wall(now + timedelta(minutes=ahead), key).replace(second=0, microsecond=0)
    if not any(at > now for at in zones.instants(wall, key)):
        return
    if midnight_in_twelve_hours(wall, time_form):
        wall = wall.replace(minute=1)
    text = texts(wall, date_form, time_form, time_first)
    check(read_when(text, Frame(key, now)), wall, key, now)
    named = f"{text} {key}"
    check(read_when(named, Frame("Asia/Seoul", now)), wall, key, now)


@given(
    now=moments,
    ahead=st.integers(24 * 60, 300 * 24 * 60),
    key=keys,
    date_form=st.sampled_from(SHORT_DATES),
    time_form=st.sampled_from(TIMES),
    time_first=st.booleans(),
)
def test_a_date_without_its_year_is_the_next(now, ahead, key, date_form, time_form, time_first):
    now = now.replace(tzinfo=UTC)
    wall = zones.to_wall(now + timedelta(minutes=ahead), key).replace(second=0, microsecond=0)
    text = texts(wall, date_form, time_form, time_first)
    check(read_when(text, Frame(key, now)), wall, key, now)


@given(now=moments, ahead=minutes_ahead, key=keys, date_form=st.sampled_from(FULL_DATES))
def test_a_written_day_is_read_back(now, ahead, key, date_form):
    now = now.replace(tzinfo=UTC)
    day = zones.to_wall(now + timedelta(minutes=ahead), key).date()
    answer = read_when(date_form(day), Frame(key, now, time_needed=False))
    assert isinstance(answer, Reading)
    assert (answer.wall.date(), answer.has_time) == (day, False)
    assert answer.at == zones.start_of_day(day, key)


@given(now=moments, days=st.integers(1, 300), key=keys, hour=st.integers(0, 23))
def test_relative_words_count_local_days(now, days, key, hour):
    now = now.replace(tzinfo=UTC)
    today = zones.to_wall(now, key).date()
    wall = datetime.combine(today + timedelta(days=days), datetime.min.time()).replace(hour=hour)
    said = read_when(f"in {days} days {hour:02}:00", Frame(key, now))
    check(said, wall, key, now)
    if days < 7:
        named = WEEKDAYS[wall.weekday()]
        said = read_when(f"{named} {hour:02}:00", Frame(key, now))
        check(said, wall, key, now)


@given(now=moments, hours=st.integers(1, 2000), key=keys)
def test_hours_are_exact(now, hours, key):
    now = now.replace(tzinfo=UTC)
    answer = read_when(f"in {hours} hours", Frame(key, now))
    assert isinstance(answer, Reading)
    assert timedelta(0) <= now + timedelta(hours=hours) - answer.at < timedelta(minutes=1)


@given(now=moments, ahead=minutes_ahead, key=keys)
def test_what_is_past_is_never_accepted(now, ahead, key):
    now = now.replace(tzinfo=UTC)
    wall = zones.to_wall(now - timedelta(minutes=ahead, hours=3), key)
    answer = read_when(f"{wall:%Y-%m-%d %H:%M}", Frame(key, now))
    assert isinstance(answer, NotUnderstood)
    assert "in the past" in answer.words


@given(now=moments, first=st.integers(1, 12), second=st.integers(1, 12), key=keys)
def test_two_orders_are_two_readings(now, first, second, key):
    now = now.replace(tzinfo=UTC)
    year = now.year + 2
    text = f"{first:02}/{second:02}/{year}"
    answer = read_when(text, Frame(key, now, time_needed=False))
    both = {(first, second), (second, first)}
    readings = [answer] if isinstance(answer, Reading) else answer.readings
    assert {(r.wall.day, r.wall.month) for r in readings} == both
    assert isinstance(answer, Reading) == (first == second)


WORDS = (
    *MARKERS, *MONTHS, *WEEKDAYS, *MONTHS_IN_FULL, "the", "of", "next", "this", "last", "week",
    "month", "today", "tomorrow", "yesterday", "day", "after", "days", "hours", "weeks", "half",
    "an", "hour", "12", "2", "31", "2026", "2027", "12th", "3/4", "12/12/2026", "3/4/27",
    "2026-12-12", "2026-12-12T14:00", "2026-12-12T14:00+02:00", "14:00", "25:00", "14.30", "14h30",
    "2pm", "13pm", "pm", "p.m.", "noon", "midnight", "24:00", "14:00-15:00", "-", "–", ",", ".",
    "@", "(", "for", "60m", "every", "until", "to", "UTC", "Z", "IST", "CST", "Europe/Dublin",
    "Europe/Dubln", "America/New", "York", "Dublin", "+02:00", "report", "Article", "CSAM", "é",
    "<@U1|liam>", "“Friday”", "１２", "\u200b", "in,", "on.", "99999999999", "asap", "end",
)  # fmt: skip
sentences = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
anything = st.one_of(st.text(max_size=80), sentences)
NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)


PLAIN = str.maketrans({KEEP: None})


def check_any(answer, time_needed):
    if isinstance(answer, NotUnderstood):
        assert answer.words
        return
    readings = [answer] if isinstance(answer, Reading) else answer.readings
    assert len(set(readings)) == len(readings) <= 40
    for reading in readings:
        today = zones.to_wall(NOW, reading.zone).date()
        assert reading.at > NOW if reading.has_time else reading.wall.date() >= today
        assert reading.at <= NOW.replace(year=NOW.year + 5)
        assert reading.has_time or not time_needed
        if reading.has_time:
            assert zones.to_wall(reading.at, reading.zone) == reading.wall
    if isinstance(answer, Asked):
        assert answer.words
        assert answer.ways


def shared_out(text, kind):
    """The words of the clauses and of the title, in their order."""
    typed = Typed.of(text, kind, Frame("UTC", NOW))
    taken = [(c.first, c.last) for c in typed.cover.clauses]
    marks = [(n, n + 1) for n in range(len(typed.sentence.words)) if typed.sentence.is_mark(n)]
    places = sorted({n for a, b in [*taken, *typed.blocks(), *marks] for n in range(a, b)})
    assert sum(b - a for a, b in taken) == len({n for a, b in taken for n in range(a, b)})
    assert places == list(range(len(typed.sentence.words)))


@settings(max_examples=400)
@given(text=anything, key=keys, time_needed=st.booleans())
@example(text="on 12 Dec 14:00 in", key="Europe/London", time_needed=True)
@example(text="İ/ on 12 Dec Europe/İ", key="Europe/London", time_needed=True)
def test_no_text_raises_and_no_word_is_lost(text, key, time_needed):
    check_any(read_when(text, Frame(key, NOW, time_needed=time_needed)), time_needed)
    for kind in ("once", "schedule", "due", "move", "find", "whole", "weekly"):
        shared_out(text, kind)
    found = read_plan(text, Frame(key, NOW))
    if isinstance(found, Plan):
        words = text.translate(PLAIN).split()
        assert all(word in words for word in found.title.split())


TITLE_WORDS = (
    "May", "March", "Dec", "Friday", "2025", "28", "3/4", "12", "2pm", "Article", "Review", "of",
    "age", "minors", "CSAM", "Sun", "Sat", "noon", "12th", "UTC", "Seoul", "the", "and", "second",
)  # fmt: skip


@given(
    words=st.lists(st.sampled_from(TITLE_WORDS), max_size=8),
    last=st.sampled_from(["report", "test", "CSAM", "law", "madness"]),
)
def test_no_date_is_found_in_a_title_without_a_marker(words, last):
    text = " ".join([*words, last])
    assert not isinstance(read_plan(text, Frame("UTC", NOW)), Plan)
    found = read_due(text, Frame("UTC", NOW))
    assert not isinstance(found, Due) or found == Due(day=None, title=text)


@given(
    title=st.lists(st.sampled_from(TITLE_WORDS), min_size=1, max_size=6),
    ahead=minutes_ahead,
    key=keys,
    form=st.sampled_from(FULL_DATES),
    time_form=st.sampled_from(TIMES),
)
def test_a_marked_date_leaves_the_title_alone(title, ahead, key, form, time_form):
    wall = zones.to_wall(NOW + timedelta(minutes=ahead), key).replace(second=0, microsecond=0)
    date = f"{form(wall)} {time_form(wall)}"
    alone = read_when(date, Frame(key, NOW))
    text = f"{' '.join(title)} on {date} for 60m"
    found = read_plan(text, Frame(key, NOW))
    if isinstance(alone, NotUnderstood):
        assert isinstance(found, NotUnderstood)
    elif isinstance(found, Plan):  # else a word of the title is asked about
        assert isinstance(alone, Reading)
        assert (found.title, found.minutes) == (" ".join(title), 60)
        assert found.when == alone
