"""A change of many is told once, with its first one, as far as each reader may know the rest."""

from dataclasses import replace
from datetime import date

from bot.domain.audience import Audience
from bot.domain.message_kind import MessageKind
from bot.domain.notifications import ChangeNotice, Gone
from bot.domain.recurrence import Frequency, Rule
from bot.use_cases.dialogues.rules.series_links import Scope
from tests.bot.use_cases.dialogues.lettering import last_about, said
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    DAY,
    HOUR,
    MINJI,
    MINUTE,
    NOW,
    SIX,
    START,
    WEEK,
)

ONE, LATER, WHOLE = Scope
TUESDAYS = "every week on Tuesday at 14:00 (Europe/London), 6 times"


def test_a_move_of_all_later_ones_says_the_rest(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    town.move(3, START + 2 * WEEK + DAY + HOUR, scope=LATER)
    found = said(town, last_about(town, MessageKind.DIALOGUE_MOVED, 3))
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
    words = said(town, last_about(town, MessageKind.DIALOGUE_MOVED, 1)).series_words
    assert "D2 on Monday 29 March 2027, 15:00 (Europe/London, UTC+1) stays, since it was" in words
    assert "D3 stays cancelled." in words
    assert "D4 and D5 are cancelled: the series has no date for them any more." in words


def test_what_the_reader_may_not_see_is_not_named(town):
    town.schedule_series(AMARA, **SIX)
    town.post_due(NOW)
    town.edit(5, AMARA, audience=Audience.MEMBERS)
    town.move(5, START + 4 * WEEK + 2 * DAY, AMARA)
    town.move(3, START + 2 * WEEK + DAY, AMARA, scope=LATER)
    row = last_about(town, MessageKind.DIALOGUE_MOVED, 3)
    assert "D5" not in said(town, row).series_words
    inside = town.channel_reader(members_only=True)
    assert "D5" in said(town, row, inside).series_words


def test_a_series_that_was_never_announced_needs_no_notice(town):
    town.schedule_series(**SIX)
    town.move(3, START + 2 * WEEK + DAY, scope=LATER)
    assert said(town, last_about(town, MessageKind.DIALOGUE_MOVED, 3)) == Gone("not announced")
    town.cancel(2, scope=LATER)
    assert said(town, last_about(town, MessageKind.DIALOGUE_CANCELLED, 2)) == Gone("not announced")


def test_there_and_back_before_anyone_heard_it_says_nothing(town):
    town.schedule_series(rule=Rule(frequency=Frequency.WEEKLY))
    town.post_due(NOW)
    town.move(3, START + 2 * WEEK + DAY, scope=LATER)
    town.move(3, START + 2 * WEEK, scope=LATER)
    assert said(town, last_about(town, MessageKind.DIALOGUE_MOVED, 3)) == Gone("told already")


def test_twice_before_anyone_heard_it_says_what_was_told(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    town.move(3, START + 2 * WEEK + DAY, scope=LATER)
    town.move(3, START + 2 * WEEK + 2 * DAY, scope=LATER)
    found = said(town, last_about(town, MessageKind.DIALOGUE_MOVED, 3))
    assert found.was.startswith("Tuesday 22 December 2026")
    assert "on Thursday" in found.series_words
    assert f"Before: {TUESDAYS}." in found.series_words


def test_after_it_was_heard_the_next_says_from_there(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    town.move(3, START + 2 * WEEK + DAY, scope=LATER)
    town.post_due(NOW + MINUTE)
    town.move(4, START + 3 * WEEK + 2 * DAY, now=NOW + HOUR)
    found = said(town, last_about(town, MessageKind.DIALOGUE_MOVED, 4), now=NOW + HOUR)
    assert found.was.startswith("Wednesday 30 December 2026"), "D3's notice told of it"
    assert found.series_words is None
    town.move(3, START + 2 * WEEK + 3 * DAY, now=NOW + HOUR)
    found = said(town, last_about(town, MessageKind.DIALOGUE_MOVED, 3), now=NOW + HOUR)
    assert found.was.startswith("Wednesday 23 December 2026")
    assert found.series_words is None


def test_a_later_one_moved_alone_is_told_since_the_series_was(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    town.move(4, START + 3 * WEEK + DAY)
    found = said(town, last_about(town, MessageKind.DIALOGUE_MOVED, 4))
    assert found.was.startswith("Tuesday 29 December 2026")
    assert found.series_words is None


def test_those_who_were_told_of_nothing_are_told_of_no_change(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    town.move(3, START + 2 * WEEK + DAY, scope=LATER)
    notice = replace(last_about(town, MessageKind.DIALOGUE_MOVED, 3), recipient=MINJI)
    assert said(town, notice, town.reader(MINJI)) == Gone("not announced")


def test_cancelling_all_later_ones_says_the_rest(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    town.cancel(3, scope=LATER, reason="The summer")
    found = said(town, last_about(town, MessageKind.DIALOGUE_CANCELLED, 3))
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
    words = said(town, last_about(town, MessageKind.DIALOGUE_CANCELLED, 5)).series_words
    assert words.startswith("The later one of its series, D6 on Tuesday 12 January 2027")


def test_cancelling_one_alone_says_nothing_of_the_rest(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    town.cancel(5)
    found = said(town, last_about(town, MessageKind.DIALOGUE_CANCELLED, 5))
    assert isinstance(found, ChangeNotice)
    assert found.series_words is None
