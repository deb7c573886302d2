"""Handed over, re-dated, edited: what is checked, what follows, and with no second effect."""

from datetime import date

import pytest

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from bot.use_cases.actions.edit import (
    AssignAction,
    EditAction,
    RedateAction,
    assign_action,
    edit_action,
    redate_action,
)
from bot.use_cases.actions.owners import NOBODY, Owner, owner_of
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    GONE,
    GRACE,
    LIAM,
    MINJI,
    NORA,
    NOW,
    OLIVE,
    PAT,
    TECH,
    TODAY,
    ZOE,
    channel,
)
from tests.bot.use_cases.opening import having_seen


def assign(network, user_id=LIAM, owner=NOBODY, note=None):
    return assign_action(AssignAction(1, owner, note), **network.placing(user_id))


def redate(network, user_id=LIAM, due_on=None, now=NOW):
    return redate_action(RedateAction(1, due_on), context=network.by(user_id, now))


def edit(network, user_id=LIAM, **changes):
    """The form as it opens, with some fields changed."""
    before = network.stored()
    fields = {
        "number": 1,
        "title": before.title,
        "owner": owner_of(before),
        "due_on": before.due_on,
        "audience": before.audience,
    }
    placing = network.placing(user_id)
    return having_seen(lambda w: edit_action(w, **placing), EditAction(**{**fields, **changes}))


def unchanged(network, before, error, do, *arguments, **named):
    with pytest.raises(error) as caught:
        do(network, *arguments, **named)
    assert network.stored() == before
    assert network.history() == []
    return caught.value


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
            "Only its owner or a chair of Technology can reassign, re-date, edit "
            "or drop this action. Chair: @amara."
        )


@pytest.mark.parametrize(("do", "named"), VERBS)
def test_what_may_not_be_seen_cannot_be_found(network, do, named):
    network.put(audience=Audience.MEMBERS)
    before = network.stored()
    for user_id in (NORA, PAT, ZOE):
        words = unchanged(network, before, NotFound, do, user_id, **named).words
        assert words == "I can't find A1 in a group you belong to."


@pytest.mark.parametrize(("do", "named"), VERBS)
@pytest.mark.parametrize(
    ("status", "was"), [(ActionStatus.DONE, "done"), (ActionStatus.DROPPED, "dropped")]
)
def test_what_is_settled_stays_as_it_is(network, do, named, status, was):
    before = network.put(status=status, settled_at=NOW, settled_by=AMARA)
    words = unchanged(network, before, Refusal, do, **named).words
    assert words == (
        f"A1 is {was}, so it stays as it is. To change it, type /action reopen A1 first."
    )


# Assign ----------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("user_id", [ZOE, GONE, "U0NEVER"])
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


# Due -------------------------------------------------------------------------------------------


def test_another_day_and_none(network):
    network.put(due_on=TODAY - 3 * DAY, snoozed_until=TODAY)
    kept = redate(network, due_on=TODAY).action
    assert (kept.due_on, kept.snoozed_until) == (TODAY, None)
    assert network.owed_days(LIAM) == ["2026-12-07", "2026-12-08", "2026-12-09"]
    assert redate(network, due_on=None).action.due_on is None
    assert [detail for _, _, detail in network.history()] == [
        "due Monday 7 December 2026",
        "no due date",
    ]


def test_the_same_day_again_has_no_effect_even_when_it_is_past(network):
    before = network.put(due_on=TODAY - 3 * DAY)
    outcome = redate(network, due_on=TODAY - 3 * DAY)
    assert (outcome.changed, outcome.action) == (False, before)


def test_a_day_that_has_ended_where_the_owner_is(network):
    before = network.put(zone="Pacific/Kiritimati")
    error = unchanged(network, before, NotValid, redate, due_on=TODAY, now=NOW + DAY / 12)
    assert error.field == "due_on"
    assert "Pacific/Kiritimati" in error.words


# Edit ------------------------------------------------------------------------------------------


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
        ({"owner": Owner(user_id=ZOE)}, "owner_user_id"),
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
