"""What was typed after /action's other verbs, as references, owners, filters and reasons."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.errors import Refusal
from bot.domain.nearest import nearest
from bot.domain.organisation import Organisation
from bot.domain.reference import ACTION, read_reference
from bot.domain.wording import listed, shortened
from bot.ports.ledgers.actions import ActionView
from bot.use_cases.actions.owning import NOBODY, Owner
from handlers.slack.features.actions.parsing_add import folded
from handlers.slack.kit.slack_text import Mention, read_parts, spoken, unescape

_REFERENCE = re.compile(r"\s*([A-Za-z]\s?\d{1,9})(?=[\s,;:.]|$)[,;:.]*\s*(.*)", re.DOTALL)
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


def take_reference(raw: str) -> tuple[int, str]:
    """The action's number at the start of `raw`, and the rest, still escaped; NotFound for any
    other word, in the usual words."""
    match = _REFERENCE.fullmatch(raw)
    if match is None:
        return read_reference(ACTION, unescape(raw.split(maxsplit=1)[0] if raw.split() else "")), ""
    return read_reference(ACTION, match[1]), match[2].strip()


def parse_reason(rest: str, names: Mapping[str, str]) -> str:
    """The words after "because", or all of them; empty where there are none."""
    return re.sub(r"^because\b[:,]?\s*", "", spoken(rest, names), flags=re.IGNORECASE)


def parse_owner(
    rest: str, *, organisations: Sequence[Organisation], names: Mapping[str, str]
) -> Owner:
    """A person, an organisation's name or "nobody", with nothing left over."""
    parts = list(read_parts(re.sub(r"^(?:to|for)\s+", "", rest.strip(), flags=re.IGNORECASE)))
    users = [part.user_id for part in parts if isinstance(part, Mention)]
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


def _one_person(users: Sequence[str], text: str, names: Mapping[str, str]) -> Owner:
    if len(set(users)) > 1:
        who = listed([f"@{names.get(user_id, user_id)}" for user_id in dict.fromkeys(users)])
        raise Refusal(f"You named {who}, and an action has one owner. Please choose one.")
    if text:
        raise Refusal(
            f"I don't know what to do with “{shortened(text, 80)}”. "
            "Please give the new owner alone, for example @min-ji."
        )
    return Owner(user_id=users[0])


def _organisation(words: str, organisations: Sequence[Organisation]) -> int:
    for organisation in organisations:
        if folded(organisation.name) == folded(words):
            return organisation.id
    known = [*_VIEWS, "mine", *(o.name for o in organisations)]
    close = nearest(words, known)
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
    close = nearest(text, [o.name for o in organisations])
    meant = f" Did you mean {close}?" if close else ""
    return (
        f"I don't know an organisation called “{shortened(text, 80)}”.{meant} "
        "Give a @person, an organisation's name, or nobody."
    )
