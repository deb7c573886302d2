"""Series in a sentence: its rhythm, its wall times, its first date and its end."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, takewhile

from dateutil.relativedelta import relativedelta

from bot.dates.answers import Asked, Recurring, Way, describe
from bot.dates.chart.cover import Clause, Place
from bot.dates.meaning.calendar import Days, NoSuchDay, TooFar, days_of
from bot.dates.meaning.moments import (
    NoSuchTime,
    NoSuchZone,
    Zones,
    hours_of,
    moment,
    zones_of,
)
from bot.dates.sentences.shared import Stopped, Typed, refused
from bot.dates.tables.rhythm import (
    LAST,
    How,
    NoRhythm,
    Rhythm,
    Rhythms,
    phrase,
    rhythms_on,
)
from bot.dates.tables.series import (
    ForSpan,
    MonthDays,
    NamedDays,
    Open,
    Start,
    Times,
    Turns,
    UntilDay,
    UntilSpan,
    monthly,
    weekly,
)
from bot.dates.tables.values import (
    Clock,
    Day,
    Elapsed,
    Exact,
    Hours,
    Midnight,
    NoOneDay,
    NoOneTime,
    Time,
    WeekdayName,
    Zone,
)
from bot.domain import zones
from bot.domain.recurrence import (
    MOST_COUNT,
    MOST_INTERVAL,
    MOST_SLOTS,
    Frequency,
    Rule,
    Slot,
    occurrence,
)
from bot.domain.wording import listed, spell_day, spell_weekday

_DAY = timedelta(days=1)
_FAR = 5 * 366 + 1
_MOST_DATES = 6 * 366
_USUAL = ("09:00", "11:00", "14:00", "16:00")
_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TOO_MANY = f"A series with a number of dates has from 2 to {MOST_COUNT:,} of them."
_MIDNIGHT = (
    "Midnight can be the start of a day or its end. Please write 00:00 and name the day that"
    " begins then."
)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A rhythm that says which day it means, its first date, and the words of the rhythm."""

    rhythm: Rhythm
    first: date
    piece: Clause


def read_series(typed: Typed) -> Recurring:
    """The series that the clauses of a sentence tell of; Stopped with a question or a refusal."""
    return _Series(typed).read()


class _Series:
    def __init__(self, typed: Typed) -> None:
        self.typed, self.frame, self.cover = typed, typed.frame, typed.cover

    def read(self) -> Recurring:
        piece, rhythm = self._rhythm()
        slots = self._slots(piece)
        begun = self._beginning(piece, rhythm, slots[0])
        rule = self._rule(begun, slots[0])
        self._check_greenwich(begun, rule)
        return Recurring(begun.first, rule, slots)

    # Questions ------------------------------------------------------------------------------

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
            if dated:
                try:
                    found = read_series(Typed.of(text, "schedule", self.frame))
                except Stopped:
                    pass
                else:
                    at = occurrence(found.first, found.slots[0]).starts_at
                    reading = moment(at.astimezone(UTC), found.slots[0].zone)
                    label = describe(reading)
            said.append(Way(label, text, reading))
        return Stopped(Asked(words, tuple(said)))

    def _shown(self, clause: Clause) -> str:
        return self.typed.shown([clause])

    # How often ------------------------------------------------------------------------------

    def _rhythm(self) -> tuple[Clause, Rhythm]:
        """The rhythm and its words."""
        piece, how = self.cover.clause(Place.RHYTHM), self.cover.get(Place.RHYTHM)
        days, named = self.cover.clause(Place.DAYS), self.cover.get(Place.DAYS)
        if piece is None:
            if days is None or not isinstance(named, MonthDays):
                raise TypeError("no rhythm")
            piece, how, named = days, monthly(named, 1), None
        if isinstance(how, Rhythm) and isinstance(named, NamedDays):
            how = weekly(named, how.every)
        elif isinstance(how, Rhythm) and isinstance(named, MonthDays) and days is not None:
            if how != Rhythm("month", how.every):
                words = f"“{self._shown(piece)}” and “{self._shown(days)}” do not go together."
                raise refused(f"{words} Please leave one of them out.")
            how = monthly(named, how.every)
        return piece, self._one(piece, how)

    def _one(self, piece: Clause, how: How | object) -> Rhythm:
        if isinstance(how, NoRhythm):
            raise refused(how.words)
        if isinstance(how, Rhythms):
            raise self._asks_rhythm(piece, how.ways, f"{how.why} ")
        if not isinstance(how, Rhythm):
            raise TypeError(f"no rhythm: {how}")
        if not 1 <= how.every <= MOST_INTERVAL:
            raise refused(f"A series comes every 1 to {MOST_INTERVAL} days, weeks or months.")
        return how

    def _asks_rhythm(self, piece: Clause, ways: tuple[Rhythm, ...], why: str = "") -> Stopped:
        choice = listed([f"“{phrase(way)}”" for way in ways], "or")
        return self._asks(
            f"{why}Do you mean {choice}?", piece, [(phrase(way), phrase(way)) for way in ways]
        )

    def _with_weekday(self, rhythm: Rhythm, weekday: int, piece: Clause) -> Rhythm:
        """On a weekday that was named beside it; in a month one must say which of them."""
        if rhythm.unit == "week":
            return Rhythm("week", rhythm.every, (weekday,))
        ways = [Rhythm("month", rhythm.every, (weekday,), (nth,)) for nth in (1, 2, 3, 4, LAST)]
        raise self._asks(
            f"Which {spell_weekday(weekday)} of the month?",
            piece,
            [(phrase(way), phrase(way)) for way in ways],
        )

    def _on_its_day(self, rhythm: Rhythm, first: date | None, piece: Clause) -> Rhythm:
        """With the day that its first date gives it; Stopped where a day is missing."""
        if rhythm.says_which_day:
            return rhythm
        if first is not None and rhythm.unit == "week":
            return Rhythm("week", rhythm.every, (first.weekday(),))
        if first is not None and rhythm.every % 12 == 0:
            return Rhythm("month", rhythm.every, days=(first.day,))
        if first is not None:
            raise self._asks_rhythm(piece, rhythms_on(rhythm, first))
        if rhythm.unit == "month":
            if rhythm.every % 12 == 0:
                raise refused(
                    "Please name the day of the year, for example “every year on 12 Dec”."
                )
            example = phrase(Rhythm("month", rhythm.every, (1,), (2,)))
            other = phrase(Rhythm("month", rhythm.every, days=(15,)))
            raise refused(
                f"On which day of the month? Please write for example “{example}” or “{other}”."
            )
        ways = [Rhythm("week", rhythm.every, (day,)) for day in range(5)]
        raise self._asks(
            "On which day of the week?", piece, [(phrase(way), phrase(way)) for way in ways]
        )

    # Times ----------------------------------------------------------------------------------

    def _slots(self, piece: Clause) -> tuple[Slot, ...]:
        """One slot, or those that take turns; Stopped where a time or zone is unclear."""
        said, turns = self.cover.get(Place.TIME), self.cover.get(Place.TURNS)
        if isinstance(turns, NoOneTime):
            raise refused(f"{turns.advice}.")
        if isinstance(turns, Turns):
            if said is not None:
                raise refused(
                    "There is a time beside those that take turns. Please put all of them behind"
                    " “rotating”."
                )
            return self._turning(turns)
        zone = self._zone()
        return (Slot(clock=self._clock(said, piece, zone), zone=zone),)

    def _zone(self) -> str:
        said, clause = self.typed.zone, self.cover.clause(Place.ZONE)
        named = self._zones(said)
        if clause is not None and (named.why or (len(named.keys) > 1 and not _is_gmt(said))):
            ways = [(key, f"in {key}") for key in named.keys]
            choice = listed(named.keys, "or")
            raise self._asks(f"{named.why} Do you mean {choice}?", clause, ways, dated=True)
        return named.keys[0]

    def _zones(self, said: Zone | None) -> Zones:
        try:
            return zones_of(said, self.frame.zone)
        except NoSuchZone as none:
            raise refused(str(none)) from None

    def _check_greenwich(self, begun: _Begun, rule: Rule) -> None:
        """GMT is UTC; asked about where London's clocks differ on any of the dates."""
        said, clause = self.cover.get(Place.ZONE), self.cover.clause(Place.ZONE)
        if clause is None or not _is_gmt(said):
            return
        dates = islice(rule.dates(begun.first), 400)
        if all(
            zones.to_wall(datetime.combine(day, time(12), UTC), "Europe/London").hour == 12
            for day in dates
        ):
            return
        raise self._asks(
            "London is on summer time on some of the dates, and GMT is not."
            " Do you mean UTC or Europe/London?",
            clause,
            [("UTC", "in UTC"), ("Europe/London", "in Europe/London")],
            dated=True,
        )

    def _clock(self, said: object, piece: Clause, zone: str) -> time:
        if isinstance(said, Elapsed | Exact):
            raise refused("A series needs a time of day, for example “at 14:00”.")
        if isinstance(said, Midnight) or said == Clock(24, 0):
            raise refused(_MIDNIGHT)
        part = self.cover.get(Place.PART)
        try:
            hours = hours_of(said, part, time_needed=True, days=1)  # type: ignore[arg-type]
        except NoSuchTime as none:
            raise refused(str(none)) from None
        clocks = [f"{hour:%H:%M}" for _, hour in hours.hours]
        if hours.ask:
            typed = self._shown(piece)
            raise self._asks(
                f"At what time, for example {listed(clocks, 'or')} ({zone})?",
                piece,
                [(clock, f"{typed} at {clock}") for clock in clocks],
            )
        clause = self.cover.clause(Place.TIME)
        if len(clocks) > 1 and clause is not None:
            ways = [
                (clock, f"{self._beside_time(clause)}at {clock}{self._length(clause)}")
                for clock in clocks
            ]
            raise self._asks(
                f"{hours.why} Do you mean {listed(clocks, 'or')}?", clause, ways, dated=True
            )
        return hours.hours[0][1]

    def _length(self, clause: Clause) -> str:
        """The length of "10-11", which goes with its start."""
        length = dict(clause.fill.places).get(Place.LENGTH)
        return f" for {length}m" if length is not None else ""

    def _beside_time(self, clause: Clause) -> str:
        """What else a clause of a time says: the day of "Tuesday at 10"."""
        day = dict(clause.fill.places).get(Place.DAY)
        return f"on {spell_weekday(day.weekday)} " if isinstance(day, WeekdayName) else ""

    def _plain_clock(self, said: Time | Hours) -> time:
        if isinstance(said, Hours):
            raise refused(
                "I can't read this as one time. Please give one start, and the length apart, for"
                " example “14:00 for 60m”."
            )
        if isinstance(said, Midnight) or said == Clock(24, 0):
            raise refused(_MIDNIGHT)
        try:
            hours = hours_of(said, None, time_needed=True, days=1)
        except NoSuchTime as none:
            raise refused(str(none)) from None
        if len(hours.hours) > 1:
            clocks = [f"{hour:%H:%M}" for _, hour in hours.hours]
            raise refused(f"{hours.why} Please write {listed(clocks, 'or')}.")
        return hours.hours[0][1]

    def _turning(self, turns: Turns) -> tuple[Slot, ...]:
        if len(turns.times) > MOST_SLOTS:
            raise refused(
                f"Up to {MOST_SLOTS} times can take turns, and these are {len(turns.times)}."
            )
        clocks = [self._plain_clock(clock) for clock, _ in turns.times]
        keys = self._turning_zones(turns, clocks)
        slots = tuple(Slot(clock=c, zone=z) for c, z in zip(clocks, keys, strict=True))
        if len(slots) < 2:
            raise refused("For taking turns, please give at least two times.")
        if len(set(slots)) < len(slots):
            raise refused("The same time stands twice among those that take turns.")
        return slots

    def _sure_key(self, said: Zone) -> str:
        named = self._zones(said)
        if named.why:
            raise refused(f"{named.why} Please write {listed(named.keys, 'or')}.")
        return named.keys[0]

    def _turning_zones(self, turns: Turns, clocks: list[time]) -> list[str]:
        """A zone for each of the times; one behind the last alone is asked about."""
        usual = self._zone()
        if turns.zone_for_all is not None and not any(zone for _, zone in turns.times[:-1]):
            return [self._sure_key(turns.zone_for_all)] * len(clocks)
        own = [None if zone is None else self._sure_key(zone) for _, zone in turns.times]
        if all(key is None for key in own):
            return [usual] * len(clocks)
        *others, last = own
        if last is not None and not any(others):
            if last == usual:
                return [usual] * len(clocks)
            raise self._asks_zones(clocks, usual, last)
        if None in own:
            raise refused("Please put a zone behind each of the times that take turns, or none.")
        return [key for key in own if key is not None]

    def _asks_zones(self, clocks: list[time], usual: str, last: str) -> Stopped:
        shown = [f"{clock:%H:%M}" for clock in clocks]
        together = f"{listed(shown)} all in {last}"
        each = listed([*(f"{clock} {usual}" for clock in shown[:-1]), f"{shown[-1]} {last}"])
        clause = self.cover.clause(Place.TURNS)
        if clause is None:
            raise TypeError("no turns")
        return self._asks(
            f"Is {last} the zone of all these times, or of the last one only?",
            clause,
            [(together, f"rotating {together}"), (each, f"rotating {each}")],
        )

    # The first date -------------------------------------------------------------------------

    def _beginning(self, piece: Clause, rhythm: Rhythm, slot: Slot) -> _Begun:
        """Stopped where the words name no day, or a first date that does not fit the rhythm."""
        start, day = self.cover.get(Place.START), self.cover.get(Place.DAY)
        begins = self.cover.clause(Place.START)
        dated = self.cover.clause(Place.DAY)
        its_day = isinstance(day, WeekdayName) and day.which == "" and dated is not begins
        says_it = rhythm.unit == "day" or rhythm.says_which_day
        if isinstance(day, WeekdayName) and its_day and not says_it:
            rhythm, dated, day = self._with_weekday(rhythm, day.weekday, piece), None, None
        named = start.day if isinstance(start, Start) else None
        if named is not None and day is not None and dated is not None and begins is not None:
            both = listed([f"“{self._shown(clause)}”" for clause in (begins, dated)])
            raise refused(f"There are two dates in this: {both}. Please give one first date.")
        clause = begins if named is not None else dated
        named = named if named is not None else day  # type: ignore[assignment]
        if clause is None or named is None:
            rhythm = self._on_its_day(rhythm, None, piece)
            since = _since(start, self.frame.today(slot.zone).day)
            return _Begun(rhythm, self._next(rhythm, since, slot), piece)
        first = self._named_day(named, clause, slot)
        if rhythm.unit == "day" and its_day and clause is dated:
            raise self._each_day_or_weekday(rhythm, piece, first, clause)
        rhythm = self._on_its_day(rhythm, first, piece)
        if not rhythm.fits(first):
            raise self._does_not_fit(rhythm, piece, first, clause, slot)
        return _Begun(rhythm, first, piece)

    def _next(self, rhythm: Rhythm, since: date, slot: Slot) -> date:
        """The first date from `since` on that fits and is still ahead, within five years."""
        for days in range(_FAR):
            day = since + days * _DAY
            if rhythm.fits(day) and occurrence(day, slot).starts_at > self.frame.now:
                return self._checked_near(day, slot)
        raise refused("No date of the next five years fits this.")

    def _checked_near(self, day: date, slot: Slot) -> date:
        if occurrence(day, slot).starts_at > self.frame.latest:
            raise refused(
                f"The first date, {spell_day(day)}, is more than five years ahead. Please choose"
                " an earlier one."
            )
        return day

    def _days(self, said: Day, zone: str, *, timed: bool = False) -> Days:
        """The days that the words name where it is today in `zone`, past ones too."""
        if isinstance(said, NoOneDay):
            raise refused(said.advice)
        try:
            return days_of(said, self.frame.today(zone, named=zone != self.frame.zone, timed=timed))
        except NoSuchDay as none:
            raise refused(str(none)) from None
        except TooFar:
            raise refused("That is more than five years ahead.") from None

    def _named_day(self, named: Day, clause: Clause, slot: Slot) -> date:
        """The day that the words name; Stopped where it may be several, or is past."""
        days = self._days(named, slot.zone, timed=True)
        now = self.frame.now
        ahead = [day for day in days.days if occurrence(day, slot).starts_at > now][: days.keep]
        if not ahead:
            hint = days.hint or "Please choose a date that is still ahead."
            when = f"{spell_day(days.days[-1])}, {slot.clock:%H:%M} ({slot.zone})"
            raise refused(f"“{self._shown(clause)}” is in the past: {when}. {hint}")
        if len(ahead) == 1 and not days.ask:
            return self._checked_near(ahead[0], slot)
        names = [spell_day(day) for day in ahead]
        raise self._asks(
            f"{days.why} Is the first date {listed(names, 'or')}?".strip(),
            clause,
            [(spell_day(day), self._start_words(day, clause)) for day in ahead],
        )

    def _start_words(self, day: date, clause: Clause) -> str:
        """A first date in words of one reading, with what else the clause says."""
        words = f"starting {day.isoformat()}"
        for place, value in clause.fill.places:
            if place is Place.TIME and isinstance(value, Clock):
                words += f" at {value.hour:02}:{value.minute:02}"
            if place is Place.END and isinstance(value, UntilDay):
                until = self._days(value.day, self.frame.zone).days[0]
                words += f" until {until.isoformat()}"
        return words

    def _does_not_fit(
        self, rhythm: Rhythm, piece: Clause, day: date, start: Clause, slot: Slot
    ) -> Stopped:
        """The first date on which the rhythm never falls: either of the two may be meant."""
        following = self._next(rhythm, day, slot)
        moved = self.typed.replaced([start], self._start_words(following, start))
        ways = [Way(_labelled(rhythm, following), moved)]
        ways += [
            Way(_labelled(way, day), self.typed.replaced([piece], phrase(way)))
            for way in rhythms_on(rhythm, day)
        ]
        words = (
            f"{spell_day(day)} is no date of “{phrase(rhythm)}”: the next one is"
            f" {spell_day(following)}. Which do you mean?"
        )
        return Stopped(Asked(words, tuple(ways)))

    def _each_day_or_weekday(
        self, rhythm: Rhythm, piece: Clause, day: date, start: Clause
    ) -> Stopped:
        """ "every day on Tuesday": from that day on, or only on that weekday."""
        on_weekday = Rhythm("week", 1, (day.weekday(),))
        ways = (
            Way(
                _labelled(rhythm, day),
                self.typed.replaced([start], self._start_words(day, start)),
            ),
            Way(_labelled(on_weekday, day), self.typed.replaced([piece], phrase(on_weekday))),
        )
        name = spell_weekday(day.weekday())
        words = f"“{phrase(rhythm)}” is not always on {name}. What do you mean?"
        return Stopped(Asked(words, ways))

    # The end --------------------------------------------------------------------------------

    def _rule(self, begun: _Begun, slot: Slot) -> Rule:
        """The rule with its end; Stopped where it leaves no series."""
        but = self._left_out(begun, slot)
        end, clause = self.cover.get(Place.END), self.cover.clause(Place.END)
        if end is None or clause is None or isinstance(end, Open):
            return _ruled(begun.rhythm, but=but)
        return self._checked(self._ended(end, clause, begun, slot, but), begun, slot)

    def _ended(
        self, end: object, clause: Clause, begun: _Begun, slot: Slot, but: tuple[date, ...]
    ) -> Rule:
        match end:
            case Times(number):
                if not 1 <= number <= MOST_COUNT:
                    raise refused(_TOO_MANY)
                return _ruled(begun.rhythm, count=number, but=but)
            case ForSpan(number, unit):
                span = relativedelta(**{f"{unit}s": min(number, _MOST_DATES)})  # type: ignore[arg-type]
                number = len(_dates(begun, begun.first + span - _DAY))
                if number > MOST_COUNT:
                    raise refused(_TOO_MANY)
                return _ruled(begun.rhythm, count=max(number, 1), but=but)
            case UntilSpan():
                until = self._end_of_span(clause, end, begun, slot)
            case UntilDay(day):
                until = self._last_day(clause, day, begun, slot)
            case _:
                until = self._last_day(clause, end, begun, slot)  # type: ignore[arg-type]
        return _ruled(begun.rhythm, until=until, but=but)

    def _last_day(self, clause: Clause, said: Day, begun: _Begun, slot: Slot) -> date:
        days = self._days(said, slot.zone)
        left = [day for day in days.days if day >= begun.first]
        if not left:
            raise _before_first(days.days[-1], begun, days.hint)
        if len(left) == 1 and not days.ask:
            return left[0]
        raise self._asks_last(f"{days.why} ", left, clause)

    def _asks_last(self, why: str, days: list[date], clause: Clause) -> Stopped:
        return self._asks(
            f"{why}Is the last day {listed([spell_day(day) for day in days], 'or')}?",
            clause,
            [(f"until {spell_day(day)}", self._until_words(day, clause)) for day in days],
        )

    def _until_words(self, day: date, clause: Clause) -> str:
        start = dict(clause.fill.places).get(Place.START)
        begins = ""
        if isinstance(start, Start) and start.day is not None:
            first = self._days(start.day, self.frame.zone).days[0]
            begins = f"from {first.isoformat()} "
        return f"{begins}until {day.isoformat()}"

    def _end_of_span(self, clause: Clause, said: UntilSpan, begun: _Begun, slot: Slot) -> date:
        """ "until June" can leave June out or take it in: asked where that makes a difference."""
        year, month = said.year, said.month
        if year is None:
            year = self.frame.today(slot.zone).day.year if month is None else begun.first.year
            if month is not None and month < begun.first.month:
                year += 1
        last = date(year, month or 12, monthrange(year, month or 12)[1])
        if last < begun.first:
            raise _before_first(last, begun, "")
        before = date(year, month or 1, 1) - _DAY
        if said.whole or before < begun.first or _dates(begun, before) == _dates(begun, last):
            return last
        called = spell_day(last).split()[2] if month else str(year)
        why = f"“{self._shown(clause)}” can leave {called} out or take it in. "
        raise self._asks_last(why, [before, last], clause)

    def _left_out(self, begun: _Begun, slot: Slot) -> tuple[date, ...]:
        """The dates behind "except": each must be one of the series."""
        found = []
        for said in self.cover.get(Place.EXCEPT) or ():  # type: ignore[attr-defined]
            days = self._days(said, slot.zone).days
            fitting = [day for day in days if begun.rhythm.fits(day)]
            if not fitting:
                raise refused(
                    f"{spell_day(days[0])} is no date of “{phrase(begun.rhythm)}”, so it cannot be"
                    " left out. Please correct it."
                )
            found.append(fitting[0])
        return tuple(sorted(set(found)))

    def _checked(self, rule: Rule, begun: _Begun, slot: Slot) -> Rule:
        """A rule of at least two dates, none more than five years ahead."""
        latest = self.frame.latest
        if rule.until is not None and rule.until > latest.date():
            raise _too_far(rule.until)
        dates = list(islice(rule.dates(begun.first), _MOST_DATES))
        if dates and occurrence(dates[-1], slot).starts_at > latest:
            raise _too_far(dates[-1])
        if len(dates) < 2:
            raise refused(
                f"Only one date is left in this series, {spell_day(begun.first)}. Please give it a"
                f" later end, or leave out “{phrase(begun.rhythm)}” for one dialogue."
            )
        return rule


def _is_gmt(said: object) -> bool:
    return getattr(said, "typed", "") == "GMT"


def _since(start: object, today: date) -> date:
    """The day from which on the first date is looked for."""
    if not isinstance(start, Start) or (start.month is None and start.year is None):
        return today
    month = start.month or 1
    if start.year is not None:
        since = date(start.year, month, 1)
        if (since.year, since.month) < (today.year, today.month if start.month else 1):
            raise refused("That first date is in the past. Please choose one that is ahead.")
        return max(since, today)
    year = today.year if month >= today.month else today.year + 1
    return max(date(year, month, 1), today)


def _ruled(
    rhythm: Rhythm, *, until: date | None = None, count: int | None = None,
    but: tuple[date, ...] = (),
) -> Rule:  # fmt: skip
    several: tuple[str, ...] = ()
    if rhythm.several:
        several = tuple(map(str, rhythm.days)) or tuple(
            f"{nth or ''}{_NAMES[day]}"
            for nth in rhythm.ordinals or (0,)
            for day in rhythm.weekdays
        )
    if rhythm.unit == "month":
        by_date = bool(rhythm.days)
        frequency = Frequency.MONTHLY_BY_DATE if by_date else Frequency.MONTHLY_BY_WEEKDAY
    else:
        frequency = Frequency.DAILY if rhythm.unit == "day" else Frequency.WEEKLY
    return Rule(
        frequency=frequency,
        interval=rhythm.every,
        ordinal=rhythm.ordinals[0] if rhythm.ordinals else None,
        until=until,
        count=count,
        several=several,
        but=but,
    )


def _dates(begun: _Begun, until: date) -> list[date]:
    """The dates up to and with a day, as many as five years can have."""
    dates = takewhile(lambda day: day <= until, _ruled(begun.rhythm).dates(begun.first))
    return list(islice(dates, _MOST_DATES))


def _before_first(day: date, begun: _Begun, hint: str) -> Stopped:
    hint = f" {hint}" if hint else ""
    return refused(
        f"The series would end on {spell_day(day)}, before its first date,"
        f" {spell_day(begun.first)}.{hint}"
    )


def _too_far(day: date) -> Stopped:
    return refused(
        f"The series would end on {spell_day(day)}, more than five years ahead. Please give it an"
        " earlier end, or none."
    )


def _labelled(rhythm: Rhythm, first: date) -> str:
    return f"{phrase(rhythm)}, first on {spell_day(first)}"
