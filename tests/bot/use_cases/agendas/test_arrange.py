"""Arranging: order, what is left out, and what was suggested meanwhile."""

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from bot.use_cases.agendas.arrange import MOST_ITEMS
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    DAY,
    GRACE,
    HOUR,
    LIAM,
    MINJI,
    MINUTE,
    NORA,
    NOW,
    PAT,
    START,
    ZOE,
)
from tests.journal import told_about


@pytest.fixture
def three(table):
    """Ids of three that are suggested."""
    return [table.suggest(title) for title in ("One", "Two", "Three")]


@pytest.mark.parametrize("user_id", [AMARA, GRACE])
def test_they_stand_in_the_order_that_is_given(table, three, user_id):
    one, two, rest = three
    agenda = table.arrange([rest, one], [two], user_id)
    assert [item.title for item in agenda.accepted] == ["Three", "One"]
    assert agenda.suggested == ()
    assert agenda.minutes == 20
    assert sorted(table.items()) == [
        ("One", "accepted", 2),
        ("Three", "accepted", 1),
        ("Two", "left_out", 0),
    ]


def test_what_is_named_in_neither_stays_as_it_was(table, three):
    one, two, rest = three
    table.arrange([one, two])
    agenda = table.arrange([two])
    assert [item.title for item in agenda.accepted] == ["Two", "One"], "behind those that are named"
    assert [item.id for item in agenda.suggested] == [rest]


def test_what_was_left_out_can_be_taken_on_again(table, three):
    table.arrange([], three)
    assert [item.id for item in table.arrange(three[:1]).accepted] == three[:1]


def test_the_same_again_changes_nothing_and_shows_nothing_anew(table, three):
    table.arrange(three)
    table.town.post_due(NOW)
    before = list(told_about(table.town.work, "D1"))
    table.arrange(three)
    assert table.town.stale() == ()
    assert list(told_about(table.town.work, "D1")) == before
    table.arrange(three[::-1])
    assert len(table.town.stale()) == 1


def test_what_is_of_another_dialogue_or_named_twice_changes_nothing(table, three):
    other = table.suggest("Elsewhere", number=table.town.schedule(title="Another").number)
    before = table.items()
    for accepted, left_out in (([other], []), ([99], []), (three[:1] * 2, []), (three, three[:1])):
        with pytest.raises(NotValid, match="has changed meanwhile"):
            table.arrange(accepted, left_out)
    assert table.items() == before
    assert table.items(2) == [("Elsewhere", "suggested", 0)]


def test_only_who_runs_the_group_arranges(table, three):
    for user_id in (LIAM, NORA):
        with pytest.raises(NotAllowed):
            table.arrange(three, user_id=user_id)
    with pytest.raises(NotFound):
        table.arrange(three, user_id=ZOE)


def test_not_once_it_has_begun_or_is_cancelled(table, three):
    with pytest.raises(Refusal, match="so its agenda is closed"):
        table.arrange(three, now=START)
    table.town.cancel(1)
    with pytest.raises(Refusal, match="Its agenda is closed"):
        table.arrange(three)


@pytest.mark.parametrize("user_id", [LIAM, MINJI, NORA])
def test_what_members_and_observers_suggest_waits_for_a_chair(table, user_id):
    table.suggest("Results", user_id)
    assert table.items() == [("Results", "suggested", 0)]
    assert table.read(user_id).may_arrange is False


@pytest.mark.parametrize("user_id", [AMARA, GRACE])
def test_what_a_chair_or_the_secretariat_suggests_stands_on_it_at_once_and_last(table, user_id):
    table.suggest("Opening", AMARA)
    table.suggest("Results", user_id)
    assert table.items() == [("Opening", "accepted", 1), ("Results", "accepted", 2)]


def test_the_invitation_is_shown_anew(table):
    table.town.post_due(NOW)
    table.suggest("Results")
    assert [row.kind for row in table.town.stale()] == ["dialogue.announcement"]


def test_the_same_item_of_the_same_person_is_there_once(table):
    assert table.suggest("Results") == table.suggest("  Results ")
    table.town.post_due(NOW)
    table.suggest("Results")
    assert table.town.stale() == ()
    assert table.suggest("Results", MINJI) != table.suggest("Results")
    assert len(table.items()) == 2


def test_one_that_was_left_out_may_be_suggested_again(table):
    table.arrange([], [table.suggest("Results")])
    table.suggest("Results")
    assert sorted(table.items()) == [("Results", "left_out", 0), ("Results", "suggested", 0)]


@pytest.mark.parametrize(("length", "given", "kept"), [(60, None, 10), (5, None, 5), (60, 60, 60)])
def test_how_long_it_takes(table, length, given, kept):
    number = table.town.schedule(title="Another", minutes=length).number
    table.suggest("Results", number=number, minutes=given)
    assert table.read(number=number).suggested[0].minutes == kept


@pytest.mark.parametrize("minutes", [0, -5, 61])
def test_longer_than_the_dialogue_or_nothing_is_refused(table, minutes):
    with pytest.raises(NotValid, match="lasts 1 hour; an item takes from 1 minute") as refused:
        table.suggest("Results", minutes=minutes)
    assert refused.value.field == "minutes"
    assert table.items() == []


@pytest.mark.parametrize("title", ["", "  ", "x" * 151])
def test_a_title_is_needed_and_not_endless(table, title):
    with pytest.raises(NotValid) as refused:
        table.suggest(title)
    assert refused.value.field == "title"


def test_an_agenda_is_full_at_some_point(table):
    for number in range(MOST_ITEMS):
        table.suggest(f"Number {number}")
    with pytest.raises(NotValid, match=f"holds {MOST_ITEMS} items"):
        table.suggest("One too many")
    first = table.read().suggested[0].id
    assert table.suggest("Number 0") == first, "what is there already is no further one"
    table.arrange([], [first])
    table.suggest("One in its place")


def test_a_presenter_is_named(table):
    table.suggest("Figures", presenter_user_id=NORA)
    agenda = table.read(LIAM)
    assert agenda.presenter(agenda.suggested[0]) == "nora"
    table.suggest("Results")
    agenda = table.read(LIAM)
    assert agenda.presenter(agenda.suggested[1]) == "liam", "unless another is named"


@pytest.mark.parametrize(
    ("presenter", "audience", "name"),
    [
        (ZOE, Audience.GROUP, "zoe"),
        (NORA, Audience.MEMBERS, "nora"),
        (PAT, Audience.MEMBERS, "pat"),
    ],
)
def test_who_could_not_see_it_can_not_present(table, presenter, audience, name):
    number = table.town.schedule(title="Another", audience=audience).number
    with pytest.raises(NotValid, match=f"@{name} could not see D2") as refused:
        table.suggest("Figures", number=number, presenter_user_id=presenter)
    assert refused.value.field == "presenter"
    assert table.items(number) == []


def test_who_reads_everything_of_the_network_still_suggests_nothing_elsewhere(table):
    number = table.town.schedule(AMARA, title="For all", audience=Audience.NETWORK).number
    with pytest.raises(NotAllowed, match="can suggest an agenda item"):
        table.suggest("Results", ZOE, number=number)
    assert table.items(number) == []


def test_what_may_not_be_seen_is_not_there(table):
    number = table.town.schedule(title="Another", audience=Audience.MEMBERS).number
    for user_id, asked in ((NORA, number), (PAT, number), (ZOE, 1), (LIAM, 99)):
        with pytest.raises(NotFound, match=f"D{asked}"):
            table.suggest("Results", user_id, number=asked)
        with pytest.raises(NotFound, match=f"D{asked}"):
            table.read(user_id, number=asked)


@pytest.mark.parametrize("user_id", [LIAM, AMARA])
def test_it_is_closed_from_the_start_on(table, user_id):
    table.suggest("Just in time", user_id, now=START - MINUTE)
    for now in (START, START + HOUR, START + DAY):
        with pytest.raises(Refusal, match=r"D1 began on .*, so its agenda is closed\."):
            table.suggest("Too late", user_id, now=now)


def test_that_of_a_cancelled_one_is_closed(table):
    table.town.cancel(1, reason="the report is late")
    with pytest.raises(Refusal, match=r"D1 is cancelled: the report is late\. Its agenda"):
        table.suggest("Results")
