"""Lives through a script in the sandbox day by day, and keeps account of it beside."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from tests.simulation.acting import Hands
from tests.simulation.book import Book
from tests.simulation.mornings import mornings
from tests.simulation.owed import announced, posts_about
from tests.simulation.pace import Pace
from tests.simulation.posts import arrived, normal, private_answers
from tests.simulation.script import Script, groups
from tests.simulation.series_owed import clock_changes, ends
from tests.simulation.words import slots_words
from tests.simulation.world import DAY, MINUTE, local

HOUR = timedelta(hours=1)
_LABELS = {"going": "Going", "maybe": "Maybe", "cannot": "Can't"}
_REASONS = ("the report is late", "the figures are not there yet", "too few can come")


def first_day(now):
    """The first Monday in March that is ahead: clocks change all over the world in that quarter."""
    day = datetime(now.year, 3, 1, tzinfo=UTC)
    if day <= now + DAY:
        day = day.replace(year=now.year + 1)
    return (day + timedelta(days=-day.weekday() % 7)).date()


class Simulation:
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

    def _note(self, now, handle):
        self.done.append((now, handle))

    def _chair(self, group):
        return "amara" if group is self.tech else "nomvula"

    def _ahead(self, now, least, most=timedelta(days=60), **having):
        """The meetings that may still be changed, by number."""
        return [
            m
            for m in self.book.meetings.values()
            if not m.is_cancelled and now + least < m.start < now + most
            and all(getattr(m, name) is value for name, value in having.items())
        ]  # fmt: skip

    def _single(self, now):
        group = self.random.choice((self.tech, self.education))
        zone = self.random.choice(("Europe/London", "Asia/Seoul", "America/New_York"))
        start, minutes = self.script.start(now, zone), self.random.choice((30, 45, 60, 90))
        link = self.random.choice((None, "https://example.org/room"))
        members_only = self.random.random() < 0.2
        number = len(self.book.meetings) + 1
        title = (
            f"{self.random.choice(('Age assurance', 'Hashes & hotlines', 'Sextortion'))} {number}"
        )
        typed = f"{title} on {local(start, zone):%Y-%m-%d %H:%M} in {zone} for {minutes}m"
        typed += f" link {link}" if link else ""
        typed += " for members" if members_only else ""
        self.hands.schedule(group, self._chair(group), typed, f"Scheduled D{number}")
        self.book.single(
            now, group, title, start, zone, minutes, members_only=members_only, link=link
        )
        self._note(now, self._chair(group))

    def _repeat(self, now, kind, group, title, *, members_only=False):
        rule = self.script.rule(kind, local(now, "UTC").date())
        turns = [f"{clock:%H:%M} {zone}" for clock, zone in rule.slots]
        at = f"at {slots_words(rule.slots).replace('(', 'in ').replace(')', '')}"
        if len(turns) > 1:
            at = f"rotating {', '.join(turns[:-1])} and {turns[-1]}"
        end = f"{rule.count} times" if rule.count else f"until {rule.until}"
        typed = f"{title} {rule.name} {at} starting {rule.first} {end}"
        typed += " for members" if members_only else ""
        first, number = len(self.book.meetings) + 1, len(list(rule.dates()))
        confirmed = f"Scheduled a series: D{first} to D{first + number - 1}"
        self.hands.schedule(group, self._chair(group), typed, confirmed)
        self.book.repeat(now, group, title, rule, 60, members_only=members_only)
        self._note(now, self._chair(group))

    def _fortnightly(self, now):
        self._repeat(now, "fortnightly", self.tech, "Technology dialogue")

    def _monthly(self, now):
        self._repeat(now, "monthly", self.education, "What children need")

    def _rotating(self, now):
        self._repeat(now, "rotating", self.tech, "Round the clock")

    def _for_members(self, now):
        self._repeat(now, "for members", self.education, "Enforcement", members_only=True)

    def _move(self, now):
        """One alone; of a series too."""
        found = self._ahead(now, 2 * DAY)
        if found:
            meeting = self.random.choice(found)
            start, zone = self.script.another(meeting)
            if start > now + 2 * HOUR and start != meeting.start:
                chair = self._chair(meeting.group)
                self.hands.move(meeting, chair, start, zone, "only" if meeting.series else "")
                self.book.move(now, meeting, start, zone)
                self._note(now, chair)

    def _change_later(self, now, series, days, hours):
        standing = [m for m in self._ahead(now, 3 * DAY, series=series) if m.as_planned_at(now)]
        if standing:
            meeting = min(standing, key=lambda m: m.start)
            zone = meeting.plans[-1].zone
            there = local(meeting.start, zone).replace(tzinfo=None) + days * DAY + hours * HOUR
            start = there.replace(tzinfo=local(meeting.start, zone).tzinfo).astimezone(UTC)
            self.hands.move(meeting, "amara", start, zone, "and later")
            self.book.move_later(now, meeting, start, zone)
            self._note(now, "amara")

    def _move_later(self, now):
        self._change_later(now, self.book.series[0], 1, 1)

    def _turn_later(self, now):
        """Where times take turns, only the hour of this turn."""
        self._change_later(now, self.book.series[2], 0, -1)

    def _cancel_later(self, now):
        found = self._ahead(now, 3 * DAY, series=self.book.series[1])
        if found:
            reason = self.random.choice(_REASONS)
            self.hands.cancel(found[0], "nomvula", reason, "and later")
            self.book.cancel_later(now, found[0], reason)
            self._note(now, "nomvula")

    def _cancel(self, now):
        found = self._ahead(now, HOUR)
        if found:
            meeting, reason = self.random.choice(found), self.random.choice(_REASONS)
            chair = self._chair(meeting.group)
            self.hands.cancel(meeting, chair, reason, "only" if meeting.series else "")
            self.book.cancel(now, meeting, reason)
            self._note(now, chair)

    def _not_held(self, now):
        """Said afterwards."""
        over = [
            m for m in self.book.meetings.values()
            if not m.is_cancelled and now - 9 * DAY < m.end and m.end + HOUR < now
        ]  # fmt: skip
        if over:
            meeting, reason = self.random.choice(over), self.random.choice(_REASONS)
            chair = self._chair(meeting.group)
            self.hands.cancel(meeting, chair, reason, "only" if meeting.series else "")
            self.book.cancel(now, meeting, reason)
            self._note(now, chair)

    def _reword(self, now):
        found = self._ahead(now, HOUR, timedelta(days=4)) or self._ahead(now, HOUR)
        if found:
            meeting = self.random.choice(found)
            title = f"{meeting.words[-1][1]}, part {self.random.randint(2, 9)}"
            minutes = self.random.choice((30, 45, 75, 90))
            chair = self._chair(meeting.group)
            self.hands.reword(meeting, chair, "one", title=title, minutes=f"{minutes}m")
            self.book.reword(now, meeting, title, minutes)
            self._note(now, chair)

    def _rename_all(self, now):
        found = self._ahead(now, HOUR, series=self.book.series[2])
        plain = [m for m in found if m.words[-1][1] == "Round the clock"]
        self.hands.reword(plain[0], "amara", "whole", title="Round the world")
        self.book.rename_all(now, plain[0], "Round the world")
        self._note(now, "amara")

    def _appoint(self, now):
        """On a day without a dialogue: who chairs that day is then no question of the hour."""
        if any(
            m.group is self.tech and abs(m.start - now) < DAY for m in self.book.meetings.values()
        ):
            self.script.due.setdefault((now - self.begins) // DAY + 1, []).append("appoint")
            return
        self.hands.appoint(self.tech, "yasmin")
        self.book.appoint(now, self.tech, "yasmin")
        self._note(now, "sina")

    def _answer(self, now):
        """One to four people answer what they are invited to; some send a colleague."""
        open_ones = [m for m in self._ahead(now, timedelta()) if (a := announced(m)) and a[0] < now]
        if not open_ones:
            return
        meeting = min(open_ones, key=lambda m: (self.random.random() < 0.5, m.start))
        invited = meeting.group.invited(meeting.members_only)
        for handle in self.random.sample(sorted(invited), self.random.randint(1, 4)):
            answer = self.random.choice(("going", "going", "maybe", "cannot"))
            body = invited[handle].organisation
            others = [h for h, p in invited.items() if p.organisation == body and h != handle]
            delegate = self.random.choice([None, *others]) if answer == "cannot" else None
            self.hands.answer(meeting, handle, _LABELS[answer], delegate)
            self.book.answer(now, meeting, handle, answer, delegate)
            self._note(now, handle)

    def expected(self):
        """All that must have arrived by now, sorted."""
        meetings = list(self.book.meetings.values())
        found = [post for meeting in meetings for post in posts_about(meeting)]
        found += [post for series in self.book.series for post in ends(series)]
        found += mornings(meetings, self.begins, self.ends)
        for group in (self.tech, self.education):
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
