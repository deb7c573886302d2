"""The minutes of a dialogue: a draft, what people marked for them, and the versions that stand.

The Chatham House rule: what was said may be told, and never who said it.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
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
    minutes are sealed. `text` is as its writer left it, with mentions; `reworded`, `owners` (user
    ids) and `due_on` are a chair's, once they have `checked` it."""

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


NAME, ORGANISATION = "[name]", "[organisation]"
_SHORT = 3
"""Letters: a shorter part of a name is a word of many languages, and is left in."""
_NOT_ALONE = frozenset("and der des die von van bin ibn los las the for".split())
_HYPHENS = "\u2010-\u2015-"
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u02b9\u00b4`"), "'")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af]"
)
"""Scripts that put no space between a name and what follows it."""


class Redaction:
    """Puts `[name]` and `[organisation]` in the place of those that are known.

    Letter case, accents, width, and how apostrophes and hyphens are typed do not matter. Each word
    of a person's name counts alone too, so it takes out a word too many rather than leave one in.
    An organisation's short name of up to three letters must be written as it is.
    """

    def __init__(self, people: Iterable[str], organisations: Iterable[str]) -> None:
        names = set(people)
        parts = {part for name in names for part in re.split(rf"[\s@.,_{_HYPHENS}]+", name)}
        self._people = _pattern(names | set(filter(_stands_alone, parts)))
        bodies = set(organisations)
        short = {name for name in bodies if len(name) <= _SHORT and name.isascii()}
        self._bodies = _pattern(bodies - short)
        self._exact = _pattern(short, folded=False)

    def __call__(self, text: str) -> str:
        """`text` without them; it is the same where there are none in it."""
        text = _replaced(text, self._bodies, ORGANISATION)
        if self._exact is not None:
            text = self._exact.sub(ORGANISATION, text)
        return _replaced(text, self._people, NAME)


def _stands_alone(part: str) -> bool:
    if _UNSPACED.search(part):
        return len(part) > 1
    return len(part) >= _SHORT and part.casefold() not in _NOT_ALONE


def _pattern(names: Iterable[str], *, folded: bool = True) -> "re.Pattern[str] | None":
    """Longest first, so that a whole name goes before its parts."""
    spelled = {" ".join((_fold(name)[0] if folded else name).split()) for name in names} - {""}
    if not spelled:
        return None
    ways = "|".join(_whole_word(name) for name in sorted(spelled, key=lambda n: (-len(n), n)))
    return re.compile(f"@?(?:{ways})")


def _whole_word(name: str) -> str:
    parts = re.split(rf"[\s{_HYPHENS}]+", name)
    words = rf"[\s{_HYPHENS}]+".join(re.escape(word) for word in parts)
    return words if _UNSPACED.search(name) else rf"(?<!\w){words}(?!\w)"


def _replaced(text: str, pattern: "re.Pattern[str] | None", instead: str) -> str:
    if pattern is None:
        return text
    folded, places = _fold(text)
    kept, end = [], 0
    for match in pattern.finditer(folded):
        first, last = places[match.start()], places[match.end() - 1] + 1
        while last < len(text) and unicodedata.combining(text[last]):
            last += 1
        kept += [text[end:first], instead]
        end = last
    return "".join([*kept, text[end:]])


def _fold(text: str) -> tuple[str, list[int]]:
    """The text for comparing, and for each of its characters where it comes from."""
    folded, places = [], []
    for index, character in enumerate(text):
        character = character.translate(_APOSTROPHES)
        for one in unicodedata.normalize("NFKD", character).casefold():
            if not unicodedata.combining(one):
                folded.append(one)
                places.append(index)
    return "".join(folded), places
