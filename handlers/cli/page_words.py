"""What the sandbox's page hears of Convenor: roles, the tour and how far it is, what is owed."""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import yaml

from bot.domain import MessageKind, Person, Reader
from bot.domain.delivery import State
from bot.ports.ledgers.actions import ActionQuery, ActionView
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.roster.terms import today_in
from handlers.cli.owed import AT_ONCE, rows_since, tell_owed
from handlers.sandbox import Sandbox
from storage.unit_of_work import Database

SECRETARIAT, CHANNEL, ZONE = "U0SINA0001", "C0TECHNOL1", "Australia/Sydney"
"""Who a new page acts as, in which channel it opens, and whose hours the tour's dialogue keeps."""
_YEARS = timedelta(days=800)
_TOURED = timedelta(days=60)
"""How far back the tour looks for what has come with the clock."""

T = TypeVar("T")


@cache
def steps() -> tuple[Mapping[str, Any], ...]:
    """The tour as `tour.yaml` has it."""
    text = (files("handlers.cli") / "tour.yaml").read_text(encoding="utf-8")
    return tuple(yaml.safe_load(text))


def _not_set_up(channel: str) -> dict[str, str]:
    words = f"#{channel} is not set up in Convenor yet. The secretariat types `/wg setup` here."
    return {"badge": "not set up", "words": words}


def _roles(work: UnitOfWork, now: datetime) -> dict[str, str]:
    secretariat = work.people.secretariat_ids()
    chaired: dict[str, list[str]] = {}
    for group in work.groups.all():
        for user_id in work.roles.of_group(group.id).chairs_on(today_in(group, now)):
            chaired.setdefault(user_id, []).append(group.name)
    return {
        person.user_id: _role(person, person.user_id in secretariat, chaired)
        for person in work.people.all()
        if not person.is_bot
    }


def _role(person: Person, secretariat: bool, chaired: Mapping[str, list[str]]) -> str:
    """ "Secretariat, chairs Technology", "Observer", "Not on the roster"."""
    kind = person.organisation.kind.value.capitalize() if person.organisation else ""
    standing = "Secretariat" if secretariat else kind or "Not on the roster"
    groups = chaired.get(person.user_id)
    return f"{standing}, chairs {', '.join(groups)}" if groups else standing


def _done_now(
    work: UnitOfWork, now: datetime, recipients: Collection[str], unread: Collection[str]
) -> set[str]:
    """Ids of steps. `unread`: ids of direct messages with something new for their person."""
    group = work.groups.by_channel(CHANNEL)
    if group is None:
        return set()
    found, reader = {"setup"}, Reader.system()
    planned = work.dialogues.changed_between(reader, (group.id,), now - _YEARS, now + _YEARS)
    if planned:
        found.add("schedule")
    authors = {one.number: one.created_by for one in planned}
    if any(rsvp.user_id != authors[n] for n, rsvp in work.rsvps.of_dialogues(authors.keys())):
        found.add("answer")
    query = ActionQuery(group_ids=(group.id,), view=ActionView.ALL, now=now, limit=1)
    if work.actions.first(reader, query):
        found.add("action")
    lately = rows_since(now - _TOURED, recipients, work=work)
    sent = [row for row in lately if row.state is State.SENT]
    if any(row.due_at - row.created_at > AT_ONCE for row in sent):
        found.add("reminder")
    mornings = [row.posted_channel for row in sent if row.kind is MessageKind.MORNING]
    if any(place not in unread for place in mornings):
        found.add("morning")
    return found


def _written(step: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """With a day and an hour in what may be typed."""
    at = soon(now)
    typed = [words.format(day=f"{at:%A}", hour=f"{at:%H:%M}") for words in step.get("type", ())]
    return {**step, "type": typed}


def soon(now: datetime) -> datetime:
    """A working hour on a weekday, a day and a little more away: in a day's time it is near."""
    local = now.astimezone(ZoneInfo(ZONE)).replace(minute=0, second=0, microsecond=0)
    at = local + timedelta(hours=26)
    if at.hour < 8 or 11 <= at.hour <= 20:
        at = at.replace(hour=20)  # morning in Europe
    elif at.hour > 20:
        at = (at + timedelta(days=1)).replace(hour=10)
    while at.weekday() > 4:
        at += timedelta(days=1)
    return at


class PageWords:
    """`team`: the workspace's id; `database`: the running Convenor's, None while there is none."""

    def __init__(self, sandbox: Sandbox, team: str) -> None:
        self._sandbox = sandbox
        self._team = team
        self.database: Database | None = None
        self._done: set[str] = set()

    async def about(self) -> dict[str, Any]:
        """Roles, what is not set up yet, and the tour with what was done of it."""
        place, now, recipients = self._sandbox.core.workspace, self._now(), self._recipients()
        rooms, bot = list(place.conversations), place.bot.id
        with_app = {one.id: one.name for one in rooms if one.kind != "im" and bot in one.members}
        direct = [(one.id, one.other(bot)) for one in rooms if one.kind == "im"]
        unread = frozenset(key for key, user in direct if user and place.unread(user, key))

        def tell(work: UnitOfWork) -> dict[str, Any]:
            if len(self._done) < len(steps()):
                self._done |= _done_now(work, now, recipients, unread)
            groups = {group.channel_id for group in work.groups.all()}
            bare = {key: _not_set_up(name) for key, name in with_app.items() if key not in groups}
            tour = [_written(step, now) | {"done": step["id"] in self._done} for step in steps()]
            opens = {"as": SECRETARIAT, "channel": CHANNEL}
            return {"opens": opens, "people": _roles(work, now), "channels": bare, "tour": tour}

        return await self._read(tell, {})

    async def owed(self, since: float) -> list[dict[str, Any]]:
        """What was owed to anyone, due since this moment (moved unix seconds) or waiting."""
        moment = datetime.fromtimestamp(since, UTC)
        now, recipients = self._now(), self._recipients()
        return await self._read(lambda work: tell_owed(moment, recipients, work=work, now=now), [])

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._sandbox.clock.now(), UTC)

    def _recipients(self) -> list[str]:
        """Every person and channel: whoever has the sandbox sees what is owed to any of them."""
        place = self._sandbox.core.workspace
        channels = [one.id for one in place.conversations if one.kind != "im"]
        return [*(person.id for person in place.people), *channels]

    async def _read(self, job: Callable[[UnitOfWork], T], otherwise: T) -> T:
        return otherwise if self.database is None else await self.database.read(self._team, job)
