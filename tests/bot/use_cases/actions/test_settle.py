"""Done, reopened, dropped, snoozed: who may, and with no second effect."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from bot.domain.errors import NotAllowed, NotFound, NotValid
from bot.use_cases.actions.settle import (
    CompleteAction,
    DropAction,
    complete_action,
    drop_action,
    reopen_action,
)
from tests.bot.use_cases.actions.network import (
    AMARA,
    GRACE,
    LIAM,
    MINJI,
    NORA,
    NOW,
    OLIVE,
    PAT,
    TODAY,
    YVES,
    complete,
    snooze,
    unchanged,
)

LATER = NOW + timedelta(hours=3)


def reopen(network, user_id=LIAM, now=NOW):
    return reopen_action(1, context=network.by(user_id, now))


def drop(network, user_id=LIAM, reason="The law changed", now=NOW):
    return drop_action(DropAction(1, reason), context=network.by(user_id, now))


# Done ------------------------------------------------------------------------------------------


def test_done_with_a_note(network):
    network.put(snoozed_until=TODAY)
    outcome = complete(network, note=" sent to all \n")
    assert outcome.changed
    assert outcome.action == network.stored()
    kept = network.stored()
    assert (kept.status, kept.note) == (ActionStatus.DONE, "sent to all")
    assert (kept.settled_by, kept.settled_at, kept.snoozed_until) == (LIAM, NOW, None)
    assert network.history() == [(LIAM, "done", "sent to all")]


def test_done_twice_has_one_effect(network):
    network.put()
    complete(network, note="first")
    again = complete(network, AMARA, note="second", now=LATER)
    assert not again.changed
    assert (again.action.note, again.action.settled_by) == ("first", LIAM)
    assert len(network.history()) == 1


def test_done_on_what_was_given_up_says_so(network):
    before = network.put(status=ActionStatus.DROPPED, note="why", settled_at=NOW, settled_by=AMARA)
    outcome = complete(network)
    assert (outcome.changed, outcome.action) == (False, before)


@pytest.mark.parametrize(
    ("owner", "allowed"),
    [
        ({"owner_user_id": LIAM}, {LIAM, AMARA, GRACE}),
        ({"owner_user_id": NORA}, {NORA, AMARA, GRACE}),
        ({"owner_user_id": PAT}, {PAT, AMARA, GRACE}),
        ({"owner_user_id": None}, {AMARA, GRACE}),
        ({"owner_user_id": None, "owner_organisation_id": "Ofcom"}, {LIAM, OLIVE, AMARA, GRACE}),
        ({"owner_user_id": None, "owner_organisation_id": "NCMEC"}, {NORA, AMARA, GRACE}),
        ({"owner_user_id": LIAM, "owner_organisation_id": "Ofcom"}, {LIAM, AMARA, GRACE}),
    ],
)
@pytest.mark.parametrize("user_id", [AMARA, LIAM, OLIVE, MINJI, NORA, PAT, GRACE])
def test_who_may_complete_and_reopen(network, owner, allowed, user_id):
    name = owner.get("owner_organisation_id")
    ids = {"owner_organisation_id": network.organisations[name].id} if name else {}
    before = network.put(created_by=MINJI, **{**owner, **ids})
    if user_id in allowed:
        assert complete(network, user_id).changed
        assert reopen(network, user_id).changed
    else:
        words = unchanged(network, before, NotAllowed, complete, user_id).words
        assert words == (
            "Only its owner or a chair of Technology can complete or reopen this "
            "action. Chair: @amara."
        )


def test_what_may_not_be_seen_cannot_be_found(network):
    """A wrong number, another group's, members' only: the same words for all."""
    hidden = network.put(1, owner_user_id=AMARA, audience=Audience.MEMBERS)
    words = unchanged(network, hidden, NotFound, complete, NORA).words
    assert words == "I can't find A1 in a group you belong to."
    assert unchanged(network, hidden, NotFound, reopen, YVES).words == words
    assert unchanged(network, hidden, NotFound, drop, YVES).words == words
    assert unchanged(network, hidden, NotFound, snooze, NORA).words == words
    with pytest.raises(NotFound, match="find A99 in a group you belong to"):
        complete_action(CompleteAction(99), context=network.by(AMARA))


def test_a_note_has_its_limit(network):
    before = network.put()
    words = unchanged(network, before, NotValid, complete, note="x" * 2_001).words
    assert "the limit is 2000" in words
    assert complete(network, note="x" * 2_000).changed


# Reopen ----------------------------------------------------------------------------------------


def test_reopening_undoes_done_and_brings_the_morning_back(network):
    before = network.put(due_on=TODAY)
    complete(network)
    assert not network.mornings(LIAM)
    assert reopen(network).action == replace(before, changed_at=NOW) == network.stored()
    assert network.owed_days(LIAM) == ["2026-12-07", "2026-12-08", "2026-12-09"]
    assert [did for _, did, _ in network.history()] == ["done", "reopened"]


def test_reopening_what_is_open_has_no_effect(network):
    before = network.put()
    outcome = reopen(network)
    assert (outcome.changed, outcome.action) == (False, before)
    assert network.history() == []


def test_what_was_given_up_is_reopened_by_those_who_may_give_up(network):
    dropped = {"status": ActionStatus.DROPPED, "settled_at": NOW, "settled_by": AMARA}
    before = network.put(owner_user_id=NORA, **dropped)
    unchanged(network, before, NotAllowed, reopen, NORA)
    assert reopen(network, AMARA).action.open


# Give up ---------------------------------------------------------------------------------------


def test_given_up_with_the_reason(network):
    network.put()
    outcome = drop(network, reason=" The law changed ")
    assert outcome.action == network.stored()
    assert (outcome.action.status, outcome.action.note) == (
        ActionStatus.DROPPED,
        "The law changed",
    )
    assert network.history() == [(LIAM, "dropped", "The law changed")]


@pytest.mark.parametrize(
    ("reason", "words"), [("", "missing"), (" ", "missing"), ("x" * 281, "280")]
)
def test_a_reason_is_needed_and_short(network, reason, words):
    before = network.put()
    assert words in unchanged(network, before, NotValid, drop, reason=reason).words
    assert drop(network, reason="x" * 280).changed


@pytest.mark.parametrize("status", [ActionStatus.DONE, ActionStatus.DROPPED])
def test_giving_up_what_is_settled_has_no_effect(network, status):
    before = network.put(status=status, settled_at=NOW, settled_by=AMARA, note="as it was")
    outcome = drop(network)
    assert (outcome.changed, outcome.action) == (False, before)
    assert network.history() == []


@pytest.mark.parametrize(
    ("user_id", "owner", "logged_by", "may"),
    [
        (LIAM, LIAM, AMARA, True),
        (LIAM, OLIVE, LIAM, True),
        (LIAM, OLIVE, AMARA, False),
        (AMARA, OLIVE, LIAM, True),
        (GRACE, OLIVE, LIAM, True),
        (NORA, NORA, AMARA, False),
        (PAT, PAT, AMARA, False),
    ],
)
def test_who_may_give_it_up(network, user_id, owner, logged_by, may):
    before = network.put(owner_user_id=owner, created_by=logged_by)
    if may:
        assert drop(network, user_id).changed
    else:
        words = unchanged(network, before, NotAllowed, drop, user_id).words
        assert "change, hand over or drop this action" in words
        assert words.endswith("Chair: @amara.")
