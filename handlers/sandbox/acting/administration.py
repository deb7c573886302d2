"""What happens to a workspace behind the app's back: channels, accounts, the installation."""

from collections.abc import Mapping
from typing import Any

from handlers.sandbox.acting import rooms
from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import NotThere


class Administration:
    """The deeds of owners and admins, for tests; each sends the events that Slack would send."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def archive(self, channel: str, *, by: str) -> None:
        rooms.archive(self._core, self._channel(channel), by=by, archived=True)

    def unarchive(self, channel: str, *, by: str) -> None:
        """Bring an archived channel back."""
        rooms.archive(self._core, self._channel(channel), by=by, archived=False)

    def rename(self, channel: str, name: str) -> None:
        """Give a channel another name."""
        rooms.rename(self._core, self._channel(channel), name)

    def make_private(self, channel: str) -> None:
        """Turn a public channel into a private one."""
        rooms.convert(self._core, self._channel(channel), private=True)

    def make_public(self, channel: str) -> None:
        """Turn a private channel into a public one."""
        rooms.convert(self._core, self._channel(channel), private=False)

    def add(self, channel: str, user: str, *, by: str) -> None:
        """Let someone, or the app, into a channel without asking its members."""
        person = self._core.workspace.people.get(user)
        if person is None:
            raise NotThere(f"There is no person {user}.")
        rooms.enter(self._core, self._channel(channel), user, inviter=by)

    def remove(self, channel: str, user: str) -> None:
        """Take someone, or the app, out of a channel."""
        rooms.leave(self._core, self._channel(channel), user)

    def change_person(self, user: str, changes: Mapping[str, Any]) -> Person:
        """Change an account: `{"tz": …}`, `{"deleted": True}` and so on."""
        return rooms.change_person(self._core, user, changes)

    def welcome(self, person: Person) -> None:
        """Let a new person into the workspace."""
        rooms.welcome(self._core, person)

    def uninstall(self) -> None:
        """Remove the app: its tokens are dead, and it hears of that last."""
        core = self._core
        core.workspace.set("token_problem", "account_inactive")
        core.events.tell("app_uninstalled", {})
        self._tell_revoked()
        core.stream.tell("workspace")

    def revoke_tokens(self) -> None:
        """Make the bot token invalid without removing the app."""
        self._core.workspace.set("token_problem", "token_revoked")
        self._tell_revoked()
        self._core.stream.tell("workspace")

    def reinstall(self) -> None:
        """Install the app again, with the same token."""
        self._core.workspace.set("token_problem", None)
        self._core.stream.tell("workspace")

    async def refresh_sockets(self, reason: str = "refresh_requested") -> None:
        """Ask the app to connect again, as Slack does every few hours."""
        await self._core.socket_mode.refresh(reason)

    def _tell_revoked(self) -> None:
        bot = self._core.workspace.bot.id
        self._core.events.tell("tokens_revoked", {"tokens": {"oauth": [], "bot": [bot]}})

    def _channel(self, channel: str) -> Conversation:
        found = self._core.workspace.conversations.get(channel)
        if found is None or found.kind == "im":
            raise NotThere(f"There is no channel {channel}.")
        return found
