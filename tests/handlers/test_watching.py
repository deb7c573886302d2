"""What whoever looks at a process sees: of itself, its database, Slack, its beats, its socket."""

import asyncio
import os
import socket
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.domain.errors import NotSaved
from handlers.sandbox.faults import Fault
from handlers.settings import SettingsError
from handlers.wiring import real_now
from tests.handlers.watched import PATIENCE, no_file_grows, watched
from tests.waiting import until

ALL = {"process", "database", "writes", "schema", "slack", "clock", "workspace"}


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


@pytest.mark.parametrize("socket_mode", [True, False], ids=["socket", "http"])
async def test_the_port_shows_the_internet_its_doors_and_nothing_of_the_process(
    tmp_path, socket_mode
):
    """With a public address there are calendars besides; their guesses are told nothing."""
    async with watched(tmp_path, socket_mode=socket_mode) as it:
        await it.becomes(200)
        found = {}
        for path in ("/", "/healthz", "/readyz", "/metrics", "/calendar/x.ics", "/slack/events"):
            for method in ("GET", "POST"):
                async with it.http.request(method, it.outside(path)) as response:
                    found[method, path] = response.status, await response.text()
    shown = {place: answer for place, answer in found.items() if answer[0] != 404}
    events = {} if socket_mode else {("POST", "/slack/events"): (401, "not_signed\n")}
    assert shown == events | {
        ("GET", "/healthz"): (200, "ok\n"),
        ("GET", "/readyz"): (200, "ready\n"),
    }


async def test_a_front_whose_port_is_taken_does_not_start(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        async with watched(tmp_path, start=False, port=taken.getsockname()[1]) as it:
            with pytest.raises(SettingsError, match="is in use by another program"):
                await it.convenor.start()


async def test_while_slack_is_away_at_the_start_it_lives_waits_and_says_so(tmp_path):
    async with watched(tmp_path, start=False, socket_mode=False) as it:
        it.sandbox.faults.add(Fault("auth.test", "500"))
        starting = asyncio.create_task(it.convenor.start())
        await until(lambda: it.convenor.inner is not None)
        lacking = await it.becomes(503, "process", "writes", "slack", "beat")
        assert lacking["process"] == "starting"
        await it.shows("slack", "never yet (http_500)")
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
        await it.shows_no_more("slack")
        it.sandbox.faults.add(Fault("auth.test", "error:account_inactive"))
        await it.shows("slack", "account_inactive")
        it.sandbox.faults.clear()
        await it.shows_no_more("slack")


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
        await it.shows_no_more("beat")
        it.convenor.beats._scheduler.pause()
        await it.shows("beat")


async def test_a_socket_that_died_shows_until_it_is_replaced(tmp_path):
    async with watched(tmp_path, socket_limit=0.9) as it:
        await it.shows_no_more("socket")
        it.sandbox.faults.add(Fault("apps.connections.open", "error:internal_error"))
        it.sandbox.core.socket_mode.treat("freeze")
        said = await it.shows("socket")
        assert said.startswith("not open") or "s ago" in said
        it.sandbox.faults.clear()
        await it.shows_no_more("socket")
        assert (await it.metrics())["convenor_sockets_replaced_total", "silent"] >= 1


async def test_the_numbers_of_a_running_process(tmp_path):
    async with watched(tmp_path) as it:
        await it.becomes(200)
        core = it.sandbox.core
        person = core.workspace.people.named("sina")
        from handlers.sandbox.door import doing

        channel = core.workspace.conversations.named("technology").id
        given = {"as": person.id, "channel": channel, "command": "/wg", "text": "help"}
        answer = await doing.do(core, "command", given)
        assert answer == {"ok": True}
        await it.sandbox.quiet()
        beats = {("convenor_beat_age_seconds", b) for b in ("plan", "housekeeping")}
        async with asyncio.timeout(PATIENCE):
            while not set(found := await it.metrics()) >= beats:
                await asyncio.sleep(0.05)
    assert found["convenor_ack_seconds_count", "command"] == 1
    assert found["convenor_deliveries_owed",] == 0
    assert found["convenor_beat_age_seconds", "deliver"] < 60
    assert found["convenor_slack_age_seconds",] < 60
    assert found["convenor_socket_age_seconds",] < 60


async def test_stopping_is_told_while_it_lasts(tmp_path):
    async with watched(tmp_path, front=False) as it:
        await it.becomes(200)
        it.convenor.watching.stage = "stopping"
        assert (await it.becomes(503, "process"))["process"] == "stopping"


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
            team, lambda work: work.workspaces.stop_sending("app_uninstalled", it.convenor.now())
        )
        await it.shows("slack")
        await it.shows("workspace", "workspace stopped: app_uninstalled")
        it.sandbox.faults.clear()
        await it.shows_no_more("workspace")


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
            await it.convenor.watching.database.write(
                "T1", lambda work: work.numbers.take_next("D")
            )


async def test_a_full_disk_shows_and_is_over_once_there_is_room(tmp_path, caplog):
    async with watched(tmp_path, socket_mode=False) as it:
        await it.becomes(200)
        caplog.set_level("INFO", "handlers.watching")
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
