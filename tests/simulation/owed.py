"""What must be posted about one dialogue, where and when: worked out from its history alone."""

from dataclasses import replace

from tests.simulation.lines import (
    Post,
    agenda,
    answers_so_far,
    chaired,
    coming,
    expected,
    facts,
    foot,
    for_members,
    link,
)
from tests.simulation.words import length_words, moment_words, out_of_hours_words
from tests.simulation.world import MINUTE

WEEK, TWO_DAYS = 7 * 24 * 60, 2 * 24 * 60


def posts_about(meeting):
    """Everything that is due sooner or later for this dialogue."""
    return [
        *_announcement(meeting),
        *_reminders(meeting),
        *_in_person(meeting),
        *_changes(meeting),
        *_at_the_time(meeting),
        *_kept_private(meeting),
    ]


def announced(meeting):
    """(moment, plan) of its invitation; None where it was cancelled before."""
    for plan, end in meeting.lifetimes():
        due = invited_at(meeting, plan)
        if due < end:
            return due, plan
    return None


def invited_at(meeting, plan):
    """One that is announced alone, at once; one of a series, at the group's longest reminder.

    If that is past when the series is scheduled, or moves without it being the first to move, when
    the one before it begins.
    """
    if meeting.opens:
        return meeting.created
    longest = max(meeting.group.reminders)
    ahead = longest if longest >= TWO_DAYS else WEEK
    due = plan.start - ahead * MINUTE
    if due <= plan.since and (plan is meeting.plans[0] or not plan.named):
        return max(
            before.plan_at(plan.since).start
            for before in meeting.series.meetings
            if before.cancelled > plan.since and before.plan_at(plan.since).start < plan.start
        )
    return max(due, plan.since)


def _told(meeting, at, lines):
    """To the channel; what members alone are told is worked out in `private.py`."""
    return [] if meeting.members_only else [Post(at, meeting.group.channel, tuple(lines))]


def _announcement(meeting):
    found = announced(meeting)
    if found is None:
        return []
    at, plan = found
    return _told(meeting, at, invitation_lines(meeting, plan, at))


def invitation_lines(meeting, plan, at):
    series = _whole_series(meeting, at) if meeting.series and meeting.opens else []
    return [
        *facts(meeting, plan, at, ""),
        chaired(meeting, plan, at),
        *link(meeting),
        *for_members(meeting),
        *coming(meeting, at),
        *series,
        *agenda(meeting, at),
        *out_of_hours_words(plan.start, meeting.group.organisations(meeting.members_only)),
        *foot(meeting, at),
    ]


def _whole_series(meeting, at):
    rule = meeting.rule_at(at)
    days = list(rule.dates())
    following = meeting.series.meetings[1:4]
    last = f"{days[-1]:%A} {days[-1].day} {days[-1]:%B} {days[-1].year}"
    return [
        f"A series, {rule.words}.",
        f"The last is on {last}." if rule.count else f"{len(days)} dates until {last}.",
        "Next",
        *(f"• {moment_words(m.plans[0].start, m.plans[0].zone)}" for m in following),
    ]


def reminder_lines(meeting, plan, at, minutes):
    return [
        *facts(meeting, plan, at, f"In {length_words(minutes)}: "),
        *link(meeting),
        *for_members(meeting),
        *answers_so_far(meeting, at),
        *coming(meeting, at),
        *foot(meeting, at),
    ]


def _reminders(meeting):
    """Those ahead when the time was set; of a later one of a series, those after its invitation."""
    found = []
    for plan, end in meeting.lifetimes():
        invited = invited_at(meeting, plan)
        stood = announced(meeting)
        known = meeting.opens or (stood is not None and stood[0] < plan.since)
        for minutes in meeting.group.reminders:
            due = plan.start - minutes * MINUTE
            if plan.since < due < end and (known or due > invited):
                found += _told(meeting, due, reminder_lines(meeting, plan, due, minutes))
    return found


def _in_person(meeting):
    """Ten minutes before, to those who come or may, and to who chairs unless they can't come."""
    found = []
    for plan, end in meeting.lifetimes():
        due = plan.start - 10 * MINUTE
        if plan.since < due < end:
            answers = {handle: said for handle, (said, _, _) in meeting.answers_at(due).items()}
            coming = {handle for handle, said in answers.items() if said in ("going", "maybe")}
            coming |= {h for h in meeting.group.chairs_at(plan.start, due) if h not in answers}
            words = tuple(reminder_lines(meeting, plan, due, 10))
            found += [Post(due, handle, words) for handle in sorted(coming)]
    return found


def _changes(meeting):
    """A notice of each move and of the cancelling, unless that of another one tells of it."""
    found = []
    for before, plan in zip(meeting.plans, meeting.plans[1:], strict=False):
        if plan.named:
            lines = moving_lines(meeting, before, plan, plan.since)
            found += _told(meeting, plan.since, lines)
    if meeting.is_cancelled and meeting.notice is not None:
        found += _told(meeting, meeting.cancelled, cancelling_lines(meeting))
    return found


def moving_lines(meeting, before, plan, at):
    when = moment_words(plan.start, plan.zone)
    return [
        f"Moved: {meeting.title_at(at)}",
        f"Now: {when}",
        when,
        f"Before: {moment_words(before.start, before.zone)}",
        *link(meeting),
        *for_members(meeting),
        *plan.along,
        "Please answer again: the time has changed.",
        *out_of_hours_words(plan.start, meeting.group.organisations(meeting.members_only)),
        *foot(meeting, at),
    ]


def cancelling_lines(meeting):
    at, when = meeting.cancelled, moment_words(meeting.start, meeting.plans[-1].zone)
    return [
        f"Cancelled: {meeting.title_at(at)}",
        f"Why: {meeting.reason}",
        f"It will not take place on {when}.",
        when,
        *meeting.notice,
        *foot(meeting, at),
    ]


def _at_the_time(meeting):
    """The thread's root at the start; a word to the chairs before the end, and one after it."""
    start, group = meeting.start, meeting.group
    if meeting.cancelled <= start:
        return []
    plan, end = meeting.plans[-1], meeting.end
    found = []
    foot = f"{meeting.reference} · {group.name}"
    if not meeting.members_only:
        lines = [
            f"Now: {meeting.title_at(start)}",
            moment_words(start, plan.zone),
            chaired(meeting, plan, start),
            *link(meeting),
            *agenda(meeting, start),
            *expected(meeting, start),
            "Please keep what belongs to this dialogue in this thread.",
            foot,
        ]
        found.append(Post(start, group.channel, tuple(lines)))
    ends = moment_words(end, plan.zone)
    ends = moment_words(end, plan.zone)
    long = meeting.minutes_at(end) >= 20
    at = end - 10 * MINUTE if long else end
    heading = [f"Who was there? {meeting.title_at(at)}", moment_words(start, plan.zone)]
    if long:
        heading = [
            f"Ten minutes left: {meeting.title_at(at)}",
            f"It ends on {ends}. Please write down in its thread what was decided, and who does "
            "what: /action add … @owner by date.",
            *agenda(meeting, at),
            "Who was there?",
        ]
    nobody = ["Nobody said that they would come."]
    asked = [*heading, *(expected(meeting, at) or nobody), foot]
    found += [Post(at, chair, tuple(asked)) for chair in group.chairs_at(start, start)]
    return found


def _kept_private(meeting):
    """Each chair hears once why the channel does not get it: the first time that it would have."""
    if not meeting.members_only:
        return []
    group = meeting.group
    public = replace(meeting, members_only=False)
    moments = {
        post.at
        for parts in (_announcement, _reminders, _changes, _at_the_time)
        for post in parts(public)
        if post.where == group.channel
    }
    told, found = set(), []
    for at in sorted(moments):
        words = (
            f"{meeting.reference}, “{meeting.title_at(at)}”, is for members only. Not everyone who "
            f"can read the channel of {group.name}, now or later, belongs to a member "
            "organisation, so I did not post it there. I sent it by direct message to the people "
            "of member organisations in the channel."
        )
        for chair in group.chairs_at(at, at):
            if chair not in told:
                told.add(chair)
                found.append(Post(at, chair, (f"For the chairs of {group.name}", words)))
    return found
