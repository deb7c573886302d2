"""The sandbox's own SQLite file: JSON documents, objects by id, and ids never given twice."""

import json
import secrets
import sqlite3
import string
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, ClassVar, Generic, Protocol, TypeVar

_DIGITS = string.digits + string.ascii_uppercase


class Store:
    """Documents by kind and key; without a path they live in memory only."""

    def __init__(self, path: Path | None) -> None:
        self._connection = sqlite3.connect(
            ":memory:" if path is None else path, isolation_level=None, check_same_thread=False
        )
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS documents ("
            "kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key))"
        )

    def load(self, kind: str) -> dict[str, Any]:
        """All documents of one kind, by key, in the order in which they were first saved."""
        rows = self._connection.execute(
            "SELECT key, body FROM documents WHERE kind = ? ORDER BY rowid", (kind,)
        )
        return {key: json.loads(body) for key, body in rows}

    def get(self, kind: str, key: str) -> Any:
        """One document; KeyError where there is none."""
        row = self._connection.execute(
            "SELECT body FROM documents WHERE kind = ? AND key = ?", (kind, key)
        ).fetchone()
        if row is None:
            raise KeyError(key)
        return json.loads(row[0])

    def save(self, kind: str, key: str, body: Any) -> None:
        """Write one document durably, in place of an older one of that key."""
        self._connection.execute(
            "INSERT INTO documents (kind, key, body) VALUES (?, ?, ?) "
            "ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body",
            (kind, key, json.dumps(body, ensure_ascii=False)),
        )

    def delete(self, kind: str, key: str) -> None:
        """Remove one document; an absent one is no error."""
        self._connection.execute("DELETE FROM documents WHERE kind = ? AND key = ?", (kind, key))

    def replace(self, documents: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep these documents, by kind and key, in place of all others; all or nothing."""
        with self.together():
            self._connection.execute("DELETE FROM documents")
            for kind, of_kind in documents.items():
                for key, body in of_kind.items():
                    self.save(kind, key, body)

    def new_id(self, prefix: str) -> str:
        """An id like Slack's that is never given again, for instance `D0SBX00002A`."""
        number = int(self.load("settings").get("identifiers", 0)) + 1
        self.save("settings", "identifiers", number)
        return f"{prefix}0SBX" + "".join(_DIGITS[number // 36**n % 36] for n in range(5, -1, -1))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write all or nothing of what is saved within."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def close(self) -> None:
        self._connection.close()


class _HasId(Protocol):
    """A dataclass with an id."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def id(self) -> str: ...


One = TypeVar("One", bound=_HasId)


class Kept(Generic[One]):
    """Every object of one kind by id, written through to the store."""

    def __init__(self, store: Store, kind: str, of: type[One]) -> None:
        self._store, self._kind = store, kind
        self._of: Callable[..., One] = of
        self._by_id: dict[str, One] = {key: of(**body) for key, body in store.load(kind).items()}

    def __iter__(self) -> Iterator[One]:
        return iter(self._by_id.values())

    def get(self, key: str | None) -> One | None:
        """The one of this id, or None."""
        return self._by_id.get(key or "")

    def add(self, prefix: str, **fields: Any) -> One:
        """A new one of these fields, its id with this prefix."""
        return self.save(self._of(**fields, id=self._store.new_id(prefix)))

    def change(self, one: One, **changes: Any) -> One:
        """Keep it with other values for these fields."""
        return self.save(replace(one, **changes))

    def save(self, one: One) -> One:
        """Add one, or write down what changed in it."""
        self._by_id[one.id] = one
        self._store.save(self._kind, one.id, asdict(one))
        return one

    def remove(self, one: One) -> None:
        del self._by_id[one.id]
        self._store.delete(self._kind, one.id)


def unguessable(length: int = 24) -> str:
    """A random part for addresses and hashes that only their receiver should know."""
    return secrets.token_hex((length + 1) // 2)[:length]


def random_id() -> str:
    """A short random name, as Slack gives to blocks and actions that came without one."""
    letters = string.ascii_letters + string.digits
    return "".join(secrets.choice(letters) for _ in range(5))


def fields_of(one: object, names: str) -> dict[str, Any]:
    """Some attributes by their names, which have spaces between them."""
    return {name: getattr(one, name) for name in names.split()}
