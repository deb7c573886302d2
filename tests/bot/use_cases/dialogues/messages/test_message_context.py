"""The facts of a message: series, next dates, who comes and who is invited, for its readers."""

from bot.domain.audience import Audience
from bot.domain.message_kind import MessageKind
from bot.domain.notifications import Announcement
from bot.use_cases.context import Context
from bot.use_cases.deliveries.builders import notification_for
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.show import show_dialogue
from tests.bot.use_cases.dialogues.lettering import last_about, said
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    DAY,
    LIAM,
    MINJI,
    NORA,
    NOW,
    SIX,
    START,
    TECH,
    WEEK,
    channel,
)

ONE, LATER, WHOLE = Scope


def test_the_first_announces_the_series_and_its_next_dates(town):
    made = town.schedule_series(**SIX)
    found = said(town, last_about(town, MessageKind.ANNOUNCEMENT, 1))
    assert isinstance(found, Announcement)
    assert found.opens_series
    assert found.series == made.series
    assert found.coming_dates == made.dialogues[1:4]


def test_the_later_ones_are_their_own_and_name_the_series(town):
    made = town.schedule_series(**SIX)
    found = said(town, last_about(town, MessageKind.ANNOUNCEMENT, 2), now=START)
    assert (found.opens_series, found.coming_dates) == (False, ())
    assert found.series == made.series


def test_an_open_date_of_a_members_only_series_tells_nothing_of_the_series(town):
    """What observers get of it; members are told as before."""
    made = town.schedule_series(audience=Audience.MEMBERS, **SIX)
    town.edit(1, AMARA, audience=Audience.GROUP)
    invitation = last_about(town, MessageKind.ANNOUNCEMENT, 1)
    open_to_all = said(town, invitation)
    assert isinstance(open_to_all, Announcement)
    assert (open_to_all.series, open_to_all.opens_series) == (None, False)
    assert open_to_all.coming_dates == ()
    seen = {user: show_dialogue(1, town.by(user)) for user in (MINJI, NORA)}
    assert (seen[NORA].series, seen[NORA].coming_dates) == (None, ())
    assert seen[MINJI].series == made.series
    assert seen[MINJI].coming_dates == made.dialogues[1:4]


def test_a_dialogue_alone_has_none_of_it(town):
    town.schedule()
    found = said(town, last_about(town, MessageKind.ANNOUNCEMENT, 1))
    assert (found.series, found.opens_series, found.coming_dates) == (None, False, ())


def test_next_dates_are_those_that_take_place_and_may_be_seen(town):
    town.schedule_series(AMARA, **SIX)
    town.cancel(2, AMARA)
    town.edit(3, AMARA, audience=Audience.MEMBERS)
    row = last_about(town, MessageKind.ANNOUNCEMENT, 1)
    assert [d.number for d in said(town, row).coming_dates] == [4, 5, 6]
    inside = town.channel_reader(members_only=True)
    assert [d.number for d in said(town, row, inside).coming_dates] == [3, 4, 5]


def test_next_dates_go_on_where_the_series_was_changed(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    town.move(2, START + WEEK + DAY, scope=LATER)
    announced = last_about(town, MessageKind.ANNOUNCEMENT, 1)
    found = said(town, town.work.deliveries.posted_at(TECH, f"{announced.id}.0"))
    assert found.opens_series
    assert [d.number for d in found.coming_dates] == [2, 3, 4]
    assert found.coming_dates[0].starts_at == START + WEEK + DAY
    assert found.series.last == START.date()


def test_a_changed_series_is_not_announced_again(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    town.move(2, START + WEEK + DAY, scope=LATER)
    assert not said(town, last_about(town, MessageKind.ANNOUNCEMENT, 2), now=START).opens_series


def test_counts_are_by_person_and_by_member_organisation(town):
    town.schedule_series(**SIX)
    town.answer(AMARA, 1)
    town.answer(LIAM, 1)
    town.answer("U0NORA", 1)
    found = said(town, last_about(town, MessageKind.ANNOUNCEMENT, 1))
    assert len(found.turnout.rsvps) == 3
    assert (found.turnout.members_coming, found.turnout.members_invited) == (2, 3)


def test_who_is_in_the_channel_now_is_invited(town):
    town.schedule_series(**SIX)
    town.answer(LIAM, 1)
    now_there = {TECH: channel(TECH, {LIAM, MINJI})}
    found = notification_for(
        last_about(town, MessageKind.ANNOUNCEMENT, 1),
        Context(reader=town.channel_reader(), work=town.work, now=NOW, presence=now_there),
    )
    assert found.turnout.members_invited == 2
    assert [s.organisation for s in found.unsocial] == ["KCSC"]
