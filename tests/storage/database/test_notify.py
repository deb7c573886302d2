"""Workers wake each other on PostgreSQL: at commit, for what is due soon, and after a break."""

import asyncio
from datetime import timedelta

import pytest

from storage.unit_of_work import Database
from tests.storage.records import NOW, owed


class Ear:
    """Counts the calls, and lets a test wait for the next one."""

    def __init__(self):
        self.heard = asyncio.Queue()

    def __call__(self):
        self.heard.put_nowait(True)

    async def hears(self, within=20):
        await asyncio.wait_for(self.heard.get(), within)

    @property
    def silent(self):
        return self.heard.empty()


def listening(test):
    """Run a test's coroutine while a Database listens; it is woken once by the connecting."""

    def run(postgresql):
        url = postgresql.borrow()

        async def together():
            database, ear = Database(url), Ear()
            task = asyncio.create_task(database.listen(ear))
            try:
                await ear.hears()
                await test(database, ear, postgresql, url)
            finally:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
                await database.close()

        asyncio.run(together())
        postgresql.give_back(url)

    run.__name__ = test.__name__
    run.__doc__ = test.__doc__
    return run


async def owe(database, **changes):
    await database.write("T1", lambda work: work.deliveries.owe([owed(**changes)], NOW))


@listening
async def test_what_is_owed_now_wakes(database, ear, server, url):
    await owe(database)
    await ear.hears()


@listening
async def test_what_is_due_later_or_was_owed_before_does_not(database, ear, server, url):
    await owe(database, due_at=NOW + timedelta(minutes=1))
    await owe(database, due_at=NOW + timedelta(minutes=1), recipient="C2")
    await owe(database, recipient="C3")
    await ear.hears()
    await owe(database, recipient="C3")
    await owe(database, recipient="C4")
    await ear.hears()
    assert ear.silent


@listening
async def test_what_is_rolled_back_does_not(database, ear, server, url):
    def job(work):
        work.deliveries.owe([owed()], NOW)
        raise KeyError("no")

    with pytest.raises(KeyError):
        await database.write("T1", job)
    await owe(database, recipient="C2")
    await ear.hears()
    assert ear.silent


@listening
async def test_an_open_channel_and_a_running_workspace_wake(database, ear, server, url):
    def block(work):
        work.recipients.block("C1", error="is_archived", now=NOW)

    await database.write("T1", block)
    await database.write("T1", lambda work: work.recipients.unblock("C1"))
    await ear.hears()
    await database.write("T1", lambda work: work.workspaces.keep_installed("N", "UBOT", NOW))
    await ear.hears()


@listening
async def test_it_listens_again_after_the_server_was_away(database, ear, server, url):
    await asyncio.to_thread(server.disconnect, url)
    await ear.hears()
    await owe(database)
    await ear.hears()


def test_on_sqlite_nobody_announces_and_nobody_waits(tmp_path):
    async def listen():
        database = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}")
        await asyncio.wait_for(database.listen(lambda: None), 5)
        await database.close()

    asyncio.run(listen())
