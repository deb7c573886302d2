"""Hold one posting of the weekly digest; the weeks after it come as usual."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.delivery import State
from bot.domain.digest import DigestHold
from bot.domain.errors import Refusal
from bot.domain.group import Group
from bot.domain.wording import spell_day
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.digests.rules import group_to_run
from bot.use_cases.digests.schedule_messages import WEEKLY, posting_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldDigest:
    """`occurrence`: the posting's local ISO date; `revision`: of the group's weekly hour."""

    group_id: int
    occurrence: str
    revision: int


@dataclass(frozen=True, slots=True)
class Held:
    """`posts_at`: when it would have come, aware UTC; `by`: the user id of the first to hold it."""

    group: Group
    posts_at: datetime
    by: str
    at: datetime
    just_now: bool


def hold_digest(wish: HoldDigest, context: Context) -> Held:
    """The look before the send finds it held. Refusal once it is posted or planned otherwise."""
    group = group_to_run(wish.group_id, context)
    day = _read_day(wish.occurrence)
    if group.digest_revision != wish.revision or group.digest_weekday is None:
        raise Refusal(
            f"The weekly digest of {group.name} was changed since this preview, "
            "so the one it shows is not coming any more."
        )
    posts_at = posting_moment(day, group.digest_time, group.zone)
    before = context.work.digest_holds.get(group.id, wish.occurrence, wish.revision)
    if before is not None:
        return Held(group, posts_at, before.held_by, before.held_at, just_now=False)
    state = _state_of_posting(group, wish, posts_at, context.work)
    if state in (State.SENDING, State.SENT, State.UNCERTAIN):
        raise Refusal(
            f"The digest of {group.name} for {spell_day(day)} is posted already, "
            "so it can't be held any more."
        )
    if state is State.DROPPED:
        raise Refusal(f"The digest of {group.name} for {spell_day(day)} is not coming any more.")
    hold = DigestHold(
        group_id=group.id,
        occurrence=wish.occurrence,
        revision=wish.revision,
        held_by=context.reader.user_id,
        held_at=context.now,
    )
    context.work.digest_holds.add(hold)
    detail = f"of {wish.occurrence}"
    context.work.journal.record(
        context.reader.user_id, "held the digest", group.channel_id, context.now, detail
    )
    return Held(group, posts_at, context.reader.user_id, context.now, just_now=True)


def _read_day(occurrence: str) -> date:
    try:
        return date.fromisoformat(occurrence)
    except ValueError:
        raise Refusal("I can't find this digest any more.") from None


def _state_of_posting(
    group: Group, wish: HoldDigest, posts_at: datetime, work: UnitOfWork
) -> State | None:
    """What became of the posting; None before it is planned."""
    for row in work.deliveries.of_recipient(group.channel_id, posts_at - timedelta(days=1)):
        if (row.kind, row.occurrence, row.revision) == (WEEKLY, wish.occurrence, wish.revision):
            return row.state
    return None
