"""Who people are to this workspace now: rights, membership, and the person named with @."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from bot.domain import Audience, Dialogue, Group, OrganisationKind, Person, Reader, Refusal, Role
from bot.domain.audience import ChannelFacts, channel_carries
from bot.domain.person import PersonFacts
from bot.domain.roles import role_of
from bot.domain.wording import at_name
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.terms import chairs_at


def identify_person(
    user_id: str,
    facts: PersonFacts | None,
    presence: Mapping[str, ChannelFacts],
    *,
    work: UnitOfWork,
    now: datetime,
    secretariat: Collection[str] = (),
) -> tuple[Person, Reader]:
    """The person and their rights.

    `presence`: the facts of every channel that could be read, by id; a channel that is not in it
    gives nobody a seat; while it is known that it cannot be read, its last reading gives kept ones.
    `secretariat`: user ids that the settings name; while nobody is named, the workspace's
    admins are the secretariat. A guest or stranger never is. `facts` None (they are not known, or
    nobody answered) gives a reader who sees nothing.
    """
    known = work.people.get(user_id)
    if facts is None or not facts.active or facts.is_bot:
        return known or as_stranger(user_id), Reader(user_id=user_id)
    person = known or as_stranger(user_id, facts)
    seats: dict[int, Role] = {}
    kept_seats: dict[int, Role] = {}
    for group in work.groups.all():
        channel = presence.get(group.channel_id)
        reading = work.channels.get(group.channel_id) if channel is None else None
        if channel is not None and user_id in channel.members:
            here = seats
        elif reading is not None and not reading.readable and user_id in reading.members:
            here = kept_seats
        else:
            continue
        given = work.roles.of_group(group.id)
        standing = person.standing
        here[group.id] = role_of(user_id, standing, group=group, appointments=given, now=now)
    named = frozenset(secretariat) | work.people.secretariat_ids()
    return person, Reader(
        user_id=user_id,
        standing=person.standing,
        rostered=person.organisation is not None,
        secretariat=not facts.is_guest and (user_id in named if named else facts.is_admin),
        seats=seats,
        kept_seats=kept_seats,
        organisation_id=person.organisation.id if person.organisation else None,
    )


def identify_in(context: Context, user_id: str, facts: PersonFacts | None) -> tuple[Person, Reader]:
    """The same of another person than the reader, at this moment; nobody is named by settings."""
    work, now = context.work, context.now
    return identify_person(user_id, facts, context.presence, work=work, now=now)


def channel_reader(group_id: int, *, members_only: bool) -> Reader:
    """What a channel may be told, as a reader: its group's records, members' ones if it can. A
    public or mixed channel reads as an observer; `network` records may be shown in any group."""
    return reader_of_audience(Audience.MEMBERS if members_only else Audience.GROUP, [group_id])


def reader_of_audience(
    audience: Audience, group_ids: Iterable[int], *, user_id: str = ""
) -> Reader:
    """A reader who sees of these groups what the least of these people see."""
    member = audience is Audience.MEMBERS
    seat = Role.MEMBER if member else Role.OBSERVER
    return Reader(
        user_id=user_id,
        standing=OrganisationKind.MEMBER if member else OrganisationKind.OBSERVER,
        rostered=True,
        seats={} if audience is Audience.NETWORK else dict.fromkeys(group_ids, seat),
    )


def reader_of_channel(group: Group, channel: ChannelFacts | None, *, work: UnitOfWork) -> Reader:
    """The same of the group's `channel`; None, where it is not known, reads as observers do."""
    members_only = channel is not None and channel_carries(
        Audience.MEMBERS, channel, member_people(group, work=work)
    )
    return channel_reader(group.id, members_only=members_only)


def as_stranger(user_id: str, facts: PersonFacts | None = None) -> Person:
    """Somebody without a record here, as the platform tells of them."""
    return Person(
        user_id=user_id,
        name=facts.name if facts else user_id,
        zone=(facts.zone if facts else None) or "UTC",
        locale=facts.locale if facts else "en-GB",
        active=facts.active if facts else False,
        is_bot=facts.is_bot if facts else False,
        secretariat=False,
        organisation=None,
    )


def member_people(group: Group, *, work: UnitOfWork) -> frozenset[str]:
    """User ids that count as members in the group, wherever they are now."""
    return work.people.of_kind(OrganisationKind.MEMBER) - work.roles.of_group(group.id).lowered


def choose_person(
    user_id: str, *, facts: Mapping[str, PersonFacts], channel: ChannelFacts | None, group: Group
) -> PersonFacts:
    """The facts of an active person who is in the group's channel. `facts`: of the people named;
    `channel`: the group's own, None if unknown."""
    person = facts.get(user_id)
    if person is None:
        raise Refusal(
            "I don't know this person. Please choose someone of {group}.", group=group.name
        )
    if person.is_bot:
        raise Refusal(
            "{person} is an app. Please choose a person of {group}.",
            person=at_name(person.name),
            group=group.name,
        )
    if not person.active:
        raise Refusal(
            "{person} has left this workspace. Please choose someone else of {group}, an "
            "organisation, or nobody yet.",
            person=at_name(person.name),
            group=group.name,
        )
    if channel is None or user_id not in channel.members:
        raise Refusal(
            "{person} is not in the channel of {group}. Invite them there first, or choose "
            "someone who is in it.",
            person=at_name(person.name),
            group=group.name,
        )
    return person


def who_runs(dialogue: Dialogue, *, work: UnitOfWork) -> tuple[str, ...]:
    """User ids of those who chair the group on the day of the dialogue, by the group's calendar;
    where nobody does, who scheduled it. They are not asked whether they come."""
    group = work.groups.of_record(dialogue.group_id)
    return chairs_at(group, dialogue.starts_at, work) or (dialogue.created_by,)
