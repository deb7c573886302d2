"""Does what was wished and confirms it: one way for commands, presses and forms."""

from bot.domain import Audience, Dialogue, Group
from bot.domain.audience import channel_carries
from bot.domain.notifications import LocalStart
from bot.use_cases.dialogues.revise import Changed
from bot.use_cases.dialogues.rules.invited import invited_organisations, out_of_hours
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.schedule import ScheduleDialogue, schedule_dialogue
from bot.use_cases.dialogues.series.schedule import ScheduleSeries, schedule_series
from bot.use_cases.identify import member_people
from handlers.slack.features.dialogues import confirmations, series_confirmations
from handlers.slack.request import Reply, Scene


def scheduled_reply(scene: Scene, group: Group, wish: ScheduleDialogue | ScheduleSeries) -> Reply:
    """Schedule it; JustScheduled comes through."""
    if isinstance(wish, ScheduleSeries):
        done = schedule_series(wish, scene.context, group=group)
        guests = invited_organisations(done.series.audience, group, scene.context)
        where = channel_reach(scene, done.dialogues[0], group).value
        return Reply(blocks=series_confirmations.series_scheduled(done, group, guests, where))
    dialogue = schedule_dialogue(wish, scene.context, group=group)
    return Reply(
        blocks=confirmations.scheduled_blocks(
            dialogue,
            group,
            _unsocial_starts(scene, dialogue, group),
            channel_reach(scene, dialogue, group),
        )
    )


def moved_reply(scene: Scene, changed: Changed) -> Reply:
    if changed.scope is not Scope.ONE and not changed.nothing:
        return Reply(blocks=series_confirmations.series_moved(changed))
    unsocial = _unsocial_starts(scene, changed.after, changed.group)
    return Reply(blocks=confirmations.moved_blocks(changed, unsocial))


def channel_reach(scene: Scene, dialogue: Dialogue, group: Group) -> confirmations.Reach:
    """Whether the group's channel can carry it as things stand; the send looks again."""
    if dialogue.audience is not Audience.MEMBERS:
        return confirmations.Reach.CHANNEL
    channel = scene.presence.get(group.channel_id)
    if channel is None:
        return confirmations.Reach.UNKNOWN
    if channel_carries(dialogue.audience, channel, member_people(group, work=scene.work)):
        return confirmations.Reach.CHANNEL
    return confirmations.Reach.MIXED if channel.is_private else confirmations.Reach.PUBLIC


def _unsocial_starts(scene: Scene, dialogue: Dialogue, group: Group) -> tuple[LocalStart, ...]:
    guests = invited_organisations(dialogue.audience, group, scene.context)
    return out_of_hours(dialogue, guests, scene.work.holidays)
