"""Slack's own SDKs for Node work with the sandbox as they do with Slack."""

import asyncio
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.handlers.sandbox.world import APP_TOKEN, BOT, BOT_TOKEN, SINA, TECHNOLOGY, playing

APP = Path(__file__).parent / "node"
pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The app with its packages; skipped where there is no Node, or nothing to get them from."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("There is no Node on this machine.")
    made = tmp_path_factory.mktemp("node")
    for file in ("package.json", "app.js"):
        shutil.copy(APP / file, made / file)
    install = ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"]
    got = subprocess.run(install, cwd=made, capture_output=True, text=True, check=False)
    if got.returncode != 0:
        pytest.skip("The packages could not be got.")
    return made


async def test_web_api_socket_mode_and_bolt(folder):
    async with playing() as world:
        settings = {
            "SLACK_API_URL": world.sandbox.api_url,
            "BOT_TOKEN": BOT_TOKEN,
            "APP_TOKEN": APP_TOKEN,
            "CHANNEL": TECHNOLOGY,
        }
        process = await asyncio.create_subprocess_exec(
            *("node", "app.js"),
            cwd=folder,
            env=os.environ | settings,
            stdout=asyncio.subprocess.PIPE,
        )

        async def said():
            line = json.loads(await process.stdout.readline())
            assert line["what"] != "failed", line["error"]
            return line

        web = await said()
        assert (web["bot"], web["refused"]) == (BOT, "channel_not_found")
        assert web["pages"] > 1
        shown = [
            one["text"] for one in await world.seen(SINA, TECHNOLOGY) if one["ts"] == web["ts"]
        ]
        assert shown == ["changed by Node"]
        for ready, done, heard in (
            ("socket ready", "socket command", "socket heard one"),
            ("bolt ready", "bolt command", "bolt heard two"),
        ):
            assert (await said())["what"] == ready
            words = heard.rpartition(" ")[2]
            await world.do("command", SINA, channel=TECHNOLOGY, command="/wg", text=words)
            assert (await said())["what"] == done
            assert (await world.seen(SINA, TECHNOLOGY))[-1]["text"] == heard
        assert await process.wait() == 0
