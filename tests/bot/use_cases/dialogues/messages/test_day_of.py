"""The words to the chairs around the end: when they are owed, and when they are not said."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.delivery import State
from bot.domain.dialogue import Noted, RsvpAnswer
from bot.domain.group import Term
from bot.domain.message_kind import MessageKind
from bot.domain.notifications import AttendanceAsked, Begins, Gone, Reminder
from bot.use_cases.context import Context
from bot.use_cases.dialogues.answer import ConfirmAttendance, confirm_attendance
from bot.use_cases.dialogues.messages.build import plan_closings
from tests.bot.use_cases.dialogues.lettering import said, the
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    DAY,
    HOUR,
    LIAM,
    MINJI,
    MINUTE,
    NORA,
    PAT,
    START,
    TECH,
    ZOE,
    channel,
)

END = START + HOUR
BEFORE = START - HOUR


def planned(town, now=BEFORE, **wish):
    town.schedule(**wish)
    return plan_closings(Context.system(town.work, now))


def test_they_are_owed_to_each_chair_on_the_day_before(town):
    town.work.roles.appoint_chair(town.tech.id, Term(user_id=MINJI, starts_on=date(2026, 1, 1)))
    assert planned(town, START - DAY - MINUTE) == 0
    assert plan_closings(Context.system(town.work, START - DAY + MINUTE)) == 6
    rows = town.owed(MessageKind.CLOSING) + town.owed(MessageKind.ATTENDANCE)
    assert {(row.kind, row.recipient, row.due_at) for row in rows} == {
        (kind, chair, due)
        for chair in (AMARA, MINJI)
        for kind, due in ((MessageKind.CLOSING, END - 10 * MINUTE), (MessageKind.ATTENDANCE, END))
    }


def test_planned_again_they_are_owed_once(town):
    assert planned(town) == 3
    assert plan_closings(Context.system(town.work, BEFORE + MINUTE)) == 0


def test_they_are_useful_until_the_end_and_for_two_days(town):
    planned(town)
    assert the(town, MessageKind.CLOSING).useful_until == END
    assert the(town, MessageKind.ATTENDANCE).useful_until == END + 2 * DAY


@pytest.mark.parametrize(
    ("minutes", "kinds"),
    [(20, [MessageKind.CLOSING, MessageKind.ATTENDANCE]), (19, [MessageKind.ATTENDANCE])],
)
def test_of_a_short_one_nobody_is_reminded_of_the_end(town, minutes, kinds):
    planned(town, minutes=minutes)
    rows = [row for row in town.owed() if row.recipient == AMARA]
    assert [
        row.kind for row in rows if row.kind in (MessageKind.CLOSING, MessageKind.ATTENDANCE)
    ] == kinds


def test_after_an_outage_who_was_there_is_still_asked_and_the_end_not_announced(town):
    assert planned(town, END + DAY) == 1
    assert the(town, MessageKind.ATTENDANCE).due_at == END + DAY
    town.schedule(title="Longer ago")
    assert plan_closings(Context.system(town.work, END + 2 * DAY)) == 0


def test_who_comes_to_chair_after_the_end_is_asked_then_and_that_is_not_late(town):
    planned(town)
    town.post_due(END)
    town.work.roles.appoint_chair(town.tech.id, Term(user_id=MINJI, starts_on=START.date()))
    assert plan_closings(Context.system(town.work, END + HOUR)) == 1
    (row,) = town.owed(MessageKind.ATTENDANCE)
    assert (row.recipient, row.due_at) == (MINJI, END + HOUR)
    assert plan_closings(Context.system(town.work, END + HOUR + MINUTE)) == 0


def test_a_cancelled_one_ends_for_nobody(town):
    town.schedule()
    town.cancel(1)
    assert plan_closings(Context.system(town.work, BEFORE)) == 0


def test_cancelled_meanwhile_they_are_withdrawn(town):
    planned(town)
    town.cancel(1, now=BEFORE)
    assert the(town, MessageKind.CLOSING).state is State.DROPPED
    assert the(town, MessageKind.ATTENDANCE).state is State.DROPPED


def test_what_they_say(town):
    planned(town)
    town.answer(NORA, 1)
    closing = said(town, the(town, MessageKind.CLOSING), town.reader(AMARA), END - MINUTE)
    asked = said(town, the(town, MessageKind.ATTENDANCE), town.reader(AMARA), END)
    assert isinstance(closing, AttendanceAsked)
    assert (closing.closing, asked.closing) == (True, False)
    assert closing.expected == asked.expected
    assert [one.name for one in asked.expected] == ["nora"]


def test_who_was_asked_before_the_end_is_not_asked_after_it(town):
    planned(town)
    asked = the(town, MessageKind.ATTENDANCE)
    town.post_due(END - 10 * MINUTE)
    assert said(town, asked, town.reader(AMARA), END) == Gone("told already")


def test_those_who_chair_hear_ten_minutes_before_unless_they_cannot_come(town):
    planned(town)
    word = the(town, MessageKind.STARTING)
    assert word.recipient == AMARA
    assert isinstance(said(town, word, town.reader(AMARA), START - 10 * MINUTE), Reminder)
    town.answer(AMARA, 1, RsvpAnswer.CANNOT)
    assert said(town, word, town.reader(AMARA), START - 10 * MINUTE) == Gone("no longer coming")


def test_once_one_chair_has_confirmed_the_others_are_not_asked(town):
    planned(town)
    wish = ConfirmAttendance(number=1, user_ids=[LIAM])
    confirm_attendance(wish, Context(reader=town.reader(AMARA), work=town.work, now=START + MINUTE))
    assert said(town, the(town, MessageKind.ATTENDANCE), town.reader(AMARA), END) == Gone(
        "confirmed already"
    )


def test_those_who_were_asked_already_see_what_was_confirmed(town):
    town.work.roles.appoint_chair(town.tech.id, Term(user_id=MINJI, starts_on=date(2026, 1, 1)))
    planned(town)
    town.post_due(END - 10 * MINUTE)
    assert MessageKind.CLOSING not in {row.kind for row in town.stale()}
    for user_ids, names in (([LIAM], ("liam",)), ([], ())):
        wish = ConfirmAttendance(number=1, user_ids=user_ids)
        confirm_attendance(wish, Context(reader=town.reader(AMARA), work=town.work, now=END + HOUR))
        asked = [row for row in town.stale() if row.kind == MessageKind.CLOSING]
        assert {row.recipient for row in asked} == {AMARA, MINJI}
        for row in asked:
            notification = said(town, row, town.reader(row.recipient), END + HOUR)
            assert notification.noted == Noted(names=names, organisations=len(names))


def test_who_does_not_chair_any_more_is_not_told(town):
    planned(town)
    for kind in (MessageKind.CLOSING, MessageKind.ATTENDANCE):
        delivery = replace(the(town, kind), recipient=MINJI)
        assert said(town, delivery, town.reader(MINJI), END) == Gone("not a chair any more")


def test_moved_before_the_end_the_old_ones_are_not_said(town):
    planned(town)
    old = the(town, MessageKind.CLOSING), the(town, MessageKind.ATTENDANCE)
    town.move(1, START + 2 * HOUR, now=BEFORE)
    for delivery in old:
        assert said(town, delivery, town.reader(AMARA), END) == Gone("moved")
    assert plan_closings(Context.system(town.work, BEFORE)) == 3
    assert {row.due_at for row in town.owed(MessageKind.ATTENDANCE)} == {END + 2 * HOUR}


def test_the_thread_names_who_is_expected_by_organisation_and_name(town):
    town.presence[TECH] = channel(TECH, {AMARA, LIAM, MINJI, NORA, PAT, ZOE})
    planned(town)
    for user_id in (PAT, NORA, AMARA):
        town.answer(user_id, 1)
    town.answer(MINJI, 1, RsvpAnswer.MAYBE)
    town.answer(LIAM, 1, RsvpAnswer.CANNOT, delegate=ZOE)
    begins = said(town, the(town, "dialogue.begins"), now=START)
    assert isinstance(begins, Begins)
    assert [(one.organisation, one.name) for one in begins.expected] == [
        ("", "pat"),
        ("NCMEC", "nora"),
        ("Ofcom", "zoe"),
        ("eSafety", "amara"),
    ]


def test_a_delegate_who_can_not_come_either_is_not_expected(town):
    town.presence[TECH] = channel(TECH, {AMARA, LIAM, MINJI, NORA, PAT, ZOE})
    planned(town)
    town.answer(LIAM, 1, RsvpAnswer.CANNOT, delegate=ZOE)
    town.answer(ZOE, 1, RsvpAnswer.CANNOT)
    assert said(town, the(town, "dialogue.begins"), now=START).expected == ()
