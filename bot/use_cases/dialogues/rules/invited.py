"""Which organisations a dialogue invites and when it starts for each, now and in the past."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain import Audience, Dialogue, Group, Organisation, OrganisationKind
from bot.domain.dialogue import DialogueRevision, Rsvp, RsvpAnswer
from bot.domain.notifications import LocalStart, Turnout
from bot.domain.zones import to_wall
from bot.ports.unit_of_work import Holidays, UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.identify import member_people


def invited_organisations(
    audience: Audience, group: Group, context: Context
) -> tuple[Organisation, ...]:
    """Each once, by name; a channel that could not be read leaves nobody known."""
    work, channel = context.work, context.presence.get(group.channel_id)
    if audience is Audience.NETWORK:
        return work.organisations.all()
    if channel is None:
        return ()
    entitled = member_people(group, work=work)
    found: dict[int, Organisation] = {}
    for person in work.people.by_ids(channel.members).values():
        organisation = person.organisation
        if organisation is None or not person.active:
            continue
        if audience is Audience.MEMBERS and person.user_id not in entitled:
            continue
        found[organisation.id] = organisation
    return tuple(sorted(found.values(), key=lambda organisation: organisation.name))


def turnout_of(
    rsvps: tuple[Rsvp, ...], invited: Iterable[Organisation], *, work: UnitOfWork
) -> Turnout:
    """The answers, with the member organisations that have someone who is going, out of those that
    are invited ("6 of 9"). An organisation that is going counts as invited even if its people have
    left the channel."""
    members = {o.id for o in work.organisations.all() if o.kind is OrganisationKind.MEMBER}
    coming = {r.organisation_id for r in rsvps if r.answer is RsvpAnswer.GOING} & members
    asked = coming | {o.id for o in invited} & members
    return Turnout(rsvps=rsvps, members_coming=len(coming), members_invited=len(asked))


_MORNING, _NIGHT = 7, 22
_SATURDAY = 5


def is_out_of_hours(local: datetime) -> bool:
    """Before 07:00, from 22:00, or on a weekend; `local` is wall time (product, section 4). Public
    holidays count too: `out_of_hours` knows the country."""
    return is_night(local) or is_weekend(local)


def is_night(local: datetime) -> bool:
    return not _MORNING <= local.hour < _NIGHT


def is_weekend(local: datetime) -> bool:
    return local.weekday() >= _SATURDAY


def local_starts(
    dialogue: Dialogue, organisations: Iterable[Organisation], holidays: Holidays | None = None
) -> tuple[LocalStart, ...]:
    """The start on each organisation's own clock, from west to east, then by name."""
    found = []
    for organisation in organisations:
        local = to_wall(dialogue.starts_at, organisation.zone)
        start = LocalStart(
            organisation=organisation.name,
            zone=organisation.zone,
            clock=f"{local:%H:%M}",
            days_off=(local.date() - dialogue.wall.date()).days,
            holiday=holidays.on(organisation.country, local.date()) if holidays else None,
        )
        found.append((local, organisation.zone, organisation.name, start))
    return tuple(start for *_, start in sorted(found, key=lambda row: row[:3]))


def out_of_hours(
    dialogue: Dialogue, organisations: Iterable[Organisation], holidays: Holidays | None = None
) -> tuple[LocalStart, ...]:
    """Of `local_starts`, those at night, on a weekend or on a public holiday there."""
    return tuple(
        start
        for start in local_starts(dialogue, organisations, holidays)
        if start.holiday or is_out_of_hours(to_wall(dialogue.starts_at, start.zone))
    )


def keep_revision(
    dialogue: Dialogue,
    organisations: Iterable[Organisation],
    context: Context,
    *,
    who: str,
    along: bool = False,
) -> None:
    """Keep when the dialogue's present revision has it start, and which organisations it invites.
    `along`: an earlier one of its series changed too, and the notice of that tells of this one."""
    kept = DialogueRevision(
        number=dialogue.number,
        revision=dialogue.revision,
        starts_at=dialogue.starts_at,
        zone=dialogue.zone,
        invited=tuple(organisation.id for organisation in organisations),
        along=along,
    )
    context.work.revisions.add(kept)
    did = "scheduled" if dialogue.revision == 1 else "revised"
    context.work.journal.record(who, did, dialogue, context.now)


def time_in_revision(
    dialogue: Dialogue, revision: int, *, work: UnitOfWork
) -> Dialogue | DialogueRevision:
    """What has the start (aware) and the zone that the dialogue had in that revision; the dialogue
    itself for its present one, and where that revision was never kept."""
    former = work.revisions.of_dialogue(dialogue.number) if revision != dialogue.revision else ()
    return next((kept for kept in former if kept.revision == revision), dialogue)


def changed_along(dialogue: Dialogue, *, work: UnitOfWork) -> int:
    """The last revision told in the notice of another one of its series; 0: none."""
    along = (kept.revision for kept in work.revisions.of_dialogue(dialogue.number) if kept.along)
    return max(along, default=0)


def invited_at_last(dialogue: Dialogue, *, work: UnitOfWork) -> tuple[Organisation, ...]:
    """The organisations that were in the channel when its time or audience was last set."""
    ids = {i for kept in work.revisions.of_dialogue(dialogue.number)[-1:] for i in kept.invited}
    return tuple(o for o in work.organisations.all() if o.id in ids)
