"""A thread is read to its end through limits, failures and restarts, and as it is now."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.errors import PlaceClosed, TryLater
from bot.domain.minutes import MinutesStatus
from tests.bot.use_cases.dialogues.town import AMARA, LIAM, MINJI, NORA
from tests.bot.use_cases.minutes.desk import LIMITED, ROOT, ts


def said(desk):
    return [(line.kind.value, line.text) for line in desk.lines]


def fill(desk, number):
    for n in range(number):
        desk.says(LIAM, f"info: {n}" if n % 2 else f"Well, {n}", n + 1)


def test_all_pages_are_read_and_counted(desk):
    fill(desk, 8)
    desk.draft()
    assert desk.minutes.status is MinutesStatus.READING
    asyncio.run(desk.reader().read())
    assert [text for _, text in said(desk)] == ["1", "3", "5", "7"]
    assert (desk.minutes.status, desk.minutes.messages_read) == (MinutesStatus.DRAFT, 8)
    assert desk.threads.asked == [(ROOT, "", ""), (ROOT, "", "3"), (ROOT, "", "6")]


def test_a_limit_is_waited_for_as_long_as_it_says(desk):
    fill(desk, 8)
    desk.threads.troubles = [LIMITED, None, LIMITED, TryLater("unreachable"), None]
    desk.draft()
    asyncio.run(desk.reader().read())
    assert desk.pauses == [30.0, 30.0, 5.0]
    assert desk.minutes.messages_read == 8


def test_a_reading_that_was_cut_off_goes_on_where_it_ended(desk):
    class Killed(BaseException):
        """The process ends in the middle of a page."""

    fill(desk, 8)
    desk.draft()
    desk.threads.troubles = [None, Killed()]
    with pytest.raises(Killed):
        asyncio.run(desk.reader().read())
    assert desk.minutes.messages_read == 3
    desk.threads.asked.clear()
    asyncio.run(desk.reader().read())
    assert desk.threads.asked == [], "it may still be somebody's"
    desk.now = desk.minutes.lease_until
    asyncio.run(desk.reader().read())
    assert desk.threads.asked[0] == (ROOT, ts(3), "")
    assert (desk.minutes.status, desk.minutes.messages_read) == (MinutesStatus.DRAFT, 8)


def test_where_it_cannot_be_read_the_draft_says_so(desk):
    fill(desk, 8)
    desk.threads.troubles = [None, PlaceClosed("not_in_channel")]
    desk.draft()
    asyncio.run(desk.reader().read())
    assert (desk.minutes.status, desk.minutes.trouble) == (MinutesStatus.DRAFT, "not_in_channel")
    desk.draft(again=True)
    asyncio.run(desk.reader().read())
    assert (desk.minutes.trouble, len(desk.lines)) == (None, 4)


def test_rights_of_the_writer_count(desk):
    desk.says(NORA, "action: <@U0LIAM> send it", 1)
    desk.says("U0STRANGER", "decision: all is ours", 2)
    desk.says(MINJI, "action: <@U0LIAM> draft it", 3)
    desk.draft()
    asyncio.run(desk.reader().read())
    assert said(desk) == [
        ("info", "<@U0LIAM> send it"),
        ("info", "all is ours"),
        ("action", "<@U0LIAM> draft it"),
    ]


def test_read_again_edits_and_deletions_count_and_the_chairs_words_stay(desk):
    for n, text in enumerate(("decision: one", "decision: two", "action: three"), 1):
        desk.says(LIAM, text, n)
    desk.draft()
    asyncio.run(desk.reader().read())
    first = desk.lines
    desk.write(lambda town: town.work.minutes.change_line(_reworded(first[1], "Two, said better")))
    kept = desk.threads.messages
    desk.threads.messages = [_edited(kept[0], "decision: once"), kept[1]]
    desk.draft(again=True)
    asyncio.run(desk.reader().read())
    assert [(line.text, line.reworded) for line in desk.lines] == [
        ("once", None),
        ("two", "Two, said better"),
    ]
    assert [line.id for line in desk.lines] == [line.id for line in first[:2]]


def test_an_app_and_what_is_off_say_nothing(desk):
    desk.says("", "decision: by an app", 1)
    desk.says(AMARA, "[off] decision: hidden\ninfo: seen", 2)
    desk.draft()
    asyncio.run(desk.reader().read())
    assert said(desk) == [("info", "seen")]


def _reworded(line, words):
    return replace(line, reworded=words, checked=True)


def _edited(message, text):
    return replace(message, text=text)
