"""The Web API methods that are offered, one file for each of Slack's families."""

from handlers.sandbox.methods import (  # each import registers its methods
    auth,
    chat,
    conversations,
    files,
    history,
    users,
    views,
)
from handlers.sandbox.methods.registry import METHODS, Method

__all__ = [
    "METHODS",
    "Method",
    "auth",
    "chat",
    "conversations",
    "files",
    "history",
    "users",
    "views",
]
