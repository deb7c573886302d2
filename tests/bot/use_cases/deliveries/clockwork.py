"""A group, its chair, dialogues, mornings and a digest in each of some zones, and a moved clock.

When something is due is found by looking at the zones' walls minute by minute, never by the rules
that are tested.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import yaml

from bot.dates.meaning.choice import Frame
from bot.dates.reading import read_when
from bot.domain.action_item import ActionItem
from bot.domain.delivery import SubjectType
from bot.domain.dialogue import RsvpAnswer
from bot.domain.group import Group, Term
from bot.domain.message_kind import MessageKind
from bot.domain.person import OrganisationKind, PersonFacts
from bot.domain.roles import Reader
from bot.use_cases.context import Context
from bot.use_cases.deliveries.deliver import Deliverer, Pace
from bot.use_cases.deliveries.plan import plan_from_calendar
from bot.use_cases.dialogues.answer import AnswerDialogue, answer_dialogue
from bot.use_cases.dialogues.schedule import ScheduleDialogue, schedule_dialogue
from tests.bot.use_cases.deliveries.setting import channel
from tests.databases import WORKSPACE
from tests.ports import RecordingMessenger, ToldDirectory
from tests.storage.records import kind_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STRIDE = 12 * HOUR
REMINDERS = (7 * 24 * 60, 24 * 60, 60)
DIALOGUES = ((0, time(9)), (7, time(14)))
"""Days after the change, and local wall times."""


def zones_of_the_network(root):
    """Every zone of the sample roster."""
    roster = yaml.safe_load((root / "handlers/cli/sample_roster.yaml").read_text())
    return sorted({organisation["zone"] for organisation in roster["organisations"]})


def changes(zone):
    """(moment, offset before, offset after) of each change of clocks in 2026 and 2027."""
    rules = ZoneInfo(zone)
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    quarters = [begin + timedelta(minutes=15 * n) for n in range(2 * 365 * 24 * 4 + 1)]
    days = quarters[:: 24 * 4]
    for start, end in pairwise(days):
        if start.astimezone(rules).utcoffset() == end.astimezone(rules).utcoffset():
            continue
        within = [start + timedelta(minutes=15 * n) for n in range(24 * 4 + 1)]
        for before, at in pairwise(within):
            was, becomes = (m.astimezone(rules).utcoffset() for m in (before, at))
            if was != becomes:
                yield at, was, becomes


def first_showing(zone, day, wall):
    """The first moment of that local day at which its clocks show `wall` or later."""
    rules, wanted = ZoneInfo(zone), datetime.combine(day, wall)
    at = datetime.combine(day, time(), UTC) - 15 * HOUR
    while at.astimezone(rules).replace(tzinfo=None) < wanted:
        at += timedelta(minutes=5)
    return at


@dataclass
class Noting(RecordingMessenger):
    """Also notes when each was sent: by (kind, recipient, dialogue or local date), moments."""

    clock: object = None
    noted: dict = field(default_factory=dict)

    async def send(self, delivery, notification, **how):
        about = delivery.subject_id if "dialogue" in delivery.kind else delivery.occurrence
        key = (kind_of(delivery), delivery.recipient, about)
        self.noted.setdefault(key, []).append(self.clock.now)
        return await super().send(delivery, notification, **how)


class Clockwork:
    """`change`: (moment, offset before, offset after) of each zone; `now` is moved by `run`."""

    def __init__(self, database, change):
        self.database, self.zones = database, sorted(change)
        self.at = min(moment for moment, _, _ in change.values())
        self.start, self.end = self.at - 26 * HOUR, self.at + 36 * HOUR
        self.now = self.start
        self.messenger = Noting(clock=self)
        self.due = {}
        people = {f"U{n}": zone for n, zone in enumerate(self.zones)}
        self.directory = ToldDirectory(
            people={u: PersonFacts(user_id=u, name=u, zone=z) for u, z in people.items()},
            channels={f"C{n}": channel(f"C{n}", *people) for n in range(len(self.zones))},
        )
        with database.transaction(WORKSPACE) as work:
            work.workspaces.keep_installed("Network", "UBOT", self.start)
            for number, zone in enumerate(self.zones):
                self._settle(work, number, zone, change[zone])

    def _settle(self, work, number, zone, change):
        chair, place = f"U{number}", f"C{number}"
        moment, was, becomes = change
        day = (moment + becomes).date()
        # The middle of the hour that is left out or comes twice; where none is, any will do.
        odd = (min(moment + was, moment + becomes) + timedelta(minutes=30)).time()
        body = work.organisations.add(
            name=zone, kind=OrganisationKind.MEMBER, country="GB", zone=zone
        )
        work.people.keep_seen(self.directory.people[chair], self.start)
        work.people.assign(chair, body.id)
        group = Group(
            id=0,
            channel_id=place,
            name=zone,
            zone=zone,
            reminders=REMINDERS,
            digest_weekday=day.weekday(),
            digest_time=odd,
            created_at=self.start - 30 * DAY,
        )
        group = work.groups.add(group)
        work.roles.appoint_chair(group.id, Term(user_id=chair, starts_on=date(2025, 1, 1)))
        posted = first_showing(zone, day, odd)
        self._owes("digest.weekly", place, f"{day}", posted)
        self._owes("digest.preview", chair, f"{day}", posted - 2 * HOUR)
        overdue = ActionItem(
            number=work.numbers.take_next("A"),
            group_id=group.id,
            title="Draft it",
            owner_user_id=chair,
            due_on=date(2025, 12, 1),
            zone=zone,
            created_by=chair,
            created_at=self.start - 30 * DAY,
        )
        work.actions.add(overdue)
        for ahead in range(-2, 3):
            morning = day + ahead * DAY
            if morning.weekday() < 5:
                at = first_showing(zone, morning, time(9))
                self._owes("morning", chair, f"{morning}", at)
        for ahead, wall in DIALOGUES:
            self._dialogue(work, group, chair, day + ahead * DAY, wall)

    def _dialogue(self, work, group, chair, day, wall):
        """As a person types it; they come."""
        reader = Reader(user_id=chair, secretariat=True)
        typed = read_when(f"{day} {wall:%H:%M}", Frame(group.zone, self.start))
        wish = ScheduleDialogue(title=f"{day} {wall}", starts_at=typed.at, zone=group.zone)
        context = Context(reader, work, self.start, self.directory.channels)
        dialogue = schedule_dialogue(wish, context, group=group)
        person = work.people.get(chair)
        answer_dialogue(
            AnswerDialogue(number=dialogue.number, answer=RsvpAnswer.GOING),
            context=context,
            person=person,
        )
        # The invitations are posted at once, which is of no interest here and takes its time.
        work.deliveries.withdraw(
            SubjectType.DIALOGUE,
            dialogue.reference,
            why="not here",
            now=self.start,
            kinds=[MessageKind.ANNOUNCEMENT],
        )
        starts_at = first_showing(group.zone, day, wall)
        for minutes in REMINDERS:
            kind, due = f"dialogue.reminder.{minutes}", starts_at - timedelta(minutes=minutes)
            self._owes(kind, group.channel_id, dialogue.reference, due)
        starting = starts_at - timedelta(minutes=10)
        self._owes("dialogue.starting", chair, dialogue.reference, starting)
        self._owes("dialogue.begins", group.channel_id, dialogue.reference, starts_at)
        ends_at = starts_at + timedelta(minutes=dialogue.minutes)
        closing = ends_at - timedelta(minutes=10)
        self._owes("dialogue.closing", chair, dialogue.reference, closing)
        self._owes("dialogue.attendance", chair, dialogue.reference, ends_at)

    def _owes(self, kind, recipient, about, due):
        if self.start < due <= self.end:
            self.due[kind, recipient, about] = due

    def live(self, *stretches):
        """Let one loop live through these stretches of time (begin, end), asleep in between."""
        asyncio.run(self._live(stretches))

    async def _live(self, stretches):
        deliverer = self.worker(self.database)
        for begin, end in stretches:
            self.now, planned = begin, begin
            await self.plan(self.database)
            while await deliverer.deliver() or self.now < end:
                if self.now >= planned + STRIDE:
                    planned = self.now
                    await self.plan(self.database)
                due = await deliverer.next_due()
                self.now = max(self.now, min(due or end, planned + STRIDE, end))

    def worker(self, memory):
        """The loop of one process, its clock ours."""
        return Deliverer(
            memory=memory,
            messenger=self.messenger,
            directory=self.directory,
            now=lambda: self.now,
            pace=Pace(channel=0, workspace=0),
        )

    async def plan(self, memory):
        await memory.write(WORKSPACE, lambda work: plan_from_calendar(work=work, now=self.now))

    def wanted(self):
        """What is due, without the questions after the end that were asked just before it."""
        return {
            key: at
            for key, at in self.due.items()
            if key[0] != "dialogue.attendance"
            or ("dialogue.closing", *key[1:]) not in self.messenger.noted
        }

    def sent(self):
        """When each was sent, without the words to chairs about what came too late."""
        noted = self.messenger.noted
        return {key: at for key, at in noted.items() if not key[0].startswith("group.")}
