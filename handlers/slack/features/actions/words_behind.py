"""Words of a title behind the due date: "Send slides by COB Friday and tell the chair".

What comes before them means the same with and without them: it is read as if it ended there.
"""

import re
from dataclasses import replace

from bot.dates.answers import Asked, Due, Way
from bot.dates.meaning.choice import Frame
from bot.dates.tables.day_words import MONTHS, WEEKDAYS
from bot.domain.errors import Refusal
from bot.domain.zone_names import abbreviation
from bot.use_cases.actions.owners import NOBODY
from handlers.slack.features.actions.due import find_due
from handlers.slack.features.actions.owner_questions import WhoMayOwn
from handlers.slack.features.actions.typed_action import Question, TypedAction
from handlers.slack.kit.slack_text import spoken_text

_WORD = re.compile(r"\S+")
_DEADLINES = frozenset({"by", "before", "until", "due", "deadline", "no"})
_MOST = 12
"""Words behind a date that are tried; each costs one reading."""
_JOINS = frozenset({"or", "and", "to", "&amp;", "-", "–"})


def find_due_anywhere(raw: str, frame: Frame) -> Due | Asked:
    """As `find_due`; where that asks only whether there is a date, or leaves half of one behind, a
    deadline is found that more words follow.
    """
    found = find_due(raw, frame)
    if isinstance(found, Due) or not all(_is_half_read(way) for way in found.ways):
        return found
    return _find_before_words(raw, frame) or found


def _is_half_read(way: Way) -> bool:
    if way.reading is None:
        return True
    behind = re.split(r"\bby \d{4}-\d\d-\d\d", way.text)[-1]
    return any(_name(word) in WEEKDAYS or _name(word) in MONTHS for word in behind.split())


def _find_before_words(raw: str, frame: Frame) -> Due | Asked | None:
    """The longest deadline, from its first word to its last, with all other words as the title."""
    words = list(_WORD.finditer(raw))
    starts = [i for i, word in enumerate(words) if i and word[0].lower() in _DEADLINES]
    for start in starts[-1:]:
        before = raw[: words[start].start()].rstrip(" ,")
        for end in range(len(words) - 1, max(start + 1, len(words) - 1 - _MOST), -1):
            head, behind = raw[: words[end - 1].end()], raw[words[end].start() :]
            if _joins_date(words[end - 1][0], behind.split()):
                continue
            try:
                found = find_due(head, frame)
            except Refusal:
                continue
            if isinstance(found, Due):
                if found.day and found.title.rstrip(" ,") == before:
                    return replace(found, title=f"{found.title} {behind}")
            elif all(way.reading and _is_day(way.text, before) for way in found.ways):
                return ask_with_words(found, behind)
    return None


def _is_day(text: str, before: str) -> bool:
    """Whether a way's text is the title and one plain date: "Draft the reply by 2026-12-03"."""
    return bool(re.fullmatch(r"[\s,]*by \d{4}-\d\d-\d\d", text.removeprefix(before)))


def split_behind(raw: str, title: str) -> tuple[str, str]:
    """A sentence up to the end of its date, and the title's words behind it; `title`: without the
    date. Both are empty where the title does not go on behind the date.
    """
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


def as_if_it_ended(
    found: TypedAction, alone: TypedAction | Question, behind: str, who: WhoMayOwn
) -> TypedAction | Question:
    """What a sentence says whose title goes on `behind` its date; `alone`: without these words."""
    if isinstance(alone, Asked):
        return ask_with_words(alone, behind)
    if found.owner != NOBODY or found.audience is not None:
        return found
    if not isinstance(alone, TypedAction):
        return alone
    if alone.owner == NOBODY and alone.audience is None:
        return found
    return replace(
        alone, title=f"{alone.title} {spoken_text(behind, who.names)}", dialogue=found.dialogue
    )


def ask_with_words(question: Asked, behind: str) -> Asked:
    """The question with these words behind the text of each of its ways."""
    ways = tuple(replace(way, text=f"{way.text} {behind}") for way in question.ways)
    return replace(question, ways=ways)
