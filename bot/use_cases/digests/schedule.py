"""Posts a digest every week at the group's local time, or no longer."""

from dataclasses import dataclass, replace
from datetime import datetime, time

from bot.domain import DropReason, Group, MessageKind
from bot.domain.delivery import SubjectType
from bot.domain.wording import spell_weekday
from bot.languages import ENGLISH, speaking
from bot.use_cases.context import Context
from bot.use_cases.digests.rules import group_to_run
from bot.use_cases.digests.schedule_messages import PREVIEW_AHEAD, next_posting, plan_group


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleDigest:
    """`weekday` counts from Monday = 0; `at` is wall time in the group's zone."""

    group_id: int
    weekday: int
    at: time


@dataclass(frozen=True, slots=True)
class Weekly:
    """The group as it is now; `next_at` aware UTC; `changed` False: it was so before.

    `previewed`: there is time yet to show the next one to the chairs first.
    """

    group: Group
    next_at: datetime
    changed: bool
    previewed: bool


def schedule_digest(wish: ScheduleDigest, context: Context) -> Weekly:
    """What was owed for another hour is withdrawn, and the coming ones are owed for this one."""
    before = group_to_run(wish.group_id, context)
    changed = (before.digest_weekday, before.digest_time) != (wish.weekday, wish.at)
    group = before
    if changed:
        group = replace(
            before,
            digest_weekday=wish.weekday,
            digest_time=wish.at,
            digest_revision=before.digest_revision + 1,
        )
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
    return context.work.deliveries.withdraw(
        SubjectType.DIGEST,
        str(group.id),
        why=why,
        now=context.now,
        kinds=[MessageKind.WEEKLY_DIGEST, MessageKind.DIGEST_PREVIEW],
    )


def switch_off_digest(group_id: int, context: Context) -> bool:
    """Nothing weekly is owed any more; a digest can still be posted by hand. False: nothing was."""
    before = group_to_run(group_id, context)
    if before.digest_weekday is None:
        return False
    group = replace(before, digest_weekday=None, digest_revision=before.digest_revision + 1)
    context.work.groups.change(group)
    withdraw_weekly(group, context, why=DropReason.SWITCHED_OFF)
    context.record("stopped the weekly digest", group.channel_id)
    return True
