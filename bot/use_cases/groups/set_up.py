"""Turns a channel into a working group, or edits that; where one can live, who can chair it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import time

from bot.domain import (
    Act,
    Audience,
    DropReason,
    Group,
    NextStep,
    NotAllowed,
    NotValid,
    OrganisationKind,
    Person,
    Refusal,
    may,
)
from bot.domain.audience import ChannelFacts
from bot.domain.group import DEFAULT_REMINDERS, Term
from bot.domain.limits import NAME, checked_text
from bot.domain.person import PersonFacts
from bot.domain.wording import at_name
from bot.languages import N_, _
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.dialogues.revise import replan_reminders
from bot.use_cases.digests.schedule import plan_group, withdraw_weekly
from bot.use_cases.drift.note_reading import note_reading
from bot.use_cases.identify import choose_person
from bot.use_cases.roster.notifications import tell_change_of_chairs
from bot.use_cases.roster.rules import demand_secretariat, read_zone, secretariat_in_words
from bot.use_cases.terms import a_year_after, chairs_at, end_now, running_term, today_in


def demand_set_up(group: Group | None, context: Context) -> None:
    """Raise NotAllowed unless `reader` may set up a group, or edit this one."""
    runs = group is not None and may(context.reader, Act.RUN_GROUP, group.id)
    if group is not None and runs and not context.reader.secretariat:
        said = _(
            "{group} is set up already, and only the secretariat can change its set-up.",
            group=group.name,
        )
        words = f"{said} {secretariat_in_words(context.work)}"
        raise NotAllowed(words, step=NextStep.CHANGE_SETTINGS)
    demand_secretariat(N_("set up a working group"), context)


def place_for_group(channel: ChannelFacts | None) -> ChannelFacts:
    """A channel that can hold a working group, or a Refusal that says what to do."""
    if channel is None:
        raise Refusal("I can't see who is in this channel.", step=NextStep.SET_UP_IF_SEEN)
    if not channel.bot_present:
        raise Refusal("I am not in this channel.", step=NextStep.INVITE_APP_AND_SET_UP)
    if channel.is_direct:
        raise Refusal("A working group lives in a channel.", step=NextStep.SET_UP_IN_CHANNEL)
    return channel


def keeps_members_only(channel: ChannelFacts) -> bool:
    """Whether the channel can ever hold what is for members only."""
    return channel.is_private and not channel.is_shared


def demand_kept(audience: Audience, channel: ChannelFacts) -> None:
    """NotValid where a group of this channel cannot keep to this audience by default."""
    if audience is Audience.MEMBERS and not keeps_members_only(channel):
        why = _("This channel is public, so nothing in it can be for members only.")
        if channel.is_private:
            why = _(
                "This channel is shared with other workspaces, so nothing in it can be for members "
                "only."
            )
        instead = _("For members-only matters, please set up the group in a private channel.")
        raise NotValid(f"{why} {instead}", field="default_audience")


def choose_chair(
    user_id: str,
    *,
    facts: Mapping[str, PersonFacts],
    channel: ChannelFacts | None,
    group: Group,
    work: UnitOfWork,
) -> Person:
    """The person, or a Refusal that says why they cannot chair and what can be done."""
    chosen = choose_person(user_id, facts=facts, channel=channel, group=group)
    return demand_member(
        work.people.get(user_id),
        at_name(chosen.name),
        unplaced=N_(
            "{person} belongs to no organisation yet, and only people of member organisations "
            "can chair."
        ),
        observes=N_(
            "{person} belongs to {organisation}, an observer organisation. Only people of "
            "member organisations can chair."
        ),
    )


def demand_member(person: Person | None, name: str, *, unplaced: str, observes: str) -> Person:
    """The person, if a member organisation is theirs. Refusal in the words for one without an
    organisation, or of an observer's; `name` as it is shown."""
    if person is None or person.organisation is None:
        raise Refusal(unplaced, person=name, step=NextStep.ASSIGN_PERSON)
    if person.standing is not OrganisationKind.MEMBER:
        raise Refusal(observes, person=name, organisation=person.organisation.name)
    return person


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpGroup:
    """`zone` as typed; `reminders` in minutes before; `digest_weekday` None: no weekly digest."""

    name: str
    chairs: tuple[str, ...] = ()
    zone: str
    default_audience: Audience = Audience.GROUP
    reminders: tuple[int, ...] = DEFAULT_REMINDERS
    digest_weekday: int | None = None
    digest_time: time = time(9, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSetUp:
    """The group as it is now, the terms that run today, and the former chairs."""

    group: Group
    new: bool
    changed: bool
    terms: tuple[Term, ...]
    ended: tuple[str, ...]
    people: Mapping[str, Person]
    unassigned: int
    """How many people of the channel belong to no organisation."""


def set_up_group(
    wish: SetUpGroup,
    context: Context,
    *,
    channel: ChannelFacts | None,
    facts: Mapping[str, PersonFacts],
) -> GroupSetUp:
    """Keep the group and its chairs; new chairs have a term of a year from today. `channel`: the
    channel as it is now, `facts`: of the chairs chosen. NotValid names the wish's field; NotAllowed
    for anyone but the secretariat."""
    place = place_for_group(channel)
    before = context.work.groups.by_channel(place.channel_id)
    demand_set_up(before, context)
    wanted = _checked_group(wish, place, before, context)
    chairing = chairs_at(wanted, context.now, context.work) if before else ()
    appointed = tuple(dict.fromkeys(c for c in wish.chairs if c not in chairing))
    for user_id in appointed:
        try:
            choose_chair(user_id, facts=facts, channel=place, group=wanted, work=context.work)
        except Refusal as refusal:
            raise NotValid(refusal.words, field="chairs", step=refusal.step) from refusal
    if before is None:
        group = context.work.groups.add(wanted)
        # No reading is kept of a channel without a group; the last one's rights must hold
        # even where Convenor is removed before the platform is asked again.
        note_reading(place.channel_id, place, work=context.work, now=context.now)
    else:
        group = change_group(before, wanted, context)
    ended = tuple(c for c in chairing if c not in wish.chairs)
    _seat_chairs(group, appointed, ended, context)
    plan_group(group, context)
    changed = before != group or bool(appointed or ended)
    if changed:
        did = "set up the group" if before is None else "changed the group's set-up"
        context.record(did, group.channel_id, group.name)
        tell_change_of_chairs(group, chairing, context)
    appointments, today = context.work.roles.of_group(group.id), today_in(group, context.now)
    terms = [running_term(appointments, c, today) for c in appointments.chairs_on(today)]
    chairs = {term.user_id for term in terms if term}
    people = context.work.people.by_ids(place.members | set(ended) | chairs)
    known = [people[user_id] for user_id in place.members if user_id in people]
    settled = sum(1 for person in known if person.is_bot or person.organisation is not None)
    return GroupSetUp(
        group=group,
        new=before is None,
        changed=changed,
        terms=tuple(t for t in terms if t is not None),
        ended=ended,
        people=people,
        unassigned=len(place.members) - settled,
    )


def _checked_group(
    wish: SetUpGroup, channel: ChannelFacts, before: Group | None, context: Context
) -> Group:
    name = checked_text(wish.name, NAME, field="name", what=_("The name"))
    others = (g.name.casefold() for g in context.work.groups.all() if g != before)
    if name.casefold() in others:
        raise NotValid(
            "Another channel's group is called {name} already. Please choose another name.",
            name=name,
            field="name",
        )
    demand_kept(wish.default_audience, channel)
    zone = read_zone(wish.zone)
    channel_id, now = channel.channel_id, context.now
    return replace(
        before or Group(id=0, channel_id=channel_id, name=name, zone=zone, created_at=now),
        name=name,
        zone=zone,
        default_audience=wish.default_audience,
        reminders=tuple(sorted(set(wish.reminders), reverse=True)),
        digest_weekday=wish.digest_weekday,
        digest_time=wish.digest_time,
    )


def change_group(before: Group, wanted: Group, context: Context) -> Group:
    """Keep what differs; owe the weekly digest again at another hour, and new reminders too."""
    hour = (wanted.digest_weekday, wanted.digest_time, wanted.zone)
    if hour != (before.digest_weekday, before.digest_time, before.zone):
        wanted = replace(wanted, digest_revision=before.digest_revision + 1)
        off = wanted.digest_weekday is None
        why = DropReason.SWITCHED_OFF if off else DropReason.RESCHEDULED
        withdraw_weekly(wanted, context, why=why)
    if wanted != before:
        context.work.groups.change(wanted)
    if wanted.reminders != before.reminders:
        replan_reminders(wanted, context)
    return wanted


def _seat_chairs(
    group: Group, appointed: Collection[str], ended: Collection[str], context: Context
) -> None:
    today = today_in(group, context.now)
    for user_id in appointed:
        context.work.roles.lower_person(group.id, user_id, lowered=False)
        term = Term(user_id=user_id, starts_on=today, ends_on=a_year_after(today))
        context.work.roles.appoint_chair(group.id, term)
    for user_id in ended:
        end_now(group, user_id, context)
