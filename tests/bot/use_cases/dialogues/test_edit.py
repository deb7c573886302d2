"""Editing: what changes in place, and what a new audience means for what is owed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import Owed, State, SubjectType
from bot.domain.errors import NotAllowed, NotValid, Refusal
from bot.use_cases.context import Context
from bot.use_cases.deliveries.builders import notification_for
from bot.use_cases.dialogues.messages.build import plan_closings
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    BOARD,
    GRACE,
    LIAM,
    MINJI,
    NOW,
    START,
    TECH,
    channel,
)


def edited(town, user_id=LIAM, *, now=NOW, **changes):
    return town.edit(1, user_id, now=now, **changes)


def test_title_link_and_length_change_in_place(town):
    town.schedule()
    town.post_due(NOW)
    changed = edited(town, title="New title", minutes=90, link="https://meet.example/2")
    kept = town.kept(1)
    assert kept == changed.after
    assert (kept.title, kept.minutes, kept.link) == ("New title", 90, "https://meet.example/2")
    assert (kept.revision, kept.sequence) == (1, 1)
    assert [row.kind for row in town.stale()] == ["dialogue.announcement"]
    assert {row.revision for row in town.owed("dialogue.reminder")} == {1}


@pytest.mark.parametrize("minutes", [30, 90])
def test_another_length_on_the_last_day_moves_what_is_owed_at_the_end(town, minutes):
    town.schedule()
    town.post_due(NOW)
    late = START - timedelta(hours=3)
    plan_closings(Context.system(town.work, late))
    edited(town, now=late, minutes=minutes)
    plan_closings(Context.system(town.work, late))
    end = START + timedelta(minutes=minutes)
    assert {row.due_at for row in town.owed("dialogue.closing")} == {end - timedelta(minutes=10)}
    assert {row.due_at for row in town.owed("dialogue.attendance")} == {end}
    assert len(town.owed("dialogue.reminder.60")) == len(town.owed("dialogue.begins")) == 1
    assert town.owed("dialogue.moved") == [], "nobody is told of a move that was none"


def test_the_notice_of_a_move_that_is_under_way_is_not_lost(town):
    """It was owed for the revision before this edit, and may not have gone out by then."""
    town.schedule()
    town.post_due(NOW)
    town.move(1, START + timedelta(hours=1))
    edited(town, AMARA, audience=Audience.NETWORK)
    (notice,) = town.owed("dialogue.moved")
    told = notification_for(notice, Context(reader=town.channel_reader(), work=town.work, now=NOW))
    assert told.was == "Tuesday 8 December 2026, 14:00 (Europe/London, UTC+0)"


def test_a_link_can_be_taken_away(town):
    town.schedule(link="https://meet.example/1")
    assert edited(town, link=None).after.link is None


def test_nothing_changed_is_no_change(town):
    before = town.schedule()
    town.post_due(NOW)
    assert edited(town, title=f" {before.title} ").nothing
    assert town.kept(1) == before
    assert town.stale() == ()


@pytest.mark.parametrize(
    ("change", "field"),
    [({"title": ""}, "title"), ({"minutes": 1}, "minutes"), ({"link": "no link"}, "link")],
)
def test_limits_hold_here_too(town, change, field):
    before = town.schedule()
    with pytest.raises(NotValid) as refused:
        edited(town, **change)
    assert refused.value.field == field
    assert town.kept(1) == before


def test_others_may_not(town):
    town.schedule()
    with pytest.raises(NotAllowed):
        edited(town, MINJI, title="Mine now")


def test_what_has_begun_is_not_edited(town):
    town.schedule()
    with pytest.raises(Refusal):
        edited(town, now=START, title="Too late")


def test_a_narrower_audience_owes_anew_before_anything_was_posted(town):
    town.schedule()
    edited(town, audience=Audience.MEMBERS)
    rows = town.owed()
    assert {(row.audience, row.revision) for row in rows} == {(Audience.MEMBERS, 2)}
    assert rows[0].kind == "dialogue.announcement"
    assert {row.audience for row in town.deliveries(state=State.DROPPED)} == {Audience.GROUP}


def test_what_observers_have_read_is_not_made_for_members_only(town):
    before = town.schedule()
    town.post_due(NOW)
    with pytest.raises(NotValid) as refused:
        edited(town, audience=Audience.MEMBERS)
    assert refused.value.field == "audience"
    assert refused.value.words == (
        "D1 is in the channel of Technology already, where others than members can read it. "
        "Please cancel it and schedule a new one for members only."
    )
    assert town.kept(1) == before


def test_where_only_members_read_the_channel_it_is(town):
    town.schedule(AMARA, group=town.board, audience=Audience.GROUP)
    town.post_due(NOW)
    assert edited(town, AMARA, audience=Audience.MEMBERS).after.audience is Audience.MEMBERS


@pytest.mark.parametrize("facts", [{"is_private": False}, {"is_shared": True}])
def test_nor_where_anyone_can_read(town, facts):
    town.schedule(AMARA, group=town.board, audience=Audience.GROUP)
    town.post_due(NOW)
    town.presence[BOARD] = channel(BOARD, {AMARA, LIAM}, **facts)
    with pytest.raises(NotValid):
        edited(town, AMARA, audience=Audience.MEMBERS)


def test_nor_where_one_cannot_tell_who_reads(town):
    town.schedule(AMARA, group=town.board, audience=Audience.GROUP)
    town.post_due(NOW)
    del town.presence[BOARD]
    with pytest.raises(NotValid):
        edited(town, GRACE, audience=Audience.MEMBERS)


def test_members_do_not_widen_and_may_keep_what_a_chair_widened(town):
    town.schedule()
    with pytest.raises(NotValid) as refused:
        edited(town, audience=Audience.NETWORK)
    assert refused.value.field == "audience"
    edited(town, AMARA, audience=Audience.NETWORK)
    assert edited(town, title="Mine, still wide").after.audience is Audience.NETWORK


def test_widening_announces_to_the_channel_that_had_not_seen_it(town):
    town.schedule(audience=Audience.MEMBERS)
    edited(town, audience=Audience.GROUP)
    (row,) = town.owed("dialogue.announcement")
    assert (row.recipient, row.audience, row.revision) == (TECH, Audience.GROUP, 2)


def test_who_narrows_is_told_where_it_can_be(town):
    """Of the digests those that were due since it exists, and every message about itself."""
    town.schedule(AMARA, group=town.board, audience=Audience.GROUP)
    town.post_due(NOW)
    digest = Owed(
        kind="digest.now",
        subject_type=SubjectType.DIGEST,
        subject_id=str(town.board.id),
        recipient=BOARD,
        due_at=NOW,
        useful_until=NOW + timedelta(days=1),
        audience=Audience.GROUP,
    )
    earlier = replace(digest, occurrence="earlier", due_at=NOW - timedelta(days=7))
    town.work.deliveries.owe([digest, earlier], NOW)
    town.post_due(NOW)
    assert edited(town, AMARA, title="As wide as before").redrawn == ()
    assert edited(town, AMARA, audience=Audience.MEMBERS).redrawn == (BOARD, BOARD)
    assert edited(town, AMARA, audience=Audience.GROUP).redrawn == ()
