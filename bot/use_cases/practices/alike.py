"""Cards that may say the same as one that is sent: the same link, or nearly the same title."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from rapidfuzz import fuzz

from bot.domain.errors import AskAgain
from bot.domain.practice import Practice
from bot.domain.search_words import words_in_text
from bot.use_cases.context import Context
from bot.use_cases.practices.card import CardWords

_MOST_READ = 5_000
"""The newest cards; with more of them, older ones are not compared."""
_ALIKE = 85.0
"""Of 100, by rapidfuzz: the letters of both titles, in their order or word by word."""
_MOST_SHOWN = 5


class LooksAlike(AskAgain):
    """Nothing was written: the person has not seen yet which cards are there already."""

    def __init__(self, found: tuple[Practice, ...]) -> None:
        named = " ".join(practice.reference for practice in found)
        super().__init__(f"This may be shared already: {named}. Nothing was sent.")
        self.found = found

    @property
    def mark(self) -> str:
        """Who sends it has seen these very cards."""
        return " ".join(sorted(practice.reference for practice in self.found))


def demand_new(card: CardWords, told: str, context: Context, *, but: int | None = None) -> None:
    """LooksAlike where cards that the reader may see are like it, unless `told` names them all.

    `but`: the number of the card itself, where it was sent before.
    """
    title, address = _plain(card.title), same_address(card.link)
    found = tuple(
        practice
        for practice in context.work.practices.titles_seen(context.reader, _MOST_READ)
        if practice.number != but
        and (_alike(title, practice.title) or (address and address == same_address(practice.link)))
    )[:_MOST_SHOWN]
    asked = LooksAlike(found)
    if found and not {practice.reference for practice in found} <= set(told.split()):
        raise asked


def same_address(link: str | None) -> str:
    """Two links to one page give the same words: scheme, "www.", "#…" and utm_… do not count."""
    if not link:
        return ""
    parts = urlsplit(link)
    host = (parts.hostname or "").removeprefix("www.")
    query = [(k, v) for k, v in parse_qsl(parts.query) if not k.startswith("utm_")]
    return f"{host}{parts.path.rstrip('/')}?{urlencode(sorted(query))}"


def _plain(title: str) -> str:
    return " ".join(words_in_text(title))


def _alike(title: str, other: str) -> bool:
    other = _plain(other)
    return max(fuzz.ratio(title, other), fuzz.token_sort_ratio(title, other)) >= _ALIKE
