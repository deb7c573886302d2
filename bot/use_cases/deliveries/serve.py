"""Serves one claimed delivery, or several to one person: look again, send, settle."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain import DropReason, Gone, NotSaved, NotSent, TryLater
from bot.domain.delivery import Delivery, State, is_late
from bot.domain.errors import AnswerLost, ContentRefused, HeldTooLong, PlaceClosed, TokenDead
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.deliveries.blocking import hold_recipient
from bot.use_cases.deliveries.look_again import CannotTell, ForMembers, KeptPrivate
from bot.use_cases.deliveries.means import Means, MessagePart, Paused
from bot.use_cases.deliveries.reconcile import found_after_all
from bot.use_cases.deliveries.refresh import changes_at

log = logging.getLogger(__name__)

_FIRST_LOOK = 2.0
"""Seconds after a lost answer; what was posted is most often in the history by then."""


async def serve_recipient(deliveries: Sequence[Delivery], means: Means) -> int:
    """Bring claimed rows of one recipient to their end, in one message; how many rows. An error
    that is nobody's stays with these rows."""
    parts = [part for delivery in deliveries if (part := await _message_to_send(delivery, means))]
    if parts:
        try:
            await _send_messages(parts, means)
        except NotSaved:
            raise  # the lease runs out, and the message is looked for
        except Exception:
            for delivery, _ in parts:
                log.exception(
                    "delivery_failed", extra={"delivery": delivery.id, "kind": delivery.kind}
                )
                await _settle_uncertain(delivery, AnswerLost("our_bug"), means)
    return len(deliveries)


async def _message_to_send(delivery: Delivery, means: Means) -> MessagePart | None:
    """The notification to send now; None where the row has come to another end."""
    try:
        if await found_after_all(delivery, means):
            return None
        verdict, at = await means.look(delivery)
        match verdict:
            case Gone(why=why, detail=detail):
                await means.drop(delivery, why, detail, decided_at=at)
            case KeptPrivate(instead=instead):
                sent = any(owed.kind == delivery.kind for owed in instead)
                why = DropReason.KEPT_PRIVATE if sent else DropReason.KEPT_CLOSED
                await means.drop(delivery, why, decided_at=at, also=instead)
            case CannotTell(why=why):
                await _hold_blocked([delivery], PlaceClosed(why), means)
            case ForMembers(notification=notification):
                delivery = replace(delivery, members_only=True)
                return delivery, await means.messenger.with_picture(notification)
            case notification:
                delivery = replace(delivery, members_only=False)
                return delivery, await means.messenger.with_picture(notification)
    except TryLater as trouble:
        await means.put_off(delivery, trouble)
    except NotSaved:
        raise
    except Exception:
        log.exception("delivery_failed", extra={"delivery": delivery.id, "kind": delivery.kind})
        await means.put_off(delivery, TryLater("our_bug"))
    return None


async def _send_messages(parts: Sequence[MessagePart], means: Means) -> None:
    """What another worker has taken over meanwhile, or was withdrawn, is not sent. Nor is anything
    by a process that was suspended since it began: others may look for it by now. The clock is
    asked once more when the request is about to be written."""
    held_until = means.after(means.pace.lease)

    def held() -> bool:
        return means.now() < held_until

    ours = await means.begin(parts)
    if isinstance(ours, Paused):
        for delivery, _ in parts:
            await means.settle(delivery, State.OWED, error="paused", next_at=ours.until)
        return
    if not held():
        ours = []
    if len(ours) < len(parts):
        log.warning("not_ours_any_more", extra={"rows": len(parts) - len(ours)})
    if ours:
        await _post_messages(ours, held, means)


async def _post_messages(
    parts: Sequence[MessagePart], held: Callable[[], bool], means: Means
) -> None:
    """Post them as one message and settle each; `held`: whether they are still ours."""
    deliveries = [delivery for delivery, _ in parts]
    first = deliveries[0]
    try:
        if len(parts) > 1:
            posted = await means.messenger.send_together(parts, still=held)
        else:
            late = is_late(first, means.now())
            posted = await means.messenger.send(first, parts[0][1], late=late, still=held)
    except HeldTooLong:
        log.warning("not_ours_any_more", extra={"rows": len(parts)})
    except AnswerLost as lost:
        if lost.retry_after is not None:
            await _pause_workspace(first.workspace_id, lost.retry_after, means)
        for delivery in deliveries:
            await _settle_uncertain(delivery, lost, means)
    except ContentRefused as refused:
        # What several cannot be sent in is sent one by one: one of them is at fault, or the sum.
        for part in parts:
            extra = {"delivery": part[0].id, "code": refused.code}
            log.error("our_bug_content", extra=extra, exc_info=refused)
            if len(parts) == 1:
                await means.settle(part[0], State.DROPPED, error=refused.code)
            else:
                await asyncio.sleep(means.pace.channel)
                await _send_messages([part], means)
    except PlaceClosed as closed:
        await _hold_blocked(deliveries, closed, means)
    except TokenDead as dead:
        await _token_dead(deliveries, dead, means)
    except TryLater as trouble:
        if trouble.retry_after is not None:
            await _pause_workspace(first.workspace_id, trouble.retry_after, means)
        for delivery in deliveries:
            await means.put_off(delivery, trouble)
    else:
        for delivery, notification in parts:
            at = changes_at(notification, means.now())
            await means.settle(delivery, State.SENT, posted=posted, refresh_at=at)


async def _settle_uncertain(delivery: Delivery, lost: AnswerLost, means: Means) -> None:
    look = means.after(max(_FIRST_LOOK, lost.retry_after or 0.0))
    await means.settle(delivery, State.UNCERTAIN, error=lost.code, next_at=look)


async def _pause_workspace(workspace_id: str, seconds: float, means: Means) -> None:
    """The platform's Retry-After holds for the workspace, whoever asks: every worker honours it."""
    until = means.now() + timedelta(seconds=seconds)
    await means.memory.write(workspace_id, lambda work: work.workspaces.pause_posts(until))
    log.warning("posting_paused", extra={"workspace": workspace_id, "seconds": seconds})


async def _hold_blocked(deliveries: Sequence[Delivery], closed: PlaceClosed, means: Means) -> None:
    """Hold what is owed there until it is probed, and tell whoever can help, once."""

    def job(work: UnitOfWork) -> None:
        _owe_again(deliveries, closed, means, work)
        hold_recipient(
            deliveries[0].recipient,
            closed.code,
            work=work,
            now=means.now(),
            secretariat=means.secretariat,
            first=timedelta(seconds=means.pace.first_probe),
            jitter=means.jitter(),
        )

    await means.memory.write(deliveries[0].workspace_id, job)
    log.warning("recipient_blocked", extra={"kind": deliveries[0].kind, "error": closed.code})


async def _token_dead(deliveries: Sequence[Delivery], dead: TokenDead, means: Means) -> None:
    def job(work: UnitOfWork) -> None:
        _owe_again(deliveries, dead, means, work)
        work.workspaces.stop_sending(dead.code, means.now())

    await means.memory.write(deliveries[0].workspace_id, job)
    log.error("workspace_stopped", extra={"error": dead.code})


def _owe_again(
    deliveries: Sequence[Delivery], why: NotSent, means: Means, work: UnitOfWork
) -> None:
    for delivery in deliveries:
        work.queue.settle_row(delivery, State.OWED, means.now(), error=why.code)
