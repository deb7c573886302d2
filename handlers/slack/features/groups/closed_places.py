"""What somebody must do about a place that Slack refuses, by its error word."""

_ADMIN = "A Slack workspace admin must"
_LET_POST = f"{_ADMIN} let Convenor post there (the channel's settings, “Posting permissions”)."
_LET_IN = f"{_ADMIN} give Convenor access to it."
_CHANNEL = {
    "is_archived": "It is archived. I go on by myself when it is unarchived.",
    "channel_is_archived": "It is archived. I go on by myself when it is unarchived.",
    "channel_not_found": "I am not in it. Please type /invite @Convenor in it, and I go on.",
    "not_in_channel": "I am not in it. Please type /invite @Convenor in it, and I go on.",
    "is_inactive": "It is not active. If it was archived or closed, please open it again.",
    "team_access_not_granted": (
        "Convenor was not given access to its workspace. An organisation admin must add Convenor "
        "to that workspace."
    ),
    "channel_is_limited_access": f"Access to it is limited. {_LET_IN}",
    "access_denied": _LET_IN,
    "app_access_restricted": f"{_ADMIN} approve Convenor for it.",
    "ekm_access_denied": f"{_ADMIN} give back access to the workspace's messages (its keys).",
    "missing_scope": "Convenor lacks a permission. A Slack workspace admin must install it again.",
}
_PERSON = {
    "messages_tab_disabled": (
        "The Messages tab of Convenor is switched off. Whoever manages the app must switch it on "
        "(App Home in the app's settings)."
    ),
    "user_disabled": "The account is deactivated. If that is wrong, an admin must activate it.",
    "user_not_found": "Slack does not find the account. Please check who chairs (/wg role).",
    "user_not_visible": "Convenor is not allowed to see the account. An admin must allow it.",
    "cannot_dm_bot": "The account is a bot's. Please check who chairs (/wg role).",
    "restricted_action": f"{_ADMIN} allow Convenor to write direct messages.",
    "team_access_not_granted": _CHANNEL["team_access_not_granted"],
    "missing_scope": _CHANNEL["missing_scope"],
}


def what_to_do(why: str, chair: str | None) -> str:
    """`chair`: the person who cannot be written to; None: it is the group's channel."""
    if chair is not None:
        return _PERSON.get(why, "")
    if why.startswith(("restricted_action", "cannot_reply_to_message")):
        return _LET_POST
    return _CHANNEL.get(why, "Please check its settings with a Slack workspace admin.")
