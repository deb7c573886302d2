"""Lists and one action: pages, filters, names, history; never what may not be seen."""

from datetime import UTC, datetime

import pytest

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from bot.domain.errors import NotFound
from bot.ports.ledgers.actions import ActionView
from bot.use_cases.actions.rules import Rights, rights_over
from bot.use_cases.actions.settle import CompleteAction, complete_action
from bot.use_cases.actions.show import ActionFilter, list_actions, names_for, show_action, source_of
from bot.use_cases.context import Context
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    GRACE,
    LIAM,
    MINJI,
    NORA,
    NOW,
    OLIVE,
    TECH,
    TODAY,
    YVES,
    dialogue,
)


def listed(network, user_id=AMARA, groups=None, offset=0, now=NOW, **wanted):
    groups = groups or [network.tech]
    page, at = list_actions(
        ActionFilter(**wanted), groups, offset=offset, context=network.by(user_id, now)
    )
    return [action.number for action in page.items], page.total, at


def test_views(network):
    network.put(1, due_on=TODAY + DAY)
    network.put(2, due_on=TODAY - DAY)
    network.put(3, status=ActionStatus.DONE, settled_at=NOW)
    network.put(4, status=ActionStatus.DROPPED, settled_at=NOW)
    assert listed(network) == ([2, 1], 2, 0)
    assert listed(network, view=ActionView.OVERDUE) == ([2], 1, 0)
    assert listed(network, view=ActionView.DONE) == ([3], 1, 0)
    assert listed(network, view=ActionView.ALL) == ([4, 3, 2, 1], 4, 0)


def test_overdue_in_each_owners_zone(network):
    """Tuesday has begun in Sydney, not in New York."""
    late = datetime(2026, 12, 7, 14, tzinfo=UTC)
    network.put(1, due_on=TODAY, zone="Australia/Sydney")
    network.put(2, due_on=TODAY, zone="America/New_York")
    assert listed(network, view=ActionView.OVERDUE, now=late) == ([1], 1, 0)


def test_of_one_owner_and_in_several_groups(network):
    ofcom = network.organisations["Ofcom"].id
    network.put(1, owner_user_id=LIAM, owner_organisation_id=ofcom)
    network.put(2, owner_user_id=OLIVE, owner_organisation_id=ofcom)
    network.put(3, owner_user_id=LIAM, group_id=network.teach.id)
    assert listed(network, owner_user_id=LIAM)[0] == [1]
    assert listed(network, organisation_id=ofcom)[0] == [1, 2]
    both = [network.tech, network.teach]
    assert listed(network, LIAM, both, owner_user_id=LIAM)[0] == [1, 3]
    assert listed(network, AMARA, both, owner_user_id=LIAM)[0] == [1]


def test_pages_of_ten_and_never_an_empty_one(network):
    for number in range(1, 26):
        network.put(number)
    assert listed(network)[:2] == (list(range(1, 11)), 25)
    assert listed(network, offset=20) == ([21, 22, 23, 24, 25], 25, 20)
    assert listed(network, offset=40) == ([21, 22, 23, 24, 25], 25, 20)
    assert listed(network, view=ActionView.DONE, offset=40) == ([], 0, 40)


def test_a_list_and_its_count_leave_out_what_is_not_for_the_reader(network):
    network.put(1, audience=Audience.MEMBERS)
    network.put(2)
    network.put(3, audience=Audience.NETWORK)
    assert listed(network, AMARA)[:2] == ([1, 2, 3], 3)
    assert listed(network, NORA)[:2] == ([2, 3], 2)
    assert listed(network, YVES)[:2] == ([3], 1)
    assert listed(network, GRACE)[:2] == ([1, 2, 3], 3)


def test_one_in_full_with_its_history(network):
    network.put()
    complete_action(CompleteAction(1, "sent"), context=network.by(LIAM))
    action, group, history = show_action(1, Context(network.reader(NORA), network.work, NOW))
    assert (action.status, group.name) == (ActionStatus.DONE, "Technology")
    assert [(e.at, e.who, e.did, e.detail) for e in history] == [(NOW, LIAM, "done", "sent")]
    with pytest.raises(NotFound):
        show_action(1, Context(network.reader(YVES), network.work, NOW))


def test_names(network):
    ofcom = network.organisations["Ofcom"].id
    officer = network.put(1, owner_user_id=LIAM, owner_organisation_id=ofcom)
    shared = network.put(2, owner_user_id=None, owner_organisation_id=ofcom)
    nobody = network.put(3, owner_user_id=None)
    unknown = network.put(4, owner_user_id="U0NEVER")
    names = names_for([officer, shared, nobody, unknown], work=network.work, also=[MINJI])
    assert [names.of_owner(a) for a in (officer, shared, nobody, unknown)] == [
        "@liam (Ofcom)",
        "Ofcom",
        "nobody yet",
        "@U0NEVER",
    ]
    assert names.people[MINJI] == "min-ji"


@pytest.mark.parametrize(
    ("user_id", "status", "rights"),
    [
        (LIAM, ActionStatus.OPEN, Rights(complete=True, change=True, snooze=True)),
        (OLIVE, ActionStatus.OPEN, Rights()),
        (AMARA, ActionStatus.OPEN, Rights(complete=True, change=True)),
        (LIAM, ActionStatus.DONE, Rights(reopen=True)),
        (OLIVE, ActionStatus.DONE, Rights()),
        (LIAM, ActionStatus.DROPPED, Rights(reopen=True)),
    ],
)
def test_buttons_for_those_who_may(network, user_id, status, rights):
    action = network.put(status=status, created_by=MINJI)
    person, reader = network.identified(user_id)
    assert rights_over(action, person, Context(reader, network.work, NOW)) == rights


def test_an_observer_completes_their_own_and_changes_nothing(network):
    person, reader = network.identified(NORA)
    action = network.put(owner_user_id=NORA)
    rights = Rights(complete=True, snooze=True)
    assert rights_over(action, person, Context(reader, network.work, NOW)) == rights
    dropped = network.put(2, owner_user_id=NORA, status=ActionStatus.DROPPED)
    assert rights_over(dropped, person, Context(reader, network.work, NOW)) == Rights()


def test_where_it_came_from_is_shown_to_those_who_may_see_that(network):
    network.work.dialogues.add(dialogue(12, network.tech.id, NOW, audience=Audience.MEMBERS))
    from_dialogue = network.put(1, from_dialogue=12)
    link = {"from_link": "https://example.org/p1", "from_message": "1.0"}
    from_message = network.put(2, from_channel=TECH, audience=Audience.NETWORK, **link)
    elsewhere = network.put(3, from_channel="C0ELSE", created_by=LIAM, **link)

    def shown(action, user_id):
        return source_of(action, Context(network.reader(user_id), network.work, NOW))

    assert shown(from_dialogue, LIAM).dialogue.number == 12
    assert shown(from_dialogue, NORA) is None
    assert shown(from_message, NORA).link == "https://example.org/p1"
    assert shown(from_message, YVES) is None
    assert (shown(elsewhere, LIAM).link, shown(elsewhere, OLIVE)) == (
        "https://example.org/p1",
        None,
    )
