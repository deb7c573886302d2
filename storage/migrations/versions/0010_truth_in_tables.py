"""Former revisions, links of series and held digests in tables; the journal only tells of them."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

from storage.tables.types import JsonTuple, UTCDateTime

revision = "0010"
down_revision = "0009"

_JOURNAL = sa.table(
    "journal",
    *(sa.column(name, sa.Text) for name in ("workspace_id", "who", "did", "subject", "detail")),
    sa.column("id", sa.Integer),
    sa.column("at", UTCDateTime),
)
_DIALOGUES = sa.table(
    "dialogues",
    *(sa.column(name, sa.Text) for name in ("workspace_id", "zone")),
    *(sa.column(name, sa.Integer) for name in ("number", "revision")),
    sa.column("starts_at", UTCDateTime),
)
_MANY = 1_000


def upgrade() -> None:
    revisions = op.create_table(
        "dialogue_revisions",
        *_required(sa.Text, "workspace_id"),
        *_required(sa.Integer, "number", "revision"),
        *_required(UTCDateTime, "starts_at"),
        *_required(sa.Text, "zone"),
        *_required(JsonTuple, "invited"),
        *_required(sa.Boolean, "along"),
        sa.PrimaryKeyConstraint("workspace_id", "number", "revision", name="pk_dialogue_revisions"),
        _belongs_to_dialogue("dialogue_revisions"),
    )
    changes = op.create_table(
        "series_changes",
        *_required(sa.Integer, "id"),
        *_required(sa.Text, "workspace_id"),
        *_required(sa.Integer, "number", "revision"),
        sa.Column("was", sa.Text),
        sa.Column("series_id", sa.Integer),
        *_required(JsonTuple, "kept", "too_near", "cancelled"),
        sa.PrimaryKeyConstraint("id", name="pk_series_changes"),
        _belongs_to_dialogue("series_changes"),
        sqlite_autoincrement=True,
    )
    numbered = ["workspace_id", "number"]
    op.create_index("ix_series_changes_workspace_id_number", "series_changes", numbered)
    links = op.create_table(
        "series_links",
        *_required(sa.Text, "workspace_id"),
        *_required(sa.Integer, "series_id"),
        sa.Column("comes_from", sa.Integer),
        sa.Column("opened_by", sa.Integer),
        sa.Column("ended_at", UTCDateTime),
        sa.PrimaryKeyConstraint("workspace_id", "series_id", name="pk_series_links"),
    )
    came = ["workspace_id", "comes_from"]
    op.create_index("ix_series_links_workspace_id_comes_from", "series_links", came)
    holds = op.create_table(
        "digest_holds",
        *_required(sa.Text, "workspace_id"),
        *_required(sa.Integer, "group_id"),
        *_required(sa.Text, "occurrence"),
        *_required(sa.Integer, "revision"),
        *_required(sa.Text, "held_by"),
        *_required(UTCDateTime, "held_at"),
        sa.PrimaryKeyConstraint(
            "workspace_id", "group_id", "occurrence", "revision", name="pk_digest_holds"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "group_id"],
            ["groups.workspace_id", "groups.id"],
            name="fk_digest_holds_groups",
        ),
    )
    _carry_over(revisions, _told("scheduled", "revised"), _revisions)
    _carry_over(changes, _told("changed with others"), _changes)
    _carry_over(links, _told("opened by", "comes from", "ended with"), _links)
    _carry_over(holds, _told("held the digest"), _holds)


def _carry_over(
    table: sa.Table, entries: list[Any], rows_of: Callable[[list[Any]], Iterable[dict[str, Any]]]
) -> None:
    rows = list(rows_of(entries))
    for first in range(0, len(rows), _MANY):
        op.get_bind().execute(table.insert(), rows[first : first + _MANY])


def _told(*did: str) -> list[Any]:
    told = sa.select(_JOURNAL).where(_JOURNAL.c.did.in_(did)).order_by(_JOURNAL.c.id)
    return list(op.get_bind().execute(told))


def _revisions(entries: list[Any]) -> Iterable[dict[str, Any]]:
    """The journal told the end of a revision with its time and the next one's guests.

    A dialogue scheduled before the journal told its guests has no detail.
    """
    present = {
        (row.workspace_id, row.number): row for row in op.get_bind().execute(sa.select(_DIALOGUES))
    }
    by_dialogue: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for entry in entries:
        number = entry.subject.removeprefix("D")
        if number.isdecimal() and (entry.workspace_id, int(number)) in present:
            by_dialogue[entry.workspace_id, int(number)].append(entry)
    for (workspace_id, number), told in by_dialogue.items():
        now = present[workspace_id, number]
        times: dict[int, tuple[datetime, str]] = {}
        invited: dict[int, tuple[list[int], bool]] = {}
        for entry in told:
            detail = _detail(entry)
            if entry.did == "revised" and "revision" in detail:
                ended = detail["revision"]
                was = (datetime.fromisoformat(detail["starts_at"]), detail["zone"])
                times.setdefault(ended, was)
                invited[ended + 1] = (detail.get("invited", []), bool(detail.get("along")))
            elif entry.did == "scheduled":
                invited[1] = (detail.get("invited", []), False)
        for which in sorted(times.keys() | invited.keys()):
            starts_at, zone = times.get(which, (now.starts_at, now.zone))
            guests, along = invited.get(which, ([], False))
            yield {
                "workspace_id": workspace_id,
                "number": number,
                "revision": which,
                "starts_at": starts_at,
                "zone": zone,
                "invited": guests,
                "along": along,
            }


def _changes(entries: list[Any]) -> Iterable[dict[str, Any]]:
    for entry in entries:
        detail = _detail(entry)
        if "revision" not in detail:
            continue
        yield {
            "workspace_id": entry.workspace_id,
            "number": int(entry.subject.removeprefix("D")),
            "revision": detail["revision"],
            "was": detail.get("was"),
            "series_id": detail.get("series_id"),
            **{name: detail.get(name, []) for name in ("kept", "too_near", "cancelled")},
        }


def _links(entries: list[Any]) -> Iterable[dict[str, Any]]:
    """The last opening counts, and the first `comes_from`."""
    links: dict[tuple[str, int], dict[str, Any]] = {}
    for entry in entries:
        series_id = int(entry.subject.removeprefix("series/"))
        link = links.setdefault(
            (entry.workspace_id, series_id),
            {
                "workspace_id": entry.workspace_id,
                "series_id": series_id,
                "comes_from": None,
                "opened_by": None,
                "ended_at": None,
            },
        )
        if entry.did == "opened by":
            link["opened_by"] = int(entry.detail)
        elif entry.did == "comes from":
            link["comes_from"] = link["comes_from"] or int(entry.detail)
        else:
            link["ended_at"] = entry.at
    return links.values()


def _holds(entries: list[Any]) -> Iterable[dict[str, Any]]:
    """The first hold of a posting counts; its subject was "digest <group> <date> <revision>"."""
    holds: dict[tuple[str, str], dict[str, Any]] = {}
    for entry in entries:
        _, group_id, occurrence, hour = entry.subject.split()
        hold = {
            "workspace_id": entry.workspace_id,
            "group_id": int(group_id),
            "occurrence": occurrence,
            "revision": int(hour),
            "held_by": entry.who,
            "held_at": entry.at,
        }
        holds.setdefault((entry.workspace_id, entry.subject), hold)
    return holds.values()


def _detail(entry: Any) -> dict[str, Any]:
    """Empty for what is no JSON object: then the words were for people."""
    try:
        found = json.loads(entry.detail or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _required(kind: type[TypeEngine[Any]], *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False) for name in names]


def _belongs_to_dialogue(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", "number"],
        ["dialogues.workspace_id", "dialogues.number"],
        name=f"fk_{table}_dialogues",
    )
