"""/wg, setup, settings and role, and the buttons of their answers."""

from dataclasses import replace

from bot.dates.answers import Asked
from bot.domain import Gone, NotAllowed, Refusal
from bot.languages import _, _n
from bot.use_cases.drift.opened import take_down
from bot.use_cases.groups.give_role import give_role
from bot.use_cases.groups.show import glance_at_group
from handlers.slack.features.groups import blocks, forms, notifications, replies
from handlers.slack.features.groups.notifications import opened_blocks, read_value
from handlers.slack.features.groups.parsing import read_role, typed_person
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.catalogue import WG
from handlers.slack.request import Answer, Kind, Reply, Route, Routes, Scene, say_words
from handlers.slack.request.ask_back import ask_group, ask_which, ask_who, frame_of
from handlers.slack.request.context import WhichGroup, about_number, form_again, show_form
from handlers.slack.request.help import usage_blocks


def run_overview(scene: Scene) -> Answer:
    """/wg: this group; in a direct message all of one's groups."""
    zone, unassigned = scene.person.zone, scene.person.organisation is None
    if scene.is_private:
        seen = [
            glance_at_group(group, scene.context, present=scene.presence[group.channel_id].members)
            for group in scene.groups_here()
        ]
        return Reply(blocks=blocks.own_groups(seen, zone=zone))
    here = glance_at_group(scene.needs_group(), scene.context, present=scene.people_here)
    return Reply(blocks=blocks.glance_blocks(here, zone=zone, unassigned=unassigned))


run_setup = show_form(forms.setup_form)
settings_of = show_form(forms.settings_form)
press_settings = about_number(settings_of)


def run_settings(scene: Scene) -> Answer:
    """/wg settings: the form, for chairs. Others hear where their own choice is."""
    try:
        return settings_of(scene, scene.needs_group().id)
    except NotAllowed as refusal:
        own = _("You choose in my Home tab when your own morning message comes.")
        raise NotAllowed(f"{refusal.words} {own}") from None


def run_role(scene: Scene) -> Answer:
    group = scene.needs_group()
    name = typed_person(scene.call.raw)
    asked = ask_who(name, scene) if name else None
    if asked is not None:
        return ask_which(scene.call, asked)
    wish = read_role(scene.call.raw, group, frame_of(scene, time_needed=False))
    if isinstance(wish, Asked):
        return ask_which(scene.call, wish)
    done = give_role(wish, scene.context, channel=scene.channel, facts=scene.facts)
    return Reply(blocks=replies.role_given(done))


def press_command(scene: Scene) -> Answer:
    """A button that answers as a command does; its value is the command."""
    command = scene.commands.get(scene.call.value)
    if command is None:
        raise Refusal("Please type {command} for this.", command=scene.call.value or "/wg help")
    call = replace(scene.call, id=scene.call.value, value="")
    try:
        return command(replace(scene, call=call))
    except WhichGroup as which:
        return ask_group(call, which)


def show_help(_scene: Scene) -> Answer:
    """The same as /wg help."""
    return Reply(blocks=usage_blocks(WG))


def press_delete(scene: Scene) -> Answer:
    """The list takes its own place, without what is being deleted."""
    chosen = read_value(scene.call.value)
    if chosen is None:
        raise Refusal("I don't know which message you mean. Please delete it in the channel.")
    notice = (scene.call.channel_id or "", scene.call.message_ts or "")
    number, told = take_down(notice, *chosen, scene.context)
    words = _("It is deleted already.")
    if number:
        words = _n("I am deleting {number} message.", "I am deleting {number} messages.", number)
    if isinstance(told, Gone):
        return say_words(words)
    return Reply(blocks=[*opened_blocks(told), kit.small(words)], replace=True)


ROUTES: Routes = {
    (Kind.COMMAND, "/wg"): Route(run_overview),
    (Kind.COMMAND, "/wg setup"): Route(run_setup, opens=forms.SETUP_TITLE),
    (Kind.COMMAND, "/wg settings"): Route(run_settings, opens=forms.SETTINGS_TITLE),
    (Kind.COMMAND, "/wg role"): Route(run_role, writes=True, names=True),
    (Kind.PRESS, notifications.DELETE): Route(press_delete, writes=True),
    (Kind.SUBMISSION, forms.SETUP): Route(
        forms.set_up,
        writes=True,
        edits=forms.setup_form,
        together=[("digest_weekday", "digest_time")],
    ),
    (Kind.SUBMISSION, blocks.SETTINGS): Route(
        forms.submit_settings,
        writes=True,
        edits=form_again(forms.settings_form, "group"),
        together=[("digest_weekday", "digest_time"), ("spotlight_weekday", "spotlight_time")],
    ),
    (Kind.PRESS, blocks.SETTINGS): Route(press_settings, opens=forms.SETTINGS_TITLE),
    (Kind.PRESS, blocks.RUN): Route(press_command),
    (Kind.PRESS, blocks.HELP): Route(show_help),
}
