"""The doors by which the sandbox's page hears of Convenor: `Hooks.about` and `Hooks.owed`."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from bot.domain.delivery import Delivery
from bot.ports.unit_of_work import UnitOfWork
from handlers.cli.owed import rows_since, tell_owed
from handlers.cli.tour import TourFacts, describe
from handlers.sandbox import Sandbox
from storage.unit_of_work import Database

T = TypeVar("T")

_TOURED = timedelta(days=60)
"""How far back the tour looks for what has come with the clock."""


class PageWords:
    """`database`: the running Convenor's, None while there is none; `team`: the workspace's id."""

    def __init__(
        self, sandbox: Sandbox, team: str, database: Callable[[], Database | None]
    ) -> None:
        self._sandbox = sandbox
        self._team = team
        self._database = database
        self._done: set[str] = set()

    async def about(self) -> dict[str, Any]:
        """Roles, what is not set up yet, and the tour with what was done of it."""
        place, now, recipients = self._sandbox.core.workspace, self._now(), self._recipients()
        rooms, bot = list(place.conversations), place.bot.id
        with_app = {one.id: one.name for one in rooms if one.kind != "im" and bot in one.members}
        direct = [(one.id, one.other(bot)) for one in rooms if one.kind == "im"]
        unread = frozenset(key for key, user in direct if user and place.unread(user, key))

        def lately(work: UnitOfWork) -> list[Delivery]:
            return rows_since(now - _TOURED, recipients, work=work)

        facts = TourFacts(lately, unread, self._done)
        return await self._read(lambda work: describe(with_app, facts, work=work, now=now), {})

    async def owed(self, since: float) -> list[dict[str, Any]]:
        """What was owed to anyone, due since this moment (moved unix seconds) or waiting."""
        moment = datetime.fromtimestamp(since, UTC)
        now, recipients = self._now(), self._recipients()
        return await self._read(lambda work: tell_owed(moment, recipients, work=work, now=now), [])

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._sandbox.clock.now(), UTC)

    def _recipients(self) -> list[str]:
        """Every person and channel: whoever has the sandbox sees what is owed to any of them."""
        place = self._sandbox.core.workspace
        channels = [one.id for one in place.conversations if one.kind != "im"]
        return [*(person.id for person in place.people), *channels]

    async def _read(self, job: Callable[[UnitOfWork], T], otherwise: T) -> T:
        database = self._database()
        return otherwise if database is None else await database.read(self._team, job)
