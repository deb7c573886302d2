"""The Web API methods that are offered, one file for each of Slack's families."""

from handlers.sandbox.methods import (
    auth,
    bookmarks,
    canvases,
    channels,
    chat,
    conversations,
    directory,
    files,
    pins,
    reactions,
    scheduling,
    users,
    views,
)

__all__ = [
    "auth", "bookmarks", "canvases", "channels", "chat", "conversations", "directory", "files",
    "pins", "reactions", "scheduling", "users", "views",
]  # fmt: skip
"""Each import registers its methods."""
