"""The ledgers of what is one person's alone: addresses, Home tabs, drafts, acts to undo."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy import RowMapping, select

from bot.ports.ledgers.personal import CalendarAddress, Draft, OpenHome, UndoStep
from storage.ledgers.ledger import Ledger, to_row
from storage.tables import calendars, drafts, feeds, homes, steps


class Calendars(Ledger):
    """Implements bot.ports.ledgers.personal.Calendars."""

    _table = calendars

    def of_person(self, user_id: str) -> CalendarAddress | None:
        return self._one(CalendarAddress, self._select(self._table, user_id=user_id))

    def keep_address(self, address: CalendarAddress) -> None:
        if address.workspace_id != self._workspace_id:
            raise ValueError("an address is kept in its own workspace")
        self._put_or_change(self._table, to_row(address))

    def revoke_of(self, user_id: str) -> bool:
        return self._remove(self._table, user_id=user_id) > 0

    def behind_secret(self, secret_hash: str) -> CalendarAddress | None:
        """Spans the workspaces: the secret alone names the person."""
        found = select(self._table).where(self._table.c.secret_hash == secret_hash)
        return self._one(CalendarAddress, found)


class Feeds(Calendars):
    """The same for the addresses at which practices are read."""

    _table = feeds


class Homes(Ledger):
    """Implements bot.ports.ledgers.personal.Homes."""

    def note_opened(self, user_id: str, now: datetime) -> None:
        self._put_or_change(homes, {"opened_at": now, "shows": None}, user_id=user_id)

    def open_since(self, moment: datetime) -> tuple[OpenHome, ...]:
        query = self._select(homes, homes.c.opened_at >= moment)
        return self._all(OpenHome, query.order_by(homes.c.user_id))

    def left_since(self, moment: datetime, *, shows: str) -> tuple[OpenHome, ...]:
        other = homes.c.shows.is_distinct_from(shows)
        return self._all(OpenHome, self._select(homes, homes.c.opened_at < moment, other))

    def get(self, user_id: str) -> OpenHome | None:
        return self._one(OpenHome, self._select(homes, user_id=user_id))

    def note_shown(self, before: OpenHome, *, shows: str, published: str | None) -> None:
        theirs = homes.c.user_id == before.user_id
        same = homes.c.hash.is_not_distinct_from(before.hash)
        if not self._set(homes, theirs, same, shows=shows, hash=published):
            self._set(homes, theirs, shows=None)


class Steps(Ledger):
    """Implements bot.ports.ledgers.personal.Steps."""

    def keep(self, step: UndoStep) -> int:
        content = _json().dump_json(step).decode()
        kept: int = self._put_numbered(steps, who=step.who, at=step.at, content=content)["id"]
        return kept

    def get(self, user_id: str, step_id: int) -> UndoStep | None:
        row = self._rows(self._select(steps, id=step_id, who=user_id)).first()
        return None if row is None else _step(row)

    def done_since(self, user_id: str, since: datetime) -> Sequence[UndoStep]:
        recent = (steps.c.who == user_id, steps.c.at >= since, steps.c.undone_at.is_(None))
        query = self._select(steps, *recent).order_by(steps.c.at.desc(), steps.c.id.desc())
        return [_step(row) for row in self._rows(query)]

    def note_undone(self, step_id: int, now: datetime) -> None:
        self._set(steps, steps.c.id == step_id, undone_at=now)

    def forget_before(self, moment: datetime) -> int:
        return self._remove(steps, steps.c.at < moment)


@cache
def _json() -> TypeAdapter[UndoStep]:
    """Made when it is first needed: that takes a while."""
    return TypeAdapter(UndoStep)


def _step(row: RowMapping) -> UndoStep:
    return replace(_json().validate_json(row["content"]), id=row["id"], undone_at=row["undone_at"])


class Drafts(Ledger):
    """Implements bot.ports.ledgers.personal.Drafts."""

    def of(self, user_id: str, form: str, since: datetime) -> Draft | None:
        kept = (drafts.c.filled != "", drafts.c.kept_at > since)
        return self._one(Draft, self._select(drafts, *kept, user_id=user_id, form=form))

    def keep(self, draft: Draft) -> None:
        before = self._one(Draft, self._select(drafts, user_id=draft.user_id, form=draft.form))
        same_view = before is not None and before.view_id == draft.view_id
        if before and same_view and (not before.filled or before.typed_at > draft.typed_at):
            return
        self._put_or_change(drafts, to_row(draft))

    def finish(self, draft: Draft) -> None:
        self._put_or_change(drafts, to_row(replace(draft, filled="")))

    def forget_of(self, user_id: str) -> int:
        return self._remove(drafts, user_id=user_id)

    def forget_before(self, moment: datetime) -> int:
        return self._remove(drafts, drafts.c.kept_at < moment)
