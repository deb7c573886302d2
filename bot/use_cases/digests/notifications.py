"""The look before a digest is sent: gathered at that moment, for those who will read it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.audience import ChannelFacts
from bot.domain.delivery import Delivery
from bot.domain.digest import LOOKS_BACK
from bot.domain.drop_reasons import DropReason
from bot.domain.group import Group
from bot.domain.notifications import DigestNotification, DigestPreview, Gone
from bot.domain.roles import Act, Reader, may
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.digests.gather import gather_digest
from bot.use_cases.digests.rules import channel_eyes
from bot.use_cases.digests.schedule_messages import NOW, PREVIEW, posting_moment
from bot.use_cases.roster.terms import why_no_chair


def build_notification(
    delivery: Delivery, context: Context, *, presence: Mapping[str, ChannelFacts] | None = None
) -> DigestNotification | DigestPreview | Gone:
    """`reader`: what the channel may be told, or for a preview the chair.

    `presence`: facts of the groups' channels by id. Without its channel's a preview shows what
    any channel of the group might get.
    """
    group = context.work.groups.get(int(delivery.subject_id))
    if group is None:
        return Gone(DropReason.NO_GROUP)
    if delivery.kind == NOW:
        at = (
            context.now if delivery.slack_ts is None else delivery.due_at
        )  # posted: the same week again
        return DigestNotification(digest=gather_digest(group, replace(context, now=at)))
    if delivery.slack_ts is not None:
        return _build_weekly(delivery, group, context.reader, work=context.work, now=context.now)
    if group.digest_weekday is None:
        return Gone(DropReason.SWITCHED_OFF)
    if delivery.revision != group.digest_revision:
        return Gone(DropReason.RESCHEDULED)
    if context.work.digest_holds.get(group.id, delivery.occurrence, delivery.revision) is not None:
        return Gone(DropReason.HELD)
    if delivery.kind == PREVIEW:
        channel = (presence or {}).get(group.channel_id)
        return _build_preview(
            delivery, group, context.reader, channel, work=context.work, now=context.now
        )
    return _build_weekly(delivery, group, context.reader, work=context.work, now=context.now)


def _build_weekly(
    delivery: Delivery, group: Group, reader: Reader, *, work: UnitOfWork, now: datetime
) -> DigestNotification:
    # From one posting's planned moment to the next, so that the weeks neither gap nor overlap.
    digest = gather_digest(
        group,
        Context(reader=reader, work=work, now=now),
        since=_posting_before(group, delivery, LOOKS_BACK),
        until=_posting_before(group, delivery),
    )
    return DigestNotification(digest=digest)


def _build_preview(
    delivery: Delivery,
    group: Group,
    chair: Reader,
    channel: ChannelFacts | None,
    *,
    work: UnitOfWork,
    now: datetime,
) -> DigestPreview | Gone:
    if not may(chair, Act.RUN_DIGEST, group.id):
        return Gone(why_no_chair(group, delivery.recipient, work=work, now=now))
    digest = gather_digest(
        group,
        Context(reader=channel_eyes(group, channel, work=work), work=work, now=now),
        since=_posting_before(group, delivery, LOOKS_BACK),
        chair=chair,
        channel=channel,
    )
    reading = work.channels.get(group.channel_id)
    return DigestPreview(
        digest=digest,
        posts_at=_posting_before(group, delivery),
        occurrence=delivery.occurrence,
        revision=delivery.revision,
        complete=channel is not None,
        closed=reading is not None and not reading.readable,
    )


def _posting_before(group: Group, delivery: Delivery, before: timedelta = timedelta(0)) -> datetime:
    """The planned moment of this posting, or of one some days before it."""
    day = date.fromisoformat(delivery.occurrence) - before
    return posting_moment(day, group.digest_time, group.zone)
