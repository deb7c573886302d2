"""Database or Slack go away for a while, between any two steps: nothing is lost or doubled."""

import asyncio
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace

import psycopg
import pytest

from bot.domain.delivery import State
from bot.domain.errors import NotSaved, TryLater
from handlers.sandbox import AppConfig, Sandbox, load_sample
from handlers.slack.client.connection import make_client
from handlers.slack.client.directory import SlackDirectory
from handlers.slack.client.messenger import SlackMessenger
from handlers.slack.kit.manifest import build_manifest
from handlers.slack.renderers import RENDERERS
from storage.database.engine import make_engine
from storage.unit_of_work import Database
from tests.bot.use_cases.deliveries.setting import Setting
from tests.bot.use_cases.deliveries.test_nobody_waits import Town
from tests.handlers.sandbox.world import APP_TOKEN, BOT, BOT_TOKEN, EDUCATION, SECRET


class Server:
    """A PostgreSQL database that can be closed to all."""

    def __init__(self, postgresql, url):
        self._server, self._url = postgresql, url
        self._name = make_engine(url).url.database

    @contextmanager
    def away(self):
        self.close()
        try:
            yield
        finally:
            self.open()

    def close(self):
        self._allow("false")
        self._server.disconnect(self._url)

    def open(self):
        self._allow("true")

    def _allow(self, whether):
        with psycopg.connect(self._server.new_url(), autocommit=True) as connection:
            connection.execute(f"ALTER DATABASE {self._name} ALLOW_CONNECTIONS {whether}")


@pytest.fixture
def outage(postgresql):
    url = postgresql.borrow()
    database = Database(url, patience=2)
    setting = Setting(database)
    setting.server = Server(postgresql, url)
    yield setting
    database.dispose()
    postgresql.give_back(url)


def test_away_before_the_claim(outage):
    outage.owe(outage.dialogue())
    with outage.server.away(), pytest.raises(NotSaved):
        outage.deliver()
    assert outage.deliver() == 1
    assert outage.row().state is State.SENT


def test_away_just_before_the_post_nothing_is_posted(outage):
    outage.owe(outage.dialogue())
    plain = outage.directory.channel

    async def channel(*arguments, **options):
        outage.server.close()
        return await plain(*arguments, **options)

    outage.directory.channel = channel
    with pytest.raises(NotSaved):
        outage.deliver()
    outage.directory.channel = plain
    outage.server.open()
    assert not outage.messenger.sent
    outage.wait(seconds=61)
    outage.deliver()
    assert outage.row().state is State.SENT
    assert not outage.messenger.looked, "it was never begun, so there is nothing to look for"


def test_away_when_the_answer_comes_it_is_found_and_not_sent_again(outage):
    outage.owe(outage.dialogue())
    plain = outage.messenger.send

    async def send(delivery, notification, **how):
        posted = await plain(delivery, notification, **how)
        outage.messenger.findings["C1"] = [posted]
        outage.server.close()
        return posted

    outage.messenger.send = send
    with pytest.raises(NotSaved):
        outage.deliver()
    outage.messenger.send = plain
    outage.server.open()
    outage.wait(seconds=61)
    outage.deliver()
    assert outage.row().state is State.SENT
    assert len(outage.messenger.sent) == 1


def test_slack_away_for_an_hour_all_that_is_useful_goes_out_late_and_once(outage):
    for _ in range(5):
        outage.owe(outage.dialogue())
    outage.messenger.trouble["C1"] = [TryLater("unreachable")] * 60
    for _ in range(12):
        outage.deliver()
        outage.wait(minutes=5)
    assert not outage.messenger.sent
    outage.messenger.trouble.clear()
    outage.wait(minutes=15)
    outage.deliver()
    assert [late for *_, late in outage.messenger.sent] == [True] * 5
    assert asyncio.run(outage.deliverer.next_due()) is None


def test_a_sqlite_file_that_another_program_has_locked(tmp_path, sqlite_template):
    """A copying tool, say. What was claimed before is not begun; all goes on once it lets go."""
    file = tmp_path / "convenor.sqlite3"
    file.write_bytes(sqlite_template.read_bytes())
    setting = Setting(Database(f"sqlite:///{file}", patience=0.2))
    try:
        for _ in range(3):
            setting.owe(setting.dialogue())
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            for _ in range(4):
                with pytest.raises(NotSaved):
                    setting.deliver()
                setting.wait(seconds=15)
            other.execute("ROLLBACK")
        assert not setting.messenger.sent
        assert setting.deliver() == 3
        assert [late for *_, late in setting.messenger.sent] == [False] * 3
    finally:
        setting.database.dispose()


def test_slack_really_gone_for_an_hour_and_back_at_its_address(database_sqlite):
    """Nobody answers at all; every five minutes something falls due. One loop, never restarted."""
    setting = Setting(database_sqlite)
    Town.settle_in(setting, EDUCATION)
    for _ in range(6):
        setting.owe(setting.dialogue(), recipient=EDUCATION)

    async def together():
        app = AppConfig(build_manifest(), BOT_TOKEN, APP_TOKEN, SECRET)
        sandbox = Sandbox(state=None, sample=load_sample(), app=app)
        await sandbox.start()
        client = make_client(BOT_TOKEN, api_url=sandbox.api_url, timeout=10)
        loop = replace(
            setting.deliverer,
            messenger=SlackMessenger(client, RENDERERS, BOT),
            directory=SlackDirectory(client, BOT),
        )
        try:
            await sandbox.stop()
            for _ in range(12):
                await loop.deliver()
                setting.wait(minutes=5)
            assert {row.state for row in setting.rows(EDUCATION)} == {State.OWED}
            await sandbox.start()
            setting.wait(minutes=15)
            await loop.deliver()
            return [arrival.text for arrival in sandbox.arrived]
        finally:
            await client.session.close()
            await sandbox.stop()

    arrived = asyncio.run(together())
    assert len(arrived) == 6
    assert all("This was due" in words for words in arrived)
    assert {row.state for row in setting.rows(EDUCATION)} == {State.SENT}
