"""An action as it was typed, and what may have to be asked about it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.dates.answers import Asked
from bot.domain import Organisation
from bot.domain.known_names import Closeness, KnownNames
from bot.domain.wording import at_name, shortened
from bot.languages import N_, _
from bot.use_cases.actions.edit import LogAction
from handlers.slack.kit import escape_text
from handlers.slack.kit.slack_text import read_parts
from handlers.slack.request.ask_back import Somebody

_NOT_ALL_KNOWN = N_(
    "I don't know the names of everyone here yet. Please choose the person from the list that "
    "Slack shows after @, or try again in a minute."
)
EVERYBODY = frozenset({"here", "channel", "everyone", "everybody", "all"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoMayOwn:
    """Who is known by name: everyone of the channel, and the organisations of the roster.

    Both are read when first needed. `names`: those of the people that the call mentions.
    `unnamed`: whether somebody's name is not known yet, so that an unknown word may be one.
    """

    me: str
    people: Callable[[], KnownNames[Somebody]]
    organisations: Callable[[], KnownNames[Organisation]]
    names: Mapping[str, str]
    unnamed: Callable[[], bool] = lambda: False

    @property
    def not_all_known(self) -> str:
        """A sentence behind a refusal; "" where everybody's name is known."""
        return f" {_(_NOT_ALL_KNOWN)}" if self.unnamed() else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerQuestion:
    """Who is meant by `typed`, exact words of the command?

    Each choice is its label and the escaped text that takes the place of `typed`. `may_stay`: it
    may be no owner at all, but words of a title.
    """

    words: str
    typed: str
    choices: tuple[tuple[str, str], ...]
    may_stay: bool = True

    def rewritten(self, raw: str) -> list[tuple[str, str]]:
        """(label, the command's text with that choice made)."""
        whole = rf"(?<!\w){re.escape(self.typed)}(?!\w)"
        spans = [match.span() for match in re.finditer(whole, raw)]
        last = spans[-1] if spans else (0, 0)
        start, end = next((span for span in spans if not raw[: span[0]].strip()), last)
        chosen = [(label, f"{raw[:start]}{name}{raw[end:]}") for label, name in self.choices if end]
        return [*chosen, (_("No owner yet"), f"{raw}, owner: nobody")] if self.may_stay else chosen


def ask_about_owner(typed: str, who: WhoMayOwn) -> OwnerQuestion:
    choices = owners_meant(typed, who)
    shown = shortened("".join(p for p in read_parts(typed) if isinstance(p, str)), 80)
    if choices or who.unnamed():
        words = _("Is “{name}” the owner?", name=shown)
        words += "" if choices else who.not_all_known
    else:
        words = _("I know nobody called “{name}” here.", name=shown)
    return OwnerQuestion(words=words, typed=typed, choices=tuple(choices))


def owners_meant(
    typed: str, who: WhoMayOwn, *, within: Closeness = Closeness.SLIP
) -> list[tuple[str, str]]:
    """(label, escaped text that means exactly this owner) of everyone `typed` may mean. The closest
    come first; what is said with @ is a person before it is an organisation."""
    people = who.people().find(typed, within=within)
    organisations = who.organisations().find(typed, within=within)
    found: list[tuple[Closeness, str, str]] = []
    if people:
        named = [(at_name(person.name), f"<@{person.user_id}>") for person in people.named]
        found += [(people.closeness, *choice) for choice in named]
    if organisations:
        named = [(one.name, escape_text(one.name)) for one in organisations.named]
        found += [(organisations.closeness, *choice) for choice in named]
    found.sort(key=lambda choice: choice[0])
    return [(label, name) for _, label, name in found[:9]]


def unknown_owner(text: str) -> str:
    """For a name in the place of an owner that nobody has."""
    shown = shortened(text, 80)
    if text.startswith("@"):
        if text[1:].lower() in EVERYBODY:
            return _(
                "An action has one owner, and {name} is everyone. Please choose one person.",
                name=shown,
            )
        return _(
            "I don't know anyone called {name} here. "
            "Please choose the person from the list that Slack shows after @.",
            name=shown,
        )
    return _(
        "I don't know an organisation called “{name}”. "
        "Give a @person, an organisation's name, or nobody.",
        name=shown,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedAction(LogAction):
    """A wish whose group is not chosen yet. `besides`: words of a time, which is left out."""

    group_id: int = 0
    besides: str = ""


Question = Asked | OwnerQuestion
