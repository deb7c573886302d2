"""The private calendar address of each person who asked for one."""

from sqlalchemy import Column, Table, Text, UniqueConstraint

from storage.tables.base import metadata, workspace_column
from storage.tables.types import UTCDateTime

calendars = Table(
    "calendars",
    metadata,
    workspace_column(),
    Column("user_id", Text, primary_key=True),
    Column("secret_hash", Text, nullable=False),
    Column("created_at", UTCDateTime, nullable=False),
    UniqueConstraint("secret_hash"),
)
