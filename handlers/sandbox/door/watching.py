"""What the page tells about the app as a whole: its own words, what it owes, arrivals, traffic."""

from collections.abc import Callable
from typing import Any

from aiohttp import web

from handlers.sandbox.app import Arrival, Hooks
from handlers.sandbox.core import Core
from handlers.sandbox.door.serving import answer
from handlers.sandbox.refusal import NotClear, NotThere


class Watching:
    """The GET routes that are nobody's in particular: who has a sandbox may see all of it."""

    def __init__(self, core: Core, hooks: Callable[[], Hooks]) -> None:
        self._core = core
        self._hooks = hooks

    async def about(self, _request: web.Request) -> web.Response:
        """What the app says of itself (`Hooks.about`)."""
        tell = self._hooks().about
        return answer(dict(await tell()) if tell is not None else {})

    async def owed(self, request: web.Request) -> web.Response:
        """`{owed}`: what the app owes since a moment, or from now on (`Hooks.owed`)."""
        since = request.query.get("since", "")
        if since and not since.replace(".", "", 1).isdecimal():
            raise NotClear("since is a number of seconds.")
        return answer({"owed": await self.owed_since(float(since or self._core.clock.now()))})

    async def owed_since(self, since: float) -> list[dict[str, Any]]:
        tell = self._hooks().owed
        return [dict(one) for one in await tell(since)] if tell is not None else []

    async def unread(self, _request: web.Request) -> web.Response:
        """`{people: {id: how many direct messages they have not read}}`."""
        workspace = self._core.workspace
        counted: dict[str, int] = {}
        for one in workspace.conversations:
            for user in one.members if one.kind == "im" else ():
                unread = workspace.unread(user, one.id)
                if unread and user != workspace.bot.id:
                    counted[user] = counted.get(user, 0) + unread
        return answer({"people": counted})

    async def traffic(self, request: web.Request) -> web.Response:
        """`{traffic}`: `after` a number, of a `name`; with `number` one alone, in full."""
        traffic, query = self._core.traffic, request.query
        try:
            number, after = int(query.get("number", "0")), int(query.get("after", "0"))
        except ValueError:
            raise NotClear("number and after are numbers.") from None
        if number:
            found = traffic.of_number(number)
            if found is None:
                raise NotThere("This is no longer remembered.")
            return answer(found.in_full())
        shown = traffic.newest(after=after, name=query.get("name", ""))
        return answer({"traffic": [one.as_line() for one in shown]})

    def arrivals_after(self, seen: int) -> list[dict[str, Any]]:
        """What was posted after the first `seen`, to which reader, and who can look at it."""
        return [self._arrival(one) for one in self._core.arrivals.all[seen:]]

    def _arrival(self, one: Arrival) -> dict[str, Any]:
        workspace = self._core.workspace
        place = workspace.conversations.get(one.channel)
        message = workspace.messages.get(one.channel, one.ts)
        to = one.user or (None if place is None else place.other(workspace.bot.id))
        readers = [user for user in (place.members if place else ()) if user != workspace.bot.id]
        return {
            "channel": one.channel,
            "name": "" if place is None else place.name,
            "ts": one.ts,
            "thread": message.thread_ts if message is not None else None,
            "to": to,
            "look_as": to or next(iter(readers), None),
            "text": one.text,
            "at": one.at,
        }
