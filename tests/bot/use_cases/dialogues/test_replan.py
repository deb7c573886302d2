"""Other reminders of a group, and what dialogues that are planned owe by them."""

from dataclasses import replace

from bot.domain.delivery import State
from bot.domain.message_kind import MessageKind
from bot.domain.recurrence import Frequency, Rule
from bot.use_cases.dialogues.revise import replan_reminders
from tests.bot.use_cases.dialogues.town import AMARA, DAY, HOUR, LIAM, MINUTE, NOW, START, WEEK

FOUR = {"rule": Rule(frequency=Frequency.WEEKLY, count=4)}


def change(town, *reminders, now=NOW):
    town.tech = replace(town.tech, reminders=reminders)
    town.work.groups.change(town.tech)
    replan_reminders(town.tech, town.by(AMARA, now))


def due(town, kind, number):
    return [row.due_at for row in town.owed(kind) if row.subject_id == f"D{number}"]


def test_a_dialogue_alone_gets_the_new_ones_and_keeps_the_others(town):
    town.schedule()
    town.answer(LIAM, 1)
    change(town, 15, 60)
    assert due(town, MessageKind.REMINDER, 1) == [
        START - ahead for ahead in (WEEK, DAY, HOUR, 15 * MINUTE)
    ]
    assert town.kept(1).revision == 1
    assert len(town.owed("dialogue.starting")) == 1


def test_later_ones_of_a_series_are_invited_at_the_new_time(town):
    town.schedule_series(**FOUR)
    town.answer(LIAM, 3)
    change(town, 14 * 1_440, 60)
    starts = {row.number: row.starts_at for row in town.rows(1)}
    assert due(town, MessageKind.ANNOUNCEMENT, 1) == [NOW]
    assert due(town, MessageKind.ANNOUNCEMENT, 3) == [starts[3] - 2 * WEEK]
    assert due(town, MessageKind.REMINDER, 3) == [starts[3] - HOUR]
    assert due(town, "dialogue.starting", 3) == [starts[3] - 10 * MINUTE]
    assert (town.kept(3).revision, town.kept(3).sequence) == (2, 0), "calendars hear nothing"
    assert {row.error for row in town.deliveries(state=State.DROPPED)} == {"revised"}
    assert len(town.work.rsvps.of_dialogue(3)) == 1


def test_what_would_be_past_waits_for_the_one_before(town):
    town.schedule_series(**FOUR)
    change(town, 40 * 1_440)
    assert due(town, MessageKind.ANNOUNCEMENT, 2) == [START]
    assert due(town, MessageKind.ANNOUNCEMENT, 3) == [START + WEEK]


def test_one_that_is_announced_is_reminded_as_any_other(town):
    town.schedule_series(**FOUR)
    town.post_due(START)
    change(town, 3 * 1_440, 60, now=START)
    assert town.kept(2).revision == 1
    assert START + WEEK - 3 * DAY in due(town, MessageKind.REMINDER, 2)
    assert due(town, MessageKind.ANNOUNCEMENT, 4) == [START + 3 * WEEK - 3 * DAY]


def test_again_and_again_owes_once(town):
    town.schedule_series(**FOUR)
    for reminders in ((60,), (1_440, 60), (10_080, 60), (60,)):
        change(town, *reminders)
    assert len(due(town, MessageKind.ANNOUNCEMENT, 2)) == 1
    assert due(town, MessageKind.REMINDER, 2) == [START + WEEK - HOUR]
