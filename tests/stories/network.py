"""The sample network with Convenor in it, as its people see it: for stories that mock nothing.

Everything goes over real HTTP to the sandbox's page API and a real socket to Convenor.
"""

import asyncio
import html
import json
import re
import threading
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass

from handlers.cli.sandbox import Playground
from handlers.sandbox import Timing

PATIENT = Timing(ack=20.0, trigger=20.0)
"""Stories are about what is answered; how soon, a busy machine must not decide."""

_DATE = re.compile(r"<!date\^\d+\^[^|]*\|([^>]*)>")
_PERSON = re.compile(r"<@([A-Z0-9]+)>")


class Network:
    """A running sandbox and Convenor; a context manager. `restart` ends and begins Convenor."""

    def __init__(self, folder, **settings):
        self.folder = folder
        self.settings = settings
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.ground = None

    def __enter__(self):
        self._thread.start()
        self.ground = self.run(self._made())
        self.run(self.ground.start())
        self.people = {p["name"]: p["id"] for p in self.get("/door/workspace")["people"]}
        return self

    def __exit__(self, *_):
        try:
            self.run(self.ground.stop())
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)
            self._loop.close()

    async def _made(self):
        return Playground(folder=self.folder, **({"timing": PATIENT} | self.settings))

    def run(self, coroutine, timeout=110):
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(timeout)

    def restart(self):
        """Convenor ends as on SIGTERM and begins again with what it kept."""
        self.run(self.ground.stop_convenor())
        self.run(self.ground.start_convenor())

    def settle(self):
        """Return once every call is answered and nothing is due."""
        self.run(self.ground.sandbox.quiet())
        if self.ground.convenor is not None:
            self.run(self.ground.convenor.quiet())

    def advance(self, *, days=0, hours=0, minutes=0):
        """Move the clock; answers the due moments passed."""
        return self.run(self.ground.sandbox.advance(((days * 24 + hours) * 60 + minutes) * 60))

    def advance_to(self, moment):
        """Move the clock to an aware datetime that is still ahead."""
        return self.advance(minutes=(moment - self.ground.now()).total_seconds() / 60)

    def to_next(self):
        return self.run(self.ground.sandbox.advance_to_next())

    @property
    def now(self):
        return self.ground.now()

    def person(self, handle):
        return Someone(self, handle, self.people[handle])

    def get(self, path, **query):
        encoded = urllib.parse.urlencode(query)
        return self._request(f"{path}?{encoded}" if encoded else path)

    def post(self, path, **body):
        return self._request(path, json.dumps(body).encode())

    def _request(self, path, body=None):
        request = urllib.request.Request(
            self.ground.sandbox.url + path, body, {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                raise AssertionError(f"{path}: {error.code} {error.read().decode()}") from None


@dataclass
class Message:
    """One message as its reader got it."""

    reader: "Someone"
    channel: str
    raw: dict

    @property
    def words(self):
        """All its words, dates spelled out by their fallback, names in place of ids."""
        names = {v: k for k, v in self.reader.network.people.items()}
        text = _DATE.sub(lambda m: m[1], self.raw["text"])
        text = _PERSON.sub(lambda m: f"@{names.get(m[1], m[1])}", text)
        return html.unescape(text)

    @property
    def ephemeral(self):
        return self.raw["ephemeral"]

    @property
    def ts(self):
        return self.raw["ts"]

    def buttons(self):
        """Every button and select: (block_id, element)."""
        for block in self.raw.get("blocks") or []:
            if block["type"] == "actions":
                for element in block["elements"]:
                    yield block["block_id"], element
            elif block.get("accessory"):
                yield block["block_id"], block["accessory"]

    def labels(self):
        return [e["text"]["text"] for _, e in self.buttons() if e["type"] == "button"]

    def press(self, label, nth=0):
        """Press the button that begins with these words; the reader's newest ephemeral or None."""
        found = [
            (b, e) for b, e in self.buttons() if e.get("text", {}).get("text", "").startswith(label)
        ]
        assert found, f"no button {label!r} among {self.labels()} in {self.words!r}"
        block_id, element = found[nth]
        before = {m.ts for m in self.reader.reads(self.channel)}
        answer = self.reader.network.post(
            "/door/press",
            **{"as": self.reader.id},
            channel=self.channel,
            ts=self.ts,
            block_id=block_id,
            action_id=element["action_id"],
            **_value(element),
        )
        assert answer["ok"], answer
        self.reader.network.settle()
        new = [m for m in self.reader.reads(self.channel) if m.ts not in before and m.ephemeral]
        return new[-1] if new else None

    def again(self):
        """The same message as it is now; None when it was deleted."""
        return next((m for m in self.reader.reads(self.channel) if m.ts == self.ts), None)


@dataclass
class Modal:
    """The topmost modal of a person."""

    reader: "Someone"
    view: dict

    @property
    def title(self):
        return self.view["title"]["text"]

    @property
    def words(self):
        """Every literal text in its blocks."""
        return "\n".join(_texts(self.view["blocks"]))

    @property
    def errors(self):
        return self.view.get("errors") or {}

    def fill(self, **fields):
        """Set inputs by block id: text, an option's value, a list of values, a date or user id."""
        self.filled = getattr(self, "filled", {}) | fields
        return self

    def submit(self):
        """Errors by block id ({}: taken)."""
        network = self.reader.network
        answer = network.post(
            "/door/view/submit",
            **{"as": self.reader.id},
            view_id=self.view["id"],
            values=self.values(),
        )
        network.settle()
        return {} if answer["ok"] else answer["errors"]

    def values(self):
        filled = dict(getattr(self, "filled", {}))
        values = {}
        for block in self.view["blocks"]:
            if block["type"] != "input":
                continue
            element, block_id = block["element"], block["block_id"]
            given = filled.pop(block_id, _UNSET)
            values[block_id] = {element["action_id"]: _state(element, given)}
        assert not filled, f"no such inputs: {sorted(filled)} in {sorted(values)}"
        return values

    def press(self, label):
        for block in self.view["blocks"]:
            for element in block.get("elements", []):
                if element.get("text", {}).get("text", "").startswith(label):
                    self.reader.network.post(
                        "/door/view/action",
                        **{"as": self.reader.id},
                        view_id=self.view["id"],
                        block_id=block["block_id"],
                        action_id=element["action_id"],
                        **_value(element),
                        values=self.values(),
                    )
                    self.reader.network.settle()
                    return self.reader.modal()
        raise AssertionError(f"no button {label!r} in {self.title}")


@dataclass
class Someone:
    """A person of the sample network, acting and reading."""

    network: Network
    handle: str
    id: str

    def channel(self, name):
        """The id of a channel this person sees; "@convenor" is their direct message with it."""
        if name == "@convenor":
            bot = self.network.get("/door/workspace")["app"]["bot_user_id"]
            self.network.post("/door/conversation/open", **{"as": self.id}, user=bot)
            return next(c["id"] for c in self._conversations() if c.get("with") == bot)
        return next(c["id"] for c in self._conversations() if c["name"] == name.lstrip("#"))

    def _conversations(self):
        return self.network.get("/door/conversations", **{"as": self.id})["conversations"]

    def sees(self, name):
        return any(c["name"] == name.lstrip("#") for c in self._conversations())

    def types(self, channel, typed):
        """A slash command; the private answer, or None when a modal opened instead."""
        command, _, text = typed.partition(" ")
        before = {m.ts for m in self.reads(channel)}
        answer = self.network.post(
            "/door/command",
            **{"as": self.id},
            channel=self.channel(channel),
            command=command,
            text=text,
        )
        assert answer["ok"], answer
        self.network.settle()
        new = [m for m in self.reads(channel) if m.ts not in before and m.ephemeral]
        return new[-1] if new else None

    def says(self, channel, text):
        sent = self.network.post(
            "/door/say", **{"as": self.id}, channel=self.channel(channel), text=text
        )
        self.network.settle()
        return sent["ts"]

    def reads(self, channel):
        """Everything this person sees there, oldest first."""
        channel_id = channel if re.fullmatch("[CGD][A-Z0-9]{6,}", channel) else None
        channel_id = channel_id or self.channel(channel)
        found = self.network.get(
            "/door/messages", **{"as": self.id}, channel=channel_id, limit=500
        )["messages"]
        return [Message(self, channel_id, raw) for raw in found]

    def words(self, channel):
        """The words of everything this person sees there."""
        return [m.words for m in self.reads(channel)]

    def finds(self, channel, *parts):
        """The newest message with all these words, or None."""
        return next(
            (m for m in reversed(self.reads(channel)) if all(p in m.words for p in parts)), None
        )

    def modal(self):
        """The topmost open modal, or None."""
        views = self.network.get("/door/views", **{"as": self.id})["modals"]
        return Modal(self, views[-1]) if views else None

    def closes(self):
        modal = self.modal()
        self.network.post("/door/view/close", **{"as": self.id}, view_id=modal.view["id"], all=True)
        self.network.settle()

    def invites(self, channel, user_id):
        self.network.post(
            "/door/conversation/invite",
            **{"as": self.id},
            channel=self.channel(channel),
            user=user_id,
        )
        self.network.settle()


def _value(element):
    return {"value": element["value"]} if "value" in element else {}


_UNSET = object()


def _state(element, given):
    """The state of one input, as Slack's client would send it; its initial value if not filled."""
    kind = element["type"]
    if kind in ("static_select", "radio_buttons", "overflow"):
        options = {o["value"]: o for o in element.get("options", [])}
        for group in element.get("option_groups", []):
            options |= {o["value"]: o for o in group["options"]}
        chosen = element.get("initial_option") if given is _UNSET else given and options[given]
        return {"type": kind, "selected_option": chosen}
    if kind in ("checkboxes", "multi_static_select"):
        options = {o["value"]: o for o in element["options"]}
        chosen = element.get("initial_options", [])
        return {
            "type": kind,
            "selected_options": chosen if given is _UNSET else [options[v] for v in given],
        }
    name = {
        "users_select": ("selected_user", "initial_user"),
        "multi_users_select": ("selected_users", "initial_users"),
        "conversations_select": ("selected_conversation", "initial_conversation"),
        "channels_select": ("selected_channel", "initial_channel"),
        "datepicker": ("selected_date", "initial_date"),
        "timepicker": ("selected_time", "initial_time"),
        "datetimepicker": ("selected_date_time", "initial_date_time"),
    }.get(kind, ("value", "initial_value"))
    return {"type": kind, name[0]: element.get(name[1]) if given is _UNSET else given}


def _texts(found):
    if isinstance(found, dict):
        if isinstance(found.get("text"), str):
            yield found["text"]
        if isinstance(found.get("fallback"), str):
            yield found["fallback"]
        for value in found.values():
            yield from _texts(value)
    elif isinstance(found, list):
        for item in found:
            yield from _texts(item)
