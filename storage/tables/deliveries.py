"""Messages owed to each recipient, and recipients that cannot be reached."""

from sqlalchemy import Column, Index, Integer, Text, text

from bot.domain import MessageKind
from bot.domain.delivery import BlockedRecipient, Delivery, SubjectType
from bot.domain.morning import Topic
from storage.tables.base import columns_of, number_column, numbered_table, own_table, partial_index
from storage.tables.types import EnumText, UTCDateTime

# Queries use these words as they stand: a planner takes a partial index only where it can prove
# that the query asks for no more, and with a bound value it cannot.
IS_OWED = text("state = 'owed'")
IS_SENDING = text("state = 'sending'")
IS_UNCERTAIN = text("state = 'uncertain'")
IS_STALE = text("stale AND state = 'sent'")
IS_STANDING = text("members_only AND NOT unwanted AND state = 'sent'")
WAITS_FOR_ITS_END = -1
"""The `looks` of a stale row until its subject ends: nobody has taken it yet."""

deliveries = numbered_table(
    "deliveries",
    *columns_of(
        Delivery,
        # Without a CHECK: a new kind or subject must not copy a long table.
        Column("kind", EnumText(MessageKind), nullable=False),
        Column("subject_type", EnumText(SubjectType), nullable=False),
        without="minutes_before",
        looks=0,
        readings=0,
        begun=False,
        members_only=False,
        unwanted=False,
    ),
    Column("minutes_before", Integer, nullable=False, server_default=text("0")),
    # An index, not a constraint: SQLite could change that only with a copy of the table.
    Index(
        "uq_deliveries_owed_once",
        "workspace_id",
        "subject_type",
        "subject_id",
        "kind",
        "minutes_before",
        "occurrence",
        "revision",
        "recipient",
        unique=True,
    ),
    partial_index("ix_deliveries_due", "next_at", where=IS_OWED),
    partial_index("ix_deliveries_sending", "lease_until", where=IS_SENDING),
    partial_index("ix_deliveries_uncertain", "next_at", where=IS_UNCERTAIN),
    partial_index("ix_deliveries_stale", "id", where=IS_STALE),
    Index("ix_deliveries_attempted", "attempted_at", "workspace_id", "recipient"),
    partial_index(
        "ix_deliveries_message",
        "workspace_id",
        "posted_channel",
        "posted_ts",
        where=text("posted_ts IS NOT NULL"),
    ),
    partial_index(
        "ix_deliveries_standing", "workspace_id", "posted_channel", "posted_ts", where=IS_STANDING
    ),
    Index(None, "workspace_id", "recipient", "due_at"),
)

morning_items = own_table(
    "morning_items",
    # No foreign key: a delivery's key does not carry its workspace.
    number_column("delivery_id"),
    # Without a CHECK: a new topic must not copy a long table.
    Column("topic", EnumText(Topic), primary_key=True),
    Column("reference", Text, primary_key=True),
    Column("told_at", UTCDateTime, nullable=False),
    Index(None, "workspace_id", "reference"),
)
"""What each morning message tells; it counts as told once that is being sent."""

LONG_AGO = "'1970-01-01T00:00:00.000000Z'"

blocked_recipients = own_table(
    "blocked_recipients",
    *columns_of(
        BlockedRecipient,
        Column("recipient", Text, primary_key=True),
        Column("probe_at", UTCDateTime, nullable=False, server_default=text(LONG_AGO)),
        probes=0,
    ),
)
