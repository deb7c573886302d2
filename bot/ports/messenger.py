"""How a letter reaches Slack, and how a posted one is brought up to date."""

from dataclasses import dataclass
from typing import Protocol

from bot.domain.delivery import Delivery
from bot.domain.letters import Letter


@dataclass(frozen=True, slots=True)
class Posted:
    """Where Slack put it: channel id (the direct message's own for a person) and `ts`."""

    channel: str
    ts: str


class Messenger(Protocol):
    """Sends once, with no retries of its own; failures are the NotSent errors."""

    async def send(self, delivery: Delivery, letter: Letter, *, late: bool) -> Posted:
        """Post to `delivery.recipient`, with the delivery's id and nonce as message metadata."""

    async def refresh(self, delivery: Delivery, letter: Letter) -> None:
        """Replace what was posted at the delivery's channel and ts."""
