"""Updates a posted message when its subject has changed, or deletes one that is not wanted."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import Dialogue, DropReason, Gone, NotSaved, NotSent, TryLater
from bot.domain.delivery import SHARED_KINDS, Delivery, State, is_person, pause_before_retry
from bot.domain.errors import AnswerLost, ContentRefused, TokenDead
from bot.domain.message_kind import NOTICE_LASTS
from bot.domain.morning import Morning
from bot.domain.notifications import Announcement, ChangeNotice, Notification, Reminder, Withdrawn
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.deliveries.look_again import CannotTell, ForMembers, KeptPrivate, Verdict
from bot.use_cases.deliveries.means import Means
from bot.use_cases.drift.opened import redraw_notices

MOST_TRIES = 100
"""With their growing pauses about a day: then there is no answer to this one that we know."""


log = logging.getLogger(__name__)


async def refresh_post(delivery: Delivery, means: Means) -> int:
    """Replace it in place, where there is something to say; no row is settled by that: 0.

    What its readers may not see any more is replaced by a line that says only that. What a chair
    does not want any more is deleted. Its mark is taken off last, and only if no change came
    meanwhile: killed in the middle, it is refreshed once more by whoever comes next.
    """
    notification: Notification | None = None
    try:
        if delivery.unwanted:
            await delete_post(delivery, means)
            return 0
        verdict, _ = await means.look(delivery)
        notification = _to_show(verdict)
        if notification is not None:
            await _show(delivery, notification, means)
            delivery = replace(delivery, members_only=isinstance(verdict, ForMembers))
    except NotSent as trouble:
        insists = isinstance(trouble, AnswerLost) or delivery.unwanted
        again = insists and delivery.looks + 1 < MOST_TRIES
        if again or isinstance(trouble, (TryLater, TokenDead)):
            longest = timedelta(seconds=means.pace.longest_pause)
            pause = pause_before_retry(
                delivery.looks + 1, trouble.retry_after, means.jitter(), longest=longest
            )
            return await _put_off(delivery, pause, means)
        if delivery.unwanted:
            await leave_standing(delivery, trouble, means)
            return 0
        # The message is gone, or its place is, or nothing that we know is answered.
        notification = None
        log.warning("refresh_failed", extra={"delivery": delivery.id, "error": trouble.code})
    except NotSaved:
        raise
    except Exception:  # whatever is wrong with this one, the others are still sent
        log.exception("refresh_failed", extra={"delivery": delivery.id, "kind": delivery.kind})
        return await _put_off(delivery, timedelta(seconds=means.pace.longest_pause), means)
    at = changes_at(notification, means.now()) if notification else None

    def job(work: UnitOfWork) -> None:
        work.queue.note_refreshed(delivery)
        if at is not None:
            work.queue.refresh_at(delivery, at)

    await means.memory.write(delivery.workspace_id, job)
    return 0


async def _show(delivery: Delivery, notification: Notification, means: Means) -> None:
    """With all that was sent with it in one message; that stays as it is where one of them has
    nothing to say. Only what may not be seen any more goes at once, and takes those along. TryLater
    while it is not known of each whether it is in there."""
    beside, doubtful = await _sent_with(delivery, means)
    if doubtful and not isinstance(notification, Withdrawn):
        raise TryLater("others_uncertain")
    if not beside:
        await means.messenger.refresh(delivery, notification)
        return
    parts = [(delivery, notification)]
    for other in beside:
        shown = _to_show((await means.look(other))[0])
        if shown is not None:
            parts.append((other, shown))
    whole = len(parts) > len(beside)
    if whole or any(isinstance(part, Withdrawn) for _, part in parts):
        parts.sort(key=lambda part: (part[0].due_at, part[0].id))
        await means.messenger.refresh_together(parts)


async def _sent_with(delivery: Delivery, means: Means) -> tuple[list[Delivery], bool]:
    """The others in the same message; and whether there may be more."""
    if delivery.kind not in SHARED_KINDS or not is_person(delivery.recipient):
        return [], False
    since = delivery.due_at - NOTICE_LASTS
    rows = await means.memory.read(
        delivery.workspace_id, lambda work: work.deliveries.of_recipient(delivery.recipient, since)
    )
    place, now = (delivery.posted_channel, delivery.posted_ts), means.now()
    others = [row for row in rows if row.kind in SHARED_KINDS and row.id != delivery.id]
    beside = [row for row in others if (row.posted_channel, row.posted_ts) == place]
    unsettled = (State.OWED, State.SENDING, State.UNCERTAIN)
    return beside, any(row.state in unsettled and row.due_at <= now for row in others)


def changes_at(notification: Notification, now: datetime) -> datetime | None:
    """When its buttons will do nothing any more, by the clock alone; None: never."""
    ends: list[datetime] = []
    match notification:
        case Announcement() | Reminder() | ChangeNotice():
            ends = [] if notification.dialogue.cancelled else [notification.dialogue.ends_at]
        case Morning():
            waiting = [item.subject for item in notification.items if not item.became]
            ends = [dialogue.ends_at for dialogue in waiting if isinstance(dialogue, Dialogue)]
    return min((end for end in ends if end > now), default=None)


def _to_show(verdict: Verdict) -> Notification | None:
    """None: it stays as it is."""
    match verdict:
        case KeptPrivate() | Gone(why=DropReason.NOT_THEIRS):
            return Withdrawn()
        case Gone() | CannotTell():
            return None
        case ForMembers(notification=notification):
            return notification
        case notification:
            return notification


async def _put_off(delivery: Delivery, pause: timedelta, means: Means) -> int:
    later = means.now() + pause
    await means.memory.write(
        delivery.workspace_id, lambda work: work.queue.put_off_refresh(delivery, later)
    )
    return 0


async def delete_post(delivery: Delivery, means: Means) -> None:
    """Raises NotSent where it may be deleted by a later try."""
    try:
        await means.messenger.delete(delivery)
    except ContentRefused as refused:
        await leave_standing(delivery, refused, means)
        return
    await means.memory.write(delivery.workspace_id, lambda work: work.queue.taken_down(delivery))


async def leave_standing(delivery: Delivery, trouble: NotSent, means: Means) -> None:
    """The platform will not delete it: the chairs' lists name it again, and say so."""

    def job(work: UnitOfWork) -> None:
        work.queue.left_standing(delivery, trouble.code)
        group = work.groups.by_channel(delivery.posted_channel or "")
        if group is not None:
            redraw_notices(group, Context.system(work, means.now()))

    await means.memory.write(delivery.workspace_id, job)
    log.warning("not_deleted", extra={"delivery": delivery.id, "error": trouble.code})
