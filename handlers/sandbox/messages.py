"""Messages of all conversations; all that the app has posted, and what it wrote for later."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from handlers.sandbox.app import Arrival
from handlers.sandbox.people import Person
from handlers.sandbox.rich_text import as_rich_text
from handlers.sandbox.store import Kept, Store, fields_of


@dataclass(frozen=True)
class Message:
    """One message; `to` is the only reader of an ephemeral one."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[dict[str, Any]] | None = None
    thread_ts: str | None = None
    metadata: Mapping[str, Any] | None = None
    subtype: str | None = None
    edited: Mapping[str, str] | None = None
    to: str | None = None
    client_msg_id: str | None = None
    files: list[dict[str, Any]] | None = None
    """`{id}` of each file that is shared by it."""
    reactions: list[dict[str, Any]] = field(default_factory=list)
    """`{name, users}` for each emoji, the first one first."""
    shown_as: dict[str, Any] | None = None
    """`username` and `icons` in place of the app's, with chat:write.customize."""
    pinned: dict[str, Any] | None = None
    """`channel`, `pinned_by` and `pinned_ts`, where it is pinned."""

    @property
    def in_channel(self) -> bool:
        """Whether it is in the channel itself and not only in a thread."""
        return not self.is_reply or self.subtype == "thread_broadcast"

    @property
    def is_reply(self) -> bool:
        """Whether it is in the thread of another one."""
        return self.thread_ts not in (None, self.ts)

    @property
    def parent_ts(self) -> str:
        """The ts of its thread: that of its parent, or its own."""
        return self.thread_ts or self.ts

    def is_visible_to(self, user: str) -> bool:
        """Whether a person who can read the conversation can read this message."""
        return self.to is None or self.to == user


class Messages:
    """Every message by conversation and ts, written through to the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._by_channel: dict[str, dict[str, Message]] = {}
        self._order: dict[str, list[str]] = {}  # each conversation's ts, oldest first
        self._threads: dict[tuple[str, str], list[str]] = {}
        self.latest_ts = "0.000000"
        self.arrived = [Arrival(**body) for body in store.load("arrived").values()]
        """All that the app has really posted, in order; it outlives its messages."""
        for body in store.load("messages").values():
            self._remember(Message(**body))

    def __iter__(self) -> Iterator[Message]:
        for of_channel in self._by_channel.values():
            yield from of_channel.values()

    def get(self, channel: str, ts: str) -> Message | None:
        """The message of this ts, ephemeral or not, or None."""
        return self._by_channel.get(channel, {}).get(ts)

    def of_all(self, channel: str, ts: str) -> Message | None:
        """The message of this ts that all see; None where there is none, or one person's alone."""
        found = self.get(channel, ts)
        return found if found is not None and found.to is None else None

    def of(self, channel: str) -> list[Message]:
        """All messages of a conversation, oldest first."""
        return list(self._by_channel.get(channel, {}).values())

    def newest_first(self, channel: str, *, before: str | None = None) -> Iterator[Message]:
        """The messages of a conversation from its end, or from before this ts, backwards."""
        order = self._order.get(channel, [])
        end = len(order) if before is None else bisect_left(order, as_micros(before), key=as_micros)
        return self._each(channel, range(end - 1, -1, -1))

    def oldest_first(self, channel: str, *, since: str) -> Iterator[Message]:
        """The messages of a conversation from this ts on, its own included."""
        order = self._order.get(channel, [])
        start = bisect_left(order, as_micros(since), key=as_micros)
        return self._each(channel, range(start, len(order)))

    def _each(self, channel: str, places: Iterable[int]) -> Iterator[Message]:
        here, order = self._by_channel.get(channel, {}), self._order.get(channel, [])
        return (here[order[place]] for place in places)

    def replies(self, channel: str, parent: str, *, reader: str | None = None) -> list[Message]:
        """The replies of a thread, oldest first; ephemeral ones only for their `reader`."""
        here = self._by_channel.get(channel, {})
        found = [here[ts] for ts in self._threads.get((channel, parent), ())]
        return [reply for reply in found if reply.to is None or reply.to == reader]

    def save(self, message: Message) -> None:
        """Add a message, or write down what changed in it."""
        if self.get(message.channel, message.ts) is None:
            self._remember(message)
        else:
            self._by_channel[message.channel][message.ts] = message
        self._store.save("messages", _key(message), asdict(message))

    def remove(self, message: Message) -> None:
        """Delete a message for good."""
        del self._by_channel[message.channel][message.ts]
        self._order[message.channel].remove(message.ts)
        if message.is_reply:
            self._threads[(message.channel, message.parent_ts)].remove(message.ts)
        self._store.delete("messages", _key(message))

    def note_arrival(self, arrival: Arrival) -> None:
        """Write down what the app has posted."""
        self._store.save("arrived", f"{len(self.arrived):012d}", asdict(arrival))
        self.arrived.append(arrival)

    def as_message(
        self, message: Message, *, author: Person | None, team: str, all_metadata: bool = True
    ) -> dict[str, Any]:
        """The message object of the Web API and of events."""
        wire = {"type": "message", "team": team, **fields_of(message, "ts user text")}
        if author is not None and author.is_bot:
            wire |= {"bot_id": author.bot_id, "app_id": author.app_id}
            named = {"user_id": author.id, "name": author.real_name, "deleted": False}
            wire["bot_profile"] = {"id": author.bot_id, "app_id": author.app_id, "team_id": team}
            wire["bot_profile"] |= named
        wire |= _given(message, "client_msg_id blocks subtype edited")
        if message.reactions:
            wire["reactions"] = [{**one, "count": len(one["users"])} for one in message.reactions]
        if message.metadata is not None:
            some = {"event_type": message.metadata["event_type"]}
            wire["metadata"] = message.metadata if all_metadata else some
        if author is not None and not author.is_bot and message.blocks is None and message.text:
            wire["blocks"] = [as_rich_text(message.text, block_id=message.ts.replace(".", ""))]
        if message.shown_as is not None:
            del wire["user"]
            wire |= {"subtype": "bot_message", **message.shown_as}
        if message.pinned is not None:
            wire |= {"pinned_to": [message.pinned["channel"]], "pinned_info": message.pinned}
        return wire | self._threading(message)

    def as_card(self, message: Message, *, author: Person | None, reader: str) -> dict[str, Any]:
        """What the page shows of a message to one reader."""
        replies = self.replies(message.channel, message.ts, reader=reader)
        card: dict[str, Any] = {
            **fields_of(message, "ts user text thread_ts reactions"),
            "username": author.name if author is not None else message.user,
            "reply_count": len(replies),
            "ephemeral": message.to is not None,
            "edited": message.edited is not None,
        }
        if author is not None and author.is_bot:
            card["bot_id"] = author.bot_id
        if replies:
            card["latest_reply"] = replies[-1].ts
        return card | _given(message, "blocks subtype metadata shown_as pinned")

    def _threading(self, message: Message) -> dict[str, Any]:
        if message.is_reply:
            parent = self.get(message.channel, message.parent_ts)
            of_parent = {} if parent is None else {"parent_user_id": parent.user}
            return {"thread_ts": message.thread_ts, **of_parent}
        replies = self.replies(message.channel, message.ts)
        if not replies:
            return {}
        writers = list(dict.fromkeys(reply.user for reply in replies))
        return {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "reply_users": writers[:5],
            "reply_users_count": len(writers),
            "latest_reply": replies[-1].ts,
            "is_locked": False,
            "subscribed": False,
        }

    def _remember(self, message: Message) -> None:
        self._by_channel.setdefault(message.channel, {})[message.ts] = message
        insort(self._order.setdefault(message.channel, []), message.ts, key=as_micros)
        if message.is_reply:
            insort(self._threads.setdefault((message.channel, message.parent_ts), []), message.ts)
        self.latest_ts = max(self.latest_ts, message.ts, key=as_micros)


def as_micros(ts: str) -> int:
    """A ts as whole microseconds; ValueError when it is none."""
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * 1_000_000 + int((fraction or "0").ljust(6, "0")[:6])


def as_ts(micros: int) -> str:
    """Whole microseconds as Slack writes them: seconds, a dot, six digits."""
    return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"


def _key(message: Message) -> str:
    return f"{as_micros(message.ts):020d} {message.channel}"


def _given(message: Message, names: str) -> dict[str, Any]:
    """Those of its fields that are not None."""
    return {name: held for name, held in fields_of(message, names).items() if held is not None}


@dataclass(frozen=True)
class Scheduled:
    """`post_at` and `created`: unix seconds of the moved clock."""

    id: str
    channel: str
    post_at: int
    created: int
    text: str
    blocks: list[dict[str, Any]] | None = None
    thread_ts: str | None = None


class ScheduledMessages(Kept[Scheduled]):
    changed: Callable[[], None] = staticmethod(lambda: None)
    """Called when another is the next one."""

    def all(self) -> list[Scheduled]:
        """All that wait, the earliest first."""
        return sorted(self, key=lambda one: (one.post_at, one.id))

    @property
    def next_due(self) -> float | None:
        return min((one.post_at for one in self), default=None)

    def save(self, one: Scheduled) -> Scheduled:
        super().save(one)
        self.changed()
        return one

    def remove(self, one: Scheduled) -> None:
        super().remove(one)
        self.changed()
