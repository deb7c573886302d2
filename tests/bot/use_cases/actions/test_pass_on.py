"""Open actions of a person who is not there any more: where they stay, and who hears of it."""

from datetime import timedelta

from bot.domain.delivery import SubjectType
from bot.domain.message_kind import MessageKind
from bot.use_cases.actions.pass_on import leave_behind, pass_on
from bot.use_cases.context import Context
from bot.use_cases.mornings.plan import plan_mornings
from tests.bot.use_cases.actions.network import (
    AMARA,
    GRACE,
    LIAM,
    MINJI,
    NOW,
    OLIVE,
    TODAY,
)


def passed(network, group=None, organisation="Ofcom"):
    return pass_on(
        LIAM,
        group or network.tech,
        network.organisations.get(organisation),
        Context.system(network.work, NOW),
        because="the owner left",
    )


def left_behind(network):
    ofcom = network.organisations["Ofcom"]
    return leave_behind(LIAM, ofcom, Context.system(network.work, NOW), secretariat=[GRACE])


def lists(network, user_id):
    """Groups of the lists that somebody is owed."""
    rows = network.work.deliveries.of_recipient(user_id, NOW)
    return [row.subject_id for row in rows if row.kind is MessageKind.OWNER_MOVED]


def test_it_stays_with_the_organisation_that_promised_it_else_with_the_owners(network):
    network.put(1, owner_organisation_id=network.organisations["KCSC"].id, snoozed_until=TODAY)
    network.put(2)
    network.put(3, owner_user_id=OLIVE)
    network.put(4, group_id=network.teach.id)
    first, second = passed(network)
    kept = [network.stored(n) for n in (1, 2)]
    assert [first, second] == kept
    assert [a.owner_organisation_id for a in kept] == [
        network.organisations["KCSC"].id,
        network.organisations["Ofcom"].id,
    ]
    assert [a.zone for a in kept] == ["Asia/Seoul", "Europe/London"]
    assert {(a.owner_user_id, a.passed_on_from, a.snoozed_until) for a in kept} == {
        (None, LIAM, None)
    }
    assert network.history(2) == [("convenor", "assigned", "to Ofcom: the owner left")]
    assert [network.stored(n).owner_user_id for n in (3, 4)] == [OLIVE, LIAM]


def test_where_there_is_no_organisation_nobody_owns_it_by_the_groups_clock(network):
    network.put(1, zone="Asia/Seoul")
    (action,) = passed(network, organisation=None)
    assert (action.owner_organisation_id, action.zone) == (None, "Europe/London")
    assert network.history(1)[-1][2] == "to nobody yet: the owner left"
    assert passed(network) == ()


def test_each_groups_chairs_get_one_list_and_the_secretariat_where_nobody_chairs(network):
    for number, group in enumerate((network.tech, network.tech, network.teach), 1):
        network.put(number, group_id=group.id, due_on=TODAY)
    assert left_behind(network) == 3
    assert lists(network, AMARA) == [str(network.tech.id)]
    assert lists(network, LIAM) == [str(network.teach.id)], "he chairs it still"
    assert lists(network, GRACE) == []
    assert network.owed_days(OLIVE) != []
    assert network.owed_days(MINJI) == []
    assert left_behind(network) == 0


def test_a_morning_that_is_being_sent_is_looked_at_again(network):
    network.put(due_on=TODAY)
    plan_mornings(Context.system(network.work, NOW), user_ids=[LIAM])
    nine, later = NOW + timedelta(minutes=5), NOW + timedelta(hours=1)
    (claimed,) = network.work.queue.claim_due(nine, lease_until=later, limit=9)
    assert (claimed.recipient, claimed.subject_type) == (LIAM, SubjectType.MORNING)
    passed(network)
    assert not network.work.queue.begin_post(claimed, nine, lease_until=later)
