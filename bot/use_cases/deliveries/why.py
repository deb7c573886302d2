"""Explains why a message came, will come or did not, for a channel and for the reader."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain import DropReason, Group, MessageKind, NotFound, Reader, Role
from bot.domain.delivery import BlockedRecipient, Delivery, State, SubjectType
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.deliveries.lateness import closings_of_channel, late_since_closed
from bot.use_cases.subjects import NamedSubject, Subjects, WhyRow

BACK = AHEAD = timedelta(days=7)

QUIET = frozenset(
    {
        DropReason.NOTHING_TO_SAY,
        DropReason.NOTHING_DROPPED,
        DropReason.ANNOUNCED,
        DropReason.TOLD,
        DropReason.NOT_ANNOUNCED,
        DropReason.NOT_CANCELLED,
        DropReason.PLANNED_AGAIN,
        DropReason.REACHABLE,
        DropReason.CLOSED_AGAIN,
    }
)
"""Why something was dropped that nobody misses: told only to those who ask for everything."""

_OF_GROUPS = tuple(kind for kind in SubjectType if kind is not SubjectType.MORNING)
_LONGEST_AHEAD = timedelta(days=20 * 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWhy:
    """`group`: whose channel is asked about; None: only what was owed to the reader. `about`: one
    reference ("D12") instead of the days around now. `everything`: QUIET ones too."""

    group: Group | None = None
    about: str = ""
    everything: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line: a delivery, or for the secretariat what goes to people, counted. `copies`: people
    who get it privately instead of the channel, for those who run the group. `late_since_closed`:
    it came late because the channel could not be reached. `closed`: its place is."""

    row: WhyRow
    subject: NamedSubject
    copies: Mapping[State, int] = field(default_factory=dict)
    closed: BlockedRecipient | None = None
    late_since_closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """`here`: to the channel of `group`, None where that is not for this reader; `own`: to them.
    Both have the latest due first. `left_out`: how many QUIET ones there are besides. `closed`:
    channels among the reader's groups that cannot be reached."""

    group: Group | None
    subject: NamedSubject | None
    here: tuple[Told, ...] | None
    own: tuple[Told, ...]
    left_out: int
    closed: tuple[tuple[Group, BlockedRecipient], ...]


def explain_deliveries(wish: AskWhy, context: Context) -> Why:
    """NotFound for a reference that does not exist or is not theirs to see."""
    subjects = Subjects(context.reader, context.work)
    subject = subjects.named(wish.about) if wish.about else None
    if wish.about and subject is None:
        raise NotFound.reference(wish.about)
    group = context.work.groups.get(subject.group_id or 0) if subject is not None else wish.group
    asked = _Asked(
        subjects=subjects,
        reader=context.reader,
        work=context.work,
        group=group,
        subject=subject,
        since=subject.since or context.now if subject is not None else context.now - BACK,
        until=context.now + (_LONGEST_AHEAD if subject is not None else AHEAD),
    )
    here, own = asked.here(), asked.own()
    return Why(
        group=group,
        subject=subject,
        here=None if here is None else _lines_to_show(here, wish),
        own=_lines_to_show(own, wish),
        left_out=0 if wish.everything else sum(map(_is_quiet, [*(here or ()), *own])),
        closed=tuple(_closed_channels(group, context)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One question: whose rows, about what, due from when to when (aware, both included)."""

    subjects: Subjects
    reader: Reader
    work: UnitOfWork
    group: Group | None
    subject: NamedSubject | None
    since: datetime
    until: datetime

    def here(self) -> list[Told] | None:
        """To the channel: seen by each row's own audience, and by its subject's."""
        group, reader = self.group, self.reader
        if group is None:
            return []
        if not (reader.secretariat or group.id in reader.seats):
            return None
        told = self._rows_of(group.channel_id)
        told = [line for line in told if reader.sees(group.id, line.row.audience)]
        return self._with_copies(self._with_causes(told, group), group)

    def own(self) -> list[Told]:
        """To the reader: of the group, or of all groups with the mornings that span them."""
        told = self._rows_of(self.reader.user_id)
        group = self.group
        return [line for line in told if group is None or line.subject.group_id == group.id]

    def _rows_of(self, recipient: str) -> list[Told]:
        closed = self.work.recipients.block_of(recipient)
        rows = self.work.deliveries.of_recipient(recipient, self.since)
        lines = self._visible(row for row in rows if row.due_at <= self.until)
        return [replace(line, closed=closed) for line in lines]

    def _visible(self, rows: Iterable[WhyRow]) -> Iterator[Told]:
        for row in rows:
            subject = self.subjects.subject_of(row)
            asked = self.subject.reference if self.subject is not None else None
            if subject is not None and asked in (None, subject.reference):
                yield Told(row=row, subject=subject)

    def _with_causes(self, told: list[Told], group: Group) -> list[Told]:
        closed = closings_of_channel(group, self.work)
        rows = [line.row for line in told if isinstance(line.row, Delivery)]
        return [
            replace(line, late_since_closed=late_since_closed(line.row, closed, rows))
            if isinstance(line.row, Delivery)
            else line
            for line in told
        ]

    def _with_copies(self, told: list[Told], group: Group) -> list[Told]:
        """Counts of what went to people: for chairs what was kept private, else all of them."""
        everything = self.reader.secretariat
        if not everything and self.reader.role_in(group.id) is not Role.CHAIR:
            return told
        kept = {_key_of_copies(line.row) for line in told if _kept_private(line)}
        found = self.work.deliveries.count_copies(
            _OF_GROUPS,
            since=self.since,
            until=self.until,
            subject_ids=None if everything else {key[3] for key in kept},
        )
        counts = {_key_of_copies(copies): copies.states for copies in found}
        told = [
            replace(line, copies=counts.get(_key_of_copies(line.row), {}))
            if _kept_private(line)
            else line
            for line in told
        ]
        if everything:
            others = self._visible(copies for copies in found if _key_of_copies(copies) not in kept)
            told += [line for line in others if line.subject.group_id == group.id]
        return sorted(told, key=lambda line: line.row.due_at, reverse=True)


def _closed_channels(
    group: Group | None, context: Context
) -> Iterator[tuple[Group, BlockedRecipient]]:
    for one in [group] if group is not None else context.work.groups.all():
        closed = context.work.recipients.block_of(one.channel_id)
        if closed is not None and context.reader.belongs_to(one.id):
            yield one, closed


def _kept_private(line: Told) -> bool:
    return isinstance(line.row, Delivery) and line.row.error == DropReason.KEPT_PRIVATE


def _key_of_copies(row: WhyRow) -> tuple[MessageKind, int, SubjectType, str, str, int]:
    """What a delivery's copies to people have in common with it."""
    about = row.subject_type, row.subject_id
    return row.kind, row.minutes_before, *about, row.occurrence, row.revision


def _is_quiet(line: Told) -> bool:
    row = line.row
    return isinstance(row, Delivery) and row.state is State.DROPPED and row.error in QUIET


def _lines_to_show(lines: Iterable[Told], wish: AskWhy) -> tuple[Told, ...]:
    return tuple(line for line in lines if wish.everything or not _is_quiet(line))
