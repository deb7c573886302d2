"""The two parts of a process: the front, which answers Slack, and the loop, which sends."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypedDict

from slack_sdk.web.async_client import AsyncWebClient

from bot.ports.watcher import Watcher
from bot.use_cases.deliveries.deliver import Deliverer, Pace
from bot.use_cases.deliveries.plan import Forgetting
from bot.use_cases.drift.daily_check import DailyCheck, LearnPeople
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
from storage.unit_of_work import Database

if TYPE_CHECKING:
    from bot.use_cases.deliveries import builders
    from handlers.slack import renderers, routes
else:
    builders = LaterModule("bot.use_cases.deliveries.builders")
    renderers = LaterModule("handlers.slack.renderers")
    routes = LaterModule("handlers.slack.routes")


def read_ahead(*, front: bool, loop: bool) -> None:
    """Reads the modules for which the first call or the first message would else wait."""
    _ = front and routes.ROUTES
    _ = loop and (renderers.RENDERERS, builders.BUILDERS)


class Usual(TypedDict):
    """What nearly every part takes, by the names of its fields."""

    memory: Database
    directory: SlackDirectory
    now: Callable[[], datetime]
    secretariat: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplies:
    """What both parts are made with."""

    settings: Settings
    now: Callable[[], datetime]
    database: Database
    client: AsyncWebClient
    directory: SlackDirectory

    @property
    def usual(self) -> Usual:
        return {
            "memory": self.database,
            "directory": self.directory,
            "now": self.now,
            "secretariat": self.settings.secretariat,
        }


def make_front(supplies: Supplies, events: Happenings, public_url: str, watcher: Watcher) -> Front:
    """All that listens to Slack in one process, not yet started."""
    settings, directory, client = supplies.settings, supplies.directory, supplies.client
    desk = Desk(
        **supplies.usual,
        wake=events.wake,
        bot_user_id=directory.bot_user_id,
        weights=settings.weights,
        public_url=public_url,
        workspace_url=directory.workspace_url,
        commands=LaterMapping(lambda: routes.COMMANDS),
        languages=settings.languages,
    )
    files = FileSender(SlackFiles(client), Replier(client))
    return Front(desk=desk, client=client, files=files, events=events, watcher=watcher)


def make_beats(
    supplies: Supplies,
    clock_agrees: Callable[[], Awaitable[bool]],
    look_first: datetime | None,
) -> Beats:
    """All that beats in one process, not yet started."""
    settings, now, client = supplies.settings, supplies.now, supplies.client
    memory, directory = supplies.database, supplies.directory
    deliverer = Deliverer(
        **supplies.usual,
        messenger=SlackMessenger(
            client,
            LaterMapping(lambda: renderers.RENDERERS),
            directory.bot_user_id,
            LaterMapping(lambda: renderers.PICTURES),
        ),
        pace=Pace(
            channel=settings.channel_pace,
            workspace=settings.workspace_pace,
            lease=settings.lease,
            certain_after=settings.certain_after,
            longest_pause=settings.longest_pause,
            first_probe=settings.first_probe,
        ),
        clock_agrees=clock_agrees,
        languages=settings.languages,
        look_first_until=look_first,
    )
    canvases = SlackCanvases(client)
    threads = ReadThreads(**supplies.usual, threads=SlackThreads(client), canvases=canvases)
    old = Forgetting(
        memory=memory,
        now=now,
        keep_deliveries=timedelta(days=settings.keep_deliveries),
        keep_journal=timedelta(days=settings.keep_journal),
        clock_agrees=clock_agrees,
    )
    return Beats(
        memory=memory,
        deliverer=deliverer,
        now=now,
        weights=settings.weights,
        clock_agrees=clock_agrees,
        slow={
            "drift": DailyCheck(**supplies.usual).check,
            "people": LearnPeople(memory=memory, directory=directory, now=now).learn,
            "minutes": threads.read,
            "forgetting": old.forget,
        },
    )
