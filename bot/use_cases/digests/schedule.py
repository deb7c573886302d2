"""The weekly digest at the group's local time, with previews to its chairs; or no longer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.domain import Act, Audience, DropReason, Group, MessageKind, Owed, zones
from bot.domain.delivery import SubjectType
from bot.domain.message_kind import DIGEST_LASTS
from bot.domain.wording import spell_weekday
from bot.languages import ENGLISH, speaking
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.owing import owed_message
from bot.use_cases.refusals import find_group_for

PREVIEW_AHEAD = timedelta(hours=2)
HORIZON = timedelta(days=8)

_LONGEST_OUTAGE = timedelta(days=60)


def posting_moment(day: date, at: time, zone: str) -> datetime:
    """The aware UTC moment at which clocks in `zone` show `at` on `day`. The wall time stays the
    same across clock changes. Where it does not exist on that day the moment is the first after the
    gap; where it comes twice it is the first."""
    return zones.first_showing(datetime.combine(day, at), zone)


def weekly_postings(
    group: Group, start: datetime, end: datetime
) -> Iterator[tuple[date, datetime]]:
    """Each weekly posting after `start`, `end` included: its local day and its moment in UTC."""
    if group.digest_weekday is not None:
        weekly = (group.digest_weekday, group.digest_time, group.zone)
        yield from weekly_moments(*weekly, start, end)


def weekly_moments(
    weekday: int, at: time, zone: str, start: datetime, end: datetime
) -> Iterator[tuple[date, datetime]]:
    """The same for any weekday (Monday is 0) and wall time."""
    day = zones.to_wall(start, zone).date() - timedelta(days=1)
    day += timedelta(days=(weekday - day.weekday()) % 7)
    while (moment := posting_moment(day, at, zone)) <= end:
        if moment > start:
            yield day, moment
        day += timedelta(days=7)


def next_posting(group: Group, now: datetime) -> datetime | None:
    """When the weekly digest comes next; None while it is off."""
    return next((moment for _, moment in weekly_postings(group, now, now + HORIZON)), None)


def _owed_digest(
    kind: MessageKind, group: Group, day: date, recipient: str, posts_at: datetime
) -> Owed:
    preview = kind is MessageKind.DIGEST_PREVIEW
    due_at = posts_at - PREVIEW_AHEAD if preview else posts_at
    return owed_message(
        kind,
        (SubjectType.DIGEST, str(group.id)),
        recipient,
        due_at,
        Audience.GROUP,
        occurrence=day.isoformat(),
        revision=group.digest_revision,
        begins=posts_at,
    )


def plan_digests(context: Context, *, horizon: timedelta = HORIZON) -> int:
    """Owe every group's coming weekly digests; how many are new. Planning twice owes once."""
    return context.work.deliveries.owe(
        [o for g in context.work.groups.all() for o in _owed_by(g, horizon, context)], context.now
    )


def plan_group(group: Group, context: Context) -> int:
    """Owe one group's coming weekly digests, and one missed while Convenor was offline."""
    return context.work.deliveries.owe(_owed_by(group, HORIZON, context), context.now)


def _owed_by(group: Group, horizon: timedelta, context: Context) -> Iterator[Owed]:
    now = context.now
    appointments = context.work.roles.of_group(group.id)
    for day, moment in weekly_postings(group, now - DIGEST_LASTS, now + horizon):
        if moment > now or _was_weekly_before(group, day, moment, context.work):
            yield _owed_digest(MessageKind.WEEKLY_DIGEST, group, day, group.channel_id, moment)
            # While there is time for it, each chair gets a preview.
            for chair in appointments.chairs_on(day) if moment - PREVIEW_AHEAD > now else ():
                yield _owed_digest(MessageKind.DIGEST_PREVIEW, group, day, chair, moment)


def _was_weekly_before(group: Group, day: date, moment: datetime, work: UnitOfWork) -> bool:
    """Whether this same hour was in force then, so that a posting missed is owed late. An hour that
    was chosen only after it had passed begins with its next date."""
    this = MessageKind.WEEKLY_DIGEST, group.digest_revision
    rows = work.deliveries.of_recipient(group.channel_id, moment - _LONGEST_OUTAGE)
    days = (row.occurrence for row in rows if (row.kind, row.revision) == this)
    return any(before < day.isoformat() for before in days)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleDigest:
    """`weekday` counts from Monday = 0; `at` is wall time in the group's zone."""

    group_id: int
    weekday: int
    at: time


@dataclass(frozen=True, slots=True)
class Weekly:
    """The group as it is now; `next_at` aware UTC; `changed` False: it was so before. `previewed`:
    there is time yet to show the next one to the chairs first."""

    group: Group
    next_at: datetime
    changed: bool
    previewed: bool


def schedule_digest(wish: ScheduleDigest, context: Context) -> Weekly:
    """What was owed for another hour is withdrawn, and the coming ones are owed for this one."""
    before = find_group_for(Act.RUN_DIGEST, wish.group_id, context)
    changed = (before.digest_weekday, before.digest_time) != (wish.weekday, wish.at)
    group = before
    if changed:
        revision = before.digest_revision + 1
        group = replace(before, digest_weekday=wish.weekday, digest_time=wish.at)
        group = replace(group, digest_revision=revision)
        context.work.groups.change(group)
        withdraw_weekly(group, context, why=DropReason.RESCHEDULED)
        with speaking(ENGLISH):
            hour = f"{spell_weekday(wish.weekday)} {wish.at:%H:%M}"
        context.record("scheduled the weekly digest", group.channel_id, hour)
    plan_group(group, context)
    next_at = next_posting(group, context.now)
    if next_at is None:
        raise AssertionError("a weekly digest comes every week")
    return Weekly(group, next_at, changed, previewed=next_at - PREVIEW_AHEAD > context.now)


def withdraw_weekly(group: Group, context: Context, *, why: DropReason) -> int:
    """Take back the weekly digests and previews that were not sent yet; how many."""
    about = str(group.id)
    weekly = [MessageKind.WEEKLY_DIGEST, MessageKind.DIGEST_PREVIEW]
    return context.work.deliveries.withdraw(
        SubjectType.DIGEST, about, why=why, now=context.now, kinds=weekly
    )


def switch_off_digest(group_id: int, context: Context) -> bool:
    """Nothing weekly is owed any more; a digest can still be posted by hand. False: nothing was."""
    before = find_group_for(Act.RUN_DIGEST, group_id, context)
    if before.digest_weekday is None:
        return False
    group = replace(before, digest_weekday=None, digest_revision=before.digest_revision + 1)
    context.work.groups.change(group)
    withdraw_weekly(group, context, why=DropReason.SWITCHED_OFF)
    context.record("stopped the weekly digest", group.channel_id)
    return True
