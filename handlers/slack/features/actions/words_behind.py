"""Words of a title behind the due date: "Send slides by COB Friday and tell the chair". What comes
before them means the same with and without them: it is read as if it ended there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.dates.answers import Asked, Due, Way
from bot.dates.chart.fold import KEEP
from bot.dates.meaning.choice import Frame
from bot.dates.tables.day_words import MONTHS, WEEKDAYS
from bot.domain import Refusal
from bot.domain.zone_names import abbreviation
from bot.languages import _
from bot.use_cases.actions.owners import NOBODY
from handlers.slack.features.actions.due import STAND_IN, find_due
from handlers.slack.features.actions.typed_action import Question, TypedAction, WhoMayOwn
from handlers.slack.kit import spoken_text

_WORD = re.compile(r"\S+")
_DEADLINES = frozenset({"by", "before", "until", "due", "deadline", "no"})
_LEADS = frozenset({"by", "before", "until", "on", "at", "for", "every", "in"})
_MOST_OF_DAY = 5
"""Words of a day within a title, the one that leads to it among them."""
_MOST = 12
"""Words behind a date that are tried; each costs one reading."""
_JOINS = frozenset({"or", "and", "to", "&amp;", "-", "–"})

_IN_BRACKETS = re.compile(r"(.*\S)\s+[(\[]\s*([^()\[\]]+)[)\]][.!]?\s*", re.DOTALL)
_BEFORE_MARK = re.compile(r"(.{3,80}?)(?::|\s[|–—-])\s+(\S.*)", re.DOTALL)
_OF_SERIES = re.compile(r"\bstarting \d{4}-\d\d-\d\d\b")
"""How a way spells a series with its first day: a whole answer, though it is no single day."""


def set_apart(raw: str, frame: Frame) -> Iterator[tuple[str, str]]:
    """A sentence without the mark that sets its date apart, as "title, date", and the title: "Draft
    it (Ofcom, by 12 Dec)", "Ofcom, by 12 Dec: draft it"."""
    if (match := _IN_BRACKETS.fullmatch(raw)) and _has_date(match[2], frame):
        yield f"{match[1]} {match[2]}", match[1]
    if (match := _BEFORE_MARK.fullmatch(raw)) and _has_date(match[1], frame):
        yield f"{match[2]} {match[1]}", match[2]


def _has_date(raw: str, frame: Frame, *, or_asked: bool = False) -> bool:
    try:
        found = find_due(raw, frame)
    except Refusal:
        return False
    return found.day is not None if isinstance(found, Due) else or_asked


def find_due_spoken(raw: str, frame: Frame, names: Mapping[str, str]) -> Due | Asked:
    """As `find_due_anywhere`; what a question or a Refusal quotes is as people see it."""
    try:
        found = find_due_anywhere(raw, frame)
    except Refusal as refusal:
        raise Refusal(spoken_text(refusal.words, names)) from refusal
    return (
        found if isinstance(found, Due) else replace(found, words=spoken_text(found.words, names))
    )


def find_due_anywhere(raw: str, frame: Frame) -> Due | Asked:
    """As `find_due`; where that asks only whether there is a date, or leaves half of one behind, a
    deadline is found that more words follow."""
    found = find_due(raw, frame)
    if isinstance(found, Due) or not all(_is_half_read(way) for way in found.ways):
        return found
    return _find_before_words(raw, frame) or found


def _is_half_read(way: Way) -> bool:
    if way.reading is None:
        return not _OF_SERIES.search(way.text)
    behind = re.split(r"\bby \d{4}-\d\d-\d\d", way.text)[-1]
    return any(_name(word) in WEEKDAYS or _name(word) in MONTHS for word in behind.split())


def _find_before_words(raw: str, frame: Frame) -> Due | Asked | None:
    """The longest deadline, from its first word to its last, with all other words as the title."""
    words = list(_WORD.finditer(raw))
    start = max((i for i, word in enumerate(words) if word[0].lower() in _DEADLINES), default=0)
    before = raw[: words[start].start()].rstrip(" ,") if start else ""
    most = len(words) - 1 if start else 0
    for end in range(most, max(start + 1, most - _MOST), -1):
        head, behind = raw[: words[end - 1].end()], raw[words[end].start() :]
        if _joins_date(words[end - 1][0], behind.split()):
            continue
        try:
            found = find_due(head, frame)
        except Refusal:
            continue
        if isinstance(found, Due):
            if found.day and found.title.rstrip(" ,") == before:
                return with_words(found, behind)
        elif all(way.reading and _is_day(way.text, before) for way in found.ways):
            return with_words(found, behind)
    return None


def _is_day(text: str, before: str) -> bool:
    """Whether a way's text is the title and one plain date: "Draft the reply by 2026-12-03"."""
    return bool(re.fullmatch(r"[\s,]*by \d{4}-\d\d-\d\d", text.removeprefix(before)))


def split_behind(raw: str, title: str) -> tuple[str, str]:
    """A sentence up to the end of its date, and the title's words behind it; `title`: without the
    date. Both are empty where the title does not go on behind the date."""
    words, kept = list(_WORD.finditer(raw)), title.split()
    count = 0
    while count < min(len(words), len(kept)) and words[-1 - count][0] == kept[-1 - count]:
        count += 1
    if not 0 < count < len(kept) or count == len(words) or kept[-1 - count].lower() in _JOINS:
        return "", ""
    behind = [word[0] for word in words[-count:]]
    while behind and (taken := _joins_date(words[-1 - len(behind)][0], behind)):
        behind = behind[taken:]
    if not behind:
        return "", ""
    start = words[-len(behind)].start()
    return raw[:start].rstrip(), raw[start:]


def _joins_date(last: str, behind: list[str]) -> int:
    """How many of the words behind may belong to the date, whose last word is `last`."""
    if _name(last) in WEEKDAYS and behind[0][:1].isdigit():
        return 1  # "by Mon 7"
    if len(behind) > 1 and behind[0].lower() in _JOINS:
        return 2 * _begins_date(behind[1])  # "by 5 Feb or 6 Feb"
    named = _name(behind[0]) in MONTHS or (behind[0].isupper() and abbreviation(behind[0]))
    return int(bool(named))


def _begins_date(word: str) -> bool:
    return word[:1].isdigit() or _name(word) in WEEKDAYS or _name(word) in MONTHS


def _name(word: str) -> str:
    return word.lower().strip(".,;")


def ask_about_inside(raw: str, frame: Frame) -> Asked | None:
    """Asks about a day within a title that a word such as "for" leads to: "Notes for Friday 4 Dec
    and the slides". None where there is none, or it was asked about."""
    words = list(_WORD.finditer(raw))
    if KEEP in raw:
        return None
    for start in range(1, len(words) - 2):
        if words[start][0].lower() not in _LEADS:
            continue
        before = raw[: words[start].start()].rstrip()
        for end in range(min(start + _MOST_OF_DAY, len(words) - 1), start + 1, -1):
            shown = raw[words[start].start() : words[end - 1].end()]
            behind = raw[words[end].start() :]
            if _names_day(shown) and _has_date(f"{STAND_IN}{shown}", frame, or_asked=True):
                due = re.sub(r"^(?:on|at|for|in)\b", "by", shown, flags=re.IGNORECASE)
                way = Way(_("{shown} is the date", shown=shown), f"{before} {behind} {due}")
                title = f"{before} {KEEP}{shown}{KEEP} {behind}"
                return Asked(
                    _("Is “{shown}” the due date, or part of the title?", shown=shown),
                    (way, Way(_("It is part of the title"), title)),
                )
    return None


def _names_day(shown: str) -> bool:
    """Whether a weekday is written out, or a month has a number; no mention stands among them."""
    names = [_name(word) for word in shown.split()]
    numbered = any(word[:1].isdigit() for word in names)
    return not {"<", "&"}.intersection(shown) and any(
        (name in WEEKDAYS and len(name) > len("thurs")) or (numbered and name in MONTHS)
        for name in names
    )


def as_if_it_ended(
    found: TypedAction, alone: TypedAction | Question, behind: str, who: WhoMayOwn
) -> TypedAction | Question:
    """What a sentence says whose title goes on `behind` its date; `alone`: without these words."""
    if found.owner != NOBODY or found.audience is not None:
        return found
    if not isinstance(alone, TypedAction):
        return alone
    if alone.owner == NOBODY and alone.audience is None:
        return found
    return replace(
        alone, title=f"{alone.title} {spoken_text(behind, who.names)}", dialogue=found.dialogue
    )


def with_words(found: Due | Asked, behind: str) -> Due | Asked:
    """The same with these words behind the title, or behind the text of each way of a question."""
    if isinstance(found, Due):
        return replace(found, title=f"{found.title} {behind}")
    return ask_with_words(found, behind)


def ask_with_words(question: Asked, behind: str) -> Asked:
    ways = tuple(replace(way, text=f"{way.text} {behind}") for way in question.ways)
    return replace(question, ways=ways)
