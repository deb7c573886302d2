"""The sample network behind the real Slack door: one writer, on a database in memory."""

import asyncio
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from itertools import count

from sqlalchemy import select

from bot.domain.audience import ChannelFacts
from bot.domain.group import Group, Term
from handlers.cli.roster.importing import import_roster
from handlers.public_holidays import PublicHolidays
from handlers.sandbox.workspace import load_sample
from handlers.slack import routes
from handlers.slack.client.facts import read_person
from handlers.slack.dispatch.dispatcher import Desk
from handlers.slack.request.request import read_press
from storage.tables import metadata
from storage.unit_of_work import Database
from tests.databases import WORKSPACE, sqlite_in_memory
from tests.handlers.slack.features.dialogues.door import Heard
from tests.ports import ToldDirectory

SAMPLE = load_sample()
ROSTER = (files("handlers.cli") / "sample_roster.yaml").read_text("utf-8")
WRITER, PLACE = "U0AMARA001", "C0TECHNOL1"
"""The chair of Technology, who types in its channel."""
IDS = {person["name"]: person["id"] for person in SAMPLE["people"]}
NAMES = {user_id: name for name, user_id in IDS.items()}
NOT_COMPARED = {
    *("receipts", "people", "search_names", "versions"),
    *("channel_readings", "workspaces"),
}
"""Tables that any call may write to: what Slack said, and that it was answered."""


_free = []


@contextmanager
def sample_network(now):
    """The sample network's database, to be copied; the copies end with it."""
    database = sqlite_in_memory(holidays=PublicHolidays())
    with database.transaction(WORKSPACE) as work:
        settle_in(work, now)
    yield database
    for each in (database, *_free):
        each.dispose()
    _free.clear()


def people():
    found = (read_person({**p, "team_id": WORKSPACE}, WORKSPACE) for p in SAMPLE["people"])
    return {facts.user_id: replace(facts, name=NAMES[facts.user_id]) for facts in found}


def channels():
    return {
        c["id"]: ChannelFacts(
            channel_id=c["id"],
            name=c["name"],
            is_private=c.get("private", False),
            members=frozenset(
                IDS.values() if c["members"] == "everyone" else map(IDS.get, c["members"])
            ),
        )
        for c in SAMPLE["channels"]
    }


def settle_in(work, now):
    """The sample's roster, and Technology with the writer as its chair."""
    for facts in people().values():
        work.people.keep_seen(facts, now)
    import_roster(ROSTER, work=work, now=now)
    group = work.groups.add(
        Group(
            id=0,
            channel_id=PLACE,
            name="Technology",
            zone="Europe/London",
            created_at=now - timedelta(days=300),
        )
    )
    work.roles.appoint_chair(group.id, Term(user_id=WRITER, starts_on=date(2026, 1, 1)))


class Door:
    """One writer at one moment; what they type and press goes through router and desk."""

    def __init__(self, database, now, zone):
        self.database, self.now = database, now
        self.directory = ToldDirectory(people=people(), channels=channels())
        own = self.directory.people[WRITER]
        self.directory.people[WRITER] = replace(own, zone=zone)
        self.desk = Desk(
            memory=database,
            directory=self.directory,
            now=lambda: self.now,
            commands=routes.COMMANDS,
        )
        self._keys = count(1)

    def say(self, typed):
        """What is typed into Slack's composer: a command's name ends at its first space."""
        name, _, text = typed.partition(" ")
        body = {
            "team_id": WORKSPACE,
            "user_id": WRITER,
            "channel_id": PLACE,
            "command": name,
            "text": text,
            "trigger_id": f"t{next(self._keys)}",
            "response_url": "http://127.0.0.1/r",
        }
        return self._answer(*routes.route_command(body))

    def press(self, action_id, value):
        body = {
            "team": {"id": WORKSPACE},
            "user": {"id": WRITER},
            "channel": {"id": PLACE},
            "message": {"ts": "1.0"},
            "trigger_id": f"p{next(self._keys)}",
            "response_url": "http://127.0.0.1/r",
            "actions": [{"action_id": action_id, "value": value, "type": "button"}],
        }
        call = read_press(body)
        return self._answer(call, routes.find_route(call))

    def tables(self):
        """The rows of every table, as dictionaries."""
        with self.database.engine.connect() as connection:
            return {
                table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
                for table in metadata.sorted_tables
                if table.name not in NOT_COMPARED
            }

    def branch(self):
        """The same writer and moment on a copy of the database, for one press."""
        return Door(copied(self.database), self.now, self.directory.people[WRITER].zone)

    def close(self):
        """Its database serves the next one: what is compiled for it stays."""
        _free.append(self.database)

    def _answer(self, call, route):
        return Heard(asyncio.run(self.desk.answer(call, route)))


def copied(database):
    """Another database in memory with the same rows."""
    copy = _free.pop() if _free else Database("sqlite://", holidays=PublicHolidays())
    source, target = database.engine.raw_connection(), copy.engine.raw_connection()
    try:
        source.driver_connection.backup(target.driver_connection)
    finally:
        source.close()
        target.close()
    return copy
