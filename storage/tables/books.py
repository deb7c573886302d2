"""The small books: installations, numbers, answers given, who did what; and `versions`."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import DDL, Column, Index, Integer, Text, event

from bot.domain import Audience
from bot.ports.ledgers.personal import Draft
from storage.tables.base import columns_of, enum_column, metadata, numbered_table, own_table
from storage.tables.types import UTCDateTime

workspaces = own_table(
    "workspaces",
    Column("name", Text, nullable=False),
    Column("bot_user_id", Text, nullable=False),
    Column("installed_at", UTCDateTime, nullable=False),
    Column("stopped_at", UTCDateTime),
    Column("stopped_why", Text),
    Column("paused_until", UTCDateTime),
    Column("beat_at", UTCDateTime),
    Column("restored_at", UTCDateTime),
    Column("look_first_until", UTCDateTime),
)

numbers = own_table(
    "numbers", Column("letter", Text, primary_key=True), Column("last", Integer, nullable=False)
)

receipts = own_table(
    "receipts",
    Column("key", Text, primary_key=True),
    Column("answer", Text, nullable=False),
    Column("kept_at", UTCDateTime, nullable=False),
    Index(None, "workspace_id", "kept_at"),
)

drafts = own_table(
    "drafts",
    *columns_of(
        Draft, Column("user_id", Text, primary_key=True), Column("form", Text, primary_key=True)
    ),
)

steps = numbered_table(
    "steps",
    Column("who", Text, nullable=False),
    Column("at", UTCDateTime, nullable=False),
    Column("content", Text, nullable=False),
    Column("undone_at", UTCDateTime),
    Index(None, "workspace_id", "who", "at"),
)

journal = numbered_table(
    "journal",
    Column("at", UTCDateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("did", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text),
    enum_column("audience", Audience, server_default=Audience.MEMBERS),
    Index(None, "workspace_id", "subject", "id"),
)


versions = own_table("versions", Column("token", Text, nullable=False))
"""A token for the rows of VERSIONED tables, a new one with each change. None is given twice, so
rows that were read at one are the same wherever it is found again: in another process, after a
rollback, in a database that was put back."""

VERSIONED = frozenset("blocked_recipients groups lowered organisations people terms".split())
"""What nearly every transaction reads and few write."""

_GIVE = "ON CONFLICT (workspace_id) DO UPDATE SET token = excluded.token"
_CHANGES = {"INSERT": "new", "UPDATE": "new", "DELETE": "old"}


def renewals(dialect: str, tables: Collection[str]) -> Iterator[str]:
    """The statements by which a write to any of these tables gives a new token, whoever writes. On
    PostgreSQL once for each statement, on SQLite (which knows no other way) for each row."""
    if dialect == "postgresql":
        yield (
            "CREATE FUNCTION renew_version() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # noqa: S608 - our own names
            "INSERT INTO versions SELECT workspace_id, gen_random_uuid()::text FROM changed "
            f"GROUP BY workspace_id {_GIVE}; RETURN NULL; END $$"
        )
    for table in sorted(tables):
        for change, row in _CHANGES.items():
            made = f"CREATE TRIGGER versioned_{table}_{change.lower()} AFTER {change} ON {table} "
            if dialect == "postgresql":
                yield (
                    f"{made}REFERENCING {row} TABLE AS changed "
                    "FOR EACH STATEMENT EXECUTE FUNCTION renew_version()"
                )
            else:
                yield (
                    f"{made}BEGIN INSERT INTO versions (workspace_id, token) "  # noqa: S608
                    f"VALUES ({row}.workspace_id, hex(randomblob(16))) {_GIVE}; END"
                )


for _dialect in ("sqlite", "postgresql"):
    for _statement in renewals(_dialect, VERSIONED):
        _made: Any = DDL(_statement)  # type: ignore[no-untyped-call]
        event.listen(metadata, "after_create", _made.execute_if(dialect=_dialect))
