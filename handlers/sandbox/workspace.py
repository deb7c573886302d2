"""The workspace as data: team, people, conversations, messages; and its opening state."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice, takewhile
from typing import Any

import yaml

from handlers.sandbox.app import AppConfig
from handlers.sandbox.conversations import (
    Bookmark,
    Bookmarks,
    Canvas,
    Canvases,
    Conversation,
    Conversations,
)
from handlers.sandbox.files import File, Files
from handlers.sandbox.messages import (
    Message,
    Messages,
    Scheduled,
    ScheduledMessages,
    as_micros,
    as_ts,
)
from handlers.sandbox.people import People, Person
from handlers.sandbox.store import Store

MOST_UNREAD = 100


class Workspace:
    """One Slack team; `now` gives unix seconds of the moved clock."""

    def __init__(self, store: Store, now: Callable[[], float]) -> None:
        self.store = store
        self.now = now
        self.read()

    def read(self) -> None:
        """Take up what the store holds: at first, and after it was replaced."""
        store = self.store
        self.people = People(store, "people", Person)
        self.conversations = Conversations(store, "conversations", Conversation)
        self.messages = Messages(store)
        self.files = Files(store, self.now)
        self.canvases = Canvases(store, "canvases", Canvas)
        self.bookmarks = Bookmarks(store, "bookmarks", Bookmark)
        self.scheduled = ScheduledMessages(store, "scheduled", Scheduled)
        self._reads: dict[str, str] = store.load("reads")
        self._settings: dict[str, Any] = store.load("settings")
        self._latest_micros = as_micros(self.messages.latest_ts)

    @property
    def team(self) -> dict[str, str]:
        """The team's id, name and domain."""
        return dict(self._settings["team"])

    @property
    def team_id(self) -> str:
        return str(self._settings["team"]["id"])

    @property
    def app(self) -> dict[str, str]:
        """The ids by which Slack knows the app: `id`, `bot_id`, `bot_user_id`."""
        return dict(self._settings["app"])

    @property
    def bot(self) -> Person:
        """The app's bot user."""
        found = self.people.get(self._settings["app"]["bot_user_id"])
        if found is None:
            raise LookupError("the bot user is missing from the workspace")
        return found

    def setting(self, key: str) -> Any:
        """A remembered setting of the sandbox itself, or None."""
        return self._settings.get(key)

    def set(self, key: str, value: Any) -> None:
        """Remember a setting over restarts."""
        self._settings[key] = value
        self.store.save("settings", key, value)

    def new_ts(self) -> str:
        """The moved time as a ts that no other message has, later than all before."""
        self._latest_micros = max(int(self.now() * 1_000_000), self._latest_micros + 1)
        return as_ts(self._latest_micros)

    def may_see(self, user: str, channel: str) -> bool:
        """Whether a person may know of a conversation."""
        conversation = self.conversations.get(channel)
        return conversation is not None and conversation.is_visible_to(user)

    def direct_message(self, one: str, other: str) -> tuple[Conversation, bool]:
        """The direct message of two people, opened when needed, and whether it is new."""
        found = self.conversations.between(one, other)
        if found is not None:
            return found, False
        made = {"creator": one, "created": int(self.now())}
        return self.conversations.add("D", kind="im", members=[one, other], **made), True

    def as_message(self, message: Message, *, all_metadata: bool = True) -> dict[str, Any]:
        """A message as the Web API and events show it."""
        author = self.people.get(message.user)
        wire = self.messages.as_message(
            message, author=author, team=self.team_id, all_metadata=all_metadata
        )
        if message.files:
            files = [self.as_file(shared["id"]) for shared in message.files]
            wire |= {"files": files, "upload": False, "display_as_bot": False}
        return wire

    def as_file(self, file_id: str) -> dict[str, Any]:
        """A file as the Web API and events show it; KeyError for an unknown one."""
        file = self.files.get(file_id)
        if file is None:
            raise KeyError(file_id)
        places = [one for one in self.conversations if one.id in file.shared]
        return self.files.as_file(file, places, team=self.team_id)

    def file_for_bot(self, file_id: str) -> File | None:
        """A complete file of the bot's own or shared where it may read, or None."""
        file = self.files.get(file_id)
        if file is None or not file.is_complete:
            return None
        is_seen = any(self.may_see(self.bot.id, channel) for channel in file.shared)
        return file if is_seen or file.user == self.bot.id else None

    def as_channel(self, conversation: Conversation) -> dict[str, Any]:
        """A conversation as the Web API shows it to the bot."""
        channel = conversation.as_channel(team=self.team_id, viewer=self.bot.id)
        if conversation.kind == "im":
            other = self.people.get(conversation.other(self.bot.id))
            channel["is_user_deleted"] = other is not None and other.deleted
        canvas = self.canvases.of_channel(conversation.id)
        if canvas is not None:
            channel["properties"] = {"canvas": {"file_id": canvas.id, "is_empty": not canvas.text}}
        return channel

    def last_read(self, user: str, channel: str) -> str:
        """The ts up to which a person has seen a conversation; "0" before the first."""
        return self._reads.get(f"{user} {channel}", "0")

    def mark_read(self, user: str, channel: str, ts: str | None = None) -> None:
        """Note that a person has seen a conversation up to this ts, or all of it."""
        newest = next(self.messages.newest_first(channel), None)
        seen = ts or (newest and newest.ts)
        if seen and self.last_read(user, channel) != seen:
            self._reads[f"{user} {channel}"] = seen
            self.store.save("reads", f"{user} {channel}", seen)

    def unread(self, user: str, channel: str) -> int:
        """How many messages by others a conversation has since this person last read it. Counted up
        to MOST_UNREAD, as nobody is shown more."""
        read = as_micros(self.last_read(user, channel))
        since = takewhile(lambda m: as_micros(m.ts) > read, self.messages.newest_first(channel))
        unread = (m for m in since if m.user != user and m.in_channel and m.is_visible_to(user))
        return sum(1 for _ in islice(unread, MOST_UNREAD))

    def install(self, config: AppConfig) -> None:
        """Give the app its bot user, or the one it has its present name."""
        ids, name = self.app, config.bot_name
        of_app: dict[str, Any] = {"is_bot": True, "bot_id": ids["bot_id"], "app_id": ids["id"]}
        self.people.save(Person(ids["bot_user_id"], name.lower().replace(" ", "_"), name, **of_app))

    def fill(self, sample: Mapping[str, Any]) -> None:
        """Add the sample's people, channels and first messages. Who has no address in it gets one
        of the workspace's domain, under a name that leads nowhere. ValueError for people and
        channels that it names and does not have."""
        for person in sample["people"]:
            email = f"{person['name']}@{self.team['domain']}.example"
            self.people.save(Person(**{"email": email, **person}))
        created = int(self.now())
        for channel in sample["channels"]:
            self.conversations.save(self._channel(channel, created))
        for message in sample.get("messages", ()):
            channel = self.conversations.named(message["channel"])
            if channel is None:
                raise ValueError(f"the sample's message in #{message['channel']} has no place")
            author = self._id_of(message["user"])
            text = message["text"].strip()
            self.messages.save(Message(self.new_ts(), channel.id, author, text))

    def _channel(self, wanted: Mapping[str, Any], created: int) -> Conversation:
        members = [one.id for one in self.people if not (one.deleted or one.is_bot)]
        if wanted["members"] != "everyone":
            members = [self._id_of(name) for name in wanted["members"]]
        if wanted.get("bot", False):
            members.append(self.bot.id)
        return Conversation(
            id=wanted["id"],
            kind="private" if wanted.get("private", False) else "public",
            name=wanted["name"],
            members=members,
            topic=wanted.get("topic", ""),
            purpose=wanted.get("purpose", ""),
            creator=self._id_of(wanted["creator"]),
            created=created,
            is_general=wanted.get("is_general", False),
        )

    def _id_of(self, name: str) -> str:
        person = self.people.named(name)
        if person is None:
            raise ValueError(f"the sample names @{name}, who is not among its people")
        return person.id


@cache
def load_sample() -> Mapping[str, Any]:
    """The sample network's side of Slack: team, app ids, people, channels, messages."""
    text = (files("handlers.sandbox") / "sample.yaml").read_text(encoding="utf-8")
    sample: Mapping[str, Any] = yaml.safe_load(text)
    return sample


def prepare(store: Store, sample: Mapping[str, Any]) -> bool:
    """Write team and app ids into an empty store; True when it was empty."""
    if "team" in store.load("settings"):
        return False
    store.save("settings", "team", {"domain": "sandbox", **sample["team"]})
    store.save("settings", "app", dict(sample["app"]))
    store.save("settings", "usergroups", list(sample.get("usergroups", ())))
    return True
