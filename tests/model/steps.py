"""What people do at random: each step is drawn, described in words, and done through Slack."""

from datetime import timedelta

from tests.model.forms import filled
from tests.model.script import (
    CAST,
    DIGESTS,
    EDITS,
    ENTRIES,
    FORMS,
    LOOKS,
    MAKES,
    MEMBERS,
    OTHERS,
    ROLES,
    SECRETARIAT,
    SERIES,
    SHOWS,
    THEN,
    WEIGHTS,
    WRITES,
)
from tests.model.world import EDUCATION, REGULATORS, ROOMS, TECH


class Steps:
    """Draws and does steps in a world; `random` decides everything."""

    def __init__(self, world, secrets, random):
        self.world, self.secrets, self.random = world, secrets, random
        self._follows = self._last = None
        """What comes next, and the record (letter, number) that was changed last."""
        self.done = []
        """Each step in words, for the report."""

    async def step(self):
        """Do one; the id of whoever acted, None for what is done by nobody Convenor knows."""
        (kind,) = self.random.choices(list(WEIGHTS), list(WEIGHTS.values()))
        if self._follows and self.random.random() < 0.7:
            kind = self._follows
        self._follows = THEN.get(kind)
        return await getattr(self, f"_{kind}")()

    def _who(self):
        """Often somebody who may see less than others do, seldom the secretariat."""
        drawn = self.random.random()
        if drawn < 0.2:
            lowered = sorted(set().union(*self.world.reading.take().lowered.values()))
            return self.world.handles[self.random.choice(lowered)] if lowered else "liam"
        return self.random.choice(OTHERS if drawn < 0.5 else (*MEMBERS, *MEMBERS, SECRETARIAT))

    def _where(self, handle):
        """A channel that somebody may type in, or their direct message with Convenor."""
        rooms = [c for c in ROOMS if self.world.is_in(handle, c) or self._is_public(c)]
        return self.random.choice([*rooms, *rooms, self.world.direct(handle)])

    def _is_public(self, channel):
        return self.world.room(channel).kind == "public"

    def _note(self, words):
        self.done.append(words)

    def _member(self):
        """Somebody who may make something, and the channel where."""
        seats = [(h, c) for h in MEMBERS for c in ROOMS if self.world.is_in(h, c)]
        return self.random.choice(seats) if seats else (SECRETARIAT, TECH)

    async def _type(self, patterns, who=None, where=None):
        who = who or self._who()
        where = where or self._where(who)
        typed = self._filled(self.random.choice(patterns), who)
        self._note(f"{who} types {typed!r} in {self.world.room(where).name or 'direct messages'}")
        await self.world.type(who, where, typed)
        return self.world.ids[who]

    def _filled(self, pattern, who):
        records = self.world.reading.take().records
        fields = {
            letter: f"{letter}{self._number(letter, records)}"
            for letter in "ADPR"
            if f"{{{letter}}}" in pattern
        }
        fields["G"] = f"G{self.random.randint(1, 9)}"
        if "{text}" in pattern:
            asked = next((a for a in ("members", "network") if pattern.endswith(f"for {a}")), None)
            fields["text"] = f"Talk {self.secrets.new(self.world.ids[who], asked)}"
        fields["person"] = f"<@{self.someone()}>"
        fields["organisation"] = self.random.choice(("Ofcom", "Arcom", "Integrity Institute"))
        fields["day"] = self._day()
        return pattern.format(**fields)

    def _number(self, letter, records):
        """Of the record changed last, or another, the newest more often; 1: there is none."""
        if self._last and self._last[0] == letter and self.random.random() < 0.5:
            return self._last[1]
        numbers = sorted(number for kind, number in records if kind == letter) or [1]
        return self.random.choice([*numbers, *numbers[-6:], *numbers[-6:], *numbers[-6:]])

    def _day(self):
        return f"{self.day():%d %B %Y}"

    def day(self):
        """A day ahead."""
        return (self.world.now + timedelta(days=self.random.randint(2, 40))).date()

    def someone(self):
        """The id of anybody."""
        return self.world.ids[self.random.choice(CAST)]

    async def _look(self):
        return await self._type(LOOKS)

    async def _show(self):
        """What was changed last is looked at by somebody of the group who may see less."""
        facts = self.world.reading.take()
        if self._last in facts.records and self.random.random() < 0.6:
            letter, _ = self._last
            group_id = facts.group_of(self._last)
            room = facts.rooms[facts.groups[group_id]["channel_id"]]
            lower = sorted(self.world.handles[p] for p in room if _is_low(facts, p, group_id))
            if lower:
                who, shows = self.random.choice(lower), [s for s in SHOWS if f"{{{letter}}}" in s]
                return await self._type(self._named(shows), who, self.world.direct(who))
        return await self._type(SHOWS)

    def _named(self, patterns):
        """The patterns with the reference of the record that was changed last."""
        letter, number = self._last
        return [one.replace(f"{{{letter}}}", f"{letter}{number}") for one in patterns]

    async def _make(self):
        actor = await self._type(MAKES, *self._member())
        return await self._press_anyway(actor)

    async def _series(self):
        actor = await self._type(SERIES, *self._member())
        return await self._press_anyway(actor)

    async def _press_anyway(self, actor):
        """A question about a clash is answered at once, as people do."""
        buttons = self.world.showing.buttons
        asked = [b for b in buttons.values() if b.action_id == "dialogue.anyway"]
        for button in asked:
            del buttons[button.key]
        if asked and actor in asked[-1].seen_by:
            self._note("... and presses dialogue.anyway")
            await self.world.press(self.world.handles[actor], asked[-1])
        return actor

    async def _write(self):
        return await self._type(WRITES)

    async def _open(self):
        return await self._type(FORMS)

    async def _amend(self):
        """By somebody who may, so that audiences change all the time."""
        able = self._able()
        if able is None:
            return await self._make()
        await self._type(self._named([EDITS[self._last[0]]]), able, self.world.direct(able))
        await self._submit(able, calm=True)
        return await self._submit(able, again=True)

    async def _annotate(self):
        """Something is written under a record by somebody who may."""
        able = self._able()
        if able is None:
            return await self._make()
        return await self._type(self._named(ENTRIES[self._last[0]]), able, self.world.direct(able))

    async def _reopen(self):
        """What was done is opened again, so that it can be changed."""
        if self._last and self._last[0] == "A":
            return await self._type(self._named(["/action reopen {A}"]), SECRETARIAT)
        return await self._amend()

    def _able(self):
        """Somebody who may change an open record, which then is `_last`; None: there is none."""
        facts = self.world.reading.take()
        records = sorted(facts.records.items())
        found = [home for home, record in records if home[0] in EDITS and _is_open(record)]
        if not found:
            return None
        if self._last in found and self.random.random() < 0.6:
            found = [self._last]
        letter = self.random.choice(sorted({kind for kind, _ in found}))
        found = [home for home in found if home[0] == letter]
        self._last = self.random.choice([*found, *found[-6:], *found[-6:]])
        record = facts.records[self._last]
        chairs = facts.chairs.get(record["group_id"], ())
        able = sorted({self.world.handles[u] for u in (record["created_by"], *chairs)})
        return self.random.choice([*able, SECRETARIAT])

    async def _digest(self):
        channel = self.random.choice(ROOMS)
        return await self._type(DIGESTS, self._chair_or_secretariat(channel), channel)

    async def _give_a_role(self):
        channel = self.random.choice(ROOMS)
        return await self._type(ROLES, self._chair_or_secretariat(channel), channel)

    def _chair_or_secretariat(self, channel):
        facts = self.world.reading.take()
        chairs = sorted(facts.chairs.get(facts.group_in(channel)["id"], ()))
        return self.random.choice([SECRETARIAT, *(self.world.handles[c] for c in chairs)])

    async def _press(self):
        """Any button ever shown, also by people who have since lost the right to it."""
        buttons = self.world.showing.buttons
        if not buttons:
            return None
        ids = sorted({action_id for action_id, _, _ in buttons})
        action_id = self.random.choice(ids)
        button = buttons[self.random.choice(sorted(k for k in buttons if k[0] == action_id))]
        seen = sorted({self.world.handles[u] for u in button.seen_by} & set(CAST))
        who = self.random.choice(seen if seen and self.random.random() < 0.6 else CAST)
        self._note(f"{who} presses {button.action_id} {button.value!r} in {button.channel}")
        await self.world.press(who, button)
        return self.world.ids[who]

    async def _submit(self, who=None, *, calm=False, again=False):
        """Any form that is open, however long it has been; `again` as it was filled in."""
        open_forms = {handle: self.world.form(handle) for handle in ([who] if who else CAST)}
        holders = [h for h, form in open_forms.items() if form and form.content.get("submit")]
        if not holders:
            return self.world.ids[who] if who else await self._open()
        who = self.random.choice(holders)
        form = open_forms[who]
        values = {} if again else filled(form, who, self, calm=calm)
        self._note(f"{who} submits {form.content['title']['text']!r} with {values}")
        answer = await self.world.submit(who, values)
        if not answer["ok"]:
            self._note(f"... and is told {answer.get('errors') or answer.get('error')}")
            self.world.close(who)
        return self.world.ids[who]

    async def _leave(self):
        channel = self.random.choice(ROOMS)
        here = [h for h in CAST if self.world.is_in(h, channel) and h != SECRETARIAT]
        if len(here) < 5:
            return
        who = self.random.choice(here)
        self._note(f"{who} leaves {self.world.room(channel).name}")
        await self.world.leave(who, channel)
        return

    async def _enter(self):
        channel = self.random.choice((TECH, TECH, EDUCATION, EDUCATION, REGULATORS))
        absent = [h for h in CAST if not self.world.is_in(h, channel)]
        if not absent:
            return
        who = self.random.choice(absent)
        self._note(f"{who} comes into {self.world.room(channel).name}")
        await self.world.enter(who, channel)
        return

    async def _make_public(self):
        return await self._convert(self.random.choice((TECH, REGULATORS)), private=False)

    async def _make_private(self):
        """Often, so that most of the time two of the channels are."""
        for channel in (TECH, REGULATORS):
            if self._is_public(channel):
                return await self._convert(channel, private=True)
        return await self._look()

    async def _convert(self, channel, *, private):
        self._note(f"{self.world.room(channel).name} becomes {'private' if private else 'public'}")
        await self.world.convert(channel, private=private)

    async def _wait(self):
        hours = self.random.randint(1, 30)
        self._note(f"{hours} hours pass")
        await self.world.advance(hours)
        return

    async def _fetch(self):
        known = sorted(self.world.handles[user_id] for user_id in self.world.showing.calendars)
        if not known:
            return await self._type(["/dialogue calendar"])
        who = self.random.choice(known)
        self._note(f"{who} reads their calendar")
        await self.world.fetch_calendar(who)
        return self.world.ids[who]

    async def _home(self):
        who = self._who()
        self._note(f"{who} opens their Home")
        await self.world.open_home(who)
        return self.world.ids[who]

    async def _mention(self):
        who = self._who()
        rooms = [c for c in ROOMS if self.world.is_in(who, c)]
        if not rooms:
            return None
        self._note(f"{who} says hello to Convenor")
        await self.world.say(who, self.random.choice(rooms), "Hello @convenor")
        return self.world.ids[who]


def _is_open(record):
    return record.get("status") not in ("done", "dropped", "cancelled")


def _is_low(facts, person, group_id):
    return facts.role(person, group_id) == "observer" and person not in facts.secretariat
