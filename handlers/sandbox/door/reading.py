"""What the page reads: workspace, conversations, messages and views; what the app owes; traffic."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from aiohttp import web

from handlers.sandbox.acting.access import actor, visible
from handlers.sandbox.app import Arrival
from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.door.messages import found_messages, marks, message_card, page_of, view_card
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import NotClear, NotThere
from handlers.sandbox.store import fields_of


class Reading:
    """The GET routes; `as` in most names the person that the page shows. What is nobody's in
    particular, all may see who have a sandbox."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def workspace(self, request: web.Request) -> dict[str, Any]:
        """Team, app, people, commands, shortcuts and the clock."""
        core = self._core
        ids, config = core.workspace.app, core.config
        return {
            "team": core.workspace.team,
            "replaced": core.replaced,
            "app": {
                "id": ids["id"],
                "name": config.name,
                "bot_user_id": ids["bot_user_id"],
                "has_home_tab": config.has_home_tab,
                "connected": core.outbox.transport.is_connected and not core.token_problem,
            },
            "people": [person.as_card() for person in core.workspace.people],
            "commands": [
                {"command": name, **_told(declared, "description usage_hint")}
                for name, declared in config.commands.items()
            ],
            "shortcuts": [
                _told(declared, "name type callback_id description")
                for declared in config.shortcuts.values()
            ],
            "clock": await self.clock(request),
        }

    async def clock(self, _request: web.Request) -> dict[str, Any]:
        """The moved time, its distance from the real one, and the app's next due moment."""
        clock = self._core.clock
        due = await self._core.hooks().next_due()
        return {"now": clock.now(), "offset": clock.offset, "next_due": due}

    async def conversations(self, request: web.Request) -> dict[str, Any]:
        """What this person may see, channels by name before direct messages."""
        person = self._actor(request)
        seen = [one for one in self._core.workspace.conversations if one.is_visible_to(person.id)]
        seen.sort(key=lambda one: (one.kind == "im", one.name))
        return {"conversations": [self._conversation(one, person) for one in seen]}

    async def members(self, request: web.Request) -> dict[str, Any]:
        """Who is in a conversation."""
        return {"members": self._visible(request).members}

    async def messages(self, request: web.Request) -> dict[str, Any]:
        """A page of a conversation or thread, oldest first: the newest, or those before, after or
        around a ts. `last_read`: up to where this person has read; asking does not change that."""
        person, channel = self._actor(request).id, self._visible(request).id
        workspace = self._core.workspace
        thread = request.query.get("thread")
        shown, has_more, has_newer = page_of(request, workspace.messages, channel, thread, person)
        return {
            "messages": [message_card(self._core, one, person) for one in shown],
            "has_more": has_more,
            "has_newer": has_newer,
            "last_read": workspace.last_read(person, channel),
        }

    async def search(self, request: web.Request) -> dict[str, Any]:
        """The newest messages with the words of `q`, each with its `channel`."""
        person = self._actor(request)
        core = self._core
        found = found_messages(core, person, request.query.get("q", ""))
        cards = [message_card(core, one, person.id) | {"channel": one.channel} for one in found]
        return {"messages": cards}

    async def views(self, request: web.Request) -> dict[str, Any]:
        """Open modals, bottom to top, and the Home tab."""
        person = self._actor(request)
        modals = self._core.modals
        home = modals.home(person.id)
        return {
            "modals": [view_card(self._core, view) for view in modals.stack(person.id)],
            "home": None if home is None else view_card(self._core, home),
        }

    async def arrived(self, request: web.Request) -> dict[str, Any]:
        """All that the app has really posted, from the `after`-th on, and how many there are."""
        found = self._core.workspace.messages.arrived
        after = request.query.get("after", "0")
        if not after.isdecimal():
            raise NotClear("after is a number.")
        return {"arrived": [asdict(one) for one in found[int(after) :]], "total": len(found)}

    async def gallery(self, _request: web.Request) -> dict[str, Any]:
        """`{exhibits}`; or `{url}` of the sandbox that has them, made when first asked for."""
        make = self._core.hooks().gallery
        if self._core.exhibits or make is None:
            return {"exhibits": [asdict(one) for one in self._core.exhibits]}
        return {"url": await make()}

    async def struck(self, _request: web.Request) -> dict[str, Any]:
        """How often each fault has struck since the start."""
        counted = self._core.faults.struck.items()
        return {"struck": [{"method": m, "fault": kind, "times": n} for (m, kind), n in counted]}

    async def about(self, _request: web.Request) -> dict[str, Any]:
        """What the app says of itself (`Hooks.about`)."""
        return dict(await self._core.hooks().about() or {})

    async def owed(self, request: web.Request) -> dict[str, Any]:
        """`{owed}`: what the app owes since a moment, or from now on (`Hooks.owed`)."""
        since = request.query.get("since", "")
        if since and not since.replace(".", "", 1).isdecimal():
            raise NotClear("since is a number of seconds.")
        found = await self._core.hooks().owed(float(since or self._core.clock.now()))
        return {"owed": [dict(one) for one in found]}

    async def unread(self, _request: web.Request) -> dict[str, Any]:
        """`{people: {id: how many direct messages they have not read}}`."""
        workspace = self._core.workspace
        counted = Counter[str]()
        for one in workspace.conversations:
            for user in one.members if one.kind == "im" else ():
                counted[user] += workspace.unread(user, one.id)
        del counted[workspace.bot.id]
        return {"people": dict(+counted)}

    async def traffic(self, request: web.Request) -> dict[str, Any]:
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
            return found.in_full()
        shown = traffic.newest(after=after, name=query.get("name", ""))
        return {"traffic": [one.as_line() for one in shown]}

    def arrivals_after(self, seen: int) -> list[dict[str, Any]]:
        """What was posted after the first `seen`, to which reader, and who can look at it."""
        return [self._arrival(one) for one in self._core.workspace.messages.arrived[seen:]]

    def _arrival(self, one: Arrival) -> dict[str, Any]:
        workspace = self._core.workspace
        place = workspace.conversations.get(one.channel)
        message = workspace.messages.get(one.channel, one.ts)
        to = one.user or (None if place is None else place.other(workspace.bot.id))
        readers = [user for user in (place.members if place else ()) if user != workspace.bot.id]
        return {
            **fields_of(one, "channel ts text at"),
            "name": "" if place is None else place.name,
            "thread": message.thread_ts if message is not None else None,
            "to": to,
            "look_as": to or next(iter(readers), None),
        }

    def _actor(self, request: web.Request) -> Person:
        return actor(self._core, request.query.get("as", ""))

    def _visible(self, request: web.Request) -> Conversation:
        return visible(self._core, self._actor(request), request.query.get("channel", ""))

    def _conversation(self, one: Conversation, person: Person) -> dict[str, Any]:
        return {
            **fields_of(one, "id kind name topic"),
            "is_member": person.id in one.members,
            "bot_is_member": self._core.workspace.bot.id in one.members,
            "is_archived": one.archived,
            "with": one.other(person.id),
            **marks(self._core, one.id, person.id),
        }


def _told(declared: Mapping[str, Any], keys: str) -> dict[str, Any]:
    """What the manifest says under these keys, or nothing."""
    return {key: declared.get(key, "") for key in keys.split()}
