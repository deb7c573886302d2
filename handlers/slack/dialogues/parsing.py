"""Typed words to wishes: what a dialogue command means, or a refusal that says what is missing."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.domain.audience import Audience
from bot.domain.dialogue import DEFAULT_MINUTES
from bot.domain.errors import Refusal
from bot.domain.limits import checked_link
from bot.domain.reference import DIALOGUE, read_reference
from bot.domain.when import Ambiguous, NotUnderstood, find_when, read_when
from bot.domain.wording import shortened
from bot.use_cases.dialogues.cancel import CancelDialogue
from bot.use_cases.dialogues.move import MoveDialogue
from bot.use_cases.dialogues.schedule import ScheduleDialogue
from handlers.slack.dialogues.clauses import Words
from handlers.slack.dialogues.series import refuse_series

EXAMPLE = "/dialogue schedule CSAM roundtable on 12 Dec 14:00 for 60m"
_MOVE_EXAMPLE = "to 13 Dec 15:00"

_REFERENCE_FIRST = re.compile(r"(?P<typed>[A-Za-z]\s?\d+|\S+)(?:\s+(?P<rest>.*))?", re.DOTALL)
_TO = re.compile(r"to\b\s*", re.IGNORECASE)
_BECAUSE = re.compile(r"because\b[\s:,]*(?P<reason>.*)", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Whose words they are: their IANA zone, `now` (aware) and locale."""

    zone: str
    now: datetime
    locale: str


class NoDate(Refusal):
    """The words name a dialogue and not the time to move it to."""

    def __init__(self, words: str, number: int) -> None:
        super().__init__(words)
        self.number = number


def read_schedule(text: str, writer: Writer) -> ScheduleDialogue | Ambiguous:
    """ "CSAM roundtable on 12 Dec 14:00 for 60m in Europe/Dublin link https://… for members".

    `text` is literal, mentions already spelled as names. What no clause takes is the title.
    Refusal where there is no date, or none that can be read, or the words tell of a series.
    """
    refuse_series(text)
    words = Words.of(text)
    link = words.take_link()
    zone = words.take_zone()
    found = find_when(
        words.left(),
        zone=zone or writer.zone,
        now=writer.now,
        locale=writer.locale,
        time_needed=True,
        markers=("on", "at"),
    )
    if found is None:
        title = shortened(words.left(), 60) or "CSAM roundtable"
        raise Refusal(
            "I found no date in this. Please say on which day and at what time, for example: "
            f"/dialogue schedule {title} on 12 Dec 14:00 for 60m"
        )
    if isinstance(found, NotUnderstood):
        raise Refusal(found.words)
    if isinstance(found, Ambiguous):
        return found
    words.take_date(found.used)
    audience = words.take_audience()
    minutes = words.take_minutes()
    words.refuse_unread_clause()
    title = words.title()
    if not title:
        raise Refusal(f"A title is missing. Please put it first, for example: {EXAMPLE}")
    return ScheduleDialogue(
        title=title,
        starts_at=found.reading.at,
        zone=found.reading.zone,
        minutes=DEFAULT_MINUTES if minutes is None else minutes,
        link=checked_link(link),
        audience=audience,
    )


def read_move(text: str, writer: Writer) -> MoveDialogue | Ambiguous:
    """ "D12 to 13 Dec 15:00 [in Europe/Dublin]"; NoDate where only the reference is given."""
    number, rest = read_number(text, "move")
    when = rest[match.end() :] if (match := _TO.match(rest)) else rest
    if not when:
        raise NoDate(
            f"Please say to which day and time D{number} moves, for example: "
            f"/dialogue move D{number} {_MOVE_EXAMPLE}",
            number,
        )
    found = read_when(
        when, zone=writer.zone, now=writer.now, locale=writer.locale, time_needed=True
    )
    if isinstance(found, NotUnderstood):
        raise Refusal(found.words)
    if isinstance(found, Ambiguous):
        return found
    return MoveDialogue(number=number, starts_at=found.reading.at, zone=found.reading.zone)


def read_cancel(text: str) -> CancelDialogue:
    """ "D12" or "D12 because the report is late"."""
    number, rest = read_number(text, "cancel")
    because = _BECAUSE.fullmatch(rest)
    if rest and because is None:
        raise Refusal(
            "Please put “because” before the reason, for example: "
            f"/dialogue cancel D{number} because {shortened(rest, 60)}"
        )
    return CancelDialogue(number=number, reason=because["reason"] if because else None)


def read_alone(text: str, verb: str) -> int:
    """A reference with nothing behind it."""
    number, rest = read_number(text, verb)
    if rest:
        raise Refusal(
            f"I don't know what “{shortened(rest, 60)}” means there. "
            f"Please give the reference alone: /dialogue {verb} D{number}"
        )
    return number


def read_number(text: str, verb: str) -> tuple[int, str]:
    """The reference that comes first, and the words behind it."""
    match = _REFERENCE_FIRST.fullmatch(text.strip())
    if match is None:
        raise Refusal(f"Please say which dialogue, for example: /dialogue {verb} D12")
    return read_reference(DIALOGUE, match["typed"]), (match["rest"] or "").strip()


def read_audience(value: str | None) -> Audience | None:
    """A select's value."""
    return Audience(value) if value else None
