"""Second implementations of the ports, for tests of use cases."""

from dataclasses import dataclass, field

from bot.ports.messenger import Absent, Posted
from tests.storage.records import kind_of


def always():
    """Nothing is held too long."""
    return True


@dataclass
class RecordingMessenger:
    """Keeps what was sent; `trouble` maps a recipient to errors raised before it is served."""

    sent: list = field(default_factory=list)
    refreshed: list = field(default_factory=list)
    deleted: list = field(default_factory=list)
    trouble: dict = field(default_factory=dict)
    together: list = field(default_factory=list)
    together_again: list = field(default_factory=list)
    findings: dict = field(default_factory=dict)
    """By recipient, what the coming looks find; Absent where nothing was said."""
    looked: list = field(default_factory=list)

    async def with_picture(self, notification):
        return notification

    async def send(self, delivery, notification, *, late, still):
        waiting = self.trouble.get(delivery.recipient)
        if waiting:
            raise waiting.pop(0)
        self.sent.append((delivery.recipient, kind_of(delivery), notification, late))
        person = delivery.recipient.startswith("U")
        place = f"at:{delivery.recipient}" if person else delivery.recipient
        return Posted(channel=place, ts=f"{len(self.sent)}.000000")

    async def send_together(self, parts, *, still):
        self.together.append([kind_of(delivery) for delivery, _ in parts])
        for delivery, notification in parts:
            posted = await self.send(delivery, notification, late=True, still=still)
        return posted

    async def find(self, delivery, place, since):
        self.looked.append((delivery.id, place, since))
        waiting = self.findings.get(delivery.recipient)
        return waiting.pop(0) if waiting else Absent()

    async def refresh_together(self, parts):
        for delivery, notification in parts:
            await self.refresh(delivery, notification)
        self.together_again.append([delivery.subject_id for delivery, _ in parts])

    async def refresh(self, delivery, notification):
        waiting = self.trouble.get(delivery.recipient)
        if waiting:
            raise waiting.pop(0)
        self.refreshed.append((delivery.posted_ts, notification))

    async def delete(self, delivery):
        waiting = self.trouble.get(delivery.recipient)
        if waiting:
            raise waiting.pop(0)
        self.deleted.append(delivery.posted_ts)


@dataclass
class ToldHistory:
    """`messages`: by place those of ours in it; None where it cannot be read."""

    messages: dict = field(default_factory=dict)
    read: list = field(default_factory=list)

    async def ours_since(self, place, since):
        self.read.append((place, since))
        return self.messages.get(place, [])


@dataclass
class ToldDirectory:
    """Knows the people and channels it was told; anything else is unknown (None)."""

    people: dict = field(default_factory=dict)
    channels: dict = field(default_factory=dict)

    async def person(self, _workspace_id, user_id, *, fresh=False):
        return self.people.get(user_id)

    async def many_people(self, _workspace_id, user_ids, *, to_the_end=False):
        return {user_id: self.people[user_id] for user_id in user_ids if user_id in self.people}

    async def channel(self, _workspace_id, channel_id, *, fresh=False, just_now=False):
        return self.channels.get(channel_id)
