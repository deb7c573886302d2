"""What was read of a group's channel is kept, and of no other."""

from datetime import timedelta

import pytest

from bot.domain.audience import ChannelFacts
from bot.domain.delivery import State
from bot.domain.group import Group, Term, Unreadable
from bot.domain.message_kind import MessageKind
from bot.domain.person import PersonFacts
from bot.ports.ledgers.personal import KEPT_FOR, Draft
from bot.use_cases.dialogues.messages.schedule_messages import owed_for
from bot.use_cases.drift.note_reading import let_go, let_go_of_account, note_reading
from tests.bot.use_cases.drift.leaving import ALL, TODAY, owe_actions, rows, told
from tests.databases import WORKSPACE
from tests.journal import told_about
from tests.storage.records import NOW, action, dialogue, group

FACTS = ChannelFacts(
    channel_id="C1", name="technology", is_private=True, members=frozenset({"U2", "U1"})
)


@pytest.fixture
def work(database_sqlite):
    with database_sqlite.transaction(WORKSPACE) as work:
        work.groups.add(Group(id=0, channel_id="C1", name="Technology", zone="UTC", created_at=NOW))
        yield work


def test_reading_is_kept_and_replaced(work):
    assert not note_reading("C1", FACTS, work=work, now=NOW)
    kept = work.channels.get("C1")
    assert (kept.members, kept.read_at, kept.readable) == (("U1", "U2"), NOW, True)

    later = NOW + timedelta(hours=1)
    assert note_reading("C1", Unreadable("channel_not_found"), work=work, now=later)
    gone = work.channels.get("C1")
    assert (gone.members, gone.unreadable_since, gone.why) == (
        ("U1", "U2"),
        later,
        "channel_not_found",
    )

    assert note_reading("C1", FACTS, work=work, now=later)
    assert work.channels.get("C1").readable


def test_channel_of_no_group_is_not_kept(work):
    assert not note_reading("C9", FACTS, work=work, now=NOW)
    assert work.channels.get("C9") is None


def test_channel_that_is_back_is_sent_to_again(work):
    note_reading("C1", Unreadable("channel_not_found"), work=work, now=NOW)
    work.recipients.block("C1", error="channel_not_found", now=NOW)
    note_reading("C1", FACTS, work=work, now=NOW)
    assert work.recipients.errors_of_blocked() == {}


def test_actions_fall_to_the_organisation_and_the_chair_gets_one_list(where):
    owe_actions(where, 2)
    let_go({"UGONE"}, where)
    kept = where.work.actions.get(ALL, 1)
    assert kept.owner_user_id is None
    assert kept.owner_organisation_id == where.work.organisations.by_name("Ofcom").id
    assert told_about(where.work, "A1")[-1][1:] == (
        "convenor",
        "assigned",
        "to Ofcom: the owner left",
    )
    (row,) = rows(where, "UCHAIR", MessageKind.OWNER_LEFT)
    said = told(where, row)
    assert "@ugone left" in said.words
    assert "2 open actions" in said.words
    assert [(a.reference, heir) for a, heir in said.actions] == [("A1", "Ofcom"), ("A2", "Ofcom")]
    let_go({"UGONE"}, where)
    assert len(rows(where, "UCHAIR", MessageKind.OWNER_LEFT)) == 1


def test_an_action_from_before_somebody_was_on_the_roster_falls_to_their_organisation_too(where):
    where.work.actions.add(action(1, where.group.id, owner_user_id="UGONE"))
    let_go({"UGONE"}, where)
    ofcom = where.work.organisations.by_name("Ofcom")
    assert where.work.actions.get(ALL, 1).owner_organisation_id == ofcom.id


def test_who_had_nothing_leaves_in_silence(where):
    owe_actions(where, 1, owner="UCHAIR")
    let_go({"UGONE"}, where)
    assert rows(where, "UCHAIR", MessageKind.OWNER_LEFT) == []
    assert where.work.actions.get(ALL, 1).owner_user_id == "UCHAIR"


def test_last_chair_who_left_is_none_and_the_secretariat_hears_it(where):
    let_go({"UCHAIR"}, where)
    assert where.work.roles.of_group(where.group.id).chairs_on(TODAY) == ()
    assert len(rows(where, "UCHAIR", "group.chairs_no_longer")) == 1
    assert len(rows(where, "USEC", MessageKind.NO_CHAIR)) == 2
    (row,) = rows(where, "USEC", MessageKind.OWNER_LEFT)
    assert "does not chair the group any more" in told(where, row).words


def test_an_invitation_years_ahead_loses_the_name_of_a_chair_who_left(where):
    work, channel_id = where.work, where.group.channel_id
    far = dialogue(1, where.group.id, starts_at=NOW + timedelta(days=3 * 366))
    work.dialogues.add(far)
    work.deliveries.owe([owed_for(MessageKind.ANNOUNCEMENT, far, channel_id, NOW)], NOW)
    (row,) = work.queue.claim_due(NOW, lease_until=NOW + timedelta(minutes=1), limit=1)
    work.queue.settle_row(row, State.SENT, NOW, posted_channel=channel_id, posted_ts="1.0")
    let_go({"UCHAIR"}, where)
    (row,) = rows(where, channel_id, MessageKind.ANNOUNCEMENT)
    assert row.stale


def test_where_all_chairs_leave_at_once_the_secretariat_gets_every_list(where):
    owe_actions(where, 2)
    appointed = Term(user_id="UGONE", starts_on=TODAY - timedelta(days=9))
    where.work.roles.appoint_chair(where.group.id, appointed)
    let_go({"UCHAIR", "UGONE"}, where)
    assert (
        rows(where, "UCHAIR", MessageKind.OWNER_LEFT)
        == rows(where, "UGONE", MessageKind.OWNER_LEFT)
        == []
    )
    assert len(rows(where, "USEC", MessageKind.OWNER_LEFT)) == 2
    assert len(rows(where, "USEC", MessageKind.NO_CHAIR)) == 2


def test_an_account_that_was_deactivated_is_let_go_in_every_group(where):
    other = where.work.groups.add(group(channel_id="C2", name="Education"))
    owe_actions(where, 1)
    where.work.actions.add(action(2, other.id, owner_user_id="UGONE"))
    draft = Draft(user_id="UGONE", form="f", view_id="V1", filled="{}", typed_at=NOW, kept_at=NOW)
    where.work.drafts.keep(draft)
    let_go_of_account(
        PersonFacts(user_id="UGONE", name="ugone", active=False),
        work=where.work,
        now=NOW,
        secretariat={"USEC"},
    )
    assert not where.work.people.get("UGONE").active
    assert [where.work.actions.get(ALL, n).owner_user_id for n in (1, 2)] == [None, None]
    assert where.work.drafts.of("UGONE", "f", NOW - KEPT_FOR) is None
    assert len(rows(where, "UCHAIR", MessageKind.OWNER_LEFT)) == 1
    assert len(rows(where, "USEC", MessageKind.OWNER_LEFT)) == 1
