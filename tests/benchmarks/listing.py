"""The next dialogues of a group: listed among 100,000 stored occurrences, and among 100.

Both have the same fifty ahead in the group that is asked about. Of what there is more in the large
one, half lies behind in the same group, a quarter behind in others, and a quarter ahead in others.
The use case that answers `/dialogue` reads them, in turns.
"""

import asyncio
import time
from datetime import timedelta

from sqlalchemy import insert, select

from bot.domain.person import OrganisationKind
from bot.domain.roles import Reader, Role
from bot.use_cases.context import Context
from bot.use_cases.dialogues.show import coming_dialogues
from storage.database.engine import make_engine, writing_engine
from storage.tables import dialogues, groups
from tests.benchmarks import town
from tests.benchmarks.rows import Rounds, Row, at_most

AHEAD, SMALL, LARGE = 50, 100, 100_000
OTHERS = 20
ROUNDS = 7


async def run(folder, postgresql, *, quick=False):
    small, large = (20, 200) if quick else (SMALL, LARGE)
    found = Rounds()
    for name, new_url in (
        ("SQLite", lambda size: town.sqlite_url(folder, f"listing{size}")),
        ("PostgreSQL", lambda _: postgresql.new_url()),
    ):
        urls = {size: new_url(size) for size in (small, large)}
        for size, url in urls.items():
            await asyncio.to_thread(_fill, url, size, min(AHEAD, small // 2))
        how_often = {"calls": 3 if quick else 60, "rounds": 2 if quick else ROUNDS}
        await measured(name, urls, found, _listed, **how_often)
    return [
        Row(
            benchmark="listing",
            what=f"next dialogues, {name}",
            unit="ms",
            ours=found[f"{name} {large}"],
            peer=found[f"{name} {small}"],
            against=f"{small:,} stored",
            aim=at_most(1.2),
            note=f"{large:,} stored, {min(AHEAD, small // 2)} of them listed",
        )
        for name in ("SQLite", "PostgreSQL")
    ]


async def measured(name, urls, found, listed, *, calls, rounds):
    """Milliseconds of one call, by round and size; the two sizes take turns call by call."""
    databases = {size: town._Disposed(url) for size, url in urls.items()}
    try:
        for turn in range(rounds + 1):
            spent = dict.fromkeys(databases, 0.0)
            for _ in range(calls):
                for size, database in databases.items():
                    began = time.perf_counter()
                    await database.read(town.TEAM, listed)
                    spent[size] += time.perf_counter() - began
            if turn:  # the first is for the caches
                for size, seconds in spent.items():
                    found.add(f"{name} {size}", seconds / calls * 1_000)
    finally:
        for database in databases.values():
            database.dispose()


def _listed(work):
    group = work.groups.by_channel(town.CHANNEL)
    seats = {group.id: Role.MEMBER}
    reader = Reader(
        user_id=town.someone(1), standing=OrganisationKind.MEMBER, rostered=True, seats=seats
    )
    listed = coming_dialogues([group], Context(reader=reader, work=work, now=town.now()))
    assert len(listed.dialogues) > 1
    return listed


def _fill(url, size, ahead):
    """D1 is copied `size` - 1 times, one hour apart: `ahead` of them ahead in its own group."""
    town.settle(url, 5)
    engine = make_engine(url)
    with writing_engine(engine).begin() as connection:
        group = connection.execute(select(groups)).mappings().one()
        others = [
            {**group, "id": group["id"] + n, "channel_id": f"C{n}", "name": f"Group {n}"}
            for n in range(1, OTHERS + 1)
        ]
        connection.execute(insert(groups), others)
        first = dict(connection.execute(select(dialogues)).mappings().one())
        rows = (_copy(first, number, ahead) for number in range(2, size + 1))
        while batch := [row for row, _ in zip(rows, range(5_000), strict=False)]:
            connection.execute(insert(dialogues), batch)
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


def _copy(first, number, ahead):
    """Behind it, except `ahead` of its own group and every fourth of the rest, in other groups."""
    kind = number % 4
    sign = 1 if number <= ahead or kind == 0 else -1
    other = number > ahead and kind in (0, 1)
    group_id = first["group_id"] + (1 + number % OTHERS if other else 0)
    moved = sign * number * timedelta(hours=1)
    times = {name: first[name] + moved for name in ("wall", "starts_at", "ends_at")}
    return {**first, **times, "number": number, "group_id": group_id}
