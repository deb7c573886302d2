"""Stop the weekly digest."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.drop_reasons import DropReason
from bot.domain.group import Group
from bot.domain.roles import Reader
from bot.ports.unit_of_work import UnitOfWork
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


def switch_off_digest(
    wish: SwitchOffDigest, *, reader: Reader, work: UnitOfWork, now: datetime
) -> SwitchedOff:
    """Nothing weekly is owed any more; a digest can still be posted by hand."""
    before = group_to_run(wish.group_id, reader=reader, work=work, now=now)
    if before.digest_weekday is None:
        return SwitchedOff(before, changed=False)
    group = replace(before, digest_weekday=None, digest_revision=before.digest_revision + 1)
    work.groups.change(group)
    withdraw_weekly(group, why=DropReason.SWITCHED_OFF, work=work, now=now)
    work.journal.record(reader.user_id, "stopped the weekly digest", group.channel_id, now)
    return SwitchedOff(group, changed=True)
