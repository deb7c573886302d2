"""Chairs set when a group's weekly spotlight comes, or switch it off."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bot.domain import Act, DropReason, Group
from bot.domain.delivery import State
from bot.domain.wording import spell_weekday
from bot.languages import ENGLISH, speaking
from bot.use_cases.context import Context
from bot.use_cases.digests.schedule import weekly_moments
from bot.use_cases.refusals import find_group_for
from bot.use_cases.spotlights.schedule_messages import plan_spotlights, spotlights_on

_WEEK, _DAY = timedelta(days=8), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSpotlight:
    """`weekday` counts from Monday = 0, None switches it off; `at` is wall time in the zone."""

    group_id: int
    weekday: int | None
    at: time = time(9)


@dataclass(frozen=True, slots=True)
class Scheduled:
    """The group as it is now; `changed` False: it was so before."""

    group: Group
    changed: bool


def group_to_schedule(group_id: int, context: Context) -> Group:
    """NotAllowed for all but its chairs and the secretariat."""
    return find_group_for(Act.RUN_GROUP, group_id, context)


def next_spotlight(group: Group, now: datetime) -> datetime | None:
    """When it comes next, aware UTC; None while it is off."""
    if group.spotlight_weekday is None:
        return None
    weekly = (group.spotlight_weekday, group.spotlight_time, group.zone)
    return next((moment for _, moment in weekly_moments(*weekly, now, now + _WEEK)), None)


def schedule_spotlight(wish: ScheduleSpotlight, context: Context) -> Scheduled:
    """Only hours that are still ahead count; what was owed for another hour is withdrawn."""
    before = group_to_schedule(wish.group_id, context)
    at = before.spotlight_time if wish.weekday is None else wish.at
    if (before.spotlight_weekday, before.spotlight_time) == (wish.weekday, at):
        return Scheduled(before, changed=False)
    work, now = context.work, context.now
    group = replace(before, spotlight_weekday=wish.weekday, spotlight_time=at, spotlight_from=now)
    work.groups.change(group)
    off = wish.weekday is None
    owed = [d.id for d in spotlights_on(group, "", now - _DAY, work) if d.state is State.OWED]
    why = DropReason.SWITCHED_OFF if off else DropReason.RESCHEDULED
    work.deliveries.drop_owed(owed, why=why, now=now)
    did = "stopped the weekly spotlight" if off else "scheduled the weekly spotlight"
    with speaking(ENGLISH):
        hour = None if wish.weekday is None else f"{spell_weekday(wish.weekday)} {at:%H:%M}"
    context.record(did, group.channel_id, hour)
    plan_spotlights(context)
    return Scheduled(group, changed=True)
