"""The people of a story: what they type, press, fill in and read, over the page's own HTTP."""

import html
import re
from dataclasses import dataclass

_DATE = re.compile(r"<!date\^\d+\^[^|]*\|([^>]*)>")
_PERSON = re.compile(r"<@([A-Z0-9]+)>")


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
        """Every button and select, and each choice of a menu: (block_id, element)."""
        for block in self.raw.get("blocks") or []:
            inside = block["elements"] if block["type"] == "actions" else []
            for element in [block["accessory"]] if block.get("accessory") else inside:
                for option in element.get("options", ()):
                    yield block["block_id"], {**element, "text": option["text"], "option": option}
                if "options" not in element:
                    yield block["block_id"], element

    def labels(self):
        pressed = ("button", "overflow", "static_select")
        return [e["text"]["text"] for _, e in self.buttons() if e["type"] in pressed]

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

    def chooses(self, menu, typed, label):
        """Choose from the menu with this placeholder what it offers to these letters."""
        block_id, element = next(
            (b, e)
            for b, e in self.buttons()
            if e.get("placeholder", {}).get("text") == menu and "option" not in e
        )
        where = {
            "as": self.reader.id,
            "channel": self.channel,
            "ts": self.ts,
            "block_id": block_id,
            "action_id": element["action_id"],
        }
        post = self.reader.network.post
        answer = post("/door/options", **where, value=typed)
        offered = [o for group in answer.get("option_groups", [answer]) for o in group["options"]]
        chosen = next(o for o in offered if o["text"]["text"].startswith(label))
        assert post("/door/press", **where, selected_option=chosen)["ok"]
        self.reader.network.settle()

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
            if element["type"] == "external_select" and isinstance(given, str):
                given = self.found(block, given)
            if element["type"] == "multi_external_select" and given is not _UNSET:
                given = [self.found(block, value) for value in given]
            values[block_id] = {element["action_id"]: _state(element, given)}
        assert not filled, f"no such inputs: {sorted(filled)} in {sorted(values)}"
        return values

    def finds(self, block_id, typed):
        """What the menu of a field offers to these letters: options with their words."""
        block = next(b for b in self.view["blocks"] if b["block_id"] == block_id)
        answer = self.reader.network.post(
            "/door/options",
            **{"as": self.reader.id},
            view_id=self.view["id"],
            block_id=block_id,
            action_id=block["element"]["action_id"],
            value=typed,
        )
        assert answer["ok"], answer
        grouped = [o for group in answer.get("option_groups", []) for o in group["options"]]
        return [*answer.get("options", []), *grouped]

    def found(self, block, value):
        """The option of this value, as the menu offers it to who types that."""
        return next(o for o in self.finds(block["block_id"], value) if o["value"] == value)

    def types(self, block_id, text):
        """Type into one input, beside what was set: its app hears of it while the form is open."""
        self.fill(**{block_id: text})
        block = next(b for b in self.view["blocks"] if b["block_id"] == block_id)
        action_id, values = block["element"]["action_id"], self.values()
        answer = self.reader.network.post(
            "/door/view/action",
            **{"as": self.reader.id},
            view_id=self.view["id"],
            block_id=block_id,
            action_id=action_id,
            values=values,
            **{k: v for k, v in values[block_id][action_id].items() if k != "type"},
        )
        assert answer["ok"], answer
        self.reader.network.settle()

    def press(self, label):
        for block in self.view["blocks"]:
            accessory = [block["accessory"]] if block.get("accessory") else []
            for element in [*block.get("elements", []), *accessory]:
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
        raise AssertionError(f"no button {label!r} in {self.words}")


@dataclass
class Someone:
    """A person of the sample network, acting and reading."""

    network: object
    handle: str
    id: str

    def channel(self, name):
        """The id of a channel this person sees; "@convenor" is their direct message with it."""
        known = self.network.channels
        if (self.handle, name) not in known:
            known[self.handle, name] = self._look_up(name)
        return known[self.handle, name]

    def _look_up(self, name):
        if name == "@convenor":
            bot = self.network.get("/door/workspace")["app"]["bot_user_id"]
            self.network.post(
                "/door/conversation/open", **{"as": self.id}, user=bot, tab="messages"
            )
            return next(c["id"] for c in self._conversations() if c.get("with") == bot)
        return next(c["id"] for c in self._conversations() if c["name"] == name.lstrip("#"))

    def _conversations(self):
        return self.network.get("/door/conversations", **{"as": self.id})["conversations"]

    def sees(self, name):
        return any(c["name"] == name.lstrip("#") for c in self._conversations())

    def types(self, channel, typed):
        """A slash command; the private answer, or None when a modal opened instead.

        A picture that follows the answer is a message of its own.
        """
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
        words = [m for m in new if [b["type"] for b in m.raw.get("blocks") or []] != ["image"]]
        return words[-1] if words else None

    def schedules(self, channel, words):
        """Type /dialogue schedule and, should anything stand against it, schedule it anyway."""
        answer = self.types(channel, f"/dialogue schedule {words}")
        if "Schedule it anyway" in answer.labels():
            return answer.press("Schedule it anyway") or answer.again()
        return answer

    def says(self, channel, text, **thread):
        """`thread_ts`: as a reply to that message."""
        sent = self.network.post(
            "/door/say", **{"as": self.id}, channel=self.channel(channel), text=text, **thread
        )
        self.network.settle()
        return sent["ts"]

    def reads(self, channel, **thread):
        """Everything this person sees there, oldest first; `thread`: the ts of a thread's root."""
        channel_id = channel if re.fullmatch("[CGD][A-Z0-9]{6,}", channel) else None
        channel_id = channel_id or self.channel(channel)
        found = self.network.get(
            "/door/messages", **{"as": self.id}, channel=channel_id, limit=500, **thread
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

    def runs(self, shortcut, channel=None, ts=None):
        """A shortcut by its name, of a message or from anywhere; the modal that it opens."""
        offered = self.network.get("/door/workspace")["shortcuts"]
        callback_id = next(s["callback_id"] for s in offered if s["name"] == shortcut)
        about = {"channel": self.channel(channel), "ts": ts} if channel else {}
        answer = self.network.post(
            "/door/shortcut", **{"as": self.id}, callback_id=callback_id, **about
        )
        assert answer["ok"], answer
        self.network.settle()
        return self.modal()

    def thread(self, channel, ts):
        """A message and the replies below it, oldest first."""
        channel_id = self.channel(channel)
        found = self.network.get(
            "/door/messages", **{"as": self.id}, channel=channel_id, thread=ts
        )["messages"]
        return [Message(self, channel_id, raw) for raw in found]

    def home(self):
        """Their Home tab as it stands there now, or None."""
        view = self.network.get("/door/views", **{"as": self.id})["home"]
        return Modal(self, view) if view else None

    def opens_home(self):
        bot = self.network.bot_id
        self.network.post("/door/conversation/open", **{"as": self.id}, user=bot, tab="home")
        self.network.settle()
        return self.home()

    def closes(self):
        modal = self.modal()
        self.network.post("/door/view/close", **{"as": self.id}, view_id=modal.view["id"], all=True)
        self.network.settle()

    def removes(self, channel, user_id):
        self._post_of_member("remove", channel, user_id)

    def invites(self, channel, user_id):
        self._post_of_member("invite", channel, user_id)

    def _post_of_member(self, what, channel, user_id):
        self.network.post(
            f"/door/conversation/{what}",
            **{"as": self.id},
            channel=self.channel(channel),
            user=user_id,
        )
        self.network.settle()


def _value(element):
    if "option" in element:
        return {"selected_option": element["option"]}
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
    if kind == "external_select":
        return {
            "type": kind,
            "selected_option": element.get("initial_option") if given is _UNSET else given,
        }
    if kind == "multi_external_select":
        chosen = element.get("initial_options", []) if given is _UNSET else given
        return {"type": kind, "selected_options": chosen}
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
