"""What Slack refuses, with the error word that it uses."""

from collections.abc import Sequence
from typing import Any, TypeVar

Found = TypeVar("Found")


class Refused(Exception):
    """A Web API refusal: `error` is Slack's word, `messages` go into response_metadata."""

    def __init__(self, error: str, messages: Sequence[str] = (), **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.messages = list(messages)
        self.extra = extra

    def as_answer(self) -> dict[str, Any]:
        """The body that the caller gets."""
        answer: dict[str, Any] = {"ok": False, "error": self.error, **self.extra}
        if self.messages:
            answer["response_metadata"] = {
                "messages": [f"[ERROR] {message}" for message in self.messages]
            }
        return answer


def refuse_if(wrong: object, error: str, messages: Sequence[str] = (), **extra: Any) -> None:
    """Raise Refused where something is wrong."""
    if wrong:
        raise Refused(error, messages, **extra)


def demand(found: Found | None, error: str, **extra: Any) -> Found:
    """What was found; Refused where it is None."""
    if found is None:
        raise Refused(error, **extra)
    return found


class NotDone(Exception):
    """The page asked for what is not done; `status` is HTTP's."""

    status = 400


class NotClear(NotDone):
    """The page's request lacks something or is malformed."""


class NotAllowed(NotDone):
    """The page asked for something that this person cannot do."""

    status = 403


class NotThere(NotDone):
    """The page asked for something that this person cannot see or that is not there."""

    status = 404
