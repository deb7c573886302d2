"""The marked texts: each is typed once, and the model knows in which records it stands, as what."""

import re
from collections import defaultdict

MARK = re.compile(r"zq\d+m")

_TITLES = {
    "A": ("title",),
    "D": ("title", "link"),
    "P": ("title", "summary", "what_was_done", "topics", "contact", "link"),
    "R": ("title", "note"),
    "S": ("title", "link"),
}
_ENTRIES = {"A": ("note",), "D": ("reason",), "P": ("comment",), "R": ("reason",), "S": ()}
_REFERENCE = re.compile(r"([ADPR])(\d+)")


class Secrets:
    """A title is open to those who may read its record now. An entry (a note, a reason, an agenda
    item, a former title) is under the same rule, and under the audience for which it was written.
    """

    def __init__(self):
        self.typed = {}
        """The person who typed it, by mark."""
        self.asked = {}
        """The audience that was asked for its record, by mark, where one was said."""
        self._titles = defaultdict(set)
        """Homes (see `Facts.records`) by mark."""
        self._entries = defaultdict(dict)
        """By mark, the homes and the audience for which it was written there."""

    def new(self, person, audience=None):
        """A new mark; `audience`: what was asked for its record."""
        mark = f"zq{len(self.typed)}m"
        self.typed[mark] = person
        if audience is not None:
            self.asked[mark] = audience
        return mark

    def misheard(self, before, after):
        """Homes of new records that have another audience than was asked for."""
        new = after.records.keys() - before.records.keys()
        for home in sorted(home for home in new if home[0] in "AD"):
            record = after.records[home]
            wanted = {self.asked[m] for m in _marks(record, ("title",)) if m in self.asked}
            if wanted - {record["audience"]}:
                yield home

    def learn(self, before, after, news):
        """Take in what changed between two moments; `news` are the journal's new lines."""
        for home, record in after.records.items():
            old = before.records.get(home, {})
            if record != old:
                letter = home[0]
                titles = set(_marks(record, _TITLES[letter]))
                for mark in titles:
                    self._titles[mark].add(home)
                for mark in set(_marks(old, _TITLES[letter])) - titles:
                    self._titles[mark].discard(home)
                    self._entries[mark].setdefault(home, old["audience"])
                for mark in _marks(record, _ENTRIES[letter]):
                    self._entries[mark].setdefault(home, record["audience"])
        for key, item in after.items.items():
            if item != before.items.get(key):
                self._enter(("D", item["dialogue"]), item["title"], after)
        for key, row in after.minutes.items():
            if row != before.minutes.get(key):
                self._write_down(("D", row["number"]), row)
        for key in after.uses.keys() - before.uses.keys():
            use = after.uses[key]
            self._enter(("P", use["number"]), use["note"] or "", after)
        for line in news:
            named = _REFERENCE.fullmatch(line["subject"])
            if named and line["detail"]:
                self._enter((named[1], int(named[2])), line["detail"], after)

    def _enter(self, home, text, facts):
        for mark in MARK.findall(text):
            self._entries[mark].setdefault(home, facts.records[home]["audience"])

    def _write_down(self, home, row):
        """Minutes are for the narrowest of what is in them, and say so; sealed, they stay."""
        for mark in MARK.findall(row.get("body") or row.get("notes") or ""):
            if "body" in row or home not in self._entries[mark]:
                self._entries[mark][home] = row["audience"]

    def homes(self, mark):
        """The records in which it stands or stood, with how it stands there, in words."""
        entered = {
            home: f"written for {audience}" for home, audience in self._entries[mark].items()
        }
        return entered | dict.fromkeys(self._titles[mark], "title")

    def may_read(self, person, mark, facts):
        """Whether somebody may read a text at this moment; who typed it knows it anyway."""
        if self.typed[mark] == person or any(facts.reads(person, h) for h in self._titles[mark]):
            return True
        return any(
            facts.reads(person, home) and facts.sees(person, facts.group_of(home), audience)
            for home, audience in self._entries[mark].items()
        )

    def may_stand(self, channel_id, mark, readers, facts):
        """Whether a channel with these readers may show it."""
        if any(facts.room_carries(channel_id, home, readers) for home in self._titles[mark]):
            return True
        for home, audience in self._entries[mark].items():
            both = (audience, facts.records[home]["audience"])
            if all(facts.room_carries(channel_id, home, readers, one) for one in both):
                return True
        return all(self.may_read(person, mark, facts) for person in readers)


def _marks(record, columns):
    return [m for c in columns if record.get(c) for m in MARK.findall(str(record[c]))]
