"""Recovers after a restored copy of the database, older than what is posted; repeats no message.

Messages due before this start may be posted already, so Convenor looks for each before it sends
(see `Means.looks_first`). New references begin after those that the platform shows. The secretariat
hears what may be missing.
"""

import functools
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain import Audience, DropReason, Gone, MessageKind, NextStep
from bot.domain.delivery import Delivery, SubjectType, known_nonces
from bot.domain.group_notifications import SecretariatNotice
from bot.domain.reference import ACTION, DIALOGUE, PRACTICE
from bot.domain.wording import listed_some
from bot.languages import _, _n
from bot.ports.directory import History, Seen
from bot.ports.ledgers.books import CopyState
from bot.ports.unit_of_work import Memory, UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.owing import owed_message

log = logging.getLogger(__name__)

LONG_PAST = timedelta(minutes=2)
"""The age of the last beat (one every quarter of a minute) that no restart reaches."""
MOST_ASKED = 20
"""People whose direct messages are read at the start after an outage; each costs one question."""


@dataclass(kw_only=True)
class _Read:
    """What the platform shows since the copy was made."""

    unknown: int = 0
    references: set[str] = field(default_factory=set)
    unreadable: int = 0


async def recover_copy(
    workspace_id: str,
    *,
    memory: Memory,
    history: History,
    now: datetime,
    secretariat: Iterable[str] = (),
) -> datetime | None:
    """Before the first beat of a process: find out whether the database is an older copy. Answers
    until when what fell due is looked for before it is sent; None: nothing is."""
    state = await memory.read(workspace_id, lambda work: work.workspaces.copy_state())
    long_past = state.beat_at is not None and now - state.beat_at > LONG_PAST
    if state.beat_at is None or not (state.is_marked or long_past):
        return state.look_first_until
    channels, waiting, people = await memory.read(
        workspace_id, lambda work: _places_to_read(work, now)
    )
    asked = [*channels, *waiting]
    read = _Read()
    await _read_all(asked, state.beat_at, read, workspace_id, memory, history)
    if not state.is_marked and not read.unknown:
        return state.look_first_until
    others = [place for place in people if place not in asked]
    await _read_all(others, state.beat_at, read, workspace_id, memory, history)
    await memory.write(
        workspace_id, lambda work: _note_restored(state, read, secretariat, work, now)
    )
    extra = {"beat_at": state.beat_at, "unknown": read.unknown, "unreadable": read.unreadable}
    log.warning("older_copy", extra=extra)
    return now


def _places_to_read(work: UnitOfWork, now: datetime) -> tuple[list[str], list[str], list[str]]:
    """The groups' channels; direct messages of those who are owed something now; and all others."""

    def known(user_ids: Iterable[str]) -> list[str]:
        found = [work.deliveries.place_of(user_id) for user_id in user_ids]
        return [place for place in found if place is not None]

    channels = [group.channel_id for group in work.groups.all()]
    waiting = known(work.deliveries.people_waiting(now, MOST_ASKED))
    return channels, waiting, known(person.user_id for person in work.people.all())


async def _read_all(
    places: Sequence[str],
    since: datetime,
    read: _Read,
    workspace_id: str,
    memory: Memory,
    history: History,
) -> None:
    for place in places:
        found = await history.ours_since(place, since)
        if found is None:
            read.unreadable += 1
            continue
        read.references |= {name for seen in found for name in seen.references}
        if found:
            job = functools.partial(_count_known, found)
            read.unknown += len(found) - await memory.read(workspace_id, job)


def _count_known(found: Sequence[Seen], work: UnitOfWork) -> int:
    """How many of these the database knows: a killed process may not have noted the answer."""
    ids = {int(one.partition(":")[0]) for seen in found for one in seen.carries if one[0].isdigit()}
    rows = work.deliveries.of_ids(ids)
    carried = {f"{row.id}:{nonce}" for row in rows for nonce in known_nonces(row)}
    return sum(1 for seen in found if seen.carries & carried)


def _note_restored(
    state: CopyState, read: _Read, secretariat: Iterable[str], work: UnitOfWork, now: datetime
) -> None:
    """Once, whichever process comes first."""
    if work.workspaces.copy_state().look_first_until != state.look_first_until:
        return
    work.workspaces.look_first(until=now)
    # A number that was never given out here belongs to something that came after the copy.
    taken = work.numbers.last_taken
    missing = sorted(name for name in read.references if int(name[1:]) > taken(name[0]))
    for letter in (DIALOGUE, ACTION, PRACTICE):
        shown = [int(name[1:]) for name in read.references if name[0] == letter]
        if shown:
            work.numbers.begin_behind(letter, max(shown))
    people = {person.user_id for person in work.people.all() if person.secretariat}
    facts = pack_facts(state.beat_at or now, missing, read.unreadable)
    kind, about, soon = MessageKind.RESTORED, (SubjectType.GROUP, "0"), now + timedelta(seconds=1)
    work.deliveries.owe(
        [
            owed_message(kind, about, user_id, soon, Audience.MEMBERS, occurrence=facts)
            for user_id in sorted(people | set(secretariat))
        ],
        now,
    )


_SHOWN = 30


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
