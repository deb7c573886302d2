"""Answers to events: an invitation, a mention, a direct message, a Home that is opened."""

from collections.abc import Mapping
from typing import Any

from bot.domain import Role
from bot.domain.wording import listed
from bot.languages import N_, _
from bot.use_cases.groups.notifications import greet_channel
from bot.use_cases.home.show import Most, open_home, show_home
from bot.use_cases.refusals import chairs_in_words
from handlers.slack.features.decisions.forms import RECORD_TITLE
from handlers.slack.features.groups.blocks import NO_GROUP_HERE
from handlers.slack.features.home import blocks, forms, shortcuts
from handlers.slack.features.practices.card_form import SHARE_TITLE
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import spoken_text
from handlers.slack.kit.catalogue import (
    LOG_SHORTCUT,
    MENU_SHORTCUT,
    RECORD_SHORTCUT,
    SHARE_SHORTCUT,
)
from handlers.slack.kit.slack_text import plain_text
from handlers.slack.request import Answer, Kind, Reply, Route, Routes, Scene, ShowView
from handlers.slack.request.context import show_form
from handlers.slack.request.help import overview_blocks, typed_back
from handlers.slack.request.response import Quiet

_GREETING = 2
"""Words, as in "@Convenor hello"."""
_NEXT = {
    Role.CHAIR: N_(
        "As a chair you can schedule dialogues, log actions, review practices, run digests and "
        "give roles."
    ),
    Role.MEMBER: N_("As a member you can schedule dialogues, log actions and share practices."),
    Role.OBSERVER: N_(
        "As an observer you can answer invitations, complete your own actions and share practices."
    ),
    Role.OUTSIDER: N_("You are not in this channel, so you see and do nothing of it here."),
}


def channel_joined(scene: Scene) -> Answer:
    """Someone came into a channel: Convenor itself greets there, others are not greeted."""
    call = scene.call
    if call.user_id == scene.bot_user_id and call.channel_id:
        inviter = call.event.get("inviter")
        moment = str(call.event.get("event_ts") or call.key)
        greet_channel(call.channel_id, moment, inviter, scene.context)
    return Quiet()


def app_mentioned(scene: Scene) -> Answer:
    """A mention in a channel, answered to the one person only."""
    if _is_no_person(scene):
        return Quiet()
    said = kit.rich(*(kit.line(words) for words in _state_here(scene)))
    return Reply(blocks=[said, *overview_blocks(), *_given_back(scene)])


def message_received(scene: Scene) -> Answer:
    """A message: answered in a direct message with Convenor, else none of its business."""
    if scene.call.event.get("channel_type") != "im" or _is_no_person(scene):
        return Quiet()
    groups = listed([group.name for group in scene.own_groups])
    mine = _("You are in no working group yet.")
    if groups:
        words = N_("You are in {groups}. Here /action and /dialogue cover all your groups.")
        mine = _(words, groups=groups)
    hello = _("Hello! I answer to commands, here and in the channels of working groups.")
    said = kit.rich(*(kit.line(words) for words in (hello, mine, *_unassigned(scene))))
    return Reply(blocks=[said, *overview_blocks(), *_given_back(scene)])


def home_opened(scene: Scene) -> Answer:
    """The Home tab is published behind this; the other tab is no concern of ours."""
    if scene.call.event.get("tab") != "messages":
        open_home(scene.context)
    return Quiet()


def is_from_a_person(event: Mapping[str, Any]) -> bool:
    """Words, with files or without; not an edit or a join, and not what an app wrote."""
    is_said = event.get("subtype") in (None, "file_share")
    return bool(event.get("user")) and is_said and not event.get("bot_id")


def _is_no_person(scene: Scene) -> bool:
    return not is_from_a_person(scene.call.event) or scene.call.user_id == scene.bot_user_id


def _given_back(scene: Scene) -> list[kit.Block]:
    """What was written, where it is more than a greeting: nothing typed is lost."""
    written = spoken_text(plain_text(scene.call.raw), scene.names)
    return typed_back(written) if len(written.split()) > _GREETING else []


def _state_here(scene: Scene) -> list[str]:
    """The state of the channel, and what this person may do next in it."""
    group = scene.group
    if group is None:
        words = NO_GROUP_HERE
        if scene.reader.secretariat:
            words = N_(
                "This channel is not a working group yet. You can turn it into one with /wg setup."
            )
        return [_(words)]
    here = _("This is the channel of {group}.", group=group.name)
    first = f"{here} {chairs_in_words(group, scene.context)}"
    return [first, " ".join([_(_NEXT[scene.reader.role_in(group.id)]), *_unassigned(scene)])]


def _unassigned(scene: Scene) -> list[str]:
    if scene.person.organisation is not None:
        return []
    return [_("You belong to no organisation yet; the secretariat can assign you with /wg roster.")]


def show_home_view(scene: Scene) -> Answer:
    """What the person finds at this moment; every part of it by their own rights."""
    most = Most(actions=blocks.ACTIONS, done=blocks.FEW, dialogues=blocks.FEW, practices=blocks.FEW)
    home = show_home(scene.person, scene.context, most=most)
    return ShowView(blocks.home_view(home, public_url=scene.public_url))


ROUTES: Routes = {
    (Kind.EVENT, "member_joined_channel"): Route(channel_joined, writes=True),
    (Kind.EVENT, "app_mention"): Route(app_mentioned, writes=True),
    (Kind.EVENT, "message"): Route(message_received, writes=True),
    (Kind.EVENT, "app_home_opened"): Route(home_opened, writes=True),
    (Kind.SHORTCUT, LOG_SHORTCUT.id): Route(shortcuts.log_from_message, opens=N_("Log an action")),
    (Kind.SHORTCUT, RECORD_SHORTCUT.id): Route(shortcuts.record_from_message, opens=RECORD_TITLE),
    (Kind.SHORTCUT, SHARE_SHORTCUT.id): Route(shortcuts.share_from_message, opens=SHARE_TITLE),
    (Kind.SHORTCUT, MENU_SHORTCUT.id): Route(shortcuts.open_menu, opens=shortcuts.MENU_TITLE),
    (Kind.PRESS, forms.MORNINGS): Route(show_form(forms.mornings_form), opens=forms.MORNINGS_TITLE),
    (Kind.SUBMISSION, forms.MORNINGS): Route(
        forms.submit_mornings, writes=True, edits=forms.mornings_form
    ),
}
