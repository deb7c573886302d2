"""Typed words to move, cancel and show: what is understood, asked back, and refused."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from bot.dates.answers import Asked
from bot.dates.meaning.choice import Frame
from bot.domain.errors import NotFound, Refusal
from handlers.slack.features.dialogues.parsing import (
    NoDate,
    read_alone,
    read_cancel,
    read_move,
    read_schedule,
)

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday."""
DUBLIN = Frame(zone="Europe/Dublin", now=NOW, locale="en-IE")
SEOUL = Frame(zone="Asia/Seoul", now=NOW, locale="ko-KR")
START = datetime(2026, 12, 12, 14, 0, tzinfo=UTC)


def moved(text, writer=DUBLIN):
    planned = SimpleNamespace(starts_at=START, zone="Europe/Dublin", minutes=60)
    return read_move(text, writer, lambda number: planned)


def refused(text, kind=Refusal, reader=read_schedule, writer=DUBLIN):
    with pytest.raises(kind) as error:
        reader(text, writer) if writer else reader(text)
    return error.value.words


@pytest.mark.parametrize(
    "text",
    [
        "D12 to 12 Dec 2026 14:00",
        "d12 12 Dec 2026 14:00",
        "D 12 to 12 Dec 2026 14:00 in Europe/Dublin",
        "D012 to 2026-12-12 14:00 UTC",
    ],
)
def test_a_move_is_read(text):
    found = moved(text)
    assert (found.number, found.starts_at) == (12, START)


def test_a_move_is_read_in_the_movers_zone():
    found = moved("D12 to 12 Dec 2026 23:00", SEOUL)
    assert (found.starts_at, found.zone) == (START, "Asia/Seoul")


@pytest.mark.parametrize("text", ["D12", "d12 to", " D12 "])
def test_a_move_to_nowhere_says_what_is_missing(text):
    words = refused(text, NoDate, moved)
    assert words == (
        "Please say to which day and time D12 moves, for example: "
        "/dialogue move D12 to 13 Dec 15:00"
    )


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "Please say which dialogue"),
        ("D12 to 13 Dec 15:00 or later", "but not “or later”"),
        ("D12 to yesterday 10:00", "in the past"),
        ("D12 to someday", "I can't read “to someday” as a date"),
    ],
)
def test_a_move_that_cannot_be_read(text, part):
    assert part in refused(text, reader=moved)


def test_a_move_to_an_unclear_day_is_asked_back():
    found = moved("D12 to 3/4 15:00")
    assert isinstance(found, Asked)
    assert [way.text for way in found.ways] == [
        "D12 to 2027-04-03T15:00+01:00[Europe/Dublin]",
        "D12 to 2027-03-04T15:00+00:00[Europe/Dublin]",
    ]


@pytest.mark.parametrize("text", ["A12 to 13 Dec 15:00", "the first one", "12", "D"])
def test_what_is_no_reference_is_not_found(text):
    words = refused(text, NotFound, moved)
    assert words == f"“{text.split()[0]}” is not a reference such as D12."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("D12", None),
        ("D12 because the report is late", "the report is late"),
        ("d12 Because: the report\nis late", "the report\nis late"),
        ("D12 because", ""),
        ("D12, thanks!", None),
    ],
)
def test_a_cancellation_is_read(text, reason):
    found = read_cancel(text)
    assert (found.number, found.reason) == (12, reason)


def test_words_without_because_are_not_dropped():
    words = refused("D12 the report is late", reader=read_cancel, writer=None)
    assert words == (
        "Please put “because” before the reason, for example: "
        "/dialogue cancel D12 because the report is late"
    )
    words = refused("D12 and later – chair ill", reader=read_cancel, writer=None)
    assert words.endswith("/dialogue cancel D12 and later because chair ill")


def test_a_reference_alone():
    assert read_alone(" d12 ", "show") == 12
    with pytest.raises(Refusal) as error:
        read_alone("D12 please", "show")
    assert error.value.words == (
        "I don't know what “please” means there. "
        "Please give the reference alone: /dialogue show D12"
    )
