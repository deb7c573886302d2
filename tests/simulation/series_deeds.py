"""What chairs do with whole series, on certain days."""

from datetime import UTC

from tests.simulation.deeds import HOUR, REASONS, Deeds
from tests.simulation.words import slots_words
from tests.simulation.world import DAY, local


class SeriesDeeds(Deeds):
    """The series of the book are, in order: fortnightly, monthly, in turn, for members, daily."""

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

    def _daily(self, now):
        """Over a weekend, and so near that not all can be invited a week before."""
        self._repeat(now, "daily", self.tech, "Crisis & <response>")

    def _daily_later(self, now):
        """From its second date on, which is not invited to yet, like those behind it."""
        self._change_later(now, self.book.series[4], 1, -2, least=40 * HOUR)

    def _change_later(self, now, series, days, hours, least=3 * DAY):
        standing = self._standing(now, series, least)
        if standing:
            meeting = min(standing, key=lambda m: m.start)
            start, zone = self._shifted(meeting, days, hours)
            self.hands.move(meeting, "amara", start, zone, "and later")
            self.book.move_later(now, meeting, start, zone)
            self._note(now, "amara")

    def _standing(self, now, series, least=3 * DAY):
        return [m for m in self._ahead(now, least, series=series) if m.as_planned_at(now)]

    def _shifted(self, meeting, days, hours):
        zone = meeting.plans[-1].zone
        there = local(meeting.start, zone).replace(tzinfo=None) + days * DAY + hours * HOUR
        return there.replace(tzinfo=local(meeting.start, zone).tzinfo).astimezone(UTC), zone

    def _move_all(self, now):
        """Named by any one that is ahead."""
        standing = self._standing(now, self.book.series[0])
        if standing:
            meeting = self.random.choice(standing)
            start, zone = self._shifted(meeting, 1, 2)
            self.hands.move(meeting, "amara", start, zone, "series")
            self.book.move_all(now, meeting, start, zone)
            self._note(now, "amara")

    def _move_later(self, now):
        self._change_later(now, self.book.series[0], 1, 1)

    def _turn_later(self, now):
        """Where times take turns, only the hour of this turn."""
        self._change_later(now, self.book.series[2], 0, -1)

    def _cancel_later(self, now):
        found = self._ahead(now, 3 * DAY, series=self.book.series[1])
        if found:
            reason = self.random.choice(REASONS)
            self.hands.cancel(found[0], "nomvula", reason, "and later")
            self.book.cancel_later(now, found[0], reason)
            self._note(now, "nomvula")

    def _rename_all(self, now):
        found = self._ahead(now, HOUR, series=self.book.series[2])
        plain = [m for m in found if m.words[-1][1] == "Round the clock"]
        self.hands.reword(plain[0], "amara", "whole", title="Round the world")
        self.book.rename_all(now, plain[0], "Round the world")
        self._note(now, "amara")
