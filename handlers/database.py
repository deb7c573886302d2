"""The settings' database: opened, brought to our schema, and waited for while it is away."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar

from sqlalchemy import URL

from bot.domain import NotSaved
from handlers.public_holidays import PublicHolidays
from handlers.settings import Settings, SettingsError
from storage.database.engine import accepted_url
from storage.database.failures import (
    Unusable,
    address_without_password,
    demand_usable,
    driver_words,
)
from storage.database.schema import demand_schema, present_schema, upgrade_schema
from storage.unit_of_work import Database

log = logging.getLogger(__name__)

T = TypeVar("T")

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
SAID_AGAIN = 600.0
"""Seconds of waiting for the same reason between two lines of the log."""


def open_database(settings: Settings) -> Database:
    """The settings' database, not yet connected; SettingsError for an address it cannot use."""
    return Database(address_of(settings), holidays=PublicHolidays())


def address_of(settings: Settings) -> URL:
    """Of the database, with the driver; SettingsError for one that Convenor cannot use."""
    try:
        return accepted_url(settings.database_url)
    except ValueError as error:
        raise SettingsError(f"DATABASE_URL: {error}") from error


def prepare_schema(database: Database) -> None:
    """SQLite is brought to our schema; any other database must have it already.

    NotSaved where the database does not answer now; SettingsError where no waiting makes it usable.
    """
    with _named(database):
        if database.engine.dialect.name == "sqlite":
            if present_schema(database.engine) is None:
                log.warning("new_database", extra={"database": _address_in(database)})
            upgrade_schema(database.engine)
        else:
            demand_schema(database.engine)


@contextlib.contextmanager
def database_to_read(settings: Settings) -> Iterator[Database]:
    """The settings' database for a command that changes nothing; closed at the end.

    SettingsError where nothing answers or it has not our schema.
    """
    database = open_database(settings)
    try:
        with _at_once(database), _named(database):
            demand_schema(database.engine)
        yield database
    finally:
        database.dispose()


def prepare_schema_now(database: Database) -> None:
    """The same for a command that does not wait; SettingsError where nothing answers."""
    with _at_once(database):
        prepare_schema(database)


def migrate(database: Database) -> None:
    """Bring the database to our schema; SettingsError where nothing answers or it is unusable."""
    with _at_once(database), _named(database):
        upgrade_schema(database.engine)


async def patiently(
    ask: Callable[[], Awaitable[T]],
    database: Database,
    *,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> T:
    """What `ask` answers, tried until the database does; other errors than NotSaved pass.

    The log says what is waited for once, again when the reason changes, and then rarely.
    """
    pause, told, waited = FIRST_PAUSE, "", 0.0
    while True:
        try:
            answer = await ask()
        except NotSaved as error:
            why = driver_words(error)
        else:
            if told:
                log.info("database_answers")
            return answer
        if why != told or waited >= SAID_AGAIN:
            where = _address_in(database)
            log.warning("waiting_for_database", extra={"database": where, "error": why})
            told, waited = why, 0.0
        await sleep(pause)
        waited += pause
        pause = min(pause * 2, LONGEST_PAUSE)


def _address_in(database: Database) -> str:
    return address_without_password(database.engine.url)


@contextlib.contextmanager
def _named(database: Database) -> Iterator[None]:
    """A database that can never be used, told as an error of its setting."""
    try:
        with demand_usable(database.engine):
            yield
    except Unusable as error:
        where = _address_in(database)
        raise SettingsError(f"DATABASE_URL: {where} cannot be used: {error}") from error


@contextlib.contextmanager
def _at_once(database: Database) -> Iterator[None]:
    """A database that does not answer now, told as an error of its setting."""
    try:
        yield
    except NotSaved as error:
        where = _address_in(database)
        raise SettingsError(
            f"DATABASE_URL: {where} does not answer: {driver_words(error)}. Try again once it runs."
        ) from error
