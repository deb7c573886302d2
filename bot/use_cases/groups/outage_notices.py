"""Notices after an outage: what came too late to help, and that an older copy was put back."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.domain import DropReason, Gone, Group, MessageKind, NextStep, NotFound
from bot.domain.delivery import Delivery, State, SubjectType
from bot.domain.group_notifications import ChairNotice, SecretariatNotice
from bot.domain.wording import listed_some, shortened, spell_minutes, spell_moment
from bot.languages import N_, _, _n
from bot.use_cases.context import Context
from bot.use_cases.subjects import find_subject

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


_SHOWN = 30


def dropped_notice(delivery: Delivery, group: Group, context: Context) -> ChairNotice | Gone:
    """All that was dropped in the group's channel since the notice was owed, as the chair may
    see it; the occurrence is that moment."""
    since = datetime.fromisoformat(delivery.occurrence)
    dropped = [
        row
        for row in context.work.deliveries.of_recipient(group.channel_id, since - _LOOK_BACK)
        if row.state is State.DROPPED
        and row.error == DropReason.TOO_LATE
        and row.settled_at is not None
        and row.settled_at >= since
    ]
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
    for row in dropped:
        text = _WORDS.get(row.kind, N_("a message {record}"))
        if row.subject_type is SubjectType.DIGEST:
            text = N_("the weekly digest")
        about = _name_record(row, context) or ""
        time = spell_minutes(row.minutes_before) if row.kind is MessageKind.REMINDER else ""
        message = _(text, record=about, time=time).strip()
        yield _(
            "{message} (due {moment})", message=message, moment=spell_moment(row.due_at, group.zone)
        )


def _name_record(row: Delivery, context: Context) -> str | None:
    """ "D12, “Age assurance”" where the chair may see it."""
    try:
        found = find_subject(row, context.reader, context.work)
    except NotFound:
        return None
    if found is None:
        return None
    title = shortened(found.title, 80)
    return _("{reference}, “{title}”", reference=found.reference, title=title)


def pack_facts(since: datetime, missing: Sequence[str], unreadable: int) -> str:
    """The notice's facts as an occurrence; `missing` as references ("D12")."""
    return f"{since.isoformat()}|{','.join(missing)}|{unreadable}"


def restored_notice(delivery: Delivery, context: Context) -> SecretariatNotice | Gone:
    """The notification, or why it is not wanted any more."""
    if not context.reader.secretariat:
        return Gone(DropReason.NOT_SECRETARIAT)
    _since, missing, unreadable = delivery.occurrence.split("|")
    since = datetime.fromisoformat(delivery.occurrence.partition("|")[0])
    words = [
        _(
            "I started on an older copy of my database. What people did after the moment above is "
            "not in it: please tell the chairs to look at what they changed since then."
        ),
        _(
            "I post nothing twice: what was due before this start I first look for where it "
            "belongs. New references begin behind those that were posted."
        ),
    ]
    if missing:
        words.append(
            _(
                "I posted {references} and do not know them any more. Their buttons do nothing "
                "now. Please have them made again where they are still wanted.",
                references=listed_some(missing.split(","), _SHOWN),
            )
        )
    if int(unreadable):
        words.append(
            _n(
                "I could not read {number} conversation. There I send nothing that was due before "
                "unless I can look first.",
                "I could not read {number} conversations. There I send nothing that was due before "
                "unless I can look first.",
                int(unreadable),
            )
        )
    step = NextStep.SEE_WHY if int(unreadable) else None
    return SecretariatNotice(since=since, words=tuple(words), step=step)
