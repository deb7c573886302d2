"""The translations of one language, read from its `.po` files when somebody first needs them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from gettext import c2py
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`texts`: (context or None, English) to the translation; `plurals`: English singular to the
    translation’s forms; `which` says which one a number has."""

    texts: dict[tuple[str | None, str], str] = field(default_factory=dict)
    plurals: dict[str, tuple[str, ...]] = field(default_factory=dict)
    which: Callable[[int], int] = lambda number: int(number != 1)

    def text(self, english: str, context: str | None = None) -> str:
        """The translation, or the English itself."""
        return self.texts.get((context, english), english)

    def form(self, one: str, many: str, number: int) -> str:
        """The translation's form for `number`, or the English one."""
        forms = self.plurals.get(one)
        return forms[self.which(number)] if forms else one if number == 1 else many


def languages_translated() -> frozenset[str]:
    """ISO 639 codes of the languages that have a catalogue here."""
    return frozenset(folder.name for folder in _FOLDER.iterdir() if any(folder.glob("*.po")))


@cache
def load_catalogue(language: str) -> Catalogue:
    """Every `.po` file of the language; what has no translation, or a doubtful one, is left out."""
    from babel.messages.pofile import read_po  # at the first person who needs another language

    texts: dict[tuple[str | None, str], str] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    which: Callable[[int], int] = Catalogue().which
    for path in sorted((_FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            read = read_po(file, locale=language)
        which = c2py(read.plural_expr)
        for message in read:
            english, told = message.id, message.string
            if not english or message.fuzzy or not told:
                continue
            if isinstance(english, str) and isinstance(told, str):
                texts[message.context, english] = told
            elif all(told):
                plurals[english[0]] = tuple(told)
                texts.setdefault((message.context, english[0]), told[0])
    return Catalogue(texts, plurals, which)
