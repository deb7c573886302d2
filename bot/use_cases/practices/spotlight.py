"""A group's weekly spotlight: set by its chairs, and owed with the card that it shows.

A day has one spotlight. Its card is chosen when it is owed and once more just before its hour.
Where that card can't be shown when it is sent, the next plan chooses another one for the same day,
as long as a spotlight can still help.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta

from bot.domain import Act, Audience, DropReason, Gone, Group, MessageKind, Owed, PracticeStatus
from bot.domain.delivery import Delivery, State, SubjectType
from bot.domain.message_kind import DIGEST_LASTS
from bot.domain.practice import PracticeSpotlight, PracticeWithdrawn
from bot.domain.wording import spell_weekday
from bot.languages import ENGLISH, speaking
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.digests.schedule import weekly_moments
from bot.use_cases.identify import reader_of_channel
from bot.use_cases.owing import about_group, owed_message
from bot.use_cases.practices.review import card_of, withdrawn_post
from bot.use_cases.refusals import find_group_for

HORIZON = timedelta(days=6, hours=23)
"""Under a week: the one before is on its way when the next one is chosen."""
_LAST_CHOICE = timedelta(minutes=15)
"""Before the hour: three plans fall into it."""
_SETTLED = (DropReason.TOO_LATE, DropReason.CANNOT_TELL, DropReason.NO_CARD)
"""After a drop for one of these the day has no other spotlight."""


def plan_spotlights(context: Context) -> int:
    """How many are new. Planning twice owes once, also where the clock was set back."""
    owed = [owed for group in context.work.groups.all() for owed in _owed_by(group, context)]
    return context.work.deliveries.owe(owed, context.now)


def spotlights_on(group: Group, day: str, since: datetime, work: UnitOfWork) -> list[Delivery]:
    """Every spotlight that was owed for that local date, whatever became of it."""
    return [
        delivery
        for delivery in work.deliveries.of_recipient(group.channel_id, since)
        if delivery.kind is MessageKind.SPOTLIGHT and day in ("", delivery.occurrence)
    ]


def _owed_by(group: Group, context: Context) -> Iterator[Owed]:
    work, now = context.work, context.now
    if group.spotlight_weekday is None or group.spotlight_from is None:
        return
    start = max(now - DIGEST_LASTS, group.spotlight_from)
    weekly = (group.spotlight_weekday, group.spotlight_time, group.zone)
    for day, moment in weekly_moments(*weekly, start, now + HORIZON):
        tried = spotlights_on(group, day.isoformat(), moment - timedelta(days=2), work)
        standing = next((d for d in tried if _is_settled(d)), None)
        if standing is None:
            yield _next_try(group, day, moment, tried, work)
        elif standing.state is State.OWED and now > moment - _LAST_CHOICE:
            again = _next_try(group, day, moment, tried, work)
            other = (again.subject_type, again.subject_id)
            if other != (standing.subject_type, standing.subject_id):
                work.deliveries.drop_owed([standing.id], why=DropReason.OTHER_CARD, now=now)
                yield again


def _is_settled(delivery: Delivery) -> bool:
    return delivery.state is not State.DROPPED or delivery.error in _SETTLED


def _next_try(
    group: Group, day: date, moment: datetime, tried: list[Delivery], work: UnitOfWork
) -> Owed:
    """With the card that was shown longest ago; with none it says why none is shown."""
    cards = (d for d in tried if d.subject_type is SubjectType.PRACTICE and not _is_settled(d))
    reading = work.channels.get(group.channel_id)
    card = work.spotlights.next_card(
        reader_of_channel(group, reading.facts if reading else None, work=work),
        group.channel_id,
        day=day.isoformat(),
        besides=[int(delivery.subject_id) for delivery in cards],
    )
    return owed_message(
        MessageKind.SPOTLIGHT,
        (SubjectType.PRACTICE, str(card.number)) if card else about_group(group),
        group.channel_id,
        moment,
        # A card for members is shown where members alone are; elsewhere it gives way to another,
        # and does not go to each of them by direct message.
        Audience.GROUP,
        occurrence=day.isoformat(),
        revision=len(tried) + 1,
    )


_WEEK, _DAY = timedelta(days=8), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSpotlight:
    """`weekday` counts from Monday = 0, None switches it off; `at` is wall time in the zone."""

    group_id: int
    weekday: int | None
    at: time = time(9)


@dataclass(frozen=True, slots=True)
class GroupChanged:
    """The group as it is now; `changed` False: it was so before."""

    group: Group
    changed: bool


def next_spotlight(group: Group, now: datetime) -> datetime | None:
    """When it comes next, aware UTC; None while it is off."""
    if group.spotlight_weekday is None:
        return None
    weekly = (group.spotlight_weekday, group.spotlight_time, group.zone)
    return next((moment for _, moment in weekly_moments(*weekly, now, now + _WEEK)), None)


def schedule_spotlight(wish: ScheduleSpotlight, context: Context) -> GroupChanged:
    """Only hours that are still ahead count; what was owed for another hour is withdrawn."""
    before = find_group_for(Act.RUN_GROUP, wish.group_id, context)
    at = before.spotlight_time if wish.weekday is None else wish.at
    if (before.spotlight_weekday, before.spotlight_time) == (wish.weekday, at):
        return GroupChanged(before, changed=False)
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
    return GroupChanged(group, changed=True)


def spotlight_shown(
    delivery: Delivery, context: Context
) -> PracticeSpotlight | PracticeWithdrawn | Gone:
    """`reader`: what the channel may be told."""
    group = context.work.groups.by_channel(delivery.recipient)
    if group is None:
        return Gone(DropReason.NO_GROUP)
    work, new = context.work, delivery.posted_ts is None
    if new and group.spotlight_weekday is None:
        return Gone(DropReason.SWITCHED_OFF)
    if delivery.subject_type is not SubjectType.PRACTICE:
        return Gone(DropReason.NO_CARD)
    number = int(delivery.subject_id)
    if new and work.spotlights.shown_before(delivery.recipient, delivery.occurrence) == number:
        return Gone(DropReason.OTHER_CARD)
    if gone := withdrawn_post(delivery, context):
        return gone
    practice = work.practices.get(context.reader, number)
    if practice is None:
        return Gone(DropReason.NOT_THEIRS)
    if practice.status is not PracticeStatus.PUBLISHED:
        return Gone(DropReason.NOT_PUBLISHED)
    card = card_of(practice, group, context)
    return PracticeSpotlight(**{field.name: getattr(card, field.name) for field in fields(card)})
