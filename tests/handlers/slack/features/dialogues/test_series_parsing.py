"""Typed words to series: the clauses beside the rhythm, and how far a change is said to reach."""

from datetime import UTC, date, datetime, time
from types import SimpleNamespace

import pytest

from bot.dates.answers import Asked
from bot.dates.meaning.choice import Frame
from bot.domain.audience import Audience
from bot.domain.errors import Refusal
from bot.domain.recurrence import Frequency, Rule, Slot
from bot.use_cases.dialogues.cancel import CancelDialogue
from bot.use_cases.dialogues.move import MoveDialogue
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.series.schedule import ScheduleSeries
from handlers.slack.features.dialogues.parsing import (
    SCOPE_WORDS,
    read_cancel,
    read_edit,
    read_move,
    read_schedule,
    said_scope,
    with_scope,
)

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday."""
DUBLIN = Frame(zone="Europe/Dublin", now=NOW, locale="en-IE")


def wish(text):
    found = read_schedule(text, DUBLIN)
    assert isinstance(found, ScheduleSeries), found
    return found


def refused(text):
    with pytest.raises(Refusal) as error:
        read_schedule(text, DUBLIN)
    return error.value.words


def test_the_example_of_the_design():
    found = wish(
        "Age assurance every 2 weeks on Tuesday 14:00 until 30 Jun 2027 in Europe/London "
        "link https://meet.example/a?b=c&d for 90m for members"
    )
    assert found == ScheduleSeries(
        title="Age assurance",
        first=date(2026, 11, 24),
        rule=Rule(frequency=Frequency.WEEKLY, interval=2, until=date(2027, 6, 30)),
        slots=(Slot(clock=time(14), zone="Europe/London"),),
        minutes=90,
        link="https://meet.example/a?b=c&d",
        audience=Audience.MEMBERS,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Board for members every Tuesday at 14:00 for 90m 10 times link https://meet.example/1",
        "link https://meet.example/1 Board every Tuesday 14:00 10 times for 90m for members",
        "Board on Tuesdays for 1h30 at 14:00, 10 times, for members, link https://meet.example/1",
        "every Tuesday 14:00 Board for 90m 10 times for members link https://meet.example/1",
        "Board, every week for members on Tuesday 14:00 link https://meet.example/1 x10 for 90m",
    ],
)
def test_clauses_stand_in_any_order(text):
    assert wish(text) == ScheduleSeries(
        title="Board",
        first=date(2026, 11, 24),
        rule=Rule(frequency=Frequency.WEEKLY, count=10),
        slots=(Slot(clock=time(14), zone="Europe/Dublin"),),
        minutes=90,
        link="https://meet.example/1",
        audience=Audience.MEMBERS,
    )


def test_a_number_of_weeks_is_an_end_and_a_number_of_minutes_a_length():
    found = wish("Board every Tuesday 14:00 for 90m for 10 weeks")
    assert (found.minutes, found.rule.count) == (90, 10)


@pytest.mark.parametrize(
    ("clause", "audience"),
    [("for members", Audience.MEMBERS), ("for group", Audience.GROUP), ("", None)],
)
def test_audiences(clause, audience):
    assert wish(f"Board every Tuesday 14:00 {clause}").audience is audience


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("every Tuesday 14:00", "A title is missing."),
        ("every Tuesday 14:00 for 60m for members", "A title is missing."),
        ("Board every hour", "once a day at most"),
        ("Board every Tuesday 14:00 in July except in August", "except in August is no date of"),
        ("Board every Tuesday 14:00 for ages", "I can't read “for ages”."),
        ("Board every Tuesday 14:00 with tea until 30 Jun 2027", "I can't read “with tea”."),
        ("Board every Tuesday 14:00 for 2 minutes", "between 5 minutes and 24 hours"),
        ("Board every Tuesday 14:00 for 60m for 90m", "two lengths"),
        ("Board every Tuesday 14:00 for members for group", "Two audiences"),
        ("Board every Tuesday 14:00 link meet.example/1", "A link starts with https://"),
        ("Board on Friday 10:00 until 30 Jun 2027", "Please say how often"),
    ],
)
def test_what_cannot_be_is_refused_in_words(text, part):
    assert part in refused(text)


def test_what_is_unclear_is_asked_back():
    found = read_schedule("Board every second Tuesday 14:00", DUBLIN)
    assert isinstance(found, Asked)
    assert len(found.ways) == 2


# How far a change reaches -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("", Scope.ONE),
        ("only", Scope.ONE),
        ("this one", Scope.ONE),
        ("just this one", Scope.ONE),
        ("alone", Scope.ONE),
        ("and later", Scope.LATER),
        ("and all later", Scope.LATER),
        ("& later", Scope.LATER),
        ("AND LATER ONES", Scope.LATER),
        ("and following", Scope.LATER),
        ("series", Scope.WHOLE),
        ("the series", Scope.WHOLE),
        ("whole series", Scope.WHOLE),
        ("and the whole series", Scope.WHOLE),
        ("all", Scope.WHOLE),
    ],
)
def test_the_scope_stands_behind_the_reference(words, scope):
    said = f"D12 {words}".strip()
    start = datetime(2026, 12, 13, 15, tzinfo=UTC)
    moved = MoveDialogue(number=12, starts_at=start, zone="Europe/Dublin", scope=scope)
    planned = SimpleNamespace(starts_at=start, zone="Europe/Dublin", minutes=60)
    assert read_move(f"{said} to 13 Dec 15:00", DUBLIN, lambda _: planned) == moved
    cancelled = CancelDialogue(number=12, reason="we are done", scope=scope)
    assert read_cancel(f"{said} because we are done") == cancelled
    assert read_cancel(said) == CancelDialogue(number=12, scope=scope)
    assert read_edit(said) == (12, scope if words else None)
    assert said_scope(f"{said} to 13 Dec") is (scope if words else None)


@pytest.mark.parametrize("text", ["D12 later", "D12 and", "D12 serious", "D12 allow"])
def test_other_words_are_no_scope(text):
    assert said_scope(text) is None
    with pytest.raises(Refusal):
        read_edit(text)


@pytest.mark.parametrize("scope", Scope)
def test_the_words_of_a_scope_are_read_back(scope):
    assert with_scope("D12 to 13 Dec", scope) == f"D12 {SCOPE_WORDS[scope]} to 13 Dec"
    for raw in ("D12 to 13 Dec 15:00", "d 12  to 13 Dec 15:00", "D12"):
        assert said_scope(with_scope(raw, scope)) is scope
