"""What the catalogue is made of: commands and their verbs."""

import re
from dataclasses import dataclass

from bot.domain.known_names import nearest_word
from bot.languages import N_
from handlers.slack.kit.near_words import NEAR_WORDS

_OWN_WORDS = re.compile(r"\b(?:because|item|note|title|what)\b")


@dataclass(frozen=True, slots=True)
class Verb:
    """`usage` follows the command; `ready` False is answered "not yet".

    What people read of it is English here, and spoken where it is shown.
    """

    name: str
    usage: str
    does: str
    examples: tuple[str, ...] = ()
    ready: bool = True
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
        return " | ".join(v.name for v in self.verbs if v.ready and v.name != "help")


HELP = Verb(
    name="help", usage="help", does=N_("shows this list"), words_for=("?", "-h", "--help", "usage")
)
