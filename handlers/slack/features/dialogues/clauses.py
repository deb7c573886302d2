"""The person who typed: dates are read as they mean them."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.dates.reading import read_length
from bot.domain.audience import Audience
from bot.domain.errors import Refusal
from bot.domain.wording import shortened
from bot.domain.zone_names import canonical

_TOKEN = re.compile(r"(?P<gap>\s*)(?P<word>\S+)")
_ADDRESS = re.compile(r"https?://\S+|[\w-]+(\.[\w-]+)*\.[A-Za-z]{2,}(/\S*)?", re.IGNORECASE)
_AUDIENCES = {
    "members": Audience.MEMBERS,
    "members only": Audience.MEMBERS,
    "group": Audience.GROUP,
    "the group": Audience.GROUP,
    "the whole group": Audience.GROUP,
    "network": Audience.NETWORK,
    "the network": Audience.NETWORK,
    "the whole network": Audience.NETWORK,
}
_LONGEST_CLAUSE = 6
_CLAUSE_WORDS = frozenset({"for", "in", "link", "on", "at", "until", "till", "every", "each"})


@dataclass(kw_only=True)
class Words:
    """The typed words, each with the white space before it; None where a clause was taken out."""

    words: list[str | None]
    gaps: Sequence[str]
    date_from: int | None = field(default=None)
    """Where the date stood; before it a word is likelier to belong to the title."""

    @classmethod
    def of(cls, text: str) -> "Words":
        found = list(_TOKEN.finditer(text))
        return cls(words=[m["word"] for m in found], gaps=[m["gap"] for m in found])

    def left(self) -> str:
        """What no clause has taken yet, a space between words."""
        return " ".join(word for word in self.words if word is not None)

    def title(self) -> str:
        """What is left, as typed: line breaks too, except where a clause was."""
        parts: list[str] = []
        joined = True
        for word, gap in zip(self.words, self.gaps, strict=True):
            if word is not None:
                parts += [gap if joined else " ", word]
            joined = word is not None
        return "".join(parts).strip()

    def take_link(self) -> str | None:
        """The address behind "link"; what it is worth is checked later."""
        links = []
        for index, following in enumerate(self.words[1:], 1):
            before = self.words[index - 1]
            if before is None or following is None or before.lower().rstrip(":") != "link":
                continue
            if _ADDRESS.fullmatch(following):
                links.append(following)
                self._take(index - 1, index)
        if len(links) > 1:
            raise Refusal("There are two links in this. Please give one.")
        return links[0] if links else None

    def take_zone(self) -> str | None:
        """The IANA key behind "in"; other places are for the grammar of dates to doubt."""
        for index in range(len(self.words) - 1):
            word, name = self.words[index], self.words[index + 1]
            if word is None or name is None or word.lower() != "in":
                continue
            key = canonical(name.rstrip(".,;"))
            if key is not None:
                self._take(index, index + 1)
                return key
        return None

    def take_date(self, used: str) -> None:
        """Take out the words that were read as the date: the last ones that match."""
        tokens = used.split()
        for index in range(len(self.words) - 1, -1, -1):
            if tokens and self.words[index] == tokens[-1]:
                tokens.pop()
                self._take(index, index)
                self.date_from = index

    def take_at(self, indices: Collection[int]) -> None:
        """Take out the words that tell of a series, counted among those that are left."""
        left = [index for index, word in enumerate(self.words) if word is not None]
        for index in sorted(indices, reverse=True):
            self._take(left[index], left[index])
            self.date_from = left[index]

    def take_audience(self) -> Audience | None:
        """ "for members" anywhere; behind the date also "for group" and "for network".

        Before the date, words that would let more people see it are left in the title.
        """
        found: list[Audience] = []
        for start, end, words in self._behind_for():
            audience = _AUDIENCES.get(words)
            before_date = self.date_from is not None and start < self.date_from
            if audience is None or (before_date and audience is not Audience.MEMBERS):
                continue
            found.append(audience)
            self._take(start, end)
        if len(set(found)) > 1:
            raise Refusal("Two audiences are named in this. Please name one.")
        return found[0] if found else None

    def take_minutes(self) -> int | None:
        """The length behind "for", or alone behind the date; Refusal for one that can't be."""
        found: list[int] = []
        for start, end, words in self._behind_for():
            length = read_length(words)
            if isinstance(length, timedelta):
                found.append(_whole_minutes(length))
                self._take(start, end)
            elif _looks_like_length(words):
                raise Refusal(length.words)
        if not found and (behind := self._behind_date()):
            length = read_length(" ".join(word for _, word in behind))
            if isinstance(length, timedelta):
                found.append(_whole_minutes(length))
                self._take(behind[0][0], behind[-1][0])
        if len(set(found)) > 1:
            raise Refusal("There are two lengths in this. Please give one.")
        return found[0] if found else None

    def refuse_unread_clause(self) -> None:
        """Refusal for a clause behind the date that nothing could read: it is no title."""
        behind = self._behind_date()
        if not behind or behind[0][0] == 0 or behind[0][1].lower() not in _CLAUSE_WORDS:
            return
        typed = shortened(" ".join(word for _, word in behind), 80)
        raise Refusal(
            f"I can't read “{typed}”. Behind the date I know lengths such as “for 60m”, time "
            "zones such as “in Europe/Dublin”, “link https://…”, and “for members”. "
            "A title comes before the date."
        )

    def refuse_what_is_no_title(self) -> None:
        """Refusal for words that nothing read, where those of the title stand in another place."""
        blocks = [block for block in self._blocks() if any(map(str.isalnum, "".join(block)))]
        if len(blocks) < 2:
            return
        typed = shortened(" ".join(blocks[1]), 80)
        raise Refusal(
            f"I can't read “{typed}”. Beside how often and when I know lengths such as “for 60m”, "
            "time zones such as “in Europe/Dublin”, “link https://…”, and “for members”. "
            "Please keep the title in one place, best before all of them."
        )

    def _blocks(self) -> list[list[str]]:
        """The words that are left, those side by side together."""
        blocks: list[list[str]] = [[]]
        for word in self.words:
            if word is None:
                blocks.append([])
            else:
                blocks[-1].append(word)
        return [block for block in blocks if block]

    def _behind_for(self) -> list[tuple[int, int, str]]:
        """Each "for" clause: where it starts and ends, and its words in lower case.

        A clause ends where the words end, where something was taken out, or at another "for".
        """
        found = []
        for start, word in enumerate(self.words):
            if word is None or word.lower() != "for":
                continue
            end = start
            while end + 1 < len(self.words) and self._goes_on(end + 1):
                end += 1
            if start < end <= start + _LONGEST_CLAUSE:
                words = " ".join(str(self.words[i]) for i in range(start + 1, end + 1))
                found.append((start, end, words.lower().rstrip(".,;")))
        return found

    def _goes_on(self, index: int) -> bool:
        word = self.words[index]
        return word is not None and word.lower() != "for"

    def _behind_date(self) -> list[tuple[int, str]]:
        if self.date_from is None:
            return []
        return [
            (index, word)
            for index, word in enumerate(self.words)
            if word is not None and index > self.date_from
        ]

    def _take(self, first: int, last: int) -> None:
        for index in range(first, last + 1):
            self.words[index] = None


def _whole_minutes(length: timedelta) -> int:
    return length // timedelta(minutes=1)


def _looks_like_length(words: str) -> bool:
    """A number and a unit of time: meant as a length even where it is none that can be."""
    return (
        re.fullmatch(r"\d+([.,]\d+)?\s*(m|mins?|minutes?|h|hrs?|hours?|days?)", words) is not None
    )
