"""What was typed after /action add: a title, perhaps an owner, a due day, "for members"."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.audience import Audience
from bot.domain.errors import NotValid, Refusal
from bot.domain.organisation import Organisation
from bot.domain.wording import listed
from bot.use_cases.actions.owning import NOBODY, Owner
from handlers.slack.features.actions.due import DateQuestion, Writer, find_due
from handlers.slack.kit.slack_text import Mention, Part, read_parts

_FOR_MEMBERS = re.compile(r"(?:^|\s)for\s+members(?:\s+only)?[.!]?\s*$", re.IGNORECASE)
_OWNER_MARK = re.compile(r"(?:^|\s)(?:for|owner|by)\s*:?\s*$", re.IGNORECASE)
_OWNER_WORDS = frozenset({"for", "owner", "by"})
_LOOSE_ENDS = " \t\r\n,;:–—-"
_AROUND_NAMES = "()[],.;:!?\"'“”"
_LEAD_TO_OBJECTS = frozenset({
    "a", "about", "against", "an", "and", "around", "as", "at", "between", "from", "in", "into",
    "like", "of", "on", "or", "over", "per", "than", "the", "through", "to", "towards", "under",
    "versus", "via", "vs", "with", "within", "without", "&", "+",
})  # fmt: skip
"""A name after one of these belongs to the title: "Send the letter to Ofcom"."""
_FEWEST_WORDS = 2
"""Before a bare name: "Invite Ofcom" is a title, "Share codes Ofcom" has an owner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedAction:
    """`audience` None: the group's default."""

    title: str
    owner: Owner = NOBODY
    due_on: date | None = None
    audience: Audience | None = None


def parse_add(
    raw: str,
    *,
    writer: Writer,
    organisations: Sequence[Organisation],
    names: Mapping[str, str],
) -> TypedAction | DateQuestion:
    """The action as typed, or which day to ask about; a Refusal says what can't be read.

    `raw` is still escaped, with mentions in angles; `names` are display names by user id.
    """
    due = find_due(raw, writer)
    if isinstance(due, DateQuestion):
        return due
    due_on, rest = due
    parts = list(read_parts(rest))
    user_id = _the_one_named(parts, names)
    audience = _peel(parts, user_id)
    title = "".join(
        part if isinstance(part, str) else f"@{names.get(part.user_id, part.user_id)}"
        for part in parts
    ).strip()
    owner = Owner(user_id=user_id)
    if user_id is None:
        title, owner = _take_organisation(title, organisations)
        if audience is None and (match := _FOR_MEMBERS.search(title)):
            title, audience = title[: match.start()].rstrip(_LOOSE_ENDS), Audience.MEMBERS
    if not title:
        raise NotValid(
            "What is to be done? Please give it a title of up to 150 characters, for example "
            "/action add Draft the summary of test results by 12 Dec.",
            field="title",
        )
    return TypedAction(title=title, owner=owner, due_on=due_on, audience=audience)


def _the_one_named(parts: Sequence[Part], names: Mapping[str, str]) -> str | None:
    found = list(dict.fromkeys(p.user_id for p in parts if isinstance(p, Mention)))
    if len(found) > 1:
        who = listed([f"@{names.get(user_id, user_id)}" for user_id in found])
        raise Refusal(
            f"You named {who}, and an action has one owner. "
            "Please choose one with @, and write the others without it."
        )
    return found[0] if found else None


def _peel(parts: list[Part], user_id: str | None) -> Audience | None:
    """Take owner and "for members" off the ends of the sentence; what stands within it stays."""
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
        elif audience is None and (match := _FOR_MEMBERS.search(last)):
            audience = Audience.MEMBERS
            parts[-1] = last[: match.start()].rstrip(_LOOSE_ENDS)
        elif len(parts) > 1 and not last.strip(_LOOSE_ENDS):
            parts.pop()
        else:
            break
    if not taken and parts and isinstance(parts[0], Mention):
        parts.pop(0)
        parts[:1] = [p.lstrip(_LOOSE_ENDS) if isinstance(p, str) else p for p in parts[:1]]
    return audience


def _leads_to_object(parts: Sequence[Part]) -> bool:
    """Whether the name that follows belongs to the title: "Send the slides to @liam"."""
    words = parts[-1].split() if parts and isinstance(parts[-1], str) else []
    return bool(words) and words[-1].lower() in _LEAD_TO_OBJECTS


def _without_mark(part: Part) -> Part:
    """Text without the "for" or "owner:" that led to the name behind it."""
    return _OWNER_MARK.sub("", part).rstrip(_LOOSE_ENDS) if isinstance(part, str) else part


def _take_organisation(title: str, organisations: Sequence[Organisation]) -> tuple[str, Owner]:
    """The title without an organisation's name that ends it and stands there as the owner."""
    for organisation in sorted(organisations, key=lambda o: -len(o.name)):
        length = len(organisation.name.split())
        before, name = _split_end(title, length)
        if folded(name) != folded(organisation.name):
            continue
        words = before.split()
        leading = words[-1].strip(_AROUND_NAMES).lower() if words else ""
        if leading in _OWNER_WORDS and len(words) > 1:
            before, _ = _split_end(before, 1)
        elif leading in _LEAD_TO_OBJECTS or len(words) < _FEWEST_WORDS:
            return title, NOBODY
        return before.rstrip(_LOOSE_ENDS), Owner(organisation_id=organisation.id)
    return title, NOBODY


def _split_end(text: str, length: int) -> tuple[str, str]:
    """`text` before its last `length` words, and those words; all of it where it has fewer."""
    words = list(re.finditer(r"\S+", text))
    if len(words) < length:
        return "", text
    start = words[-length].start()
    return text[:start].rstrip(), text[start:]


def folded(name: str) -> str:
    """For comparing names: letter case, composed letters, spaces and outer marks set aside."""
    plain = unicodedata.normalize("NFKC", " ".join(name.split()).strip(_AROUND_NAMES))
    return plain.casefold()
