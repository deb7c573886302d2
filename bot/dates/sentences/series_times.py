"""What each step of reading a series needs, and its wall times: one, or up to four in turn."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any

from bot.dates.answers import Recurring, Stopped, Way, describe, refusal, refused
from bot.dates.chart.cover import Clause, Place
from bot.dates.meaning.counting import Days, typed_weekday
from bot.dates.meaning.days import Day, WeekdayName, days_of
from bot.dates.meaning.hours import (
    DAY_ENDS,
    GMT,
    MIDNIGHT,
    Elapsed,
    Exact,
    HourRange,
    Hours,
    Part,
    SeveralClocks,
    Time,
    Zone,
    hours_of,
    readable,
    zones_of,
)
from bot.dates.meaning.moments import moment
from bot.dates.sentences.shared import Typed, asks, do_you_mean
from bot.dates.tables.rhythm import Rhythm, phrase
from bot.dates.tables.turns import Turns
from bot.domain import zones
from bot.domain.recurrence import MOST_SLOTS, Rule, Slot, occurrence
from bot.domain.wording import listed
from bot.languages import ENGLISH, N_, _, speaking


class SeriesReader:
    """The clauses of a sentence that tells of a series, and what was read of it so far. `piece`:
    the words that say how often, and `rhythm` what they say; `slot`: its first wall time; `first`:
    its first date."""

    piece: Clause
    rhythm: Rhythm
    slot: Slot
    first: date

    def __init__(self, typed: Typed) -> None:
        self.typed, self.frame, self.cover = typed, typed.frame, typed.cover

    def _asks(
        self, words: str, clause: Clause, ways: Sequence[tuple[str, str]], *, dated: bool = False
    ) -> Stopped:
        """The question with its ways: (label, what is said instead of the clause). `dated`: each
        way is called by the first moment that it leads to, where it leads to one."""
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
        return days_of(said, replace(self.frame.today(zone, timed=timed), for_moment=timed))

    def read_again(self, text: str) -> Recurring:
        """The series of a changed sentence; Stopped where it is none."""
        return type(self)(Typed.of(text, "schedule", replace(self.frame, deep=1))).read()

    def read(self) -> Recurring:
        """The series; Stopped with a question or a refusal."""
        raise NotImplementedError


_MIDNIGHT = N_(
    "Midnight can be the start of a day or its end. Please write 00:00 and name the day that"
    " begins then."
)


def _hours(said: Any, part: Part | None = None) -> Hours:
    """The times of day that words can be; Stopped for those that are none."""
    if said in (MIDNIGHT, DAY_ENDS):
        raise refusal(_MIDNIGHT)
    return readable(hours_of(said, part, needed=True))


def _please_write(ways: Sequence[str]) -> str:
    return _("Please write {ways}.", ways=listed(ways, "or"))


class TimesReader(SeriesReader):
    """Reads the slots; Stopped where a time or a zone is unclear."""

    def _slots(self) -> tuple[Slot, ...]:
        """One slot, or those that take turns; Stopped where a time or zone is unclear."""
        said, turns = self.cover.get(Place.TIME), readable(self.cover.get(Place.TURNS))
        if isinstance(turns, Turns):
            if said is not None:
                raise self.typed.refusal(
                    "There is a time beside those that take turns. Please put all of them"
                    " behind “rotating”."
                )
            return self._turning(turns)
        if isinstance(said, SeveralClocks):
            raise self._asks_clock(said)
        zone = self._zone()
        return (Slot(clock=self._clock(said, zone), zone=zone),)

    def _asks_clock(self, said: SeveralClocks) -> Stopped:
        clause = self.typed.filling([Place.TIME])[0]
        ways = []
        for clock in said.clocks:
            key = zones_of(clock.zone, self.frame.zone).keys[0]
            words = f"{clock.hours.hours[0][1]:%H:%M} in {key}"
            ways.append((words, f"at {words}{self._beside(clause, Place.TIME)}"))
        question = _("A series keeps to the clocks of one zone. Which is it?")
        return self._asks(question, clause, ways, dated=True)

    def _zone(self) -> str:
        said, clause = self.typed.zone, self.cover.clause(Place.ZONE)
        named = zones_of(said, self.frame.zone)
        if clause is not None and (named.why or (len(named.keys) > 1 and said != GMT)):
            ways = [(key, f"in {key}") for key in named.keys]
            raise self._asks(f"{named.why} {do_you_mean(named.keys)}", clause, ways, dated=True)
        return named.keys[0]

    def _check_greenwich(self, rule: Rule) -> None:
        """GMT is UTC; asked about where London's clocks differ on any of the dates."""
        said, clause = self.cover.get(Place.ZONE), self.cover.clause(Place.ZONE)
        if clause is None or said != GMT:
            return
        if all(
            zones.to_wall(datetime.combine(day, time(12), UTC), "Europe/London").hour == 12
            for day in islice(rule.dates(self.first), 400)
        ):
            return
        raise self._asks(
            _(
                "London is on summer time on some of the dates, and GMT is not."
                " Do you mean UTC or Europe/London?"
            ),
            clause,
            [("UTC", "in UTC"), ("Europe/London", "in Europe/London")],
            dated=True,
        )

    def _clock(self, said: Any, zone: str) -> time:
        if isinstance(said, Elapsed | Exact):
            raise refusal("A series needs a time of day, for example “at 14:00”.")
        hours = _hours(said, self.cover.get(Place.PART))
        clocks = [f"{hour:%H:%M}" for _day, hour in hours.hours]
        if hours.ask:
            typed = self._shown(self.piece)
            raise self._asks(
                _(
                    "At what time, for example {times} ({zone})?",
                    times=listed(clocks, "or"),
                    zone=zone,
                ),
                self.piece,
                [(clock, f"{typed} at {clock}") for clock in clocks],
            )
        clause = self.cover.clause(Place.TIME)
        if len(clocks) > 1 and clause is not None:
            beside = self._beside(clause, Place.TIME)
            ways = [(clock, f"at {clock}{beside}") for clock in clocks]
            raise self._asks(f"{hours.reason} {do_you_mean(clocks)}", clause, ways, dated=True)
        return hours.hours[0][1]

    def _plain_clock(self, said: Time | HourRange) -> time:
        if isinstance(said, HourRange):
            raise self.typed.refusal(
                "I can't read this as one time. Please give one start, and the length apart,"
                " for example “14:00 for 60m”."
            )
        hours = _hours(said)
        if len(hours.hours) > 1:
            clocks = [f"{hour:%H:%M}" for _day, hour in hours.hours]
            raise refused(f"{hours.reason} {_please_write(clocks)}")
        return hours.hours[0][1]

    def _turning(self, turns: Turns) -> tuple[Slot, ...]:
        if len(turns.times) > MOST_SLOTS:
            raise self.typed.refusal(
                "Up to {most} times can take turns, and these are {number}.",
                most=MOST_SLOTS,
                number=len(turns.times),
            )
        clocks = [self._plain_clock(turn.time) for turn in turns.times]
        keys = self._turning_zones(turns, clocks)
        slots = tuple(Slot(clock=c, zone=z) for c, z in zip(clocks, keys, strict=True))
        if len(slots) < 2:
            raise refusal("For taking turns, please give at least two times.")
        if len(set(slots)) < len(slots):
            raise refusal("The same time stands twice among those that take turns.")
        return slots

    def _sure_key(self, said: Zone) -> str:
        named = zones_of(self.typed.as_typed(said), self.frame.zone)
        if named.why:
            raise refused(f"{named.why} {_please_write(named.keys)}")
        return named.keys[0]

    def _turning_zones(self, turns: Turns, clocks: list[time]) -> list[str]:
        """A zone for each of the times; one behind the last alone is asked about."""
        usual = self._zone()
        if turns.zone_for_all is not None and not any(turn.zone for turn in turns.times[:-1]):
            return [self._sure_key(turns.zone_for_all)] * len(clocks)
        own = [self._sure_key(turn.zone) if turn.zone else None for turn in turns.times]
        if all(key is None for key in own):
            return [usual] * len(clocks)
        *others, last = own
        if last is not None and not any(others):
            if last == usual:
                return [usual] * len(clocks)
            raise self._asks_zones(clocks, usual, last)
        if None in own:
            raise refusal("Please put a zone behind each of the times that take turns, or none.")
        return [key for key in own if key is not None]

    def _asks_zones(self, clocks: list[time], usual: str, last: str) -> Stopped:
        shown = [f"{clock:%H:%M}" for clock in clocks]
        with speaking(ENGLISH):  # these words are read again
            together = f"{listed(shown)} all in {last}"
            each = listed([*(f"{clock} {usual}" for clock in shown[:-1]), f"{shown[-1]} {last}"])
        (clause,) = self.typed.filling([Place.TURNS])
        return self._asks(
            _("Is {zone} the zone of all these times, or of the last one only?", zone=last),
            clause,
            [(together, f"rotating {together}"), (each, f"rotating {each}")],
        )
