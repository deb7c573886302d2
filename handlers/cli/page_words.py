"""What the sandbox's page hears of Convenor: roles, the tour and how far it is, what is owed."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import yaml

from bot.domain import MessageKind, Person, Reader
from bot.domain.delivery import Delivery, State, SubjectType
from bot.domain.message_kind import ASKING
from bot.domain.wording import spell_minutes
from bot.ports.ledgers.actions import ActionQuery, ActionView
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.subjects import NamedSubject, Subjects
from bot.use_cases.terms import today_in
from handlers.sandbox import Sandbox
from handlers.slack.features.why.words import reason_words, title_of
from storage.unit_of_work import Database

_STILL_WAITING = timedelta(days=14)
"""What was due longer ago is not looked for among what waits."""
AT_ONCE = timedelta(minutes=10)
"""What was owed no longer than this before it was due follows from what somebody just did."""
_STATES = {State.SENT: "sent", State.DROPPED: "dropped"}
_NOUNS = {
    MessageKind.REMINDER: "reminder", MessageKind.STARTING: "reminder",
    MessageKind.MORNING: "morning message", MessageKind.ANNOUNCEMENT: "invitation",
    MessageKind.WEEKLY_DIGEST: "digest", MessageKind.SPOTLIGHT: "spotlight",
}  # fmt: skip
"""What is counted under a name of its own; all else is a notice."""
_BECAUSE = {
    MessageKind.REMINDER: "The group is reminded {before} before a dialogue.",
    MessageKind.STARTING: "Who said Going or Maybe hears it, and who chairs.",
    MessageKind.BEGINS: "Each dialogue has a thread for what belongs to it.",
    MessageKind.CLOSING: "Chairs note who was there and what was decided.",
    MessageKind.ATTENDANCE: "Chairs say who was there.",
    MessageKind.ANNOUNCEMENT: "Dialogues of a series are announced a week before.",
    MessageKind.MORNING: "Comes on working days, if something in it is new or due by then.",
    MessageKind.WEEKLY_DIGEST: "The group has a weekly digest.",
    MessageKind.DIGEST_PREVIEW: "Chairs see the digest before it is posted.",
    MessageKind.SPOTLIGHT: "The group has a weekly spotlight.",
    MessageKind.REVIEW_DUE: "Its author is asked at the date of review.",
    MessageKind.CLOCK_CHANGE: "A series shifts for somebody when clocks change.",
}
"""Why each kind that is owed ahead of its time is; the others follow from what somebody did."""


def rows_since(since: datetime, recipients: Collection[str], *, work: UnitOfWork) -> list[Delivery]:
    """What was owed to these channels and people, due since then, soonest first."""
    found = [
        row
        for about in SubjectType
        for rows in work.deliveries.of_recipients(recipients, since, about).values()
        for row in rows
    ]
    return sorted(found, key=lambda row: (row.due_at, row.id))


def tell_owed(
    since: datetime, recipients: Collection[str], *, work: UnitOfWork, now: datetime
) -> list[dict[str, Any]]:
    """What `Hooks.owed` answers: due since then, or earlier and still waiting."""
    subjects, closed = Subjects(Reader.system(), work), work.recipients.errors_of_blocked()
    rows = rows_since(min(since, now - _STILL_WAITING), recipients, work=work)
    return [
        _told(row, subjects.subject_of(row) or NamedSubject(), closed.get(row.recipient))
        for row in rows
        if row.due_at >= since or row.state not in _STATES
    ]


def _told(row: Delivery, subject: NamedSubject, closed: str | None) -> dict[str, Any]:
    what, about = title_of(row, subject)
    return {
        "at": row.due_at.timestamp(),
        "to": row.recipient,
        "kind": _NOUNS.get(row.kind, "notice"),
        "what": what,
        "about": about,
        "why": _why(row, subject, closed),
        "state": _STATES.get(row.state, "waiting"),
    }


def _why(row: Delivery, subject: NamedSubject, closed: str | None) -> str:
    """What is in its way, or why it is owed at all."""
    error = row.error if row.state in (State.DROPPED, State.OWED) else None
    if row.state is not State.SENT and (error or closed):
        doing = "Not sent" if row.state is State.DROPPED else "Waiting"
        return f"{doing}: {reason_words(error or closed, subject.reference, row.detail)}."
    because = _BECAUSE.get(row.kind)
    if because is None or not _came_by_itself(row):
        return "Follows from what somebody did."
    return because.format(before=spell_minutes(row.minutes_before))


def _came_by_itself(row: Delivery) -> bool:
    """Not so: what is asked at once, and what nobody foresees. A morning that somebody's action
    makes minutes before nine comes by itself as well."""
    foreseen = row.kind in _BECAUSE and row.kind not in ASKING
    return foreseen or row.due_at - row.created_at > AT_ONCE


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
    if any(_came_by_itself(row) for row in sent):
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


@dataclass
class PageWords:
    """`team`: the workspace's id; `database`: the running Convenor's, None while there is none."""

    _sandbox: Sandbox
    _team: str
    database: Database | None = None
    _done: set[str] = field(default_factory=set)

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
