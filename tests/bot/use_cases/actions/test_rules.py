"""Who may change an action, and what cannot be changed."""

import pytest

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from bot.domain.errors import NextStep, NotAllowed, NotFound, Refusal
from bot.use_cases.actions.owners import Owner
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    GRACE,
    LIAM,
    MINJI,
    NORA,
    NOW,
    OLIVE,
    PAT,
    TODAY,
    YVES,
    assign,
    edit,
    redate,
    unchanged,
)

VERBS = [
    (assign, {"owner": Owner(user_id=OLIVE)}),
    (redate, {"due_on": TODAY + DAY}),
    (edit, {"title": "Other"}),
]


@pytest.mark.parametrize(("do", "named"), VERBS)
@pytest.mark.parametrize(
    ("user_id", "owner", "logged_by", "may"),
    [
        (LIAM, LIAM, AMARA, True),
        (LIAM, MINJI, LIAM, True),
        (LIAM, MINJI, AMARA, False),
        (AMARA, MINJI, LIAM, True),
        (GRACE, MINJI, LIAM, True),
        (NORA, NORA, AMARA, False),
        (PAT, PAT, AMARA, False),
    ],
)
def test_who_may_change_it(network, do, named, user_id, owner, logged_by, may):
    before = network.put(owner_user_id=owner, created_by=logged_by)
    if may:
        assert do(network, user_id, **named).changed
    else:
        words = unchanged(network, before, NotAllowed, do, user_id, **named).words
        assert words == (
            "Only its owner or a chair of Technology can change, hand "
            "over or drop this action. Chair: @amara."
        )


@pytest.mark.parametrize(("do", "named"), VERBS)
def test_what_may_not_be_seen_cannot_be_found(network, do, named):
    network.put(audience=Audience.MEMBERS)
    before = network.stored()
    for user_id in (NORA, PAT, YVES):
        words = unchanged(network, before, NotFound, do, user_id, **named).words
        assert words == "I can't find A1 in a group you belong to."


@pytest.mark.parametrize(("do", "named"), VERBS)
@pytest.mark.parametrize(
    ("status", "was"), [(ActionStatus.DONE, "done"), (ActionStatus.DROPPED, "dropped")]
)
def test_what_is_settled_stays_as_it_is(network, do, named, status, was):
    before = network.put(status=status, settled_at=NOW, settled_by=AMARA)
    refusal = unchanged(network, before, Refusal, do, **named)
    assert refusal.words == f"A1 is {was}, so it stays as it is."
    assert (refusal.step, refusal.about) == (NextStep.REOPEN_ACTION, "A1")
