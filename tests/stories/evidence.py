"""What proves a story's point: the database's rows, days ahead, pings, crafted payloads."""

import html
import re
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files

import yaml

from handlers.public_holidays import PublicHolidays
from handlers.sandbox.acting.access import interaction
from handlers.sandbox.acting.commands import command_payload
from handlers.sandbox.delivery.outbox import Parcel, Undelivered
from tests.waiting import until

_HOLIDAYS = PublicHolidays()
_ROSTER = yaml.safe_load((files("handlers.cli") / "sample_roster.yaml").read_text("utf-8"))
_COUNTRIES = {entry["country"] for entry in _ROSTER["organisations"]}
_ASIDE = frozenset(
    "receipts drafts alembic_version sqlite_sequence channel_readings search_names search_words "
    "homes versions".split()
)
_KEPT_OF_PEOPLE = "user_id, secretariat, organisation_id"
_LIVE = re.compile(r"<(?:@[UW]|!(?!date\^)|#C)[^>]*>")
_PLACE = {"type": "message", "is_ephemeral": True}
_PINGING = frozenset({"user", "usergroup", "broadcast"})


def rows(network):
    """Every row of Convenor's database by table, read from its file when nothing is under way.

    Left out: receipts, half-filled forms, the beat, what Homes show, and what Slack said of people
    and channels, names among it, which any look at them may bring up to date, and so `versions`.
    """
    network.settle()
    file = network.folder / "convenor.sqlite3"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = {name for (name,) in tables} - _ASIDE
        return {name: sorted(map(repr, _all_of(connection, name))) for name in sorted(names)}


def _all_of(connection, table):
    if table == "workspaces":
        return connection.execute("SELECT workspace_id, stopped_at, paused_until FROM workspaces")
    if table != "people":
        return connection.execute(f"SELECT * FROM {table}")
    placed = "organisation_id IS NOT NULL OR secretariat"
    return connection.execute(f"SELECT {_KEPT_OF_PEOPLE} FROM people WHERE {placed}")


def day(network, ahead):
    """The local date of London this many days ahead of the network's clock, as "2027-02-01"."""
    return (network.now + timedelta(days=ahead)).date().isoformat()


def forget(network):
    """Convenor's memory of what Slack said is gone, as after a few minutes."""
    directory = network.ground.convenor.door.desk.directory
    workspace = network.ground.sandbox.core.workspace
    for person in workspace.people:
        directory.forget_person(person.id)
    for channel in workspace.conversations:
        directory.forget_channel(channel.id)


def free_day(network, ahead):
    """The same, or the next weekday on which nobody of the sample network has a holiday.

    Nor on the day before or after, which it may be elsewhere at the same moment.
    """
    found = (network.now + timedelta(days=ahead)).date()
    while found.weekday() >= 5 or any(
        _HOLIDAYS.on(country, found + timedelta(days=shift))
        for country in _COUNTRIES
        for shift in (-1, 0, 1)
    ):
        found += timedelta(days=1)
    return found.isoformat()


def pings(message):
    """Everything in a message, as Slack has it, that would notify or link somebody."""
    found = _LIVE.findall(message.raw["text"])
    return found + [str(part) for part in _parts(message.raw.get("blocks") or []) if _alive(part)]


def _alive(part):
    if part.get("type") == "mrkdwn":
        return bool(_LIVE.search(part["text"]))
    return part.get("type") in _PINGING


def _parts(found):
    if isinstance(found, dict):
        yield found
        found = list(found.values())
    if isinstance(found, list):
        for item in found:
            yield from _parts(item)


def posted(person, channel, words):
    """The newest message there with these words that everyone sees."""
    found = [m for m in person.reads(channel) if words in m.words and not m.ephemeral]
    return found[-1]


def literals(message):
    """Every literal text of its blocks, in order."""
    parts = _parts(message.raw.get("blocks") or [])
    return [p["text"] for p in parts if p.get("type") in ("text", "plain_text")]


def button(message, label):
    """The element whose words begin so, with its block id: (block_id, element)."""
    return next(
        (block_id, element)
        for block_id, element in message.buttons()
        if element.get("text", {}).get("text", "").startswith(label)
    )


def interact(network, handle, kind, **payload):
    """Send Convenor an interaction that no page would send; the body of its acknowledgement.

    An interaction that is not acknowledged in three seconds raises Undelivered.
    """
    return network.run(_interact(network, handle, kind, payload))


async def _interact(network, handle, kind, payload):
    core = network.ground.sandbox.core
    person = core.workspace.people.named(handle)
    trigger = {"trigger_id": core.triggers.new(person.id)}
    return await core.ask(
        Parcel("interactive", {**interaction(core, kind, person), **trigger, **payload})
    )


def pressed(network, handle, action_id, value, channel="#technology", of=None):
    """Press a button that no message has; the newest private answer, or None for a form.

    `of`: the id of the channel that the button is said to stand in, where it is not `channel`.
    """
    someone = network.person(handle)
    channel_id = someone.channel(channel)
    before = {m.ts for m in someone.reads(channel)}
    core = network.ground.sandbox.core
    token = core.response_urls.new(someone.id, channel_id)
    interact(
        network,
        handle,
        "block_actions",
        container={**_PLACE, "channel_id": of or channel_id, "message_ts": "1.000001"},
        channel={"id": of or channel_id, "name": "privategroup"},
        response_url=f"{core.url}/response/{token}",
        actions=[{"type": "button", "block_id": "b", "action_id": action_id, "value": value}],
    )
    network.settle()
    new = [m for m in someone.reads(channel) if m.ts not in before and m.ephemeral]
    return new[-1] if new else None


def type_anywhere(network, handle, channel_id, typed):
    """A command from a channel in which the sandbox's page would not let this person type.

    Answers with all that the acknowledgement says, "" where it says nothing: its top-level text,
    and behind it every word and person of its blocks. People are spelled "@gethin", never by id.
    """
    answer = network.run(_type(network, handle, channel_id, typed)) or {}
    names = {user_id: handle for handle, user_id in network.people.items()}
    said = [answer.get("text", "")]
    for part in _parts(answer.get("blocks") or []):
        if part.get("type") == "user":
            said.append(f"@{names.get(part['user_id'], part['user_id'])}")
        elif isinstance(part.get("text"), str):
            said.append(part["text"])
    spelled = re.sub(
        r"<@([A-Z0-9]+)>", lambda found: f"@{names.get(found[1], found[1])}", "\n".join(said)
    )
    return html.unescape(spelled).strip()


async def _type(network, handle, channel_id, typed):
    core = network.ground.sandbox.core
    name, _, text = typed.partition(" ")
    person, channel = core.workspace.people.named(handle), core.workspace.conversations
    payload = command_payload(core, person, channel.get(channel_id), name, text)
    return await core.ask(Parcel("slash_commands", payload))


@contextmanager
def left_unacknowledged(network, at_least=1):
    """Calls that Convenor leaves without an answer; Slack waits half a second for each.

    How long Slack waits says nothing of why: that Convenor has left them is asked of itself.
    """
    waiting, left = network.ground.sandbox.core.socket_mode, network.ground.convenor.watching.acks
    patience, before = waiting.ack_seconds, left.unanswered.total()
    waiting.ack_seconds = 0.5
    try:
        yield
        network.run(until(lambda: left.unanswered.total() - before >= at_least))
    finally:
        waiting.ack_seconds = patience


class Wire:
    """Keeps every parcel on its way to Convenor while it is open, to be sent again.

    `loses` counts the acknowledgements of events that are still to be lost on their way back.
    """

    def __init__(self, network):
        self._outbox = network.ground.sandbox.core.outbox
        self._network = network
        self.parcels = []
        self.loses = 0

    def __enter__(self):
        self._real = self._outbox.transport
        self._outbox.transport = self
        return self

    def __exit__(self, *_):
        self._outbox.transport = self._real

    async def deliver(self, parcel):
        self.parcels.append(parcel)
        answer = await self._real.deliver(parcel)
        if parcel.kind == "events_api" and self.loses:
            self.loses -= 1
            raise Undelivered("timeout", "operation_timeout")
        return answer

    @property
    def is_connected(self):
        return self._real.is_connected

    def last(self, kind):
        return next(p for p in reversed(self.parcels) if p.kind == kind)

    def again(self, kind, **changes):
        """Deliver the newest of a kind once more; the body of the acknowledgement."""
        parcel = self.last(kind)
        sent = replace(parcel, payload=parcel.payload | changes)
        answer = self._network.run(self._real.deliver(sent))
        self._network.settle()
        return answer

    def wait_for(self, number, kind):
        """Until this many of a kind have been sent off."""
        sent = until(lambda: len([p for p in self.parcels if p.kind == kind]) >= number)
        self._network.run(sent)
        self._network.settle()
