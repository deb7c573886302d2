"""Chairs' terms: how long one lasts, whose is running, and what ends one at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from bot.domain import DropReason, Group, OrganisationKind
from bot.domain.group import Appointments, Term
from bot.domain.zones import to_wall
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class EndedTerm:
    """A chair whose term ended because they may not chair any more."""

    group: Group
    user_id: str


def today_in(group: Group, now: datetime) -> date:
    """The date on the group's own calendar, on which its terms run."""
    return to_wall(now, group.zone).date()


def chairs_at(group: Group, moment: datetime, work: UnitOfWork) -> tuple[str, ...]:
    """User ids of those who chair the group on that day of its own calendar."""
    return work.roles.of_group(group.id).chairs_on(today_in(group, moment))


def names_of_chairs(group: Group, moment: datetime, work: UnitOfWork) -> tuple[str, ...]:
    """Their display names; the id of a chair that nobody has met."""
    chairs = chairs_at(group, moment, work)
    names = work.people.names(chairs)
    return tuple(names.get(chair, chair) for chair in chairs)


def a_year_after(day: date) -> date:
    """The same date a year later; 29 February becomes the 28th."""
    return day + relativedelta(years=1)


def running_term(appointments: Appointments, user_id: str, day: date) -> Term | None:
    """The person's term that covers `day`; of several the one that lasts longest."""
    running = [t for t in appointments.terms if t.user_id == user_id and t.covers(day)]
    return max(running, key=lambda term: term.ends_on or date.max, default=None)


def why_no_chair(group: Group, user_id: str, context: Context) -> DropReason:
    """Why a person without a chair's rights now gets no message for chairs."""
    appointed = user_id in chairs_at(group, context.now, context.work)
    return DropReason.NOT_SEEN_AS_CHAIR if appointed else DropReason.NOT_CHAIR


def end_now(group: Group, user_id: str, context: Context) -> bool:
    """End the person's terms before today, so that the end takes effect at once; False, and nothing
    is written, where they neither chair today nor will."""
    roles = context.work.roles
    today = today_in(group, context.now)
    lasts = (term.ends_on for term in roles.of_group(group.id).terms if term.user_id == user_id)
    held = any(last is None or last >= today for last in lasts)
    return held and roles.end_terms(group.id, user_id, today - _DAY)


def end_where_not_member(user_ids: Iterable[str], context: Context) -> tuple[EndedTerm, ...]:
    """End the terms of those who are not, or are no longer, of a member organisation."""
    work = context.work
    people = work.people.by_ids(list(user_ids))
    barred = [p.user_id for p in people.values() if p.standing is not OrganisationKind.MEMBER]
    if not barred:
        return ()
    ended = []
    for group in work.groups.all():
        chairs = {term.user_id for term in work.roles.of_group(group.id).terms}
        for user_id in barred:
            if user_id in chairs and end_now(group, user_id, context):
                where, now = group.channel_id, context.now
                work.journal.record("convenor", "ended a chair's term", where, now, user_id)
                ended.append(EndedTerm(group, user_id))
    return tuple(ended)
