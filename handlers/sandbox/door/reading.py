"""What the page reads: workspace, conversations, members, messages and views."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from aiohttp import web

from handlers.sandbox.acting.access import actor, visible
from handlers.sandbox.app import Hooks
from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.door.cards import message_card, view_card
from handlers.sandbox.door.serving import answer
from handlers.sandbox.messages import as_micros
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import NotClear

MOST_MESSAGES = 200


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
                "team": {"id": team["id"], "name": team["name"]},
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
        """Messages of a conversation or of a thread, oldest first; reading marks them as read."""
        person = self._actor(request)
        workspace = self._core.workspace
        conversation = visible(self._core, person, request.query.get("channel", ""))
        thread = request.query.get("thread")
        if thread is None:
            found = [one for one in workspace.messages.of(conversation.id) if one.in_channel]
        else:
            parent = workspace.messages.get(conversation.id, thread)
            replies = workspace.messages.replies(conversation.id, thread, reader=person.id)
            found = ([] if parent is None else [parent]) + replies
        before, limit = _bounds(request)
        shown = [
            one
            for one in found
            if one.is_visible_to(person.id) and (before is None or as_micros(one.ts) < before)
        ]
        if workspace.unread(person.id, conversation.id):
            workspace.mark_read(person.id, conversation.id)
            self._core.stream.tell("conversations", channel=conversation.id, to=person.id)
        cards = [message_card(self._core, one, person.id) for one in shown[-limit:]]
        return answer({"messages": cards, "has_more": len(shown) > limit})

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
        seen = [m for m in workspace.messages.of(one.id) if m.is_visible_to(person.id)]
        return {
            "id": one.id,
            "kind": one.kind,
            "name": one.name,
            "is_member": person.id in one.members,
            "bot_is_member": workspace.bot.id in one.members,
            "is_archived": one.archived,
            "topic": one.topic,
            "unread": workspace.unread(person.id, one.id),
            "with": one.other(person.id),
            "last_ts": seen[-1].ts if seen else None,
        }


def _bounds(request: web.Request) -> tuple[int | None, int]:
    try:
        before = request.query.get("before")
        limit = int(request.query.get("limit", "50"))
        moment = None if before is None else as_micros(before)
    except ValueError:
        raise NotClear("before is a ts, and limit a number.") from None
    return moment, min(max(limit, 1), MOST_MESSAGES)
