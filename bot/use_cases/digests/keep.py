"""Keeps a digest just before it is posted, and shows it again with its reader's rights."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.domain import Audience, Group, NotFound
from bot.domain.delivery import Delivery
from bot.domain.digest import KeptDigest, Section
from bot.domain.group_notifications import DigestNotification
from bot.domain.notifications import Notification
from bot.domain.reference import DIGEST, render_reference
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.digests.gather import gather_digest

_COVERED = (Section.HELD, Section.DONE, Section.LOGGED, Section.PRACTICES, Section.ADOPTIONS)


def lacks_nothing(notification: Notification, work: UnitOfWork) -> bool:
    """Whether a digest has all that was saved in the time that it covers.

    What was still being saved when it was gathered has a moment before its end, and would be in
    neither this one nor the next. In a transaction that writes, nothing is being saved.
    """
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
    group = context.work.groups.get(kept.group_id) if kept else None
    if kept is None or group is None:
        raise NotFound.reference(render_reference(DIGEST, number))
    return group, kept


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDigests:
    """`words`: each must occur; "" for all."""

    groups: Collection[Group]
    words: str = ""
    limit: int
    offset: int = 0


def list_digests(wish: ListDigests, context: Context) -> tuple[tuple[KeptDigest, ...], int]:
    """Posted digests of these groups, the newest first, and how many there are in all."""
    group_ids = [group.id for group in wish.groups]
    return context.work.digests.find_page(
        context.reader, group_ids, wish.words, limit=wish.limit, offset=wish.offset
    )


def last_number(group: Group, work: UnitOfWork) -> int:
    """Of the group's last posted digest; 0: none has a number."""
    last = work.digests.last_posted(group.id)
    return last[0] if last else 0
