"""The links in a channel's head."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from handlers.sandbox.identifiers import Identifiers
from handlers.sandbox.store import Kept, Store


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
