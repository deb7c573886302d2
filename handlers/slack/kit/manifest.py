"""The Slack app manifest, made from the same catalogue as help."""

from typing import Any

from handlers.slack.kit.catalogue import COMMANDS, SHORTCUTS

SCOPES = (
    "app_mentions:read",  # a mention of Convenor gets an answer
    "canvases:read",  # is it in the channel's canvas already?
    "canvases:write",  # sealed minutes in the channel's canvas, where a chair wants that
    "channels:history",  # where an answer of Slack's was lost: is the message there?
    "channels:read",  # who is in a public channel: rights and audience
    "chat:write",  # everything that Convenor posts
    "commands",  # the six slash commands
    "files:write",  # one dialogue as a calendar file; pictures
    "groups:history",  # the same look in a private channel
    "groups:read",  # who is in a private channel
    "im:history",  # a direct message to Convenor gets an answer; the same look there
    "im:write",  # which conversation to look in, where a person was never written to before
    "reactions:read",  # an emoji that the group chose marks a message for the minutes
    "reactions:write",  # an emoji under a message whose lines went into the minutes
    "users:read",  # names, time zones, who is active, who is an app
)
OPTIONAL_SCOPES = ("users:read.email",)
"""Whoever installs the app may leave these out: `convenor roster import` finds people by their
address, and keeps none."""
EVENTS = (
    "app_home_opened app_mention app_uninstalled channel_archive channel_left channel_unarchive "
    "group_archive group_left group_unarchive member_joined_channel member_left_channel "
    "message.channels message.groups message.im reaction_added reaction_removed team_join "
    "tokens_revoked user_change"
).split()


def build_manifest(*, name: str = "Convenor", public_url: str | None = None) -> dict[str, Any]:
    """A manifest of schema version 1: Socket Mode, or HTTP where `public_url` is given."""
    request_url = f"{public_url.rstrip('/')}/slack/events" if public_url else None
    address = {"request_url": request_url} if request_url else {}
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": name,
            "description": "Runs working-group channels: dialogues, action items, good practice.",
            "background_color": "#1f3a4d",
        },
        "features": {
            "bot_user": {"display_name": name, "always_online": True},
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "shortcuts": [
                {"name": s.name, "type": s.type, "callback_id": s.id, "description": s.does}
                for s in SHORTCUTS
            ],
            "slash_commands": [
                {
                    "command": command.name,
                    "description": command.summary,
                    "usage_hint": command.usage_hint,
                    "should_escape": True,
                    **({"url": request_url} if request_url else {}),
                }
                for command in COMMANDS
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES), "bot_optional": list(OPTIONAL_SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS), **address},
            "interactivity": {"is_enabled": True, **address},
            "org_deploy_enabled": False,
            "socket_mode_enabled": request_url is None,
            "token_rotation_enabled": False,
        },
    }
