"""A date that stands before the title: "every Friday 10:00 x 5 Sync".

Where it ends is a matter of the words behind it: what would be read with it, were the title in
front, may be no title. So such a sentence is turned round and read once more.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from bot.dates.answers import Asked, Way
from bot.dates.chart.fold import KEEP
from bot.domain.wording import shortened
from bot.languages import _

_MOST = 8
"""Words of a title that may belong to the date; each costs one reading."""
_MARKS = " :–—-"
"""Between a date and the title behind it."""


class TitleFirst(NamedTuple):
    """A sentence with its title in front.

    `moved`: the words that the title lost, or that it won. `as_typed`: the sentence in which the
    title is marked as what it was.
    """

    text: str
    title: str
    moved: str
    as_typed: str
    won: bool = False


def turned_sentences(typed: str, title: str) -> Iterator[TitleFirst]:
    """Each way to give the first words of a title back to the date before it, most words first;
    then one to give the last word of the date to the title. None where the title is not behind.
    """
    text, words = " ".join(typed.split()), title.split()
    front = text.removesuffix(" ".join(words)).rstrip()
    if not front or not words or front == text or KEEP in text:
        return
    as_typed = f"{KEEP}{title}{KEEP} {front}"
    for count in range(min(_MOST, len(words) - 1), 0, -1):
        moved, rest = " ".join(words[:count]), " ".join(words[count:])
        yield TitleFirst(f"{rest} {front} {moved}", rest, moved, as_typed)
    before, _blank, last = front.rstrip(_MARKS).rpartition(" ")
    if before and last[:1].isupper():
        longer = f"{last} {title}"
        yield TitleFirst(f"{longer} {before.rstrip(_MARKS)}", longer, last, as_typed, won=True)


def ask_about_front(typed: str, title: str, title_of: Callable[[str], str | None]) -> Asked | None:
    """Asks whether the title of a sentence begins where it was read to begin.

    `title_of`: what a sentence that is turned round has as its title; None where that cannot be
    read.
    """
    turned = next((t for t in turned_sentences(typed, title) if title_of(t.text) == t.title), None)
    if turned is None:
        return None
    out, into = _("It is not part of the title"), _("It is part of the title")
    ways = (Way(out, turned.text), Way(into, turned.as_typed))
    if turned.won:
        ways = (Way(into, turned.text), Way(out, turned.as_typed))
    return Asked(_("Is “{shown}” part of the title?", shown=shortened(turned.moved, 80)), ways)
