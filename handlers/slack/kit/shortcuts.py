"""The shortcuts of Slack's menus: the manifest and their listeners take them from here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut:
    """`type` as Slack has it: in the menu of a message, or "global"."""

    id: str
    name: str
    does: str
    type: str = "message"


LOG_SHORTCUT = Shortcut(
    id="action.from_message",
    name="Log an action",
    does="Logs an action from this message, with its people and its date",
)
RECORD_SHORTCUT = Shortcut(
    id="decision.from_message",
    name="Record a decision",
    does="Records what was agreed in this message",
)
SHARE_SHORTCUT = Shortcut(
    id="practice.from_message",
    name="Share as good practice",
    does="Fills a card from this message, for a chair to review",
)
MINUTES_SHORTCUT = Shortcut(
    id="minutes.from_thread",
    name="Draft minutes",
    does="Drafts the minutes of a dialogue from this thread (for chairs)",
)
MENU_SHORTCUT = Shortcut(
    id="home.menu", name="What I can do", does="Everything that you may do here", type="global"
)
SHORTCUTS = (LOG_SHORTCUT, RECORD_SHORTCUT, SHARE_SHORTCUT, MINUTES_SHORTCUT, MENU_SHORTCUT)
