"""The desk with the routes of dialogues, on a real database: what people type, press and send."""

import asyncio
from dataclasses import dataclass, field, replace
from itertools import count

from handlers.sandbox.validation.messages import checked_blocks, checked_view
from handlers.slack import routes
from handlers.slack.dispatch.dispatcher import Desk
from handlers.slack.kit.fallback import fallback_text
from handlers.slack.request.request import read_press, read_submission
from handlers.slack.request.response import Wire
from tests.bot.use_cases.dialogues.town import GRACE, NOW, START, TECH, Town, settle_in
from tests.databases import WORKSPACE
from tests.ports import ToldDirectory

PEOPLE = ("U0AMARA", "U0LIAM", "U0MINJI", "U0NORA", "U0PAT", "U0GRACE", "U0ZOE")

SCHEDULE = "/dialogue schedule CSAM roundtable on 8 Dec 14:00 for 60m"
SERIES = (
    "/dialogue schedule Age assurance every 2 weeks on Tuesday 14:00 until 30 Jun 2027 "
    "link <https://meet.example/1>"
)


@dataclass
class Heard:
    """An answer as the person meets it; refused here where Slack would refuse it."""

    wire: Wire

    @property
    def blocks(self):
        body = self.wire.respond or self.wire.ack
        view = self.view
        return view["blocks"] if view else body.get("blocks", [])

    @property
    def view(self):
        view = self.wire.view or self.wire.ack.get("view")
        return checked_view(view, kind="modal") if view else None

    @property
    def words(self):
        if self.view is None:
            checked_blocks(self.blocks)
        return "\n".join(filter(None, (fallback_text([block]) for block in self.blocks)))

    @property
    def errors(self):
        return self.wire.ack.get("errors")

    @property
    def buttons(self):
        """Words on it, and its value, by action id."""
        return {
            element["action_id"]: (element["text"]["text"], element.get("value", ""))
            for block in self.blocks
            if block["type"] == "actions"
            for element in block["elements"]
            if element["type"] == "button"
        }

    @property
    def selects(self):
        """Every select of a message by action id."""
        return {
            element["action_id"]: element
            for block in self.blocks
            if block["type"] == "actions"
            for element in block["elements"]
            if element["type"] != "button"
        }

    @property
    def inputs(self):
        return {b["block_id"]: b["element"] for b in self.blocks if b["type"] == "input"}


@dataclass
class Door:
    """`now` may be set; every request has a key of its own unless `again` gives an old one."""

    database: object
    now: object = NOW
    directory: ToldDirectory = field(default_factory=ToldDirectory)
    _keys: object = field(default_factory=lambda: count(1))

    def __post_init__(self):
        with self.database.transaction(WORKSPACE) as work:
            town = settle_in(work)
            self.directory.channels = dict(town.presence)
            self.directory.people = {user_id: town.facts(user_id) for user_id in PEOPLE}
        self.desk = Desk(
            memory=self.database,
            directory=self.directory,
            now=lambda: self.now,
            secretariat=frozenset({GRACE}),
            commands=routes.COMMANDS,
        )

    def read_french(self, user_id):
        """From now on this person's Slack is in French."""
        self.desk.languages = ("fr",)
        facts = self.directory.people[user_id]
        self.directory.people[user_id] = replace(facts, locale="fr-CA")

    def look(self, read):
        """Read the database, with a Town on it."""
        with self.database.transaction(WORKSPACE, write=False) as work:
            return read(self.town(work))

    def change(self, write):
        with self.database.transaction(WORKSPACE) as work:
            return write(self.town(work))

    def town(self, work):
        return Town(
            work=work,
            presence=self.directory.channels,
        )

    def say(self, user_id, text, place=TECH, *, again=None):
        """Type "/dialogue …"; `text` as Slack sends it, escaped."""
        name, _, words = text.partition(" ")
        body = {
            "team_id": WORKSPACE,
            "user_id": user_id,
            "channel_id": place,
            "command": name,
            "text": words,
            "trigger_id": again or f"t{next(self._keys)}",
            "response_url": "http://127.0.0.1/r",
        }
        return self._answer(*routes.route_command(body))

    def press(self, user_id, action_id, value, place=TECH, *, again=None):
        body = {
            "team": {"id": WORKSPACE},
            "user": {"id": user_id},
            "channel": {"id": place},
            "message": {"ts": "1.0"},
            "trigger_id": again or f"t{next(self._keys)}",
            "response_url": "http://127.0.0.1/r",
            "actions": [{"action_id": action_id, "value": value, "type": "button"}],
        }
        return self._found(read_press(body))

    def choose(self, user_id, action_id, chosen, place=TECH):
        """Choose a person in a select of a message."""
        body = {
            "team": {"id": WORKSPACE},
            "user": {"id": user_id},
            "channel": {"id": place},
            "message": {"ts": "1.0"},
            "trigger_id": f"t{next(self._keys)}",
            "response_url": "http://127.0.0.1/r",
            "actions": [{"action_id": action_id, "selected_user": chosen, "type": "users_select"}],
        }
        return self._found(read_press(body))

    def submit(self, user_id, view, *, again=None, **values):
        """Send a form as it stands, with some inputs filled in."""
        state = {}
        for block in view["blocks"]:
            if block["type"] == "input":
                typed = values.pop(block["block_id"], None)
                state[block["block_id"]] = {"value": _filled(block["element"], typed)}
        assert not values, f"no such inputs: {sorted(values)}"
        body = {
            "team": {"id": WORKSPACE},
            "user": {"id": user_id},
            "view": {
                "id": again or f"V{next(self._keys)}",
                "hash": "h",
                "callback_id": view["callback_id"],
                "private_metadata": view["private_metadata"],
                "state": {"values": state},
            },
        }
        return self._found(read_submission(body))

    def _found(self, call):
        return self._answer(call, routes.find_route(call))

    def _answer(self, call, route):
        return Heard(asyncio.run(self.desk.answer(call, route)))


_KEYS = {
    "plain_text_input": ("value", "initial_value"),
    "datepicker": ("selected_date", "initial_date"),
    "users_select": ("selected_user", "initial_user"),
    "timepicker": ("selected_time", "initial_time"),
}


def _filled(element, typed):
    """The state of an input as Slack sends it: what was typed, else what it began with."""
    if element["type"] in ("static_select", "radio_buttons", "external_select"):
        chosen = {"value": typed} if typed else None
        return {"selected_option": element.get("initial_option") if typed is None else chosen}
    if element["type"] in ("checkboxes", "multi_external_select"):
        chosen = [{"value": value} for value in typed or ()]
        return {"selected_options": element.get("initial_options", []) if typed is None else chosen}
    key, initial = _KEYS[element["type"]]
    return {key: element.get(initial) if typed is None else typed or None}


def kept(door, number=1):
    return door.look(lambda town: town.kept(number))


def dialogues(door):
    """All that are planned in the two groups, whoever may see them."""
    return door.look(
        lambda town: town.work.dialogues.planned_between(
            town.reader(GRACE), (town.tech.id, town.board.id), NOW, START.replace(year=2030)
        )
    )


def moment(at, spelled):
    """A moment as Slack is given it; `at` in seconds."""
    return f"<!date^{at}^{{date_long}} at {{time}}|{spelled}>"
