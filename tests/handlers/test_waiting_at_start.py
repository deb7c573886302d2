"""Database and Slack may both be away at the start: it waits, says so, and then begins."""

import asyncio
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import make_url

from handlers import database as databases
from handlers.cli.playground import SandboxSettings
from handlers.sandbox import AppConfig, Sandbox, load_sample
from handlers.slack.kit.manifest import build_manifest
from handlers.wiring import Convenor
from tests.waiting import PATIENCE

BOT = "xoxb-early"


async def test_it_waits_for_both_and_needs_no_restart(tmp_path, postgresql, monkeypatch, caplog):
    monkeypatch.setattr(databases, "FIRST_PAUSE", 0.01)
    reached = make_url(postgresql.new_url())
    home = tmp_path / "server"  # the server's socket is found once this leads to it
    sandbox = Sandbox(
        state=None,
        sample=load_sample(),
        app=AppConfig(build_manifest(), BOT, "xapp-early", "early"),
    )
    await sandbox.start()
    address = sandbox.api_url
    await sandbox.stop()
    settings = SandboxSettings(
        slack_bot_token=SecretStr(BOT),
        slack_signing_secret=SecretStr("early"),
        slack_api_url=address,
        database_url=reached.update_query_dict({"host": str(home)}).render_as_string(),
        host="127.0.0.1",
        port=0,
    )
    convenor = Convenor(settings=settings, front=False, serve=False)
    starting = asyncio.create_task(convenor.start())

    await until_logged("waiting_for_database", starting, caplog)
    home.symlink_to(Path(reached.query["host"]))
    await until_logged("waiting_for_slack", starting, caplog)
    await sandbox.start()
    await asyncio.wait_for(starting, PATIENCE)
    assert convenor.beats is not None
    assert convenor.watching.stage == "running"
    await convenor.stop()
    await sandbox.stop()
    databases_log = [r.getMessage() for r in caplog.records if r.name == databases.__name__]
    # That it answers is told at level INFO, which another test may have switched on.
    assert databases_log.count("waiting_for_database") == 1


async def until_logged(event, starting, caplog):
    """Until the log has this event; a start that ends before raises what ended it."""
    async with asyncio.timeout(PATIENCE):
        while not any(record.getMessage() == event for record in caplog.records):
            if starting.done():
                starting.result()
                raise AssertionError(f"it started without {event}")
            await asyncio.sleep(0.01)
