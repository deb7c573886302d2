"""All that Convenor owes, in the words of `/wg why`, for whoever has the sandbox."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from bot.domain import MessageKind, Reader
from bot.domain.delivery import Delivery, State, SubjectType
from bot.domain.message_kind import ASKING
from bot.domain.wording import spell_minutes
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.subjects import NamedSubject, Subjects
from handlers.slack.features.why.words import reason_words, title_of

_STILL_WAITING = timedelta(days=14)
"""What was due longer ago is not looked for among what waits."""
AT_ONCE = timedelta(minutes=10)
"""What was owed no longer than this before it was due follows from what somebody just did."""
_STATES = {State.SENT: "sent", State.DROPPED: "dropped"}
_NOUNS = {
    MessageKind.REMINDER: "reminder",
    MessageKind.STARTING: "reminder",
    MessageKind.MORNING: "morning message",
    MessageKind.ANNOUNCEMENT: "invitation",
    MessageKind.WEEKLY_DIGEST: "digest",
    MessageKind.SPOTLIGHT: "spotlight",
}
"""What is counted under a name of its own; all else is a notice."""
_BECAUSE = {
    MessageKind.REMINDER: "The group is reminded {before} before a dialogue.",
    MessageKind.STARTING: "Who said Going or Maybe hears it, and who chairs.",
    MessageKind.BEGINS: "Each dialogue has a thread for what belongs to it.",
    MessageKind.CLOSING: "Chairs note who was there and what was decided.",
    MessageKind.ATTENDANCE: "Chairs say who was there.",
    MessageKind.ANNOUNCEMENT: "Dialogues of a series are announced a week before.",
    MessageKind.MORNING: "Comes on working days, if something in it is new or due by then.",
    MessageKind.WEEKLY_DIGEST: "The group has a weekly digest.",
    MessageKind.DIGEST_PREVIEW: "Chairs see the digest before it is posted.",
    MessageKind.SPOTLIGHT: "The group has a weekly spotlight.",
    MessageKind.REVIEW_DUE: "Its author is asked at the date of review.",
    MessageKind.CLOCK_CHANGE: "A series shifts for somebody when clocks change.",
}
"""Why each kind that is owed ahead of its time is; the others follow from what somebody did."""


def rows_since(since: datetime, recipients: Collection[str], *, work: UnitOfWork) -> list[Delivery]:
    """What was owed to these channels and people, due since then, soonest first."""
    found = [
        row
        for about in SubjectType
        for rows in work.deliveries.of_recipients(recipients, since, about).values()
        for row in rows
    ]
    return sorted(found, key=lambda row: (row.due_at, row.id))


def tell_owed(
    since: datetime, recipients: Collection[str], *, work: UnitOfWork, now: datetime
) -> list[dict[str, Any]]:
    """What `Hooks.owed` answers: due since then, or earlier and still waiting."""
    subjects, closed = Subjects(Reader.system(), work), work.recipients.errors_of_blocked()
    rows = rows_since(min(since, now - _STILL_WAITING), recipients, work=work)
    return [
        _told(row, subjects.subject_of(row) or NamedSubject(), closed.get(row.recipient))
        for row in rows
        if row.due_at >= since or row.state not in _STATES
    ]


def _told(row: Delivery, subject: NamedSubject, closed: str | None) -> dict[str, Any]:
    what, about = title_of(row, subject)
    return {
        "at": row.due_at.timestamp(),
        "to": row.recipient,
        "kind": _NOUNS.get(row.kind, "notice"),
        "what": what,
        "about": about,
        "why": _why(row, subject, closed),
        "state": _STATES.get(row.state, "waiting"),
    }


def _why(row: Delivery, subject: NamedSubject, closed: str | None) -> str:
    """What is in its way, or why it is owed at all."""
    error = row.error if row.state in (State.DROPPED, State.OWED) else None
    if row.state is not State.SENT and (error or closed):
        doing = "Not sent" if row.state is State.DROPPED else "Waiting"
        return f"{doing}: {reason_words(error or closed, subject.reference, row.detail)}."
    because = _BECAUSE.get(row.kind)
    if because is None or (row.kind in ASKING and row.due_at - row.created_at < AT_ONCE):
        return "Follows from what somebody did."
    return because.format(before=spell_minutes(row.minutes_before))
