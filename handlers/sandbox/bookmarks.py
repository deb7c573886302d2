"""The links in a channel's head."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from handlers.sandbox.identifiers import Identifiers
from handlers.sandbox.store import Store

KIND = "bookmarks"


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


class Bookmarks:
    """Every bookmark by id, written through to the store."""

    def __init__(self, store: Store, identifiers: Identifiers) -> None:
        self._store = store
        self._identifiers = identifiers
        self._by_id = {key: Bookmark(**body) for key, body in store.load(KIND).items()}

    def of(self, channel: str) -> list[Bookmark]:
        """The bookmarks of a channel, the first one first."""
        return [one for one in self._by_id.values() if one.channel == channel]

    def get(self, bookmark_id: str) -> Bookmark | None:
        return self._by_id.get(bookmark_id)

    def add(self, **fields: Any) -> Bookmark:
        return self._save(Bookmark(id=self._identifiers.new("Bk"), **fields))

    def change(self, bookmark: Bookmark, changes: Mapping[str, Any]) -> Bookmark:
        return self._save(replace(bookmark, **changes))

    def remove(self, bookmark: Bookmark) -> None:
        del self._by_id[bookmark.id]
        self._store.delete(KIND, bookmark.id)

    def _save(self, bookmark: Bookmark) -> Bookmark:
        self._by_id[bookmark.id] = bookmark
        self._store.save(KIND, bookmark.id, asdict(bookmark))
        return bookmark
