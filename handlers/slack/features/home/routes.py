"""Where events go that are answered; all others change only what Convenor believes."""

from bot.languages import N_
from handlers.slack.features.decisions.forms import RECORD_TITLE
from handlers.slack.features.home import events, forms, shortcuts
from handlers.slack.features.practices.card_form import SHARE_TITLE
from handlers.slack.kit.catalogue import (
    LOG_SHORTCUT,
    MENU_SHORTCUT,
    RECORD_SHORTCUT,
    SHARE_SHORTCUT,
)
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.EVENT, "member_joined_channel"): Route(events.channel_joined, writes=True),
    (Kind.EVENT, "app_mention"): Route(events.app_mentioned, writes=True),
    (Kind.EVENT, "message"): Route(events.message_received, writes=True),
    (Kind.EVENT, "app_home_opened"): Route(events.home_opened, writes=True),
    (Kind.SHORTCUT, LOG_SHORTCUT.id): Route(shortcuts.log_from_message, opens=N_("Log an action")),
    (Kind.SHORTCUT, RECORD_SHORTCUT.id): Route(shortcuts.record_from_message, opens=RECORD_TITLE),
    (Kind.SHORTCUT, SHARE_SHORTCUT.id): Route(shortcuts.share_from_message, opens=SHARE_TITLE),
    (Kind.SHORTCUT, MENU_SHORTCUT.id): Route(shortcuts.open_menu, opens=shortcuts.MENU_TITLE),
    (Kind.PRESS, forms.MORNINGS): Route(forms.press_mornings, opens=forms.MORNINGS_TITLE),
    (Kind.SUBMISSION, forms.MORNINGS): Route(
        forms.submit_mornings, writes=True, edits=forms.mornings_form
    ),
}
