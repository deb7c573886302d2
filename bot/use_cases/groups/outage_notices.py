"""Notices after an outage: what came too late to help, and that an older copy was put back."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.domain.chair_notices import ChairNotice, SecretariatNotice
from bot.domain.delivery import Delivery, State, SubjectType
from bot.domain.drop_reasons import DropReason
from bot.domain.errors import NotFound
from bot.domain.group import Group
from bot.domain.message_kind import MessageKind
from bot.domain.next_steps import NextStep
from bot.domain.notifications import Gone
from bot.domain.roles import Reader
from bot.domain.wording import count, listed_some, shortened, spell_minutes, spell_moment
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.subjects import find_subject

_LOOK_BACK = timedelta(days=60)
"""Before the first that was dropped: no kind stays useful for longer."""
_MOST = 8
_WORDS = {
    MessageKind.ANNOUNCEMENT: "the invitation to",
    MessageKind.DIALOGUE_MOVED: "the word that it was moved:",
    MessageKind.DIALOGUE_CANCELLED: "the word that it was cancelled:",
    MessageKind.BEGINS: "the opening message of",
    MessageKind.CLOCK_CHANGE: "the warning that clocks change",
    MessageKind.SET_UP: "the word of the group's set-up",
    MessageKind.GREETING: "the greeting",
    MessageKind.CARD: "the card of",
    MessageKind.PROPOSAL: "the proposal",
    MessageKind.DECISION_NEWS: "news of the proposal",
}


_SHOWN = 30


def dropped_notice(delivery: Delivery, group: Group, context: Context) -> ChairNotice | Gone:
    """All that was dropped in the group's channel since the notice was owed, as the chair may
    see it; the occurrence is that moment."""
    reader, work = context.reader, context.work
    since = datetime.fromisoformat(delivery.occurrence)
    dropped = [
        row
        for row in work.deliveries.of_recipient(group.channel_id, since - _LOOK_BACK)
        if row.state is State.DROPPED
        and row.error == DropReason.TOO_LATE
        and row.settled_at is not None
        and row.settled_at >= since
    ]
    if not dropped:
        return Gone(DropReason.NOTHING_DROPPED)
    said = list(_lines_of_dropped(reversed(dropped), group, reader=reader, work=work))
    left = len(dropped) - _MOST
    if left > 0:
        said = [*said[:_MOST], f"{left} more"]
    were, are = ("This was", "It is") if len(dropped) == 1 else ("These were", "They are")
    return ChairNotice(
        group=group,
        words=(
            f"{were} due in the channel of {group.name}. I could not post in time. "
            f"{are} too late to help, so not sent: {'; '.join(said)}."
        ),
        step=NextStep.SEE_WHY if left > 0 else None,
    )


def _lines_of_dropped(
    dropped: Iterable[Delivery], group: Group, *, reader: Reader, work: UnitOfWork
) -> Iterable[str]:
    for row in dropped:
        what = _WORDS.get(row.kind, "a message")
        if row.kind is MessageKind.REMINDER:
            what = f"the reminder {spell_minutes(row.minutes_before)} before"
        elif row.subject_type is SubjectType.DIGEST:
            what = "the weekly digest"
        about = _name_record(row, reader=reader, work=work)
        due = spell_moment(row.due_at, group.zone)
        yield f"{what} {about} (due {due})" if about else f"{what} (due {due})"


def _name_record(row: Delivery, *, reader: Reader, work: UnitOfWork) -> str | None:
    """ "D12, “Age assurance”" where the chair may see it."""
    try:
        found = find_subject(row, reader, work)
    except NotFound:
        return None
    return f"{found.reference}, “{shortened(found.title, 80)}”" if found else None


def pack_facts(since: datetime, missing: Sequence[str], unreadable: int) -> str:
    """The notice's facts as an occurrence; `missing` as references ("D12")."""
    return f"{since.isoformat()}|{','.join(missing)}|{unreadable}"


def restored_notice(delivery: Delivery, context: Context) -> SecretariatNotice | Gone:
    """The notification, or why it is not wanted any more."""
    if not context.reader.secretariat:
        return Gone(DropReason.NOT_SECRETARIAT)
    _, missing, unreadable = delivery.occurrence.split("|")
    since = datetime.fromisoformat(delivery.occurrence.partition("|")[0])
    words = [
        "I started on an older copy of my database. What people did after the moment above is "
        "not in it: please tell the chairs to look at what they changed since then.",
        "I post nothing twice: what was due before this start I first look for where it "
        "belongs. New references begin behind those that were posted.",
    ]
    if missing:
        words.append(
            f"I posted {listed_some(missing.split(','), _SHOWN)} and do not know them any more. "
            "Their buttons do nothing now. Please have them made again where they are still wanted."
        )
    if int(unreadable):
        words.append(
            f"I could not read {count(int(unreadable), 'conversation', 'conversations')}. There I "
            "send nothing that was due before unless I can look first."
        )
    step = NextStep.SEE_WHY if int(unreadable) else None
    return SecretariatNotice(since=since, words=tuple(words), step=step)
