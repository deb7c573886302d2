"""The one notice of a move of many: about the first that has another time, and what it names."""

from dataclasses import replace
from datetime import date

from bot.domain.message_kind import MessageKind
from bot.domain.recurrence import Frequency, Rule
from bot.use_cases.context import Context
from bot.use_cases.dialogues.move import tell_of_move
from bot.use_cases.dialogues.revise import Changed
from bot.use_cases.dialogues.rules.series_links import Scope
from tests.bot.use_cases.dialogues.town import DAY, NOW, START, WEEK

LATER, WHOLE = Scope.LATER, Scope.WHOLE
NOTICES = (MessageKind.DIALOGUE_MOVED, MessageKind.DIALOGUE_CANCELLED)


def notices(town):
    return [(row.subject_id, str(row.kind)) for row in town.owed() if row.kind in NOTICES]


def noted(town, number):
    """What the notice about this dialogue will say of the others."""
    return town.work.revisions.series_changes(number)[-1]


def test_one_notice_is_owed_about_the_first_that_moves(town):
    town.schedule_series()
    series = town.move(3, START + 2 * WEEK + DAY, scope=LATER).series
    assert notices(town) == [("D3", "dialogue.moved")]
    change = noted(town, 3)
    assert (change.series_id, change.revision) == (series.id, 2)
    assert change.was == "every week on Tuesday at 14:00 (Europe/London)"


def test_where_the_first_ones_stay_it_is_about_the_first_that_does_not(town):
    """D1 would begin on Sunday, which is past: it stays, and D2 is told of."""
    town.schedule_series(first=NOW.date() + DAY)
    start = town.kept(1).starts_at
    town.move(3, start + 2 * WEEK - 2 * DAY, scope=WHOLE)
    assert notices(town) == [("D2", "dialogue.moved")]
    assert noted(town, 2).too_near == (1,)


def test_what_stays_and_what_falls_away_is_noted_with_it(town):
    rule = Rule(frequency=Frequency.MONTHLY_BY_DATE, until=date(2027, 6, 30))
    town.schedule_series(first=date(2027, 1, 30), rule=rule)
    start = town.kept(1).starts_at
    town.move(2, start + 58 * DAY)
    town.move(1, start + DAY, scope=LATER)
    change = noted(town, 1)
    assert (change.kept, change.cancelled) == ((2,), (4, 5))


def test_where_none_moves_the_first_that_falls_away_is_told_of(town):
    town.schedule_series()
    first, second, third = (town.kept(number) for number in (1, 2, 3))
    changed = Changed(before=first, after=first, group=town.tech, cancelled=(second, third))
    tell_of_move(changed, (), "every week", Context.system(town.work, NOW))
    assert notices(town) == [("D2", "dialogue.cancelled")]
    assert noted(town, 2).cancelled == (3,)
    tell_of_move(replace(changed, cancelled=()), (), "every week", Context.system(town.work, NOW))
    assert len(notices(town)) == 1
