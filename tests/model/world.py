"""The sample network with Convenor in it, in one event loop: every step ends when all is quiet."""

from datetime import UTC, datetime, timedelta

import aiohttp

from handlers.sandbox import changes
from handlers.sandbox.acting import conversing
from handlers.sandbox.acting.access import channel_name, interaction, response_url
from handlers.sandbox.acting.commands import command_payload
from handlers.sandbox.delivery.outbox import Parcel
from handlers.sandbox.door import doing
from tests.administration import convert
from tests.model.facts import Reading
from tests.model.showing import Showing
from tests.simulation.simulation import first_day
from tests.stories.network import Patient
from tests.waiting import PATIENT

TECH, EDUCATION, REGULATORS = "C0TECHNOL1", "C0EDUCATE1", "C0REGULAT1"
ROOMS = (TECH, EDUCATION, REGULATORS)
_GROUPS = {TECH: ("Technology", "amara"), EDUCATION: ("Education", "gethin")}
_GROUPS[REGULATORS] = ("Regulators", "benoit")


class World:
    """An asynchronous context manager. People are named by their handles, channels by ids."""

    def __init__(self, folder):
        self._folder = folder
        file = folder / "convenor.sqlite3"
        self.ground = Patient(folder=None, database_url=f"sqlite:///{file}", timing=PATIENT)
        self._file = file

    async def __aenter__(self):
        ground = self.ground
        await ground.sandbox.start()
        monday = datetime.combine(first_day(ground.now()), datetime.min.time(), UTC)
        ground.sandbox.clock.leap_to((monday + timedelta(hours=8)).timestamp())
        await ground.start_convenor()
        self.core = ground.sandbox.core
        self.showing = Showing(self.core)
        self.ids = {p.name: p.id for p in self.core.workspace.people}
        self.handles = {user_id: handle for handle, user_id in self.ids.items()}
        self.reading = Reading(self._file, self.core.workspace, ground.now)
        self.opened = {}
        """When each person opened their Home last."""
        self._check_at = self.now + timedelta(days=1)
        self._http = aiohttp.ClientSession()
        for channel, (name, chair) in _GROUPS.items():
            await self._set_up(channel, name, chair)
        return self

    async def __aexit__(self, *_):
        await self._http.close()
        self.reading.close()
        await self.ground.stop()

    async def _set_up(self, channel, name, chair):
        await self.type("sina", channel, "/wg setup")
        values = {
            "name": {"value": {"value": name}},
            "chairs": {"value": {"selected_users": [self.ids[chair]]}},
            "zone": {"value": {"value": "Europe/London"}},
        }
        assert await self.submit("sina", values) == {"ok": True}

    @property
    def now(self):
        return self.ground.now()

    def person(self, handle):
        return self.core.workspace.people.named(handle)

    def room(self, channel):
        return self.core.workspace.conversations.get(channel)

    def is_in(self, handle, channel):
        return self.ids[handle] in self.room(channel).members

    def direct(self, handle):
        """The id of somebody's direct message with Convenor."""
        bot = self.core.workspace.bot.id
        return self.core.workspace.direct_message(self.ids[handle], bot)[0].id

    async def settle(self):
        """Until every call is answered and what is owed by now is sent."""
        await self.ground.sandbox.quiet()
        await self.ground.convenor.settle(plan=False)
        await self.ground.sandbox.quiet()

    async def type(self, handle, channel, typed):
        """A slash command, from wherever Slack would let somebody type it, and its answer."""
        name, _, text = typed.partition(" ")
        payload = command_payload(self.core, self.person(handle), self.room(channel), name, text)
        self.showing.knows(self.ids[handle], text)
        body = await self.core.ask(Parcel("slash_commands", payload))
        self.showing.answered(self.ids[handle], channel, body)
        await self.settle()

    async def press(self, handle, button):
        """A button that was shown to somebody at some time, wherever it stood."""
        person, core = self.person(handle), self.core
        self.showing.knows(person.id, button.value)
        channel = button.channel or self.direct(handle)
        place = {"type": "message", "is_ephemeral": True}
        pressed = {"type": "button", "block_id": "b", "action_id": button.action_id}
        payload = {
            **interaction(core, "block_actions", person),
            "trigger_id": core.triggers.new(person.id),
            "container": {**place, "channel_id": channel, "message_ts": "1.000001"},
            "channel": {"id": channel, "name": channel_name(self.room(channel))},
            "response_url": response_url(core, person.id, channel),
            "actions": [{**pressed, "value": button.value}],
        }
        await core.ask(Parcel("interactive", payload))
        await self.settle()

    def form(self, handle):
        """The topmost modal of somebody, or None."""
        stack = self.core.modals.stack(self.ids[handle])
        return stack[-1] if stack else None

    async def submit(self, handle, values):
        """The topmost modal; what the sandbox answers to it."""
        form = self.form(handle)
        given = {"as": self.ids[handle], "view_id": form.id, "values": values}
        answer = await doing.do(self.core, "view/submit", given)
        await self.settle()
        return answer

    def close(self, handle):
        """All modals of somebody."""
        self.core.modals.clear(self.ids[handle])

    async def say(self, handle, channel, text):
        given = {"channel": channel, "text": text}
        await conversing.say(self.core, self.person(handle), given)
        await self.settle()

    async def enter(self, handle, channel):
        changes.enter(self.core, self.room(channel), self.ids[handle], inviter=self.ids["sina"])
        await self.settle()

    async def leave(self, handle, channel):
        changes.leave(self.core, self.room(channel), self.ids[handle])
        await self.settle()

    async def convert(self, channel, *, private):
        convert(self.core, self.room(channel), private=private)
        await self.settle()

    async def advance(self, hours):
        """Time passes; once in a day every channel is looked at, as in real time."""
        end = self.now + timedelta(hours=hours)
        while self.now < end:
            ahead = (min(end, self._check_at) - self.now).total_seconds()
            await self.ground.sandbox.advance(max(ahead, 0.001))
            if self.now >= self._check_at:
                self._check_at += timedelta(days=1)
                await self.ground.convenor.beats.ask("drift")
        await self.settle()

    async def open_home(self, handle):
        given = {"user": self.core.workspace.bot.id, "tab": "home"}
        await conversing.open_direct_message(self.core, self.person(handle), given)
        self.opened[self.ids[handle]] = self.now
        await self.settle()

    async def fetch_calendar(self, handle):
        """What the newest address that somebody was told gives now."""
        address = self.showing.calendars[self.ids[handle]]
        async with self._http.get(address) as answer:
            words = (await answer.text()).replace("\r\n ", "")
        self.showing.fetched(self.ids[handle], "their calendar", words)
