"""Column types that mean the same on SQLite and PostgreSQL."""

import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import JSON, DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from bot.domain.group import MorningPart
from bot.domain.person import Absence
from bot.domain.practice import Public

E = TypeVar("E", bound=StrEnum)


def _iso(moment: datetime) -> str:
    """Fixed width, so that the text sorts as the time does."""
    return moment.replace(tzinfo=None).isoformat(timespec="microseconds")


class _Moment(TypeDecorator[datetime]):
    """A moment; on SQLite text of fixed width."""

    impl = DateTime(timezone=True)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else self.impl_instance)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        found: datetime | None = datetime.fromisoformat(value) if isinstance(value, str) else value
        return found


class UTCDateTime(_Moment):
    """An instant: aware in, aware UTC out; `timestamptz`, or on SQLite text."""

    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        """ValueError for a naive time, which says no instant."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"A stored instant needs a time zone; this is naive: {value!r}")
        moment = value.astimezone(UTC)
        return _iso(moment) + "Z" if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        found = super().process_result_value(value, dialect)
        return None if found is None else found.astimezone(UTC)


class WallTime(_Moment):
    """What a clock on a wall shows, in a zone kept beside it: naive in, naive out."""

    impl = DateTime(timezone=False)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        """ValueError for an aware time, whose zone would be lost."""
        if value is not None and value.tzinfo is not None:
            raise ValueError(f"A wall time has no zone of its own; this is aware: {value!r}")
        return _iso(value) if value is not None and dialect.name == "sqlite" else value


class EnumText(TypeDecorator[E]):
    """One of an enum's values, as text; the tables add a CHECK."""

    impl = Text()
    cache_ok = True

    def __init__(self, kind: type[E]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> E | None:
        return None if value is None else self.kind(value)


class JsonTuple(TypeDecorator[tuple[Any, ...]]):
    """A tuple of strings or whole numbers, as a JSON array. `of`: what each is read as. `missing`:
    how null is read, as in rows older than the column."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def __init__(
        self, of: type[StrEnum] | None = None, missing: tuple[Any, ...] | None = None
    ) -> None:
        super().__init__()
        self.of = of
        self.missing = missing

    def process_bind_param(self, value: Sequence[Any] | None, dialect: Dialect) -> list[Any] | None:
        return None if value is None else list(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Any, ...] | None:
        if value is None:
            return self.missing
        return tuple(value) if self.of is None else tuple(map(self.of, value))


OtherNames = JsonTuple(missing=())
Publics = JsonTuple(Public)
"""Those a practice is for."""
ChairParts = JsonTuple(missing=tuple(MorningPart))
"""Parts of the chairs' mornings."""


class Absences(TypeDecorator[tuple[Absence, ...]]):
    """Absences as a JSON array of their first and last days; none for null."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(
        self, value: Sequence[Absence] | None, dialect: Dialect
    ) -> list[list[str]] | None:
        return [[a.first.isoformat(), a.last.isoformat()] for a in value or ()] or None

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Absence, ...]:
        return tuple(Absence(*map(date.fromisoformat, days)) for days in value or ())


def folded_text(text: str) -> str:
    """`text` for comparing, by Unicode's caseless matching; NUL, which no column can hold, goes."""
    composed = unicodedata.normalize("NFKC", text.replace("\x00", ""))
    return unicodedata.normalize("NFKC", composed.casefold())


def name_key(name: str) -> str:
    """A name as it must be unique: folded, without outer white space."""
    return folded_text(name).strip()
