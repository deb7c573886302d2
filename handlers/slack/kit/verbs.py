"""What the catalogue is made of: commands, their verbs, and words that people type for them."""

import re
from dataclasses import dataclass

from bot.domain.known_names import nearest_word
from bot.languages import N_

NEAR_WORDS = {
    "add": "create todo", "agenda": "topics items", "assign": "give owner hand",
    "away": "vacation leave out", "calendar": "ics subscribe", "cancel": "delete remove drop stop",
    "coverage": "stats gaps report", "drop": "cancel stop",
    "due": "deadline postpone snooze remind reminder", "edit": "change update",
    "export": "csv download", "feed": "rss atom", "find": "slots times",
    "hold": "cancel pause postpone",
    "list": "next coming all mine me open overdue last latest previous find search",
    "members": "member chair chairs who", "minutes": "notes", "off": "cancel",
    "post": "now today again publish send", "preview": "now today again see",
    "propose": "vote ask silence", "record": "create decide", "records": "download",
    "reopen": "undo", "repeat": "every recurring",
    "review": "publish approve accept return decline reject",
    "role": "chair chairs observer appoint promote", "roster": "organisation organisations",
    "schedule": "create book", "search": "list latest all last",
    "settings": "config preferences remind reminders mute pause stop off",
    "setup": "start create new add", "share": "new submit create",
    "show": "view see open save rsvp yes no maybe going join agree object abstain vote",
    "stocktake": "stats report", "weekly": "schedule every on resume start week",
    "withdraw": "delete remove drop cancel stop",
}  # fmt: skip
"""By verb, in every command that has it."""


_OWN_WORDS = re.compile(r"\b(?:because|item|note|title|what)\b")


@dataclass(frozen=True, slots=True)
class Verb:
    """`usage` follows the command. What people read is English here, spoken where it is shown."""

    name: str
    usage: str
    does: str
    examples: tuple[str, ...] = ()
    words_for: tuple[str, ...] = ()
    """Other words that mean the same."""

    @property
    def stands_alone(self) -> bool:
        """Whether it takes no words: its usage names none, and any are refused."""
        return self.usage == self.name

    @property
    def keeps_words(self) -> bool:
        """Whether its words are kept as they are typed: a title, a note, a reason."""
        return _OWN_WORDS.search(self.usage) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """`bare`: what the command does with nothing behind it."""

    name: str
    summary: str
    bare: str
    verbs: tuple[Verb, ...]

    def verb(self, word: str) -> Verb | None:
        """The verb of this name or other word, in any letter case."""
        word = word.lower()
        return next((v for v in self.verbs if word == v.name or word in v.words_for), None)

    def verbs_near(self, word: str) -> tuple[Verb, ...]:
        """The verbs that this word may mean; else the one with the nearest name."""
        word, names = word.lower(), [verb.name for verb in self.verbs]
        meant = [name for name in names if word in NEAR_WORDS.get(name, "").split()]
        if not meant and (near := nearest_word(word, names)):
            meant = [near]
        return tuple(verb for verb in self.verbs if verb.name in meant and verb is not HELP)

    @property
    def usage_hint(self) -> str:
        """What Slack's composer shows behind the command's name."""
        return " | ".join(v.name for v in self.verbs if v is not HELP)


HELP = Verb(
    name="help", usage="help", does=N_("shows this list"), words_for=("?", "-h", "--help", "usage")
)
