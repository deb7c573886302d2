"""The Web API methods that are offered, one file for each of Slack's families."""

from handlers.sandbox.methods import auth, chat, conversations, files, users, views

__all__ = ["auth", "chat", "conversations", "files", "users", "views"]
"""Each import registers its methods."""
