"""Typed words to wishes: what a dialogue command means, or a refusal that says what is missing."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.dates.answers import Asked, NotUnderstood, Plan, Recurring
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.move import Planned
from bot.dates.sentences.move import read_move as moves_to
from bot.dates.sentences.schedule import read_plan
from bot.domain import Dialogue, Refusal
from bot.domain.dialogue import DEFAULT_MINUTES
from bot.domain.limits import checked_link
from bot.domain.reference import DIALOGUE, render_reference, take_reference, take_references
from bot.domain.wording import shortened
from bot.languages import _
from bot.use_cases.dialogues.cancel import CancelDialogue
from bot.use_cases.dialogues.move import MoveDialogue
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.schedule import ScheduleDialogue
from bot.use_cases.dialogues.series.schedule import ScheduleSeries
from handlers.slack.kit import reason_in, spoken_text
from handlers.slack.kit.turned_sentences import ask_about_front

EXAMPLE = "/dialogue schedule CSAM roundtable on 12 Dec 14:00 for 60m"
SERIES_EXAMPLE = "/dialogue schedule Age assurance every 2 weeks on Tuesday 14:00 until 30 Jun 2027"
_WEEKDAYS = re.compile(r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)s\b", re.IGNORECASE)

_SCOPE = re.compile(
    r"(?:(?P<one>(?:just\s+|only\s+)?this\s+one|only|alone)"
    r"|(?P<later>(?:and|&|\+)\s+(?:all\s+)?(?:later|following|after)(?:\s+(?:ones|dates))?"
    r"|(?:and\s+)?onwards?)"
    r"|(?P<whole>(?:and\s+)?(?:the\s+)?(?:(?:whole|entire)\s+)?series|(?:and\s+)?all))"
    r"(?=\s|$)\s*",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(\blink:?\s+)<(https?://[^<>|]+)\|[^<>]*>|()<(https?://[^<>|]+)\|[^<>]*>(?=\s*$)",
    re.IGNORECASE,
)
_BECAUSE = re.compile(r"(?:because|as|since|due to|owing to)\b", re.IGNORECASE)
_POLITE = re.compile(r"\W*(?:please|pls|thanks|thank you)\W*", re.IGNORECASE)

SCOPE_WORDS = {Scope.ONE: "only", Scope.LATER: "and later", Scope.WHOLE: "series"}
"""What is typed behind a reference; `read_scope` reads it back."""


class NoDate(Refusal):
    """The words name a dialogue and not the time to move it to."""

    def __init__(self, words: str, number: int) -> None:
        super().__init__(words)
        self.number = number


def literal(raw: str, names: Mapping[str, str]) -> str:
    """The words, mentions spelled as names. A link behind "link", or at the end, is its address,
    and not its label."""
    return spoken_text(_LABELLED.sub(r"\1\2\3\4", raw), names)


def read_schedule(text: str, frame: Frame) -> ScheduleDialogue | ScheduleSeries | Asked:
    """ "CSAM roundtable on 12 Dec 14:00 for 60m in Europe/Dublin link https://… for members".

    `text` is literal, mentions already spelled as names. What no clause takes is the title. Words
    such as "every 2 weeks" make it a series. Refusal where there is no date, or none that can be
    read.
    """
    plan = read_plan(text, frame)
    if isinstance(plan, NotUnderstood):
        raise Refusal(plan.told("/dialogue schedule"))
    if isinstance(plan, Plan):
        plan = ask_about_front(text, plan.title, lambda turned: _title_of(turned, frame)) or plan
    if isinstance(plan, Asked):
        return plan
    if not plan.title:
        example = SERIES_EXAMPLE if isinstance(plan.when, Recurring) else EXAMPLE
        raise Refusal(
            "A title is missing. Please put it first, for example: {example}", example=example
        )
    return wish_of(replace(plan, link=checked_link(plan.link)))


def wish_of(plan: Plan) -> ScheduleDialogue | ScheduleSeries:
    """What a plan schedules, with the usual length where it says none."""
    said: dict[str, Any] = {
        "title": plan.title,
        "minutes": DEFAULT_MINUTES if plan.minutes is None else plan.minutes,
        "link": plan.link,
        "audience": plan.audience,
    }
    if isinstance(plan.when, Recurring):
        when = plan.when
        return ScheduleSeries(first=when.first, rule=when.rule, slots=when.slots, **said)
    return ScheduleDialogue(starts_at=plan.when.at, zone=plan.when.zone, **said)


def _title_of(text: str, frame: Frame) -> str | None:
    plan = read_plan(text, frame)
    return plan.title if isinstance(plan, Plan) else None


def read_move(text: str, frame: Frame, planned: Callable[[int], Dialogue]) -> MoveDialogue | Asked:
    """ "D12 to 13 Dec 15:00 [in Europe/Dublin]"; `planned` finds the dialogue that it counts from.
    The ways of a question are texts for `text`. NoDate where it does not say where to."""
    number, behind = read_number(text, "move")
    scope, rest = read_scope(behind)
    if not rest or rest.lower() == "to":
        words = _(
            "Please say to which day and time D{number} moves, for example: /dialogue move "
            "D{number} {example}",
            number=number,
            example="to 13 Dec 15:00",
        )
        raise NoDate(words, number)
    before = planned(number)
    where = rest if scope in (None, Scope.ONE) else _WEEKDAYS.sub(r"\1", rest)
    found = moves_to(where, frame, Planned(before.starts_at, before.zone))
    if isinstance(found, NotUnderstood):
        raise Refusal(found.told())
    if isinstance(found, Asked):
        head = text.strip().removesuffix(rest)
        ways = tuple(replace(way, text=f"{head}{way.text}") for way in found.ways)
        return replace(found, ways=ways)
    if found.minutes not in (None, before.minutes) and scope not in (None, Scope.ONE):
        raise Refusal(
            "Please change the length of a series with /dialogue edit, and move it without one."
        )
    return MoveDialogue(
        number=number,
        starts_at=found.reading.at,
        zone=found.reading.zone,
        minutes=found.minutes,
        reason=reason_in(found.reason) if found.reason else found.reason,
        scope=scope or Scope.ONE,
    )


def read_cancel(text: str) -> CancelDialogue:
    """ "D12", "D12 because the report is late" or "D12 and later because …"."""
    number, behind = read_number(text, "cancel")
    scope, rest = read_scope(behind)
    rest = "" if _POLITE.fullmatch(rest) else rest
    if rest and not _BECAUSE.match(rest):
        raise Refusal(
            "Please put “because” before the reason, for example: /dialogue cancel "
            "{which} because {reason}",
            which=text.strip().removesuffix(rest).strip(" ,–—-"),
            reason=shortened(rest.lstrip(" –—-"), 60),
        )
    return CancelDialogue(
        number=number, reason=reason_in(rest) if rest else None, scope=scope or Scope.ONE
    )


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
    return read_scope(take_reference(DIALOGUE, text)[1])[0]


def read_scope(rest: str) -> tuple[Scope | None, str]:
    """The scope at the beginning of what follows a reference, and the words behind it."""
    found = _SCOPE.match(rest)
    if found is None:
        return None, rest
    scope = next(scope for scope in Scope if found[scope.value])
    return scope, rest[found.end() :]


def with_scope(raw: str, scope: Scope) -> str:
    """The typed text with the scope behind its reference, in words that are read as such."""
    number, rest = take_reference(DIALOGUE, raw)
    return " ".join(filter(None, (render_reference(DIALOGUE, number), SCOPE_WORDS[scope], rest)))


def _nothing_more(rest: str, verb: str, number: int) -> None:
    if rest:
        raise Refusal(
            "I don't know what “{words}” means there. Please give the reference alone: "
            "/dialogue {verb} D{number}",
            words=shortened(rest, 60),
            verb=verb,
            number=number,
        )


def read_number(text: str, verb: str) -> tuple[int, str]:
    """The reference that comes first, and the words behind it."""
    if not text.strip():
        raise Refusal("Please say which dialogue, for example: /dialogue {verb} D12", verb=verb)
    (number, *others), rest = take_references(DIALOGUE, text)
    if others:
        raise Refusal(
            "Please name one dialogue at a time: /dialogue {verb} D{number} …",
            verb=verb,
            number=number,
        )
    return number, rest
