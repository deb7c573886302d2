"""Series in a sentence: how often, and the first date."""

from collections.abc import Iterable
from datetime import date

from bot.dates.answers import Recurring, Stopped, Way, refusal, refused
from bot.dates.chart.cover import Clause, Place
from bot.dates.meaning.counting import DAY, Today
from bot.dates.meaning.days import Day, WeekdayName
from bot.dates.meaning.hours import readable
from bot.dates.meaning.periods import Period
from bot.dates.sentences.series_ends import EndsReader
from bot.dates.sentences.series_times import TimesReader
from bot.dates.sentences.shared import Typed, asks, do_you_mean
from bot.dates.tables.rhythm import How, Rhythm, Rhythms, phrase, rhythms_on
from bot.dates.tables.rhythm import named as named_rhythm
from bot.domain.recurrence import LAST, MOST_INTERVAL, occurrence
from bot.domain.wording import listed, spell_day, spell_weekday
from bot.languages import _

_FAR = 5 * 366 + 1


def read_series(typed: Typed) -> Recurring:
    """The series that the clauses of a sentence tell of; Stopped with a question or a refusal."""
    return _Series(typed).read()


class _Series(TimesReader, EndsReader):
    def read(self) -> Recurring:
        self.rhythm = self._how_often()
        slots = self._slots()
        self.slot = slots[0]
        self.first = self._beginning()
        rule = self._rule()
        self._check_greenwich(rule)
        return Recurring(self.first, rule, slots)

    def _how_often(self) -> Rhythm:
        """The rhythm; `piece` are its words."""
        how, named = self.cover.get(Place.RHYTHM), self.cover.get(Place.DAYS)
        piece, *days = self.typed.filling([Place.RHYTHM]) + self.typed.filling([Place.DAYS])
        if how is None:
            how, named = named_rhythm(named), None
        if isinstance(how, Rhythm) and named is not None:
            if named.unit == "month" and how != Rhythm("month", how.every):
                raise self.typed.refusal(
                    "“{one}” and “{two}” do not go together. Please leave one of them out.",
                    one=self._shown(piece),
                    two=self.typed.shown(days),
                )
            how = named_rhythm(named, how.every)
        self.piece = piece
        return self._one(how)

    def _one(self, how: How) -> Rhythm:
        if isinstance(how, Rhythms):
            raise self._asks_rhythm(how.ways, f"{how.why} ")
        rhythm = readable(how)
        if not 1 <= rhythm.every <= MOST_INTERVAL:
            raise refusal(
                "A series comes every 1 to {most} days, weeks or months.", most=MOST_INTERVAL
            )
        return rhythm

    def _asks_rhythm(self, ways: tuple[Rhythm, ...], why: str = "") -> Stopped:
        quoted = (_("“{words}”", words=phrase(way)) for way in ways)
        return self._asks_way(why + do_you_mean(quoted), ways)

    def _asks_way(self, question: str, ways: Iterable[Rhythm]) -> Stopped:
        """Which of these rhythms is meant."""
        return self._asks(question, self.piece, [(phrase(way), phrase(way)) for way in ways])

    def _with_weekday(self, weekday: int) -> Rhythm:
        """On a weekday that was named beside it; in a month one must say which of them."""
        rhythm = self.rhythm
        if rhythm.unit == "week":
            return Rhythm("week", rhythm.every, (weekday,))
        ways = [Rhythm("month", rhythm.every, (weekday,), (nth,)) for nth in (1, 2, 3, 4, LAST)]
        which = _("Which {weekday} of the month?", weekday=spell_weekday(weekday))
        raise self._asks_way(which, ways)

    def _on_its_day(self, first: date | None) -> Rhythm:
        """With the day that its first date gives it; Stopped where a day is missing."""
        rhythm = self.rhythm
        if rhythm.says_which_day:
            return rhythm
        if first is not None and rhythm.unit == "week":
            return Rhythm("week", rhythm.every, (first.weekday(),))
        if first is not None and rhythm.every % 12 == 0:
            return Rhythm("month", rhythm.every, days=(first.day,))
        if first is not None:
            raise self._asks_rhythm(rhythms_on(rhythm, first))
        if rhythm.unit == "month":
            if rhythm.every % 12 == 0:
                raise refusal(
                    "Please name the day of the year, for example “every year on 12 Dec”."
                )
            example = phrase(Rhythm("month", rhythm.every, (1,), (2,)))
            raise self.typed.refusal(
                "On which day of the month? Please write for example “{example}” or “{other}”.",
                example=example,
                other=phrase(Rhythm("month", rhythm.every, days=(15,))),
            )
        ways = [Rhythm("week", rhythm.every, (day,)) for day in range(5)]
        raise self._asks_way(_("On which day of the week?"), ways)

    def _beginning(self) -> date:
        """The first date; gives the rhythm its day. Stopped where the words name no day, or a first
        date that does not fit the rhythm."""
        start, day = self.cover.get(Place.START), self.cover.get(Place.DAY)
        begins = self.cover.clause(Place.START)
        dated = self.cover.clause(Place.DAY)
        its_day = isinstance(day, WeekdayName) and day.which == "" and dated is not begins
        if isinstance(day, WeekdayName) and its_day and not self.rhythm.says_which_day:
            self.rhythm, dated, day = self._with_weekday(day.weekday), None, None
        named = start if isinstance(start, Day) and not _only_since(start) else None
        if named is not None and day is not None and dated is not None and begins is not None:
            raise self.typed.refusal(
                "There are two dates in this: “{one}” and “{two}”. Please give one first date.",
                one=self._shown(begins),
                two=self._shown(dated),
            )
        clause = begins if named is not None else dated
        named = named if named is not None else day
        if clause is None or named is None:
            self.rhythm = self._on_its_day(None)
            return self._next(_since(start, self.frame.today(self.slot.zone)))
        first = self._named_day(named, clause)
        if self.rhythm.unit == "day" and its_day and clause is dated:
            raise self._each_day_or_weekday(first, clause)
        self.rhythm = self._on_its_day(first)
        if not self.rhythm.fits(first):
            raise self._does_not_fit(first, clause)
        return first

    def _next(self, since: date) -> date:
        """The first date from `since` on that fits and is still ahead, within five years."""
        for days in range(_FAR):
            day = since + days * DAY
            if self.rhythm.fits(day) and occurrence(day, self.slot).starts_at > self.frame.now:
                return self._checked_near(day)
        raise refusal("No date of the next five years fits this.")

    def _checked_near(self, day: date) -> date:
        if occurrence(day, self.slot).starts_at > self.frame.latest:
            raise self.typed.refusal(
                "The first date, {day}, is more than five years ahead. Please choose an earlier"
                " one.",
                day=spell_day(day),
            )
        return day

    def _named_day(self, named: Day, clause: Clause) -> date:
        """The day that the words name; Stopped where it may be several, or is past."""
        slot = self.slot
        days = self._days(named, slot.zone, timed=True)
        now = self.frame.now
        ahead = [day for day in days.days if occurrence(day, slot).starts_at > now][: days.keep]
        if not ahead:
            hint = days.hint or _("Please choose a date that is still ahead.")
            when = f"{spell_day(days.days[-1])}, {slot.clock:%H:%M} ({slot.zone})"
            past = _("“{shown}” is in the past: {date}.", shown=self._shown(clause), date=when)
            raise refused(f"{past} {hint}")
        if len(ahead) == 1 and not days.ask:
            return self._checked_near(ahead[0])
        names = [spell_day(day) for day in ahead]
        raise self._asks(
            f"{days.why} {_('Is the first date {days}?', days=listed(names, 'or'))}".strip(),
            clause,
            [(spell_day(day), self._start_words(day, clause)) for day in ahead],
        )

    def _start_words(self, day: date, clause: Clause) -> str:
        """A first date in words of one reading, with what else the clause says."""
        place = Place.START if Place.START in clause.places else Place.DAY
        return f"starting {day.isoformat()}{self._beside(clause, place)}"

    def _does_not_fit(self, day: date, start: Clause) -> Stopped:
        """The first date on which the rhythm never falls: either of the two may be meant."""
        rhythm, following = self.rhythm, self._next(day)
        ways = [self._starting(following, start)]
        ways += [self._coming(way, day) for way in rhythms_on(rhythm, day)]
        words = _(
            "{day} is no date of “{rhythm}”: the next one is {next}. Which do you mean?",
            day=spell_day(day),
            rhythm=phrase(rhythm),
            next=spell_day(following),
        )
        return asks(words, ways)

    def _each_day_or_weekday(self, day: date, start: Clause) -> Stopped:
        """ "every day on Tuesday": from that day on, or only on that weekday."""
        words = _(
            "“{rhythm}” is not always on {weekday}. What do you mean?",
            rhythm=phrase(self.rhythm),
            weekday=spell_weekday(day.weekday()),
        )
        on_weekday = Rhythm("week", 1, (day.weekday(),))
        return asks(words, (self._starting(day, start), self._coming(on_weekday, day)))

    def _starting(self, day: date, start: Clause) -> Way:
        """The way that begins on another day; `start`: the words of the first date."""
        words = self.typed.replaced([start], self._start_words(day, start))
        return Way(_labelled(self.rhythm, day), words)

    def _coming(self, rhythm: Rhythm, day: date) -> Way:
        """The way that comes by another rhythm."""
        return Way(_labelled(rhythm, day), self.typed.replaced([self.piece], phrase(rhythm)))


def _only_since(start: Day) -> bool:
    """Whether it is "now", or a span in which the first date is looked for: "next week"."""
    loose = isinstance(start, Period) and start.kind in ("week", "month", "quarter", "year")
    return loose or start == Period("day", ahead=0)


def _since(start: object, today: Today) -> date:
    """The day from which on the first date is looked for."""
    if not isinstance(start, Period):
        return today.day
    since, last = start.span(today)
    if last < today.day:
        raise refusal("That first date is in the past. Please choose one that is ahead.")
    return max(since, today.day)


def _labelled(rhythm: Rhythm, first: date) -> str:
    return _("{rhythm}, first on {day}", rhythm=phrase(rhythm), day=spell_day(first))
