"""What the notifications about a series say: its announcement, its changes, its end."""

from dataclasses import replace
from datetime import date

from bot.domain.audience import Audience
from bot.domain.notifications import Announcement, ChangeNotice, Gone
from bot.domain.recurrence import Frequency, Rule
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages import schedule_messages
from bot.use_cases.dialogues.messages.build import build_notification
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.show import show_dialogue
from tests.bot.use_cases.dialogues.lettering import said
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    DAY,
    HOUR,
    LIAM,
    MINJI,
    MINUTE,
    NORA,
    NOW,
    START,
    TECH,
    channel,
)

WEEK = 7 * DAY
ONE, LATER, WHOLE = Scope
SIX = {"rule": Rule(frequency=Frequency.WEEKLY, count=6)}
TUESDAYS = "every week on Tuesday at 14:00 (Europe/London), 6 times"


def the(town, kind, number):
    """The last one of this kind about the dialogue."""
    return [row for row in town.deliveries(kind) if row.subject_id == f"D{number}"][-1]


# The announcement ---------------------------------------------------------------------------


def test_the_first_announces_the_series_and_its_next_dates(town):
    made = town.schedule_series(**SIX)
    found = said(town, the(town, schedule_messages.ANNOUNCEMENT, 1))
    assert isinstance(found, Announcement)
    assert found.opens_series
    assert found.series == made.series
    assert found.coming_dates == made.dialogues[1:4]


def test_the_later_ones_are_their_own_and_name_the_series(town):
    made = town.schedule_series(**SIX)
    found = said(town, the(town, schedule_messages.ANNOUNCEMENT, 2), now=START)
    assert (found.opens_series, found.coming_dates) == (False, ())
    assert found.series == made.series


def test_an_open_date_of_a_members_only_series_tells_nothing_of_the_series(town):
    """What observers get of it; members are told as before."""
    made = town.schedule_series(audience=Audience.MEMBERS, **SIX)
    town.edit(1, AMARA, audience=Audience.GROUP)
    invitation = the(town, schedule_messages.ANNOUNCEMENT, 1)
    open_to_all = said(town, invitation)
    assert isinstance(open_to_all, Announcement)
    assert (open_to_all.series, open_to_all.opens_series) == (None, False)
    assert open_to_all.coming_dates == ()
    seen = {user: show_dialogue(1, **means(town, user)) for user in (MINJI, NORA)}
    assert (seen[NORA].series, seen[NORA].coming_dates) == (None, ())
    assert seen[MINJI].series == made.series
    assert seen[MINJI].coming_dates == made.dialogues[1:4]


def means(town, user_id):
    return {
        "presence": town.presence,
        "context": Context(reader=town.reader(user_id), work=town.work, now=NOW),
    }


def test_a_dialogue_alone_has_none_of_it(town):
    town.schedule()
    found = said(town, the(town, schedule_messages.ANNOUNCEMENT, 1))
    assert (found.series, found.opens_series, found.coming_dates) == (None, False, ())


def test_next_dates_are_those_that_take_place_and_may_be_seen(town):
    town.schedule_series(AMARA, **SIX)
    town.cancel(2, AMARA)
    town.edit(3, AMARA, audience=Audience.MEMBERS)
    row = the(town, schedule_messages.ANNOUNCEMENT, 1)
    assert [d.number for d in said(town, row).coming_dates] == [4, 5, 6]
    inside = town.channel_reader(members_only=True)
    assert [d.number for d in said(town, row, inside).coming_dates] == [3, 4, 5]


def test_next_dates_go_on_where_the_series_was_changed(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    town.move(2, START + WEEK + DAY, scope=LATER)
    found = said(
        town,
        town.work.deliveries.posted_at(
            TECH, f"{the(town, schedule_messages.ANNOUNCEMENT, 1).id}.0"
        ),
    )
    assert found.opens_series
    assert [d.number for d in found.coming_dates] == [2, 3, 4]
    assert found.coming_dates[0].starts_at == START + WEEK + DAY
    assert found.series.last == START.date()


def test_a_changed_series_is_not_announced_again(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    town.move(2, START + WEEK + DAY, scope=LATER)
    assert not said(town, the(town, schedule_messages.ANNOUNCEMENT, 2), now=START).opens_series


def test_counts_are_by_person_and_by_member_organisation(town):
    town.schedule_series(**SIX)
    town.answer(AMARA, 1)
    town.answer(LIAM, 1)
    town.answer("U0NORA", 1)
    found = said(town, the(town, schedule_messages.ANNOUNCEMENT, 1))
    assert len(found.turnout.rsvps) == 3
    assert (found.turnout.members_coming, found.turnout.members_invited) == (2, 3)


def test_who_is_in_the_channel_now_is_invited(town):
    town.schedule_series(**SIX)
    town.answer(LIAM, 1)
    now_there = {TECH: channel(TECH, {LIAM, MINJI})}
    found = build_notification(
        the(town, schedule_messages.ANNOUNCEMENT, 1),
        Context(reader=town.channel_reader(), work=town.work, now=NOW),
        presence=now_there,
    )
    assert found.turnout.members_invited == 2
    assert [s.organisation for s in found.unsocial] == ["KCSC"]


# Changes ------------------------------------------------------------------------------------


def test_a_move_of_all_later_ones_says_the_rest(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    town.move(3, START + 2 * WEEK + DAY + HOUR, scope=LATER)
    found = said(town, the(town, schedule_messages.MOVED, 3))
    assert isinstance(found, ChangeNotice)
    assert found.was == "Tuesday 22 December 2026, 14:00 (Europe/London, UTC+0)"
    assert found.series_words == (
        "All later ones move with it. From now on: every week on Wednesday at 15:00 "
        f"(Europe/London), 4 times. Before: {TUESDAYS}."
    )


def test_what_stays_and_what_falls_away_is_said(town):
    rule = Rule(frequency=Frequency.MONTHLY_BY_DATE, until=date(2027, 6, 30))
    town.schedule_series(first=date(2027, 1, 30), rule=rule)
    town.post_due(NOW)
    start = town.kept(1).starts_at
    town.move(2, start + 58 * DAY)
    town.cancel(3)
    town.move(1, start + DAY, scope=LATER)
    words = said(town, the(town, schedule_messages.MOVED, 1)).series_words
    assert "D2 on Monday 29 March 2027, 15:00 (Europe/London, UTC+1) stays, since it was" in words
    assert "D3 stays cancelled." in words
    assert "D4 and D5 are cancelled: the series has no date for them any more." in words


def test_what_the_reader_may_not_see_is_not_named(town):
    town.schedule_series(AMARA, **SIX)
    town.post_due(NOW)
    town.edit(5, AMARA, audience=Audience.MEMBERS)
    town.move(5, START + 4 * WEEK + 2 * DAY, AMARA)
    town.move(3, START + 2 * WEEK + DAY, AMARA, scope=LATER)
    row = the(town, schedule_messages.MOVED, 3)
    assert "D5" not in said(town, row).series_words
    inside = town.channel_reader(members_only=True)
    assert "D5" in said(town, row, inside).series_words


def test_a_series_that_was_never_announced_needs_no_notice(town):
    town.schedule_series(**SIX)
    town.move(3, START + 2 * WEEK + DAY, scope=LATER)
    assert said(town, the(town, schedule_messages.MOVED, 3)) == Gone("not announced")
    town.cancel(2, scope=LATER)
    assert said(town, the(town, schedule_messages.CANCELLED, 2)) == Gone("not announced")


def test_there_and_back_before_anyone_heard_it_says_nothing(town):
    town.schedule_series(rule=Rule(frequency=Frequency.WEEKLY))
    town.post_due(NOW)
    town.move(3, START + 2 * WEEK + DAY, scope=LATER)
    town.move(3, START + 2 * WEEK, scope=LATER)
    assert said(town, the(town, schedule_messages.MOVED, 3)) == Gone("told already")


def test_twice_before_anyone_heard_it_says_what_was_told(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    town.move(3, START + 2 * WEEK + DAY, scope=LATER)
    town.move(3, START + 2 * WEEK + 2 * DAY, scope=LATER)
    found = said(town, the(town, schedule_messages.MOVED, 3))
    assert found.was.startswith("Tuesday 22 December 2026")
    assert "on Thursday" in found.series_words
    assert f"Before: {TUESDAYS}." in found.series_words


def test_after_it_was_heard_the_next_says_from_there(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    town.move(3, START + 2 * WEEK + DAY, scope=LATER)
    town.post_due(NOW + MINUTE)
    town.move(4, START + 3 * WEEK + 2 * DAY, now=NOW + HOUR)
    found = said(town, the(town, schedule_messages.MOVED, 4), now=NOW + HOUR)
    assert found.was.startswith("Wednesday 30 December 2026"), "D3's notice told of it"
    assert found.series_words is None
    town.move(3, START + 2 * WEEK + 3 * DAY, now=NOW + HOUR)
    found = said(town, the(town, schedule_messages.MOVED, 3), now=NOW + HOUR)
    assert found.was.startswith("Wednesday 23 December 2026")
    assert found.series_words is None


def test_a_later_one_moved_alone_is_told_since_the_series_was(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    town.move(4, START + 3 * WEEK + DAY)
    found = said(town, the(town, schedule_messages.MOVED, 4))
    assert found.was.startswith("Tuesday 29 December 2026")
    assert found.series_words is None


def test_those_who_were_told_of_nothing_are_told_of_no_change(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    town.move(3, START + 2 * WEEK + DAY, scope=LATER)
    notice = replace(the(town, schedule_messages.MOVED, 3), recipient=MINJI)
    assert said(town, notice, town.reader(MINJI)) == Gone("not announced")


def test_cancelling_all_later_ones_says_the_rest(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    town.cancel(3, scope=LATER, reason="The summer")
    found = said(town, the(town, schedule_messages.CANCELLED, 3))
    assert found.was is None
    assert found.series_words == (
        "The 3 later ones of its series are cancelled too, from D4 on Tuesday 29 December 2026, "
        "14:00 (Europe/London, UTC+0) to D6 on Tuesday 12 January 2027, 14:00 (Europe/London, "
        "UTC+0)."
    )


def test_cancelling_the_last_two_names_the_other(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    town.cancel(5, scope=LATER)
    words = said(town, the(town, schedule_messages.CANCELLED, 5)).series_words
    assert words.startswith("The later one of its series, D6 on Tuesday 12 January 2027")


def test_cancelling_one_alone_says_nothing_of_the_rest(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    town.cancel(5)
    found = said(town, the(town, schedule_messages.CANCELLED, 5))
    assert isinstance(found, ChangeNotice)
    assert found.series_words is None
