"""A channel that cannot be read, and again: who is told, when, and what is said by then."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.audience import ChannelFacts
from bot.domain.errors import NextStep
from bot.domain.group import ReadableAgain, Unreadable
from bot.domain.message_kind import MessageKind
from bot.domain.notifications import Gone
from bot.use_cases.drift.channel_notices import closed_since, on_readable_again, tell_unreadable
from bot.use_cases.drift.note_reading import note_reading
from tests.bot.use_cases.drift.leaving import rows, told
from tests.storage.records import NOW

WEEK = timedelta(days=7)
GONE, BACK = MessageKind.UNREADABLE, MessageKind.READABLE
OPEN = ChannelFacts(channel_id="C1", name="technology", is_private=True, members=frozenset())


def closed(where, why="channel_not_found"):
    note_reading("C1", OPEN, work=where.work, now=NOW)
    note_reading("C1", Unreadable(why), work=where.work, now=NOW)
    tell_unreadable(where, since=where.now)


def test_chairs_and_secretariat_hear_it_now_and_after_a_week(where):
    closed(where)
    for user_id in ("UCHAIR", "USEC"):
        assert sorted(row.due_at for row in rows(where, user_id, GONE)) == [NOW, NOW + WEEK]
    assert rows(where, "UGONE", GONE) == []
    assert {closed_since(row) for row in rows(where, "USEC", GONE)} == {NOW.isoformat()}


def test_told_again_it_is_new_only_to_a_new_chair(where):
    closed(where)
    later = replace(where, now=NOW + WEEK + timedelta(days=1), secretariat={"USEC", "UNEW"})
    tell_unreadable(later, since=NOW)
    assert len(rows(where, "USEC", GONE)) == 2
    assert len(rows(where, "UNEW", GONE)) == 2
    tell_unreadable(replace(later, now=NOW + 9 * WEEK, secretariat={"ULATE"}), since=NOW)
    assert rows(where, "ULATE", GONE) == [], "nobody is told of what is long past"


@pytest.mark.parametrize(
    ("why", "words", "step"),
    [
        ("channel_not_found", "I am {}not in the channel of Technology", NextStep.INVITE_APP),
        ("is_archived", "The channel of Technology is {}archived", NextStep.INVITE_APP_IF_OUT),
    ],
)
def test_it_says_what_to_do_and_after_a_week_that_it_is_still_so(where, why, words, step):
    closed(where, why)
    first, second = sorted(rows(where, "UCHAIR", GONE), key=lambda row: row.due_at)
    assert told(where, first).words.startswith(words.format(""))
    assert told(where, second).words.startswith(words.format("still "))
    assert {told(where, row).step for row in (first, second)} == {step}


def test_what_is_not_so_any_more_is_not_said(where):
    closed(where)
    where.work.recipients.block("C1", error="channel_not_found", now=NOW)
    note_reading("C1", OPEN, work=where.work, now=NOW)
    on_readable_again(ReadableAgain(since=NOW), where)
    assert where.work.recipients.block_of("C1") is None
    assert {told(where, row) for row in rows(where, "UCHAIR", GONE)} == {Gone("reachable again")}
    (back,) = rows(where, "UCHAIR", BACK)
    assert "What waited for it goes on now." in told(where, back).words
    note_reading("C1", Unreadable("is_archived"), work=where.work, now=NOW)
    assert told(where, back) == Gone("closed again")
