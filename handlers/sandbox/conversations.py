"""Channels and direct messages, with the bookmarks and the canvas of a channel."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from handlers.sandbox.store import Identifiers, Kept, Store

Kind = Literal["public", "private", "im"]
NAME_PATTERN = re.compile(r"[\w-]+")


@dataclass
class Conversation:
    """A channel, or a direct message of exactly two members."""

    id: str
    kind: Kind
    name: str = ""
    members: list[str] = field(default_factory=list)
    topic: str = ""
    purpose: str = ""
    creator: str = ""
    created: int = 0
    archived: bool = False
    is_general: bool = False

    @property
    def scope_prefix(self) -> str:
        """The first half of the scopes that open this kind: channels, groups or im."""
        return {"public": "channels", "private": "groups", "im": "im"}[self.kind]

    def is_visible_to(self, user: str) -> bool:
        """Whether a person may know of this conversation and read it."""
        return self.kind == "public" or user in self.members

    def other(self, user: str) -> str | None:
        """The second person of a direct message, seen by `user`."""
        if self.kind != "im":
            return None
        return next((member for member in self.members if member != user), user)

    def as_channel(self, *, team: str, viewer: str) -> dict[str, Any]:
        """The conversation object of the Web API, as `viewer` gets it."""
        if self.kind == "im":
            return {
                "id": self.id,
                "created": self.created,
                "is_im": True,
                "is_org_shared": False,
                "is_archived": False,
                "context_team_id": team,
                "user": self.other(viewer),
                "is_user_deleted": False,
                "priority": 0,
            }
        is_private = self.kind == "private"
        return {
            "id": self.id,
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": True,
            "is_group": False,
            "is_im": False,
            "is_mpim": False,
            "is_private": is_private,
            "created": self.created,
            "updated": self.created * 1000,
            "is_archived": self.archived,
            "is_general": self.is_general,
            "is_shared": False,
            "is_ext_shared": False,
            "is_org_shared": False,
            "is_pending_ext_shared": False,
            "is_member": viewer in self.members,
            "context_team_id": team,
            "creator": self.creator,
            "topic": {"value": self.topic, "creator": self.creator, "last_set": self.created},
            "purpose": {"value": self.purpose, "creator": self.creator, "last_set": self.created},
            "previous_names": [],
        }


class Conversations(Kept[Conversation]):
    def __init__(self, store: Store) -> None:
        super().__init__(store, "conversations", Conversation)

    def named(self, name: str) -> Conversation | None:
        """The channel of this name, archived ones included, or None."""
        return next((one for one in self if one.kind != "im" and one.name == name), None)

    def between(self, one: str, other: str) -> Conversation | None:
        """The direct message of two people, or None when it was never opened."""
        pair = sorted((one, other))
        return next((c for c in self if c.kind == "im" and sorted(c.members) == pair), None)


def name_problem(name: str) -> str | None:
    """Slack's error word for a channel name that it refuses, or None for a good one."""
    if not name:
        return "invalid_name_required"
    if len(name) > 80:
        return "invalid_name_maxlength"
    if not name.strip("-_"):
        return "invalid_name_punctuation"
    if name != name.lower() or NAME_PATTERN.fullmatch(name) is None:
        return "invalid_name_specials"
    return None


@dataclass(frozen=True)
class Bookmark:
    """`created` and `updated`: unix seconds."""

    id: str
    channel: str
    title: str
    link: str
    emoji: str
    user: str
    created: int
    updated: int

    def as_bookmark(self, team: str) -> dict[str, Any]:
        """The object of the Web API."""
        return {
            "id": self.id,
            "channel_id": self.channel,
            "title": self.title,
            "link": self.link,
            "emoji": self.emoji,
            "icon_url": None,
            "type": "link",
            "entity_id": None,
            "date_created": self.created,
            "date_updated": self.updated,
            "rank": "U",
            "last_updated_by_user_id": self.user,
            "last_updated_by_team_id": team,
            "shortcut_id": None,
            "app_id": None,
        }


class Bookmarks(Kept[Bookmark]):
    def __init__(self, store: Store, identifiers: Identifiers) -> None:
        super().__init__(store, "bookmarks", Bookmark)
        self._identifiers = identifiers

    def of(self, channel: str) -> list[Bookmark]:
        """The bookmarks of a channel, the first one first."""
        return [one for one in self if one.channel == channel]

    def add(self, **fields: Any) -> Bookmark:
        return self.save(Bookmark(id=self._identifiers.new("Bk"), **fields))

    def change(self, bookmark: Bookmark, changes: Mapping[str, Any]) -> Bookmark:
        return self.save(replace(bookmark, **changes))


@dataclass(frozen=True)
class Canvas:
    """`channel`: whose own canvas it is; None for one that stands alone."""

    id: str
    title: str
    text: str
    channel: str | None = None


class Canvases(Kept[Canvas]):
    def __init__(self, store: Store, identifiers: Identifiers) -> None:
        super().__init__(store, "canvases", Canvas)
        self._identifiers = identifiers

    def of_channel(self, channel: str) -> Canvas | None:
        """The channel's own canvas, or None."""
        return next((one for one in self if one.channel == channel), None)

    def add(self, title: str, text: str, channel: str | None) -> Canvas:
        return self.save(Canvas(self._identifiers.new("F"), title, text, channel))

    def write(self, canvas: Canvas, text: str) -> Canvas:
        return self.save(replace(canvas, text=text))
