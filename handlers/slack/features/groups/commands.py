"""/wg, setup, members and role."""

from typing import Any

from bot.dates.answers import Asked
from bot.domain import NotAllowed
from bot.languages import _
from bot.use_cases.groups.give_role import GiveRole, give_role
from bot.use_cases.groups.rules import demand_set_up, place_for_group
from bot.use_cases.groups.settings import group_to_change
from bot.use_cases.groups.show import glance_at_group
from bot.use_cases.roster.terms import today_in
from handlers.slack.features.groups import blocks, forms, replies
from handlers.slack.features.groups.parsing import read_role, typed_person
from handlers.slack.request import Answer, Reply, Scene, ShowView, read_state_number
from handlers.slack.request.ask_back import ask_which, ask_who, frame_of


def run_overview(scene: Scene) -> Answer:
    """/wg: this group; in a direct message all of one's groups."""
    if scene.is_private:
        seen = [
            glance_at_group(group, scene.context, present=scene.presence[group.channel_id].members)
            for group in scene.groups_here()
        ]
        return Reply(blocks=blocks.own_groups(seen, zone=scene.person.zone))
    seen_here = glance_at_group(scene.needs_group(), scene.context, present=scene.people_here)
    unassigned = scene.person.organisation is None
    return Reply(
        blocks=blocks.glance_blocks(seen_here, zone=scene.person.zone, unassigned=unassigned)
    )


def run_setup(scene: Scene) -> Answer:
    """/wg setup: the form, for the secretariat."""
    return ShowView(setup_form(scene))


def setup_form(scene: Scene) -> dict[str, Any]:
    """The form of the call's channel; of the form's own where it was sent."""
    demand_set_up(scene.group, scene.context)
    channel = place_for_group(scene.channel)
    group = scene.group
    chairs: tuple[str, ...] = ()
    if group is not None:
        chairs = scene.work.roles.of_group(group.id).chairs_on(today_in(group, scene.now))
    return forms.setup_form(channel, group=group, chairs=chairs, zone=scene.person.zone)


def run_settings(scene: Scene) -> Answer:
    """/wg settings: the form, for chairs. Others hear where their own choice is."""
    try:
        group = group_to_change(scene.needs_group().id, scene.context)
    except NotAllowed as refusal:
        own = _("You choose in my Home tab when your own morning message comes.")
        raise NotAllowed(f"{refusal.words} {own}") from None
    return ShowView(forms.settings_form(group))


def settings_form_now(scene: Scene) -> dict[str, Any]:
    return forms.settings_form(
        group_to_change(read_state_number(scene.call.metadata, "group"), scene.context)
    )


def run_role(scene: Scene) -> Answer:
    group = scene.needs_group()
    name = typed_person(scene.call.raw)
    asked = ask_who(name, scene) if name else None
    if asked is not None:
        return ask_which(scene.call, asked)
    typed = read_role(scene.call.raw, frame_of(scene, time_needed=False))
    if isinstance(typed, Asked):
        return ask_which(scene.call, typed)
    done = give_role(
        GiveRole(group=group, user_id=typed.user_id, role=typed.role, until=typed.until),
        scene.context,
        channel=scene.channel,
        facts=scene.facts,
    )
    return Reply(blocks=replies.role_given(done))
