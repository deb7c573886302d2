"""Stop the weekly digest."""

from dataclasses import dataclass, replace

from bot.domain.drop_reasons import DropReason
from bot.domain.group import Group
from bot.use_cases.context import Context
from bot.use_cases.digests.running import group_to_run
from bot.use_cases.digests.schedule import withdraw_weekly


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchOffDigest:
    group_id: int


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """`changed` False: there was no weekly digest before either."""

    group: Group
    changed: bool


def switch_off_digest(wish: SwitchOffDigest, context: Context) -> SwitchedOff:
    """Nothing weekly is owed any more; a digest can still be posted by hand."""
    before = group_to_run(wish.group_id, context)
    if before.digest_weekday is None:
        return SwitchedOff(before, changed=False)
    group = replace(before, digest_weekday=None, digest_revision=before.digest_revision + 1)
    context.work.groups.change(group)
    withdraw_weekly(group, why=DropReason.SWITCHED_OFF, work=context.work, now=context.now)
    context.work.journal.record(
        context.reader.user_id, "stopped the weekly digest", group.channel_id, context.now
    )
    return SwitchedOff(group, changed=True)
