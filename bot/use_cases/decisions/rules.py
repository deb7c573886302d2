"""Rules of every act on a decision: find it, check rights and what was typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain import Act, Audience, Decision, Group, Organisation, OrganisationKind, limits, zones
from bot.domain.audience import narrowest_audience
from bot.domain.errors import NotFound, NotValid
from bot.domain.person import zone_of
from bot.domain.reference import DECISION, DIALOGUE, render_reference
from bot.domain.wording import spell_day
from bot.languages import _
from bot.use_cases.context import Context
from bot.use_cases.identify import member_people
from bot.use_cases.refusals import demand_right


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """`changed` False: it was so already, and nothing was written. `replied`: whether a reply is
    owed below the message that it was made from. `redrawn`: the recipient of each posted message
    that is looked through for its fewer readers."""

    decision: Decision
    group: Group
    changed: bool = True
    replied: bool = False
    redrawn: tuple[str, ...] = ()


def find_decision(number: int, context: Context) -> tuple[Decision, Group]:
    """Decision `number` and its group; NotFound, in the same words, for what may not be seen."""
    decision = context.work.decisions.get(context.reader, number)
    if decision is None:
        raise NotFound.reference(render_reference(DECISION, number))
    return decision, context.work.groups.of_record(decision.group_id)


def changeable_decision(number: int, context: Context) -> tuple[Decision, Group]:
    """The same, for whoever recorded it and the chairs; NotAllowed for others."""
    decision, group = find_decision(number, context)
    own = decision.created_by == context.reader.user_id
    demand_right(context, Act.CHANGE_DECISION, group, own=own)
    return decision, group


def audience_in(dialogue: int | None, wished: Audience, group: Group, context: Context) -> Audience:
    """`wished`, narrowed by the dialogue's; NotValid for a dialogue of another group or none."""
    if dialogue is None:
        return wished
    found = context.work.dialogues.get(context.reader, dialogue)
    if found is None or found.group_id != group.id:
        raise NotValid(
            "I can't find {reference} in {group}.",
            reference=render_reference(DIALOGUE, dialogue),
            group=group.name,
            field="dialogue",
        )
    return narrowest_audience(wished, found.audience)


def checked_note(note: str | None) -> str | None:
    what = _("The note")
    return limits.checked_text(note, limits.NOTE, field="note", what=what, needed=False) or None


def checked_day(decided_on: date | None, group: Group, context: Context) -> date:
    """`decided_on`, or today in the group's zone; NotValid for a day that is still ahead."""
    person = context.work.people.get(context.reader.user_id)
    if decided_on is None:
        return zones.to_wall(context.now, group.zone).date()
    today = zones.to_wall(context.now, zone_of(person) if person else group.zone).date()
    if decided_on > today:
        raise NotValid(
            "{day} is still ahead. Please choose the day on which it was agreed, or "
            "propose it instead.",
            day=spell_day(decided_on),
            field="decided_on",
        )
    return decided_on


def member_organisations(context: Context) -> tuple[Organisation, ...]:
    """Those that can agree."""
    every = context.work.organisations.all()
    return tuple(one for one in every if one.kind is OrganisationKind.MEMBER)


def asked_organisations(group: Group, context: Context) -> tuple[Organisation, ...]:
    """Those that are asked about a proposal: member organisations with a person in the group's
    channel, by name. Where it is not known who is there now, the last reading counts."""
    channel = context.presence.get(group.channel_id)
    reading = context.work.channels.get(group.channel_id)
    here = channel.members if channel is not None else frozenset(reading.members if reading else ())
    people = context.work.people.by_ids(here & member_people(group, work=context.work))
    found = {p.organisation.id: p.organisation for p in people.values() if p.organisation}
    return tuple(sorted(found.values(), key=lambda one: one.name.casefold()))


def checked_members(organisation_ids: Iterable[int], context: Context) -> tuple[int, ...]:
    """Each once, in the order of their names; NotValid for any but member organisations."""
    wanted, known = set(organisation_ids), member_organisations(context)
    if wanted - {one.id for one in known}:
        raise NotValid(
            "Only member organisations agree to a decision. Please choose from the list.",
            field="agreed",
        )
    return tuple(one.id for one in known if one.id in wanted)
