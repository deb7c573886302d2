"""Of an action whose officer is not there any more: who it was, while it waits for another one."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("actions", sa.Column("passed_on_from", sa.Text))
