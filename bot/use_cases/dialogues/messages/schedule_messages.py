"""Which deliveries follow from a dialogue, when they are due and how long they stay useful.

All name the dialogue by reference, its local date as occurrence, and its revision, so that a
move owes new ones. The channel is the recipient of a channel message, whatever the audience.
Readers without the right get nothing; the send decides who gets it privately.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain import Dialogue, Group, MessageKind, Owed
from bot.domain.delivery import SubjectType
from bot.domain.dialogue import AHEAD_IN_PERSON, Rsvp, RsvpAnswer
from bot.use_cases.context import Context

COMING = frozenset({RsvpAnswer.GOING, RsvpAnswer.MAYBE})

INVITED_AHEAD = timedelta(days=7)
"""How long before a later one of a series its invitation comes, if no reminder is that long."""
END_TOLD_AHEAD = timedelta(weeks=4)
"""How long before the last one of a series its chairs are told of the end."""

_LONG_NOTICE = timedelta(days=2)


def own_invitation_at(dialogue: Dialogue, group: Group) -> datetime:
    """When the invitation to a later one of a series comes: at the group's longest reminder."""
    longest = timedelta(minutes=max(group.reminders, default=0))
    return dialogue.starts_at - (longest if longest >= _LONG_NOTICE else INVITED_AHEAD)


def not_all_at_once(
    dialogue: Dialogue, group: Group, before: datetime | None, now: datetime
) -> datetime:
    """`own_invitation_at`; if that is past, when the one before begins. `before`: the start of that
    one, None if there is none. So a series every day does not begin with the invitations of a whole
    week."""
    at = own_invitation_at(dialogue, group)
    if at > now or before is None or before >= dialogue.starts_at:
        return at
    return max(before, at)


def owed_reminders(dialogue: Dialogue, group: Group, now: datetime) -> tuple[Owed, ...]:
    """The group's reminders whose moment has not passed."""
    return tuple(
        owed_for(MessageKind.REMINDER, dialogue, group.channel_id, due, minutes)
        for minutes in sorted(set(group.reminders), reverse=True)
        if (due := dialogue.starts_at - timedelta(minutes=minutes)) > now
    )


def owed_starting(dialogue: Dialogue, user_id: str, now: datetime) -> tuple[Owed, ...]:
    """Owes a private word ten minutes ahead to a participant; nothing once that moment is past."""
    due = dialogue.starts_at - timedelta(minutes=AHEAD_IN_PERSON)
    if due <= now:
        return ()
    return (owed_for(MessageKind.STARTING, dialogue, user_id, due),)


def from_now_on(
    dialogue: Dialogue,
    group: Group,
    rsvps: Iterable[Rsvp],
    now: datetime,
    *,
    announced_at: datetime | None = None,
) -> tuple[Owed, ...]:
    """All that a planned dialogue owes in its present revision, the announcement first.
    `announced_at`: when a later one of a series is announced; that replaces the reminders which
    would come by then. None: now, beside all reminders."""
    coming = [rsvp.user_id for rsvp in rsvps if rsvp.answer in COMING]
    private = (owed for user_id in coming for owed in owed_starting(dialogue, user_id, now))
    channel = group.channel_id
    at = max(announced_at or now, now)
    announced = owed_for(MessageKind.ANNOUNCEMENT, dialogue, channel, at)
    planned = owed_reminders(dialogue, group, now)
    if announced_at is not None:
        planned = tuple(owed for owed in planned if owed.due_at > announced.due_at)
    begins = owed_for(MessageKind.BEGINS, dialogue, channel, dialogue.starts_at)
    return (announced, *planned, begins, *private)


def owe_change(kind: MessageKind, dialogue: Dialogue, group: Group, context: Context) -> None:
    """Owe the channel, at once, the notice of what the dialogue has become."""
    notice = owed_for(kind, dialogue, group.channel_id, context.now)
    context.work.deliveries.owe([notice], context.now)


def owed_for(
    kind: MessageKind, dialogue: Dialogue, recipient: str, due_at: datetime, minutes_before: int = 0
) -> Owed:
    """A delivery about this dialogue as it is now."""
    return Owed(
        kind=kind,
        minutes_before=minutes_before,
        subject_type=SubjectType.DIALOGUE,
        subject_id=dialogue.reference,
        occurrence=dialogue.occurrence,
        revision=dialogue.revision,
        recipient=recipient,
        due_at=due_at,
        useful_until=kind.useful_until(due_at, dialogue.starts_at, dialogue.ends_at),
        audience=dialogue.audience,
    )
