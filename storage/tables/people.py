"""Organisations and the people who speak for them."""

from sqlalchemy import Boolean, Column, Integer, Table, Text, UniqueConstraint

from bot.domain import OrganisationKind
from bot.domain.person import MORNING_HOUR, HowOften
from storage.tables.base import belongs_to, enum_column, id_columns, metadata, workspace_column
from storage.tables.types import Absences, EnumText, OtherNames, UTCDateTime

organisations = Table(
    "organisations",
    metadata,
    *id_columns(),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    enum_column("kind", OrganisationKind),
    Column("country", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("aliases", OtherNames),
    UniqueConstraint("workspace_id", "id"),
    UniqueConstraint("workspace_id", "name_key"),
    sqlite_autoincrement=True,
)

people = Table(
    "people",
    metadata,
    workspace_column(),
    Column("user_id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("zone", Text),
    Column("locale", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("is_bot", Boolean, nullable=False),
    Column("is_guest", Boolean, nullable=False),
    Column("is_admin", Boolean, nullable=False),
    Column("secretariat", Boolean, nullable=False),
    Column("organisation_id", Integer),
    Column("changed_at", UTCDateTime),
    Column("aliases", OtherNames),
    Column("rhythm", EnumText(HowOften), nullable=False, server_default=HowOften.DAILY),
    Column("morning_hour", Integer, nullable=False, server_default=str(MORNING_HOUR)),
    Column("deputy_user_id", Text),
    Column("absences", Absences),
    Column("cover_changed_at", UTCDateTime),
    belongs_to("organisations", "organisation_id"),
)


def _addresses(name: str) -> Table:
    """At most one private address a person; the secret alone finds whose it is."""
    return Table(
        name,
        metadata,
        workspace_column(),
        Column("user_id", Text, primary_key=True),
        Column("secret_hash", Text, nullable=False),
        Column("created_at", UTCDateTime, nullable=False),
        UniqueConstraint("secret_hash"),
    )


calendars = _addresses("calendars")
feeds = _addresses("feeds")

homes = Table(
    "homes",
    metadata,
    workspace_column(),
    Column("user_id", Text, primary_key=True),
    Column("opened_at", UTCDateTime, nullable=False),
    Column("shows", Text),
    Column("hash", Text),
)
