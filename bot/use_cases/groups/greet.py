"""Owes a channel the greeting of an app that was just invited to it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.audience import Audience
from bot.domain.delivery import Owed, SubjectType
from bot.domain.message_kind import MessageKind
from bot.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Greet:
    """`moment` is the invitation's event ts; `inviter` a user id where the platform names one."""

    channel_id: str
    moment: str
    inviter: str | None = None


def greet(wish: Greet, *, work: UnitOfWork, now: datetime) -> bool:
    """Owe the greeting, once for each invitation; whether it is new."""
    owed = Owed(
        kind=MessageKind.GREETING,
        subject_type=SubjectType.GROUP,
        subject_id=wish.channel_id,
        occurrence=f"{wish.moment} {wish.inviter or ''}".strip(),
        recipient=wish.channel_id,
        due_at=now,
        useful_until=MessageKind.GREETING.useful_until(now),
        audience=Audience.GROUP,
    )
    return work.deliveries.owe([owed], now) > 0


def inviter_of(occurrence: str) -> str | None:
    """The user id that `greet` kept in a delivery's occurrence."""
    return occurrence.partition(" ")[2] or None
