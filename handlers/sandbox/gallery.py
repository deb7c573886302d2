"""A walk through an app, and all that it showed on the way: what `/gallery` has on one page.

A walk is a list of sections with a `title` and `steps`. A step says who does what:

    {as: amara, in: technology, type: /action}      run a command; in "@": with the app alone
    {as: amara, press: Edit, at: Letter}            use what is so labelled, newest first, in a
                                                    message or view that has these words
    {as: amara, submit: {title: Letter}}            fill fields by block id, and send the form
    {as: amara, home: true}                         look at the Home tab
    {as: sina, invite: rahul, in: technology}       let someone, or the app, in; also `remove`
    {as: amara, shortcut: log, at: Letter}          run a shortcut, on a message with these words
    {as: amara, says: Agreed, at: Letter}           answer in the thread of a message
    {hours: 30}                                     move the clock; also minutes and days
    {fault: error:fatal_error, method: chat.update} have Slack answer so; `clear: true` ends it

Beside these: `times` does it often, with {n} counting; `quiet: true` shows nothing of it; a form
that is refused beside its fields is said to be `wrong: true`.
"""

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any

from handlers.sandbox.app import Exhibit
from handlers.sandbox.core import Core
from handlers.sandbox.door import doing
from handlers.sandbox.door.messages import message_card, view_card
from handlers.sandbox.messages import Message
from handlers.sandbox.modals import View
from handlers.sandbox.people import Person
from handlers.sandbox.values import HOLDS, Block, Element, each_element, options_of

Step = Mapping[str, Any]
_IN_A_FORM = ("press", "submit")
_SAID = {
    "type": "{}", "press": "[{}]", "says": "“{}”", "submit": "A form is sent",
    "invite": "invite {}", "remove": "remove {}", "shortcut": "shortcut {}", "fault": "fault {}",
    "home": "home", "clear": "clear",
}  # fmt: skip


class Walk:
    """Goes through an app in a running sandbox; LookupError for what is not there to be done.
    `advance` moves the clock by seconds; `settle` waits until nothing is left to do."""

    def __init__(
        self,
        core: Core,
        advance: Callable[[float], Awaitable[Any]],
        settle: Callable[[], Awaitable[None]],
    ) -> None:
        self._core, self._advance, self._settle = core, advance, settle
        self._seen: dict[str, str] = {}

    async def take(self, sections: Sequence[Mapping[str, Any]]) -> None:
        """Do every step, and keep what is new after each."""
        for section in sections:
            for step in section["steps"]:
                actor = self._person(step["as"]) if "as" in step else None
                for n in range(1, step.get("times", 1) + 1):
                    words = {k: held for k, held in step.items() if isinstance(held, str)}
                    counted = {k: held.replace("{n}", str(n)) for k, held in words.items()}
                    await self._do(actor, {**step, **counted})
                self._keep_new(section["title"], step, actor)

    async def _do(self, actor: Person | None, step: Step) -> None:
        answer: Mapping[str, Any] = {"ok": True}
        if "fault" in step or "clear" in step:
            answer = await doing.do(self._core, "faults", step)
        elif actor is None:
            minutes = (step.get("days", 0) * 24 + step.get("hours", 0)) * 60
            await self._advance((minutes + step.get("minutes", 0)) * 60)
        else:
            stack = self._core.modals.stack(actor.id)
            if stack and not any(key in step for key in _IN_A_FORM):
                await self._does(actor, "view/close", {"view_id": stack[-1].id, "all": True})
            answer = await self._does(actor, *await self._deed(actor, step))
        await self._core.outbox.quiet()
        await self._settle()
        if not answer["ok"] and not ("errors" in answer and step.get("wrong")):
            raise LookupError(f"{_words(step)}: {answer}")

    async def _does(self, actor: Person, deed: str, given: Step) -> dict[str, Any]:
        return await doing.do(self._core, deed, {"as": actor.id, **given})

    async def _deed(self, actor: Person, step: Step) -> tuple[str, dict[str, Any]]:
        """What the page would do for a step, and with which body."""
        if "type" in step:
            name, _, text = step["type"].partition(" ")
            channel = self._channel(actor, step["in"])
            return "command", {"channel": channel, "command": name, "text": text}
        if "press" in step:
            return self._press(actor, step["press"], step.get("at", ""))
        if "says" in step:
            message = self._message(actor, step["at"])
            said = {"text": step["says"], "thread_ts": message.ts}
            return "say", {"channel": message.channel, **said}
        if "shortcut" in step:
            at = self._message(actor, step["at"]) if "at" in step else None
            place = {"channel": at.channel, "ts": at.ts} if at else {}
            return "shortcut", {"callback_id": step["shortcut"], **place}
        if "submit" in step:
            view = self._core.modals.stack(actor.id)[-1]
            wanted = [block for block in view.blocks if block["block_id"] in step["submit"]]
            filled = {}
            for block in wanted:
                block_id = block["block_id"]
                filled[block_id] = await self._filled(actor, view, block, step["submit"][block_id])
            return "view/submit", {"view_id": view.id, "values": filled}
        for deed in ("invite", "remove"):
            if deed in step:
                user = self._person(step[deed]).id
                channel = self._channel(actor, step["in"])
                return f"conversation/{deed}", {"channel": channel, "user": user}
        return "conversation/open", {"user": self._core.workspace.bot.id, "tab": "home"}

    async def _filled(self, actor: Person, view: View, block: Block, value: Any) -> dict[str, Any]:
        """The state of an input with this value: a text, a date, an id, or an option's value."""
        element = block["element"]
        key = HOLDS[element["type"]]
        several = isinstance(value, list)
        if key.startswith("selected_option"):
            if element["type"].endswith("external_select"):
                for typed in value if several else [value]:
                    where = {"block_id": block["block_id"], "action_id": element["action_id"]}
                    given = {"view_id": view.id, "value": typed, **where}
                    await self._does(actor, "options", given)
            options = [*options_of(element), *view.offered.get(element["action_id"], ())]
            offered = {option["value"]: option for option in options}
            value = [offered[one] for one in value] if several else offered[value]
        return {element["action_id"]: {"type": element["type"], key: value}}

    def _press(self, actor: Person, label: str, words: str) -> tuple[str, dict[str, Any]]:
        for shown in self._visible(actor):
            blocks = shown.blocks or []
            if words not in json.dumps(blocks, ensure_ascii=False):
                continue
            for block, element in each_element(blocks):
                used = _labelled(element, label)
                if used is None:
                    continue
                named = {"block_id": block["block_id"], "action_id": element["action_id"], **used}
                if isinstance(shown, View):
                    return "view/action", {"view_id": shown.id, **named}
                return "press", {"channel": shown.channel, "ts": shown.ts, **named}
        raise LookupError(f"@{actor.name} sees no {label!r} on {words!r}")

    def _message(self, actor: Person, words: str) -> Message:
        """The newest message with these words that all who read its channel see."""
        for one in self._visible(actor):
            if isinstance(one, Message) and one.to is None and words in one.text:
                return one
        raise LookupError(f"@{actor.name} sees no message with {words!r}")

    def _visible(self, actor: Person) -> Iterator[Message | View]:
        """What this person has before them: the modal on top, then messages from the newest on."""
        yield from self._core.modals.stack(actor.id)[-1:]
        workspace = self._core.workspace
        seen = [m for m in workspace.messages if workspace.may_see(actor.id, m.channel)]
        for message in sorted(seen, key=lambda message: message.ts, reverse=True):
            if message.is_visible_to(actor.id):
                yield message
        home = self._core.modals.home(actor.id)
        if home is not None:
            yield home

    def _keep_new(self, section: str, step: Step, actor: Person | None) -> None:
        """Of what looks alike, such as one reminder to many, the first alone."""
        alike: set[str] = set()
        for reader, one in [(self._reader(one, actor), one) for one in self._shown()]:
            kind = "message" if isinstance(one, Message) else one.content["type"]
            if isinstance(one, Message):
                key, shown = f"{one.channel} {one.ts}", message_card(self._core, one, reader)
            else:
                key, shown = one.id, view_card(self._core, one)
            mark = json.dumps([shown.get(part) for part in ("text", "blocks", "errors")])
            if self._seen.get(key) == mark:
                continue
            self._seen[key] = mark
            kinds = [block["type"] for block in shown.get("blocks") or ()]
            likeness = " ".join([" ".join(str(shown.get("text") or "").split()[:2]), *kinds])
            if not step.get("quiet") and likeness not in alike:
                alike.add(likeness)
                self._core.exhibits.append(Exhibit(section, _words(step), reader, kind, shown))

    def _shown(self) -> Iterator[Message | View]:
        bot = self._core.workspace.bot.id
        yield from (message for message in self._core.workspace.messages if message.user == bot)
        yield from self._core.modals

    def _reader(self, shown: Message | View, actor: Person | None) -> str:
        """Whoever it is for; of a channel's message the actor, if they are in it."""
        if isinstance(shown, View):
            return shown.user
        conversation = self._core.workspace.conversations.get(shown.channel)
        members = conversation.members if conversation else []
        if shown.to is not None or (actor is not None and actor.id in members):
            return shown.to or (actor.id if actor else "")
        return next((one for one in members if one != shown.user), shown.user)

    def _person(self, name: str) -> Person:
        found = self._core.workspace.people.named(name)
        if found is None:
            raise LookupError(f"there is no @{name}")
        return found

    def _channel(self, actor: Person, name: str) -> str:
        workspace = self._core.workspace
        if name == "@":
            return workspace.direct_message(actor.id, workspace.bot.id)[0].id
        return next(one.id for one in workspace.conversations if one.name == name)


def _words(step: Step) -> str:
    said = (words.format(step[key]) for key, words in _SAID.items() if key in step)
    units = (unit for unit in ("days", "hours", "minutes") if unit in step)
    return next(said, "later: " + ", ".join(f"{step[unit]} {unit}" for unit in units))


def _labelled(element: Element, label: str) -> Step | None:
    """What to send for the element, or for one of its options, that begins with this label."""
    if element.get("text", {}).get("text", "").startswith(label):
        return {"value": element["value"]} if "value" in element else {}
    for option in element.get("options", ()):
        if option["text"]["text"].startswith(label):
            return {"selected_option": option}
    return None
