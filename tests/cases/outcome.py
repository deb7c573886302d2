"""What a command did: what is stored afterwards, and what the person sees."""

import re
import unicodedata
from datetime import UTC
from functools import cached_property
from zoneinfo import ZoneInfo

from tests.cases.door import NAMES

_GOES_ON = "dialogue.anyway"
"""What a person presses who has seen the holiday or the clash."""


class Outcome:
    """One answer, with the rows of every table before and after it."""

    def __init__(self, door, zone, act):
        self.door, self.zone = door, zone
        self.before = door.tables()
        self.heard = self.first = act(door)
        while _GOES_ON in self.heard.buttons:
            self.heard = door.press(_GOES_ON, self.heard.buttons[_GOES_ON][1])
        self.after = door.tables()

    @property
    def changed(self):
        """Names of the tables that are no longer as they were."""
        return sorted(name for name in self.after if self.after[name] != self.before[name])

    def new(self, table):
        """The rows of a table that were not there before, in the order of their numbers."""
        known = {row["number"] for row in self.before[table]}
        return [row for row in self.after[table] if row["number"] not in known]

    def altered(self, table):
        """The rows that were there before and are different now."""
        was = {row["number"]: row for row in self.before[table]}
        return [
            row for row in self.after[table] if row["number"] in was and row != was[row["number"]]
        ]

    @cached_property
    def action(self):
        """The one that was logged, else the first that was altered."""
        return next(iter(self.new("actions") or self.altered("actions")), None)

    def dialogue(self, typed):
        """The first that was made, else the one that was named and altered."""
        made = sorted(self.new("dialogues"), key=lambda row: row["starts_at"])
        if made and not self.altered("dialogues"):
            return made[0]
        named = re.search(r"\bD(\d+)", typed)
        moved = self.altered("dialogues")
        return next((row for row in moved if named and row["number"] == int(named[1])), None)

    @cached_property
    def readings(self):
        """What each button of the answer does, pressed on a copy of the database."""
        found = []
        for action_id, (_, value) in self.heard.buttons.items():
            branch = self.door.branch()
            try:
                pressed = Outcome(branch, self.zone, lambda d, a=action_id, v=value: d.press(a, v))
            finally:
                branch.close()
            if pressed.changed:
                found.append(pressed)
        return found

    def means(self, reading, typed):
        """Whether this is stored: a day, a wall time and perhaps its zone, or an owner."""
        if re.fullmatch(r"\d{4}-\d\d-\d\d", reading):
            return self.action is not None and str(self.action["due_on"]) == reading
        if re.match(r"\d{4}-\d\d-\d\dT", reading):
            row = self.dialogue(typed)
            wanted, _, zone = reading.partition(" ")
            if row is None or (zone and row["zone"] != zone):
                return False
            return wall(row["starts_at"], zone or self.zone) == wanted
        return self.action is not None and self.owner(self.action) == reading

    def owner(self, row):
        """ "@liam", an organisation's name, or "nobody"."""
        if row["owner_user_id"]:
            return f"@{NAMES[row['owner_user_id']]}"
        names = {o["id"]: o["name"] for o in self.after["organisations"]}
        return names.get(row["owner_organisation_id"], "nobody")

    @cached_property
    def given_back(self):
        """Words that the answer gives to be copied, as the person sees them."""
        return [
            "".join(e.get("text", "") for e in part["elements"])
            for block in self.first.blocks
            if block["type"] == "rich_text"
            for part in block["elements"]
            if part["type"] == "rich_text_preformatted"
        ]

    def keeps(self, typed):
        """Whether all that was typed is given back, to be copied."""
        return any(_visible(seen(typed)) == _visible(back) for back in self.given_back)


def wall(moment, zone):
    """The wall time in a zone, as the cases write it."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return f"{aware.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}"


def seen(typed):
    """What Slack sends, as its writer saw it."""

    def shown(match):
        target, _, label = match[1].partition("|")
        person = NAMES.get(target.removeprefix("@"))
        if person:
            return f"@{person}"
        sign = "#" if target.startswith("#") else ""
        return f"{sign}{label}" if label else target

    plain = re.sub(r"<([^<>]*)>", shown, typed)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _visible(text):
    """Without what nobody sees, and with one space for each blank."""
    kept = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return " ".join(kept.split())
