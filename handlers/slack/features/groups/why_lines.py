"""One message of /wg why: what it is, when it was due, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.delivery import Delivery, State
from bot.domain.drop_reasons import DropReason
from bot.domain.group import Group
from bot.domain.wording import count, shortened
from bot.use_cases.deliveries.why import Told
from bot.use_cases.deliveries.why_lateness import came_late, sent_at
from handlers.slack.features.groups.why_words import (
    OURS,
    begins,
    meanwhile,
    reason,
    title_of,
    try_words,
)
from handlers.slack.kit import blocks as kit

TITLE = 100
"""Twenty titles and their reasons stay well inside what Slack takes as one message."""

Parts = list[kit.Element | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The reader's zone, the moment, and all groups by id."""

    zone: str
    now: datetime
    groups: Mapping[int, Group]


def message(told: Told, context: Context, *, named: bool) -> kit.Block:
    """`named`: with the group's name, where the list spans several."""
    what, title = title_of(told.row, told.subject)
    group = context.groups.get(told.subject.group_id or 0)
    first: Parts = [kit.bold(what), f" {shortened(title, TITLE)}" if title else ""]
    if named and group is not None:
        first.append(f" ({group.name})")
    return kit.rich(kit.line(*first), kit.line(*_fate(told, context)))


def _fate(told: Told, context: Context) -> Parts:
    row = told.row
    due = kit.moment(row.due_at, context.zone)
    if not isinstance(row, Delivery):
        return ["Due ", due, f". By direct message: {_counted(row.states)}."]
    match row.state:
        case State.SENT:
            return ["Due ", due, ". ", *_sent(row, told, context)]
        case State.UNCERTAIN:
            return ["Due ", due, ". Being checked: Slack's answer was lost."]
        case State.SENDING:
            return ["Due ", due, ". Being sent now."]
        case State.DROPPED:
            return ["Due ", due, ". ", *_dropped(row, told, context)]
        case State.OWED:
            return _waiting(row, told, context)


def _sent(row: Delivery, told: Told, context: Context) -> Parts:
    at = _clock(sent_at(row) or row.due_at, row.due_at, context)
    tries = f", at the {try_words(row.attempt)}" if row.attempt > 1 else ""
    deleted = " A chair or the secretariat had it deleted since." if row.unwanted else ""
    if not came_late(row):
        return ["Sent ", *at, f"{tries}.{deleted}"]
    if told.late_since_closed:
        why = ": I could not post in the channel before"
    else:
        why = "" if tries else ": Convenor was offline"
    return ["Sent late, ", *at, f"{tries}{why}.{deleted}"]


def _dropped(row: Delivery, told: Told, context: Context) -> Parts:
    if begins(row.error, DropReason.CANNOT_TELL):
        return [f"It may have been sent: {OURS[DropReason.CANNOT_TELL]}."]
    it = told.subject.reference
    why = reason(row.error, it)
    if begins(row.error, DropReason.TOO_LATE):
        until = _clock(row.useful_until, row.due_at, context)[-1]
        return [f"Not sent: {why} after ", until, f"{meanwhile(row.error, it)}."]
    result = "Will not be sent" if row.due_at > context.now else "Not sent"
    return [f"{result}: {why}" + (f": {_counted(told.copies)}." if told.copies else ".")]


def _waiting(row: Delivery, told: Told, context: Context) -> Parts:
    due, it = kit.moment(row.due_at, context.zone), told.subject.reference
    if told.closed is not None:
        since = kit.moment(told.closed.since, context.zone)
        return ["Due ", due, ". Waiting since ", since, f": {reason(told.closed.error, it)}."]
    if row.due_at > context.now:
        return ["Waiting until ", due, "."]
    if row.error is None or row.next_at is None:
        return ["Due ", due, ". About to be sent."]
    tried = f". Not sent yet: {reason(row.error, it)}. The {try_words(row.attempt + 1)} is "
    return ["Due ", due, tried, *_clock(row.next_at, row.due_at, context), "."]


def _clock(at: datetime, due: datetime, context: Context) -> Parts:
    """ "at 14:00" on the day that it was due, else "on" and the whole date."""
    local, day = (moment.astimezone(ZoneInfo(context.zone)) for moment in (at, due))
    if local.date() != day.date():
        return ["on ", kit.moment(at, context.zone)]
    short = kit.moment(at, context.zone, "{time}")
    return ["at ", short | {"fallback": f"{local:%H:%M}"}]


def _counted(states: Mapping[State, int]) -> str:
    """ "sent to 7 people, 1 waiting"."""
    number = {state: states.get(state, 0) for state in State}
    waiting = number[State.OWED] + number[State.SENDING]
    sent = count(number[State.SENT], "person", "people") if number[State.SENT] else "nobody"
    parts = [f"sent to {sent}"]
    for many, words in (
        (waiting, "waiting"),
        (number[State.UNCERTAIN], "being checked"),
        (number[State.DROPPED], "not sent"),
    ):
        parts += [f"{many} {words}"] if many else []
    return ", ".join(parts)
