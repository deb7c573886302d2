"""A chair can give a marked line to several people, and a group chooses the emoji that mark."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.add_column("minutes_lines", sa.Column("owners", sa.JSON))
    names = ("id", "owner_user_id")
    lines = sa.table("minutes_lines", *map(sa.column, names), sa.column("owners", sa.JSON))
    connection = op.get_bind()
    owned = sa.select(lines.c.id, lines.c.owner_user_id).where(lines.c.owner_user_id.is_not(None))
    for line_id, owner in connection.execute(owned).all():
        change = sa.update(lines).where(lines.c.id == line_id)
        connection.execute(change.values(owners=[owner]))
    op.drop_column("minutes_lines", "owner_user_id")
    op.add_column("groups", sa.Column("line_emoji", sa.JSON))
    op.create_table(
        "minutes_looks",
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("workspace_id", "channel", "ts", "asked")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "channel", "ts", name="pk_minutes_looks"),
    )
