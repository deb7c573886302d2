"""Channels and direct messages, with the bookmarks and the canvas of a channel."""

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from handlers.sandbox.store import Kept, fields_of

Kind = Literal["public", "private", "im"]
NAME_PATTERN = re.compile(r"[\w-]+")
_NEVER = "is_group is_im is_mpim is_shared is_ext_shared is_pending_ext_shared"


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
        shown = fields_of(self, "id created") | {"context_team_id": team, "is_org_shared": False}
        if self.kind == "im":
            other = {"user": self.other(viewer), "is_user_deleted": False, "priority": 0}
            return {**shown, "is_im": True, "is_archived": False, **other}
        set_by = {"creator": self.creator, "last_set": self.created}
        return {
            **shown,
            **fields_of(self, "name creator is_general"),
            **dict.fromkeys(_NEVER.split(), False),
            "name_normalized": self.name,
            "is_channel": True,
            "is_private": self.kind == "private",
            "updated": self.created * 1000,
            "is_archived": self.archived,
            "is_member": viewer in self.members,
            "topic": {"value": self.topic, **set_by},
            "purpose": {"value": self.purpose, **set_by},
            "previous_names": [],
        }


class Conversations(Kept[Conversation]):
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
            **fields_of(self, "id title link emoji"),
            **dict.fromkeys(("icon_url", "entity_id", "shortcut_id", "app_id")),
            "channel_id": self.channel,
            "type": "link",
            "date_created": self.created,
            "date_updated": self.updated,
            "rank": "U",
            "last_updated_by_user_id": self.user,
            "last_updated_by_team_id": team,
        }


class Bookmarks(Kept[Bookmark]):
    def of(self, channel: str) -> list[Bookmark]:
        """The bookmarks of a channel, the first one first."""
        return [one for one in self if one.channel == channel]


@dataclass(frozen=True)
class Canvas:
    """`channel`: whose own canvas it is; None for one that stands alone."""

    id: str
    title: str
    text: str
    channel: str | None = None


class Canvases(Kept[Canvas]):
    def of_channel(self, channel: str) -> Canvas | None:
        """The channel's own canvas, or None."""
        return next((one for one in self if one.channel == channel), None)
