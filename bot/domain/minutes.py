"""The minutes of a dialogue: a draft, what people marked for them, and the versions that stand."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.domain.audience import Audience
from bot.domain.markers import LineKind
from bot.domain.reference import DIALOGUE, render_reference

FIELD = 3_000
"""Characters that one field of a form holds, and so one note."""
CANVAS_WANTED, CANVAS_MADE = "wanted", "made"
GENERAL = "general"
"""The note that belongs to no agenda item."""


class MinutesStatus(StrEnum):
    READING = "reading"
    """The thread is being read."""
    DRAFT = "draft"
    CIRCULATED = "circulated"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The minutes of one dialogue as they are now. `version` is the one that is being written, or
    was sealed last; `edits` grows with each change of it.

    `threads`: "channel ts" of messages whose threads belong to it besides those that Convenor
    itself posted. `read_root` and `read_to`: the thread that is being read, and the last message
    of it that was; both "" before.
    """

    number: int
    group_id: int
    audience: Audience
    status: MinutesStatus
    version: int = 1
    edits: int = 0
    threads: tuple[str, ...] = ()
    read_root: str = ""
    read_to: str = ""
    messages_read: int = 0
    lease_until: datetime | None = None
    trouble: str | None = None
    """Why the thread could not be read, in the platform's word."""
    chatham: bool = False
    notes: Mapping[str, str] = field(default_factory=dict)
    """By the id of an agenda item, or GENERAL."""
    correcting: str | None = None
    """What a later version corrects, in a chair's words."""
    circulated_until: datetime | None = None
    asked_by: str
    asked_at: datetime

    @property
    def reference(self) -> str:
        """That of its dialogue: minutes have none of their own."""
        return render_reference(DIALOGUE, self.number)

    @property
    def open(self) -> bool:
        """Whether lines and notes still change."""
        return self.status is not MinutesStatus.SEALED


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A marked line of a message, which follows its message until it has become a record or the
    minutes are sealed.

    `text` is as its writer left it, with mentions; `reworded`, `owners` (user ids) and `due_on`
    are a chair's, once they have `checked` it.
    """

    id: int
    number: int
    channel: str
    root: str
    """The first message of its thread."""
    ts: str
    place: int
    kind: LineKind
    item: int | None
    text: str
    author: str
    said_at: datetime
    audience: Audience
    by_emoji: bool = False
    reworded: str | None = None
    due_on: date | None = None
    checked: bool = False
    left_out: bool = False
    became: str | None = None
    """The decision or the actions that were made of it, with a space between."""
    changed: bool = False
    """Its message was changed or deleted after that."""
    owners: tuple[str, ...] = ()

    @property
    def records(self) -> tuple[str, ...]:
        """References of what was made of it."""
        return tuple((self.became or "").split())


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesVersion:
    """A sealed version. `body` is canonical Markdown, and nothing changes it."""

    number: int
    version: int
    group_id: int
    audience: Audience
    body: str
    sha256: str
    sealed_by: str
    sealed_at: datetime
    chatham: bool
    canvas: str | None = None
    """CANVAS_WANTED, CANVAS_MADE, or the platform's word for why it is not in the channel's canvas;
    None: nobody has asked for that."""


class CorrectionStatus(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a member wants otherwise in a circulated draft. `was` "": it is added to the notes."""

    id: int
    number: int
    version: int
    was: str
    should_be: str
    suggested_by: str
    suggested_at: datetime
    status: CorrectionStatus = CorrectionStatus.OPEN
    settled_by: str | None = None


def canonical_bytes(body: str) -> bytes:
    """What is hashed and sent as a file: UTF-8, with a line feed at the end of each line."""
    return body.encode()


def seal_of(body: str) -> str:
    """The SHA-256 of a version, in hexadecimal."""
    return hashlib.sha256(canonical_bytes(body)).hexdigest()
