"""Drafting: only after the beginning, by who runs the group, and once."""

import asyncio

import pytest

from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from bot.domain.minutes import FIELD, MinutesStatus
from bot.use_cases.minutes.draft import (
    LineWords,
    check_lines,
    write_notes,
)
from tests.bot.use_cases.dialogues.town import AMARA, GRACE, HOUR, LIAM, NORA, START, ZOE
from tests.bot.use_cases.minutes.desk import LIMITED, ROOT


def note(desk, words, user_id=AMARA):
    notes = {"general": words}
    return desk.write(lambda town: write_notes(1, notes, town.by(user_id, desk.now)))


@pytest.mark.parametrize(
    ("user_id", "error", "words"),
    [
        (LIAM, NotAllowed, "Only a chair of Technology can write its minutes"),
        (NORA, NotAllowed, "Only a chair of Technology can write its minutes"),
        (ZOE, NotFound, "I can't find D1"),
    ],
    ids=["member", "observer", "outsider"],
)
def test_who_may_not(desk, user_id, error, words):
    with pytest.raises(error, match=words):
        desk.draft(user_id)
    assert desk.minutes is None


def test_not_before_it_begins(desk):
    desk.now = START - HOUR
    with pytest.raises(Refusal, match="Its minutes are written after it"):
        desk.draft()


def test_a_second_chair_gets_the_same_draft(desk):
    first = desk.draft()
    asyncio.run(desk.reader().read())
    assert desk.draft(GRACE).asked_at == first.asked_at
    assert desk.minutes.status is MinutesStatus.DRAFT, "it is not read again unasked"


def test_while_the_thread_is_read_nothing_is_written(desk):
    desk.draft()
    with pytest.raises(Refusal, match="still reading the thread"):
        note(desk, "Late")
    desk.threads.troubles = [LIMITED]
    asyncio.run(desk.reader().read())
    assert note(desk, " Late ").notes == {"general": "Late"}
    assert note(desk, "").notes == {}


def test_a_note_is_as_long_as_a_field(desk):
    desk.draft()
    asyncio.run(desk.reader().read())
    note(desk, "x" * FIELD)
    with pytest.raises(NotValid, match="3001 characters long; the limit is 3000"):
        note(desk, "x" * (FIELD + 1))


def test_a_thread_of_another_channel_is_not_read(desk):
    with pytest.raises(Refusal, match="is not in the channel of Technology"):
        desk.draft(thread=("C0LOBBY", ROOT))
    desk.draft(thread=("C0TECH", "1.000009"))
    asyncio.run(desk.reader().read())
    assert desk.threads.roots == ["1.000001", "1.000009", ROOT]


def test_a_line_that_a_chair_empties_is_left_out_until_its_message_changes(desk):
    desk.says(LIAM, "info: one", 1)
    desk.draft()
    asyncio.run(desk.reader().read())
    (line,) = desk.lines
    said = {line.id: LineWords(words=" ")}
    desk.write(lambda town: check_lines(1, said, town.by(AMARA, desk.now)))
    assert desk.lines[0].left_out
    desk.draft(again=True)
    asyncio.run(desk.reader().read())
    assert desk.lines[0].left_out
