"""Carrying over: where to, once, and never before those who may not know of it."""

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from tests.bot.use_cases.dialogues.town import AMARA, DAY, HOUR, LIAM, MINUTE, NORA, NOW, START, ZOE

OVER = START + 2 * HOUR


@pytest.fixture
def two(table):
    """Ids of "One" and "Two", which are accepted."""
    return [table.suggest(title, AMARA, minutes=20) for title in ("One", "Two")]


def another(table, ahead=7 * DAY, **wish):
    return table.town.schedule(AMARA, title=f"In {ahead}", starts_at=START + ahead, **wish).number


def test_it_is_suggested_for_the_next_one_of_the_group(table, two):
    another(table, 14 * DAY)
    number = another(table)
    done = table.carry(two[1], now=OVER)
    assert (done.dialogue.number, done.to.number) == (1, number)
    (item,) = table.read(number=number).suggested
    assert (item.title, item.minutes, item.carried_from, item.suggested_by) == ("Two", 20, 1, AMARA)
    assert ("Two", "carried", 2) in table.items()
    assert ("One", "accepted", 1) in table.items()


def test_several_keep_their_order(table, two):
    number = another(table)
    done = table.carry(*two[::-1], now=OVER)
    assert [item.title for item in done.items] == ["One", "Two"]
    assert [item.title for item in table.read(number=number).suggested] == ["One", "Two"]


def test_the_same_again_is_offered_once(table, two):
    number = another(table)
    table.carry(two[0], now=OVER)
    assert table.carry(*two, now=OVER).items[0].title == "Two"
    assert table.carry(*two, now=OVER).items == ()
    assert len(table.items(number)) == 2


def test_of_a_series_it_goes_to_its_next_date_even_if_another_is_nearer(table):
    first = table.town.schedule_series(AMARA, title="Weekly").dialogues[0].number
    item = table.suggest("Results", AMARA, number=first)
    another(table, DAY)
    assert table.carry(item, number=first, now=OVER).to.number == first + 1


def test_a_date_that_is_cancelled_is_passed_over(table):
    first = table.town.schedule_series(AMARA, title="Weekly").dialogues[0].number
    item = table.suggest("Results", AMARA, number=first)
    table.town.cancel(first + 1, AMARA)
    assert table.carry(item, number=first, now=OVER).to.number == first + 2


@pytest.mark.parametrize(
    ("mine", "other"),
    [(Audience.MEMBERS, Audience.GROUP), (Audience.GROUP, Audience.MEMBERS)],
)
def test_never_to_one_for_other_people(table, mine, other):
    number = another(table, HOUR, audience=mine)
    item = table.suggest("Results", AMARA, number=number)
    another(table, audience=other)
    with pytest.raises(Refusal, match=f"is planned after D{number} to carry them to"):
        table.carry(item, number=number, now=OVER)
    right = another(table, 8 * DAY, audience=mine)
    assert table.carry(item, number=number, now=OVER).to.number == right


def test_nor_to_another_group_or_one_that_has_begun(table, two):
    table.town.schedule(AMARA, group=table.town.board, title="Board", starts_at=START + DAY)
    another(table, HOUR)
    with pytest.raises(Refusal, match="No dialogue of Technology is planned after D1"):
        table.carry(*two, now=OVER)
    assert ("One", "accepted", 1) in table.items()


def test_from_the_start_on(table, two):
    another(table)
    with pytest.raises(Refusal, match=r"D1 begins on .*\. Until then, arrange its agenda\."):
        table.carry(*two, now=START - MINUTE)
    assert len(table.carry(*two, now=START).items) == 2


def test_only_what_stood_on_it(table, two):
    another(table)
    waiting = table.suggest("Suggested", LIAM)
    left = table.suggest("Left out", LIAM)
    table.arrange(two, [left])
    for item in (waiting, left, 99):
        with pytest.raises(NotValid, match="has changed meanwhile"):
            table.carry(two[0], item, now=OVER)
    assert ("One", "accepted", 1) in table.items()


def test_only_who_runs_the_group_carries_over(table, two):
    another(table)
    for user_id in (LIAM, NORA):
        with pytest.raises(NotAllowed):
            table.carry(*two, user_id=user_id, now=OVER)
    with pytest.raises(NotFound):
        table.carry(*two, user_id=ZOE, now=OVER)


def test_the_invitation_it_goes_to_is_shown_anew(table, two):
    another(table)
    table.town.post_due(NOW)
    table.carry(*two, now=OVER)
    assert [row.subject_id for row in table.town.stale()] == ["D2"]
