"""Who is near a call is known by name before its transaction, with few questions to Slack."""

import asyncio
from collections import Counter

import pytest

from bot.domain.person import PersonFacts
from handlers.slack.client.directory import SlackDirectory
from handlers.slack.dispatch.dispatcher import Desk
from handlers.slack.request.context import Route
from handlers.slack.request.request import Call, Kind
from handlers.slack.request.response import say_words
from handlers.slack.routes import ROUTES
from tests.databases import WORKSPACE
from tests.storage.records import NOW, group

PEOPLE, GROUPS, MOST_CALLS = 2_000, 20, 30
CALLER = "U0000"


class Slack:
    """Counts the calls. Everyone of its one workspace is in each of its channels."""

    def __init__(self, people):
        self.users, self.calls = [f"U{number:04}" for number in range(people)], Counter()
        self.silent = False

    def _page(self, method, found, limit, cursor):
        self.calls[method] += 1
        if self.silent:
            raise TimeoutError
        start = int(cursor or 0)
        after = start + limit
        more = str(after) if after < len(found) else ""
        return found[start:after], {"next_cursor": more}

    def _user(self, user_id):
        return {"id": user_id, "team_id": WORKSPACE, "real_name": f"Person {user_id}"}

    async def users_list(self, *, limit, cursor, include_locale):
        users = [self._user(user_id) for user_id in self.users]
        members, more = self._page("users.list", users, limit, cursor)
        return {"members": members, "response_metadata": more}

    async def users_info(self, *, user, include_locale):
        self.calls["users.info"] += 1
        if self.silent and user != CALLER:
            raise TimeoutError
        return {"user": self._user(user)}

    async def conversations_info(self, *, channel):
        self.calls["conversations.info"] += 1
        return {"channel": {"id": channel, "name": channel, "is_private": True, "is_member": True}}

    async def conversations_members(self, *, channel, limit, cursor):
        self.calls["conversations.members"] += 1
        start = int(cursor or 0)
        more = str(start + limit) if start + limit < len(self.users) else ""
        members = self.users[start : start + limit]
        return {"members": members, "response_metadata": {"next_cursor": more}}


class Office:
    """A desk that has asked Slack nothing yet."""

    def __init__(self, database, people, groups=1):
        self.database, self.slack = database, Slack(people)
        directory = SlackDirectory(self.slack, "UBOT", WORKSPACE, ask_seconds=20)
        self.desk = Desk(
            memory=database, directory=directory, now=lambda: NOW, secretariat=frozenset({CALLER})
        )
        with database.transaction(WORKSPACE) as work:
            for number in range(groups):
                work.groups.add(group(channel_id=f"C{number}", name=f"Group {number}"))

    def ask(self, call_id, *, channel="C0", route=None):
        call = Call(
            kind=Kind.COMMAND,
            id=call_id,
            workspace_id=WORKSPACE,
            user_id=CALLER,
            key=f"{call_id} {sum(self.slack.calls.values())}",
            channel_id=channel,
        )
        return asyncio.run(self.desk.answer(call, route or ROUTES[Kind.COMMAND, call_id]))

    def unnamed(self):
        """Whose names a command in C0 would not know."""
        seen = []

        def listen(scene):
            seen.append(scene.unnamed)
            return say_words("Yes.")

        self.ask("/x", route=Route(run=listen, writes=True, names=True))
        return seen[0]

    def known(self):
        with self.database.transaction(WORKSPACE) as work:
            return work.people.known_by_name()


@pytest.mark.parametrize(
    ("command", "channel"), [("/wg members", "C0"), ("/wg roster", "C0"), ("/wg roster", "COTHER")]
)
def test_a_list_of_two_thousand_people_takes_few_calls_when_nothing_is_known(
    database_sqlite, command, channel
):
    """Each person and each group's channel were asked about alone: 2,220 calls."""
    office = Office(database_sqlite, PEOPLE, GROUPS)
    answer = str(office.ask(command, channel=channel).ack)
    assert "2000 people of" in answer
    assert office.slack.calls.total() <= MOST_CALLS, office.slack.calls


def test_a_command_that_may_name_somebody_learns_everyone_near_it_and_asks_once(database_sqlite):
    office = Office(database_sqlite, 40)
    assert office.unnamed() == frozenset()
    assert office.known() == set(office.slack.users)
    assert office.slack.calls["users.list"] == 1
    assert office.unnamed() == frozenset()
    assert office.slack.calls["users.list"] + office.slack.calls["users.info"] == 2


def test_other_commands_learn_nobody(database_sqlite):
    office = Office(database_sqlite, 40)
    office.ask("/x", route=Route(run=lambda scene: say_words("Yes."), writes=True))
    assert office.known() == {CALLER}


def test_whose_name_nobody_told_is_said_to_be_unknown(database_sqlite):
    office = Office(database_sqlite, 40)
    office.slack.silent = True
    assert office.unnamed() == set(office.slack.users) - {CALLER}
    office.slack.silent = False
    assert office.unnamed() == frozenset()


def test_people_of_a_channel_that_is_no_groups_are_not_kept(database_sqlite):
    office = Office(database_sqlite, 40, groups=0)
    office.unnamed()
    assert office.known() == {CALLER}


def test_who_is_kept_already_is_not_asked_about(database_sqlite):
    office = Office(database_sqlite, 40)
    with database_sqlite.transaction(WORKSPACE) as work:
        for user_id in office.slack.users:
            work.people.keep_seen(PersonFacts(user_id=user_id, name="Kept"), NOW)
    assert office.unnamed() == frozenset()
    assert office.slack.calls["users.list"] == 0
