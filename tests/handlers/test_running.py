"""One process from its start to its end: errors of settings are one line."""

import logging

from pydantic import SecretStr

from handlers.cli.playground import SandboxSettings
from handlers.running import run_until_stopped
from handlers.wiring import Convenor


async def test_the_process_ends_with_that_line(tmp_path, caplog):
    settings = SandboxSettings(
        slack_bot_token=SecretStr("xoxb-1"),
        slack_signing_secret=SecretStr("1"),
        database_url=f"sqlite:///{tmp_path}/none/x.db",
    )
    assert await run_until_stopped(Convenor(settings=settings, serve=False)) == 1
    [line] = [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING]
    assert line.startswith(f"cannot_start: DATABASE_URL: sqlite:///{tmp_path}/none/x.db cannot be")
