"""The look before the send: what each delivery says, who gets it, or why it says nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import State
from bot.domain.dialogue import Noted, RsvpAnswer
from bot.domain.group import Term
from bot.domain.message_kind import MessageKind
from bot.domain.notifications import Announcement, AttendanceAsked, Begins, Gone, Reminder
from bot.domain.roles import Reader
from bot.use_cases.context import Context
from bot.use_cases.dialogues.answer import confirm_attendance
from bot.use_cases.dialogues.messages.build import plan_closings
from tests.bot.use_cases.dialogues.lettering import cancelled, moved, said, the
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    DAY,
    HOUR,
    LIAM,
    MINJI,
    MINUTE,
    NORA,
    NOW,
    PAT,
    START,
    TECH,
    ZOE,
    channel,
)

# The announcement ---------------------------------------------------------------------------


def test_the_announcement_says_who_chairs_and_who_sits_up_late(town):
    dialogue = town.schedule()
    town.answer(LIAM, 1)
    town.answer(NORA, 1, RsvpAnswer.MAYBE)
    found = said(town, the(town, "dialogue.announcement"))
    assert isinstance(found, Announcement)
    assert found.dialogue == dialogue
    assert found.group == town.tech
    assert found.chairs == ("amara",)
    assert [found.turnout.count(a) for a in RsvpAnswer] == [1, 1, 0]
    assert [(s.organisation, s.clock, s.days_off) for s in found.unsocial] == [
        ("KCSC", "23:00", 0),
        ("eSafety", "01:00", 1),
    ]


def test_organisations_that_are_not_in_the_channel_are_not_named(town):
    night = START.replace(hour=4)
    town.schedule(starts_at=night)
    names = {s.organisation for s in said(town, the(town, "dialogue.announcement")).unsocial}
    assert names == {"Ofcom", "NCMEC"}, "nobody of Arcom is here"


def test_for_members_only_observers_are_not_named_and_for_the_network_everyone(town):
    night = START.replace(hour=4)
    town.schedule(AMARA, starts_at=night, audience=Audience.MEMBERS, title="One")
    row = the(town, "dialogue.announcement")
    found = said(town, row, town.channel_reader(members_only=True))
    assert {s.organisation for s in found.unsocial} == {"Ofcom"}
    number = town.schedule(AMARA, starts_at=night, audience=Audience.NETWORK, title="Two").number
    rows = town.deliveries("dialogue.announcement")
    wide = next(row for row in rows if row.subject_id == f"D{number}")
    assert {s.organisation for s in said(town, wide).unsocial} == {"Ofcom", "NCMEC", "Arcom"}


def test_those_who_joined_are_named_after_the_next_move(town):
    town.schedule()
    town.presence[TECH] = channel(TECH, {AMARA, LIAM})
    dialogue = moved(town, START + MINUTE)
    found = said(town, the(town, "dialogue.announcement", revision=dialogue.revision))
    assert [s.organisation for s in found.unsocial] == ["eSafety"]


def test_members_only_is_not_for_a_channel_that_others_read(town):
    town.schedule(audience=Audience.MEMBERS)
    row = the(town, "dialogue.announcement")
    assert said(town, row) == Gone("not theirs")
    assert isinstance(said(town, row, town.channel_reader(members_only=True)), Announcement)
    assert isinstance(said(town, row, town.reader(MINJI)), Announcement)
    for stranger in (town.reader(NORA), town.reader(ZOE), Reader(user_id="")):
        assert said(town, row, stranger) == Gone("not theirs")


def test_it_shows_the_time_as_it_is_when_it_is_sent(town):
    town.schedule()
    after = moved(town)
    found = said(town, the(town, "dialogue.announcement", revision=2))
    assert found.dialogue == after


def test_it_is_announced_once_to_each(town):
    town.schedule()
    town.post_due(NOW)
    moved(town)
    again = the(town, "dialogue.announcement", revision=2)
    assert said(town, again) == Gone("announced already")


def test_a_posted_one_is_refreshed_even_when_cancelled_or_over(town):
    town.schedule()
    (posted, *_) = town.post_due(NOW)
    posted = town.work.deliveries.posted_at(TECH, f"{posted.id}.0")
    assert isinstance(said(town, posted, now=START + DAY), Announcement)
    after = cancelled(town)
    assert said(town, posted).dialogue == after


def test_a_new_one_is_not_sent_for_what_is_cancelled_or_begun(town):
    town.schedule()
    row = the(town, "dialogue.announcement")
    assert said(town, row, now=START) == Gone("begun")
    cancelled(town)
    assert said(town, row) == Gone("cancelled")


# Reminders ----------------------------------------------------------------------------------


@pytest.mark.parametrize("minutes", [7 * 24 * 60, 24 * 60, 60])
def test_a_reminder_says_how_long_is_left(town, minutes):
    town.schedule()
    row = the(town, f"dialogue.reminder.{minutes}")
    found = said(town, row, now=row.due_at + MINUTE)
    assert isinstance(found, Reminder)
    assert found.minutes_before == minutes


def test_a_late_one_says_what_is_really_left(town):
    town.schedule()
    row = the(town, "dialogue.reminder.60")
    assert said(town, row, now=START - 20 * MINUTE).minutes_before == 20
    assert said(town, row, now=START - timedelta(seconds=10)).minutes_before == 1


def test_reminders_of_what_was_moved_cancelled_or_begun_are_gone(town):
    town.schedule()
    row = the(town, "dialogue.reminder.60")
    assert said(town, row, now=START) == Gone("begun")
    moved(town)
    assert said(town, row) == Gone("moved")
    cancelled(town)
    assert said(town, row) == Gone("cancelled")


def test_the_private_one_goes_to_those_who_still_come(town):
    town.schedule(link="https://meet.example/1")
    town.answer(MINJI, 1)
    row = the(town, "dialogue.starting")
    when = START - 10 * MINUTE
    found = said(town, row, town.reader(MINJI), when)
    assert isinstance(found, Reminder)
    assert (found.minutes_before, found.dialogue.link) == (10, "https://meet.example/1")
    town.answer(MINJI, 1, RsvpAnswer.CANNOT)
    assert said(town, row, town.reader(MINJI), when) == Gone("no longer coming")
    town.answer(MINJI, 1, RsvpAnswer.MAYBE)
    assert isinstance(said(town, row, town.reader(MINJI), when), Reminder)


def test_who_left_the_channel_meanwhile_is_told_nothing(town):
    town.schedule()
    town.answer(MINJI, 1)
    town.presence[TECH] = channel(TECH, {AMARA, LIAM})
    row = the(town, "dialogue.starting")
    assert said(town, row, town.reader(MINJI), START - 10 * MINUTE) == Gone("not theirs")


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
    confirm_attendance(
        1, [LIAM], Context(reader=town.reader(AMARA), work=town.work, now=START + MINUTE)
    )
    assert said(town, the(town, MessageKind.ATTENDANCE), town.reader(AMARA), END) == Gone(
        "confirmed already"
    )


def test_those_who_were_asked_already_see_what_was_confirmed(town):
    town.work.roles.appoint_chair(town.tech.id, Term(user_id=MINJI, starts_on=date(2026, 1, 1)))
    planned(town)
    town.post_due(END - 10 * MINUTE)
    assert MessageKind.CLOSING not in {row.kind for row in town.stale()}
    for user_ids, names in (([LIAM], ("liam",)), ([], ())):
        confirm_attendance(
            1, user_ids, Context(reader=town.reader(AMARA), work=town.work, now=END + HOUR)
        )
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
