"""Events that hold and release what is owed: archives, invitations, accounts, tokens."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.audience import ChannelFacts
from bot.domain.delivery import State
from bot.domain.errors import NotSaved
from bot.domain.group import ChannelReading, Term, Unreadable
from bot.domain.message_kind import DropReason, MessageKind
from bot.domain.person import PersonFacts
from bot.domain.roles import Reader
from handlers.slack.dispatch.side_effects import Happenings
from handlers.slack.request.request import Call, Kind
from tests.databases import WORKSPACE
from tests.storage.records import DAY, NOW, action, group, owed

ALL = Reader(user_id="", secretariat=True)


class Directory:
    """Forgets, and notes what is read again."""

    bot_user_id, workspace_id = "UBOT", WORKSPACE

    def __init__(self):
        self.forgotten, self.read, self.people = [], [], {}

    async def channel(self, workspace_id, channel_id):
        self.read.append(channel_id)

    async def person(self, workspace_id, user_id):
        return self.people.get(user_id)

    def forget_channel(self, channel_id):
        self.forgotten.append(channel_id)

    def forget_person(self, user_id):
        self.forgotten.append(user_id)


class Office:
    """A database, and the handler of events before it; `woken` counts the loop's wakes."""

    def __init__(self, database):
        self.database, self.directory, self.woken = database, Directory(), 0
        self.handler = Happenings(
            memory=database,
            directory=self.directory,
            now=lambda: NOW,
            wake=self._wake,
        )

    def _wake(self):
        self.woken += 1

    def happens(self, kind, **event):
        call = Call(
            kind=Kind.EVENT,
            id=kind,
            key="Ev1",
            workspace_id=WORKSPACE,
            user_id=event.pop("by", ""),
            channel_id=event.pop("channel", None),
            event=event,
        )
        asyncio.run(self.handler(call))

    def claim(self):
        with self.database.transaction(WORKSPACE) as work:
            lease = NOW + timedelta(minutes=1)
            return [d.recipient for d in work.queue.claim_due(NOW, lease_until=lease, limit=9)]


@pytest.fixture
def office(database_sqlite):
    with database_sqlite.transaction(WORKSPACE) as work:
        work.workspaces.keep_installed("Network", "UBOT", NOW)
        work.people.keep_seen(PersonFacts(user_id="U1", name="amara", active=False), NOW)
    return Office(database_sqlite)


def account(*, deleted):
    return {"id": "U1", "name": "amara", "deleted": deleted, "profile": {}}


def leave(office, **useful):
    """What was owed to someone whose account was found deactivated."""
    with office.database.transaction(WORKSPACE) as work:
        work.deliveries.owe([owed(recipient="U1", **useful)], NOW - DAY)
        (row,) = work.deliveries.of_recipient("U1", NOW - DAY)
        work.deliveries.drop_owed(
            [row.id], why=DropReason.LEFT_WORKSPACE, now=NOW - timedelta(hours=1)
        )


def test_who_comes_back_gets_what_is_still_useful(office):
    leave(office)
    office.happens("user_change", user=account(deleted=False))
    assert office.woken == 1
    assert office.claim() == ["U1"]


def test_who_comes_back_too_late_for_it_does_not(office):
    leave(office, due_at=NOW - DAY, useful_until=NOW)
    office.happens("user_change", user=account(deleted=False))
    assert (office.woken, office.claim()) == (0, [])


def test_what_was_dropped_for_another_reason_stays_dropped(office):
    with office.database.transaction(WORKSPACE) as work:
        work.deliveries.owe([owed(recipient="U1")], NOW)
        (row,) = work.deliveries.of_recipient("U1", NOW - DAY)
        work.deliveries.drop_owed([row.id], why="moved", now=NOW)
    office.happens("user_change", user=account(deleted=False))
    assert office.claim() == []
    with office.database.transaction(WORKSPACE) as work:
        assert work.deliveries.of_recipient("U1", NOW - DAY)[0].state is State.DROPPED


def test_a_change_of_one_who_has_left_resumes_nothing(office):
    leave(office)
    office.happens("user_change", by="U1", user=account(deleted=True))
    assert office.claim() == []
    assert office.directory.forgotten == ["U1"]


@pytest.mark.parametrize(
    "event", [("channel_unarchive", "U9"), ("member_joined_channel", "UBOT")], ids=lambda e: e[0]
)
def test_a_place_that_opens_again_resumes(office, event):
    kind, by = event
    with office.database.transaction(WORKSPACE) as work:
        work.deliveries.owe([owed(recipient="C1")], NOW)
        work.recipients.block("C1", error="is_archived", now=NOW)
    assert office.claim() == []
    office.happens(kind, channel="C1", by=by)
    assert office.claim() == ["C1"]


def test_a_revoked_token_holds_everything_until_the_next_installation(office):
    with office.database.transaction(WORKSPACE) as work:
        work.deliveries.owe([owed(recipient="C1")], NOW)
    office.happens("tokens_revoked", tokens={"bot": ["UBOT"]})
    assert office.claim() == []
    with office.database.transaction(WORKSPACE) as work:
        work.workspaces.keep_installed("Network", "UBOT", NOW)
    assert office.claim() == ["C1"]


def who_left(office):
    """U1 owned A1, chaired Technology and left Slack; U2 chairs beside them."""
    with office.database.transaction(WORKSPACE) as work:
        kept = work.groups.add(group(channel_id="C1"))
        work.people.keep_seen(PersonFacts(user_id="U1", name="amara"), NOW)
        work.people.keep_seen(PersonFacts(user_id="U2", name="sina"), NOW)
        for user_id in ("U1", "U2"):
            work.roles.appoint_chair(kept.id, Term(user_id=user_id, starts_on=NOW.date() - DAY))
        work.actions.add(action(1, kept.id, owner_user_id="U1"))
    office.happens("user_change", by="U1", user=account(deleted=True))
    return kept


def test_who_is_deactivated_chairs_and_owns_nothing_any_more_and_the_chairs_hear_it(office):
    kept = who_left(office)
    assert office.woken == 1
    with office.database.transaction(WORKSPACE) as work:
        assert not work.people.get("U1").active
        assert work.roles.of_group(kept.id).chairs_on(NOW.date()) == ("U2",)
        assert work.actions.get(ALL, 1).owner_user_id is None
        told = work.deliveries.of_recipient("U2", NOW - DAY)
        assert [
            row.occurrence.split()[0] for row in told if row.kind == MessageKind.OWNER_LEFT
        ] == ["U1"]


def test_who_comes_back_gets_neither_chair_nor_actions_by_themself(office):
    kept = who_left(office)
    for event in ("user_change", "team_join"):
        office.happens(event, by="U1", user=account(deleted=False))
    with office.database.transaction(WORKSPACE) as work:
        assert work.people.get("U1").active
        assert work.roles.of_group(kept.id).chairs_on(NOW.date()) == ("U2",)
        assert work.actions.get(ALL, 1).owner_user_id is None


def in_channel(office, *user_ids):
    """A group's channel, as it was read last."""
    with office.database.transaction(WORKSPACE) as work:
        work.groups.add(group(channel_id="C1"))
        work.channels.keep_reading(
            ChannelReading(channel_id="C1", members=tuple(user_ids), read_at=NOW)
        )


def name_of(office, user_id):
    with office.database.transaction(WORKSPACE) as work:
        person = work.people.get(user_id)
        return person and person.name


def test_who_joins_a_groups_channel_is_known_by_name_and_elsewhere_is_not(office):
    in_channel(office, "U2")
    for user_id in ("U2", "U3"):
        office.directory.people[user_id] = PersonFacts(user_id=user_id, name=f"New {user_id}")
    office.happens("member_joined_channel", by="U2", channel="C1")
    office.happens("member_joined_channel", by="U3", channel="COTHER")
    assert (name_of(office, "U2"), name_of(office, "U3")) == ("New U2", None)


def test_who_joins_while_slack_does_not_answer_is_left_to_the_background(office):
    in_channel(office, "U2")
    office.happens("member_joined_channel", by="U2", channel="C1")
    assert name_of(office, "U2") is None


@pytest.mark.parametrize("event", ["user_change", "team_join"])
def test_an_account_is_kept_where_it_is_in_a_groups_channel_and_renamed_where_known(office, event):
    in_channel(office, "U2")
    for user_id, name in (("U2", "Grace"), ("U3", "Nobody of ours"), ("U1", "Amara Okonkwo")):
        office.happens(event, by=user_id, user={"id": user_id, "real_name": name, "profile": {}})
    assert [name_of(office, u) for u in ("U1", "U2", "U3")] == ["Amara Okonkwo", "Grace", None]


class Counting:
    """A memory that counts its writes, and may be away."""

    def __init__(self, database):
        self.database, self.writes, self.away = database, 0, False

    async def read(self, *asked):
        if self.away:
            raise NotSaved("The database did not answer.")
        return await self.database.read(*asked)

    async def write(self, *asked):
        self.writes += 1
        return await self.database.write(*asked)


@pytest.fixture
def memory(database_sqlite):
    with database_sqlite.transaction(WORKSPACE) as work:
        work.groups.add(group())
    return Counting(database_sqlite)


def facts(*members, channel_id="C1"):
    return ChannelFacts(
        channel_id=channel_id, name="technology", is_private=True, members=frozenset(members)
    )


async def test_only_what_differs_of_a_groups_channel_is_written(memory):
    woken = []
    happenings = Happenings(
        memory=memory, directory=Directory(), now=lambda: NOW, wake=lambda: woken.append(1)
    )
    seen = []
    for found in (
        facts("U1"),
        facts("U1"),
        facts("U1", "U2"),
        Unreadable("is_archived"),
        Unreadable("is_archived"),
        facts("U1", "U2"),
    ):
        await happenings.compare_reading("C1", found)
        seen.append((memory.writes, len(woken)))
    await happenings.compare_reading("C9", facts("U1", channel_id="C9"))
    assert [writes for writes, _ in seen] == [1, 1, 2, 3, 3, 4]
    assert [woke for _, woke in seen] == [0, 0, 1, 2, 2, 3], "the first reading is no news"
    assert memory.writes == 4, "a channel of no group is nobody's"


async def test_an_answer_that_cannot_be_compared_must_not_be_used(memory):
    happenings = Happenings(memory=memory, directory=Directory(), now=lambda: NOW)
    memory.away = True
    with pytest.raises(NotSaved):
        await happenings.compare_reading("C1", facts("U1"))
