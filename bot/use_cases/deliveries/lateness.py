"""What came late: dropped where it cannot help, told to the chairs, and for which cause."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta

from bot.domain import DropReason, Gone, Group, MessageKind, NextStep
from bot.domain.delivery import LATE_AFTER, Delivery, State, SubjectType, is_person
from bot.domain.group_notifications import ChairNotice
from bot.domain.message_kind import NOTICE_LASTS
from bot.domain.wording import shortened, spell_minutes, spell_moment
from bot.languages import N_, _, _n
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.deliveries.blocking import read_episode
from bot.use_cases.drift.channel_notices import closed_since
from bot.use_cases.owing import group_notices, messages_owed
from bot.use_cases.subjects import NamedSubject, Subjects
from bot.use_cases.terms import chairs_at

GATHER = timedelta(minutes=1)
"""How long a notice waits for what is dropped beside the first."""
QUIET = timedelta(hours=6)
"""Between two notices to one chair about one group."""

_UNDER_WAY = frozenset({State.OWED, State.SENDING, State.UNCERTAIN})


def drop_useless(useless: Sequence[Delivery], *, work: UnitOfWork, now: datetime) -> int:
    """Drop one workspace's rows that are past their use, and owe the chairs a word; how many."""
    ids = [delivery.id for delivery in useless]
    dropped = work.deliveries.drop_owed(ids, why=DropReason.TOO_LATE, now=now)
    if dropped:
        tell_of_dropped(useless, work=work, now=now)
    return dropped


def tell_of_dropped(dropped: Iterable[Delivery], *, work: UnitOfWork, now: datetime) -> None:
    """Owe each chair of the groups concerned one notice.

    It says what was dropped from now until it is sent, so while one is under way no other is owed.
    The next one of the same group comes hours later, so that one outage is one notice. What was
    meant for a person alone is nobody else's news; they can ask why.
    """
    channels = {delivery.recipient for delivery in dropped if not is_person(delivery.recipient)}
    for channel_id in sorted(channels):
        group = work.groups.by_channel(channel_id)
        if group is None:
            continue
        for chair in chairs_at(group, now, work):
            kind, since = MessageKind.TOO_LATE, now - NOTICE_LASTS
            told = messages_owed(chair, kind, str(group.id), since, work)
            if any(row.state in _UNDER_WAY for row in told):
                continue
            last = max((d.settled_at for d in told if d.settled_at is not None), default=None)
            due_at = now + GATHER if last is None else max(now + GATHER, last + QUIET)
            notices = group_notices(kind, group, now.isoformat(), [chair], due_at)
            work.deliveries.owe(notices, now)


def sent_at(delivery: Delivery) -> datetime | None:
    """When the platform had the message: its own stamp; else when we heard that it was sent."""
    if delivery.state is not State.SENT or delivery.settled_at is None:
        return None
    try:
        stamp = datetime.fromtimestamp(float(delivery.posted_ts or ""), UTC)
    except (ValueError, OverflowError, OSError):
        return delivery.settled_at
    return stamp if delivery.created_at <= stamp <= delivery.settled_at else delivery.settled_at


def came_late(delivery: Delivery) -> bool:
    """Whether it was sent so long after it was due that the message itself says so."""
    at = sent_at(delivery)
    return at is not None and at - delivery.due_at > LATE_AFTER


def closings_of_channel(group: Group, work: UnitOfWork) -> frozenset[datetime]:
    """When the group's channel was found closed, as its chairs were told each time."""
    about = SubjectType.GROUP, str(group.id)
    refused = map(read_episode, work.deliveries.posted_about(*about, MessageKind.BLOCKED))
    moments = [moment for channel, moment in refused if channel == group.channel_id and moment]
    moments += map(closed_since, work.deliveries.posted_about(*about, MessageKind.UNREADABLE))
    return frozenset(datetime.fromisoformat(moment) for moment in moments)


def late_since_closed(
    delivery: Delivery, closed: Collection[datetime], others: Iterable[Delivery]
) -> bool:
    """Whether it came late because its channel was closed when it was due.

    `closed`: moments of `closings_of_channel`; `others`: what the channel got. Had anything got
    through between the last closing and the due moment, the channel was open again by then.
    """
    at = sent_at(delivery)
    last = max((moment for moment in closed if at is not None and moment <= at), default=None)
    if last is None or not came_late(delivery):
        return False
    got = (sent for other in others if (sent := sent_at(other)) is not None)
    return not any(last < sent < delivery.due_at for sent in got)


_LOOK_BACK = timedelta(days=60)
"""Before the first that was dropped: no kind stays useful for longer."""
_MOST = 8
_WORDS = {
    MessageKind.ANNOUNCEMENT: N_("the invitation to {record}"),
    MessageKind.DIALOGUE_MOVED: N_("the word that it was moved: {record}"),
    MessageKind.DIALOGUE_CANCELLED: N_("the word that it was cancelled: {record}"),
    MessageKind.REMINDER: N_("the reminder {time} before {record}"),
    MessageKind.BEGINS: N_("the opening message of {record}"),
    MessageKind.CLOCK_CHANGE: N_("the warning that clocks change"),
    MessageKind.SET_UP: N_("the word of the group's set-up"),
    MessageKind.GREETING: N_("the greeting"),
    MessageKind.CARD: N_("the card of {record}"),
    MessageKind.PROPOSAL: N_("the proposal {record}"),
    MessageKind.DECISION_NEWS: N_("news of the proposal {record}"),
}


def dropped_notice(delivery: Delivery, group: Group, context: Context) -> ChairNotice | Gone:
    """All that was dropped in the group's channel since the notice was owed, as the chair may
    see it; the occurrence is that moment."""
    since = datetime.fromisoformat(delivery.occurrence)
    too_late = State.DROPPED, DropReason.TOO_LATE
    rows = context.work.deliveries.of_recipient(group.channel_id, since - _LOOK_BACK)
    late = [row for row in rows if (row.state, row.error) == too_late]
    dropped = [row for row in late if row.settled_at is not None and row.settled_at >= since]
    if not dropped:
        return Gone(DropReason.NOTHING_DROPPED)
    said = list(_lines_of_dropped(reversed(dropped), group, context))
    left = len(dropped) - _MOST
    if left > 0:
        said = [*said[:_MOST], _n("{number} more", "{number} more", left)]
    return ChairNotice(
        group=group,
        words=_n(
            "This was due in the channel of {group}. I could not post in time. It is too late to "
            "help, so not sent: {messages}.",
            "These were due in the channel of {group}. I could not post in time. They are too late "
            "to help, so not sent: {messages}.",
            len(dropped),
            group=group.name,
            messages="; ".join(said),
        ),
        step=NextStep.SEE_WHY if left > 0 else None,
    )


def _lines_of_dropped(dropped: Iterable[Delivery], group: Group, context: Context) -> Iterable[str]:
    subjects = Subjects(context.reader, context.work)
    for row in dropped:
        text = _WORDS.get(row.kind, N_("a message {record}"))
        if row.subject_type is SubjectType.DIGEST:
            text = N_("the weekly digest")
        # Named where the chair may see it: "D12, “Age assurance”".
        found = subjects.subject_of(row) or NamedSubject()
        reference = found.reference
        title = shortened(found.title, 80)
        named = N_("{reference}, “{title}”")
        about = _(named, reference=reference, title=title) if reference else ""
        time = spell_minutes(row.minutes_before) if row.kind is MessageKind.REMINDER else ""
        message = _(text, record=about, time=time).strip()
        yield _(
            "{message} (due {moment})", message=message, moment=spell_moment(row.due_at, group.zone)
        )
