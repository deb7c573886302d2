"""A digest of a flood: 10,000 records since the last one, beside a quiet week of twelve.

The use case and its words, as the loop makes them for a channel; processor time, call by call in
turns, so that the machine's other work counts little. Behind both lie many settled actions of the
same group, which the indexes must pass over.
"""

import asyncio
import time
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import insert, select

from bot.domain.action_item import ActionStatus
from bot.domain.roles import Reader
from bot.use_cases.context import Context
from bot.use_cases.digests.gather import gather_digest
from bot.use_cases.identify import channel_reader
from handlers.slack.features.digests.blocks import digest_blocks
from handlers.slack.kit.fallback import fallback_text, fit_blocks
from storage.database.engine import make_engine, writing_engine
from storage.tables import actions, people
from tests.benchmarks import town
from tests.benchmarks.rows import Rounds, Row, at_most

QUIET, FLOOD, BEHIND = 12, 10_000, 100_000
OWNERS = 50
ROUNDS = 5


async def run(folder, postgresql, *, quick=False):
    quiet, flood, behind = (6, 60, 200) if quick else (QUIET, FLOOD, BEHIND)
    found = Rounds()
    for name, new_url in (
        ("SQLite", lambda size: town.sqlite_url(folder, f"digest{size}")),
        ("PostgreSQL", lambda _: postgresql.new_url()),
    ):
        urls = {size: new_url(size) for size in (quiet, flood)}
        for size, url in urls.items():
            await asyncio.to_thread(fill, url, size, behind)
        await asyncio.to_thread(_measure, name, urls, found, 2 if quick else ROUNDS)
    rows = []
    for name in ("SQLite", "PostgreSQL"):
        ours = {"unit": "ms", "ours": found[f"{name} {flood}"], "benchmark": "digest"}
        what = f"a digest of {flood:,} records, {name}"
        note = f"processor time; {behind:,} settled before"
        rows += [
            Row(**ours, what=what, aim=at_most(50), note=note),
            Row(
                **ours,
                what=f"{what}, beside one of {quiet}",
                peer=found[f"{name} {quiet}"],
                against=f"{quiet} records",
                aim=at_most(5),
            ),
        ]
    return rows


def _measure(name, urls, found, rounds):
    databases = {size: town._Disposed(url) for size, url in urls.items()}
    try:
        for turn in range(rounds + 1):
            for size, database in databases.items():
                began = time.thread_time()
                with database.transaction(town.TEAM, write=False) as work:
                    digest = make(work)
                spent = time.thread_time() - began
                assert sum(section.total for section in digest.listed.values()) == size
                if turn:  # the first is for the caches
                    found.add(f"{name} {size}", spent * 1_000)
    finally:
        for database in databases.values():
            database.dispose()


def make(work):
    """As for a channel: what happened, in blocks and in words."""
    group = work.groups.by_channel(town.CHANNEL)
    reader = channel_reader(group.id, members_only=False)
    now = town.now()
    context = Context(reader=reader, work=work, now=now)
    digest = gather_digest(group, context, since=now - timedelta(days=7))
    blocks = digest_blocks(digest, group)
    assert fit_blocks(blocks)
    assert fallback_text(blocks)
    return digest


def fill(url, size, behind):
    """`size` actions of the week: half logged, three in ten done, two in ten overdue."""
    town.settle(url, 5)
    now = town.now()
    engine = make_engine(url)
    with town.opened(url) as database, database.transaction(town.TEAM) as work:
        group = work.groups.by_channel(town.CHANNEL)
        coming = work.dialogues.get(Reader.system(), 1)
        work.dialogues.change(replace(coming, starts_at=now - timedelta(days=30)))
    with writing_engine(engine).begin() as connection:
        owners = list(connection.execute(select(people.c.user_id).limit(OWNERS)).scalars())
        rows = (
            *(_action(group, n, now, owners, kind=n % 10) for n in range(1, size + 1)),
            *(_settled(group, size + n, now, owners) for n in range(1, behind + 1)),
        )
        for begin in range(0, len(rows), 5_000):
            connection.execute(insert(actions), rows[begin : begin + 5_000])
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


def _row(group, number, owners, **fields):
    usual = {
        "workspace_id": town.TEAM,
        "number": number,
        "group_id": group.id,
        "title": f"Write part {number} of the comparison of codes of practice",
        "owner_user_id": owners[number % len(owners)],
        "zone": group.zone,
        "audience": "group",
        "status": ActionStatus.OPEN,
        "created_by": owners[0],
        "due_on": None,
        "settled_at": None,
    }
    return usual | fields


def _action(group, number, now, owners, *, kind):
    old, new = now - timedelta(days=30), now - timedelta(seconds=number)
    if kind < 5:
        return _row(group, number, owners, created_at=new)
    if kind < 8:
        done = {"status": ActionStatus.DONE, "settled_at": new}
        return _row(group, number, owners, created_at=old, **done)
    return _row(group, number, owners, created_at=old, due_on=(now - timedelta(days=3)).date())


def _settled(group, number, now, owners):
    old = now - timedelta(days=60 + number % 300)
    status = {"status": ActionStatus.DONE, "settled_at": old}
    return _row(group, number, owners, created_at=old - timedelta(days=9), **status)
