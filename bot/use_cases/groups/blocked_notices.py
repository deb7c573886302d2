"""Notices that the platform takes no messages for a channel or a chair, or takes them again.

The occurrence of both notices is the episode: who is blocked, and since when ("C0123@…").
"""

from bot.domain import DropReason, Gone, Group
from bot.domain.delivery import BlockedRecipient, Delivery, is_person
from bot.domain.group_notifications import Addressee, ChairNotice, PlaceClosedNotice
from bot.domain.wording import at_name, spell_moment
from bot.languages import _
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context


def blocked_notice(delivery: Delivery, group: Group, context: Context) -> PlaceClosedNotice | Gone:
    """What is closed, what waits, when it is tried again, and what somebody must do."""
    work = context.work
    block = work.recipients.block_of(read_episode(delivery)[0])
    if block is None or episode_of(block) != delivery.occurrence:
        return Gone(DropReason.REACHABLE)
    reading = work.channels.get(block.recipient)
    if reading is not None and not reading.readable:
        return Gone(DropReason.TOLD)  # in fuller words, when the channel closed
    chair = _name_recipient(block.recipient, work) if is_person(block.recipient) else None
    return PlaceClosedNotice(
        group=group,
        chair=chair,
        why=block.error,
        words=_(
            "What is due there waits for as long as it is useful. I try again by myself: with the "
            "first message that is due after {moment}, and later at least every six hours while "
            "something is due.",
            moment=spell_moment(block.probe_at, group.zone),
        ),
        to=_addressee(delivery, group, work),
    )


def reopened_notice(delivery: Delivery, group: Group, context: Context) -> ChairNotice | Gone:
    """To those who were told that it was closed, unless it is closed again by now."""
    work = context.work
    recipient = read_episode(delivery)[0]
    if work.recipients.block_of(recipient) is not None:
        return Gone(DropReason.CLOSED_AGAIN)
    words = _(
        "I can post in the channel of {group} again. What waited there and is still useful comes "
        "now.",
        group=group.name,
    )
    if is_person(recipient):
        words = _(
            "I can post direct messages to {person} again. What waited there and is still useful "
            "comes now.",
            person=_name_recipient(recipient, work),
        )
    return ChairNotice(group=group, words=words, to=_addressee(delivery, group, work))


def episode_of(block: BlockedRecipient) -> str:
    return f"{block.recipient}@{block.blocked_at.isoformat()}"


def read_episode(delivery: Delivery) -> tuple[str, str]:
    """Who was blocked, and since when (ISO 8601), in a notice of this kind."""
    recipient, _, since = delivery.occurrence.partition("@")
    return recipient, since


def _name_recipient(recipient: str, work: UnitOfWork) -> str:
    person = work.people.get(recipient)
    return at_name(person.name) if person else recipient


def _addressee(delivery: Delivery, group: Group, work: UnitOfWork) -> Addressee:
    """The secretariat is told in place of the chairs."""
    terms = work.roles.of_group(group.id).terms
    chaired = any(term.user_id == delivery.recipient for term in terms)
    return Addressee.CHAIR if chaired else Addressee.SECRETARIAT
