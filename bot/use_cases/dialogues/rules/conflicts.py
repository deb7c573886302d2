"""Finds what speaks against a time before it is scheduled: named, never forbidden."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain import Audience, Dialogue, Group, OrganisationKind
from bot.domain.wording import listed_some, set_apart, shortened, spell_day
from bot.domain.zones import to_wall
from bot.languages import _, _n
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.invited import invited_organisations

MOST_DATES = 60
"""The number of a series' dates that are looked at; further ones are too far to plan for."""
_SHOWN, _MOST_NAMES = 4, 6
_TITLE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A time, or several of a series, that nobody has decided on yet; `starts` are aware. `number`:
    the dialogue that moves there, which is no conflict with itself."""

    starts: Sequence[datetime]
    minutes: int
    audience: Audience
    number: int | None = None


def find_conflicts(proposal: Proposal, group: Group, context: Context) -> tuple[str, ...]:
    """The conflicts as plain sentences; none where there are none. Only dialogues that this reader
    may see are named."""
    starts = sorted(proposal.starts)[:MOST_DATES]
    if not starts:
        return ()
    return (
        *_at_once(proposal, starts, group, context),
        *_find_holidays(proposal, starts, group, context),
    )


def _at_once(
    proposal: Proposal, starts: Sequence[datetime], group: Group, context: Context
) -> Iterable[str]:
    """Dialogues at the same time to which some of the same people are invited."""
    groups = {each.id: each for each in context.work.groups.all()}
    length = timedelta(minutes=proposal.minutes)
    here = context.presence.get(group.channel_id)
    found: dict[int, str] = {}
    for start in starts:
        for other in context.work.dialogues.planned_between(
            context.reader, tuple(groups), start, start + length
        ):
            there = context.presence.get(groups[other.group_id].channel_id)
            people = len(here.members & there.members) if here and there else 0
            if other.number != proposal.number and people and other.number not in found:
                found[other.number] = _name_dialogue(other, groups[other.group_id], people)
    yield from list(found.values())[:_SHOWN]
    if len(found) > _SHOWN:
        yield _n(
            "{number} more dialogue overlaps with it.",
            "{number} more dialogues overlap with it.",
            len(found) - _SHOWN,
        )


def _name_dialogue(other: Dialogue, group: Group, people: int) -> str:
    return _n(
        "{reference}, “{title}” of {group}, overlaps with it on {moment}; {number} person of this "
        "channel is invited to both.",
        "{reference}, “{title}” of {group}, overlaps with it on {moment}; {number} people of this "
        "channel are invited to both.",
        people,
        reference=other.reference,
        title=set_apart(shortened(other.title, _TITLE)),
        group=group.name,
        moment=f"{spell_day(other.wall.date())}, {other.wall:%H:%M} ({other.zone})",
    )


def _find_holidays(
    proposal: Proposal, starts: Sequence[datetime], group: Group, context: Context
) -> Iterable[str]:
    """Public holidays of member organisations, on their own local date."""
    guests = invited_organisations(proposal.audience, group, context)
    found: dict[tuple[str, str], list[str]] = {}
    for start in starts:
        for organisation in guests:
            day = to_wall(start, organisation.zone).date()
            name = context.work.holidays.on(organisation.country, day)
            if name is not None and organisation.kind is OrganisationKind.MEMBER:
                found.setdefault((spell_day(day), name), []).append(organisation.name)
    for (spelled, name), whose in list(found.items())[:_SHOWN]:
        # Some are called "Epiphany (Three Kings' Day)": brackets in brackets are hard to read.
        yield _(
            "{day} is a public holiday ({holiday}) for {organisations}.",
            day=spelled,
            holiday=name.replace(" (", ": ").replace(")", ""),
            organisations=listed_some(sorted(map(set_apart, whose), key=str.casefold), _MOST_NAMES),
        )
    if len(found) > _SHOWN:
        yield _n(
            "{number} more date is a public holiday.",
            "{number} more dates are public holidays.",
            len(found) - _SHOWN,
        )
