"""A place that Slack refuses, and what somebody must do about it, by its error word."""

from bot.domain.group_notifications import PlaceClosedNotice
from bot.languages import N_, _
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import notice_header

_LET_POST = N_(
    "A Slack workspace admin must let Convenor post there (the channel's settings, “Posting "
    "permissions”)."
)
_ARCHIVED = N_("It is archived. I go on by myself when it is unarchived.")
_NOT_IN_IT = N_("I am not in it. Please type /invite @Convenor in it, and I go on.")
_CHANNEL = {
    "is_archived": _ARCHIVED,
    "channel_is_archived": _ARCHIVED,
    "channel_not_found": _NOT_IN_IT,
    "not_in_channel": _NOT_IN_IT,
    "is_inactive": N_("It is not active. If it was archived or closed, please open it again."),
    "team_access_not_granted": N_(
        "Convenor was not given access to its workspace. An organisation admin must add Convenor "
        "to that workspace."
    ),
    "channel_is_limited_access": N_(
        "Access to it is limited. A Slack workspace admin must give Convenor access to it."
    ),
    "access_denied": N_("A Slack workspace admin must give Convenor access to it."),
    "app_access_restricted": N_("A Slack workspace admin must approve Convenor for it."),
    "ekm_access_denied": N_(
        "A Slack workspace admin must give back access to the workspace's messages (its keys)."
    ),
    "missing_scope": N_(
        "Convenor lacks a permission. A Slack workspace admin must install it again."
    ),
}
_PERSON = {
    "messages_tab_disabled": N_(
        "The Messages tab of Convenor is switched off. Whoever manages the app must switch it on "
        "(App Home in the app's settings)."
    ),
    "user_disabled": N_("The account is deactivated. If that is wrong, an admin must activate it."),
    "user_not_found": N_("Slack does not find the account. Please check who chairs (/wg role)."),
    "user_not_visible": N_("Convenor is not allowed to see the account. An admin must allow it."),
    "cannot_dm_bot": N_("The account is a bot's. Please check who chairs (/wg role)."),
    "restricted_action": N_(
        "A Slack workspace admin must allow Convenor to write direct messages."
    ),
    "team_access_not_granted": _CHANNEL["team_access_not_granted"],
    "missing_scope": _CHANNEL["missing_scope"],
}


def place_closed(notification: PlaceClosedNotice) -> list[kit.Block]:
    """Goes to one person: which place Slack refuses, what somebody must do, and what waits."""
    group, chair, why = notification.group, notification.chair, notification.why
    said = N_("Slack does not let me post in the channel of {group} ({error}).")
    if chair is not None:
        said = N_("Slack does not let me write to {person}, who chairs {group} ({error}).")
    said = _(said, person=chair, group=group.name, error=why)
    words = " ".join(filter(None, [said, _what_to_do(why, chair), notification.words]))
    return [kit.rich(notice_header(notification.to, group), kit.line(words))]


def _what_to_do(why: str, chair: str | None) -> str:
    """`chair`: the person who cannot be written to; None: it is the group's channel."""
    if chair is not None:
        return _(_PERSON[why]) if why in _PERSON else ""
    if why.startswith(("restricted_action", "cannot_reply_to_message")):
        return _(_LET_POST)
    other = N_("Please check its settings with a Slack workspace admin.")
    return _(_CHANNEL.get(why, other))
