"""Posts a digest now, gathered as it is sent; keeps each that is posted, and shows it again."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain import (
    Act,
    Audience,
    DropReason,
    Gone,
    Group,
    MessageKind,
    NextStep,
    NotFound,
    Refusal,
    TryLater,
    may,
)
from bot.domain.delivery import Delivery, State, SubjectType
from bot.domain.digest import LOOKS_BACK, Digest, KeptDigest, Section
from bot.domain.group_notifications import DigestNotification, DigestPreview
from bot.domain.message_kind import DIGEST_LASTS
from bot.domain.notifications import Notification
from bot.domain.reference import DIGEST, render_reference
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.digests.gather import gather_digest
from bot.use_cases.digests.schedule import posting_moment
from bot.use_cases.identify import reader_of_channel
from bot.use_cases.owing import owed_message
from bot.use_cases.refusals import find_group_for
from bot.use_cases.terms import why_no_chair

_COVERED = (Section.HELD, Section.DONE, Section.LOGGED, Section.PRACTICES, Section.ADOPTIONS)


def lacks_nothing(notification: Notification, work: UnitOfWork) -> bool:
    """Whether a digest has all that was saved in the time that it covers. What was still being
    saved when it was gathered has a moment before its end, and would be in neither this one nor the
    next. In a transaction that writes, nothing is being saved."""
    if not isinstance(notification, DigestNotification) or notification.reader is None:
        return True
    digest = notification.digest
    context = Context(notification.reader, work, digest.until)
    again = gather_digest(notification.group, context, since=digest.since)
    return all(again.listed.get(part) == digest.listed.get(part) for part in _COVERED)


def keep_digest(delivery: Delivery, notification: Notification, work: UnitOfWork) -> Notification:
    """A digest that is about to be posted is kept, and gets its number; others stay as they are.
    Another try of the same delivery has the same number."""
    if not isinstance(notification, DigestNotification) or notification.digest.number:
        return notification
    before = work.digests.of_delivery(delivery.id)
    number = before.digest.number if before else work.numbers.take_next(DIGEST)
    numbered = replace(notification, digest=replace(notification.digest, number=number))
    work.digests.keep(
        numbered.digest,
        group_id=notification.group.id,
        delivery_id=delivery.id,
        audience=Audience.MEMBERS if delivery.members_only else Audience.GROUP,
        picture=notification.picture,
    )
    return numbered


def show_digest(number: int, context: Context) -> tuple[Group, KeptDigest]:
    """As it was posted, without what the reader may not see now; NotFound where none is theirs."""
    kept = context.work.digests.get(context.reader, number)
    if kept is None:
        raise NotFound.reference(render_reference(DIGEST, number))
    return context.work.groups.of_record(kept.group_id), kept


def last_number(group: Group, work: UnitOfWork) -> int:
    """Of the group's last posted digest; 0: none has a number."""
    last = work.digests.last_posted(group.id)
    return last[0] if last else 0


ONCE_WITHIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostDigest:
    """`after`: the number of the last digest when a preview was made; None: there was none."""

    group_id: int
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """`just_now` False: one is being posted, or was within the last minute, and is enough."""

    group: Group
    just_now: bool


def post_digest(wish: PostDigest, context: Context) -> Posting:
    """Owe the digest at once; Refusal where Convenor is not in the group's channel, and where
    another one was posted since the preview."""
    group = find_group_for(Act.RUN_DIGEST, wish.group_id, context)
    channel = context.presence.get(group.channel_id)
    if channel is None or not channel.bot_present:
        raise Refusal(
            "I am not in the channel of {group}. Nothing was posted.",
            group=group.name,
            step=NextStep.INVITE_APP_FIRST,
        )
    since = context.now - DIGEST_LASTS
    digests = (MessageKind.DIGEST_NOW, MessageKind.WEEKLY_DIGEST)
    rows = context.work.deliveries.of_recipient(group.channel_id, since)
    if any(row.kind in digests and _is_enough(row, context.now) for row in rows):
        return Posting(group, just_now=False)
    last = last_number(group, context.work)
    if wish.after is not None and wish.after != last:
        raise Refusal(
            "This preview is old: {reference} of {group} was posted since. Nothing was posted.",
            reference=render_reference(DIGEST, last),
            group=group.name,
            step=NextStep.PREVIEW_DIGEST,
        )
    about = (SubjectType.DIGEST, str(group.id))
    moment = context.now.replace(microsecond=0)
    kind, to, readers = MessageKind.DIGEST_NOW, group.channel_id, Audience.GROUP
    owed = owed_message(kind, about, to, context.now, readers, occurrence=moment.isoformat())
    new = context.work.deliveries.owe([owed], context.now)
    if new:
        context.record("posted the digest", group.channel_id)
    return Posting(group, just_now=bool(new))


def _is_enough(row: Delivery, now: datetime) -> bool:
    """One that is on its way, or was posted within the last minute."""
    if row.state is State.SENT:
        return row.settled_at is not None and now - row.settled_at < ONCE_WITHIN
    if row.state is State.OWED:
        return row.kind is MessageKind.DIGEST_NOW
    return row.state is not State.DROPPED


def preview_digest(group_id: int, context: Context) -> Digest:
    """As who reads the group's channel now would see it, if the platform says who that is."""
    return _gather_preview(find_group_for(Act.RUN_DIGEST, group_id, context), context)


def _gather_preview(group: Group, context: Context) -> Digest:
    channel = context.presence.get(group.channel_id)
    readers = reader_of_channel(group, channel, work=context.work)
    return gather_digest(group, replace(context, reader=readers), chair=context.reader)


_PATIENCE = timedelta(hours=1)
"""How long a digest waits while it is looked for whether the one before it was posted."""


def build_digest(
    delivery: Delivery, group: Group, context: Context
) -> DigestNotification | DigestPreview | Gone:
    """`reader`: what the channel may be told, or for a preview the chair. Where nobody looked into
    the group's channel (`context.presence`), a preview shows what any channel of the group might
    get."""
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
    work = context.work
    if not may(context.reader, Act.RUN_DIGEST, group.id):
        return Gone(why_no_chair(group, delivery.recipient, context))
    reading = work.channels.get(group.channel_id)
    day = date.fromisoformat(delivery.occurrence)
    return DigestPreview(
        group=group,
        digest=_gather_preview(group, context),
        after=last_number(group, work),
        posts_at=posting_moment(day, group.digest_time, group.zone),
        occurrence=delivery.occurrence,
        revision=delivery.revision,
        complete=group.channel_id in context.presence,
        closed=reading is not None and not reading.readable,
    )
