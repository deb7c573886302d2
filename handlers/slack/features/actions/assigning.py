"""The new owner of an action, as typed behind /action assign."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.domain import Refusal
from bot.domain.known_names import Closeness
from bot.domain.wording import listed, shortened
from bot.languages import _
from bot.use_cases.actions.owners import NOBODY, Owner
from handlers.slack.features.actions.owners import (
    MOST_OF_NAME,
    NOBODYS,
    SHORT,
    THE_WRITER,
    is_name,
    organisation_called,
)
from handlers.slack.features.actions.typed_action import (
    OwnerQuestion,
    WhoMayOwn,
    ask_about_owner,
    owners_meant,
    unknown_owner,
)
from handlers.slack.kit import reason_in, spoken_text
from handlers.slack.kit.slack_text import Mention, read_parts, without_thanks

_LEAD = re.compile(r"^(?:to|for)\s+", re.IGNORECASE)
_BECAUSE = re.compile(r"[\s,;:]+(?=because\b)", re.IGNORECASE)
_MOST_ASKED = 9


def parse_owner(raw: str, who: WhoMayOwn) -> tuple[Owner, str] | OwnerQuestion:
    """Who is named and the note behind ("because …"); a Refusal where something else is left."""
    raw, *tail = _BECAUSE.split(_LEAD.sub("", raw.strip()), maxsplit=1)
    raw = without_thanks(raw)
    parts = list(read_parts(raw))
    note = reason_in(spoken_text(tail[0], who.names)) if tail else ""
    users = list(dict.fromkeys(part for part in parts if isinstance(part, Mention)))
    text = " ".join(part.strip() for part in parts if isinstance(part, str)).strip()
    if users:
        return _one_person(users, text, who), note
    if text.lower() in NOBODYS:
        return NOBODY, note
    if text.lower() in THE_WRITER:
        return Owner(user_id=who.me), note
    if not text.startswith("@"):
        found = who.organisations().find(text)
        if found and found.only:
            return Owner(organisation_id=found.only.id), note
    asked = ask_about_owner(raw.strip(), who)
    if not asked.choices and (within := named_in(text, who)[0]):
        words = _(
            "I can't read all of “{words}” as an owner. Do you mean {names}? "
            "Nothing else of it is used.",
            words=shortened(text, 80),
            names=listed([label for label, _name in within], "or"),
        )
        asked = replace(asked, words=words, choices=within)
    if not asked.choices:
        raise Refusal(unknown_owner(text) + who.not_all_known)
    return replace(asked, typed=raw.strip(), may_stay=False)


def named_in(text: str, who: WhoMayOwn) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """Everyone who is named by some of these words, as choices, and the words that name nobody.

    "Arcom or Ofcom" and "Ms Min-ji Park" do.
    """
    words = re.sub(r"['’]s\b|[^\w\s&@.'’-]", " ", text).split()
    found: dict[tuple[str, str], None] = {}
    index, left = 0, []
    while index < len(words):
        for end in range(min(len(words), index + MOST_OF_NAME), index, -1):
            typed = " ".join(words[index:end])
            named = is_name(typed, who) or organisation_called(typed, who)
            if typed[:1].islower() and not named:
                continue
            is_long = end == index + 1 and len(typed) > SHORT
            within = Closeness.SLIP if is_long and typed[:1].isupper() else Closeness.BEGINNING
            if meant := owners_meant(typed, who, within=within):
                found |= dict.fromkeys(meant)
                index = end
                break
        else:
            left.append(words[index])
            index += 1
    return tuple(found)[:_MOST_ASKED], left


def _one_person(users: Sequence[Mention], text: str, who: WhoMayOwn) -> Owner:
    if len(users) > 1:
        named = listed([user.named(who.names) for user in users])
        raise Refusal(
            "You named {people}, and an action has one owner. Please choose one.", people=named
        )
    if text:
        raise Refusal(
            "I don't know what to do with “{words}”. "
            "Please give the new owner alone, for example @min-ji.",
            words=shortened(text, 80),
        )
    return Owner(user_id=users[0].user_id)
