"""Editing the words of one of a series and all later ones, or of all that are ahead."""

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotValid
from bot.domain.message_kind import MessageKind
from bot.domain.recurrence import Frequency, Rule
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.series.schedule import plan_series
from tests.bot.use_cases.dialogues.town import AMARA, DAY, HOUR, LIAM, NOW, SIX, START, WEEK

ONE, LATER, WHOLE = Scope


def titles(town, *ids):
    return {row.number: row.title for row in town.rows(*ids)}


def test_this_and_all_later_get_the_new_words(town):
    town.schedule_series(**SIX)
    town.answer(LIAM, 4)
    link = "https://meet.example/2"
    changed = town.edit(3, title="Age assurance", link=link, minutes=90, scope=LATER)
    assert set(titles(town, 1).values()) == {"CSAM roundtable", "Age assurance"}
    later = [town.kept(number) for number in (3, 4, 5, 6)]
    assert {(r.title, r.link, r.minutes) for r in later} == {("Age assurance", link, 90)}
    assert {(r.revision, r.sequence) for r in later} == {(1, 1)}
    assert [was.number for was, _ in changed.others] == [4, 5, 6]
    assert (changed.series.title, changed.series.link) == ("Age assurance", link)
    assert len(town.work.rsvps.of_dialogue(4)) == 1, "answers are kept"
    assert town.owed("dialogue.moved") == []
    assert {row.revision for row in town.deliveries()} == {1}


def test_what_is_planned_later_has_them_too(town):
    town.schedule_series()
    town.edit(3, title="Age assurance", scope=LATER)
    plan_series(Context.system(town.work, NOW + 8 * DAY))
    assert town.rows(1)[-1].title == "Age assurance"
    assert town.kept(1).title == "CSAM roundtable"


def test_the_whole_is_all_that_are_ahead(town):
    town.schedule_series(**SIX)
    town.edit(3, title="Age assurance", scope=WHOLE, now=START + HOUR)
    assert [n for n, title in titles(town, 1).items() if title == "Age assurance"] == [
        2,
        3,
        4,
        5,
        6,
    ]


def test_what_an_earlier_change_made_of_it_is_edited_too(town):
    town.schedule_series(**SIX)
    second = town.move(3, START + 2 * WEEK + DAY, scope=LATER).series
    town.edit(4, title="Age assurance", scope=WHOLE)
    assert set(titles(town, 1, second.id).values()) == {"Age assurance"}
    assert {town.work.series.get(each).title for each in (1, second.id)} == {"Age assurance"}


def test_one_with_words_of_its_own_keeps_them(town):
    town.schedule_series(**SIX)
    town.edit(4, title="Guest: NCMEC", link="https://meet.example/4")
    changed = town.edit(3, title="Age assurance", minutes=90, scope=LATER)
    kept = town.kept(4)
    assert (kept.title, kept.minutes) == ("Guest: NCMEC", 90)
    assert [row.number for row in changed.kept] == [4]
    assert [was.number for was, _ in changed.others] == [4, 5, 6]


def test_words_that_did_not_change_are_left_alone(town):
    town.schedule_series(**SIX)
    town.edit(4, link="https://meet.example/4")
    changed = town.edit(3, title="Age assurance", scope=LATER)
    assert town.kept(4).link == "https://meet.example/4"
    assert town.kept(4).title == "Age assurance"
    assert changed.kept == ()


def test_the_words_of_one_alone_can_become_those_of_all(town):
    town.schedule_series(**SIX)
    town.edit(3, title="Age assurance")
    town.edit(3, title="Age checks", scope=LATER)
    assert set(list(titles(town, 1).values())[2:]) == {"Age checks"}


def test_cancelled_ones_and_those_that_moved_on_their_own(town):
    town.schedule_series(**SIX)
    town.cancel(4)
    town.move(5, START + 4 * WEEK + DAY)
    town.edit(3, title="Age assurance", scope=LATER)
    assert town.kept(4).title == "CSAM roundtable"
    assert town.kept(5).title == "Age assurance"


def test_nothing_to_change_is_nothing(town):
    town.schedule_series(**SIX)
    assert town.edit(3, scope=WHOLE).nothing


def test_another_audience_is_owed_anew_at_its_time(town):
    town.schedule_series(AMARA, **SIX)
    town.post_due(NOW)
    town.edit(3, AMARA, audience=Audience.MEMBERS, scope=LATER)
    later = [town.kept(number) for number in (3, 4, 5, 6)]
    assert {(r.audience, r.revision) for r in later} == {(Audience.MEMBERS, 2)}
    invitations = [d for d in town.owed("dialogue.announcement") if d.revision == 2]
    assert [d.due_at for d in invitations] == [row.starts_at - WEEK for row in later]
    assert {d.audience for d in invitations} == {Audience.MEMBERS}
    assert town.work.series.get(1).audience is Audience.MEMBERS


def test_one_that_stands_in_a_mixed_channel_refuses_all(town):
    made = town.schedule_series(AMARA, **SIX)
    town.post_due(NOW)
    town.post_due(START)
    with pytest.raises(NotValid) as refused:
        town.edit(3, AMARA, audience=Audience.MEMBERS, scope=WHOLE)
    assert refused.value.field == "audience"
    assert refused.value.words.startswith("D1 is in the channel of Technology already")
    assert made.series.audience is Audience.GROUP


def invited(town, number):
    """When, and for which revision, as it stands now."""
    rows = [r for r in town.deliveries(MessageKind.ANNOUNCEMENT) if r.subject_id == f"D{number}"]
    row = max(rows, key=lambda r: r.revision)
    return row.due_at, row.revision


def test_an_invitation_that_was_put_off_stays_so(town):
    """Every day from three days ahead: each is invited to when the one before it begins."""
    first = NOW + 3 * DAY
    town.schedule_series(first=first.date(), rule=Rule(frequency=Frequency.DAILY, count=5))
    due = town.kept(2).starts_at
    assert invited(town, 3) == (due, 1)
    town.edit(3, audience=Audience.MEMBERS, now=due - HOUR)
    assert invited(town, 3) == (due, 2)
    town.move(3, town.kept(3).starts_at + 2 * HOUR, now=due - HOUR)
    assert invited(town, 3) == (due - HOUR, 3), "with the notice of its move"
