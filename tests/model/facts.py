"""What is so at one moment: Convenor's rows and Slack's channels, and who may read what by them.

The rule is written here once more, from section 3 of the design, and shares no line with Convenor.
"""

import sqlite3
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

WIDTH = {"members": 0, "group": 1, "network": 2}
_RECORDS = {
    "A": "actions",
    "D": "dialogues",
    "P": "practices",
    "R": "decisions",
    "S": "series",
}

_SPOKEN = (
    "SELECT reference, occurrence AS day FROM morning_items JOIN deliveries ON id = delivery_id "
    "WHERE kind = 'morning' AND topic IN ('overdue', 'today', 'soon', 'given', 'unowned')"
)


@dataclass
class Facts:
    """One moment. `records`: rows by (letter, number); `rooms`, `direct`: members by id."""

    now: datetime
    everybody: frozenset
    rooms: dict
    direct: dict
    about_dialogues: frozenset
    """(channel, ts) of every message that is about one dialogue."""
    public: frozenset
    groups: dict
    chairs: dict
    lowered: dict
    kinds: dict
    """"member" or "observer" by user id; who is in no organisation is not in it."""
    organisations: dict
    secretariat: frozenset
    records: dict
    items: dict
    minutes: dict
    uses: dict
    """Rows of adoptions by id."""
    spoken: frozenset
    """(reference, local day) of each action that a morning told its owner or a chair."""
    _answers: dict = field(default_factory=dict)

    def readers(self, channel_id):
        """Whoever can read a channel: of a public one everybody."""
        return self.everybody if channel_id in self.public else self.rooms[channel_id]

    def role(self, person, group_id):
        """ "chair", "member" or "observer"; None for who is not in the channel."""
        if person not in self.rooms.get(self.groups[group_id]["channel_id"], ()):
            return None
        if self.kinds.get(person) != "member" or person in self.lowered.get(group_id, ()):
            return "observer"
        return "chair" if person in self.chairs.get(group_id, ()) else "member"

    def sees(self, person, group_id, audience):
        """Whether somebody sees what a group has for this audience."""
        if person in self.secretariat:
            return True
        if audience == "network":
            return person in self.kinds
        role = self.role(person, group_id)
        return role is not None if audience == "group" else role in ("chair", "member")

    def reads(self, person, home):
        """Whether somebody may read the record at (letter, number)."""
        asked = (person, home)
        if asked not in self._answers:
            self._answers[asked] = self._reads(person, home)
        return self._answers[asked]

    def _reads(self, person, home):
        record = self.records.get(home)
        if record is None:
            return False
        group_id = record["group_id"]
        if home[0] == "P" and record["status"] != "published":
            concerned = self.role(person, group_id) == "chair" or person == record["author"]
            return concerned or person in self.secretariat
        return self.sees(person, group_id, record["audience"])

    def room_carries(self, channel_id, home, readers, audience=None):
        """Whether a channel with these readers may show what is for this audience, or the record's.

        What is for a whole group may stand in that group's channel, public or not, and what is for
        the network anywhere.
        """
        record = self.records[home]
        group = self.groups[record["group_id"]]
        audience = audience or record["audience"]
        if home[0] == "P" and record["status"] != "published":
            return False
        if audience == "network" or (audience == "group" and group["channel_id"] == channel_id):
            return True
        roles = ("chair", "member") if audience == "members" else ("chair", "member", "observer")
        return all(self.role(person, group["id"]) in roles for person in readers)

    def people_of(self, home):
        """Ids of the people that a record names."""
        names = ("owner_user_id", "created_by", "settled_by", "author", "reviewed_by")
        record = self.records[home]
        return {record[n] for n in names if record.get(n)} | record["people"]

    def group_of(self, home):
        return self.records[home]["group_id"]

    def name_of(self, channel_id):
        """Of a group's channel the group's name."""
        group = self.group_in(channel_id)
        return group["name"] if group else "direct messages"

    def group_in(self, channel_id):
        return next((g for g in self.groups.values() if g["channel_id"] == channel_id), None)


class Reading:
    """Takes the facts of a running world, from the database's file and Slack's own state."""

    def __init__(self, file, workspace, now):
        self._connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        self._connection.row_factory = sqlite3.Row
        self._workspace, self._now = workspace, now
        self._journal = 0

    def close(self):
        self._connection.close()

    def take(self):
        groups = {row["id"]: row for row in self._rows("SELECT * FROM groups")}
        kinds, organisations = {}, {}
        for row in self._rows(
            "SELECT user_id, organisation_id, kind FROM people JOIN organisations "
            "ON organisations.id = people.organisation_id"
        ):
            kinds[row["user_id"]] = row["kind"]
            organisations[row["user_id"]] = row["organisation_id"]
        slack = self._workspace
        guests = frozenset(p.id for p in slack.people if p.is_restricted)
        people = {p.id for p in slack.people if not p.is_bot and not p.deleted}
        rooms = [c for c in slack.conversations if c.kind != "im"]
        named = self._rows("SELECT user_id FROM people WHERE secretariat")
        return Facts(
            now=self._now(),
            everybody=frozenset(people),
            rooms={c.id: frozenset(people & set(c.members)) for c in rooms},
            direct={
                c.id: frozenset(people & set(c.members))
                for c in slack.conversations
                if c.kind == "im"
            },
            about_dialogues=self._about_dialogues(),
            public=frozenset(c.id for c in rooms if c.kind == "public"),
            groups=groups,
            chairs=self._chairs(groups),
            lowered=self._by_group("SELECT group_id, user_id FROM lowered"),
            kinds=kinds,
            organisations=organisations,
            secretariat=frozenset(row["user_id"] for row in named) - guests,
            records=self._records(),
            items={row["id"]: row for row in self._rows("SELECT * FROM agenda_items")},
            minutes={
                (table, row["number"], row["version"]): row
                for table in ("minutes", "minutes_versions")
                for row in self._rows(f"SELECT * FROM {table}")
            },
            uses={row["id"]: row for row in self._rows("SELECT * FROM adoptions")},
            spoken=frozenset((row["reference"], row["day"]) for row in self._rows(_SPOKEN)),
        )

    def news(self):
        """The journal's lines since the last look."""
        rows = self._rows(f"SELECT * FROM journal WHERE id > {self._journal} ORDER BY id")
        self._journal = rows[-1]["id"] if rows else self._journal
        return rows

    def _records(self):
        found = {}
        for letter, table in _RECORDS.items():
            key = "id" if letter == "S" else "number"
            for row in self._rows(f"SELECT * FROM {table}"):
                found[letter, row[key]] = row | {"people": set()}
        for row in self._rows("SELECT number, user_id, delegate_user_id FROM rsvps"):
            there = found["D", row["number"]]["people"]
            there |= {row["user_id"], row["delegate_user_id"]} - {None}
        for row in self._rows("SELECT dialogue, presenter_user_id, suggested_by FROM agenda_items"):
            there = found["D", row["dialogue"]]["people"]
            there |= {row["presenter_user_id"], row["suggested_by"]} - {None}
        return found

    def _about_dialogues(self):
        rows = self._rows(
            "SELECT posted_channel, posted_ts FROM deliveries "
            "WHERE subject_type = 'dialogue' AND posted_ts IS NOT NULL"
        )
        return frozenset((row["posted_channel"], row["posted_ts"]) for row in rows)

    def _chairs(self, groups):
        found = {}
        for row in self._rows("SELECT group_id, user_id, starts_on, ends_on FROM terms"):
            zone = ZoneInfo(groups[row["group_id"]]["zone"])
            today = self._now().astimezone(zone).date()
            ends = date.fromisoformat(row["ends_on"]) if row["ends_on"] else today
            if date.fromisoformat(row["starts_on"]) <= today <= ends:
                found.setdefault(row["group_id"], set()).add(row["user_id"])
        return found

    def _by_group(self, query):
        found = {}
        for row in self._rows(query):
            found.setdefault(row["group_id"], set()).add(row["user_id"])
        return found

    def _rows(self, query):
        return [dict(row) for row in self._connection.execute(query)]
