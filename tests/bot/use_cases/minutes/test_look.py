"""An emoji that the group chose marks a message as the thread goes, by who may log and record."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.errors import PlaceClosed
from bot.use_cases.minutes.lines import TakeMessage, take_message
from bot.use_cases.minutes.look import mark_messages
from tests.bot.use_cases.dialogues.town import AMARA, LIAM, MINJI, NORA, TECH
from tests.bot.use_cases.minutes.desk import LIMITED, ROOT, ts
from tests.databases import WORKSPACE


@pytest.fixture
def emoji(desk):
    desk.chooses_emoji("ballot_box", "", "bulb")
    return desk


def look(desk):
    asyncio.run(desk.reader().read())
    return [(line.kind.value, line.text, line.by_emoji) for line in desk.lines]


def under(desk, **emoji):
    desk.threads.messages[-1] = replace(desk.threads.messages[-1], emoji=emoji)
    desk.hears_of_emoji(ts(1), asked=f"event:{emoji}")


def edited(desk, text):
    desk.threads.messages[-1] = replace(desk.threads.messages[-1], text=text)
    wish = TakeMessage(channel=TECH, root=ROOT, ts=ts(1), text=text, asked=f"event:{text}")
    desk.write(lambda town: take_message(wish, town.by(LIAM, desk.now)))


def test_it_marks_the_whole_message_until_it_is_taken_away(emoji):
    emoji.says(NORA, "We publish\nin March\n[off] or May", 1)
    under(emoji, ballot_box=(AMARA,))
    assert look(emoji) == [("decision", "We publish in March", True)]
    assert emoji.threads.marked == [(ts(1), True)]
    under(emoji, bulb=(MINJI, NORA))
    assert look(emoji) == [("info", "We publish in March", True)]
    under(emoji, memo=(AMARA,))
    assert look(emoji) == []
    assert emoji.threads.marked[-1] == (ts(1), False)


@pytest.mark.parametrize("meanwhile", ["[off] We publish", "decision: We publish"])
def test_it_marks_a_message_again_that_was_off_or_marked_by_itself(emoji, meanwhile):
    emoji.says(LIAM, "We publish", 1)
    under(emoji, ballot_box=(AMARA,))
    first = look(emoji)
    edited(emoji, meanwhile)
    edited(emoji, "We publish in May")
    assert look(emoji) == [("decision", "We publish in May", True)] != first


def test_an_edit_is_looked_at_only_where_an_emoji_may_mark(emoji):
    emoji.says(LIAM, "We publish", 1)
    edited(emoji, "")
    emoji.chooses_emoji("", "", "")
    edited(emoji, "We publish in May")
    assert (look(emoji), emoji.threads.asked) == ([], [])


@pytest.mark.parametrize(
    ("text", "users", "found"),
    [
        ("We publish", (NORA,), []),
        ("We publish", ("U0STRANGER",), []),
        ("We publish", (NORA, LIAM), [("decision", "We publish", True)]),
        ("info: one", (LIAM,), [("info", "one", False)]),
        ("[off] We publish", (LIAM,), []),
    ],
    ids=["an observer", "a stranger", "a member beside an observer", "marks by itself", "off"],
)
def test_who_may_and_what_may(emoji, text, users, found):
    emoji.says(LIAM, text, 1)
    under(emoji, ballot_box=users)
    assert look(emoji) == found


def test_an_emoji_that_nobody_chose_is_not_looked_at(emoji):
    emoji.says(LIAM, "Lunch?", 1, emoji={"pizza": (AMARA,)})
    emoji.hears_of_emoji(ts(1), emoji="pizza")
    assert (look(emoji), emoji.threads.asked) == ([], [])


def test_nobody_is_asked_about_whose_emoji_says_nothing(emoji):
    asked, answer = [], emoji.directory.person

    async def noting(workspace_id, user_id):
        asked.append(user_id)
        return await answer(workspace_id, user_id)

    emoji.directory.person = noting
    emoji.says(LIAM, "We publish", 1)
    under(emoji, ballot_box=(AMARA,), pizza=(MINJI, NORA))
    assert [text for _, text, _ in look(emoji)] == ["We publish"]
    assert asked == [AMARA]


def test_a_limit_is_waited_for_and_what_is_closed_is_left(emoji):
    emoji.says(LIAM, "We publish", 1)
    emoji.threads.troubles = [LIMITED]
    under(emoji, ballot_box=(AMARA,))
    assert [text for _, text, _ in look(emoji)] == ["We publish"]
    assert emoji.pauses == [30.0]
    emoji.threads.troubles = [PlaceClosed("not_in_channel")]
    under(emoji)
    assert len(look(emoji)) == 1
    assert emoji.threads.troubles == []


def test_a_change_that_comes_during_the_look_is_looked_at_again(emoji):
    emoji.says(LIAM, "We publish", 1)
    under(emoji, ballot_box=(AMARA,))
    answer = emoji.threads.message

    async def and_meanwhile(channel, place):
        emoji.threads.message = answer
        found = await answer(channel, place)
        under(emoji)
        return found

    emoji.threads.message = and_meanwhile
    assert look(emoji) == []
    assert len(emoji.threads.asked) == 2


def test_reading_the_thread_again_reads_the_emoji_too(emoji):
    emoji.says(LIAM, "We publish", 1, emoji={"ballot_box": (AMARA,)})
    emoji.draft()
    assert look(emoji) == [("decision", "We publish", True)]
    emoji.draft(again=True)
    assert look(emoji) == [("decision", "We publish", True)]


class Trying:
    def __init__(self, *troubles):
        self.troubles, self.tried = list(troubles), []

    async def mark(self, channel, ts, on):
        self.tried.append((ts, on))
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None:
            raise trouble


def marking(desk, threads):
    async def pause(seconds):
        desk.pauses.append(seconds)

    asyncio.run(mark_messages(WORKSPACE, desk.database, threads, pause))
    return threads.tried


def want(desk, second, wanted):
    desk.write(lambda town: town.work.minutes.want_mark("C0TECH", ts(second), wanted))


def test_it_is_put_once_and_taken_away_when_nothing_is_marked_any_more(desk):
    want(desk, 1, True)
    assert marking(desk, Trying()) == [(ts(1), True)]
    assert marking(desk, Trying()) == []
    want(desk, 1, False)
    assert marking(desk, Trying()) == [(ts(1), False)]
    want(desk, 2, False)
    assert marking(desk, Trying()) == [], "what never showed it needs nothing"


@pytest.mark.parametrize(
    ("trouble", "tries", "pauses"),
    [(LIMITED, 2, [30.0]), (PlaceClosed("message_not_found"), 1, [])],
    ids=["limited", "gone"],
)
def test_a_limit_is_waited_for_and_a_refusal_is_not_asked_again(desk, trouble, tries, pauses):
    want(desk, 1, True)
    assert len(marking(desk, Trying(trouble))) == tries
    assert desk.pauses == pauses
    assert marking(desk, Trying()) == []
