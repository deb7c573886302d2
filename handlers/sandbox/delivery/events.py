"""Events: which ones the app hears of, and the outer object around each."""

from typing import Any

from handlers.sandbox.app import AppConfig
from handlers.sandbox.conversations import Conversation
from handlers.sandbox.delivery.outbox import Outbox
from handlers.sandbox.messages import Message
from handlers.sandbox.store import unguessable
from handlers.sandbox.workspace import Workspace

# The scope without which Slack keeps an event back; {kind} is channels, groups or im.
_EVENTS = {
    "app_mentions:read": "app_mention",
    "{kind}:history": "message",
    "{kind}:read": "member_joined_channel member_left_channel",
    "channels:read": "channel_archive channel_created channel_left channel_rename"
    " channel_unarchive",
    "groups:read": "group_archive group_left group_rename group_unarchive",
    "files:read": "file_shared",
    "pins:read": "pin_added pin_removed",
    "reactions:read": "reaction_added reaction_removed",
    "users:read": "team_join user_change",
}
SCOPES = {event: scope for scope, events in _EVENTS.items() for event in events.split()}
# All that a removed app still hears.
FAREWELLS = ("app_uninstalled", "tokens_revoked")
CHANNEL_TYPE = {"public": "channel", "private": "group", "im": "im"}


class Events:
    """Tells the app what happened, when it has subscribed and has the scope."""

    def __init__(self, workspace: Workspace, config: AppConfig, outbox: Outbox) -> None:
        self._workspace = workspace
        self._config = config
        self._outbox = outbox

    def tell(self, kind: str, event: dict[str, Any], *, of: Conversation | None = None) -> None:
        """Send one event, of now where it names no moment. `of` is the conversation whose kind
        decides about the scope."""
        subscription = kind
        if kind == "message" and of is not None:
            subscription = f"message.{of.scope_prefix}"
        scope = SCOPES.get(kind, "").format(kind="" if of is None else of.scope_prefix)
        is_alive = kind in FAREWELLS or not self._workspace.setting("token_problem")
        is_granted = not scope or scope in self._config.scopes
        if subscription in self._config.bot_events and is_alive and is_granted:
            dated = {"event_ts": self._event_ts(), **event, "type": kind}
            self._outbox.send_event(self.around(dated))

    def tell_of_channel(self, what: str, conversation: Conversation, event: dict[str, Any]) -> None:
        """Send channel_archive and similar events, named group_… for private channels."""
        prefix = "group" if conversation.kind == "private" else "channel"
        self.tell(f"{prefix}_{what}", event, of=conversation)

    def tell_of_message(self, message: Message, conversation: Conversation) -> None:
        """Send what a new message causes: message.…, and app_mention where the bot is in."""
        bot = self._workspace.bot
        if bot.id not in conversation.members or message.to is not None:
            return
        for file in message.files or ():
            shared = {"file_id": file["id"], "file": {"id": file["id"]}, "event_ts": message.ts}
            shared |= {"user_id": message.user, "channel_id": conversation.id}
            self.tell("file_shared", shared, of=conversation)
        said = self._workspace.as_message(message)
        said |= {"channel": conversation.id, "event_ts": message.ts}
        of_file = {"subtype": "file_share"} if message.files else {}
        kind = {"channel_type": CHANNEL_TYPE[conversation.kind]}
        self.tell("message", {**said, **kind, **of_file}, of=conversation)
        is_mentioned = f"<@{bot.id}" in message.text and message.user != bot.id
        if is_mentioned and conversation.kind != "im":
            self.tell("app_mention", said, of=conversation)

    def tell_of_change(
        self, what: str, message: Message, conversation: Conversation, before: dict[str, Any]
    ) -> None:
        """Send message_changed or message_deleted."""
        if self._workspace.bot.id not in conversation.members:
            return
        event: dict[str, Any] = {
            "subtype": what,
            "hidden": True,
            "channel": conversation.id,
            "channel_type": CHANNEL_TYPE[conversation.kind],
            "previous_message": before,
            "ts": self._event_ts(),
        }
        if what == "message_changed":
            event["message"] = self._workspace.as_message(message)
        else:
            event["deleted_ts"] = message.ts
        self.tell("message", event, of=conversation)

    def tell_of_reaction(
        self, what: str, message: Message, conversation: Conversation, user: str, name: str
    ) -> None:
        """Send reaction_added or reaction_removed, where the bot is in."""
        if self._workspace.bot.id not in conversation.members or message.to is not None:
            return
        event: dict[str, Any] = {
            "user": user,
            "reaction": name,
            "item_user": message.user,
            "item": {"type": "message", "channel": conversation.id, "ts": message.ts},
        }
        self.tell(what, event, of=conversation)

    def tell_of_pin(self, what: str, message: Message, conversation: Conversation) -> None:
        """Send pin_added or pin_removed."""
        item = {"type": "message", "channel": conversation.id, "created": int(message.ts[:10])}
        item |= {"message": self._workspace.as_message(message)}
        by = {"user": self._workspace.bot.id, "channel_id": conversation.id, "item": item}
        self.tell(what, by, of=conversation)

    def tell_of_member(
        self, what: str, conversation: Conversation, user: str, inviter: str | None = None
    ) -> None:
        """Send member_joined_channel or member_left_channel to a bot that is in, or was just in."""
        event: dict[str, Any] = {
            "user": user,
            "channel": conversation.id,
            "channel_type": "G" if conversation.kind == "private" else "C",
            "team": self._workspace.team_id,
        }
        if inviter is not None and inviter != user:
            event["inviter"] = inviter
        self.tell(what, event, of=conversation)

    def _event_ts(self) -> str:
        return f"{self._workspace.now():.6f}"

    def around(self, event: dict[str, Any]) -> dict[str, Any]:
        """The event_callback that carries an event."""
        workspace = self._workspace
        by_bot = {
            "enterprise_id": None,
            "team_id": workspace.team_id,
            "user_id": workspace.bot.id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": "deprecated",
            "team_id": workspace.team_id,
            "context_team_id": workspace.team_id,
            "context_enterprise_id": None,
            "api_app_id": workspace.app["id"],
            "event": event,
            "type": "event_callback",
            "event_id": "Ev0" + unguessable(8).upper(),
            "event_time": int(workspace.now()),
            "authorizations": [by_bot],
            "is_ext_shared_channel": False,
            "event_context": "4-" + unguessable(40),
        }
