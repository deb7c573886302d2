"""The Chatham House rule: what was said may be told, and never who said it."""

import re
import unicodedata
from collections.abc import Iterable

NAME, ORGANISATION = "[name]", "[organisation]"
_SHORT = 3
"""Letters: a shorter part of a name is a word of many languages, and is left in."""
_NOT_ALONE = frozenset("and der des die von van bin ibn los las the for".split())
_HYPHENS = "\u2010-\u2015-"
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u02b9\u00b4`"), "'")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af]"
)
"""Scripts that put no space between a name and what follows it."""


class Redaction:
    """Puts `[name]` and `[organisation]` in the place of those that are known.

    Letter case, accents, width, and how apostrophes and hyphens are typed do not matter. Each word
    of a person's name counts alone too, so it takes out a word too many rather than leave one in.
    An organisation's short name of up to three letters must be written as it is.
    """

    def __init__(self, people: Iterable[str], organisations: Iterable[str]) -> None:
        names = set(people)
        parts = {part for name in names for part in re.split(rf"[\s@.,_{_HYPHENS}]+", name)}
        self._people = _pattern(names | set(filter(_stands_alone, parts)))
        bodies = set(organisations)
        short = {name for name in bodies if len(name) <= _SHORT and name.isascii()}
        self._bodies = _pattern(bodies - short)
        self._exact = _pattern(short, folded=False)

    def __call__(self, text: str) -> str:
        """`text` without them; it is the same where there are none in it."""
        text = _replaced(text, self._bodies, ORGANISATION)
        if self._exact is not None:
            text = self._exact.sub(ORGANISATION, text)
        return _replaced(text, self._people, NAME)


def _stands_alone(part: str) -> bool:
    if _UNSPACED.search(part):
        return len(part) > 1
    return len(part) >= _SHORT and part.casefold() not in _NOT_ALONE


def _pattern(names: Iterable[str], *, folded: bool = True) -> "re.Pattern[str] | None":
    """Longest first, so that a whole name goes before its parts."""
    spelled = {" ".join((_fold(name)[0] if folded else name).split()) for name in names} - {""}
    if not spelled:
        return None
    ways = "|".join(_whole_word(name) for name in sorted(spelled, key=lambda n: (-len(n), n)))
    return re.compile(f"@?(?:{ways})")


def _whole_word(name: str) -> str:
    parts = re.split(rf"[\s{_HYPHENS}]+", name)
    words = rf"[\s{_HYPHENS}]+".join(re.escape(word) for word in parts)
    return words if _UNSPACED.search(name) else rf"(?<!\w){words}(?!\w)"


def _replaced(text: str, pattern: "re.Pattern[str] | None", instead: str) -> str:
    if pattern is None:
        return text
    folded, places = _fold(text)
    kept, end = [], 0
    for match in pattern.finditer(folded):
        first, last = places[match.start()], places[match.end() - 1] + 1
        while last < len(text) and unicodedata.combining(text[last]):
            last += 1
        kept += [text[end:first], instead]
        end = last
    return "".join([*kept, text[end:]])


def _fold(text: str) -> tuple[str, list[int]]:
    """The text for comparing, and for each of its characters where it comes from."""
    folded, places = [], []
    for index, character in enumerate(text):
        character = character.translate(_APOSTROPHES)
        for one in unicodedata.normalize("NFKD", character).casefold():
            if not unicodedata.combining(one):
                folded.append(one)
                places.append(index)
    return "".join(folded), places
