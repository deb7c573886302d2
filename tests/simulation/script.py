"""A random history of two groups, the same one for the same seed: who does what on which day."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from random import Random

from tests.simulation.meetings import Rule
from tests.simulation.world import DAY, MINUTE, Group, instant, local

ZONES = ("Europe/London", "Europe/Dublin", "Asia/Seoul", "America/New_York", "Australia/Sydney")
TITLES = (
    "Age assurance",
    "Hash sharing",
    "Media literacy week",
    "Grooming & gaming",
    "Livestreams",
)
TURNS = (
    (time(9), "Europe/London"),
    (time(16), "Asia/Seoul"),
    (time(14, 30), "America/New_York"),
)


@dataclass(frozen=True)
class Size:
    """How many days, and how much of what is in them."""

    days: int
    fortnightly: tuple[int, int]
    """Weeks between, and how many."""
    monthly_until: int
    """Days after the beginning."""
    rotating: tuple[int, int]
    for_members: int
    singles: int
    least: int
    """How many dialogues there are at least."""


QUARTER = Size(91, (1, 7), 85, (2, 3), 2, 4, 24)
YEAR = Size(364, (2, 14), 300, (3, 10), 5, 22, 60)


@dataclass
class Script:
    """`due`: what is certain to be done on a day (by number), beside what chance brings."""

    seed: int
    size: Size
    begins: date
    due: dict = field(default_factory=dict)
    random: Random = field(init=False)

    def __post_init__(self):
        self.random, size = Random(self.seed), self.size
        late = size.days * 11 // 20
        for day, deed in (
            (0, "fortnightly"),
            (1, "monthly"),
            (2, "rotating"),
            (4, "for members"),
            (size.days // 6, "move all"),
            (21, "daily"),
            (23, "daily later"),
            (size.days // 4, "rename all"),
            (size.days // 3, "appoint"),
            (size.days * 2 // 5, "move later"),
            (size.days * 3 // 10, "turn later"),
            (late, "cancel later"),
        ):
            self.due.setdefault(day, []).append(deed)
        for number in range(size.singles):
            day = 3 + number * (size.days - 25) // size.singles
            self.due.setdefault(day, []).append("single")

    def today(self, day):
        """The deeds of a day, in order."""
        deeds = list(self.due.get(day, ()))
        chances = (
            ("move", 0.12),
            ("cancel", 0.05),
            ("reword", 0.12),
            ("not held", 0.03),
            ("agenda", 0.2),
            ("confirm", 0.15),
        )
        deeds += [deed for deed, chance in chances if self.random.random() < chance]
        deeds += ["answer"] * self.random.choice((0, 1, 1, 2, 3))
        return deeds

    def moments(self, day, number):
        """A number of minutes of that day, none of them one at which anything can fall due."""
        minutes = [m for m in range(5 * 60, 21 * 60) if m % 5 == 3]
        start = instant(self.begins + day * DAY, time(), "UTC")
        return [start + m * MINUTE for m in sorted(self.random.sample(minutes, number))]

    def rule(self, kind, today):
        """The rule of a series that is scheduled today."""
        size = self.size
        if kind == "fortnightly":
            first = _weekday(today + 9 * DAY, 1)
            every, count = size.fortnightly
            return Rule((every, None), first, ((time(14), "Europe/London"),), count=count)
        if kind == "monthly":
            first = _weekday(today.replace(day=1) + 7 * DAY, 3)
            while first < today + 3 * DAY:
                first = _weekday((first.replace(day=1) + 32 * DAY).replace(day=8), 3)
            until = self.begins + size.monthly_until * DAY
            return Rule((1, 2), first, ((time(10), "Africa/Johannesburg"),), until=until)
        if kind == "rotating":
            every, count = size.rotating
            return Rule((every, None), _weekday(today + 12 * DAY, 2), TURNS, count=count)
        if kind == "daily":
            first = _weekday(today + 2 * DAY, 3)
            return Rule(None, first, ((time(20, 30), "Europe/Paris"),), count=5)
        first = _weekday(today + 10 * DAY, 4)
        return Rule((4, None), first, ((time(8, 30), "Europe/Dublin"),), count=size.for_members)

    def start(self, now, zone, *, least=3, most=20):
        """A half hour by day, in that zone."""
        day = local(now, zone).date() + self.random.randint(least, most) * DAY
        clock = time(self.random.randint(6, 20), self.random.choice((0, 30)))
        return instant(day, clock, zone)

    def another(self, meeting):
        """Another time for it, near enough that the order of a series stays."""
        zone = self.random.choice(ZONES)
        there = local(meeting.start, zone)
        clock = time(self.random.randint(6, 20), self.random.choice((0, 30)))
        days = self.random.choice((-1, 0, 1, 2) if meeting.series else (-2, 1, 3, 6, 9))
        return instant(there.date() + days * DAY, clock, zone), zone


def groups():
    """Two, each with other reminders."""
    usual = (7 * 24 * 60, 24 * 60, 60)
    return (
        Group("Technology", "#technology", "Europe/London", usual, []),
        Group(
            "Education", "#education-and-awareness", "Africa/Johannesburg", (3 * 24 * 60, 240), []
        ),
    )


def _weekday(day, weekday):
    return day + timedelta(days=(weekday - day.weekday()) % 7)
