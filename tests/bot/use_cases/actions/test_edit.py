"""An action is edited by its form; who can see it may change with it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from bot.use_cases.actions.edit import LogAction, log_action
from bot.use_cases.actions.owners import NOBODY, Owner, owner_of
from bot.use_cases.actions.settle import CompleteAction, complete_action
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
    ROBOT,
    TECH,
    TODAY,
    YVES,
    channel,
    edit,
    everybody,
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


def log(network, user_id=LIAM, now=NOW, **changes):
    wish = LogAction(**{"group_id": network.tech.id, "title": "Draft the summary", **changes})
    return log_action(wish, **network.placing(user_id, now)).action


def refused(network, user_id=LIAM, error=Refusal, **changes):
    """The words of a refusal that left nothing behind."""
    with pytest.raises(error) as caught:
        log(network, user_id, **changes)
    assert network.stored(1) is None
    assert network.history() == []
    assert all(not network.mornings(u) for u in (AMARA, LIAM, OLIVE, MINJI, NORA))
    return caught.value


def test_it_is_kept_as_wished(network):
    made = log(network, owner=Owner(user_id=OLIVE), due_on=TODAY + 9 * DAY)
    assert network.stored(1) == made
    assert (made.reference, made.title, made.group_id) == (
        "A1",
        "Draft the summary",
        network.tech.id,
    )
    assert (made.owner_user_id, made.zone) == (OLIVE, "Europe/London")
    assert made.owner_organisation_id == network.organisations["Ofcom"].id
    assert (made.status, made.audience) == (ActionStatus.OPEN, Audience.GROUP)
    assert (made.created_by, made.created_at) == (LIAM, NOW)
    assert network.history() == [
        (LIAM, "logged", "for @olive, due Wednesday 16 December 2026"),
    ]


def test_numbers_are_never_used_twice(network):
    assert [log(network).number for _ in range(3)] == [1, 2, 3]


@pytest.mark.parametrize("user_id", [AMARA, LIAM, MINJI, GRACE])
def test_members_chairs_and_the_secretariat_may(network, user_id):
    assert log(network, user_id).created_by == user_id


@pytest.mark.parametrize("user_id", [NORA, PAT, YVES])
def test_observers_the_unassigned_and_outsiders_may_not(network, user_id):
    words = refused(network, user_id, NotAllowed).words
    assert words == "Only a member of Technology can log an action. Chair: @amara."


def test_a_group_that_is_not_there(network):
    with pytest.raises(NotFound):
        log(network, group_id=99)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("", "The title is missing. Please give up to 150 characters."),
        (" \n ", "The title is missing. Please give up to 150 characters."),
        (
            "x" * 151,
            "The title is 151 characters long; the limit is 150. Please shorten it.",
        ),
    ],
)
def test_titles_that_do_not_fit(network, title, words):
    error = refused(network, error=NotValid, title=title)
    assert (error.words, error.field) == (words, "title")


@pytest.mark.parametrize(
    "title", ["x" * 150, "<!channel> *b* `c` &lt; <@U1>", "a\nb", "שלום 👋🏽", "🇫🇯" * 75]
)
def test_titles_are_stored_as_typed(network, title):
    assert log(network, title=title).title == title
    assert network.stored(1).title == title


def test_nobody_yet_is_dated_in_the_groups_zone(network):
    made = log(network, owner=NOBODY, due_on=TODAY)
    assert (made.owner_user_id, made.owner_organisation_id) == (None, None)
    assert made.zone == "Europe/London"


def test_an_organisation_is_dated_in_its_own_zone(network):
    kcsc = network.organisations["KCSC"]
    made = log(network, owner=Owner(organisation_id=kcsc.id))
    assert (made.owner_user_id, made.owner_organisation_id) == (None, kcsc.id)
    assert made.zone == "Asia/Seoul"


@pytest.mark.parametrize(
    ("user_id", "words"),
    [
        (ROBOT, "@robot is an app. Please choose a person of Technology."),
        (
            GONE,
            "@gone has left this workspace. Please choose someone else of Technology, "
            "an organisation, or nobody yet.",
        ),
        (
            YVES,
            "@yves is not in the channel of Technology. Invite them there first, or choose "
            "someone who is in it.",
        ),
    ],
)
def test_people_who_cannot_own_it(network, user_id, words):
    error = refused(network, error=NotValid, owner=Owner(user_id=user_id))
    assert (error.words, error.field) == (words, "owner_user_id")


def test_someone_whom_slack_does_not_know(network):
    error = refused(network, owner=Owner(user_id="U0NEVER"))
    assert "I don't know this person" in error.words


def test_who_is_in_the_channel_must_be_known(network):
    """Slack did not answer: nobody is taken to be there."""
    wish = LogAction(group_id=network.tech.id, title="x", owner=Owner(user_id=OLIVE))
    context = replace(network.by(LIAM), presence={})
    with pytest.raises(Refusal, match="not in the channel"):
        log_action(wish, context, facts=everybody())


def test_observers_and_the_unassigned_may_own_what_they_see(network):
    assert log(network, owner=Owner(user_id=NORA)).owner_user_id == NORA
    made = log(network, owner=Owner(user_id=PAT))
    assert (made.owner_user_id, made.owner_organisation_id) == (PAT, None)


def test_an_owner_must_be_able_to_see_it(network):
    error = refused(network, error=NotValid, owner=Owner(user_id=NORA), audience=Audience.MEMBERS)
    assert error.words == (
        "@nora could not see an action for members only. "
        "Choose someone who can, or another audience."
    )
    ncmec = Owner(organisation_id=network.organisations["NCMEC"].id)
    error = refused(network, error=NotValid, owner=ncmec, audience=Audience.MEMBERS)
    assert error.words == (
        "NCMEC is an observer and could not see an action for members only. "
        "Choose a member organisation, or another audience."
    )
    error = refused(network, error=NotValid, owner=Owner(user_id=PAT), audience=Audience.NETWORK)
    assert "people on the network's roster" in error.words


def test_a_member_lowered_to_observer_could_not_see_it_either(network):
    network.work.roles.lower_person(network.tech.id, OLIVE, lowered=True)
    refused(network, error=NotValid, owner=Owner(user_id=OLIVE), audience=Audience.MEMBERS)


def test_the_groups_default_audience_counts_for_the_owner_too(network):
    network.work.groups.change(replace(network.tech, default_audience=Audience.MEMBERS))
    assert log(network).audience is Audience.MEMBERS
    network.work.actions.change(replace(network.stored(1), title="other"))
    with pytest.raises(NotValid):
        log(network, owner=Owner(user_id=NORA))


def test_an_organisation_that_was_removed(network):
    error = refused(network, error=NotValid, owner=Owner(organisation_id=999))
    assert error.field == "organisation_id"


def test_an_officer_speaks_for_their_own_organisation_only(network):
    ofcom, kcsc = (network.organisations[n].id for n in ("Ofcom", "KCSC"))
    error = refused(network, error=NotValid, owner=Owner(user_id=OLIVE, organisation_id=kcsc))
    assert error.words == "@olive does not speak for KCSC. Please choose one of the two."
    both = log(network, owner=Owner(user_id=OLIVE, organisation_id=ofcom))
    assert (both.owner_user_id, both.owner_organisation_id) == (OLIVE, ofcom)
    with pytest.raises(NotValid):
        log(network, owner=Owner(user_id=PAT, organisation_id=ofcom))


def test_a_day_that_has_ended_for_the_owner_is_refused_in_words(network):
    """It is still Monday in New York when Tuesday has begun in Sydney."""
    late = datetime(2026, 12, 7, 14, tzinfo=UTC)
    with pytest.raises(NotValid) as caught:
        log(network, now=late, owner=Owner(user_id=AMARA), due_on=TODAY)
    assert caught.value.field == "due_on"
    assert caught.value.words == (
        "Monday 7 December 2026 has already ended where the owner is (Australia/Sydney); it is "
        "Tuesday 8 December 2026 there. Please choose a day that is still ahead."
    )
    assert log(network, now=late, owner=Owner(user_id=NORA), due_on=TODAY).due_on == TODAY


def test_five_years_ahead_is_the_limit(network):
    assert log(network, due_on=date(2031, 12, 7)).due_on == date(2031, 12, 7)
    with pytest.raises(NotValid, match="more than five years ahead"):
        log(network, due_on=date(2031, 12, 8))
    leap_day = datetime(2028, 2, 29, 12, tzinfo=UTC)
    assert log(network, now=leap_day, due_on=date(2033, 2, 28)).due_on == date(2033, 2, 28)
    with pytest.raises(NotValid):
        log(network, now=leap_day, due_on=date(2033, 3, 1))


def test_logged_five_minutes_before_nine_it_is_in_that_mornings_message(network):
    log(network, owner=Owner(user_id=OLIVE), due_on=TODAY)
    first = network.mornings(OLIVE)[-1]
    assert first.due_at == NOW + timedelta(minutes=5)
    assert network.owed_days(OLIVE) == ["2026-12-07", "2026-12-08", "2026-12-09"]
    assert not network.mornings(LIAM)


def test_nobodys_action_is_in_the_chairs_morning(network):
    log(network)
    assert network.owed_days(AMARA) == ["2026-12-08", "2026-12-09", "2026-12-10"]


def test_an_organisations_action_is_in_its_peoples_morning(network):
    log(
        network,
        owner=Owner(organisation_id=network.organisations["Ofcom"].id),
        due_on=TODAY,
    )
    assert network.owed_days(LIAM) == network.owed_days(OLIVE) != []
    assert not network.mornings(GONE)


def test_a_channel_of_another_group_gives_no_seat_here(network):
    network.presence = {network.teach.channel_id: channel(network.teach.channel_id, {LIAM})}
    refused(network, LIAM, NotAllowed)


def test_several_owners_get_one_each_and_each_is_done_by_itself(network):
    kcsc = Owner(organisation_id=network.organisations["KCSC"].id)
    owners = {"owner": Owner(user_id=LIAM), "others": (kcsc, Owner(user_id=LIAM))}
    wish = LogAction(group_id=network.tech.id, title="Draft it", **owners)
    outcome = log_action(wish, **network.placing(AMARA))
    made = (outcome.action, *outcome.linked)
    assert [(a.number, a.linked_to) for a in made] == [(1, 1), (2, 1)]
    complete_action(CompleteAction(1), network.by(LIAM))
    linked = network.work.actions.linked(network.reader(MINJI), [1])
    assert [action.open for action in linked] == [False, True]
    narrow = replace(network.stored(2), audience=Audience.MEMBERS)
    network.work.actions.change(narrow)
    seen = network.work.actions.linked(network.reader(NORA), [1])
    assert [action.number for action in seen] == [1]


def test_one_owner_who_cannot_see_it_leaves_nothing_behind(network):
    owners = {"owner": Owner(user_id=LIAM), "others": (Owner(user_id=NORA),)}
    wish = LogAction(
        group_id=network.tech.id, title="Draft it", audience=Audience.MEMBERS, **owners
    )
    with pytest.raises(NotValid):
        log_action(wish, **network.placing(AMARA))
    assert network.stored(1) is None
