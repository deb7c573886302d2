"""What whoever looks at a process sees: of itself, its database, Slack, its beats, its socket."""

import asyncio
import os
import resource
import socket
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr
from sqlalchemy import text

from bot.domain.errors import NotSaved
from handlers.cli.sandbox import SandboxSettings
from handlers.sandbox import AppConfig, Sandbox, load_sample
from handlers.sandbox.faults import Fault
from handlers.slack.manifest import manifest
from handlers.wiring import Convenor, real_now

BOT, APP, SECRET = "xoxb-watched", "xapp-watched", "watched"
ALL = {"process", "database", "writes", "schema", "slack", "clock", "workspace"}


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


class Watched:
    """A process in this loop, beside its sandbox, and what it tells over HTTP."""

    def __init__(self, sandbox, convenor, http):
        self.sandbox, self.convenor, self.http = sandbox, convenor, http

    def url(self, path):
        return f"http://127.0.0.1:{self.convenor.inner.port}{path}"

    def outside(self, path):
        return f"http://127.0.0.1:{self.convenor.web.port}{path}"

    async def ready(self):
        """The status, and what each check says that is not good."""
        async with self.http.get(self.url("/readyz")) as response:
            checks = (await response.json())["checks"]
        return response.status, {n: c["says"] for n, c in checks.items() if not c["ok"]}

    async def alive(self):
        async with self.http.get(self.url("/healthz")) as response:
            return response.status

    async def becomes(self, status, *lacking, within=20):
        """Wait until readiness has this status and exactly these checks are not good."""
        async with asyncio.timeout(within):
            while True:
                found, bad = await self.ready()
                if (found, set(bad)) == (status, set(lacking)):
                    return bad
                await asyncio.sleep(0.05)

    async def metrics(self):
        async with self.http.get(self.url("/metrics")) as response:
            assert response.status == 200
            families = text_string_to_metric_families(await response.text())
        return {
            (s.name, *s.labels.values()): s.value
            for family in families
            for s in family.samples
            if s.name.startswith("convenor_")
        }


@contextmanager
def no_file_grows():
    """This process may write to no file: what its database meets is much like a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@asynccontextmanager
async def watched(folder, *, start=True, socket_mode=True, front=True, loop=True, **settings):
    sandbox = Sandbox(
        state=None,
        sample=load_sample(),
        app=AppConfig(manifest=manifest(), bot_token=BOT, app_token=APP, signing_secret=SECRET),
    )
    await sandbox.start()
    given = {
        "slack_bot_token": SecretStr(BOT),
        "slack_app_token": SecretStr(APP if socket_mode else ""),
        "slack_signing_secret": SecretStr(SECRET),
        "slack_api_url": sandbox.api_url,
        "database_url": f"sqlite:///{folder}/convenor.sqlite3",
        "host": "127.0.0.1",
        "port": 0,
        "inner_port": free_port(),
        "drain_seconds": 0.0,
        "ready_within": 90.0,
    }
    convenor = Convenor(settings=SandboxSettings(**(given | settings)), front=front, loop=loop)
    try:
        async with aiohttp.ClientSession() as http:
            it = Watched(sandbox, convenor, http)
            if start:
                await convenor.start()
            try:
                yield it
            finally:
                await convenor.stop()
    finally:
        await sandbox.stop()


@pytest.mark.parametrize(
    ("kind", "checks"),
    [
        ({}, ALL | {"beat", "socket"}),
        ({"socket_mode": False, "loop": False}, ALL),
        ({"front": False}, ALL | {"beat"}),
    ],
    ids=["run", "web", "worker"],
)
async def test_each_kind_of_process_tells_what_it_needs(tmp_path, kind, checks):
    async with watched(tmp_path, **kind) as it:
        await it.becomes(200)
        assert await it.alive() == 200
        async with it.http.get(it.url("/readyz")) as response:
            report = await response.json()
        assert report["ready"] is True
        assert set(report["checks"]) == checks
        if kind.get("front") is False:
            assert it.convenor.inner.port == it.convenor.settings.inner_port


async def test_a_worker_may_be_told_to_listen_nowhere(tmp_path):
    async with watched(tmp_path, front=False, inner_port=0) as it:
        assert it.convenor.inner is None


async def test_a_second_worker_works_unseen_where_the_port_is_taken(tmp_path, caplog):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with watched(tmp_path, front=False, inner_port=port) as it:
            assert it.convenor.inner is None
            assert it.convenor.watching.stage == "running"
    assert [r.port for r in caplog.records if r.msg == "health_not_served"] == [port]


async def test_a_front_whose_port_is_taken_does_not_start(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        async with watched(tmp_path, start=False, port=taken.getsockname()[1]) as it:
            with pytest.raises(OSError, match="in use"):
                await it.convenor.start()


async def test_while_slack_is_away_at_the_start_it_lives_waits_and_says_so(tmp_path):
    async with watched(tmp_path, start=False, socket_mode=False) as it:
        it.sandbox.faults.add(Fault("auth.test", "500"))
        starting = asyncio.create_task(it.convenor.start())
        async with asyncio.timeout(10):
            while it.convenor.inner is None:
                await asyncio.sleep(0.01)
        lacking = await it.becomes(503, "process", "writes", "slack", "beat")
        assert lacking["process"] == "starting"
        assert lacking["slack"] == "never yet (http_500)"
        assert await it.alive() == 200
        async with it.http.post(it.outside("/slack/events"), data=b"{}") as response:
            assert response.status == 503
        it.sandbox.faults.clear()
        await starting
        await it.becomes(200)
        async with it.http.post(it.outside("/slack/events"), data=b"{}") as response:
            assert response.status == 401, "it asks for a signature now"


async def test_slack_that_stops_answering_shows_and_so_does_its_return(tmp_path):
    async with watched(tmp_path, front=False, ready_within=1.2) as it:
        await it.becomes(200)
        it.sandbox.faults.add(Fault("auth.test", "error:account_inactive"))
        async with asyncio.timeout(20):
            while "slack" not in (bad := (await it.ready())[1]):
                await asyncio.sleep(0.05)
        assert "account_inactive" in bad["slack"]
        it.sandbox.faults.clear()
        async with asyncio.timeout(20):
            while "slack" in (await it.ready())[1]:
                await asyncio.sleep(0.05)


async def test_a_schema_that_is_not_ours_shows(tmp_path):
    async with watched(tmp_path, front=False) as it:
        await it.becomes(200)
        with it.convenor.watching.database.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
        lacking = await it.becomes(503, "schema")
        assert lacking["schema"].startswith("0000, wanted ")


async def test_a_database_that_does_not_answer_shows(tmp_path):
    async with watched(tmp_path, front=False) as it:
        await it.becomes(200)
        before = await it.metrics()
        assert before["convenor_database_up",] == 1
        await it.convenor.watching.database.close()
        lacking = await it.becomes(503, "database", "workspace")
        assert lacking["database"] == "the check failed"


async def test_a_beat_that_stopped_shows(tmp_path):
    async with watched(tmp_path, front=False, ready_within=2.0) as it:
        await it.becomes(200)
        it.convenor.beats._scheduler.pause()
        async with asyncio.timeout(20):
            while "beat" not in (await it.ready())[1]:
                await asyncio.sleep(0.05)


async def test_a_socket_that_died_shows_until_it_is_replaced(tmp_path):
    async with watched(tmp_path, socket_limit=0.9) as it:
        await it.becomes(200)
        it.sandbox.faults.add(Fault("apps.connections.open", "error:internal_error"))
        it.sandbox.core.socket_mode.treat("freeze")
        lacking = await it.becomes(503, "socket")
        assert lacking["socket"].startswith("not open") or "s ago" in lacking["socket"]
        it.sandbox.faults.clear()
        await it.becomes(200)
        assert (await it.metrics())["convenor_sockets_replaced_total", "silent"] >= 1


async def test_the_numbers_of_a_running_process(tmp_path):
    async with watched(tmp_path) as it:
        await it.becomes(200)
        core = it.sandbox.core
        person = core.workspace.people.named("sina")
        from handlers.sandbox.acting import commands

        channel = core.workspace.conversations.named("technology").id
        answer = await commands.command(
            core, person, channel=channel, name="/wg", text="help", in_thread=False
        )
        assert answer == {"ok": True}
        await it.sandbox.quiet()
        found = await it.metrics()
    assert found["convenor_ack_seconds_count", "command"] == 1
    assert found["convenor_deliveries_owed",] == 0
    assert found["convenor_beat_age_seconds", "deliver"] < 60
    assert set(found) >= {("convenor_beat_age_seconds", b) for b in ("plan", "housekeeping")}
    assert found["convenor_slack_age_seconds",] < 60
    assert found["convenor_socket_age_seconds",] < 60


async def test_stopping_is_told_while_it_lasts(tmp_path):
    async with watched(tmp_path, front=False) as it:
        await it.becomes(200)
        it.convenor.watching.stage = "stopping"
        assert (await it.becomes(503, "process"))["process"] == "stopping"


@pytest.mark.parametrize("harm", ["unlink", "replace", "empty"])
async def test_a_file_that_is_gone_shows_at_once_and_what_is_typed_is_refused(tmp_path, harm):
    async with watched(tmp_path, socket_mode=False) as it:
        await it.becomes(200)
        path = tmp_path / "convenor.sqlite3"
        if harm == "unlink":
            path.unlink()
        elif harm == "replace":
            path.rename(tmp_path / "aside.sqlite3")
            path.write_bytes((tmp_path / "aside.sqlite3").read_bytes())
        else:
            os.truncate(path, 0)
        lacking = await it.becomes(503, "writes")
        assert "the file was" in lacking["writes"]
        with pytest.raises(NotSaved):
            await it.convenor.watching.database.write("T1", lambda work: work.numbers.next("D"))


async def test_a_full_disk_shows_and_is_over_once_there_is_room(tmp_path, caplog):
    async with watched(tmp_path, socket_mode=False) as it:
        await it.becomes(200)
        caplog.set_level("INFO", "handlers.heartbeat")
        watching = it.convenor.watching
        with no_file_grows():
            await watching.heartbeat.write()
            lacking = await it.becomes(503, "writes")
        assert "disk I/O error" in lacking["writes"]
        await watching.heartbeat.write()
        await it.becomes(200)
    told = [r.msg for r in caplog.records if r.msg in ("nothing_is_saved", "saved_again")]
    assert told == ["nothing_is_saved", "saved_again"]


async def test_a_clock_that_is_two_days_ahead_shows_and_sends_nothing(tmp_path):
    async with watched(tmp_path, socket_mode=False) as it:
        await it.becomes(200)
        clock = it.convenor.watching.clock
        clock.now = lambda: real_now() + timedelta(days=2)
        lacking = await it.becomes(503, "clock")
        assert lacking["clock"] == "the machine's clock is 2 days ahead of Slack's"
        clock.now = real_now
        await it.becomes(200)


async def test_a_new_database_is_said_to_be_new_and_only_then(tmp_path, caplog):
    for news in (1, 0):
        caplog.clear()
        async with watched(tmp_path, socket_mode=False) as it:
            await it.becomes(200)
        assert sum(r.msg == "new_database" for r in caplog.records) == news


async def test_a_stop_shows_until_slack_says_that_the_token_works(tmp_path):
    async with watched(tmp_path, front=False, ready_within=1.5) as it:
        watching = it.convenor.watching
        team = watching.workspace_id
        it.sandbox.faults.add(Fault("auth.test", "error:token_revoked"))
        await watching.database.write(
            team, lambda work: work.workspaces.stop("app_uninstalled", it.convenor.now())
        )
        await it.becomes(503, "workspace", "slack")
        assert (await it.ready())[1]["workspace"] == "workspace stopped: app_uninstalled"
        it.sandbox.faults.clear()
        await it.becomes(200)
