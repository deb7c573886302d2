"""What must not be: a text before wrong eyes, people listed to strangers, a change by others."""

from dataclasses import dataclass

from tests.model.changes import spoken_of_silent, wrong_changes
from tests.model.homes import wrong_homes
from tests.model.standing import Standing


@dataclass(frozen=True)
class Finding:
    """`who` saw or did `what`, `where`; all in words."""

    kind: str
    who: str
    what: str
    where: str

    def __str__(self):
        return f"{self.kind}: {self.who}: {self.what}: {self.where}"


class Judge:
    """Judges each step by the facts after it (rights to see) and before it (rights to change)."""

    def __init__(self, secrets, showing, handles, opened):
        self._secrets, self._showing, self._handles = secrets, showing, handles
        self.standing = Standing(secrets, showing)
        self._once_in = {}
        """By group id, everybody who was in its channel at some time."""
        self._once_chaired = set()
        self._opened = opened

    def judge(self, actor, sights, before, after):
        """Findings of one step; `actor`: the id of whoever acted, None for time and Slack."""
        for group_id, group in after.groups.items():
            self._once_in.setdefault(group_id, set()).update(after.rooms[group["channel_id"]])
            self._once_chaired |= after.chairs.get(group_id, set())
        found = []
        for sight in sights:
            found += self._wrong_texts(sight, after)
            found += self._wrong_people(sight, after)
        for kind, person, what, where in self.standing.judge(sights, before, after):
            found.append(Finding(kind, self._name(person), what, where))
        for person, what in wrong_homes(self._showing.homes, self._opened, after):
            found.append(Finding("home", self._name(person), what, "their Home"))
        for letter, number in self._secrets.misheard(before, after):
            found.append(
                Finding("misheard", self._name(actor), f"{letter}{number}", "another audience")
            )
        for what, where in wrong_changes(actor, before, after):
            found.append(Finding("changed", self._name(actor), what, where))
        for what, where in spoken_of_silent(before, after):
            found.append(Finding("spoken", self._name(None), what, where))
        return found

    def _wrong_texts(self, sight, facts):
        for mark in sorted(sight.marks):
            if sight.channel is not None:
                if not self._secrets.may_stand(sight.channel, mark, sight.readers, facts):
                    yield self._leak("posted", "a channel", mark, sight)
                continue
            for person in sight.readers:
                if not self._secrets.may_read(person, mark, facts):
                    yield self._leak("saw", self._name(person), mark, sight)

    def _leak(self, kind, who, mark, sight):
        homes = self._secrets.homes(mark)
        stands = ", ".join(f"{letter}{n} ({how})" for (letter, n), how in homes.items())
        words = next((line for line in sight.words.split("\n") if mark in line), "")[:200]
        return Finding(kind, who, f"{mark} of {stands or 'nothing'}", f"{sight.where}: {words}")

    def _wrong_people(self, sight, facts):
        if sight.channel is not None:
            return
        for reader in sight.readers - facts.secretariat:
            strangers = sight.people - self._may_know(reader, facts)
            strangers -= {p for p in strangers if self._is_named_in_a_record(reader, p, facts)}
            if strangers:
                names = ", ".join(sorted(map(self._name, strangers)))
                yield Finding("people", self._name(reader), names, f"{sight.where}: {sight.words}")

    def _may_know(self, reader, facts):
        """Who they share a channel with; chairs and the secretariat are named to everybody."""
        known = {reader} | self._showing.named[reader] | self._once_chaired | facts.secretariat
        for group_id, group in facts.groups.items():
            if reader in facts.rooms[group["channel_id"]]:
                known |= self._once_in[group_id]
        return known

    def _is_named_in_a_record(self, reader, person, facts):
        return any(
            person in facts.people_of(home) and facts.reads(reader, home) for home in facts.records
        )

    def _name(self, person):
        return self._handles.get(person, "everybody" if person is None else person)
