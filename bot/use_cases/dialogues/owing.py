"""Which deliveries follow from a dialogue, when they are due and how long they stay useful.

All name the dialogue by reference, its local date as occurrence, and its revision, so that a
move owes anew. What goes to the channel is owed to the channel, whatever the audience: who may
not read it there gets nothing, and those entitled get it privately, decided before the send.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain.delivery import Owed, SubjectType
from bot.domain.dialogue import AHEAD_IN_PERSON, Answer, Dialogue, Rsvp
from bot.domain.group import Group

ANNOUNCEMENT = "dialogue.announcement"
REMINDER = "dialogue.reminder."
STARTING = "dialogue.starting"
MOVED = "dialogue.moved"
CANCELLED = "dialogue.cancelled"

COMING = frozenset({Answer.GOING, Answer.MAYBE})

_SHORT_NOTICE = timedelta(hours=4)
_LONG_NOTICE = timedelta(days=2)
_NOT_SO_NEAR = timedelta(hours=2)
_FAR_FROM_IT = timedelta(days=1)


def announcement(dialogue: Dialogue, group: Group, now: datetime) -> Owed:
    """Due at once, useful until the dialogue starts."""
    return _owed(ANNOUNCEMENT, dialogue, group.channel_id, now, dialogue.starts_at)


def reminders(dialogue: Dialogue, group: Group, now: datetime) -> tuple[Owed, ...]:
    """The group's reminders whose moment has not passed."""
    owed = []
    for minutes in sorted(set(group.reminders), reverse=True):
        due = dialogue.starts_at - timedelta(minutes=minutes)
        if due > now:
            until = reminder_useful_until(dialogue.starts_at, minutes)
            owed.append(_owed(f"{REMINDER}{minutes}", dialogue, group.channel_id, due, until))
    return tuple(owed)


def reminder_useful_until(starts_at: datetime, minutes: int) -> datetime:
    """The moment after which a reminder so many minutes ahead would only be noise.

    More than two days ahead (one week): for a day. More than four hours ahead (one day): until
    two hours before the start, when a nearer reminder says it better. Nearer: until the start.
    After any outage at most one of the usual three is still useful.
    """
    notice = timedelta(minutes=minutes)
    if notice > _LONG_NOTICE:
        return starts_at - notice + _FAR_FROM_IT
    return starts_at - _NOT_SO_NEAR if notice > _SHORT_NOTICE else starts_at


def starting(dialogue: Dialogue, user_id: str, now: datetime) -> tuple[Owed, ...]:
    """The private word ten minutes ahead to one who comes; nothing once that moment is past."""
    due = dialogue.starts_at - timedelta(minutes=AHEAD_IN_PERSON)
    if due <= now:
        return ()
    return (_owed(STARTING, dialogue, user_id, due, dialogue.starts_at),)


def moved(dialogue: Dialogue, group: Group, now: datetime) -> Owed:
    """The change notice, due at once; `dialogue` is what it has become."""
    return _owed(MOVED, dialogue, group.channel_id, now, dialogue.starts_at)


def cancelled(dialogue: Dialogue, group: Group, now: datetime) -> Owed:
    """The notice that it is off, useful until it would have started."""
    return _owed(CANCELLED, dialogue, group.channel_id, now, dialogue.starts_at)


def from_now_on(
    dialogue: Dialogue, group: Group, rsvps: Iterable[Rsvp], now: datetime
) -> tuple[Owed, ...]:
    """All that a planned dialogue owes in its present revision, the announcement first."""
    private = (
        owed
        for rsvp in rsvps
        if rsvp.answer in COMING
        for owed in starting(dialogue, rsvp.user_id, now)
    )
    return (announcement(dialogue, group, now), *reminders(dialogue, group, now), *private)


def _owed(
    kind: str, dialogue: Dialogue, recipient: str, due_at: datetime, useful_until: datetime
) -> Owed:
    return Owed(
        kind=kind,
        subject_type=SubjectType.DIALOGUE,
        subject_id=dialogue.reference,
        occurrence=dialogue.occurrence,
        revision=dialogue.revision,
        recipient=recipient,
        due_at=due_at,
        useful_until=useful_until,
        audience=dialogue.audience,
    )
