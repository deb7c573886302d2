"""What every sentence needs: its clauses, the words that are left, and the ways to say it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from typing import ParamSpec, TypeVar

from bot.dates.answers import (
    Asked,
    Moved,
    NotUnderstood,
    Plan,
    Reading,
    Stopped,
    Way,
    describe,
    refusal,
    spelled,
)
from bot.dates.chart.cover import Clause, Cover, Place, Sentence
from bot.dates.chart.fold import KEEP
from bot.dates.chart.search import cover
from bot.dates.meaning.choice import Choice, Frame
from bot.dates.meaning.hours import NoOneZone, Zone, readable
from bot.dates.meaning.moments import Said, choose
from bot.dates.tables.clauses import TITLED, grammar, tails
from bot.domain.wording import listed, shortened
from bot.languages import N_, _

BY = "by "
"""The marker of a due date."""
WHEN = frozenset({Place.DAY, Place.TIME, Place.PART, Place.ZONE})
MOMENT = WHEN | {Place.SHIFT}
EXAMPLES = N_("for example “12 Dec 14:00”, “Friday 10:00” or “tomorrow 9am”")
DAY_EXAMPLES = N_("for example “12 Dec”, “Friday” or “in 3 days”")
P = ParamSpec("P")
T = TypeVar("T")
_MOST_WORDS = 100
_FEW_WORDS = 20
"""Of three dates in a sentence of no more words one is asked for; a longer one has two."""
_MOST_STEPS = 500
"""Of a sentence with more words of dates than anybody means, no second one is read."""
_LOOSE_ENDS = " \t\r\n,;:|–—-"


Read = Callable[[str, Frame], object]
"""Reads a changed sentence in the same way: a Plan, Moved, Reading, Way or Asked, or no meaning."""


_EMOJI = re.compile(r":[a-z_+][\w+-]*:")
_BRACKETS = re.compile(r"[(\[].*?[)\]]")


def has_words(text: str) -> bool:
    """Whether it is more than marks and emojis: ":pray:"."""
    return any(map(str.isalnum, _EMOJI.sub("", text)))


def _is_cut(text: str) -> bool:
    """Whether a bracket has no other half."""
    return text.count("(") != text.count(")") or text.count("[") != text.count("]")


def asks(words: str, ways: Iterable[Way]) -> Stopped:
    return Stopped(Asked(words, tuple(ways)))


def do_you_mean(ways: Iterable[str]) -> str:
    """The question which of these ways is meant."""
    return _("Do you mean {ways}?", ways=listed(list(ways), "or"))


def is_the_date(shown: str, date: str) -> str:
    """The question whether the words `shown` are the date."""
    return _("Is “{shown}” the date, {date}?", shown=shown, date=date)


@dataclass(frozen=True, slots=True)
class Typed:
    """A sentence with its clauses, those of `kind`; `frame` says who reads it. `marker` begins the
    date that a button writes. `read`: how a changed sentence is read; None where nobody is told
    what it would mean."""

    sentence: Sentence
    cover: Cover
    frame: Frame
    kind: str
    marker: str = ""
    read: Read | None = None

    @classmethod
    def of(
        cls, text: str, kind: str, frame: Frame, marker: str = "", read: Read | None = None
    ) -> "Typed":
        """The sentence shared out by the clauses of a command; Stopped for a very long one."""
        sentence = Sentence(text, grammar())
        if len(sentence.words) > _MOST_WORDS:
            raise refusal("This is longer than I can read. A title has up to 150 characters.")
        return cls(sentence, Cover(), frame, kind, marker, read).again(kind)

    def again(self, kind: str, barred: Iterable[Clause] = ()) -> "Typed":
        """By other clauses, or with some of them left in the title."""
        words = [index for clause in barred for index in range(clause.first, clause.last)]
        found = cover(self.sentence, kind, tails, titled=kind in TITLED, barred=words)
        return replace(self, cover=found, kind=kind)

    def without(self, barred: Iterable[Clause]) -> "Typed":
        """By the same clauses, with these left in the title."""
        return self.again(self.kind, barred)

    @property
    def may_lack_date(self) -> bool:
        """Whether a sentence of this command may be all title: an action needs no due date."""
        return self.marker == BY

    @property
    def example(self) -> str:
        """Dates that can be typed, for an answer."""
        return _(EXAMPLES if self.frame.time_needed else DAY_EXAMPLES)

    def refusal(self, text: str, /, *shown: Clause, **told: object) -> Stopped:
        """Why it is not read: a text to be translated, with these words and an example."""
        return refusal(text, **{"shown": self.shown(shown), "example": self.example, **told})

    def found(self, *kinds: str, at: Iterable[int] | None = None) -> list[Clause]:
        """The clauses of these kinds that begin with any word, or with those of `at`."""
        begins = range(len(self.sentence.words)) if at is None else at
        return [c for index in begins for kind in kinds for c in self.sentence.clauses(kind, index)]

    @property
    def taken(self) -> frozenset[int]:
        """The words of clauses."""
        return frozenset(i for c in self.cover.clauses for i in range(c.first, c.last))

    @property
    def left(self) -> list[int]:
        """The words of no clause, without marks beside one."""
        return [index for block in self.blocks() for index in range(*block)]

    @property
    def is_long(self) -> bool:
        return len(self.sentence.words) > _FEW_WORDS

    def shown(self, clauses: Iterable[Clause]) -> str:
        """The words of clauses, for an answer."""
        typed = [self.sentence.typed(c.first, c.last) for c in clauses]
        return shortened(" ".join(typed).strip(' ,;()“”"*_'), 80)

    def filling(self, places: Iterable[Place]) -> list[Clause]:
        """The clauses that fill any of these."""
        wanted = frozenset(places)
        return [c for c in self.cover.clauses if not c.places.isdisjoint(wanted)]

    @property
    def said(self) -> Said:
        """What is said of a moment."""
        get = self.cover.get
        return Said(get(Place.DAY), get(Place.TIME), get(Place.PART), self.zone)

    @property
    def zone(self) -> Zone | None:
        """The zone that is named; what is none as it was typed."""
        return self.as_typed(self.cover.get(Place.ZONE))

    def as_typed(self, zone: Zone | None) -> Zone | None:
        """A zone with its words as they were typed, for an answer."""
        if not isinstance(zone, NoOneZone) or zone.kind not in ("unknown", "city"):
            return zone
        words = re.escape(zone.typed).replace(r"\ ", r"\s+")
        found = re.search(rf"\b{words}\b", self.sentence.folded)
        typed = " ".join(self.sentence.text[slice(*found.span())].split()) if found else zone.typed
        return replace(zone, typed=typed)

    @property
    def minutes(self) -> int | None:
        """The length that is named; Stopped for one that can't be."""
        typed = self.shown(self.filling([Place.LENGTH]))
        length = readable(self.cover.get(Place.LENGTH), typed)
        return length if isinstance(length, int) else None

    def chosen(self, said: Said | None = None, places: Iterable[Place] = WHEN) -> Choice:
        """The moments that the words mean; Stopped where there is none."""
        return choose(said or self.said, self.shown(self.filling(places)), self.frame)

    def blocks(self) -> list[tuple[int, int]]:
        """The words of no clause, those side by side together; no marks beside a clause."""
        count, mark = len(self.sentence.words), self.sentence.is_mark
        spans = sorted((c.first, c.last) for c in self.cover.clauses)
        ends = [0, *(end for span in spans for end in span), count]
        found = []
        for first, last in zip(ends[::2], ends[1::2], strict=True):
            while 0 < first < last and mark(first):
                first += 1
            while first < last < count and mark(last - 1):
                last -= 1
            found += [(first, last)] if first < last else []
        return found

    def left_over(self) -> str:
        """The words of no clause; nothing where they are only signs."""
        return " ".join(filter(has_words, (self.sentence.typed(*b) for b in self.blocks())))

    def title(self) -> str:
        """What is left, as typed: line breaks too, except where a clause was."""
        words = self.sentence.words
        parts = [self.sentence.text[words[a][0] : words[b - 1][1]] for a, b in self.blocks()]
        title = " ".join(parts).replace(KEEP, "").strip()
        if _is_cut(title) and not _is_cut(self.sentence.text):
            found = (m[0] for m in _BRACKETS.finditer(self.sentence.text) if m[0] not in title)
            raise self.refusal(
                "I can't read “{shown}” beside the date. Please put the date at the end,"
                " {example}.",
                shown=shortened(next(found, self.sentence.text), 80),
            )
        plain = title.strip(_LOOSE_ENDS)
        # The escaped sign for "<" ends with a semicolon, which is none of the sentence's
        # and the colons of an emoji belong to it: ":pray:"
        plain = f":{plain}" if re.match(r"[\w+-]+:", plain) and f":{plain}" in title else plain
        plain = f"{plain}:" if re.search(r":[\w+-]+$", plain) and f"{plain}:" in title else plain
        escaped = plain.endswith(("&lt", "&gt", "&amp")) and f"{plain};" in title
        return f"{plain};" if escaped else plain

    def replaced(
        self, clauses: Sequence[Clause], instead: str, *, keep: Sequence[Clause] = ()
    ) -> str:
        """The typed text with `instead` for these clauses; those of `keep` are marked as title."""
        text, words = self.sentence.text, self.sentence.words
        edits = [(words[c.first][0], words[c.last - 1][1], "") for c in clauses]
        start, end, _ = edits[0] if edits else (len(text), len(text), "")
        edits = [(start, end, instead), *edits[1:]]
        for clause in keep:
            begin, finish = words[clause.first][0], words[clause.last - 1][1]
            edits.append((begin, finish, f"{KEEP}{text[begin:finish]}{KEEP}"))
        for begin, finish, new in sorted(edits, reverse=True):
            text = text[:begin] + new + text[finish:]
        return text.strip()

    def as_title(self, clauses: Sequence[Clause]) -> Way:
        """The way that leaves these clauses in the title."""
        return Way(_("It is part of the title"), self.replaced([], "", keep=clauses))

    def reached(self, kind: str) -> frozenset[int]:
        """Where clauses can end that stand side by side from the first word on."""
        found: set[tuple[int, frozenset[Place]]] = set()
        left = [(0, frozenset[Place]())]
        while left:
            index, places = left.pop()
            for each in (kind, *tails(kind, places)) if index < len(self.sentence.words) else ():
                ends = {(c.last, places | c.places) for c in self.sentence.clauses(each, index)}
                left += ends - found
                found |= ends
        return frozenset(index for index, _places in found)

    def ways(self, readings: Iterable[Reading]) -> tuple[Way, ...]:
        """Each reading with the sentence that means it: its words in the place of those typed."""
        clauses = self.filling(MOMENT)
        minutes = [c.get(Place.LENGTH) for c in clauses if Place.LENGTH in c.places]
        length = f" for {minutes[0]}m" if minutes else ""
        return tuple(
            Way(
                describe(reading),
                self.replaced(clauses, f"{self.marker}{spelled(reading)}{length}"),
                reading,
            )
            for reading in readings
        )

    def ways_of(self, text: str) -> list[Way]:
        """What a changed sentence means: its moment, or those of its question. Nothing within a
        sentence that was changed for another, or that is much work itself."""
        much = self.sentence.chart.steps > _MOST_STEPS
        if self.read is None or much or self.frame.deep > (not self.is_long):
            return []
        found = self.read(text, replace(self.frame, deep=self.frame.deep + 1))
        if isinstance(found, Asked | Way):
            return list(found.ways) if isinstance(found, Asked) else [found]
        when = found.when if isinstance(found, Plan) else found
        when = found.reading if isinstance(found, Moved) else when
        return [Way(describe(when), text, when)] if isinstance(when, Reading) else []

    def one(self, choice: Choice) -> Reading:
        """The one reading; Stopped with the question where there are several."""
        if choice.question:
            raise Stopped(Asked(choice.question, self.ways(choice.readings)))
        return choice.readings[0]


def answered(read: Callable[P, T]) -> Callable[P, T | Asked | NotUnderstood]:
    """A reader that gives back what it reads, or the answer with which it is Stopped."""

    @wraps(read)
    def answer(*args: P.args, **named: P.kwargs) -> T | Asked | NotUnderstood:
        try:
            return read(*args, **named)
        except Stopped as stopped:
            return stopped.answer

    return answer
