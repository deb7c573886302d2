"""What goes on to the next date of a series by itself, once, and for the same people."""

from dataclasses import replace

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotValid
from bot.use_cases.agendas.carry import plan_agendas
from bot.use_cases.context import Context
from tests.bot.use_cases.dialogues.town import AMARA, DAY, HOUR, LIAM, NOW, START

OVER = START + 2 * HOUR


@pytest.fixture
def weekly(table):
    """The number of the first date of a weekly series."""
    return table.town.schedule_series(AMARA, title="Weekly").dialogues[0].number


def plan(table, now=OVER):
    return plan_agendas(Context.system(table.town.work, now))


def test_what_nobody_decided_about_is_suggested_again_until_a_chair_leaves_it(table, weekly):
    table.suggest("Results", LIAM, number=weekly)
    assert plan(table, START) == 0
    assert (plan(table), plan(table)) == (1, 0)
    (item,) = table.read(number=weekly + 1).suggested
    assert (item.title, item.suggested_by, item.carried_from) == ("Results", LIAM, weekly)
    assert table.items(weekly) == [("Results", "carried", 0)]
    table.arrange([], [item.id], number=weekly + 1)
    assert plan(table, OVER + 7 * DAY) == 0


def test_what_was_on_it_stays_done(table, weekly):
    table.suggest("Results", AMARA, number=weekly)
    assert plan(table) == 0


def test_the_template_goes_on_from_date_to_date_as_it_stands(table, weekly):
    one, two = [table.suggest(title, AMARA, number=weekly) for title in ("Welcome", "Results")]
    table.arrange([two, one], number=weekly, each_time=[one])
    assert [plan(table, OVER + weeks * 7 * DAY) for weeks in range(3)] == [1, 1, 1]
    assert table.items(weekly) == [("Results", "accepted", 1), ("Welcome", "accepted", 2)]
    assert table.items(weekly + 3) == [("Welcome", "accepted", 2)]
    (item,) = table.read(number=weekly + 3).accepted
    assert item.each_time
    table.arrange([item.id], number=weekly + 3)
    assert plan(table, OVER + 3 * 7 * DAY) == 0


def test_only_what_has_a_place_makes_the_template(table, weekly):
    item = table.suggest("Results", LIAM, number=weekly)
    with pytest.raises(NotValid) as refused:
        table.arrange([], number=weekly, each_time=[item])
    assert refused.value.field == "each_time"


def test_all_of_a_cancelled_date_goes_on_when_it_would_have_been(table, weekly):
    one, two = [table.suggest(title, AMARA, number=weekly) for title in ("Welcome", "Results")]
    table.arrange([one, two], number=weekly, each_time=[one])
    table.town.cancel(weekly, AMARA)
    assert (plan(table, NOW), plan(table)) == (0, 2)
    assert table.items(weekly + 1) == [("Welcome", "accepted", 1), ("Results", "suggested", 0)]


def test_where_no_date_is_planned_for_the_same_people_it_stays(table, weekly):
    table.suggest("Results", LIAM, number=weekly)
    for number in range(weekly + 1, weekly + 20):
        dialogue = table.town.kept(number)
        if dialogue is not None:
            table.town.work.dialogues.change(replace(dialogue, audience=Audience.MEMBERS))
    assert plan(table) == 0
    assert table.items(weekly) == [("Results", "suggested", 0)]


def test_without_a_series_nothing_moves_by_itself(table):
    table.town.schedule(AMARA, starts_at=START + 7 * DAY)
    table.suggest("Results", LIAM)
    assert plan(table) == 0
