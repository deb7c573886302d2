"""The Web API methods that are offered, one file for each of Slack's families."""

from handlers.sandbox.methods import channels, chat, conversations, files, reactions, users, views

__all__ = ["channels", "chat", "conversations", "files", "reactions", "users", "views"]
"""Each import registers its methods."""
