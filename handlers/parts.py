"""The two parts of a process: the front, which answers Slack, and the loop, which sends."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from slack_sdk.web.async_client import AsyncWebClient

from bot.ports.unit_of_work import Memory
from bot.ports.watcher import Watcher
from bot.use_cases.deliveries.deliver import Deliverer, Pace
from bot.use_cases.deliveries.plan import Forgetting
from bot.use_cases.drift.daily_check import DailyCheck
from bot.use_cases.drift.learn_people import LearnPeople
from bot.use_cases.minutes.read_thread import ReadThreads
from handlers.clock.beats import Beats
from handlers.later import LaterMapping, LaterModule
from handlers.settings import Settings
from handlers.slack.app import Front
from handlers.slack.client.directory import SlackDirectory
from handlers.slack.client.files import SlackFiles
from handlers.slack.client.messenger import SlackMessenger
from handlers.slack.client.minutes import SlackCanvases, SlackThreads
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


if TYPE_CHECKING:
    from handlers.slack import renderers
else:
    renderers = LaterModule("handlers.slack.renderers")


def make_beats(
    *,
    settings: Settings,
    now: Callable[[], datetime],
    clock_agrees: Callable[[], Awaitable[bool]],
    memory: Memory,
    client: AsyncWebClient,
    directory: SlackDirectory,
    look_first_until: datetime | None,
) -> Beats:
    """All that beats in one process, not yet started."""
    secretariat = settings.secretariat
    deliverer = Deliverer(
        memory=memory,
        messenger=SlackMessenger(
            client,
            LaterMapping(lambda: renderers.RENDERERS),
            directory.bot_user_id,
            LaterMapping(lambda: renderers.PICTURES),
        ),
        directory=directory,
        now=now,
        pace=Pace(
            channel=settings.channel_pace,
            workspace=settings.workspace_pace,
            lease=settings.lease,
            certain_after=settings.certain_after,
            longest_pause=settings.longest_pause,
            first_probe=settings.first_probe,
        ),
        secretariat=secretariat,
        clock_agrees=clock_agrees,
        languages=settings.languages,
        look_first_until=look_first_until,
    )
    return Beats(
        memory=memory,
        deliverer=deliverer,
        now=now,
        weights=settings.weights,
        clock_agrees=clock_agrees,
        daily_check=DailyCheck(
            memory=memory, directory=directory, now=now, secretariat=secretariat
        ),
        learn_people=LearnPeople(memory=memory, directory=directory, now=now),
        read_threads=ReadThreads(
            memory=memory,
            threads=SlackThreads(client),
            canvases=SlackCanvases(client),
            directory=directory,
            now=now,
            secretariat=secretariat,
        ),
        forget=Forgetting(
            memory=memory,
            now=now,
            keep_deliveries=timedelta(days=settings.keep_deliveries),
            keep_journal=timedelta(days=settings.keep_journal),
            clock_agrees=clock_agrees,
        ),
    )
