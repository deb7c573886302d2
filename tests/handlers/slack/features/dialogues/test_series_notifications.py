"""Notifications of a series: its announcement, later invitations, and notices that tell of many."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.dialogue import DialogueStatus
from bot.domain.notifications import Announcement, LocalStart
from bot.domain.recurrence import Frequency, Rule, Series, Slot
from handlers.sandbox.validation.messages import checked_content
from handlers.slack.features.dialogues.notifications import RENDERERS
from handlers.slack.kit.fallback import fallback_text
from tests.handlers.slack.features.dialogues.test_notifications import (
    DIALOGUE,
    NOW,
    announcement,
    buttons,
    notice,
    reminder,
    words,
)

SERIES = Series(
    id=1,
    group_id=1,
    title=DIALOGUE.title,
    first=date(2026, 12, 8),
    rule=Rule(frequency=Frequency.WEEKLY, interval=2, until=date(2027, 6, 30)),
    slots=(Slot(clock=time(14), zone="Europe/London"),),
    minutes=60,
    audience=Audience.GROUP,
    created_by="U1",
    created_at=NOW,
)
FIRST = replace(DIALOGUE, series_id=1, series_date=SERIES.first)
NEXT = tuple(
    replace(
        DIALOGUE,
        number=12 + n,
        series_id=1,
        starts_at=DIALOGUE.starts_at + timedelta(weeks=2 * n),
        wall=DIALOGUE.wall + timedelta(weeks=2 * n),
    )
    for n in (1, 2, 3)
)


def opening(**changes):
    opened = {"dialogue": FIRST, "opens_series": True, "coming_dates": NEXT, "series": SERIES}
    return announcement(**opened | changes)


SATURDAY = replace(
    FIRST,
    starts_at=FIRST.starts_at + timedelta(days=4),
    wall=FIRST.wall + timedelta(days=4),
)
SEOUL = LocalStart(organisation="KCSC", zone="Asia/Seoul", clock="23:00", days_off=0)
MONTHLY = Rule(frequency=Frequency.MONTHLY_BY_DATE)


@pytest.mark.parametrize(
    ("rule", "opens", "says"),
    [
        (Rule(frequency=Frequency.DAILY, count=5), True, "23:00 in Seoul (KCSC)"),
        (MONTHLY, True, "23:00 in Seoul (KCSC)"),
        (MONTHLY, False, "23:00 on Saturday in Seoul (KCSC)"),
        (Rule(frequency=Frequency.WEEKLY), True, "23:00 on Saturday in Seoul (KCSC)"),
    ],
)
def test_what_tells_of_many_dates_names_a_weekday_only_if_it_is_that_of_all(rule, opens, says):
    notification = opening(
        dialogue=SATURDAY,
        series=replace(SERIES, rule=rule),
        opens_series=opens,
        unsocial=(SEOUL,),
    )
    assert f"Out of hours: {says}." in words(notification)


def test_a_notice_of_many_names_no_weekday_either():
    daily = replace(SERIES, rule=Rule(frequency=Frequency.DAILY, count=5))
    moved = {"dialogue": SATURDAY, "series": daily, "unsocial": (SEOUL,), "was": "Monday"}
    alone = words(notice(**moved))
    along = words(notice(**moved, series_words="All later ones move with it."))
    assert "Out of hours: 23:00 on Saturday in Seoul (KCSC)." in alone
    assert "Out of hours: 23:00 in Seoul (KCSC)." in along


def test_the_announcement_tells_of_the_whole_series():
    said = words(opening())
    assert (
        "A series, every 2 weeks on Tuesday at 14:00 (Europe/London), "
        "until Wednesday 30 June 2027.\n"
        "15 dates until Tuesday 22 June 2027.\n"
        "Next\n"
    ) in said
    assert "• <!date^1797948000^{date_long} at {time}|Tuesday 22 December 2026, 14:00" in said
    assert said.count("• <!date^") == 3
    assert said.endswith("D12 · Technology · ↻ every 2 weeks on Tuesday")
    assert buttons(opening())["dialogue.rsvp:going"] == ("Going 3", "D12|going|")


def test_a_series_without_end_says_so():
    endless = replace(SERIES, rule=replace(SERIES.rule, until=None))
    assert "No end is set." in words(opening(series=endless))


def test_an_announcement_whose_series_has_nothing_more_to_come_lists_no_dates():
    assert "Next" not in words(opening(coming_dates=()))


def test_a_later_invitation_is_marked_and_no_longer():
    said = words(opening(opens_series=False, coming_dates=()))
    assert said.endswith("D12 · Technology · ↻ every 2 weeks on Tuesday")
    assert "A series" not in said


def test_a_reminder_of_one_is_marked():
    notification = reminder(FIRST, series=SERIES)
    assert words(notification).endswith("↻ every 2 weeks on Tuesday")


def test_one_notice_tells_of_all_that_moved():
    along = "All later ones move with it. From now on: every week on Wednesday."
    notification = notice(FIRST, was="Monday", series_words=along, series=SERIES)
    said = words(notification)
    assert along in said
    assert said.index("Before: Monday") < said.index(along)
    assert said.index(along) < said.index("Please answer again: the time has changed.")


def test_one_notice_tells_of_all_that_are_off():
    off = replace(FIRST, status=DialogueStatus.CANCELLED, reason="Budget.")
    along = "The 12 later ones of its series are cancelled too."
    notification = notice(off, series_words=along, series=SERIES)
    assert along in words(notification)
    assert buttons(notification) == {}


def test_times_that_take_turns_are_named_with_their_zones():
    slots = (
        Slot(clock=time(9), zone="Europe/London"),
        Slot(clock=time(15), zone="Asia/Seoul"),
    )
    said = words(opening(series=replace(SERIES, slots=slots)))
    assert "at 09:00 (Europe/London) and 15:00 (Asia/Seoul) in turn" in said


@pytest.mark.parametrize("title", ["&" * 150, "نقاش حول السلامة على الإنترنت", "🙂" * 150])
def test_with_any_title_it_stays_within_slacks_limits(title):
    long = replace(FIRST, title=title, link=f"https://meet.example/{'x' * 1_979}")
    slots = tuple(
        Slot(clock=time(h), zone="America/Argentina/ComodRivadavia") for h in (1, 2, 3, 4)
    )
    notification = opening(dialogue=long, series=replace(SERIES, title=title, slots=slots))
    blocks = RENDERERS[Announcement](notification)
    checked_content(fallback_text(blocks), blocks, longest=4_000)
