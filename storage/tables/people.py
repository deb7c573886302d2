"""Organisations and the people who speak for them."""

from sqlalchemy import Boolean, Column, Integer, Table, Text, UniqueConstraint

from bot.domain import Organisation
from bot.domain.person import MORNING_HOUR, HowOften, PersonFacts
from bot.ports.ledgers.personal import CalendarAddress, OpenHome
from storage.tables.base import belongs_to, columns_of, id_columns, metadata, workspace_column
from storage.tables.types import Absences, EnumText, OtherNames, UTCDateTime

organisations = Table(
    "organisations",
    metadata,
    *id_columns(),
    *columns_of(
        Organisation,
        Column("name", Text, nullable=False),
        Column("name_key", Text, nullable=False),
        Column("aliases", OtherNames),
    ),
    UniqueConstraint("workspace_id", "id"),
    UniqueConstraint("workspace_id", "name_key"),
    sqlite_autoincrement=True,
)

people = Table(
    "people",
    metadata,
    workspace_column(),
    *columns_of(PersonFacts, Column("user_id", Text, primary_key=True), without="aliases"),
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
        *columns_of(CalendarAddress, Column("user_id", Text, primary_key=True)),
        UniqueConstraint("secret_hash"),
    )


calendars = _addresses("calendars")
feeds = _addresses("feeds")

homes = Table(
    "homes",
    metadata,
    workspace_column(),
    *columns_of(OpenHome, Column("user_id", Text, primary_key=True)),
)
