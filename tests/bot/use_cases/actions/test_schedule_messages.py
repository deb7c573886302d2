"""Whose mornings an action is planned into, and whose are written again when it changes."""

from datetime import timedelta

import pytest

from bot.use_cases.actions.notifications import plan_nudges, take_back_nudges
from bot.use_cases.context import Context
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    LIAM,
    NOW,
    OLIVE,
    TODAY,
)

NINE, LATER = NOW + timedelta(minutes=5), NOW + timedelta(hours=1)


def concerned(network, action):
    plan_nudges(action, network.tech, Context.system(network.work, NOW))
    return network.owed_to()


@pytest.mark.parametrize(
    ("owner", "body", "people"),
    [
        (LIAM, None, {LIAM}),
        (LIAM, "Ofcom", {LIAM}),
        (None, "Ofcom", {LIAM, OLIVE}),
        (None, None, {AMARA}),
    ],
    ids=["an officer", "an officer of one", "an organisation", "nobody"],
)
def test_the_officer_else_the_organisation_else_the_chairs(network, owner, body, people):
    organisation = network.organisations.get(body)
    action = network.put(
        owner_user_id=owner,
        owner_organisation_id=organisation and organisation.id,
        due_on=TODAY,
    )
    assert concerned(network, action) == people


def test_what_is_due_far_ahead_or_never_concerns_its_owner_later_and_the_chairs_now(network):
    for number, due_on in enumerate((None, TODAY + 60 * DAY), 1):
        assert concerned(network, network.put(number, due_on=due_on)) == set()
    assert concerned(network, network.put(3, owner_user_id=None)) == {AMARA}


def test_what_was_just_given_concerns_its_owner_now_however_far_it_is(network):
    given = network.put(due_on=TODAY + 60 * DAY, given_at=NOW, given_by=AMARA)
    assert concerned(network, given) == {LIAM}


def test_what_is_settled_is_planned_for_nobody(network):
    done = network.put(due_on=TODAY, status="done", settled_at=NOW, settled_by=LIAM)
    assert concerned(network, done) == set()


def test_a_morning_with_the_old_action_is_written_again_while_it_can_be(network):
    """Before its posting begins; what is being posted already says what was true."""
    action = network.put(due_on=TODAY)
    plan_nudges(action, network.tech, Context.system(network.work, NOW))
    queue = network.work.queue
    (claimed,) = queue.claim_due(NINE, lease_until=LATER, limit=9)
    take_back_nudges(action, network.tech, Context.system(network.work, NINE))
    assert not queue.begin_post(claimed, NINE, lease_until=LATER)
    (again,) = queue.claim_due(NINE, lease_until=LATER, limit=9)
    assert queue.begin_post(again, NINE, lease_until=LATER)
    take_back_nudges(action, network.tech, Context.system(network.work, NINE))
    assert queue.claim_due(NINE, lease_until=LATER, limit=9) == ()
