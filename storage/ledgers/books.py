"""The small ledgers: numbers, answers given, who did what, installations."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache

import sqlalchemy as sa

from bot.domain import Audience, Reader
from bot.domain.audience import Record
from bot.ports.ledgers.books import CopyState, Event
from storage.database.notify import announce_now
from storage.ledgers.ledger import Insert, Ledger, own_rows, remember_read
from storage.ledgers.visibility import written_for
from storage.tables import journal, numbers, receipts, workspaces
from storage.tables.books import versions
from storage.tables.types import UTCDateTime


class Numbers(Ledger):
    """Implements bot.ports.ledgers.books.Numbers."""

    def take_next(self, letter: str) -> int:
        """Jobs that commit together: nobody else counts in their workspace meanwhile. So the first
        number is counted in the database, and the last one is written at the end."""
        last = (Numbers, self._workspace_id, letter)
        if last in self._known:
            taken: int = self._known[last] + 1
            self._soon(_taken(self._insert(numbers)), {"letter": letter, "last": taken})
        else:
            first = self._with_workspace({"letter": letter, "last": 1})
            taken = self._connection.execute(_counted(self._insert(numbers)), first).scalar_one()
        if self._shared.puts_off:
            self._known[last] = taken
        return taken

    def last_taken(self, letter: str) -> int:
        known = self._known.get((Numbers, self._workspace_id, letter))
        if known is not None:
            given: int = known
            return given
        return self._ask(_LAST, letter=letter).scalar_one_or_none() or 0

    def begin_behind(self, letter: str, number: int) -> None:
        last = max(self.last_taken(letter), number)
        self._soon(_taken(self._insert(numbers)), {"letter": letter, "last": last})
        if self._shared.puts_off:
            self._known[Numbers, self._workspace_id, letter] = last


_LAST = sa.select(numbers.c.last).where(
    own_rows(numbers), numbers.c.letter == sa.bindparam("letter")
)


@cache
def _taken(insert: Insert) -> sa.Executable:
    return insert.on_conflict_do_update(
        index_elements=list(numbers.primary_key), set_={"last": insert.excluded.last}
    )


@cache
def _counted(insert: Insert) -> sa.Executable:
    counted = insert.on_conflict_do_update(
        index_elements=list(numbers.primary_key), set_={"last": numbers.c.last + 1}
    )
    returning: sa.Executable = counted.returning(numbers.c.last)
    return returning


class Receipts(Ledger):
    """Implements bot.ports.ledgers.books.Receipts."""

    def get(self, key: str) -> str | None:
        known = (Receipts, self._workspace_id, key)
        if known in self._known:
            answer: str | None = self._known[known]
            return answer
        return self._ask(_ANSWER, key=key).scalar_one_or_none()

    def keep_answer(self, key: str, answer: str, now: datetime) -> None:
        """The first answer stands."""
        known = (Receipts, self._workspace_id, key)
        if known in self._known:
            self._known[known] = self._known[known] or answer
        row = {"key": key, "answer": answer, "kept_at": now}
        self._soon(self._insert_new(receipts), row)

    def ask_ahead(self, keys: Collection[str]) -> None:
        """Know the answers to these keys, or that there are none, until the transaction ends. The
        token of who is who comes in the same statement, for nearly every job asks for it."""
        found = {row.key: row.answer for row in self._ask(_ANSWERS, keys=list(keys))}
        self._shared.see_version(self._workspace_id, found.pop(None, None))
        for key in keys:
            self._known[Receipts, self._workspace_id, key] = found.get(key)

    def forget_before(self, moment: datetime) -> int:
        return self._remove(receipts, receipts.c.kept_at < moment)


_ANSWER = sa.select(receipts.c.answer).where(
    own_rows(receipts), receipts.c.key == sa.bindparam("key")
)
_ANSWERS = sa.union_all(
    sa.select(sa.null().label("key"), versions.c.token.label("answer")).where(own_rows(versions)),
    sa.select(receipts.c.key, receipts.c.answer).where(
        own_rows(receipts), receipts.c.key.in_(sa.bindparam("keys", expanding=True))
    ),
)


class Journal(Ledger):
    """Implements bot.ports.ledgers.books.Journal."""

    def record(
        self, who: str, did: str, subject: Record | str, now: datetime, detail: str | None = None
    ) -> None:
        """The audience of what is no record is the least one."""
        if isinstance(subject, str):
            name, audience = subject, Audience.MEMBERS
        else:
            name, audience = subject.reference, subject.audience
        said = {"who": who, "did": did, "subject": name, "detail": detail, "audience": audience}
        self._put_soon(journal, at=now, **said)

    def record_each(
        self, who: str, did: str, details: Mapping[str, str | None], now: datetime
    ) -> None:
        said = {"at": now, "who": who, "did": did, "audience": Audience.MEMBERS}
        rows = ({**said, "subject": name, "detail": told} for name, told in details.items())
        self._soon(self._insert(journal), *rows)

    def events_under(self, reader: Reader, record: Record) -> tuple[Event, ...]:
        theirs = written_for(reader, record.group_id, journal)
        query = self._select(journal, theirs, subject=record.reference)
        return self._all(Event, query.order_by(journal.c.id))


_PAUSED_UNTIL = sa.select(workspaces.c.paused_until).where(own_rows(workspaces))


class Workspaces(Ledger):
    """Implements bot.ports.ledgers.books.Workspaces."""

    def keep_installed(self, name: str, bot_user_id: str, now: datetime) -> None:
        running = {"stopped_at": None, "stopped_why": None}
        known = {"name": name, "bot_user_id": bot_user_id}
        self._put_or_change(workspaces, known | running, installed_at=now)
        announce_now(self._connection)

    def stop_sending(self, why: str, now: datetime) -> None:
        """Also for a workspace never noted, so that it counts from the first."""
        stopped = {"stopped_at": now, "stopped_why": why}
        self._put_or_change(workspaces, stopped, name="", bot_user_id="", installed_at=now)

    def resume_sending(self, now: datetime) -> None:
        stopped = workspaces.c.stopped_at.is_not(None)
        self._set(workspaces, stopped, stopped_at=None, stopped_why=None)
        announce_now(self._connection)

    def pause_posts(self, until: datetime) -> None:
        """A pause already longer stands."""
        shorter = sa.or_(workspaces.c.paused_until.is_(None), workspaces.c.paused_until < until)
        self._set(workspaces, shorter, paused_until=until)

    @remember_read
    def paused_until(self) -> datetime | None:
        return self._ask(_PAUSED_UNTIL).scalar_one_or_none()

    def copy_state(self) -> CopyState:
        return self._one(CopyState, self._select(workspaces)) or CopyState()

    def look_first(self, *, until: datetime) -> None:
        self._set(workspaces, look_first_until=until)

    def why_stopped(self) -> str | None:
        query = sa.select(workspaces.c.stopped_why).where(
            self._own(workspaces), workspaces.c.stopped_at.is_not(None)
        )
        return self._connection.execute(query).scalar_one_or_none()


class Installations:
    """Implements bot.ports.ledgers.books.Installations; one process beats for all of them."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def running(self) -> tuple[str, ...]:
        ids = sa.select(workspaces.c.workspace_id).where(workspaces.c.stopped_at.is_(None))
        return tuple(self._connection.execute(ids.order_by(workspaces.c.workspace_id)).scalars())

    def forget_journal(self, before: datetime, *, most: int) -> int:
        oldest = sa.select(journal.c.id).order_by(journal.c.id).limit(most)
        old = sa.delete(journal).where(journal.c.id.in_(oldest), journal.c.at < before)
        return self._connection.execute(old).rowcount

    def beat(self, now: datetime | None) -> None:
        kept = sa.func.coalesce(sa.bindparam("now", type_=UTCDateTime()), workspaces.c.beat_at)
        self._connection.execute(sa.update(workspaces).values(beat_at=kept), {"now": now})

    def mark_restored(self, now: datetime) -> int:
        # A copy from before there were beats may be as old as the installation.
        since = sa.func.coalesce(workspaces.c.beat_at, workspaces.c.installed_at)
        marked = sa.update(workspaces).values(restored_at=now, beat_at=since)
        return self._connection.execute(marked).rowcount
