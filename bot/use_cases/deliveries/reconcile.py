"""Looks in the history for what may have been posted: found, surely absent, or nobody can tell."""

import logging
from datetime import datetime, timedelta

from bot.domain import DropReason, MessageKind, NotSaved, TryLater
from bot.domain.delivery import Delivery, State, pause_before_retry
from bot.domain.message_kind import ASKING
from bot.ports.messenger import Absent, Finding, HistoryUnreadable, Posted
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.deliveries.means import Means

log = logging.getLogger(__name__)

MOST_FIRST_LOOKS = 24
"""Before a first send on a database that was put back: about four hours of growing pauses."""
MOST_REFUSALS = 3
"""Looks that are refused for good reasons (a scope, a place) before we say we cannot tell."""
KEEP_LOOKING = timedelta(days=7)
"""After an attempt, while the history is unreadable for reasons that pass; and always for as long
as the message is useful."""

_BEFORE = timedelta(days=1)
"""How far our clock may have been ahead of theirs when the row was made: one that shows another
zone's time is out by up to fourteen hours."""


async def reconcile_delivery(delivery: Delivery, means: Means) -> int:
    """One look for an uncertain row, and what follows from it; 1."""
    try:
        finding = await _find_in_history(delivery, means)
    except NotSaved:
        raise
    except Exception:  # whatever is wrong with this one, the others are still sent
        log.exception("look_failed", extra={"delivery": delivery.id, "kind": delivery.kind})
        finding = HistoryUnreadable("our_bug", passing=True)
    match finding:
        case Posted():
            await _settle_found(delivery, finding, means)
        case Absent():
            await _settle_absent(delivery, means)
        case HistoryUnreadable(why=why, passing=passing):
            await _settle_unreadable(delivery, why, passing=passing, means=means)
    return 1


async def found_after_all(delivery: Delivery, means: Means) -> bool:
    """The look before a second attempt: had the first one only come very late, it is sent. Likewise
    before the first, where the database was put back. There what cannot be looked for is not sent:
    TryLater for a while, and then nobody can tell."""
    looks_first = means.looks_first(delivery)
    if delivery.earlier_nonces is None and not looks_first:
        return False
    finding = await _find_in_history(delivery, means)
    if isinstance(finding, Posted):
        await _settle_found(delivery, finding, means)
        return True
    if looks_first and isinstance(finding, HistoryUnreadable):
        if delivery.attempt < (MOST_FIRST_LOOKS if finding.passing else MOST_REFUSALS):
            raise TryLater(finding.why)
        await means.drop(delivery, DropReason.CANNOT_TELL, finding.why, decided_at=means.now())
        return True
    return False


async def _settle_found(delivery: Delivery, posted: Posted, means: Means) -> None:
    """What has buttons that end with the clock is refreshed now, which tells when."""
    at = means.now() if delivery.kind in (*ASKING, MessageKind.MORNING) else None
    await means.settle(delivery, State.SENT, posted=posted, refresh_at=at)


async def _find_in_history(delivery: Delivery, means: Means) -> Finding:
    place = await means.memory.read(
        delivery.workspace_id, lambda work: work.deliveries.place_of(delivery.recipient)
    )
    made = delivery.due_at if means.looks_first(delivery) else delivery.created_at
    return await means.messenger.find(delivery, place, max(delivery.due_at, made) - _BEFORE)


async def _settle_absent(delivery: Delivery, means: Means) -> None:
    """Surely absent only in a second reading, later than it could still have been posted."""
    now = means.now()
    attempted = min(delivery.attempted_at or now, now)  # ahead only where the clock was set back
    certain = attempted + timedelta(seconds=means.pace.certain_after)
    if now < certain or delivery.readings == 0:
        again = max(certain, now + timedelta(seconds=min(1.0, means.pace.certain_after)))
        await _look_again_at(delivery, again, means, absent=True)
    elif now >= delivery.useful_until:
        await means.drop(delivery, DropReason.TOO_LATE, "not posted", decided_at=now)
    else:
        log.info("delivery_absent", extra={"delivery": delivery.id, "kind": delivery.kind})
        moment = max(now, delivery.due_at)  # ahead where it was tried by a clock that was
        if delivery.attempt > 1:  # an answer that is odd every time is not asked for in a hurry
            longest, left = timedelta(seconds=means.pace.longest_pause), delivery.useful_until - now
            moment += pause_before_retry(
                delivery.attempt - 1, None, means.jitter(), longest=longest, left=left
            )
        await means.settle(delivery, State.OWED, error="not posted", next_at=moment)


async def _settle_unreadable(delivery: Delivery, why: str, *, passing: bool, means: Means) -> None:
    now = means.now()
    attempted = min(delivery.attempted_at or now, now)
    last = max(attempted + KEEP_LOOKING, delivery.useful_until)
    if now >= last if passing else delivery.looks + 1 >= MOST_REFUSALS:
        log.error("delivery_uncertain", extra={"delivery": delivery.id, "error": why})
        await means.drop(delivery, DropReason.CANNOT_TELL, why, decided_at=now)
        return
    longest = timedelta(seconds=means.pace.longest_pause)
    pause = pause_before_retry(delivery.looks + 1, None, means.jitter(), longest=longest)
    await _look_again_at(delivery, now + pause, means, absent=False)


async def _look_again_at(
    delivery: Delivery, moment: datetime, means: Means, *, absent: bool
) -> None:
    def job(work: UnitOfWork) -> bool:
        return work.queue.note_look(delivery, next_at=moment, absent=absent)

    await means.memory.write(delivery.workspace_id, job)
