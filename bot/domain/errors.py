"""The errors of Convenor, one class for each kind.

ConvenorError
├── Refusal             nothing was changed; `words` are for the person who asked
│   ├── NotFound        no such thing, or not for this reader: the same words for both
│   ├── NotAllowed      a rule of rights; says who can
│   ├── NotValid        a value that breaks a limit; `field` names the modal's field
│   └── AskAgain        would repeat what was just done; go on only if the person says so
├── NotSaved            the database did not answer; nothing was changed
└── NotSent             the platform did not take a message
    ├── TryLater        rate limit or passing trouble; `retry_after` in seconds where it was told
    ├── PlaceClosed     this channel or person cannot be reached now (`channel_not_found`, …)
    ├── TokenDead       the workspace's token works no more: stop sending there
    ├── ContentRefused  our own bug: the message broke a rule of the platform's
    ├── HeldTooLong     our hold on the row ended just before the post: nothing was asked for
    └── AnswerLost      nobody knows whether the message was posted
"""

from enum import Enum, auto
from typing import Any

from bot.languages import N_, _


class NextStep(Enum):
    """It ends the words of a refusal or a notice; `about` there is what it is done with."""

    REOPEN_ACTION = auto()
    SHOW_DECISION = auto()
    SHOW_PRACTICE = auto()
    SHARE_PRACTICE = auto()
    DRAFT_MINUTES = auto()
    FIND_SLOTS = auto()
    SEE_COMMANDS = auto()
    SEE_MEMBERS = auto()
    SEE_WHY = auto()
    ASSIGN_PERSON = auto()
    NAME_CHAIR = auto()
    CHOOSE_DEPUTY = auto()
    CHANGE_SETTINGS = auto()
    PREVIEW_DIGEST = auto()
    INVITE_APP = auto()
    INVITE_APP_IF_OUT = auto()
    INVITE_APP_FIRST = auto()
    INVITE_APP_AND_SET_UP = auto()
    SET_UP_IF_SEEN = auto()
    SET_UP_IN_CHANNEL = auto()


class ConvenorError(Exception):
    """The root of every error that Convenor raises on purpose."""


class Refusal(ConvenorError):
    """Nothing was changed; `words` say why, in plain unescaped text for the person who asked. It
    says `text` with its {facts} in the language that is spoken; what was spoken before stays.
    `step`: what they can do next, with what is called `about`; the door adds how."""

    def __init__(
        self, text: str, /, *, step: NextStep | None = None, about: str = "", **facts: Any
    ) -> None:
        self.words, self.step, self.about = _(text, **facts), step, about
        super().__init__(self.words)


class NotFound(Refusal):
    """No such thing, or not for this reader: nobody learns which."""

    @staticmethod
    def reference(typed: str) -> "NotFound":
        return NotFound("I can't find {reference} in a group you belong to.", reference=typed)

    @staticmethod
    def group() -> "NotFound":
        """For the group that a form or a button is about."""
        return NotFound("I can't find this group any more.")

    @staticmethod
    def no_reference(typed: str, example: str) -> "NotFound":
        """For words in the place of a reference; `example`: one of the kind that is wanted."""
        if not typed:
            return NotFound("Please give a reference such as {example}.", example=example)
        words = N_("“{typed}” is not a reference such as {example}.")
        return NotFound(words, typed=typed, example=example)


class NotAllowed(Refusal):
    """A rule of rights; the words say what is not allowed and who can do it."""


class NotValid(Refusal):
    """A value that breaks a limit; `field` is the wish's attribute, for the words' place."""

    def __init__(
        self, text: str, /, *, field: str, step: NextStep | None = None, **facts: Any
    ) -> None:
        super().__init__(text, step=step, **facts)
        self.field = field


class AskAgain(Refusal):
    """This would repeat what was just done; `again=True` in the wish goes on."""


class NotSaved(ConvenorError):
    """The database did not answer in time or at all; nothing was changed."""


class NotSent(ConvenorError):
    """The platform did not take a message; `code` is the platform's own error word."""

    def __init__(self, code: str, *, retry_after: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after


class TryLater(NotSent):
    """A rate limit or passing trouble; `retry_after` in seconds when the platform said so."""


class PlaceClosed(NotSent):
    """This channel or person cannot be reached now; others can."""


class TokenDead(NotSent):
    """The workspace's token works no more: nothing is sent there until it does."""


class ContentRefused(NotSent):
    """The message broke a rule of the platform's: our own bug, never sent again unchanged."""


class HeldTooLong(NotSent):
    """Nothing was asked for: our hold on the delivery had ended just before."""


class AnswerLost(NotSent):
    """No answer came, or none that proves anything: the message may have been posted."""
