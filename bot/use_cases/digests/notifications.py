"""The look before a digest is sent: gathered at that moment, for those who will read it."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain import Act, DropReason, Gone, Group, MessageKind, TryLater, may
from bot.domain.delivery import Delivery
from bot.domain.digest import LOOKS_BACK
from bot.domain.group_notifications import DigestNotification, DigestPreview
from bot.use_cases.context import Context
from bot.use_cases.digests.gather import gather_digest
from bot.use_cases.digests.post import last_number
from bot.use_cases.digests.schedule import posting_moment
from bot.use_cases.identify import channel_eyes
from bot.use_cases.terms import why_no_chair

_PATIENCE = timedelta(hours=1)
"""How long a digest waits while it is looked for whether the one before it was posted."""


def build_notification(
    delivery: Delivery, group: Group, context: Context
) -> DigestNotification | DigestPreview | Gone:
    """`reader`: what the channel may be told, or for a preview the chair.

    Where nobody looked into the group's channel (`context.presence`), a preview shows what
    any channel of the group might get.
    """
    if delivery.posted_ts is not None:
        return _build_posted(delivery, group, context)
    if delivery.kind is not MessageKind.DIGEST_NOW and (why := _why_not(delivery, group, context)):
        return Gone(why)
    if delivery.kind is MessageKind.DIGEST_PREVIEW:
        return _build_preview(delivery, group, context)
    if context.work.digests.is_in_doubt(group.id) and context.now < delivery.due_at + _PATIENCE:
        raise TryLater("digest_in_doubt")
    digest = gather_digest(group, context)
    before = context.work.digests.of_delivery(delivery.id)
    charted = digest.weeks, digest.tallies
    same = before is not None and (before.digest.weeks, before.digest.tallies) == charted
    picture = before.picture if before and same else None
    return DigestNotification(group=group, digest=digest, picture=picture, reader=context.reader)


def _why_not(delivery: Delivery, group: Group, context: Context) -> DropReason | None:
    """Why the weekly digest of that date is not coming."""
    if group.digest_weekday is None:
        return DropReason.SWITCHED_OFF
    if delivery.revision != group.digest_revision:
        return DropReason.RESCHEDULED
    hold = context.work.digest_holds.get(group.id, delivery.occurrence, delivery.revision)
    if hold is not None:
        return DropReason.POSTED_EARLY if hold.posted else DropReason.HELD
    return None


def _build_posted(delivery: Delivery, group: Group, context: Context) -> DigestNotification:
    """As it was posted; to readers who may see less now, what they may see of the same time."""
    kept = context.work.digests.of_delivery(delivery.id)
    if kept is not None and context.reader.sees(group.id, kept.audience):
        digest = context.work.digests.limited(context.reader, kept.digest)
        return DigestNotification(group=group, digest=digest, picture=kept.picture)
    until = kept.digest.until if kept is not None else delivery.due_at
    since = kept.digest.since if kept is not None else delivery.due_at - LOOKS_BACK
    digest = gather_digest(group, replace(context, now=until), since=since)
    number = kept.digest.number if kept is not None else None
    return DigestNotification(group=group, digest=replace(digest, number=number))


def _build_preview(delivery: Delivery, group: Group, context: Context) -> DigestPreview | Gone:
    chair, work = context.reader, context.work
    if not may(chair, Act.RUN_DIGEST, group.id):
        return Gone(why_no_chair(group, delivery.recipient, context))
    channel = context.presence.get(group.channel_id)
    eyes = channel_eyes(group, channel, work=work)
    digest = gather_digest(group, replace(context, reader=eyes), chair=chair)
    reading = work.channels.get(group.channel_id)
    day = date.fromisoformat(delivery.occurrence)
    return DigestPreview(
        group=group,
        digest=digest,
        after=last_number(group, work),
        posts_at=posting_moment(day, group.digest_time, group.zone),
        occurrence=delivery.occurrence,
        revision=delivery.revision,
        complete=channel is not None,
        closed=reading is not None and not reading.readable,
    )
