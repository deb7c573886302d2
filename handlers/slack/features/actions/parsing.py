"""What was typed after /action's other verbs, as references, owners, filters and reasons."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.dates.answers import Asked, Way
from bot.dates.meaning.choice import Frame
from bot.domain.audience import Audience
from bot.domain.errors import NotValid, Refusal
from bot.domain.limits import checked_text
from bot.domain.nearest import nearest_word
from bot.domain.recurrence import Rule
from bot.domain.search_query import QUOTES, SearchQuery, read_query
from bot.domain.wording import listed, shortened
from bot.languages import _
from bot.ports.ledgers.actions import ActionView
from bot.use_cases.actions.owners import NOBODY, Owner
from bot.use_cases.actions.show import UNOWNED
from handlers.slack.features.actions.due import find_due
from handlers.slack.features.actions.owner_questions import OwnerQuestion, WhoMayOwn, owners_meant
from handlers.slack.features.actions.owners import (
    LEAD_TO_OBJECTS,
    LOOSE_ENDS,
    NOBODYS,
    OWNER_MARK,
    take_no_owner,
    take_owner,
)
from handlers.slack.features.actions.several import SeveralMeant, ask_which_people, take_several
from handlers.slack.kit.fallback import escape_text
from handlers.slack.kit.slack_text import Mention, TextPart, read_parts, spelled_parts, spoken_text

_VIEWS = {view.value: view for view in ActionView}
MOST_SOUGHT = 60
"""Characters; they have to fit into the menu of each action, with all else that it carries."""
_FROM_DIALOGUE = re.compile(
    r"[\s,]+from\s+D([0-9]{1,9})(?=[\s.,]*$|\s+(?:by|for|every|until|on)\b|\s+<?@)", re.IGNORECASE
)
_WHICH = re.compile(r"(only|(?:and\s+)?(?:all\s+)?later(?:\s+ones)?)\b[\s,:]*", re.IGNORECASE)
_OF = frozenset({"of", "for", "by"})
_MINE = frozenset({"mine", "my", "me"})


@dataclass(frozen=True, slots=True)
class Listing:
    """What /action list was asked for; at most one of the three owners. `words`: as typed.

    `organisation_id` may be `UNOWNED`.
    """

    view: ActionView = ActionView.OPEN
    mine: bool = False
    user_id: str | None = None
    organisation_id: int | None = None
    words: str = ""

    @property
    def query(self) -> SearchQuery | None:
        return read_query(self.words) if self.words else None


def take_later(rest: str) -> tuple[str, bool | None]:
    """What follows "only" (False) or "and later" (True); None where neither is said."""
    match = _WHICH.match(rest)
    return (rest[match.end() :], match[1].lower() != "only") if match else (rest, None)


def parse_list(raw: str, who: WhoMayOwn) -> Listing | Asked:
    """Filters in any order, each at most once; other words are looked for.

    Asked where they may be a slip of a name or of a view.
    """
    parts = read_parts(raw)
    users = list(dict.fromkeys(part.user_id for part in parts if isinstance(part, Mention)))
    words = [word for part in parts if isinstance(part, str) for word in part.split()]
    views = [word.lower() for word in words if word.lower() in _VIEWS]
    mine = any(word.lower() in _MINE for word in words)
    left = [w for w in words if w.lower() not in _VIEWS and w.lower() not in _MINE]
    while left and left[0].lower() in _OF:
        left.pop(0)
    organisation_id, sought = None, ""
    if left:
        named = _listed_owner(" ".join(left), who)
        if isinstance(named, Asked):
            others = [f"<@{user_id}>" for user_id in users]
            others += [w for w in words if w not in left and w.lower() not in _OF]
            ways = [replace(w, text=" ".join([w.text, *others])) for w in named.ways]
            return replace(named, ways=tuple(ways))
        user_id, organisation_id = named
        users += [user_id] if user_id else []
        sought = "" if user_id or organisation_id is not None else _sought(" ".join(left))
    if len(set(views)) > 1:
        several = listed(list(dict.fromkeys(views)), "or")
        raise Refusal("Please choose one of {words}.", words=several)
    if len(users) + mine + (organisation_id is not None) > 1:
        raise Refusal("Please choose one owner: mine, one @person, or one organisation.")
    return Listing(
        view=_VIEWS[views[0]] if views else ActionView.OPEN,
        mine=mine,
        user_id=users[0] if users else None,
        organisation_id=organisation_id,
        words=sought,
    )


def _sought(words: str) -> str:
    read_query(words)
    return checked_text(words, MOST_SOUGHT, field="words", what=_("The search"))


def _listed_owner(words: str, who: WhoMayOwn) -> tuple[str | None, int | None] | Asked:
    """The user id or the organisation's id that these words name, if they do.

    Asked where they may be a slip of a name or a view; words in quotes are neither. A Refusal
    where they name nobody.
    """
    if words.lower() in NOBODYS:
        return None, UNOWNED
    organisations = None if words.startswith("@") else who.organisations().find(words)
    if organisations and organisations.only:
        return None, organisations.only.id
    people = who.people().find(words)
    if people and people.only and not organisations:
        return people.only.user_id, None
    close = owners_meant(words, who)
    if not close and (known := nearest_word(words, [*_VIEWS, "mine"])):
        close = [(known, known)]
    if not words.startswith("@") and (not close or any(mark in words for mark in QUOTES)):
        return None, None
    unknown = _("I don't know “{words}” after /action list.", words=shortened(words, 80))
    if close:
        which = listed([_("“{name}”", name=label) for label, _name in close], "or")
        ways = [Way(label, name) for label, name in close]
        if not words.startswith("@"):
            ways.append(Way(_("Look for these words"), escape_text(f'"{words}"')))
        return Asked(f"{unknown} {_('Did you mean {names}?', names=which)}", tuple(ways))
    known_words = _(
        "Give any of open, overdue, done, all, and mine, nobody, a @person, an organisation's "
        "name, or words to look for; in quotes they are never taken for a name."
    )
    raise Refusal(f"{unknown} {known_words}{who.not_all_known}")


_FOR_MEMBERS = re.compile(
    r"(?:^|\s)[(\[]?(?:(?:only\s+)?for\s+members(?:[\s-]+only)?|members[\s-]+only)[)\]]?[.!]?\s*$",
    re.IGNORECASE,
)
_LED_BY_OWNER = re.compile(r"^[\s,;:–—-]*(?:to\s+(?=\S))?")
_IN_BRACKETS = re.compile(r"[(\[]\s*(<@[^<>]+>)\s*[)\]]\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedAction:
    """`audience` None: the group's default; `besides`: words of a time, which is left out."""

    title: str
    owner: Owner = NOBODY
    others: tuple[Owner, ...] = ()
    due_on: date | None = None
    audience: Audience | None = None
    besides: str = ""
    dialogue: int | None = None
    """The number of the one that it came from."""
    rule: Rule | None = None


Question = Asked | OwnerQuestion | SeveralMeant


def parse_add(raw: str, *, frame: Frame, who: WhoMayOwn) -> TypedAction | Question:
    """The action as typed, or what to ask about; a Refusal says what can't be read.

    `raw` is still escaped, with mentions in angles.
    """
    whole = raw
    raw, dialogue = _take_dialogue(raw)
    raw, nobody = take_no_owner(raw)
    due = find_due(raw, frame)
    if isinstance(due, Asked):
        behind = f" from D{dialogue}" if dialogue else ""
        return replace(due, ways=tuple(replace(w, text=w.text + behind) for w in due.ways))
    rest, none = take_no_owner(_IN_BRACKETS.sub(r"\1", due.title))
    nobody = nobody or none
    several = None if nobody else take_several(_take_audience(rest)[0], who)
    if isinstance(several, SeveralMeant):
        return ask_which_people(whole, who.names)
    if isinstance(several, OwnerQuestion):
        return several
    parts, others = list(read_parts(rest)), tuple[Owner, ...]()
    named = next((part.user_id for part in parts if isinstance(part, Mention)), None)
    user_id = None if nobody else named
    audience, owner = None, Owner(user_id=user_id)
    if several is not None:
        rest, (owner, *more) = several
        others = tuple(more)
        audience = _take_audience(due.title)[1]
        rest, earlier = _take_audience(rest)
        audience, title = audience or earlier, spoken_text(rest, who.names)
    elif user_id is not None:
        audience = _peel(parts, user_id)
        title = spelled_parts(parts, who.names).strip()
    else:
        rest, audience = _take_audience(rest)
        taken = (rest, NOBODY) if nobody else take_owner(rest, who)
        if isinstance(taken, OwnerQuestion):
            return taken
        rest, owner = taken
        if audience is None:
            rest, audience = _take_audience(rest)
        title = spoken_text(rest, who.names)
    if not title:
        raise NotValid(
            "What needs to be done? Please give it a title of up to 150 characters, for "
            "example /action add Draft the summary of test results by 12 Dec.",
            field="title",
        )
    return TypedAction(
        title=title,
        owner=owner,
        others=others,
        due_on=due.day,
        audience=audience,
        besides=due.besides,
        dialogue=dialogue,
        rule=due.rule,
    )


def _take_dialogue(raw: str) -> tuple[str, int | None]:
    """The sentence without "from D12", and that number."""
    match = _FROM_DIALOGUE.search(raw)
    if match is None:
        return raw, None
    return f"{raw[: match.start()]}{raw[match.end() :]}", int(match[1])


def _take_audience(raw: str) -> tuple[str, Audience | None]:
    """The sentence without "for members" at its end."""
    match = _FOR_MEMBERS.search(raw)
    if match is None:
        return raw, None
    return raw[: match.start()].rstrip(LOOSE_ENDS), Audience.MEMBERS


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
            parts[-1] = last[: match.start()].rstrip(LOOSE_ENDS)
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
