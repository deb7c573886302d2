"""A process in this loop beside its sandbox, and what it tells whoever looks at it."""

import asyncio
import resource
import socket
from contextlib import asynccontextmanager, contextmanager

import aiohttp
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from handlers.cli.playground import SandboxSettings
from handlers.sandbox import AppConfig, Sandbox, load_sample
from handlers.slack.kit.manifest import build_manifest
from handlers.wiring import Convenor
from tests.waiting import PATIENCE, PATIENT

BOT, APP, SECRET = "xoxb-watched", "xapp-watched", "watched"


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

    async def becomes(self, status, *lacking, within=PATIENCE):
        """Wait until readiness has this status and exactly these checks are not good."""
        async with asyncio.timeout(within):
            while True:
                found, bad = await self.ready()
                if (found, set(bad)) == (status, set(lacking)):
                    return bad
                await asyncio.sleep(0.05)

    async def shows(self, check, says=""):
        """Wait until this check is not good, and says this; the others may be as they are."""
        return await self._comes(lambda bad: says in bad.get(check, "") and bad.get(check))

    async def shows_no_more(self, check):
        await self._comes(lambda bad: check not in bad)

    async def _comes(self, so):
        async with asyncio.timeout(PATIENCE):
            while not (found := so((await self.ready())[1])):
                await asyncio.sleep(0.05)
        return found

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
        app=AppConfig(
            manifest=build_manifest(), bot_token=BOT, app_token=APP, signing_secret=SECRET
        ),
        timing=PATIENT,
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
