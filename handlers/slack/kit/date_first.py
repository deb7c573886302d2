"""A date that stands before the title: "every Friday 10:00 x 5 Sync".

Where the date ends is a matter of the words behind it: what would be read with it, were the title
in front, may be no title. So the sentence is turned round and read once more.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.dates.answers import Asked, Way
from bot.dates.chart.fold import KEEP
from bot.domain.wording import shortened
from bot.languages import _

_MOST = 8
"""Words of a title that may belong to the date; each costs one reading."""


@dataclass(frozen=True, slots=True)
class TitleFirst:
    """A sentence with its title in front. `moved`: the words that were taken out of the title."""

    text: str
    title: str
    moved: str


def turned_sentences(typed: str, title: str) -> Iterator[TitleFirst]:
    """Each way to give the first words of a title back to the date before it, most words first;
    then one to give the last word of the date to the title. None where the title is not behind.
    """
    text, words = " ".join(typed.split()), title.split()
    front = text.removesuffix(" ".join(words)).rstrip()
    if not front or not words or front == text or KEEP in text:
        return
    for count in range(min(_MOST, len(words) - 1), 0, -1):
        moved, rest = " ".join(words[:count]), " ".join(words[count:])
        yield TitleFirst(f"{rest} {front} {moved}", rest, moved)
    before, _blank, last = front.rstrip(" :–—-").rpartition(" ")
    if before and last[:1].isupper():
        text = f"{last} {title} {before.rstrip(' :–—-')}"
        yield TitleFirst(text, f"{last} {title}", last)


def ask_whether_title(turned: TitleFirst, typed: str, title: str) -> Asked:
    """Whether the words that were moved are part of the title."""
    front = " ".join(typed.split()).removesuffix(" ".join(title.split())).rstrip()
    as_typed = f"{KEEP}{title}{KEEP} {front}"
    out, into = _("It is not part of the title"), _("It is part of the title")
    ways = (Way(out, turned.text), Way(into, as_typed))
    if len(turned.title) > len(title):
        ways = (Way(into, turned.text), Way(out, as_typed))
    question = _("Is “{shown}” part of the title?", shown=shortened(turned.moved, 80))
    return Asked(question, ways)
