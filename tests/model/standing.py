"""Posts in channels: who can read them, how that came about, and whether it was told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

TOLD_WITHIN = timedelta(hours=26)
"""Of what no event tells the daily check does."""
_SAID = (("The channel of", "is public now"), ("Le canal du groupe", "est maintenant public"))
"""How a notice names the channel and says that it is public, in each language that people read."""


@dataclass(frozen=True)
class Exposure:
    """A text in a post that somebody reads and should not; `person` None: the workspace."""

    channel: str
    ts: str
    mark: str
    person: str | None


class Standing:
    """Only people bring an exposure about: who comes, who is lowered, a channel that opens."""

    def __init__(self, secrets, showing):
        self._secrets, self._showing = secrets, showing
        self._since: dict[Exposure, datetime] = {}
        self._told = set()
        """(channel, person) of what chairs were told."""

    @property
    def exposed(self):
        """How many texts somebody reads now who should not."""
        return len(self._since)

    def judge(self, sights, before, after):
        """(kind, person, what, where) of each finding."""
        exposed = set(self._exposures(after))
        self._note_told(sights, after)
        for one in sorted(exposed - self._since.keys(), key=str):
            if not self._drifted(one, before, after):
                words = f"{one.mark} in {after.name_of(one.channel)} at {one.ts}"
                yield "stands", one.person, words, "nobody came and nothing opened"
        self._since = {one: self._since.get(one, after.now) for one in exposed}
        yield from self._untold(after)

    def _drifted(self, one, before, after):
        if one.person is None:
            return one.channel in after.public and one.channel not in before.public
        return any(
            after.role(one.person, group_id) != before.role(one.person, group_id)
            for group_id in before.groups
        )

    def _note_told(self, sights, facts):
        """A direct message about the channel to a chair of its group, or to the secretariat."""
        open_now = {(one.channel, one.person) for one in self._since}
        # Who came while everybody could read the channel was told of with that.
        public = {channel for channel, person in self._told if person is None}
        self._told |= {(channel, person) for channel, person in open_now if channel in public}
        self._told &= open_now
        for channel, person in open_now - self._told:
            group = facts.group_in(channel)
            if group is None:
                continue
            for sight in sights:
                about = any(
                    f"{channel_of} {group['name']}" in sight.words
                    and (person is not None or public_now in sight.words)
                    for channel_of, public_now in _SAID
                )
                to = facts.chairs.get(group["id"], set()) | facts.secretariat
                if about and sight.readers & to and (person is None or person in sight.people):
                    self._told.add((channel, person))

    def _untold(self, facts):
        for one, since in self._since.items():
            # Who is in a channel that everybody can read changes nothing.
            passing = one.person is not None and one.channel in facts.public
            told = (one.channel, one.person) in self._told
            if told or passing or one.channel in facts.direct:
                continue
            if facts.now - since > TOLD_WITHIN:
                words = f"{one.mark} in {facts.name_of(one.channel)}"
                yield "untold", one.person, words, f"since {since}"

    def _exposures(self, facts):
        for (channel, ts), marks in self._showing.standing.items():
            if channel in facts.direct:
                # Of these Convenor takes back what is about one dialogue; mornings stay as sent.
                for mark in marks if (channel, ts) in facts.about_dialogues else ():
                    for person in facts.direct[channel]:
                        if not self._secrets.may_read(person, mark, facts):
                            yield Exposure(channel, ts, mark, person)
                continue
            readers = facts.readers(channel)
            for mark in sorted(marks):
                if self._secrets.may_stand(channel, mark, readers, facts):
                    continue
                if channel in facts.public:
                    yield Exposure(channel, ts, mark, None)
                for person in sorted(facts.rooms[channel]):
                    if not self._secrets.may_stand(channel, mark, {person}, facts):
                        yield Exposure(channel, ts, mark, person)
