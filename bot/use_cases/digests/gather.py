"""Gathers a group's week: what happened, what is coming, and for a chair what needs them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.domain import zones
from bot.domain.action_item import ActionItem
from bot.domain.audience import Audience, ChannelFacts
from bot.domain.dialogue import Dialogue, RsvpAnswer
from bot.domain.digest import LOOKS_BACK, Digest, OrganisationTally
from bot.domain.group import Group
from bot.domain.person import Person
from bot.domain.roles import Reader
from bot.ports.ledgers.actions import ActionQuery
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.digests.records import Records, records_of
from bot.use_cases.identify import channel_reader, member_people

NO_ORGANISATION = "People without an organisation"


def gather_digest(
    group: Group,
    context: Context,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    chair: Reader | None = None,
    channel: ChannelFacts | None = None,
) -> Digest:
    """The digest as `reader`, for a posting what the channel may be told, may see it.

    `since` is a week of the group's calendar before `until`, `until` is `now`, unless given.
    `chair`: adds what needs this chair, with their rights; `channel` tells who is invited.
    """
    until = until or context.now
    since = since or zones.resolve(zones.to_wall(until, group.zone) - LOOKS_BACK, group.zone)
    found = records_of(group, context, since=since, until=until)
    people = _people_named(found, context.work)
    organisations = {o.id: o.name for o in context.work.organisations.all()}
    return Digest(
        group=group,
        since=since,
        until=until,
        coming=found.coming,
        held=found.held,
        logged=found.logged,
        done=found.done,
        overdue=found.overdue,
        tallies=_tally_organisations(found, people, organisations),
        practices=found.practices,
        took_part=_took_part(found.held, organisations, context.work),
        unanswered=count_unanswered(found.coming, group, channel, context.work) if chair else 0,
        awaiting_review=len(context.work.practices.awaiting_review(chair, [group.id]))
        if chair
        else 0,
        unowned=_count_unowned(group, chair, context.work, context.now) if chair else 0,
        left_out=_left_out(group, found, context.work, context.now, since, until)
        if group.show_left_out
        else 0,
        names={user_id: person.name for user_id, person in people.items()},
        organisations=organisations,
    )


def _people_named(found: Records, work: UnitOfWork) -> Mapping[str, Person]:
    owners = {a.owner_user_id for a in found.actions if a.owner_user_id is not None}
    return work.people.by_ids(owners | {p.author for p in found.practices})


def _tally_organisations(
    found: Records, people: Mapping[str, Person], organisations: Mapping[int, str]
) -> tuple[OrganisationTally, ...]:
    """By name; what nobody owns comes last."""

    def counted(actions: Iterable[ActionItem]) -> Counter[str | None]:
        return Counter(_promised_by(action, people, organisations) for action in actions)

    logged, done, overdue = counted(found.logged), counted(found.done), counted(found.overdue)
    names = sorted({*logged, *done, *overdue}, key=lambda name: (name is None, name or ""))
    return tuple(
        OrganisationTally(name=n, logged=logged[n], done=done[n], overdue=overdue[n]) for n in names
    )


def _promised_by(
    action: ActionItem, people: Mapping[str, Person], organisations: Mapping[int, str]
) -> str | None:
    if action.owner_organisation_id is not None:
        return organisations.get(action.owner_organisation_id, NO_ORGANISATION)
    if action.owner_user_id is None:
        return None
    person = people.get(action.owner_user_id)
    return person.organisation.name if person and person.organisation else NO_ORGANISATION


def _took_part(
    held: Iterable[Dialogue], organisations: Mapping[int, str], work: UnitOfWork
) -> tuple[tuple[str, int], ...]:
    """Organisations of the people who said that they were going; each person counts once."""
    came = {
        (organisations.get(rsvp.organisation_id or 0, NO_ORGANISATION), rsvp.user_id)
        for dialogue in held
        for rsvp in work.rsvps.of_dialogue(dialogue.number)
        if rsvp.answer is RsvpAnswer.GOING
    }
    return tuple(sorted(Counter(name for name, _ in came).items()))


def count_unanswered(
    coming: Iterable[Dialogue], group: Group, channel: ChannelFacts | None, work: UnitOfWork
) -> int:
    """People of the roster who are in the channel, may come, and have not said."""
    if channel is None:
        return 0
    invited = {
        user_id
        for user_id, person in work.people.by_ids(channel.members).items()
        if person.organisation is not None and person.active and not person.is_bot
    }
    members = invited & member_people(group, work=work)
    return sum(
        len(
            (members if dialogue.audience is Audience.MEMBERS else invited)
            - {rsvp.user_id for rsvp in work.rsvps.of_dialogue(dialogue.number)}
        )
        for dialogue in coming
    )


def _count_unowned(group: Group, chair: Reader, work: UnitOfWork, now: datetime) -> int:
    query = ActionQuery(group_ids=[group.id], unowned=True, now=now, limit=1)
    return work.actions.find_page(chair, query).total


def _left_out(
    group: Group, found: Records, work: UnitOfWork, now: datetime, since: datetime, until: datetime
) -> int:
    """How many records members would see beyond these."""
    members = channel_reader(group.id, members_only=True)
    every = records_of(group, Context(reader=members, work=work, now=now), since=since, until=until)
    return len(every.references - found.references)
