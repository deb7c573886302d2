"""Checks a delivery before the send: is it still wanted, useful and allowed for its recipient?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import Audience, DropReason, Gone, Group, MessageKind, Owed, Person, Reader
from bot.domain.audience import ChannelFacts, channel_carries
from bot.domain.delivery import Delivery, State, SubjectType, is_late, is_person
from bot.domain.notifications import Notification
from bot.domain.person import PersonFacts
from bot.domain.reference import DIALOGUE, read_reference
from bot.domain.wording import listed
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.identify import channel_reader, identify_person, member_people, who_runs
from bot.use_cases.mornings.schedule_messages import civil_hour
from bot.use_cases.owing import group_notices
from bot.use_cases.subjects import find_subject
from bot.use_cases.terms import chairs_at


@dataclass(frozen=True, slots=True)
class KeptPrivate:
    """The channel may not carry it: `instead` goes to those entitled, and to the chairs."""

    instead: tuple[Owed, ...]


@dataclass(frozen=True, slots=True)
class CannotTell:
    """The platform says that it does not know the recipient, and so not who would read it."""

    why: str
    """In the platform's own word."""


@dataclass(frozen=True, slots=True)
class ForMembers:
    """For a channel of members alone: others would read something else, or nothing."""

    notification: Notification


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the platform says just before the send; see `identify` for `presence` and `secretariat`.
    `person` and `channel` are the recipient, whichever it is; both None where neither is known."""

    person: PersonFacts | None
    channel: ChannelFacts | None
    presence: Mapping[str, ChannelFacts]
    secretariat: Collection[str] = ()


_A_DAY = 24 * 60

Verdict = Notification | ForMembers | Gone | KeptPrivate | CannotTell


def look_again(
    delivery: Delivery, around: Surroundings, *, work: UnitOfWork, now: datetime
) -> Verdict:
    """What to do with a claimed delivery, or with a posted one to refresh; reads only."""
    if now >= delivery.useful_until and delivery.state is not State.SENT:
        return Gone(DropReason.TOO_LATE)
    if _is_overtaken(delivery, work=work, now=now):
        return Gone(DropReason.NEARER_REMINDER)
    if is_person(delivery.recipient):
        if around.person is None:
            return CannotTell("user_not_found")
        if not around.person.active:
            return Gone(DropReason.LEFT_WORKSPACE)
        asked = (delivery.recipient, around.person, around.presence)
        named = around.secretariat
        _, reader = identify_person(*asked, work=work, now=now, secretariat=named)
        told = notification_for(delivery, Context(reader, work, now, around.presence))
        if not isinstance(told, Gone) or not reader.kept_seats:
            return told
        whole = replace(reader, seats={**reader.kept_seats, **reader.seats}, kept_seats={})
        again = notification_for(delivery, Context(whole, work, now, around.presence))
        if isinstance(again, Gone):
            return told
        return Gone(DropReason.NOT_IN_CHANNEL, _unreadable_channels(reader, work))
    group = work.groups.by_channel(delivery.recipient)
    members = member_people(group, work=work) if group is not None else frozenset[str]()
    here = around.channel
    members_only = here is not None and channel_carries(Audience.MEMBERS, here, members)
    if delivery.audience is Audience.MEMBERS and not members_only:
        if here is None:
            return CannotTell("channel_not_found")
        return KeptPrivate(tuple(_owed_to_members(delivery, here, members, work=work, now=now)))
    group_id = group.id if group else 0
    presence = {here.channel_id: here} if here is not None else {}

    def told_to(reader: Reader) -> Notification | Gone:
        return notification_for(delivery, Context(reader, work, now, presence))

    told = told_to(channel_reader(group_id, members_only=members_only))
    if isinstance(told, Gone) or not members_only:
        return told
    others = told_to(channel_reader(group_id, members_only=False))
    return told if others == told else ForMembers(told)


def _unreadable_channels(reader: Reader, work: UnitOfWork) -> str:
    """Their names, as the reader knew them: "#technology"."""
    groups = map(work.groups.of_record, reader.kept_seats)
    readings = (work.channels.get(group.channel_id) for group in groups)
    return listed([f"#{reading.name}" for reading in readings if reading])


def concerned_channels(delivery: Delivery, *, work: UnitOfWork) -> list[str]:
    """The channels in which a person's seats decide what this delivery may tell them. For one
    group's subject only that group's channel: the platform is not asked about the others."""
    subject = find_subject(delivery, Reader.system(), work)
    groups = [work.groups.of_record(subject.group_id)] if subject else work.groups.all()
    return [group.channel_id for group in groups]


def _is_overtaken(delivery: Delivery, *, work: UnitOfWork, now: datetime) -> bool:
    """Whether a late reminder would say what a nearer one of the same subject says now."""
    if delivery.kind is not MessageKind.REMINDER or not is_late(delivery, now):
        return False
    return any(
        other.kind is MessageKind.REMINDER
        and (other.subject_type, other.subject_id, other.revision)
        == (delivery.subject_type, delivery.subject_id, delivery.revision)
        and delivery.due_at < other.due_at <= now < other.useful_until
        for other in work.deliveries.of_recipient(delivery.recipient, delivery.due_at)
    )


def _owed_to_members(
    delivery: Delivery,
    channel: ChannelFacts,
    members: Collection[str],
    *,
    work: UnitOfWork,
    now: datetime,
) -> list[Owed]:
    """The same notification to each entitled person in the channel, and a word to the chairs, once.
    Each gets it from 7 to 22 o'clock where they are. Nobody needs a copy of the thread at the
    start, participants have the link by then; and of the reminders one is enough."""
    group = work.groups.by_channel(channel.channel_id)
    entitled = sorted(channel.members & set(members)) if _goes_to_each(delivery, group) else []
    if delivery.kind in (MessageKind.ANNOUNCEMENT, MessageKind.REMINDER):
        number = read_reference(DIALOGUE, delivery.subject_id)
        dialogue = work.dialogues.get(Reader.system(), number)
        runs = who_runs(dialogue, work=work) if dialogue else ()
        entitled = [user_id for user_id in entitled if user_id not in runs]
    owed = [
        delivery.owed_to(user_id, due_at)
        for user_id, person in work.people.by_ids(entitled).items()
        if (due_at := _civil(delivery, person)) is not None
    ]
    if group is None:
        return owed
    kind = MessageKind.KEPT_PRIVATE
    chairs = chairs_at(group, now, work)
    # The subject as people type it ("D12"), where it has such a name.
    letters = {SubjectType.DIALOGUE: "D", SubjectType.DECISION: "R", SubjectType.PRACTICE: "P"}
    subject = letters.get(delivery.subject_type, "") + delivery.subject_id.lstrip("DPR")
    return owed + group_notices(kind, group, subject, chairs, now)


def _goes_to_each(delivery: Delivery, group: Group | None) -> bool:
    """Of the reminders the one a day before; where the group has none, the nearest longer one,
    else the longest."""
    if delivery.kind is not MessageKind.REMINDER or group is None:
        return delivery.kind is not MessageKind.BEGINS
    long = [minutes for minutes in group.reminders if minutes >= _A_DAY]
    return delivery.minutes_before == (min(long) if long else max(group.reminders, default=0))


def _civil(delivery: Delivery, person: Person) -> datetime | None:
    """When a copy is due to this person; None where no civil hour is left. The notice of a change
    goes at once then, before they get up for nothing."""
    at = civil_hour(person, delivery.due_at)
    if at < delivery.useful_until:
        return at
    changes = (MessageKind.DIALOGUE_MOVED, MessageKind.DIALOGUE_CANCELLED)
    return delivery.due_at if delivery.kind in changes else None


def notification_for(delivery: Delivery, context: Context) -> Notification | Gone:
    """What the delivery says now. What makes messages is read with the first."""
    from bot.use_cases.deliveries import builders

    return builders.notification_for(delivery, context)
