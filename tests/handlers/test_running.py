"""One process from its start to its end: errors of settings are one line."""

import asyncio
import logging
import os
import re
import signal
import socket
from contextlib import asynccontextmanager, suppress

import pytest
from pydantic import SecretStr

from handlers.cli.playground import SandboxSettings
from handlers.running import run_until_stopped
from handlers.wiring import Convenor
from tests.benchmarks import load, town
from tests.benchmarks.forking import quickly
from tests.benchmarks.payloads import command, signed
from tests.benchmarks.processes import convenor, free_port, started
from tests.benchmarks.slack import Slack


async def test_the_process_ends_with_that_line(tmp_path, caplog):
    settings = SandboxSettings(
        slack_bot_token=SecretStr("xoxb-1"),
        slack_signing_secret=SecretStr("1"),
        database_url=f"sqlite:///{tmp_path}/none/x.db",
    )
    assert await run_until_stopped(Convenor(settings=settings, serve=False)) == 1
    [line] = [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING]
    assert line.startswith(f"cannot_start: DATABASE_URL: sqlite:///{tmp_path}/none/x.db cannot be")


PEOPLE = 4


@pytest.fixture(scope="module", autouse=True)
def forked():
    with quickly():
        yield


def two_ports():
    """One that is free together with the next."""
    while True:
        port = free_port()
        with suppress(OSError), socket.create_server(("127.0.0.1", port + 1)):
            return port


class Pair:
    """Two processes of one command, seen from outside."""

    def __init__(self, process, port, inner_port, slack):
        self.process, self.port, self.inner_port, self.slack = process, port, inner_port, slack

    def log(self):
        return self.process.log.read_text(errors="replace")

    def pids(self):
        """(number, process id) of all that were started, in order."""
        return re.findall(r"process_started number=(\d) pid=(\d+)", self.log())

    async def said(self, words, times):
        async with asyncio.timeout(120):
            while self.log().count(words) < times:
                await asyncio.sleep(0.02)

    async def add_action(self):
        """The status of a signed /action add on a connection of its own."""
        connection = load.Connection(self.port)
        person = command("/action add Write to the board", 1, self.slack.respond_url)
        status, _ = await connection.ask(signed(person))
        await connection.close()
        return status

    async def asked(self, port, path, token=""):
        connection = load.Connection(port)
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n\r\n"
        answer = await connection.ask(head.encode())
        await connection.close()
        return answer

    async def ready(self, port):
        """What a process says once it is ready: its first beats come after its start."""
        async with asyncio.timeout(120):
            while True:
                status, body = await self.asked(port, "/readyz", "whole")
                if status == 200:
                    return body
                await asyncio.sleep(0.05)

    async def acks(self, number):
        """How many commands one of them has answered, as its own metrics say."""
        _, page = await self.asked(self.inner_port + number, "/metrics")
        found = re.search(rb'ack_seconds_count\{kind="command"\} (\d+)', page)
        return int(found[1]) if found else 0


@asynccontextmanager
async def pair(folder, name, socket_mode=False, **settings):
    async with Slack(PEOPLE).running() as slack:
        url = settings.pop("url", None) or town.sqlite_url(folder, "pair")
        if "none" not in url:
            await asyncio.to_thread(town.settle, url, PEOPLE)
        port, inner_port = free_port(), two_ports()
        environment = convenor(slack.api_url, url, port=port, socket=socket_mode)
        environment |= {"CONVENOR_INNER_PORT": inner_port} | settings
        words = ("-m", "bot", name, "--processes", "2")
        async with started(folder, name, *words, **environment) as process:
            yield Pair(process, port, inner_port, slack)


async def test_both_answer_on_one_port_and_one_that_is_killed_is_replaced(tmp_path):
    async with pair(tmp_path, "web", CONVENOR_INNER_TOKEN="whole") as both:
        await both.said(" INFO ready ", 2)
        async with asyncio.timeout(120):
            while not (await both.acks(0) and await both.acks(1)):
                statuses = await asyncio.gather(*(both.add_action() for _ in range(8)))
                assert set(statuses) == {200}
        assert await both.ready(both.port) == b"ready\n"
        status, _ = await both.asked(both.port, "/metrics", "whole")
        assert status == 404, "they would be those of one or the other"

        number, killed = both.pids()[-1]
        os.kill(int(killed), signal.SIGKILL)
        statuses = set()
        async with asyncio.timeout(120):
            while both.log().count(" INFO ready ") < 3:
                statuses.add(await both.add_action())
        assert statuses == {200}
        assert f"process_ended number={number} pid={killed} code=-9" in both.log()
        assert both.pids()[-1][0] == number
        await both.ready(both.inner_port + int(number))

        os.kill(both.process.pid, signal.SIGTERM)
        assert await both.process.ended() == 0
        assert both.log().count(" INFO stopped") == 2
        with pytest.raises(ConnectionRefusedError):
            await both.add_action()


async def test_each_has_a_socket_and_all_stop_where_the_one_above_is_killed(tmp_path):
    async with pair(tmp_path, "web", socket_mode=True) as both:
        await both.said(" INFO ready ", 2)
        assert len(both.slack.sockets) == 2
        os.kill(both.process.pid, signal.SIGKILL)
        await both.said(" INFO stopped", 2)


async def test_workers_stop_together(tmp_path):
    async with pair(tmp_path, "worker") as both:
        await both.said(" INFO ready ", 2)
        ready = [await both.asked(both.inner_port + number, "/metrics") for number in (0, 1)]
        assert [status for status, _ in ready] == [200, 200]
        os.kill(both.process.pid, signal.SIGINT)
        assert await both.process.ended() == 0
        assert both.log().count(" INFO stopped") == 2


async def test_where_one_cannot_start_the_whole_says_so(tmp_path):
    async with pair(tmp_path, "web", url=f"sqlite:///{tmp_path}/none/x.db") as both:
        assert await both.process.ended() == 1
        assert "cannot_start: DATABASE_URL" in both.log()
        assert len(both.pids()) == 2
