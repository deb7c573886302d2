"""Lives through a script in the sandbox day by day, and keeps account of it beside."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from tests.simulation.acting import Hands
from tests.simulation.book import Book
from tests.simulation.chairs import told_of_chairs
from tests.simulation.owed import posts_about
from tests.simulation.pace import Pace
from tests.simulation.posts import arrived, normal, private_answers
from tests.simulation.private import told_privately
from tests.simulation.script import Script, groups
from tests.simulation.series_deeds import SeriesDeeds
from tests.simulation.series_owed import clock_changes, ends
from tests.simulation.world import DAY, MINUTE


def first_day(now):
    """The first Monday in March that is ahead: clocks change all over the world in that quarter."""
    day = datetime(now.year, 3, 1, tzinfo=UTC)
    if day <= now + DAY:
        day = day.replace(year=now.year + 1)
    return (day + timedelta(days=-day.weekday() % 7)).date()


class Simulation(SeriesDeeds):
    """`network`: a sandbox in which nothing has been done yet."""

    def __init__(self, network, seed, size):
        self.network = network
        self.begins = datetime.combine(first_day(network.now), datetime.min.time(), UTC)
        self.script = Script(seed, size, self.begins.date())
        self.random = self.script.random
        self.hands, self.book = Hands(network), Book()
        self.tech, self.education = groups()
        self.done = []
        self.deeds = Counter()

    def live(self):
        """To the end, and a few hours more for what falls due at its last midnight."""
        self.network.leap_to(self.begins + 3 * MINUTE)
        self.pace = Pace(self.network)
        for group, chair in ((self.tech, "amara"), (self.education, "nomvula")):
            self.hands.set_up(group, chair)
            self.done.append((self.begins + 3 * MINUTE, "sina"))
            group.chairs.append((chair, self.begins))
        for day in range(self.script.size.days):
            deeds = self.script.today(day)
            for deed, moment in zip(deeds, self.script.moments(day, len(deeds)), strict=True):
                self.pace.advance_to(moment)
                self.do(deed, moment)
                self.pace.beat()
            self.pace.advance_to(self.begins + (day + 1) * DAY - 2 * MINUTE)

    @property
    def ends(self):
        return self.begins + self.script.size.days * DAY - 2 * MINUTE

    def do(self, deed, now):
        before = len(self.done)
        getattr(self, f"_{deed.replace(' ', '_')}")(now)
        self.deeds[deed] += len(self.done) > before

    def expected(self):
        """All that must have arrived by now, sorted."""
        meetings = list(self.book.meetings.values())
        found = [post for meeting in meetings for post in posts_about(meeting)]
        found += [post for series in self.book.series for post in ends(series)]
        found += told_privately(meetings, self.begins, self.ends)
        for group in (self.tech, self.education):
            found += told_of_chairs(group, self.begins + 3 * MINUTE)
            own = [m for m in meetings if m.group is group]
            found += clock_changes(group, own, self.begins, self.ends)
        return sorted(normal(post) for post in found if self.begins < post.at <= self.ends)

    def arrived(self):
        """All that has arrived, sorted."""
        return sorted(arrived(self.network.ground.sandbox))

    def differences(self):
        """(missing, surplus), each sorted; what comes twice is surplus once."""
        expected, found = Counter(self.expected()), Counter(self.arrived())
        return sorted((expected - found).elements()), sorted((found - expected).elements())

    def strangers(self):
        """Private answers to nobody's act."""
        return [one for one in private_answers(self.network.ground.sandbox) if one not in self.done]
