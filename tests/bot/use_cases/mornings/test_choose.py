"""A person chooses the hour and the rhythm of their mornings; what was owed follows."""

import pytest

from bot.domain.delivery import State
from bot.domain.errors import NotValid
from bot.domain.person import HowOften
from bot.use_cases.context import Context
from bot.use_cases.mornings.plan import ChooseMornings, choose_mornings, plan_mornings
from tests.bot.use_cases.actions.network import DAY, LIAM, NOW, OLIVE, TODAY


def choose(network, rhythm=HowOften.DAILY, hour=9):
    return choose_mornings(ChooseMornings(rhythm=rhythm, hour=hour), network.by(LIAM))


def owed(network, user_id=LIAM):
    """Local days and hours; both live in London in winter."""
    rows = network.work.deliveries.of_recipient(user_id, NOW - DAY)
    return sorted(f"{r.due_at:%d %H}" for r in rows if r.state is State.OWED)


def test_what_is_owed_follows_the_choice(network):
    network.put(number=1, owner_user_id=LIAM, due_on=TODAY + DAY)
    network.put(number=2, owner_user_id=OLIVE, due_on=TODAY + DAY)
    plan_mornings(Context.system(network.work, NOW))
    before = owed(network)
    assert len(before) > 1
    days = [one[:2] for one in before]
    assert choose(network, hour=7).changed
    assert {one[3:] for one in owed(network)} == {"07"}
    assert not choose(network, hour=7).changed
    choose(network, HowOften.OFF)
    assert owed(network) == []
    plan_mornings(Context.system(network.work, NOW))
    assert owed(network) == []
    choose(network)
    assert [one[:2] for one in owed(network)] == days
    choose(network, HowOften.WEEKLY)
    assert owed(network) == [f"{TODAY:%d} 09"]
    assert owed(network, OLIVE) == before


def test_an_hour_at_which_nothing_would_help_is_refused(network):
    with pytest.raises(NotValid):
        choose(network, hour=18)
