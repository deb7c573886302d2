"""/practice spotlight: when a group's weekly spotlight comes."""

from bot.dates.answers import NotUnderstood
from bot.dates.reading import read_weekday
from bot.domain import Act, Group, Refusal
from bot.domain.wording import spell_moment, weekly_facts
from bot.languages import N_, _
from bot.use_cases.refusals import find_group_for
from bot.use_cases.spotlights.schedule import (
    ScheduleSpotlight,
    next_spotlight,
    schedule_spotlight,
)
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header
from handlers.slack.request import Answer, Reply, Scene

EXAMPLE = "/practice spotlight Wednesday 10:00"
_OFF = "/practice spotlight off"
_OFF_WORDS = frozenset({"off", "stop", "none", "never"})


def run_spotlight(scene: Scene) -> Answer:
    """With a day and an hour it is set, with "off" it stops, alone it says what is set."""
    group = find_group_for(Act.RUN_GROUP, scene.needs_group().id, scene.context)
    words = scene.words.strip()
    if not words:
        return _told(scene, group, _state(group))
    if words.lower().strip(".!") in _OFF_WORDS:
        done = schedule_spotlight(ScheduleSpotlight(group_id=group.id, weekday=None), scene.context)
        first = (
            _("The weekly spotlight of {group} is off now.", group=group.name)
            if done.changed
            else _("The weekly spotlight of {group} was off already.", group=group.name)
        )
        return _told(scene, done.group, first)
    found = read_weekday(words)
    if isinstance(found, NotUnderstood):
        raise Refusal(found.told("/practice spotlight"))
    weekday, at = found
    wish = ScheduleSpotlight(group_id=group.id, weekday=weekday, at=at)
    done = schedule_spotlight(wish, scene.context)
    return _told(scene, done.group, _state(done.group, already=not done.changed))


def _state(group: Group, *, already: bool = False) -> str:
    if group.spotlight_weekday is None:
        return _("The weekly spotlight of {group} is off.", group=group.name)
    words = (
        N_("The weekly spotlight of {group} was already every {weekday} at {time} ({zone}).")
        if already
        else N_("The weekly spotlight of {group} is every {weekday} at {time} ({zone}).")
    )
    return _(
        words,
        group=group.name,
        **weekly_facts(group.spotlight_weekday, group.spotlight_time, group.zone),
    )


def _told(scene: Scene, group: Group, first: str) -> Reply:
    coming = next_spotlight(group, scene.now)
    lines = [
        kit.say(
            "It shows the channel a published practice again: first those that it never "
            "showed, then the one that it showed longest ago."
        )
    ]
    if coming is None:
        lines.append(kit.line(_("To switch it on: "), kit.text(EXAMPLE, code=True)))
    else:
        lines.append(kit.say("Next: {moment}.", moment=spell_moment(coming, group.zone)))
        lines.append(kit.line(_("To stop it: "), kit.text(_OFF, code=True)))
    return Reply(blocks=[confirm_header(first), kit.rich(*lines)])
