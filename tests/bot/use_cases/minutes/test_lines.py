"""Lines follow their message, whichever way its lines move."""

import pytest

from bot.domain.markers import read_lines
from bot.use_cases.minutes.lines import Message, keep_lines
from tests.bot.use_cases.dialogues.town import LIAM
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
