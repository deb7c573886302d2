"""The first page of a group's open actions among 1,000,000 stored, and among 10,000.

Half of them belong to the group that is asked about, seven in ten are open, three in ten for
members only, one in ten without a due day. A member asks, in turns of both sizes, by the use case
that answers `/action list`; then for their own organisation's.
"""

import asyncio

from sqlalchemy import Date, Text, case, cast, column, func, insert, literal, select, text

from bot.domain.person import OrganisationKind
from bot.domain.roles import Reader, Role
from bot.use_cases.actions.show import ActionFilter, list_actions
from bot.use_cases.context import Context
from storage.database.engine import make_engine, writing_engine
from storage.tables import actions, groups, organisations
from storage.tables.types import UTCDateTime
from tests.benchmarks import town
from tests.benchmarks.listing import measured
from tests.benchmarks.rows import Rounds, Row, at_most

SMALL, LARGE = 10_000, 1_000_000
ROUNDS = 7
FASTEST = {"SQLite": 5, "PostgreSQL": 10}
LISTS = {"open": ActionFilter(), "of an organisation": ActionFilter(organisation_id=1)}


async def run(folder, postgresql, *, quick=False):
    small, large = (1_000, 4_000) if quick else (SMALL, LARGE)
    found, rows = Rounds(), []
    how_often = {"calls": 3 if quick else 60, "rounds": 2 if quick else ROUNDS}
    for name, new_url in (
        ("SQLite", lambda size: town.sqlite_url(folder, f"actions{size}")),
        ("PostgreSQL", lambda _: postgresql.new_url()),
    ):
        urls = {size: new_url(size) for size in (small, large)}
        for size, url in urls.items():
            await asyncio.to_thread(_fill, url, size)
        for which, wanted in LISTS.items():
            what = f"first page, {which}, {name}"
            await measured(what, urls, found, lambda work, w=wanted: _listed(work, w), **how_often)
            of = {"benchmark": "listing_actions", "what": what, "unit": "ms"}
            ours, peer = found[f"{what} {large}"], found[f"{what} {small}"]
            against = {"peer": peer, "against": f"{small:,} stored", "note": f"{large:,} stored"}
            rows.append(Row(**of, ours=ours, **against, aim=at_most(1.5)))
            rows.append(Row(**of, ours=ours, aim=at_most(FASTEST[name])))
    return rows


def _listed(work, wanted):
    group = work.groups.by_channel(town.CHANNEL)
    reader = Reader(
        user_id=town.someone(1),
        standing=OrganisationKind.MEMBER,
        rostered=True,
        seats={group.id: Role.MEMBER},
    )
    page, _ = list_actions(wanted, [group], Context(reader=reader, work=work, now=town.now()))
    assert len(page.items) == 10
    return page


def _fill(url, size):
    """Made in the database from numbers: a million rows one by one would take minutes."""
    town.settle(url, 5)
    engine = make_engine(url)
    with writing_engine(engine).begin() as connection:
        group = dict(connection.execute(select(groups)).mappings().one())
        body = dict(connection.execute(select(organisations)).mappings().one())
        connection.execute(insert(groups), group | {"id": group["id"] + 1, "channel_id": "C2"})
        others = [
            body | {"id": body["id"] + n, "name": f"Body {n}", "name_key": f"body {n}"}
            for n in range(1, 30)
        ]
        connection.execute(insert(organisations), others)
        _put(connection, group, size)
        connection.exec_driver_sql("ANALYZE")
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("SET statement_timeout = 0")
            connection.exec_driver_sql("VACUUM actions")  # as the server does by itself in time
    engine.dispose()


def _put(connection, group, size):
    is_sqlite = connection.dialect.name == "sqlite"
    if not is_sqlite:
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    number = column("n")
    series = "SELECT n FROM generate_series(1, :size) AS s(n)"
    if is_sqlite:
        series = (
            "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < :size) "
            "SELECT n FROM s"
        )
    numbers = text(series).bindparams(size=size).columns(number).subquery()
    n = numbers.c.n
    first = "2026-01-01"
    day = (
        func.date(first, cast(n % 900, Text) + " days")
        if is_sqlite
        else (cast(first, Date) + n % 900)
    )
    values = {
        "workspace_id": literal(town.TEAM),
        "number": n,
        "group_id": group["id"] + n % 2,
        "title": literal("Draft the summary of test results ") + cast(n, Text),
        "owner_user_id": case((n % 3 == 0, literal(town.someone(2)))),
        "owner_organisation_id": 1 + n % 30,
        "due_on": case((n % 10 != 0, day)),
        "zone": literal("Europe/Dublin"),
        "audience": case((n % 20 < 6, "members"), else_="group"),
        "status": case((n % 100 < 70, "open"), (n % 100 < 95, "done"), else_="dropped"),
        "created_by": literal(town.someone(0)),
        "created_at": literal(town.now(), UTCDateTime()),
    }
    rows = select(
        *(
            value.label(name) if hasattr(value, "label") else literal(value).label(name)
            for name, value in values.items()
        )
    )
    connection.execute(insert(actions).from_select(list(values), rows))
