"""Addresses, Home tabs, drafts and acts to undo on both databases."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.dialogue import DialogueStatus, SeriesLink
from bot.domain.recurrence import Frequency, Rule, Series, Slot
from bot.ports.ledgers.personal import KEPT_FOR, CalendarAddress, Draft, UndoStep
from bot.use_cases.deliveries.plan import keep_house
from tests.storage.records import DAY, NOW, action, dialogue

LIAMS = CalendarAddress(workspace_id="T1", user_id="U0LIAM", secret_hash="first", created_at=NOW)


def test_keeping_a_new_one_ends_the_old_one(database):
    with database.transaction("T1") as work:
        work.calendars.keep_address(LIAMS)
        work.calendars.keep_address(replace(LIAMS, secret_hash="second"))
    with database.transaction("T1", write=False) as work:
        assert work.calendars.behind_secret("first") is None
        assert work.calendars.of_person("U0LIAM") == work.calendars.behind_secret("second")
        assert work.calendars.of_person("U0LIAM").created_at == NOW


def test_the_hash_names_its_person_in_whichever_workspace(database):
    with database.transaction("T1") as work:
        work.calendars.keep_address(LIAMS)
    with database.transaction("T2") as work:
        work.calendars.keep_address(replace(LIAMS, workspace_id="T2", secret_hash="theirs"))
        assert work.calendars.behind_secret("first") == LIAMS
        assert work.calendars.of_person("U0LIAM").secret_hash == "theirs"
        assert work.calendars.revoke_of("U0LIAM")
        assert not work.calendars.revoke_of("U0LIAM")
        assert work.calendars.behind_secret("first") == LIAMS


def test_an_address_is_kept_in_its_own_workspace(database):
    with database.transaction("T2") as work, pytest.raises(ValueError, match="own workspace"):
        work.calendars.keep_address(LIAMS)


SOON = NOW + timedelta(hours=1)


def test_it_is_published_after_each_opening_and_where_two_have_noted_theirs(database):
    with database.transaction("T1") as work:
        work.homes.note_opened("U0LIAM", NOW)
        (opened,) = work.homes.open_since(NOW)
        assert (opened.shows, opened.hash) == (None, None)
        work.homes.note_shown(opened, shows="one", published="h1")
    with database.transaction("T1") as work:
        one = work.homes.get("U0LIAM")
        assert (one.shows, one.hash) == ("one", "h1")
        work.homes.note_shown(one, shows="two", published="h2")
        work.homes.note_shown(one, shows="other", published="h3")
        both = work.homes.get("U0LIAM")
        assert (both.shows, both.hash) == (None, "h2")
        work.homes.note_shown(both, shows="two", published="h4")
        work.homes.note_opened("U0LIAM", SOON)
        assert work.homes.get("U0LIAM").shows is None
        assert not work.homes.open_since(SOON + timedelta(seconds=1))
    with database.transaction("T2") as work:
        assert work.homes.open_since(NOW) == ()


def test_those_that_were_left_are_known_until_they_show_what_they_must(database):
    with database.transaction("T1") as work:
        for user_id, at in (("U0LIAM", NOW), ("U0NORA", NOW), ("U0SORA", SOON)):
            work.homes.note_opened(user_id, at)
        work.homes.note_shown(work.homes.get("U0LIAM"), shows="nothing", published="h1")
        (left,) = work.homes.left_since(SOON, shows="nothing")
        assert left.user_id == "U0NORA"
        work.homes.note_shown(left, shows="nothing", published=None)
        assert work.homes.left_since(SOON, shows="nothing") == ()


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


SECOND = timedelta(seconds=1)
FIRST = Draft(user_id="U1", form="edit 1", view_id="V1", filled="one", typed_at=NOW, kept_at=NOW)
SINCE = NOW - KEPT_FOR


def kept(unit, user_id="U1", form="edit 1", since=SINCE):
    draft = unit.drafts.of(user_id, form, since)
    return draft.filled if draft else None


def test_the_last_key_counts_in_whichever_order_they_come(unit):
    unit.drafts.keep(replace(FIRST, filled="two", typed_at=NOW + SECOND))
    unit.drafts.keep(FIRST)
    assert kept(unit) == "two"
    unit.drafts.keep(replace(FIRST, view_id="V2", filled="opened again"))
    assert kept(unit) == "opened again"


def test_nobody_else_and_no_other_form_has_it(unit):
    unit.drafts.keep(FIRST)
    assert kept(unit, user_id="U2") is None
    assert kept(unit, form="edit 2") is None


def test_what_is_typed_comes_too_late_once_the_form_was_sent(unit):
    unit.drafts.keep(FIRST)
    unit.drafts.finish(FIRST)
    unit.drafts.keep(replace(FIRST, typed_at=NOW + SECOND))
    assert kept(unit) is None
    unit.drafts.keep(replace(FIRST, view_id="V2", filled="the next one"))
    assert kept(unit) == "the next one"


@pytest.mark.parametrize(("later", "left"), [(KEPT_FOR - SECOND, 1), (KEPT_FOR + SECOND, 0)])
def test_it_is_forgotten_after_a_day(unit, later, left):
    unit.drafts.keep(FIRST)
    assert (kept(unit, since=NOW + later - KEPT_FOR) is not None) == bool(left)
    keep_house(work=unit, now=NOW + later)
    assert len([1 for _ in [kept(unit)] if _]) == left


def test_all_of_a_persons_go_together(unit):
    unit.drafts.keep(FIRST)
    unit.drafts.keep(replace(FIRST, form="edit 2"))
    assert unit.drafts.forget_of("U1") == 2
