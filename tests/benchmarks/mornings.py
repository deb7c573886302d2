"""The look before one morning message is sent, for people who are in all of 20 channels.

Processor time and statements of the whole look (rights included), in a view that already knows who
is who, as that of any but the first morning of a round; 20,000 actions are open.
"""

import asyncio
import time
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import event

from bot.domain.audience import ChannelFacts
from bot.domain.morning import Morning
from bot.domain.person import PersonFacts
from bot.use_cases.context import Context
from bot.use_cases.deliveries.look_again import Surroundings, look_again
from bot.use_cases.mornings.plan import mornings_to_owe, owe_mornings
from handlers.public_holidays import PublicHolidays
from storage.unit_of_work import Database
from tests.benchmarks import large, town
from tests.benchmarks.rows import Rounds, Row, at_most

LOOKS = 40


async def run(folder, postgresql, *, quick=False):
    size = {"people": 60, "open_actions": 500} if quick else {}
    found = Rounds()
    urls = town.both_urls(folder, postgresql, "mornings")
    for name, url in urls.items():
        await asyncio.to_thread(large.settle, url, **size)
        await asyncio.to_thread(_measure, name, url, found, 4 if quick else LOOKS)
    return [
        Row(
            benchmark="mornings",
            what=f"{what} of a morning's look, {name}",
            unit=unit,
            ours=found[f"{what} {name}"],
            aim=at_most(most),
        )
        for name in urls
        for what, unit, most in (("processor time", "ms", 8), ("statements", "", 12))
    ]


def _measure(name, url, found, looks):
    database = Database(url, holidays=PublicHolidays())
    try:
        with database.transaction(town.TEAM) as work:
            wanted = mornings_to_owe(Context.system(work, town.now()))[large.GROUPS :][: looks + 5]
            owe_mornings(wanted, Context.system(work, town.now()))
            everyone = frozenset(person.user_id for person, _ in wanted)
            presence = {
                group.channel_id: ChannelFacts(
                    channel_id=group.channel_id,
                    name=group.name,
                    is_private=True,
                    is_shared=False,
                    members=everyone,
                )
                for group in work.groups.all()
            }
        for turn, (person, days) in enumerate(wanted):
            with database.transaction(town.TEAM, write=False) as work:
                row = work.deliveries.of_recipient(person.user_id, days[0].due_at)[-1]
            with _counted(database.engine) as said:
                began = time.thread_time()
                with database.transaction(town.TEAM, write=False) as work:
                    facts = PersonFacts(user_id=person.user_id, name=person.name, zone=person.zone)
                    around = Surroundings(person=facts, channel=None, presence=presence)
                    now = row.due_at + timedelta(seconds=1)
                    told = look_again(row, around, work=work, now=now)
                spent = time.thread_time() - began
            assert isinstance(told, Morning), told
            if turn >= 5:  # the first are for the caches
                found.add(f"processor time {name}", spent * 1_000)
                found.add(f"statements {name}", len(said))
    finally:
        database.dispose()


@contextmanager
def _counted(engine):
    said = []

    def keep(_connection, _cursor, statement, *_rest):
        said.append(statement)

    event.listen(engine, "before_cursor_execute", keep)
    yield said
    event.remove(engine, "before_cursor_execute", keep)
