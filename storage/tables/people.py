"""Organisations and the people who speak for them."""

from sqlalchemy import Boolean, Column, Integer, Table, Text, UniqueConstraint

from bot.domain import Organisation
from bot.domain.person import MORNING_HOUR, HowOften, PersonFacts
from bot.ports.ledgers.personal import CalendarAddress, OpenHome
from storage.tables.base import belongs_to, columns_of, numbered_table, own_table
from storage.tables.types import Absences, EnumText, OtherNames, UTCDateTime

organisations = numbered_table(
    "organisations",
    *columns_of(
        Organisation,
        Column("name", Text, nullable=False),
        Column("name_key", Text, nullable=False),
        Column("aliases", OtherNames),
    ),
    UniqueConstraint("workspace_id", "id"),
    UniqueConstraint("workspace_id", "name_key"),
)

people = own_table(
    "people",
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
    return own_table(
        name,
        *columns_of(CalendarAddress, Column("user_id", Text, primary_key=True)),
        UniqueConstraint("secret_hash"),
    )


calendars = _addresses("calendars")
feeds = _addresses("feeds")

homes = own_table("homes", *columns_of(OpenHome, Column("user_id", Text, primary_key=True)))
