"""What was promised, done and late in a quarter, by organisation, in each owner's own days."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event

from bot.domain.action_item import ActionStatus
from bot.domain.errors import NotAllowed
from bot.domain.stocktake import Quarter, StockCounts, StockLine
from bot.use_cases.stocktake.gather import is_in_stock, take_stock
from tests.bot.use_cases.practices.network import (
    AMARA,
    GRACE,
    LIAM,
    MINJI,
    NORA,
    action,
)

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
Q3 = Quarter(2026, 3)
NONE = StockCounts()


def at(day, hour=12):
    return datetime.fromisoformat(f"{day}T{hour:02}:00+00:00")


@pytest.fixture
def put(network):
    """An action of Ofcom's, through Liam, in London unless told otherwise."""
    numbers = iter(range(1, 100))

    def put(logged, due=None, done=None, status=ActionStatus.DONE, **changes):
        fields = {
            "owner_organisation_id": network.organisations["Ofcom"].id,
            "owner_user_id": LIAM,
            "created_at": at(logged),
            "due_on": date.fromisoformat(due) if due else None,
        }
        if done:
            fields |= {"status": status, "settled_at": done, "settled_by": LIAM}
        made = action(next(numbers), network.tech.id, **(fields | changes))
        network.work.actions.add(made)
        return made

    return put


def stock(network, quarter=Q3, who=AMARA, now=NOW):
    return take_stock(network.tech.id, quarter, network.by(who, now))


def ofcom(taken):
    (line,) = [line for line in taken.lines if line.name == "Ofcom"]
    return line


def counts(promised=0, done=0, late=0):
    return StockCounts(promised=promised, done=done, late=late)


def test_each_quarter_counts_its_own_and_the_one_before_stands_beside_it(network, put):
    put("2026-05-01", due="2026-06-10", done=at("2026-06-01"))
    put("2026-05-01", due="2026-08-10", done=at("2026-08-01"))
    put("2026-07-01")
    put("2026-09-30", due="2026-12-01")
    put("2026-10-01", due="2026-12-01")
    taken = stock(network, quarter=None)
    assert (taken.quarter, taken.over) == (Q3, True)
    assert ofcom(taken) == StockLine(
        name="Ofcom", now=counts(promised=2, done=1), before=counts(promised=2, done=1)
    )
    assert ofcom(stock(network, Quarter(2026, 4))).now == counts(promised=1)
    assert not stock(network, Quarter(2026, 4)).over


@pytest.mark.parametrize(
    ("due", "done", "late", "before"),
    [
        ("2026-08-10", at("2026-08-10", 22), 0, 0),
        ("2026-08-10", at("2026-08-10", 23), 1, 0),
        ("2026-06-30", at("2026-06-30", 23), 1, 0),
        ("2026-06-29", at("2026-06-30", 12), 0, 1),
        ("2026-06-29", at("2026-07-01", 12), 1, 1),
        ("2026-09-30", at("2026-10-05"), 0, 0),
        ("2026-09-29", at("2026-10-05"), 1, 0),
        ("2026-09-29", None, 1, 0),
        ("2026-09-30", None, 0, 0),
        ("2026-05-20", None, 1, 1),
        (None, at("2026-08-10"), 0, 0),
    ],
    ids=lambda value: f"{value:%m-%dT%H}" if isinstance(value, datetime) else str(value),
)
def test_late_is_what_was_open_after_its_due_day_where_its_owner_is(
    network, put, due, done, late, before
):
    """In London summer time the day ends at 23:00 UTC."""
    put("2026-05-01", due=due, done=done)
    line = ofcom(stock(network))
    assert (line.now.late, line.before.late) == (late, before)


def test_a_running_quarter_looks_at_the_day_where_each_owner_is(network, put):
    put("2026-11-01", due="2026-11-22", zone="Asia/Seoul")
    put("2026-11-01", due="2026-11-22", zone="America/New_York")
    put("2026-11-01", due="2026-11-23", zone="Asia/Seoul")
    evening = at("2026-11-22", 20)
    assert ofcom(stock(network, Quarter(2026, 4), now=evening)).now.late == 1
    assert ofcom(stock(network, Quarter(2026, 4), now=at("2026-11-23", 20))).now.late == 3


def test_what_was_dropped_or_opened_again_or_changed_hands(network, put):
    put("2026-07-01", due="2026-07-10", done=at("2026-07-20"), status=ActionStatus.DROPPED)
    again = put("2026-07-01", due="2026-12-10", done=at("2026-07-20"))
    opened = replace(again, status=ActionStatus.OPEN, settled_at=None, settled_by=None)
    network.work.actions.change(opened)
    kcsc = network.organisations["KCSC"].id
    put("2026-07-01", owner_organisation_id=kcsc, owner_user_id=MINJI)
    put("2026-07-01", owner_organisation_id=None, owner_user_id=MINJI)
    put("2026-07-01", owner_organisation_id=None, owner_user_id=None)
    assert [(line.name, line.now) for line in stock(network).lines] == [
        ("KCSC", counts(promised=2)),
        ("Ofcom", counts(promised=2, late=1)),
        (None, counts(promised=1)),
    ]
    assert stock(network).total.now == counts(promised=5, late=1)


def test_only_chairs_and_the_secretariat_and_few_questions(network, put):
    put("2026-07-01")
    for user_id in (LIAM, NORA):
        with pytest.raises(NotAllowed, match="Only a chair of Technology can take stock"):
            stock(network, who=user_id)
    assert stock(network, who=GRACE) == stock(network)
    asked = []
    connection = network.work.actions._connection
    event.listen(connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
    stock(network)
    assert len([one for one in asked if "FROM actions" in one]) == 3


def test_a_quarter_without_actions_has_nothing_to_say(network, put):
    context = network.by(AMARA, NOW)
    assert stock(network).lines == ()
    assert not is_in_stock(network.tech, Q3, context)
    put("2026-05-01", due="2026-09-01")
    assert is_in_stock(network.tech, Q3, context)
    assert not is_in_stock(network.tech, Quarter(2026, 2).before, context)
