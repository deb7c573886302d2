"""Keeps account of what is done in the sandbox, by rules of the calculation's own."""

from dataclasses import replace
from datetime import timedelta

from tests.simulation.meetings import Meeting, Plan, Rule, Series, ended_before
from tests.simulation.words import and_words, moment_words
from tests.simulation.world import instant, local


class Book:
    """`meetings` by number; numbers are given in order."""

    def __init__(self):
        self.meetings = {}
        self.series = []

    def single(self, now, group, title, start, zone, minutes, *, members_only, link):
        meeting = Meeting(
            number=len(self.meetings) + 1,
            group=group,
            created=now,
            plans=[Plan(now, start, zone)],
            words=[(now, title, minutes)],
            members_only=members_only,
            link=link,
        )
        self.meetings[meeting.number] = meeting
        return meeting

    def repeat(self, now, group, title, rule: Rule, minutes, *, members_only):
        """All dates of the rule, the slots in turn."""
        series = Series(rules=[(now, rule)])
        for turn, day in enumerate(rule.dates()):
            clock, zone = slot = rule.slots[turn % len(rule.slots)]
            start = instant(day, clock, zone)
            meeting = self.single(
                now, group, title, start, zone, minutes, members_only=members_only, link=None
            )
            meeting.series, meeting.rules = series, [(now, rule)]
            meeting.places = [(now, day, slot)]
            series.meetings.append(meeting)
        self.series.append(series)
        return series

    def move(self, now, meeting, start, zone):
        meeting.move(now, start, zone)

    def move_later(self, now, meeting, start, zone):
        """This one and all later ones; what was moved on its own stays there."""
        series, old = meeting.series, meeting.rules[-1][1]
        days = list(old.dates())
        index = days.index(meeting.places[-1][1])
        there, turns = local(start, zone), len(old.slots)
        slots = [old.slots[(index + turn) % turns] for turn in range(turns)]
        slots[0] = (there.time(), zone)
        new = replace(old, first=there.date(), slots=tuple(slots), count=old.count - index)
        series.rules[-1] = (series.rules[-1][0], old)
        places = dict(zip(days[index:], enumerate(new.dates()), strict=True))
        moved, alone, off = [], [], []
        for one in series.meetings:
            if one.rules[-1][1] is not old or one.places[-1][1] not in places:
                continue
            stands = one.as_planned_at(now)
            turn, day = places[one.places[-1][1]]
            clock, its_zone = slot = slots[turn % turns]
            one.rules.append((now, new))
            one.places.append((now, day, slot))
            if one.is_cancelled:
                off.append(one)
            elif not stands:
                alone.append(one)
            elif (becomes := instant(day, clock, its_zone)) != one.start:
                moved.append((one, becomes, its_zone))
        for one in series.meetings:
            if one.rules[-1][1] is old:
                one.rules.append((now, ended_before(old, meeting.places[-2][1])))
        along = self._along(old, new, alone, off)
        for one, becomes, its_zone in moved:
            first = one is meeting
            one.move(now, becomes, its_zone, named=first, along=[along] if first else ())

    def move_all(self, now, meeting, start, zone):
        """All that is ahead, by the same steps: as moving its first one and all later ones."""
        rule, there = meeting.rules[-1][1], local(start, zone)
        days = list(rule.dates())
        ahead = [
            m for m in meeting.series.meetings
            if m.rules[-1][1] is rule and not m.is_cancelled and m.start > now
            and m.as_planned_at(now)
        ]  # fmt: skip
        first = min(ahead, key=lambda m: m.places[-1][1])
        steps = days.index(meeting.places[-1][1]) - days.index(first.places[-1][1])
        day = there.date() - steps * rule.rhythm[0] * timedelta(weeks=1)
        self.move_later(now, first, instant(day, there.time(), zone), zone)

    def _along(self, old, new, alone, off):
        words = [f"All later ones move with it. From now on: {new.words}. Before: {old.words}."]
        if alone:
            stay = "stays, since it was moved on its own" if len(alone) == 1 else (
                "stay, since they were moved on their own"
            )  # fmt: skip
            words.append(f"{and_words([self._named(m) for m in alone])} {stay} before.")
        if off:
            stay = "stays" if len(off) == 1 else "stay"
            words.append(f"{and_words([m.reference for m in off])} {stay} cancelled.")
        return " ".join(words)

    def _named(self, meeting):
        return f"{meeting.reference} on {moment_words(meeting.start, meeting.plans[-1].zone)}"

    def cancel(self, now, meeting, reason):
        """What is over did not take place, then, and nobody is told."""
        meeting.cancel(now, reason, None if meeting.end <= now else ())

    def cancel_later(self, now, meeting, reason):
        """With one notice, about the first of them."""
        since = meeting.places[-1][1]
        meeting.series.ended.append(now)
        rule = ended_before(meeting.rules[-1][1], since)
        off = []
        for one in meeting.series.meetings:
            later = one.places[-1][1] >= since
            one.rules.append((now, rule))
            if later and not one.is_cancelled and one.start > now:
                off.append(one)
        off.sort(key=lambda one: one.start)
        first, *others = off
        words = ()
        if len(others) == 1:
            words = (f"The later one of its series, {self._named(others[0])}, is cancelled too.",)
        elif others:
            words = (
                f"The {len(others)} later ones of its series are cancelled too, from "
                f"{self._named(others[0])} to {self._named(others[-1])}.",
            )
        first.cancel(now, reason, words)
        for one in others:
            one.cancel(now, reason, None)

    def reword(self, now, meeting, title, minutes):
        meeting.reword(now, title, minutes)

    def rename_all(self, now, meeting, title):
        """Those ahead which nobody has named otherwise on their own."""
        usual = {meeting.words[-1][1], meeting.series.meetings[0].words[0][1]}
        for one in meeting.series.meetings:
            if one.start > now and not one.is_cancelled and one.words[-1][1] in usual:
                one.reword(now, title)

    def answer(self, now, meeting, handle, answer, delegate=None):
        """The same again changes nothing; who can't come still sends the same delegate."""
        before, sent, _ = meeting.answers_at(now).get(handle, (None, None, None))
        delegate = delegate or (sent if answer == "cannot" else None)
        if (answer, delegate) != (before, sent):
            meeting.answers.append((now, handle, answer, delegate))

    def accept(self, now, meeting, title, minutes, handle):
        """Behind what is on its agenda already."""
        meeting.agenda.append((now, title, minutes, handle))

    def confirm(self, meeting):
        """Nobody else is messaged."""
        meeting.confirmed = True

    def appoint(self, now, group, handle):
        group.chairs.append((handle, now))
