"""Every clock change of 2026 and 2027 in the zones of the network is asked back."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.dates.answers import Asked, NotUnderstood, Reading
from bot.dates.meaning.choice import Frame
from bot.dates.reading import read_when
from bot.dates.sentences.schedule import read_plan

NOW = datetime(2025, 12, 31, 12, tzinfo=UTC)
CHANGING = (
    "Australia/Sydney", "Europe/Paris", "Europe/Dublin", "Europe/Amsterdam", "Europe/Bratislava",
    "Europe/London", "America/New_York", "America/Winnipeg", "America/Los_Angeles",
)  # fmt: skip
STEADY = ("Pacific/Fiji", "Asia/Seoul", "Africa/Johannesburg", "Africa/Accra", "UTC")


def changes(key):
    """(instant, offset before, offset after) for every change, by the day and then the hour."""
    rules = ZoneInfo(key)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for n in range(2 * 365):
        hours = [start + timedelta(days=n, hours=hour) for hour in range(25)]
        if hours[0].astimezone(rules).utcoffset() == hours[-1].astimezone(rules).utcoffset():
            continue
        offsets = [(at, at.astimezone(rules).utcoffset()) for at in hours]
        for (_, before), (at, after) in pairwise(offsets):
            if before != after:
                yield at, before, after


CHANGES = [(key, *change) for key in CHANGING for change in changes(key)]


def naive(at, offset):
    return (at + offset).replace(tzinfo=None)


def test_the_zones_change_as_expected():
    assert len(CHANGES) == len(CHANGING) * 4
    assert not any(list(changes(key)) for key in STEADY)


@pytest.mark.parametrize(("key", "at", "before", "after"), CHANGES)
def test_a_change_is_asked_back(key, at, before, after):
    shift = after - before
    middle = naive(at, before) + shift / 2 if shift > timedelta(0) else naive(at, after) - shift / 2
    asked = read_when(f"{middle:%Y-%m-%d %H:%M}", Frame(key, NOW))
    assert isinstance(asked, Asked)
    assert {r.at for r in asked.readings} == {
        (middle - offset).replace(tzinfo=UTC) for offset in (before, after)
    }
    assert key in asked.words
    if shift > timedelta(0):
        assert "does not exist" in asked.words
        assert [r.wall - middle for r in asked.readings] == [-shift, shift]
    else:
        assert "comes twice" in asked.words
        assert [r.wall for r in asked.readings] == [middle, middle]
        assert asked.readings[0].at < asked.readings[1].at


@pytest.mark.parametrize(("key", "at", "before", "after"), CHANGES)
def test_around_a_change_there_is_no_question(key, at, before, after):
    first, last = sorted((naive(at, before), naive(at, after)))
    for wall, offset in ((first - timedelta(minutes=1), before), (last, after)):
        if after < before and wall == last:
            continue
        found = read_when(f"{wall:%d %B %Y at %H:%M}", Frame(key, NOW))
        assert isinstance(found, Reading)
        assert found.at == (wall - offset).replace(tzinfo=UTC)
    found = read_when(f"{last:%d %B %Y}", Frame(key, NOW, time_needed=False))
    assert isinstance(found, Reading)
    assert found.at == datetime(last.year, last.month, last.day, tzinfo=ZoneInfo(key)).astimezone(
        UTC
    )


@pytest.mark.parametrize(("key", "at", "before", "after"), CHANGES)
def test_the_same_inside_a_sentence_and_for_a_named_zone(key, at, before, after):
    middle = min(naive(at, before), naive(at, after)) + timedelta(minutes=20)
    text = f"Roundtable on {middle:%d %b %Y %H:%M} for 60m in {key}"
    asked = read_plan(text, Frame("Asia/Seoul", NOW))
    assert isinstance(asked, Asked)
    assert {r.zone for r in asked.readings} == {key}
    assert all(way.text.startswith("Roundtable on 20") for way in asked.ways)
    assert all(way.text.endswith(" for 60m") for way in asked.ways)


def test_when_one_of_two_is_past_the_other_is_meant():
    between = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)  # 01:45, for the first time
    found = read_when("today 01:30", Frame("Europe/London", between))
    assert isinstance(found, Reading)
    assert found.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_time_left_out_is_never_moved_without_asking():
    just_before = datetime(2026, 3, 29, 0, 45, tzinfo=UTC)
    asked = read_when("today 01:30", Frame("Europe/London", just_before))
    assert isinstance(asked, Asked)
    assert [r.wall for r in asked.readings] == [datetime.fromisoformat("2026-03-29 02:30")]
    assert "01:30 on Sunday 29 March 2026 does not exist in Europe/London" in asked.words


def test_clocks_that_each_count_from_another_s_day_are_refused_in_words():
    text = "Forum 9am next day London / 10am day after Paris"
    found = read_plan(text, Frame("Europe/London", NOW))
    assert isinstance(found, NotUnderstood)
    assert "not the same moment" in found.words
