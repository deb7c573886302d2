"""Channels and direct messages: who is in them and who may see them."""

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from handlers.sandbox.store import Kept, Store

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
