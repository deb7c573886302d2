"""An action is given to somebody, an organisation, or nobody."""

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotValid
from bot.use_cases.actions.owners import NOBODY, Owner
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    GONE,
    LIAM,
    MINJI,
    NORA,
    TODAY,
    YVES,
    assign,
    unchanged,
)


def test_a_new_owner_brings_their_organisation_and_zone(network):
    network.put(due_on=TODAY + 2 * DAY, snoozed_until=TODAY)
    outcome = assign(network, owner=Owner(user_id=MINJI), note="The draft is in the folder.")
    kept = network.stored()
    assert outcome.action == kept
    assert (kept.owner_user_id, kept.zone) == (MINJI, "Asia/Seoul")
    assert kept.owner_organisation_id == network.organisations["KCSC"].id
    assert (kept.due_on, kept.snoozed_until) == (TODAY + 2 * DAY, None)
    assert network.history() == [(LIAM, "assigned", "to @min-ji: The draft is in the folder.")]
    assert network.owed_days(MINJI) == ["2026-12-08", "2026-12-09", "2026-12-10"]


def test_to_an_organisation_and_to_nobody(network):
    network.put(due_on=TODAY)
    kcsc = network.organisations["KCSC"]
    given = assign(network, owner=Owner(organisation_id=kcsc.id)).action
    assert (given.owner_user_id, given.owner_organisation_id, given.zone) == (
        None,
        kcsc.id,
        "Asia/Seoul",
    )
    assert network.owed_days(MINJI)
    freed = assign(network, AMARA, owner=NOBODY).action
    assert (freed.owner_user_id, freed.owner_organisation_id, freed.zone) == (
        None,
        None,
        "Europe/London",
    )
    assert network.owed_days(AMARA)
    assert [detail for _, _, detail in network.history()] == ["to KCSC", "to nobody yet"]


def test_the_same_owner_again_has_no_effect(network):
    ofcom = network.organisations["Ofcom"].id
    before = network.put(owner_organisation_id=ofcom)
    outcome = assign(network, owner=Owner(user_id=LIAM))
    assert (outcome.changed, outcome.action) == (False, before)
    assert network.history() == []


@pytest.mark.parametrize("user_id", [YVES, GONE, "U0NEVER"])
def test_to_someone_who_is_not_there(network, user_id):
    before = network.put()
    error = unchanged(network, before, NotValid, assign, owner=Owner(user_id=user_id))
    assert error.field == "owner_user_id"


def test_a_members_only_action_is_not_given_to_an_observer(network):
    before = network.put(audience=Audience.MEMBERS)
    for owner in (
        Owner(user_id=NORA),
        Owner(organisation_id=network.organisations["NCMEC"].id),
    ):
        assert "could not see" in unchanged(network, before, NotValid, assign, owner=owner).words
