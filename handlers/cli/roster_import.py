"""`convenor roster import FILE`."""

import asyncio
import sys
from pathlib import Path

from bot.domain.errors import Refusal
from handlers.cli.roster import import_roster
from handlers.database import open_database, prepare_schema_now
from handlers.settings import Settings
from handlers.slack.client.connection import introduce_app, make_client
from handlers.slack.client.retry import TokenRefused
from handlers.wiring import real_now


def run(settings: Settings, file: Path, workspace_id: str | None) -> int:
    """Import, print what changed, and answer the exit code; a bad file changes nothing."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        advice = "is not saved as UTF-8. Please save it again with that encoding, and import it."
        print(f"convenor: {file} {advice}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"convenor: {file} cannot be read: {error}", file=sys.stderr)
        return 1
    try:
        print(asyncio.run(_import(settings, text, workspace_id)))
    except (Refusal, TokenRefused) as error:
        print(f"convenor: {error}", file=sys.stderr)
        return 1
    return 0


async def _import(settings: Settings, text: str, workspace_id: str | None) -> str:
    team = workspace_id or await _ask_workspace(settings)
    database = open_database(settings)
    try:
        await asyncio.to_thread(prepare_schema_now, database)
        report = await database.write(
            team, lambda work: import_roster(text, work=work, now=real_now())
        )
    finally:
        await database.close()
    return str(report)


async def _ask_workspace(settings: Settings) -> str:
    settings.needs_slack()
    client = make_client(
        settings.slack_bot_token.get_secret_value(),
        api_url=settings.slack_api_url,
        timeout=settings.slack_timeout,
    )
    try:
        return (await introduce_app(client)).workspace_id
    finally:
        if client.session is not None:
            await client.session.close()
