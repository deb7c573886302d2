"""Typed words to wishes: what a dialogue command means, or a refusal that says what is missing."""

import json
import re

from bot.dates.reading import Ambiguous, NotUnderstood, Rewording, Unsettled, find_when, read_when
from bot.domain.audience import Audience
from bot.domain.dialogue import DEFAULT_MINUTES
from bot.domain.errors import Refusal
from bot.domain.limits import checked_link
from bot.domain.reference import DIALOGUE, read_reference
from bot.domain.wording import shortened
from bot.use_cases.dialogues.cancel import CancelDialogue
from bot.use_cases.dialogues.move import MoveDialogue
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.schedule import ScheduleDialogue
from bot.use_cases.dialogues.series.schedule import ScheduleSeries
from handlers.slack.features.dialogues.clauses import Words
from handlers.slack.features.dialogues.series_parsing import read_series
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.fallback import escape_text
from handlers.slack.kit.slack_text import spoken_text
from handlers.slack.request.ask_back import PRESS
from handlers.slack.request.context import Scene, Writer
from handlers.slack.request.help import typed_back
from handlers.slack.request.request import Call
from handlers.slack.request.response import Reply

EXAMPLE = "/dialogue schedule CSAM roundtable on 12 Dec 14:00 for 60m"
_MOVE_EXAMPLE = "to 13 Dec 15:00"

_REFERENCE_FIRST = re.compile(r"(?P<typed>[A-Za-z]\s?\d+|\S+)(?:\s+(?P<rest>.*))?", re.DOTALL)
_SCOPE = re.compile(
    r"(?:(?P<one>(?:just\s+|only\s+)?this\s+one|only|alone)"
    r"|(?P<later>(?:and|&|\+)\s+(?:all\s+)?(?:later|following|after)(?:\s+(?:ones|dates))?)"
    r"|(?P<whole>(?:and\s+)?(?:the\s+)?(?:(?:whole|entire)\s+)?series|(?:and\s+)?all))"
    r"(?=\s|$)\s*",
    re.IGNORECASE,
)
_TO = re.compile(r"to\b\s*", re.IGNORECASE)
_BECAUSE = re.compile(r"because\b[\s:,]*(?P<reason>.*)", re.DOTALL | re.IGNORECASE)


SCOPE_WORDS = {Scope.ONE: "only", Scope.LATER: "and later", Scope.WHOLE: "series"}
"""What is typed behind a reference; `read_scope` reads it back."""


class NoDate(Refusal):
    """The words name a dialogue and not the time to move it to."""

    def __init__(self, words: str, number: int) -> None:
        super().__init__(words)
        self.number = number


def read_schedule(
    text: str, writer: Writer
) -> ScheduleDialogue | ScheduleSeries | Ambiguous | Unsettled:
    """ "CSAM roundtable on 12 Dec 14:00 for 60m in Europe/Dublin link https://… for members".

    `text` is literal, mentions already spelled as names. What no clause takes is the title.
    Words such as "every 2 weeks" make it a series. Refusal where there is no date, or none that
    can be read.
    """
    words = Words.of(text)
    link = words.take_link()
    series = read_series(words, link, writer)
    if series is not None:
        return series
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
    number, behind = read_number(text, "move")
    scope, rest = read_scope(behind)
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
    return MoveDialogue(
        number=number,
        starts_at=found.reading.at,
        zone=found.reading.zone,
        scope=scope or Scope.ONE,
    )


def read_cancel(text: str) -> CancelDialogue:
    """ "D12", "D12 because the report is late" or "D12 and later because …"."""
    number, behind = read_number(text, "cancel")
    scope, rest = read_scope(behind)
    because = _BECAUSE.fullmatch(rest)
    if rest and because is None:
        raise Refusal(
            "Please put “because” before the reason, for example: "
            f"/dialogue cancel D{number} because {shortened(rest, 60)}"
        )
    reason = because["reason"] if because else None
    return CancelDialogue(number=number, reason=reason, scope=scope or Scope.ONE)


def read_edit(text: str) -> tuple[int, Scope | None]:
    """ "D12", "D12 and later" or "D12 series"."""
    number, behind = read_number(text, "edit")
    scope, rest = read_scope(behind)
    _nothing_more(rest, "edit", number)
    return number, scope


def read_alone(text: str, verb: str) -> int:
    """A reference with nothing behind it."""
    number, rest = read_number(text, verb)
    _nothing_more(rest, verb, number)
    return number


def said_scope(text: str) -> Scope | None:
    """How far a change reaches, where the words say it: "D12 and later …", "D12 series …"."""
    match = _REFERENCE_FIRST.fullmatch(text.strip())
    return read_scope(match["rest"] or "")[0] if match else None


def read_scope(rest: str) -> tuple[Scope | None, str]:
    """The scope at the beginning of what follows a reference, and the words behind it."""
    found = _SCOPE.match(rest)
    if found is None:
        return None, rest
    scope = next(scope for scope in Scope if found[scope.value])
    return scope, rest[found.end() :]


def with_scope(raw: str, scope: Scope) -> str:
    """The typed text with the scope behind its reference, in words that are read as such."""
    match = _REFERENCE_FIRST.fullmatch(raw.strip())
    if match is None:
        raise ValueError(f"no reference: {raw[:40]}")
    return " ".join(filter(None, (match["typed"], SCOPE_WORDS[scope], match["rest"])))


def _nothing_more(rest: str, verb: str, number: int) -> None:
    if rest:
        raise Refusal(
            f"I don't know what “{shortened(rest, 60)}” means there. "
            f"Please give the reference alone: /dialogue {verb} D{number}"
        )


def read_number(text: str, verb: str) -> tuple[int, str]:
    """The reference that comes first, and the words behind it."""
    match = _REFERENCE_FIRST.fullmatch(text.strip())
    if match is None:
        raise Refusal(f"Please say which dialogue, for example: /dialogue {verb} D12")
    return read_reference(DIALOGUE, match["typed"]), (match["rest"] or "").strip()


def read_audience(value: str | None) -> Audience | None:
    """A select's value."""
    return Audience(value) if value else None


_VALUE = 2_000
_MOST = 10


def ask_how(scene: Scene, asked: Unsettled) -> Reply:
    """The question, a button for each way, and the typed text; nothing was stored."""
    buttons = [_button(scene, way, index) for index, way in enumerate(asked.ways[:_MOST])]
    offered = [button for button in buttons if button is not None]
    # Some ways without the others would be half a question: then the words alone ask.
    actions = [kit.actions(*offered)] if offered and len(offered) == len(buttons) else []
    return Reply(blocks=[kit.rich(kit.line(asked.words)), *actions, *typed_back(typed(scene))])


def _button(scene: Scene, way: Rewording, index: int) -> kit.Element | None:
    raw = reworded(scene.call.raw, way)
    return going_on(scene.call, raw, way.label, index) if raw is not None else None


def reworded(raw: str, way: Rewording) -> str | None:
    """The typed text as Slack sent it, said in one way; None where those words are not in it."""
    words = r"\s+".join(re.escape(escape_text(word)) for word in way.used.split())
    found = list(re.finditer(rf"(?<!\S){words}(?!\S)", raw)) if words else []
    if not found:
        return None
    last = found[-1]
    return raw[: last.start()] + way.instead + raw[last.end() :]


def going_on(call: Call, raw: str, label: str, index: int) -> kit.Element | None:
    """A button that goes on as if `raw` had been typed; None where that is too long for one."""
    state = json.dumps({"id": call.id, "raw": raw}, separators=(",", ":"))
    return kit.button(label, f"{PRESS}:{index}", state) if len(state) <= _VALUE else None


def typed(scene: Scene) -> str:
    """What was typed, also where a button of an earlier question goes on with it."""
    names = {user_id: facts.name for user_id, facts in scene.facts.items()}
    return scene.call.typed or f"{scene.call.id} {spoken_text(scene.call.raw, names)}"
