"""What can be undone comes back as it was kept, on both databases, to its own person."""

from dataclasses import replace
from datetime import date, time, timedelta

from bot.domain.audience import Audience
from bot.domain.dialogue import DialogueStatus
from bot.domain.dialogue_revision import SeriesLink
from bot.domain.draft import KEPT_FOR
from bot.domain.recurrence import Frequency, Rule, Series, Slot
from bot.domain.undo import UndoStep
from bot.use_cases.deliveries.plan import keep_house
from tests.storage.records import DAY, NOW, action, dialogue

MINUTE = timedelta(minutes=1)


def step(**changes):
    before = action(1, 1, due_on=NOW.date(), snoozed_until=date(2026, 12, 5), note="ب & <x>")
    planned = dialogue(1, 1, series_id=3, series_date=date(2026, 12, 2), changed_at=NOW)
    series = Series(
        id=3,
        group_id=1,
        title="Weekly",
        first=date(2026, 12, 2),
        rule=Rule(frequency=Frequency.WEEKLY, count=6),
        slots=(Slot(clock=time(14), zone="Europe/London"),),
        minutes=60,
        audience=Audience.MEMBERS,
        created_by="U1",
        created_at=NOW,
    )
    made = {
        "who": "U1",
        "at": NOW,
        "did": "done",
        "actions": ((before, replace(before, settled_at=NOW + MINUTE / 7)),),
        "dialogues": ((planned, replace(planned, status=DialogueStatus.CANCELLED)),),
        "series": ((series, series.ending_before(date(2026, 12, 9))),),
        "links": (SeriesLink(series_id=3, ended_at=NOW),),
    }
    return UndoStep(**made | changes)


def test_a_step_comes_back_as_it_was_kept(unit):
    kept = unit.steps.keep(step())
    assert unit.steps.get("U1", kept) == step(id=kept)
    assert unit.steps.get("U2", kept) is None
    unit.steps.note_undone(kept, NOW + MINUTE)
    assert unit.steps.get("U1", kept) == step(id=kept, undone_at=NOW + MINUTE)


def test_the_newest_first_without_those_undone(unit):
    numbers = [unit.steps.keep(step(at=NOW + n * MINUTE)) for n in range(4)]
    unit.steps.keep(step(who="U2"))
    unit.steps.note_undone(numbers[2], NOW)
    found = [one.id for one in unit.steps.done_since("U1", NOW + MINUTE)]
    assert found == [numbers[3], numbers[1]]


def test_a_day_later_it_is_forgotten(unit):
    old, young = unit.steps.keep(step()), unit.steps.keep(step(at=NOW + DAY))
    assert keep_house(work=unit, now=NOW + KEPT_FOR + MINUTE) == 1
    assert unit.steps.get("U1", old) is None
    assert unit.steps.get("U1", young) is not None
