"""Of a message only what a dialogue's thread marks is taken, by the rights of who wrote it."""

import asyncio

import pytest

from bot.domain.minutes import MinutesStatus
from bot.use_cases.minutes.lines import TakeMessage, take_message
from tests.bot.use_cases.dialogues.town import LIAM, NORA
from tests.bot.use_cases.minutes.desk import ROOT, ts


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
