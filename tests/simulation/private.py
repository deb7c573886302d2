"""What members are told by direct message of a dialogue for them, and each person in mornings.

Both are worked out together, since neither says what the other has just said.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from tests.simulation.lines import Post
from tests.simulation.owed import (
    TWO_DAYS,
    cancelling_lines,
    invitation_lines,
    invited_at,
    moving_lines,
    reminder_lines,
)
from tests.simulation.words import and_words, day_words, moment_words
from tests.simulation.world import DAY, MINUTE, instant, is_day_off, local, names_of, people

NINE, WAKES, SLEEPS = time(9), time(7), time(22)
A_DAY = 24 * 60
NAMED_LASTS = 21 * DAY


def civil(at, person):
    """From 7 to 22 where the person is; else the next 7:00."""
    there = local(at, person.zone)
    if WAKES <= there.time() < SLEEPS:
        return at
    day = there.date() + (DAY if there.time() >= SLEEPS else timedelta())
    return instant(day, WAKES, person.zone)


@dataclass(order=True)
class Turn:
    """Something that may be told to one person at a moment; `tell` says what, or nothing."""

    at: datetime
    rank: int
    tell: object = None


class Listener:
    """One person; `asked` is when each dialogue asked them last, by its number."""

    def __init__(self, person, meetings, begins, ends_at):
        self.person, self.begins, self.ends_at = person, begins, ends_at
        self.own = [m for m in meetings if person.handle in m.group.invited(m.members_only)]
        self.asked, self.invited, self.told = {}, {}, {}
        self.in_morning = {}

    def hears(self):
        """All posts to this person, in order."""
        turns = [t for m in self.own if m.members_only for t in self._of_members(m)]
        day = local(self.begins, self.person.zone).date()
        while self.own and day <= local(self.ends_at, self.person.zone).date():
            at = instant(day, NINE, self.person.zone)
            if not self._off(day) and self.begins < at:
                turns.append(Turn(at, 9, lambda day=day, at=at: self._morning(day, at)))
            day += DAY
        return [
            Post(turn.at, self.person.handle, tuple(lines))
            for turn in sorted(turns, key=lambda t: (t.at, t.rank))
            if (lines := turn.tell())
        ]

    # Of a dialogue for members ------------------------------------------------------------------

    def _of_members(self, meeting):
        for number, (plan, end) in enumerate(meeting.lifetimes()):
            at = civil(max(invited_at(meeting, plan), plan.since), self.person)
            if at < min(end, plan.start):
                yield Turn(at, 1, lambda p=plan, at=at: self._invitation(meeting, p, at))
            yield from self._reminders(meeting, plan, end)
            if number and plan.named:
                at = self._or_at_once(plan.since, plan.start)
                if at < end:
                    yield Turn(at, 2, lambda p=plan, at=at: self._move(meeting, p, at))
        if meeting.is_cancelled and meeting.notice is not None:
            at = self._or_at_once(meeting.cancelled, meeting.start)
            yield Turn(at, 3, lambda at=at: self._cancelling(meeting, at))

    def _or_at_once(self, at, start):
        later = civil(at, self.person)
        return later if later < start else at

    def _reminders(self, meeting, plan, end):
        minutes = [m for m in meeting.group.reminders if m >= A_DAY]
        minutes = min(minutes) if minutes else max(meeting.group.reminders)
        due = plan.start - minutes * MINUTE
        at = civil(due, self.person)
        until = plan.start - 2 * 60 * MINUTE if minutes > 4 * 60 else plan.start
        until = due + DAY if minutes > TWO_DAYS else until
        known = meeting.opens or due > invited_at(meeting, plan) or plan is not meeting.plans[0]
        if plan.since < due < end and at < min(end, until) and known:
            yield Turn(at, 4, lambda: self._reminder(meeting, plan, at, minutes))

    def _runs(self, meeting, at):
        return self.person.handle in meeting.group.chairs_at(meeting.plan_at(at).start, at)

    def _cannot(self, meeting, at):
        return meeting.answers_at(at).get(self.person.handle, ("",))[0] == "cannot"

    def _invitation(self, meeting, plan, at):
        if meeting.number in self.invited or self._runs(meeting, at) or self._cannot(meeting, at):
            return ()
        self.invited[meeting.number] = self.asked[meeting.number] = at
        self.told[meeting.number] = plan
        return invitation_lines(meeting, plan, at)

    def _move(self, meeting, plan, at):
        was = self.told.get(meeting.number, meeting.plans[meeting.plans.index(plan) - 1])
        if plan in (self.told.get(meeting.number),) or not self._knows(meeting, at):
            return ()
        self.told[meeting.number], self.asked[meeting.number] = plan, at
        return moving_lines(meeting, was, plan, at)

    def _knows(self, meeting, at):
        first = meeting.series.meetings[0] if meeting.series else meeting
        return first.number in self.invited or meeting.number in self.invited or (
            self._runs(meeting, at)
        )  # fmt: skip

    def _cancelling(self, meeting, at):
        return cancelling_lines(meeting) if self._knows(meeting, at) else ()

    def _reminder(self, meeting, plan, at, minutes):
        if self._runs(meeting, at) or self._cannot(meeting, at):
            return ()
        if self.in_morning.get(meeting.number) == local(at, self.person.zone).date():
            return ()
        self.asked[meeting.number] = at
        left = round((plan.start - at) / MINUTE)
        late = minutes - left > 5
        return reminder_lines(meeting, plan, at, left if late else minutes)

    # Mornings -----------------------------------------------------------------------------------

    def _morning(self, day, at):
        ahead = [m for m in self.own if m.created < at < m.cancelled and m.plan_at(at).start > at]
        ahead.sort(key=lambda m: (m.plan_at(at).start, m.number))
        waiting = [m for m in ahead if self.person.handle not in m.answers_at(at)]
        asked, named = [], []
        for meeting in waiting:
            senders = self._senders(meeting, at)
            near = self._is_near(meeting, day, at) and not self._runs(meeting, at)
            if not self._is_news(meeting, senders, near, at):
                continue
            (named if senders else asked).append((meeting, senders))
            self.asked[meeting.number], self.in_morning[meeting.number] = at, day
        several = len({m.group.name for m, _ in (*asked, *named)}) > 1
        lines = [f"Your morning, {day_words(day)}"]
        if asked:
            lines.append(f"Dialogues that wait for your answer ({len(asked)})")
        lines += [line for m, _ in asked for line in self._item(m, at, "", several)]
        if named:
            lines.append(f"You are asked to come instead of a colleague ({len(named)})")
        for meeting, senders in named:
            names = and_words(names_of(sorted(senders, key=senders.get)))
            why = f" · {names} can't come and has named you"
            lines += self._item(meeting, at, why, several)
        return lines if asked or named else ()

    def _is_near(self, meeting, day, at):
        there = local(meeting.plan_at(at).start, self.person.zone).date()
        return there <= self._next_working_day(day) + DAY

    def _is_news(self, meeting, senders, near, at):
        """Never told; or named, changed or come near since."""
        last = self.asked.get(meeting.number)
        if last is None:
            return near or any(at - NAMED_LASTS < when for when in senders.values())
        if any(when > last for when in senders.values()):
            return True
        if not near:
            return False
        changes = [plan.since for plan in meeting.plans[1:]] + [w[0] for w in meeting.words[1:]]
        if any(last < change < at for change in changes):
            return True
        return not self._is_near(meeting, local(last, self.person.zone).date(), at)

    def _senders(self, meeting, at):
        """Who can't come and has named this person, and when."""
        answers = meeting.answers_at(at).items()
        return {h: when for h, (_, d, when) in answers if d == self.person.handle}

    def _item(self, meeting, at, why, several):
        when = moment_words(meeting.plan_at(at).start, self.person.zone)
        group = f" · {meeting.group.name}" if several else ""
        return [f"{meeting.reference} {meeting.title_at(at)}", f"{when}{why}{group}"]

    def _off(self, day):
        return is_day_off(day, self.person.organisation.country)

    def _next_working_day(self, day):
        day += DAY
        while self._off(day):
            day += DAY
        return day


def told_privately(meetings, begins, ends_at):
    """To each person of the roster."""
    listeners = [Listener(person, meetings, begins, ends_at) for person in people().values()]
    return [post for listener in listeners for post in listener.hears()]
