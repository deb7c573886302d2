"""The look before the send: what each delivery says, who gets it, or why it says nothing."""

from datetime import timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.dialogue import RsvpAnswer
from bot.domain.notifications import Announcement, Gone, Reminder
from bot.domain.roles import Reader
from tests.bot.use_cases.dialogues.lettering import cancelled, moved, said, the
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    DAY,
    LIAM,
    MINJI,
    MINUTE,
    NORA,
    NOW,
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
    assert found.chairs == ("Amara Okafor",)
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
