"""Each entry under a record keeps the audience that the record had when it was written."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_CHANGED = """
SELECT edit.workspace_id, edit.subject FROM journal AS edit
WHERE edit.did = 'edited' AND (
    edit.subject LIKE 'A%' AND edit.detail LIKE '%audience %'
    OR edit.subject LIKE 'D%' AND EXISTS (
        SELECT 1 FROM journal AS revision
        WHERE revision.workspace_id = edit.workspace_id AND revision.subject = edit.subject
        AND revision.did = 'revised' AND revision.at = edit.at
    )
) OR edit.did = 'sent again' AND edit.subject LIKE 'P%'
"""
"""What may have had another audience once. The edit of an action says so; that of a dialogue has a
revision of the same moment beside it."""

_journal = sa.table("journal", *map(sa.column, ("workspace_id", "subject", "audience")))
_items = sa.table(
    "agenda_items", *map(sa.column, ("workspace_id", "dialogue", "carried_from", "audience"))
)
_changed = sa.table("changed", *map(sa.column, ("workspace_id", "subject")))


def upgrade() -> None:
    """What was written before has its record's audience, if that never was another, else the least.

    Nobody knows what it was before its first change. An item that was carried over may come from
    any dialogue of its group.
    """
    for table in ("journal", "agenda_items"):
        allowed = sa.text("audience IN ('members', 'group', 'network')")
        check = sa.CheckConstraint(allowed, name=op.f(f"ck_{table}_audience"))
        members = sa.Column("audience", sa.Text, check, nullable=False, server_default="members")
        op.add_column(table, members)
    op.execute(f"CREATE TEMPORARY TABLE changed AS {_CHANGED}")
    op.execute("CREATE INDEX ix_changed ON changed (workspace_id, subject)")
    for letter, table in (("A", "actions"), ("D", "dialogues"), ("P", "practices")):
        record = _records(table)
        op.execute(
            _journal.update()
            .values(audience=record.c.audience)
            .where(
                record.c.workspace_id == _journal.c.workspace_id,
                _journal.c.subject == _reference(letter, record),
                record.c.audience != "members",
                ~_ever_changed(letter, record),
            )
        )
    dialogue, other = _records("dialogues"), _records("dialogues").alias("other")
    of_group = sa.and_(
        other.c.workspace_id == dialogue.c.workspace_id, other.c.group_id == dialogue.c.group_id
    )
    op.execute(
        _items.update()
        .values(audience=dialogue.c.audience)
        .where(
            dialogue.c.workspace_id == _items.c.workspace_id,
            dialogue.c.number == _items.c.dialogue,
            dialogue.c.audience != "members",
            ~_ever_changed("D", dialogue),
            sa.or_(
                _items.c.carried_from.is_(None),
                ~sa.exists().where(of_group, _ever_changed("D", other)),
            ),
        )
    )
    op.execute("DROP TABLE changed")


def _records(table: str) -> sa.TableClause:
    return sa.table(table, *map(sa.column, ("workspace_id", "number", "group_id", "audience")))


def _reference(letter: str, record: sa.FromClause) -> sa.ColumnElement[str]:
    return sa.literal_column(f"'{letter}'").concat(sa.cast(record.c.number, sa.Text))


def _ever_changed(letter: str, record: sa.FromClause) -> sa.Exists:
    return sa.exists().where(
        _changed.c.workspace_id == record.c.workspace_id,
        _changed.c.subject == _reference(letter, record),
    )
