"""The Web API methods that are offered, one file for each of Slack's families."""

from handlers.sandbox.methods import (
    auth,
    canvases,
    chat,
    conversations,
    files,
    reactions,
    users,
    views,
)

__all__ = ["auth", "canvases", "chat", "conversations", "files", "reactions", "users", "views"]
"""Each import registers its methods."""
