"""A workspace to work in: groups with their people, a dialogue, and whatever waits to be sent."""

import time
from contextlib import closing
from datetime import UTC, datetime, timedelta

from sqlalchemy import Text, cast, func, insert, literal, select, text, update

from bot.domain.audience import Audience
from bot.domain.delivery import Owed, State, SubjectType
from bot.domain.dialogue import Dialogue
from bot.domain.group import Group, Term
from bot.domain.person import OrganisationKind, PersonFacts
from storage.database.engine import make_engine, writing_engine
from storage.database.schema import upgrade_schema
from storage.tables import deliveries
from storage.unit_of_work import Database
from tests.databases import PostgreSQL

TEAM, CHANNEL, NAME = "TBENCH", "CBENCH", "Technology"
HOUR = timedelta(hours=1)


def someone(number):
    """The user id of person `number`."""
    return f"UB{number:05d}"


def at(moment):
    """Unix seconds as Convenor keeps moments."""
    return datetime.fromtimestamp(moment, UTC)


def clock():
    """Unix seconds now."""
    return time.time()  # noqa: TID251 (benchmarks run on the real clock)


def now():
    return at(clock())


class DurablePostgreSQL(PostgreSQL):
    """The tests' own server, but with every commit on the disk before it is answered."""

    def __init__(self):
        super().__init__()
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            self._run(f"ALTER SYSTEM SET {setting} = on")
        self._run("SELECT pg_reload_conf()")


def sqlite_url(folder, name="convenor"):
    return f"sqlite:///{folder}/{name}.sqlite3"


def both_urls(folder, postgresql, name):
    """New databases of either kind, by what the kind is called in a row."""
    return {"SQLite": sqlite_url(folder, name), "PostgreSQL": postgresql.new_url()}


def migrate(url):
    engine = make_engine(url)
    upgrade_schema(engine)
    engine.dispose()


def settle(url, people, groups=1):
    """Migrate, and fill with groups of all `people`, and D1 tomorrow in the first.

    Every group reminds an hour ahead; all but the first have a chair.
    """
    migrate(url)
    moment = now()
    with opened(url) as database, database.transaction(TEAM) as work:
        work.workspaces.keep_installed("Bench", "UBOT", moment)
        body = work.organisations.add(
            name="Coimisiún", kind=OrganisationKind.MEMBER, country="IE", zone="Europe/Dublin"
        )
        for number in range(people):
            user_id = someone(number)
            facts = PersonFacts(user_id=user_id, name=user_id.title(), zone="Europe/London")
            work.people.keep_seen(facts, moment)
            work.people.assign(user_id, body.id)
        made = [
            work.groups.add(
                Group(
                    id=0,
                    channel_id=f"{CHANNEL}{number or ''}",
                    name=f"{NAME}{number or ''}",
                    zone="Europe/London",
                    reminders=(60,),
                    created_at=moment,
                )
            )
            for number in range(groups)
        ]
        for group in made[1:]:
            work.roles.appoint_chair(group.id, Term(user_id=someone(0), starts_on=moment.date()))
        starts = moment + timedelta(days=1)
        work.dialogues.add(
            Dialogue(
                number=work.numbers.take_next("D"),
                group_id=made[0].id,
                title="Age assurance",
                wall=starts.replace(tzinfo=None),
                zone="UTC",
                starts_at=starts,
                created_by=someone(0),
                created_at=moment,
            )
        )


class _Disposed(Database):
    def close(self):  # closing() calls it, outside any loop
        self.dispose()


def opened(url):
    """A Database to be used with `with`, in this thread."""
    return closing(_Disposed(url))


def reminders(due_at, recipients, occurrence):
    """One reminder of D1 to each recipient."""
    return [
        Owed(
            kind="dialogue.reminder",
            minutes_before=60,
            subject_type=SubjectType.DIALOGUE,
            subject_id="D1",
            occurrence=occurrence,
            recipient=someone(number),
            due_at=due_at,
            useful_until=due_at + 12 * HOUR,
            audience=Audience.GROUP,
        )
        for number in range(recipients)
    ]


def owe(url, owed):
    """Add what is owed in one transaction of the product's own; the seconds to its commit."""
    with opened(url) as database:
        began = time.perf_counter()
        with database.transaction(TEAM) as work:
            assert work.deliveries.owe(owed, now()) == len(owed)
        return time.perf_counter() - began


def let_wait(url, many):
    """`many` rows that are due in a month, copied in the database from one that was owed."""
    owe(url, reminders(now() + 720 * HOUR, 1, "waits"))
    others = [c for c in deliveries.c if c.name not in ("id", "occurrence")]
    engine = make_engine(url)
    numbers = (
        text(f"SELECT n FROM generate_series(2, {many}) AS s(n)")
        if engine.dialect.name == "postgresql"
        else text(
            "WITH RECURSIVE s(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM s"
            f" WHERE n < {many}) SELECT n FROM s"
        )
    )
    number = numbers.columns(deliveries.c.id.label("n")).subquery("numbers")
    copied = (
        select(*others, (literal("w") + cast(number.c.n, Text)).label("o"))
        .select_from(deliveries)
        .join(number, literal(1) == 1)
        .where(deliveries.c.occurrence == "waits")
    )
    with writing_engine(engine).begin() as connection:
        if engine.dialect.name == "postgresql":  # a million rows outlast what a use case may take
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.execute(
            insert(deliveries).from_select([*others, deliveries.c.occurrence], copied)
        )
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


def forget(url, occurrence):
    """Drop those of an occurrence's reminders that were not sent."""
    left = (deliveries.c.occurrence == occurrence, deliveries.c.state != State.SENT)
    dropped = {"state": State.DROPPED, "next_at": None, "lease_until": None, "nonce": None}
    engine = make_engine(url)
    with writing_engine(engine).begin() as connection:
        connection.execute(update(deliveries).where(*left).values(dropped))
    engine.dispose()


def states(url, occurrence):
    """How many of an occurrence's reminders are in each state."""
    counted = select(deliveries.c.state, func.count()).where(deliveries.c.occurrence == occurrence)
    engine = make_engine(url)
    with engine.connect() as connection:
        found = connection.execute(counted.group_by(deliveries.c.state)).all()
    engine.dispose()
    return {State(state): number for state, number in found}
