"""Arranging: order, what is left out, and what was suggested meanwhile."""

import pytest

from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from tests.bot.use_cases.dialogues.town import AMARA, GRACE, LIAM, NORA, NOW, START, ZOE


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
    before = list(table.town.work.journal.lines_about("D1"))
    table.arrange(three)
    assert table.town.stale() == ()
    assert list(table.town.work.journal.lines_about("D1")) == before
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
