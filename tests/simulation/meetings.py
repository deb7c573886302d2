"""What was planned, moved, reworded, answered and cancelled, as the calculation remembers it."""

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from tests.simulation.words import rhythm_words, slots_words
from tests.simulation.world import Group, instant

FOREVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Plan:
    """A time that a meeting has had since some moment; `named`: the notice speaks of this one."""

    since: datetime
    start: datetime
    zone: str
    named: bool = True
    along: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A stretch of a series on the same rule: `rhythm` as in `rhythm_words`.

    `count` dates from `first` on, or all until `until`.
    """

    rhythm: tuple[int, int | None] | None
    first: date
    slots: tuple
    count: int | None = None
    until: date | None = None

    @property
    def name(self):
        return rhythm_words(self.rhythm, self.first)

    @property
    def words(self):
        end = f"{self.count} times" if self.count != 1 else "once"
        if self.until is not None:
            end = f"until {self.until:%A} {self.until.day} {self.until:%B} {self.until.year}"
        return f"{self.name} at {slots_words(self.slots)}, {end}"

    def dates(self):
        every, ordinal = self.rhythm or (None, None)
        day, number = self.first, 0
        while self.until is None or day <= self.until:
            if self.count is not None and number >= self.count:
                return
            yield day
            number += 1
            if every is None:
                day = self.first + number * timedelta(days=1)
            elif ordinal is None:
                day = self.first + number * every * timedelta(weeks=1)
            else:
                day = _nth(self.first, number * every, ordinal)


def _nth(first, months, ordinal):
    """That weekday of the month that comes this many months after the first one's."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    days = [date(year, month + 1, n) for n in range(1, monthrange(year, month + 1)[1] + 1)]
    same = [day for day in days if day.weekday() == first.weekday()]
    return same[ordinal - 1 if ordinal > 0 else ordinal]


@dataclass
class Series:
    """All stretches, each with the moment from which on it counted; `meetings` in order.

    `ended`: when somebody cancelled one and all later ones.
    """

    rules: list = field(default_factory=list)
    meetings: list = field(default_factory=list)
    ended: list = field(default_factory=list)


@dataclass
class Meeting:
    """Histories, each entry with its moment first.

    `words`: (title, minutes). `places`: (date, slot) where its series has it, with its `rules`.
    `answers`: (handle, answer, delegate). `agenda`: (title, minutes, handle) of what is accepted.
    """

    number: int
    group: Group
    created: datetime
    plans: list
    words: list
    members_only: bool = False
    link: str | None = None
    series: Series | None = None
    rules: list = field(default_factory=list)
    places: list = field(default_factory=list)
    answers: list = field(default_factory=list)
    forgotten: list = field(default_factory=list)
    agenda: list = field(default_factory=list)
    confirmed: bool = False
    cancelled: datetime = FOREVER
    reason: str = ""
    notice: tuple[str, ...] | None = None
    """What the notice of its cancelling says besides; None: there is none."""

    @property
    def reference(self):
        return f"D{self.number}"

    @property
    def opens(self):
        """Whether it is announced when it is scheduled: alone, or for its whole series."""
        return self.series is None or self.series.meetings[0].number == self.number

    def plan_at(self, moment):
        return _latest(self.plans, moment, lambda plan: plan.since)

    def title_at(self, moment):
        return _latest(self.words, moment, lambda said: said[0])[1]

    def minutes_at(self, moment):
        return _latest(self.words, moment, lambda said: said[0])[2]

    def rule_at(self, moment):
        return _latest(self.rules, moment, lambda said: said[0])[1] if self.rules else None

    @property
    def start(self):
        return self.plans[-1].start

    @property
    def end(self):
        return self.start + timedelta(minutes=self.words[-1][2])

    @property
    def is_cancelled(self):
        return self.cancelled < FOREVER

    def answers_at(self, moment):
        """By handle: (answer, delegate, when), without those that a move made void."""
        void = max((at for at in self.forgotten if at < moment), default=None)
        return {
            handle: (answer, delegate, at)
            for at, handle, answer, delegate in self.answers
            if at < moment and (void is None or at > void)
        }

    def agenda_at(self, moment):
        return [(title, minutes, who) for at, title, minutes, who in self.agenda if at < moment]

    def lifetimes(self):
        """Each plan, with the moment at which another or nothing took its place."""
        ends = [plan.since for plan in self.plans[1:]] + [FOREVER]
        for plan, end in zip(self.plans, ends, strict=True):
            if plan.since < self.cancelled:
                yield plan, min(end, self.cancelled)

    def as_planned_at(self, moment):
        """Whether it stands where its series has it."""
        _, day, (clock, zone) = _latest(self.places, moment, lambda said: said[0])
        return self.plan_at(moment).start == instant(day, clock, zone)

    def slot_at(self, moment):
        return _latest(self.places, moment, lambda said: said[0])[2]

    def move(self, moment, start, zone, *, named=True, along=()):
        self.plans.append(Plan(moment, start, zone, named, tuple(along)))
        self.forgotten.append(moment)

    def reword(self, moment, title=None, minutes=None):
        _, old_title, old_minutes = self.words[-1]
        self.words.append((moment, title or old_title, minutes or old_minutes))

    def cancel(self, moment, reason, notice=()):
        self.cancelled, self.reason, self.notice = moment, reason, notice


def _latest(said, moment, since):
    """What counted at that moment; before the first, the first."""
    known = [one for one in said if since(one) <= moment]
    return max(known, key=since) if known else said[0]


def ended_before(rule, day):
    """The same rule with its last date before that day."""
    last = max((d for d in rule.dates() if d < day), default=rule.first - timedelta(days=1))
    return replace(rule, count=None, until=last)
