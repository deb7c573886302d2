"""The small ledgers: numbers, answers given, who did what, installations."""

from datetime import datetime
from functools import cache

from sqlalchemy import Executable, bindparam, or_, select

from storage.ledger import Insert, Ledger, own
from storage.tables import journal, numbers, receipts, workspaces
from storage.waking import announce


class Numbers(Ledger):
    """Implements bot.ports.ledgers.books.Numbers."""

    def next(self, letter: str) -> int:
        first = self._with_workspace({"letter": letter, "last": 1})
        counted = _counted(self._insert(numbers))
        taken: int = self._connection.execute(counted, first).scalar_one()
        return taken


@cache
def _counted(insert: Insert) -> Executable:
    counted = insert.on_conflict_do_update(
        index_elements=list(numbers.primary_key), set_={"last": numbers.c.last + 1}
    )
    returning: Executable = counted.returning(numbers.c.last)
    return returning


class Receipts(Ledger):
    """Implements bot.ports.ledgers.books.Receipts."""

    def get(self, key: str) -> str | None:
        return self._ask(_ANSWER, key=key).scalar_one_or_none()

    def keep(self, key: str, answer: str, now: datetime) -> None:
        """The first answer stands."""
        self._put_new(receipts, key=key, answer=answer, kept_at=now)

    def forget_before(self, moment: datetime) -> int:
        return self._count(self._delete(receipts, receipts.c.kept_at < moment))


_ANSWER = select(receipts.c.answer).where(own(receipts), receipts.c.key == bindparam("key"))


class Journal(Ledger):
    """Implements bot.ports.ledgers.books.Journal."""

    def record(
        self, who: str, did: str, subject: str, now: datetime, detail: str | None = None
    ) -> None:
        self._put(journal, who=who, did=did, subject=subject, at=now, detail=detail)

    def about(self, subject: str) -> tuple[tuple[datetime, str, str, str | None], ...]:
        query = self._select(journal, journal.c.subject == subject).order_by(journal.c.id)
        rows = self._connection.execute(query)
        return tuple((row.at, row.who, row.did, row.detail) for row in rows)


class Workspaces(Ledger):
    """Implements bot.ports.ledgers.books.Workspaces."""

    def ensure(self, name: str, bot_user_id: str, now: datetime) -> None:
        running = {"stopped_at": None, "stopped_why": None}
        known = {"name": name, "bot_user_id": bot_user_id}
        insert = self._insert(workspaces).values(
            **self._with_workspace({**known, **running, "installed_at": now})
        )
        self._connection.execute(
            insert.on_conflict_do_update(
                index_elements=list(workspaces.primary_key), set_={**known, **running}
            )
        )
        announce(self._connection, now, now)

    def stop(self, why: str, now: datetime) -> None:
        """Also for a workspace never noted, so that it counts from the first."""
        stopped = {"stopped_at": now, "stopped_why": why}
        insert = self._insert(workspaces).values(
            **self._with_workspace({"name": "", "bot_user_id": "", "installed_at": now, **stopped})
        )
        self._connection.execute(
            insert.on_conflict_do_update(index_elements=list(workspaces.primary_key), set_=stopped)
        )

    def pause(self, until: datetime) -> None:
        """A pause already longer stands."""
        shorter = or_(workspaces.c.paused_until.is_(None), workspaces.c.paused_until < until)
        self._set(workspaces, shorter, paused_until=until)

    def paused_until(self) -> datetime | None:
        query = select(workspaces.c.paused_until).where(self._own(workspaces))
        return self._connection.execute(query).scalar_one_or_none()

    def stopped(self) -> str | None:
        query = select(workspaces.c.stopped_why).where(
            self._own(workspaces), workspaces.c.stopped_at.is_not(None)
        )
        return self._connection.execute(query).scalar_one_or_none()
