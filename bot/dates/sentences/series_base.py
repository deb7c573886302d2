"""What every step of reading a series needs: its clauses, and how to ask."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date

from bot.dates.answers import Recurring, Stopped, Way, describe
from bot.dates.chart.cover import Clause, Place
from bot.dates.meaning.counting import Days, typed_weekday
from bot.dates.meaning.days import Day, WeekdayName, days_of
from bot.dates.meaning.hours import Hours
from bot.dates.meaning.moments import moment
from bot.dates.sentences.shared import Typed, asks
from bot.dates.tables.rhythm import Rhythm, phrase
from bot.domain.recurrence import Slot, occurrence


class SeriesReader:
    """The clauses of a sentence that tells of a series, and what was read of it so far.

    `piece`: the words that say how often, and `rhythm` what they say; `slot`: its first wall time;
    `first`: its first date.
    """

    piece: Clause
    rhythm: Rhythm
    slot: Slot
    first: date

    def __init__(self, typed: Typed) -> None:
        self.typed, self.frame, self.cover = typed, typed.frame, typed.cover

    def _asks(
        self, words: str, clause: Clause, ways: Sequence[tuple[str, str]], *, dated: bool = False
    ) -> Stopped:
        """The question with its ways: (label, what is said instead of the clause).

        `dated`: each way is called by the first moment that it leads to, where it leads to one.
        """
        said = []
        for label, instead in ways:
            text = self.typed.replaced([clause], instead)
            reading = None
            if dated and not self.frame.deep:
                try:
                    found = self.read_again(text)
                except Stopped:
                    pass
                else:
                    at = occurrence(found.first, found.slots[0]).starts_at
                    reading = moment(at.astimezone(UTC), found.slots[0].zone)
                    label = describe(reading)
            said.append(Way(label, text, reading))
        return asks(words, tuple(said))

    def _beside(self, clause: Clause, place: Place) -> str:
        """What else a clause says than that place, in words that are read as such."""
        said = ""
        for other, value in clause.fill.places:
            if other is place:
                continue
            if other is Place.RHYTHM and isinstance(value, Rhythm):
                said += f" {phrase(value)}"
            elif other is Place.TIME and isinstance(value, Hours) and len(value.hours) == 1:
                said += f" at {value.hours[0][1]:%H:%M}"
            elif other is Place.LENGTH:
                said += f" for {value}m"
            elif other is Place.DAY and isinstance(value, WeekdayName):
                said += f" on {typed_weekday(value.weekday)}"
            elif other in (Place.START, Place.END) and isinstance(value, Day):
                marker = "from" if other is Place.START else "until"
                said += f" {marker} {self._days(value, self.frame.zone).days[0].isoformat()}"
        return said

    def _shown(self, clause: Clause) -> str:
        return self.typed.shown([clause])

    def _days(self, said: Day, zone: str, *, timed: bool = False) -> Days:
        """The days that the words name where it is today in `zone`, past ones too."""
        today = self.frame.today(zone, timed=timed)
        return days_of(said, replace(today, for_moment=timed))

    def read_again(self, text: str) -> Recurring:
        """The series of a changed sentence; Stopped where it is none."""
        deeper = replace(self.frame, deep=1)
        return type(self)(Typed.of(text, "schedule", deeper)).read()

    def read(self) -> Recurring:
        """The series; Stopped with a question or a refusal."""
        raise NotImplementedError
