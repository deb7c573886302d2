"""Lines follow their message, whichever way its lines move."""

import asyncio

import pytest

from bot.domain.markers import read_lines
from bot.domain.minutes import MinutesStatus
from bot.use_cases.minutes.lines import Message, TakeMessage, keep_lines, take_message
from tests.bot.use_cases.dialogues.town import LIAM, NORA
from tests.bot.use_cases.minutes.desk import ROOT, ts


@pytest.fixture
def says(desk):
    def keep(raw, allowed=True):
        message = Message(
            channel="C0TECH",
            root=ROOT,
            ts=ts(1),
            author=LIAM,
            lines=read_lines(raw),
            allowed=allowed,
        )
        return desk.write(lambda town: keep_lines(message, town.kept(1), work=town.work))

    return keep


def kept(desk):
    return [(line.id, line.place, line.kind.value, line.text) for line in desk.lines]


def test_a_line_that_moves_down_is_the_same_line(desk, says):
    says("action: one\ninfo: two")
    assert says("Hello\ninfo: zero\naction: one\ninfo: two")
    assert kept(desk) == [(3, 1, "info", "zero"), (1, 2, "action", "one"), (2, 3, "info", "two")]
    assert not says("Hello\ninfo: zero\naction: one\ninfo: two"), "nothing changed"


def test_an_edited_line_keeps_its_place_and_a_deleted_one_goes(desk, says):
    says("action: one\ninfo: two\ndecision: three")
    says("action: one and a half\n\ndecision: three")
    assert kept(desk) == [(1, 0, "action", "one and a half"), (3, 2, "decision", "three")]
    says("")
    assert kept(desk) == []


def test_who_may_not_mark_leaves_information(desk, says):
    says("decision: three", allowed=False)
    assert kept(desk) == [(1, 0, "info", "three")]


def test_the_message_shows_it_while_there_is_a_line(desk, says):
    def wanted():
        return desk.look(lambda town: [one[2] for one in town.work.minutes.marks(9)])

    says("info: two")
    assert wanted() == [True]
    desk.write(lambda town: town.work.minutes.marked("C0TECH", ts(1), True))
    says("two")
    assert wanted() == [False]


def take(desk, text, user_id=LIAM, root=ROOT, second=5):
    wish = TakeMessage(channel="C0TECH", root=root, ts=ts(second), text=text, asked="event")
    return desk.write(lambda town: take_message(wish, town.by(user_id, desk.now)))


@pytest.mark.parametrize(
    ("user_id", "kind"), [(LIAM, "decision"), (NORA, "info")], ids=["member", "observer"]
)
def test_it_is_taken_before_anyone_drafts(desk, user_id, kind):
    assert take(desk, "decision: one", user_id)
    assert [(line.kind, line.author) for line in desk.lines] == [(kind, user_id)]


def test_nothing_is_taken_elsewhere(desk):
    assert not take(desk, "decision: one", root="5.000005")
    assert desk.lines == ()


def test_the_draft_changes_with_it_so_that_an_older_one_is_not_sealed(desk):
    desk.draft()
    asyncio.run(desk.reader().read())
    before = desk.minutes.edits
    take(desk, "decision: one")
    assert desk.minutes.edits > before
    assert desk.minutes.status is MinutesStatus.DRAFT
    before = desk.minutes.edits
    assert not take(desk, "decision: one")
    assert desk.minutes.edits == before
