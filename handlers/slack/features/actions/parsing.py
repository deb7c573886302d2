"""What was typed after /action's other verbs, as references, owners, filters and reasons."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.dates.answers import Asked
from bot.dates.meaning.choice import Frame
from bot.domain.audience import Audience
from bot.domain.errors import NotValid, Refusal
from bot.domain.nearest import nearest_word
from bot.domain.organisation import Organisation
from bot.domain.wording import listed, shortened
from bot.ports.ledgers.actions import ActionView
from bot.use_cases.actions.owners import NOBODY, Owner
from handlers.slack.features.actions.due import find_due
from handlers.slack.kit.slack_text import Mention, TextPart, read_parts, spelled_parts, spoken_text

_NOBODY = frozenset({"nobody", "no one", "noone", "none", "no-one", "nobody yet", "unassigned"})
_VIEWS = {view.value: view for view in ActionView}
_MINE = frozenset({"mine", "my", "me"})


@dataclass(frozen=True, slots=True)
class Listing:
    """What /action list was asked for; at most one of the three owners."""

    view: ActionView = ActionView.OPEN
    mine: bool = False
    user_id: str | None = None
    organisation_id: int | None = None


def parse_reason(rest: str, names: Mapping[str, str]) -> str:
    """The words after "because", or all of them; empty where there are none."""
    return re.sub(r"^because\b[:,]?\s*", "", spoken_text(rest, names), flags=re.IGNORECASE)


def parse_owner(
    rest: str, *, organisations: Sequence[Organisation], names: Mapping[str, str]
) -> Owner:
    """A person, an organisation's name or "nobody", with nothing left over."""
    parts = list(read_parts(re.sub(r"^(?:to|for)\s+", "", rest.strip(), flags=re.IGNORECASE)))
    users = list(dict.fromkeys(part for part in parts if isinstance(part, Mention)))
    text = " ".join(part.strip() for part in parts if isinstance(part, str)).strip()
    if users:
        return _one_person(users, text, names)
    if text.lower() in _NOBODY:
        return NOBODY
    for organisation in organisations:
        if folded(organisation.name) == folded(text):
            return Owner(organisation_id=organisation.id)
    raise Refusal(_unknown_owner(text, organisations))


def parse_list(raw: str, *, organisations: Sequence[Organisation]) -> Listing:
    """Filters in any order, each at most once."""
    parts = read_parts(raw)
    users = list(dict.fromkeys(part.user_id for part in parts if isinstance(part, Mention)))
    words = [word for part in parts if isinstance(part, str) for word in part.split()]
    views = [word.lower() for word in words if word.lower() in _VIEWS]
    mine = any(word.lower() in _MINE for word in words)
    left = [w for w in words if w.lower() not in _VIEWS and w.lower() not in _MINE]
    organisation_id = _organisation(" ".join(left), organisations) if left else None
    if len(set(views)) > 1:
        raise Refusal(f"Please choose one of {listed(list(dict.fromkeys(views)), 'or')}.")
    if len(users) + mine + (organisation_id is not None) > 1:
        raise Refusal("Please choose one owner: mine, one @person, or one organisation.")
    return Listing(
        view=_VIEWS[views[0]] if views else ActionView.OPEN,
        mine=mine,
        user_id=users[0] if users else None,
        organisation_id=organisation_id,
    )


def _one_person(users: Sequence[Mention], text: str, names: Mapping[str, str]) -> Owner:
    if len(users) > 1:
        who = listed([user.named(names) for user in users])
        raise Refusal(f"You named {who}, and an action has one owner. Please choose one.")
    if text:
        raise Refusal(
            f"I don't know what to do with “{shortened(text, 80)}”. "
            "Please give the new owner alone, for example @min-ji."
        )
    return Owner(user_id=users[0].user_id)


def _organisation(words: str, organisations: Sequence[Organisation]) -> int:
    for organisation in organisations:
        if folded(organisation.name) == folded(words):
            return organisation.id
    known = [*_VIEWS, "mine", *(o.name for o in organisations)]
    close = nearest_word(words, known)
    meant = f" Did you mean “{close}”?" if close else ""
    raise Refusal(
        f"I don't know “{shortened(words, 80)}” after /action list.{meant} Give any of open, "
        "overdue, done, all, and mine, a @person or an organisation's name."
    )


def _unknown_owner(text: str, organisations: Sequence[Organisation]) -> str:
    if text.startswith("@"):
        return (
            f"I don't know anyone called {shortened(text, 80)} here. "
            "Please choose the person from the list that Slack shows after @."
        )
    close = nearest_word(text, [o.name for o in organisations])
    meant = f" Did you mean {close}?" if close else ""
    return (
        f"I don't know an organisation called “{shortened(text, 80)}”.{meant} "
        "Give a @person, an organisation's name, or nobody."
    )


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
    """`audience` None: the group's default; `besides`: words of a time, which is left out."""

    title: str
    owner: Owner = NOBODY
    due_on: date | None = None
    audience: Audience | None = None
    besides: str = ""


def parse_add(
    raw: str,
    *,
    frame: Frame,
    organisations: Sequence[Organisation],
    names: Mapping[str, str],
) -> TypedAction | Asked:
    """The action as typed, or which day to ask about; a Refusal says what can't be read.

    `raw` is still escaped, with mentions in angles; `names` are display names by user id.
    """
    due = find_due(raw, frame)
    if isinstance(due, Asked):
        return due
    parts = list(read_parts(due.title))
    user_id = _the_one_named(parts, names)
    audience = _peel(parts, user_id)
    title = spelled_parts(parts, names).strip()
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
    return TypedAction(
        title=title, owner=owner, due_on=due.day, audience=audience, besides=due.besides
    )


def _the_one_named(parts: Sequence[TextPart], names: Mapping[str, str]) -> str | None:
    found = list(dict.fromkeys(p for p in parts if isinstance(p, Mention)))
    if len(found) > 1:
        who = listed([person.named(names) for person in found])
        raise Refusal(
            f"You named {who}, and an action has one owner. "
            "Please choose one with @, and write the others without it."
        )
    return found[0].user_id if found else None


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


def _leads_to_object(parts: Sequence[TextPart]) -> bool:
    """Whether the name that follows belongs to the title: "Send the slides to @liam"."""
    words = parts[-1].split() if parts and isinstance(parts[-1], str) else []
    return bool(words) and words[-1].lower() in _LEAD_TO_OBJECTS


def _without_mark(part: TextPart) -> TextPart:
    """Text without the "for" or "owner:" that led to the name behind it."""
    return _OWNER_MARK.sub("", part).rstrip(_LOOSE_ENDS) if isinstance(part, str) else part


def _take_organisation(title: str, organisations: Sequence[Organisation]) -> tuple[str, Owner]:
    """The title without an organisation's name that ends it as the owner."""
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
    """Folds a name to compare it: drops letter case, composed letters, spaces and outer marks."""
    plain = unicodedata.normalize("NFKC", " ".join(name.split()).strip(_AROUND_NAMES))
    return plain.casefold()
