"""The one thing that both ways to the app can do."""

from dataclasses import dataclass
from typing import Any, Literal, Protocol

Kind = Literal["events_api", "slash_commands", "interactive"]


@dataclass(frozen=True)
class Parcel:
    """Something for the app; `attempt` counts an event's retries, from 1.

    `harm`, ordered as a fault: `close` or `freeze` the WebSocket that carries it.
    """

    kind: Kind
    payload: dict[str, Any]
    attempt: int = 0
    reason: str | None = None
    harm: str | None = None

    @property
    def label(self) -> tuple[str, str]:
        """What it is and its own name: ("event", "app_mention"), ("command", "/wg")."""
        payload = self.payload
        if self.kind == "events_api":
            return "event", str(payload.get("event", {}).get("type", ""))
        if self.kind == "slash_commands":
            return "command", str(payload.get("command", ""))
        return "interaction", str(payload.get("type", ""))


class Undelivered(Exception):
    """The app gave no good answer in time.

    `reason` is Slack's word for a retry; `error` is what a person who typed a command is told.
    """

    def __init__(self, reason: str, error: str, *, retry: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.error = error
        self.retry = retry


class Transport(Protocol):
    """Brings a parcel to the app and answers with the body of its acknowledgement.

    `too_late` is Slack's word for an acknowledgement that did not come in time.
    """

    too_late: str

    @property
    def is_connected(self) -> bool:
        """Whether the app can be reached as far as Slack knows."""
        ...

    async def deliver(self, parcel: Parcel) -> Any:
        """The acknowledgement: an object, words, or None when it was empty.

        Raises Undelivered.
        """
        ...

    async def stop(self) -> None:
        """Close every connection."""
        ...
