"""`convenor simulate --days N`: lives through the days ahead in a copy of the database in memory.

The calendar plans and the loop sends as they do in a process; what it sends ends here. Slack is not
asked: everyone is where Convenor last saw them, and nobody does anything.
"""

import asyncio
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from bot.domain import Reader, zones
from bot.domain.audience import ChannelFacts
from bot.domain.delivery import Delivery, is_person
from bot.domain.notifications import Notification
from bot.domain.person import PersonFacts, zone_of
from bot.domain.wording import count, spell_day
from bot.ports.messenger import Absent, Finding, Posted
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.deliveries.deliver import Deliverer, Pace
from bot.use_cases.deliveries.plan import plan_from_calendar
from bot.use_cases.subjects import NamedSubject, Subjects
from handlers.cli.copies import demand_file
from handlers.database import database_to_read
from handlers.public_holidays import PublicHolidays
from handlers.settings import Settings
from handlers.slack import renderers
from handlers.slack.client.facts import direct_message
from handlers.slack.features.why.words import title_of
from handlers.slack.kit.fallback import fallback_text
from storage.trial_copy import copy_all_rows
from storage.unit_of_work import Database

_STRIDE = timedelta(days=1)
"""The calendar is asked at least so often, as the loop does; it plans three days ahead."""
_NUDGE = timedelta(minutes=1)
"""The next look where something stays due, whatever keeps it."""
_MARKUP = re.compile(r"<!date\^\d+\^[^|>]*\|([^>]*)>|<[^|>]*\|([^>]*)>")


@dataclass
class TrialClock:
    """Moves only when it is moved."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


@dataclass
class Sink:
    """A Messenger whose messages reach nobody."""

    clock: TrialClock
    sent: list[tuple[datetime, Delivery, Notification]] = field(default_factory=list)

    async def with_picture(self, notification: Notification) -> Notification:
        return notification

    async def send(
        self,
        delivery: Delivery,
        notification: Notification,
        *,
        late: bool,
        still: Callable[[], bool],
    ) -> Posted:
        self.sent.append((self.clock.now(), delivery, notification))
        return Posted(delivery.recipient, f"{self.clock.now().timestamp():.0f}.{len(self.sent):06}")

    async def send_together(
        self, parts: Sequence[tuple[Delivery, Notification]], *, still: Callable[[], bool]
    ) -> Posted:
        posted = [await self.send(*part, late=True, still=still) for part in parts]
        return posted[0]

    async def find(self, delivery: Delivery, place: str | None, since: datetime) -> Finding:
        return Absent()

    async def refresh(self, delivery: Delivery, notification: Notification) -> None: ...

    async def refresh_together(self, parts: Sequence[tuple[Delivery, Notification]]) -> None: ...

    async def delete(self, delivery: Delivery) -> None: ...


@dataclass
class Remembered:
    """A Directory of what the database knows."""

    memory: Database

    async def person(
        self, workspace_id: str, user_id: str, *, fresh: bool = False
    ) -> PersonFacts | None:
        return (await self.many_people(workspace_id, [user_id])).get(user_id)

    async def many_people(
        self, workspace_id: str, user_ids: Collection[str], *, to_the_end: bool = False
    ) -> Mapping[str, PersonFacts]:
        known = await self.memory.read(workspace_id, lambda work: work.people.by_ids(user_ids))
        return {user_id: person.facts for user_id, person in known.items()}

    async def channel(
        self, workspace_id: str, channel_id: str, *, fresh: bool = False, just_now: bool = False
    ) -> ChannelFacts | None:
        if channel_id.startswith("D"):
            return direct_message(channel_id)
        read = await self.memory.read(workspace_id, lambda work: work.channels.get(channel_id))
        return read.facts if read and read.readable else None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One message: when, who gets it and in which zone they are, what it is, and its words."""

    delivery: Delivery
    at: datetime
    to: str
    zone: str
    what: str
    words: str


def foresee(settings: Settings, now: datetime, *, days: int) -> list[Foreseen]:
    """What would be sent in these days, by moment and recipient; all of it in a copy."""
    demand_file(settings)
    copy = Database("sqlite://", holidays=PublicHolidays())
    with database_to_read(settings) as source:
        copy_all_rows(source.engine, copy.engine)
    clock = TrialClock(now)
    sink = Sink(clock)
    try:
        asyncio.run(_live(copy, clock, sink, settings, until=now + timedelta(days=days)))
        return sorted((_line(copy, *one) for one in sink.sent), key=lambda one: (one.at, one.to))
    finally:
        copy.dispose()


def run(settings: Settings, now: datetime, *, days: int, words: bool) -> int:
    """Print what would be sent in these days, by day and time; the exit code."""
    lines = foresee(settings, now, days=days)
    for day, of_day in groupby(lines, lambda line: line.at.date()):
        print(f"\n{spell_day(day)} (UTC)")
        for line in of_day:
            there = zones.to_wall(line.at, line.zone)
            away = f"{(there.date() - day).days:+d}d" if there.date() != day else ""
            print(f"  {line.at:%H:%M}  {there:%H:%M}{away:<3} there  {line.to:<28}  {line.what}")
            for part in line.words.splitlines() if words else ():
                print(f"      {part}")
    people = len({line.to for line in lines if line.to.startswith("@")})
    channels = len({line.to for line in lines if line.to.startswith("#")})
    told = f"{count(len(lines), 'message', 'messages')} to {count(people, 'person', 'people')}"
    places = f"{count(channels, 'channel', 'channels')} in {count(days, 'day', 'days')}"
    print(f"\n{told} and {places}, if nobody does")
    print("anything and everyone stays where Convenor last saw them. Nothing was sent or written.")
    return 0


async def _live(
    copy: Database, clock: TrialClock, sink: Sink, settings: Settings, *, until: datetime
) -> None:
    """Plan and send at each moment at which something falls due, to the last."""
    deliverer = Deliverer(
        memory=copy,
        messenger=sink,
        directory=Remembered(copy),
        now=clock.now,
        pace=Pace(channel=0, workspace=0),
        secretariat=settings.secretariat,
    )
    while True:
        ends = await _plan(copy, clock.now(), settings)
        await deliverer.deliver()
        if clock.now() >= until:
            return
        soonest = min(clock.now() + _STRIDE, until)
        for due in (await deliverer.next_due(), *ends):
            soonest = min(soonest, max(due, clock.now() + _NUDGE)) if due else soonest
        clock.moment = soonest


async def _plan(copy: Database, now: datetime, settings: Settings) -> list[datetime | None]:
    """Owe what the calendar brings; when the next proposal of each workspace ends."""

    def plan(work: UnitOfWork) -> datetime | None:
        plan_from_calendar(work=work, now=now, weights=settings.weights)
        return work.decisions.next_end()

    return [await copy.write(team, plan) for team in await copy.workspace_ids()]


def _line(copy: Database, at: datetime, delivery: Delivery, notification: Notification) -> Foreseen:
    with copy.transaction(delivery.workspace_id, write=False) as work:
        subject = Subjects(Reader.system(), work).subject_of(delivery) or NamedSubject()
        person = work.people.get(delivery.recipient)
        group = work.groups.by_channel(delivery.recipient)
        read = work.channels.get(delivery.recipient)
    title = " ".join(filter(None, title_of(delivery, subject)))
    said = fallback_text(renderers.RENDERERS[type(notification)](notification))
    words = _MARKUP.sub(lambda found: found[1] or found[2], said)
    if is_person(delivery.recipient):
        to = f"@{person.name}" if person else delivery.recipient
        zone = zone_of(person) if person else "UTC"
    else:
        to = f"#{(read.name if read else '') or delivery.recipient}"
        zone = group.zone if group else "UTC"
    return Foreseen(delivery, at, to, zone, title.rstrip(":"), words)
