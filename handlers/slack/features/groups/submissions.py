"""The set-up form, sent."""

from bot.use_cases.groups.introduce import introduce
from bot.use_cases.groups.set_up import set_up_group
from handlers.slack.features.groups.blocks import set_up_confirmed
from handlers.slack.features.groups.commands import channel_of_people
from handlers.slack.features.groups.parsing import read_set_up
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer, Reply


def set_up(scene: Scene) -> Answer:
    """Turns the form's channel into a group, or changes its set-up; the channel hears of it."""
    done = set_up_group(
        read_set_up(scene.call.fields),
        reader=scene.reader,
        channel=channel_of_people(scene),
        facts=scene.facts,
        work=scene.work,
        now=scene.now,
    )
    if done.changed:
        introduce(done.group, work=scene.work, now=scene.now)
    return Reply(blocks=set_up_confirmed(done, scene.now))
