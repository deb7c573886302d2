"""What the page reads: workspace, conversations, messages and views; what the app owes; traffic."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from aiohttp import web

from handlers.sandbox.acting.access import actor, visible
from handlers.sandbox.app import Arrival, Hooks
from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.door.messages import found_messages, marks, message_card, page_of, view_card
from handlers.sandbox.door.serving import answer
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import NotClear, NotThere


class Reading:
    """The GET routes; `as` in each names the person that the page shows."""

    def __init__(self, core: Core, hooks: Callable[[], Hooks]) -> None:
        self._core = core
        self._hooks = hooks

    async def workspace(self, _request: web.Request) -> web.Response:
        """Team, app, people, commands, shortcuts and the clock."""
        core = self._core
        ids, team = core.workspace.app, core.workspace.team
        return answer(
            {
                "team": team,
                "replaced": core.replaced,
                "app": {
                    "id": ids["id"],
                    "name": core.config.name,
                    "bot_user_id": ids["bot_user_id"],
                    "has_home_tab": core.config.has_home_tab,
                    "connected": core.outbox.transport.is_connected and not core.token_problem,
                },
                "people": [person.as_card() for person in core.workspace.people],
                "commands": [
                    {
                        "command": name,
                        "description": declared.get("description", ""),
                        "usage_hint": declared.get("usage_hint", ""),
                    }
                    for name, declared in core.config.commands.items()
                ],
                "shortcuts": [
                    {key: declared.get(key, "") for key in ("name", "type", "callback_id")}
                    | {"description": declared.get("description", "")}
                    for declared in core.config.shortcuts.values()
                ],
                "clock": await self.clock(),
            }
        )

    async def time(self, _request: web.Request) -> web.Response:
        """The clock alone: it is asked for after each message, and a workspace may be large."""
        return answer(await self.clock())

    async def clock(self) -> dict[str, Any]:
        """The moved time, its distance from the real one, and the app's next due moment."""
        next_due = self._hooks().next_due
        due = None if next_due is None else await next_due()
        clock = self._core.clock
        return {"now": clock.now(), "offset": clock.offset, "next_due": due}

    async def conversations(self, request: web.Request) -> web.Response:
        """What this person may see, channels by name before direct messages."""
        person = self._actor(request)
        seen = [one for one in self._core.workspace.conversations if one.is_visible_to(person.id)]
        seen.sort(key=lambda one: (one.kind == "im", one.name))
        return answer({"conversations": [self._conversation(one, person) for one in seen]})

    async def members(self, request: web.Request) -> web.Response:
        """Who is in a conversation."""
        conversation = visible(self._core, self._actor(request), request.query.get("channel", ""))
        return answer({"members": conversation.members})

    async def messages(self, request: web.Request) -> web.Response:
        """A page of a conversation or of a thread, oldest first.

        The newest; or those before, after or around a ts. `last_read`: up to where this person has
        read; asking does not change that.
        """
        person = self._actor(request)
        workspace = self._core.workspace
        conversation = visible(self._core, person, request.query.get("channel", ""))
        thread = request.query.get("thread")
        shown, has_more, has_newer = page_of(
            request, workspace.messages, conversation.id, thread, person.id
        )
        return answer(
            {
                "messages": [message_card(self._core, one, person.id) for one in shown],
                "has_more": has_more,
                "has_newer": has_newer,
                "last_read": workspace.last_read(person.id, conversation.id),
            }
        )

    async def search(self, request: web.Request) -> web.Response:
        """The newest messages with the words of `q`, each with its `channel`."""
        person = self._actor(request)
        found = found_messages(self._core, person, request.query.get("q", ""))
        cards = [
            {**message_card(self._core, one, person.id), "channel": one.channel} for one in found
        ]
        return answer({"messages": cards})

    async def views(self, request: web.Request) -> web.Response:
        """Open modals, bottom to top, and the Home tab."""
        person = self._actor(request)
        modals = self._core.modals
        home = modals.home(person.id)
        return answer(
            {
                "modals": [view_card(self._core, view) for view in modals.stack(person.id)],
                "home": None if home is None else view_card(self._core, home),
            }
        )

    async def arrived(self, request: web.Request) -> web.Response:
        """All that the app has really posted, from the `after`-th on, and how many there are."""
        found = self._core.arrivals.all
        after = request.query.get("after", "0")
        if not after.isdecimal():
            raise NotClear("after is a number.")
        shown = [asdict(one) for one in found[int(after) :]]
        return answer({"arrived": shown, "total": len(found)})

    async def gallery(self, _request: web.Request) -> web.Response:
        """`{exhibits}`; or `{url}` of the sandbox that has them, made when first asked for."""
        make = self._hooks().gallery
        if self._core.exhibits or make is None:
            return answer({"exhibits": [asdict(one) for one in self._core.exhibits]})
        return answer({"url": await make()})

    async def struck(self, _request: web.Request) -> web.Response:
        """How often each fault has struck since the start."""
        counted = self._core.faults.struck.items()
        struck = [{"method": m, "fault": kind, "times": n} for (m, kind), n in counted]
        return answer({"struck": struck})

    def _actor(self, request: web.Request) -> Person:
        return actor(self._core, request.query.get("as", ""))

    def _conversation(self, one: Conversation, person: Person) -> dict[str, Any]:
        workspace = self._core.workspace
        return {
            "id": one.id,
            "kind": one.kind,
            "name": one.name,
            "is_member": person.id in one.members,
            "bot_is_member": workspace.bot.id in one.members,
            "is_archived": one.archived,
            "topic": one.topic,
            "with": one.other(person.id),
            **marks(self._core, one.id, person.id),
        }


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
