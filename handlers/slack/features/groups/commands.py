"""/wg, setup, members and role."""

from dataclasses import replace

from bot.dates.reading import Ambiguous
from bot.domain.audience import ChannelFacts
from bot.use_cases.groups.give_role import GiveRole, give_role
from bot.use_cases.groups.glance import glance
from bot.use_cases.groups.members import group_members
from bot.use_cases.groups.place import demand_set_up, place_for_group
from bot.use_cases.roster.terms import today_in
from handlers.slack.features.groups import blocks, modals
from handlers.slack.features.groups.members_blocks import members_page
from handlers.slack.features.groups.parsing import read_role
from handlers.slack.request.ask_back import ask_which
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer, Reply, ShowView


def overview(scene: Scene) -> Answer:
    """/wg: this group; in a direct message all of one's groups."""
    if scene.channel is not None and scene.channel.is_direct:
        seen = [
            glance(
                group,
                reader=scene.reader,
                present=scene.presence[group.channel_id].members,
                work=scene.work,
                now=scene.now,
            )
            for group in scene.groups_here()
        ]
        return Reply(blocks=blocks.own_groups(seen, zone=scene.person.zone))
    seen_here = glance(
        scene.needs_group(),
        reader=scene.reader,
        present=people_here(scene),
        work=scene.work,
        now=scene.now,
    )
    unassigned = scene.person.organisation is None
    return Reply(
        blocks=blocks.glance_blocks(seen_here, zone=scene.person.zone, unassigned=unassigned)
    )


def setup(scene: Scene) -> Answer:
    """/wg setup: the form, for the secretariat."""
    demand_set_up(scene.reader, scene.group, work=scene.work)
    channel = place_for_group(scene.channel)
    group = scene.group
    chairs: tuple[str, ...] = ()
    if group is not None:
        chairs = scene.work.roles.of(group.id).chairs_on(today_in(group, scene.now))
    return ShowView(modals.setup(channel, group=group, chairs=chairs, zone=scene.person.zone))


def members(scene: Scene) -> Answer:
    """/wg members, the first page."""
    return members_of(scene, asked="0")


def members_of(scene: Scene, *, asked: str, replace: bool = False) -> Reply:
    """One page of the group's people; `asked` is its number from 0, the first for other words."""
    group = scene.needs_group()
    delegations = group_members(
        group,
        people_here(scene),
        reader=scene.reader,
        facts=scene.facts,
        work=scene.work,
        now=scene.now,
    )
    page = members_page(group.name, delegations, asked=asked, now=scene.now)
    return Reply(blocks=page, replace=replace)


def role(scene: Scene) -> Answer:
    """/wg role @person chair until …."""
    group = scene.needs_group()
    typed = read_role(
        scene.call.raw, zone=scene.person.zone, now=scene.now, locale=scene.person.locale
    )
    if isinstance(typed, Ambiguous):
        return ask_which(scene.call, words=typed.words, readings=typed.readings, used=typed.used)
    done = give_role(
        GiveRole(group=group, user_id=typed.user_id, role=typed.role, until=typed.until),
        reader=scene.reader,
        channel=scene.channel,
        facts=scene.facts,
        work=scene.work,
        now=scene.now,
    )
    return Reply(blocks=blocks.role_given(done))


def people_here(scene: Scene) -> frozenset[str]:
    """Who is in the call's channel, Convenor itself left out."""
    if scene.channel is None:
        return frozenset()
    return scene.channel.members - {scene.bot_user_id}


def channel_of_people(scene: Scene) -> ChannelFacts | None:
    """The call's channel as it is now, Convenor itself left out."""
    if scene.channel is None:
        return None
    return replace(scene.channel, members=people_here(scene))
