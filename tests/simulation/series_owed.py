"""What must be posted about whole series: that one ends, and that clocks will change."""

from datetime import time, timedelta
from functools import cache

from tests.simulation.lines import Post
from tests.simulation.meetings import FOREVER
from tests.simulation.words import day_words, moment_words
from tests.simulation.world import DAY, instant, local

FOUR_WEEKS, TWO_WEEKS = timedelta(weeks=4), timedelta(weeks=2)


def ends(series):
    """To the chairs, once of each that is the last within four weeks: when it comes to be so.

    Not where its end was set within these weeks: whoever set it knows.
    """
    found, told = [], []
    for at in _turning_points(series):
        ahead = [m for m in series.meetings if at < m.cancelled and at < m.plan_at(at).start]
        if not ahead:
            continue
        meeting = max(ahead, key=lambda m: m.plan_at(at).start)
        plan, group, rule = meeting.plan_at(at), meeting.group, meeting.rule_at(at)
        known = max([meeting.created, *(when for when in series.ended if when <= at)])
        if meeting in told or not known < plan.start - FOUR_WEEKS <= at:
            continue
        told.append(meeting)
        words = (
            f"“{meeting.title_at(at)}” comes to its end: {meeting.reference} on "
            f"{moment_words(plan.start, plan.zone)} is the last one of this series "
            f"({rule.words}). If it is to go on, please schedule a new one."
        )
        lines = (f"For the chairs of {group.name}", words)
        found += [Post(at, chair, lines) for chair in group.chairs_at(at, at)]
    return found


def _turning_points(series):
    """When another can have become the last one, or four weeks can have come to be left."""
    found = {series.meetings[0].created}
    for meeting in series.meetings:
        found |= {plan.since for plan in meeting.plans}
        found |= {plan.start - FOUR_WEEKS for plan in meeting.plans}
        found |= {meeting.cancelled} - {FOREVER}
    return sorted(at for at in found if at >= series.meetings[0].created)


def clock_changes(group, meetings, begins, ends_at):
    """To the channel, two weeks before a day on which clocks change and something shifts."""
    found, day = [], begins.date()
    while day <= (ends_at + 2 * TWO_WEEKS).date():
        day += DAY
        due = instant(day - TWO_WEEKS, time(9), group.zone)
        moments = [due, *sorted({m.created for m in meetings if due < m.created})]
        for at in moments:
            shown = (
                _shifting(group, meetings, day, at) if local(at, group.zone).date() < day else []
            )
            if shown:
                lines = (
                    f"Clocks change on {day_words(day)}",
                    "These dialogues keep their hour where they are planned. Elsewhere it moves:",
                    *(line for meeting in shown for line in meeting),
                )
                found.append(Post(at, group.channel, lines))
                break
    return found


def _shifting(group, meetings, day, at):
    """For each series and hour its first date after the change, if it shifts for a member."""
    found, told = [], set()
    standing = [
        m for m in meetings
        if m.series and m.created <= at < m.cancelled and not m.members_only
        and m.as_planned_at(at)
    ]  # fmt: skip
    standing.sort(key=lambda m: m.plan_at(at).start)
    for meeting in standing:
        start, slot = meeting.plan_at(at).start, meeting.slot_at(at)
        key = (id(meeting.series), slot)
        before = [
            m for m in standing
            if m.series is meeting.series and m.slot_at(at) == slot and m.plan_at(at).start < start
        ]  # fmt: skip
        if start <= at or key in told or not before:
            continue
        lines, members = _shifts(group, before[-1].plan_at(at).start, start, slot, day)
        if members:
            told.add(key)
            head = [
                f"{meeting.title_at(at)} ({meeting.reference})",
                f"{slot[0]:%H:%M} in {slot[1]}; from {moment_words(start, slot[1])} on:",
            ]
            found.append([*head, *lines])
    return found


def _shifts(group, before, after, slot, day):
    """The lines of those whose clocks changed on that day as the last one between the two."""
    lines, members = [], False
    for body in group.organisations():
        apart = [
            local(moment, body.zone).utcoffset() - local(moment, slot[1]).utcoffset()
            for moment in (before, after)
        ]
        if apart[0] == apart[1] or _last_change(before, after, body.zone, slot[1]) != day:
            continue
        was, becomes = (f"{local(moment, body.zone):%H:%M}" for moment in (before, after))
        which = "earlier" if apart[1] < apart[0] else "later"
        lines.append(f"• {body.name}: now {was}, then {becomes}: {which} by the clock")
        members = members or body.member
    return lines, members


@cache
def _last_change(before, after, *zones):
    """The last day between the two on which clocks in one of the zones are set."""
    found = []
    for zone in zones:
        day, last = local(before, zone).date(), local(after, zone).date()
        while day < last:
            noons = [local(instant(d, time(12), zone), zone).utcoffset() for d in (day, day + DAY)]
            day += DAY
            if noons[0] != noons[1]:
                found.append(day)
    return max(found, default=None)
