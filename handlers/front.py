"""What the front of a process is made of: what answers a call, and what follows an event."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from slack_sdk.web.async_client import AsyncWebClient

from bot.ports.unit_of_work import Memory
from bot.ports.watcher import Watcher
from handlers.later import LaterMapping, LaterModule
from handlers.settings import Settings
from handlers.slack.app import Front
from handlers.slack.client.directory import SlackDirectory
from handlers.slack.client.files import SlackFiles
from handlers.slack.dispatch.dispatcher import Desk
from handlers.slack.dispatch.file_reply import FileSender
from handlers.slack.dispatch.side_effects import Happenings
from handlers.slack.request.replier import Replier

if TYPE_CHECKING:
    from handlers.slack import routes
else:
    routes = LaterModule("handlers.slack.routes")


def make_front(
    *,
    settings: Settings,
    now: Callable[[], datetime],
    memory: Memory,
    client: AsyncWebClient,
    directory: SlackDirectory,
    wake: Callable[[], None],
    public_url: str,
    watcher: Watcher,
) -> Front:
    """All that listens to Slack in one process, not yet started."""
    bot_user_id, secretariat = directory.bot_user_id, settings.secretariat
    desk = Desk(
        memory=memory,
        directory=directory,
        now=now,
        secretariat=secretariat,
        wake=wake,
        bot_user_id=bot_user_id,
        weights=settings.weights,
        public_url=public_url,
        workspace_url=directory.workspace_url,
        commands=LaterMapping(lambda: routes.COMMANDS),
        languages=settings.languages,
    )
    happenings = Happenings(
        memory=memory,
        directory=directory,
        now=now,
        bot_user_id=bot_user_id,
        secretariat=secretariat,
        wake=wake,
    )
    files = FileSender(SlackFiles(client), Replier(client))
    return Front(desk=desk, client=client, files=files, events=happenings, watcher=watcher)
