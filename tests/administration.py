"""What happens to a workspace behind the app's back: to channels, accounts, the installation."""

from handlers.sandbox import changes as changing
from handlers.sandbox.refusal import NotClear, NotThere


class Administration:
    """The deeds of owners and admins, for tests; each sends the events that Slack would send."""

    def __init__(self, core):
        self._core = core

    def archive(self, channel, *, by):
        """Archive a channel."""
        changing.put_away(self._core, self._channel(channel), by, archived=True)

    def unarchive(self, channel, *, by):
        """Bring an archived channel back."""
        changing.put_away(self._core, self._channel(channel), by, archived=False)

    def rename(self, channel, name):
        """Give a channel another name."""
        changing.rename(self._core, self._channel(channel), name)

    def make_private(self, channel):
        """Turn a public channel into a private one."""
        convert(self._core, self._channel(channel), private=True)

    def make_public(self, channel):
        """Turn a private channel into a public one."""
        convert(self._core, self._channel(channel), private=False)

    def add(self, channel, user, *, by):
        """Let someone, or the app, into a channel without asking its members."""
        person = self._core.workspace.people.get(user)
        if person is None:
            raise NotThere(f"There is no person {user}.")
        changing.enter(self._core, self._channel(channel), user, inviter=by)

    def remove(self, channel, user):
        """Take someone, or the app, out of a channel."""
        changing.leave(self._core, self._channel(channel), user)

    def change_person(self, user, changes):
        """Change an account: `{"tz": …}`, `{"deleted": True}` and so on."""
        return _change_person(self._core, user, changes)

    def welcome(self, person):
        """Let a new person into the workspace."""
        _welcome(self._core, person)

    def uninstall(self):
        """Remove the app: its tokens are dead, and it hears of that last."""
        core = self._core
        core.workspace.set("token_problem", "account_inactive")
        core.events.tell("app_uninstalled", {})
        self._tell_revoked()
        core.stream.tell("workspace")

    def revoke_tokens(self):
        """Make the bot token invalid without removing the app."""
        self._core.workspace.set("token_problem", "token_revoked")
        self._tell_revoked()
        self._core.stream.tell("workspace")

    def reinstall(self):
        """Install the app again, with the same token."""
        self._core.workspace.set("token_problem", None)
        self._core.stream.tell("workspace")

    async def refresh_sockets(self, reason="refresh_requested"):
        """Ask the app to connect again, as Slack does every few hours."""
        await self._core.socket_mode.refresh(reason)

    def _tell_revoked(self):
        bot = self._core.workspace.bot.id
        self._core.events.tell("tokens_revoked", {"tokens": {"oauth": [], "bot": [bot]}})

    def _channel(self, channel):
        found = self._core.workspace.conversations.get(channel)
        if found is None or found.kind == "im":
            raise NotThere(f"There is no channel {channel}.")
        return found


def convert(core, conversation, *, private):
    """Make a public channel private, or the other way round; Slack sends no event of its own."""
    conversation.kind = "private" if private else "public"
    core.workspace.conversations.save(conversation)
    core.stream.tell("conversations")


def _change_person(core, user, changes):
    """Change a person's account: name, zone, deactivation and so on."""
    known = core.workspace.people.get(user)
    if known is None:
        raise NotThere(f"There is no person {user}.")
    try:
        person = core.workspace.people.change(known, **changes)
    except TypeError as wrong:
        raise NotClear(str(wrong)) from wrong
    core.stream.tell("workspace")
    core.events.tell("user_change", _user_event(core, person))
    return person


def _welcome(core, person):
    """Let a new person into the workspace and its general channel."""
    core.workspace.people.save(person)
    core.stream.tell("workspace")
    core.events.tell("team_join", _user_event(core, person))
    for conversation in core.workspace.conversations:
        if conversation.is_general:
            changing.enter(core, conversation, person.id, inviter=None)


def _user_event(core, person):
    user = person.as_user(team=core.workspace.team_id, now=core.clock.now(), with_locale=True)
    return {"user": user, "event_ts": f"{core.clock.now():.6f}", "cache_ts": int(core.clock.now())}
