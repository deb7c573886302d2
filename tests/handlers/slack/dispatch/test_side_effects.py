"""Events that hold and release what is owed: archives, invitations, accounts, tokens."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.delivery import State
from bot.domain.drop_reasons import DropReason
from bot.domain.group import Term
from bot.domain.person import PersonFacts
from bot.domain.roles import Reader
from bot.use_cases.actions.pass_on import LEFT
from handlers.slack.dispatch.side_effects import Happenings
from handlers.slack.request.request import Call, Kind
from tests.databases import WORKSPACE
from tests.storage.records import DAY, NOW, action, group, owed

ALL = Reader(user_id="", secretariat=True)


class Directory:
    """Forgets, and notes what is read again."""

    def __init__(self):
        self.forgotten, self.read = [], []

    async def channel(self, workspace_id, channel_id):
        self.read.append(channel_id)

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
            bot_user_id="UBOT",
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
        work.deliveries.drop_owed([row.id], why=DropReason.LEFT_SLACK, now=NOW - timedelta(hours=1))


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
        assert [row.occurrence.split()[0] for row in told if row.kind == LEFT] == ["U1"]


def test_who_comes_back_gets_neither_chair_nor_actions_by_themself(office):
    kept = who_left(office)
    for event in ("user_change", "team_join"):
        office.happens(event, by="U1", user=account(deleted=False))
    with office.database.transaction(WORKSPACE) as work:
        assert work.people.get("U1").active
        assert work.roles.of_group(kept.id).chairs_on(NOW.date()) == ("U2",)
        assert work.actions.get(ALL, 1).owner_user_id is None
