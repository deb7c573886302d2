"""An action is edited by its form; who can see it may change with it."""

from datetime import date

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotValid
from bot.use_cases.actions.owners import Owner, owner_of
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    LIAM,
    MINJI,
    NORA,
    OLIVE,
    TECH,
    TODAY,
    YVES,
    channel,
    edit,
    unchanged,
)


def test_everything_at_once(network):
    network.put(due_on=TODAY)
    kept = edit(
        network,
        title="Other",
        owner=Owner(user_id=MINJI),
        due_on=date(2027, 1, 4),
        audience=Audience.MEMBERS,
    ).action
    assert kept == network.stored()
    assert (kept.title, kept.owner_user_id, kept.zone) == ("Other", MINJI, "Asia/Seoul")
    assert (kept.due_on, kept.audience) == (date(2027, 1, 4), Audience.MEMBERS)
    assert network.history() == [
        (
            LIAM,
            "edited",
            "title, to @min-ji, due Monday 4 January 2027, audience members",
        )
    ]


def test_a_form_saved_as_it_opened_has_no_effect(network):
    ofcom = network.organisations["Ofcom"].id
    before = network.put(due_on=TODAY - 3 * DAY, owner_organisation_id=ofcom)
    for owner in (owner_of(before), Owner(user_id=LIAM, organisation_id=ofcom)):
        outcome = edit(network, owner=owner)
        assert (outcome.changed, outcome.action) == (False, before)
    assert network.history() == []


def test_what_stays_is_not_checked_again(network):
    """An overdue action of someone who left the channel can have its title corrected."""
    network.put(due_on=TODAY - 3 * DAY, owner_user_id=OLIVE)
    network.presence = {TECH: channel(TECH, {AMARA, LIAM})}
    kept = edit(network, AMARA, title="Corrected").action
    assert (kept.title, kept.owner_user_id, kept.due_on) == ("Corrected", OLIVE, TODAY - 3 * DAY)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 151}, "title"),
        ({"owner": Owner(user_id=YVES)}, "owner_user_id"),
        ({"owner": Owner(organisation_id=999)}, "organisation_id"),
        ({"due_on": TODAY - DAY}, "due_on"),
        ({"due_on": date(2099, 1, 1)}, "due_on"),
    ],
)
def test_each_field_names_itself(network, changes, field):
    before = network.put()
    assert unchanged(network, before, NotValid, edit, **changes).field == field


def test_narrowing_must_not_hide_it_from_its_owner(network):
    before = network.put(owner_user_id=NORA)
    error = unchanged(network, before, NotValid, edit, AMARA, audience=Audience.MEMBERS)
    assert error.field == "audience"
    assert error.words == (
        "A1 belongs to @nora, who could not see it then. "
        "Give it to someone else first, or choose another audience."
    )
    kept = edit(network, AMARA, audience=Audience.MEMBERS, owner=Owner(user_id=LIAM)).action
    assert (kept.owner_user_id, kept.audience) == (LIAM, Audience.MEMBERS)


def test_narrowing_must_not_hide_it_from_an_observer_organisation(network):
    ncmec = network.organisations["NCMEC"].id
    before = network.put(owner_user_id=None, owner_organisation_id=ncmec)
    error = unchanged(network, before, NotValid, edit, AMARA, audience=Audience.MEMBERS)
    assert "NCMEC" in error.words


def test_widening_and_nobodys_narrowing_are_free(network):
    network.put(owner_user_id=None, audience=Audience.MEMBERS)
    assert edit(network, AMARA, audience=Audience.GROUP).changed
    assert edit(network, AMARA, audience=Audience.MEMBERS).changed
