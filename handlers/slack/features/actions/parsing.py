"""An action as it was typed: its title, owners, due day, audience and dialogue."""

import re
from collections.abc import Sequence

from bot.dates.answers import Asked, Due
from bot.dates.meaning.choice import Frame
from bot.domain import Audience, NotValid
from bot.use_cases.actions.owners import NOBODY, Owner
from handlers.slack.features.actions import words_behind
from handlers.slack.features.actions.owners import (
    LEAD_TO_OBJECTS,
    LOOSE_ENDS,
    OWNER_MARK,
    take_no_owner,
    take_owner,
)
from handlers.slack.features.actions.several import ask_which_people, take_several
from handlers.slack.features.actions.typed_action import (
    OwnerQuestion,
    Question,
    TypedAction,
    WhoMayOwn,
)
from handlers.slack.kit import escape_text, spelled_parts, spoken_text
from handlers.slack.kit.slack_text import (
    Mention,
    TextPart,
    one_item,
    read_parts,
    without_thanks,
)
from handlers.slack.kit.turned_sentences import ask_about_front

_FROM_DIALOGUE = re.compile(
    r"[\s,]+from\s+D([0-9]{1,9})(?=[\s.,]*$|\s+(?:by|for|every|until|on)\b|\s+<?@)", re.IGNORECASE
)
_WHICH = re.compile(r"(only|(?:and\s+)?(?:all\s+)?later(?:\s+ones)?)\b[\s,:]*", re.IGNORECASE)
_FOR_MEMBERS = re.compile(
    r"(?:^|\s)[(\[]?(?:(?:only\s+)?for\s+members(?:[\s-]+only)?|members[\s-]+only)[)\]]?[.!]?\s*$",
    re.IGNORECASE,
)
_LED_BY_OWNER = re.compile(r"^[\s,;:–—-]*(?:(?:to|will|shall)\s+(?=\S))?")
_FIRST_IN_BRACKETS = re.compile(r"^\s*[(\[]\s*(<@[^<>]+>)\s*[)\]]")
_IN_BRACKETS = re.compile(r"[(\[]\s*(<@[^<>]+>)\s*[)\]]\s*$")

OwnedTitle = tuple[str, tuple[Owner, ...], Audience | None]
"""A title, its owners (`NOBODY` for none), and who alone may see it."""


def take_later(rest: str) -> tuple[str, bool | None]:
    """What follows "only" (False) or "and later" (True); None where neither is said."""
    match = _WHICH.match(rest)
    return (rest[match.end() :], match[1].lower() != "only") if match else (rest, None)


def parse_add(raw: str, *, frame: Frame, who: WhoMayOwn) -> TypedAction | Question:
    """The action as typed, or what to ask about; a Refusal says what can't be read. `raw` is still
    escaped, with mentions in angles."""
    raw = one_item(raw, "/action add")
    for turned, title in words_behind.set_apart(raw, frame):
        found = _parse_sentence(turned, frame, who)
        if isinstance(found, TypedAction) and found.title == spoken_text(title, who.names):
            return found
    found = _parse_sentence(raw, frame, who)
    if isinstance(found, TypedAction) and not found.due_on:
        return words_behind.ask_about_inside(raw, frame) or found
    if isinstance(found, TypedAction):

        def title_of(turned: str) -> str | None:
            read = _parse_sentence(turned, frame, who)
            return escape_text(read.title) if isinstance(read, TypedAction) else None

        return ask_about_front(raw, escape_text(found.title), title_of) or found
    return found


def _parse_sentence(raw: str, frame: Frame, who: WhoMayOwn) -> TypedAction | Question:
    """What a sentence says whose title comes first."""
    from_dialogue = _FROM_DIALOGUE.search(raw)
    dialogue = int(from_dialogue[1]) if from_dialogue else None
    shorter, nobody = take_no_owner(_FROM_DIALOGUE.sub("", raw, count=1))
    due, head, behind = _find_due(shorter, frame, who)
    if isinstance(due, Asked):
        return words_behind.ask_with_words(due, f"from D{dialogue}") if dialogue else due
    rest, none = take_no_owner(_FIRST_IN_BRACKETS.sub(r"\1", _IN_BRACKETS.sub(r"\1", due.title)))
    nobody = nobody or none
    taken = _take_owners(rest, raw, nobody=nobody, who=who)
    if isinstance(taken, Question):
        return taken
    title, (owner, *others), audience = taken
    if title.endswith("..") and ".." not in shorter:  # of two sentences that are gone
        title = title.rstrip(".")
    title = title.rstrip(" |")
    if not title:
        raise NotValid(
            "What needs to be done? Please give it a title of up to 150 characters, for "
            "example /action add Draft the summary of test results by 12 Dec.",
            field="title",
        )
    found = TypedAction(
        title=title,
        owner=owner,
        others=tuple(others),
        due_on=due.day,
        audience=audience,
        besides=due.besides,
        dialogue=dialogue,
        rule=due.rule,
    )
    if not behind:
        return found
    alone = _parse_sentence(f"{head}, owner: nobody" if nobody else head, frame, who)
    return words_behind.as_if_it_ended(found, alone, behind, who)


def _find_due(raw: str, frame: Frame, who: WhoMayOwn) -> tuple[Due | Asked, str, str]:
    """The due date. Where the title goes on behind it, also the sentence up to the end of the date
    and the words behind."""
    due = words_behind.find_due_spoken(raw, frame, who.names)
    head = behind = ""
    if isinstance(due, Due) and due.day:
        head, behind = words_behind.split_behind(raw, due.title)
    if not behind:
        return due, "", ""
    due = words_behind.find_due_spoken(head, frame, who.names)
    if behind[:1].isalpha() and not without_thanks(behind):  # an emoji stays
        return due, "", ""
    return words_behind.with_words(due, behind), head, behind


def _take_owners(rest: str, whole: str, *, nobody: bool, who: WhoMayOwn) -> OwnedTitle | Question:
    """The title, owners and audience in a sentence without its due date. `nobody`: it says that it
    has no owner. `whole`: all that was typed, for a question about the people in it."""
    shorter, audience = _take_audience(rest)
    several = None if nobody else take_several(shorter, who)
    if isinstance(several, Asked):
        return ask_which_people(whole, who.names)
    if isinstance(several, OwnerQuestion):
        return several
    if several is not None:
        left, earlier = _take_audience(several[0])
        return spoken_text(left, who.names), several[1], audience or earlier
    parts = list(read_parts(rest))
    user_id = next((part.user_id for part in parts if isinstance(part, Mention)), None)
    if user_id is not None and not nobody:
        audience = _peel(parts, user_id)
        return spelled_parts(parts, who.names).strip(), (Owner(user_id=user_id),), audience
    taken = (shorter, NOBODY) if nobody else take_owner(shorter, who)
    if isinstance(taken, OwnerQuestion):
        return taken
    left, owner = taken
    if audience is None:
        left, audience = _take_audience(left)
    return spoken_text(left, who.names), (owner,), audience


def _take_audience(raw: str) -> tuple[str, Audience | None]:
    """The sentence without "for members" at its end; thanks behind it go with it."""
    match = _FOR_MEMBERS.search(without_thanks(raw))
    return (raw[: match.start()].rstrip(LOOSE_ENDS), Audience.MEMBERS) if match else (raw, None)


def _peel(parts: list[TextPart], user_id: str | None) -> Audience | None:
    """Take owner and "for members" off the ends of the sentence; words within it stay."""
    audience: Audience | None = None
    taken = False
    while parts:
        last = parts[-1]
        if isinstance(last, Mention):
            if taken or last.user_id != user_id or _leads_to_object(parts[:-1]):
                break
            parts.pop()
            taken = True
            parts[-1:] = [_without_mark(part) for part in parts[-1:]]
        elif audience is None and (taken_off := _take_audience(last))[1]:
            parts[-1], audience = taken_off
        elif len(parts) > 1 and not last.strip(LOOSE_ENDS):
            parts.pop()
        else:
            break
    if not taken and parts and isinstance(parts[0], Mention):
        parts.pop(0)
        parts[:1] = [_LED_BY_OWNER.sub("", p) if isinstance(p, str) else p for p in parts[:1]]
    elif not taken:
        _peel_inside(parts)
    return audience


def _peel_inside(parts: list[TextPart]) -> None:
    """Take the owner out where punctuation follows: "Draft the table @liam, urgent"."""
    for index in range(1, len(parts) - 1):
        before, behind = parts[index - 1], parts[index + 1]
        if not isinstance(parts[index], Mention) or _leads_to_object(parts[:index]):
            continue
        if isinstance(before, str) and isinstance(behind, str) and behind[:1] in set(",;.)"):
            parts[index - 1 : index + 2] = [f"{_without_mark(before)}{behind}"]
            return


def _leads_to_object(parts: Sequence[TextPart]) -> bool:
    """Whether the name that follows belongs to the title: "Send the slides to @liam"."""
    words = parts[-1].split() if parts and isinstance(parts[-1], str) else []
    led = words and OWNER_MARK.search(" ".join(words))
    return bool(words) and not led and words[-1].lower() in LEAD_TO_OBJECTS


def _without_mark(part: TextPart) -> TextPart:
    """Text without the "for" or "owner:" that led to the name behind it."""
    return OWNER_MARK.sub("", part).rstrip(LOOSE_ENDS) if isinstance(part, str) else part
