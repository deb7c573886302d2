"""The set-up form of a working group."""

import json
from collections.abc import Sequence
from typing import Any

from bot.domain.audience import Audience, ChannelFacts
from bot.domain.group import DEFAULT_REMINDERS, Group
from bot.domain.limits import NAME
from bot.domain.wording import spell_minutes, spell_weekday
from bot.use_cases.groups.greet import introduce_group
from bot.use_cases.groups.rules import keeps_members_only
from bot.use_cases.groups.set_up import set_up_group
from handlers.slack.features.groups.blocks import set_up_confirmed
from handlers.slack.features.groups.parsing import NO_DIGEST, read_set_up
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import audience_options
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer, Reply

SETUP = "wg.setup"
SETUP_TITLE = "Set up a working group"

_HOUR, _DAY = 60, 24 * 60
_REMINDERS = (14 * _DAY, 7 * _DAY, 3 * _DAY, _DAY, 4 * _HOUR, _HOUR, 30, 15)
"""Minutes before a dialogue that the form offers; checkboxes hold at most ten."""


def setup_form(
    channel: ChannelFacts, *, group: Group | None, chairs: Sequence[str], zone: str
) -> dict[str, Any]:
    """The form, filled with what is set up already or else with what is likely.

    `chairs`: user ids of today's chairs; `zone`: the person's own, for a new group.
    """
    return kit.modal(
        SETUP,
        SETUP_TITLE,
        [
            *_notes(channel, group),
            kit.field(
                "name",
                "Name of the group",
                kit.text_input(initial=group.name if group else _likely_name(channel), limit=NAME),
            ),
            kit.field(
                "chairs",
                "Chairs",
                _people(chairs),
                hint="People of member organisations who are in this channel. A new chair has a "
                "term of one year; /wg role gives another last day.",
                optional=True,
            ),
            kit.field(
                "zone",
                "Time zone",
                kit.text_input(
                    initial=group.zone if group else zone, limit=60, example="Europe/Dublin"
                ),
                hint="For the weekly digest and for terms of chairs. Each reader still sees dates "
                "in their own time.",
            ),
            kit.field(
                "default_audience",
                "Who can see new dialogues, actions and practices",
                kit.choice(
                    audience_options(),
                    initial=group.default_audience if group else Audience.GROUP,
                ),
                hint="Each one can be made narrower.",
            ),
            kit.field(
                "reminders",
                "Remind the channel of a dialogue",
                _reminders(group.reminders if group else DEFAULT_REMINDERS),
                optional=True,
            ),
            kit.field("digest_weekday", "Weekly digest", _weekdays(group)),
            kit.field(
                "digest_time",
                "Hour of the weekly digest, in the group's time zone",
                {
                    "type": "timepicker",
                    "initial_time": f"{group.digest_time:%H:%M}" if group else "09:00",
                },
                optional=True,
            ),
        ],
        submit="Save" if group else "Set up",
        close="Cancel",
        metadata=json.dumps({"channel": channel.channel_id}),
    )


def _notes(channel: ChannelFacts, group: Group | None) -> list[kit.Block]:
    lines = []
    if group is not None:
        lines.append(f"{group.name} is set up already. What you change here takes its place.")
    if not channel.is_private:
        lines.append(
            "This channel is public: the whole workspace can read it, so nothing in it can be "
            "kept narrower. For matters between members only, please use a private channel."
        )
    elif not keeps_members_only(channel):
        lines.append(
            "This channel is shared with other workspaces, whose people I cannot know, so nothing "
            "in it can be for members only."
        )
    return [kit.rich(*(kit.line(words) for words in lines))] if lines else []


def _likely_name(channel: ChannelFacts) -> str:
    words = channel.name.replace("-", " ").replace("_", " ").strip()
    return (words[:1].upper() + words[1:])[:NAME]


def _people(chairs: Sequence[str]) -> kit.Element:
    element: kit.Element = {"type": "multi_users_select"}
    return element | ({"initial_users": list(chairs)} if chairs else {})


def _reminders(chosen: Sequence[int]) -> kit.Element:
    offered = sorted({*_REMINDERS, *chosen}, reverse=True)[:10]
    options = [kit.option(f"{spell_minutes(m)} before", str(m)) for m in offered]
    return kit.choices(options, initial=[str(m) for m in chosen])


def _weekdays(group: Group | None) -> kit.Element:
    options = [kit.option("No weekly digest", NO_DIGEST)]
    options += [kit.option(f"Every {spell_weekday(d)}", str(d)) for d in range(7)]
    chosen = group.digest_weekday if group else None
    return kit.choice(options, initial=NO_DIGEST if chosen is None else str(chosen))


def set_up(scene: Scene) -> Answer:
    """Turns the form's channel into a group, or changes its set-up; the channel hears of it."""
    done = set_up_group(
        read_set_up(scene.call.fields),
        scene.context,
        channel=scene.channel_of_people,
        facts=scene.facts,
    )
    if done.changed:
        introduce_group(done.group, work=scene.work, now=scene.now)
    return Reply(blocks=set_up_confirmed(done, scene.now))
