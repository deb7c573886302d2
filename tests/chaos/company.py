"""Several of Convenor's processes on one database and one pretend Slack, put to sleep by hand."""

import json
import os
import signal
import time
import urllib.request
from collections import Counter, defaultdict
from contextlib import ExitStack
from dataclasses import dataclass
from random import Random

from sqlalchemy import text

from bot.domain.errors import NotSaved
from bot.domain.message_kind import MessageKind
from storage.unit_of_work import Database
from tests.chaos.processes import Convenor, Nursery, Slack
from tests.chaos.seeding import seed
from tests.chaos.slack import BOT_TOKEN, TEAM, person_id
from tests.waiting import PATIENCE, wait_until

SETTINGS = {
    "CONVENOR_CHANNEL_PACE": "0.02",
    "CONVENOR_WORKSPACE_PACE": "0",
    "CONVENOR_LEASE": "4",
    "CONVENOR_SLACK_TIMEOUT": "2",
    "CONVENOR_CERTAIN_AFTER": "3",
    "CONVENOR_LONGEST_PAUSE": "2",
}


@dataclass(frozen=True, kw_only=True)
class Work:
    """A number of deliveries; a number of them fall due in each second."""

    number: int
    rate: float
    channels: int = 6
    people: int = 12


class Company:
    """`owed`: what was seeded, by id. Everything that was started ends with it."""

    def __init__(self, folder, database_url, work):
        self.folder, self.database_url, self.work = folder, database_url, work
        self.owed, self.settings = {}, {}
        self._ended = ExitStack()

    def __enter__(self):
        log = self.folder / "slack.log"
        slack = Slack(log, channels=self.work.channels, people=self.work.people)
        self.slack = self._ended.enter_context(slack)
        self._nursery = self._ended.enter_context(Nursery(self.folder))
        self.database = Database(self.database_url)
        self._impatient = Database(self.database_url, patience=0.1)
        for database in (self.database, self._impatient):
            self._ended.callback(database.dispose)
        return self

    def __exit__(self, *_):
        self._ended.close()

    def seed(self):
        self.owed = seed(self.database, self.work, Random(1))

    def start(self, command, name, **settings):
        """One process, which may not be ready yet; `command`: a word, or several."""
        arguments = [command] if isinstance(command, str) else command
        return self._ended.enter_context(
            Convenor(
                self._nursery,
                *arguments,
                log=self.folder / f"{name}.log",
                SLACK_BOT_TOKEN=BOT_TOKEN,
                SLACK_SIGNING_SECRET="chaos",
                SLACK_API_URL=f"{self.slack.url}/api/",
                DATABASE_URL=self.database_url,
                PORT="0",
                CONVENOR_HOST="127.0.0.1",
                CONVENOR_INNER_PORT="0",
                CONVENOR_SECRETARIAT=person_id(0),
                **{**SETTINGS, **settings},
            )
        )

    def put_to_sleep(self, process, when=lambda: True):
        """Stop it where it stands, as a suspended machine does, at a moment that is so.

        Not inside a transaction: it would hold its locks, and who waits for them is another
        question than who sends.
        """
        for _ in range(500):
            wait_until(when)
            os.kill(process._id, signal.SIGSTOP)
            if when() and self._nobody_holds_locks():
                return
            wake(process)
            time.sleep(0.02)
        raise AssertionError("there was no such moment")

    def _nobody_holds_locks(self):
        """Asked twice: what was on its way to the server when the process stopped is done there."""
        try:
            for workspace in ("", TEAM, "", TEAM):
                with self._impatient.transaction(workspace) as work:
                    work.queue._connection.execute(_HELD_ROWS)
                    time.sleep(0.01)
        except NotSaved:
            return False
        return True

    def command(self, channel, typed):
        """Typed by the secretariat; whether it was acknowledged."""
        name, _, words = typed.partition(" ")
        body = {"as": person_id(0), "channel": channel, "command": name, "text": words}
        request = urllib.request.Request(
            f"{self.slack.url}/door/command",
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)["ok"]

    def count(self, where):
        """How many rows are so ("state = 'sent'"), those apart that the daily check owes."""
        query = text(
            "SELECT count(*) FROM deliveries"
            f" WHERE workspace_id = :team AND kind <> :checked AND {where}"
        )
        with self.database.engine.connect() as connection:
            return connection.execute(
                query, {"team": TEAM, "checked": MessageKind.NO_CHAIR}
            ).scalar_one()

    def _checked(self):
        """Numbers of what the daily check owes: groups without a chair, told now and in a week."""
        query = text("SELECT id FROM deliveries WHERE workspace_id = :team AND kind = :checked")
        with self.database.engine.connect() as connection:
            found = connection.execute(query, {"team": TEAM, "checked": MessageKind.NO_CHAIR})
            return set(found.scalars())

    def wait_until_settled(self, within=PATIENCE):
        open_ones = "state NOT IN ('sent', 'dropped')"
        wait_until(lambda: self.count(open_ones) == 0, within)

    def times(self):
        """How often each delivery is in Slack."""
        return Counter(number for *_, ids in self.slack.arrived() for number in ids)

    def check_each_once(self):
        """All that was owed is in Slack, once, and says that it is."""
        stands = defaultdict(list)
        for _, ts, ids in self.slack.arrived():
            for number in ids:
                stands[number].append(ts)
        wrong = {
            number: stands[number]
            for number in {*stands, *self.owed} - self._checked()
            if number not in self.owed or len(stands[number]) != 1
        }
        assert not wrong, f"where they stand in Slack: {wrong}"
        sent = self.count("state = 'sent'")
        assert sent == len(self.owed), f"only {sent} say that they were sent"


_HELD_ROWS = text("UPDATE deliveries SET stale = stale WHERE state IN ('sending', 'uncertain')")
"""It waits for whoever begins or settles one of them, and changes nothing."""


def wake(process):
    os.kill(process._id, signal.SIGCONT)


def says(process, event):
    """How often it has logged this."""
    return process.log.read_text().count(f" {event}")
