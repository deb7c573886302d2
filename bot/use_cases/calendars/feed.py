"""A person's calendar entries by their rights now, and the private addresses that lead to them.

Whoever knows an address, of a calendar or a feed, reads what is there. So it is as long as a key,
it is told once, and only its hash is kept. Having one gives nobody a right.
"""

from base64 import urlsafe_b64encode
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain import Dialogue, MessageKind, NotFound, Reader
from bot.domain.audience import ChannelFacts
from bot.domain.delivery import SubjectType
from bot.domain.dialogue import LONGEST_AHEAD
from bot.domain.errors import ConvenorError
from bot.domain.person import PersonFacts
from bot.domain.reference import DIALOGUE, render_reference
from bot.ports.ledgers.personal import AddressOf, CalendarAddress, Calendars, hash_of
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.checks import find_dialogue
from bot.use_cases.dialogues.rules.series_links import opening_number
from bot.use_cases.identify import identify_person

RANDOM_BYTES = 32
"""256 bits: nobody finds one by trying."""


def addresses(of: AddressOf, work: UnitOfWork) -> Calendars:
    """The ledger of these addresses."""
    return work.calendars if of is AddressOf.CALENDAR else work.feeds


def make_address(
    user_id: str,
    *,
    randomness: bytes,
    work: UnitOfWork,
    now: datetime,
    of: AddressOf = AddressOf.CALENDAR,
) -> str:
    """The secret of a new address, of 32 random bytes; an old address opens nothing from now on.
    This is the only time that anybody can be told the secret."""
    if len(randomness) < RANDOM_BYTES:
        raise ValueError(f"{len(randomness)} random bytes are too few for an address")
    secret = urlsafe_b64encode(randomness).rstrip(b"=").decode()
    did = "renewed the" if addresses(of, work).of_person(user_id) else "made a"
    address = CalendarAddress(
        workspace_id=work.workspace_id, user_id=user_id, secret_hash=hash_of(secret), created_at=now
    )
    addresses(of, work).keep_address(address)
    work.journal.record(user_id, f"{did} {of.value}", user_id, now)
    return secret


def revoke_address(
    user_id: str, *, work: UnitOfWork, now: datetime, of: AddressOf = AddressOf.CALENDAR
) -> bool:
    """Switch it off; whether there was one."""
    was_there = addresses(of, work).revoke_of(user_id)
    if was_there:
        work.journal.record(user_id, f"switched off the {of.value}", user_id, now)
    return was_there


BACK = timedelta(days=90)
_CANCELLED_SHOWN = timedelta(days=30)
"""Long enough for every calendar that subscribes to have read that it is cancelled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One dialogue as a calendar shows it, with its working group's name."""

    dialogue: Dialogue
    group: str

    @property
    def changed_at(self) -> datetime:
        """When the calendar entry was last another."""
        return self.dialogue.changed_at or self.dialogue.created_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What one reader's calendar shows: `entries` of the dialogues that were `found`."""

    mark: tuple[tuple[tuple[int, str], ...], str | None]
    """Another one where other dialogues would be found, or groups have other names."""
    found: tuple[CalendarEntry, ...]
    told: frozenset[int]
    """Numbers of the cancelled ones that are shown."""
    entries: tuple[CalendarEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFacts:
    """What the platform said before the transaction: every group's channel is in `presence`. None
    where the platform said that there is no such channel for us, or no such person."""

    person: PersonFacts | None
    presence: Mapping[str, ChannelFacts | None]


class Incomplete(ConvenorError):
    """A calendar with a gap would take entries out of the reader's own: worse than none."""


def reader_behind(
    secret_hash: str,
    gathered: FeedFacts,
    *,
    work: UnitOfWork,
    now: datetime,
    secretariat: Collection[str] = (),
    of: AddressOf = AddressOf.CALENDAR,
) -> Reader:
    """Who reads at this address, with their rights now. NotFound where there is no such address
    (any more), or where its person's account is closed. Incomplete where not every group's channel
    was asked for."""
    address = addresses(of, work).behind_secret(secret_hash)
    person, presence = gathered.person, gathered.presence
    theirs = address is not None and person is not None and person.user_id == address.user_id
    if address is None or person is None or not theirs or not person.active:
        raise NotFound("Nothing is at this address.")
    if any(group.channel_id not in presence for group in work.groups.all()):
        raise Incomplete
    there = {channel_id: facts for channel_id, facts in presence.items() if facts is not None}
    _, reader = identify_person(
        address.user_id, person, there, work=work, now=now, secretariat=secretariat
    )
    return reader


def read_feed(context: Context, before: Feed | None = None) -> Feed:
    """All of the last 90 days and everything ahead, soonest first; `before`, whoever read it, where
    nothing of it has changed for this reader. What was cancelled in the last 30 days stays, as
    cancelled, if people had been told of it."""
    work = context.work
    names = tuple((group.id, group.name) for group in work.groups.all())
    asked = context.reader, [group_id for group_id, _ in names]
    span = context.now - BACK, context.now + LONGEST_AHEAD
    mark = (names, work.dialogues.mark_between(*asked, *span))
    if before is not None and before.mark == mark:
        found = before.found
    else:
        found = _entries_of(work.dialogues.changed_between(*asked, *span), work)
    shown_since = context.now - _CANCELLED_SHOWN
    cancelled = (e.dialogue for e in found if e.dialogue.cancelled and e.changed_at >= shown_since)
    told = frozenset(_told_of(cancelled, work))
    if before is not None and (before.mark, before.told) == (mark, told):
        return before
    entries = tuple(e for e in found if not e.dialogue.cancelled or e.dialogue.number in told)
    return Feed(mark=mark, found=found, told=told, entries=entries)


def entry_of_dialogue(number: int, context: Context) -> CalendarEntry:
    """The entry of one dialogue; NotFound for what is not theirs to see."""
    dialogue, _ = find_dialogue(number, reader=context.reader, work=context.work)
    return _entries_of([dialogue], context.work)[0]


def _entries_of(dialogues: Iterable[Dialogue], work: UnitOfWork) -> tuple[CalendarEntry, ...]:
    names = {group.id: group.name for group in work.groups.all()}
    return tuple(CalendarEntry(dialogue=one, group=names[one.group_id]) for one in dialogues)


def _told_of(cancelled: Iterable[Dialogue], work: UnitOfWork) -> Iterator[int]:
    """Numbers of those announced; the one invitation that opens a series tells of all its dates."""
    series: dict[int, bool] = {}
    for dialogue in cancelled:
        told, key = _was_announced(dialogue.number, work), dialogue.series_id
        if not told and key is not None:
            if key not in series:
                opens = opening_number(key, work=work)
                series[key] = opens is not None and _was_announced(opens, work)
            told = series[key]
        if told:
            yield dialogue.number


def _was_announced(number: int, work: UnitOfWork) -> bool:
    about = (SubjectType.DIALOGUE, render_reference(DIALOGUE, number), MessageKind.ANNOUNCEMENT)
    return bool(work.deliveries.posted_about(*about))
