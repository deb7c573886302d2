"""The forms of a working group: its set-up, and what its chairs can set."""

from collections.abc import Sequence
from typing import Any

from bot.domain import Audience, Group
from bot.domain.audience import ChannelFacts
from bot.domain.decision import MORE_DAYS, SHORTEST_HOURS
from bot.domain.group import DEFAULT_REMINDERS, MorningPart
from bot.domain.limits import NAME
from bot.domain.markers import LineKind, kinds_by_emoji
from bot.domain.wording import count, spell_minutes, spell_weekday
from bot.languages import N_, _
from bot.use_cases.groups.notifications import introduce_group
from bot.use_cases.groups.set_up import set_up_group
from bot.use_cases.groups.settings import MOST_ANSWERS, change_settings
from handlers.slack.features.groups.blocks import channel_notes
from handlers.slack.features.groups.parsing import NEVER, read_set_up, read_settings
from handlers.slack.features.groups.replies import set_up_confirmed, settings_confirmed
from handlers.slack.kit import audience_options
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.menus import picker
from handlers.slack.request import Answer, Reply, Scene, read_state_number

SETUP = "wg.setup"
SETUP_TITLE = N_("Set up a working group")
SETTINGS = "wg.settings"
SETTINGS_TITLE = N_("Settings of the group")
COUNTED, COMMENTED = "counted", "comment"

_ANSWERS = range(MOST_ANSWERS + 1)
_HOUR, _DAY = 60, 24 * 60
_REMINDERS = (14 * _DAY, 7 * _DAY, 3 * _DAY, _DAY, 4 * _HOUR, _HOUR, 30, 15)
"""Minutes before a dialogue that the form offers; checkboxes hold at most ten."""


def setup_form(
    channel: ChannelFacts, *, group: Group | None, chairs: Sequence[str], zone: str
) -> dict[str, Any]:
    """The form, filled with what is set up already or else with what is likely.

    `chairs`: user ids of today's chairs; `zone`: the person's own, for a new group.
    """
    element: kit.Element = {"type": "multi_users_select"}
    return kit.modal(
        SETUP,
        _(SETUP_TITLE),
        [
            *channel_notes(channel, group),
            kit.field(
                "name",
                _("Name of the group"),
                kit.text_input(initial=group.name if group else _likely_name(channel), limit=NAME),
            ),
            kit.field(
                "chairs",
                _("Chairs"),
                element | ({"initial_users": list(chairs)} if chairs else {}),
                hint=_(
                    "People of member organisations who are in this channel. A new chair has a "
                    "term of one year; /wg role gives another last day."
                ),
                optional=True,
            ),
            kit.field(
                "zone",
                _("Time zone"),
                picker("zone", group.zone if group else zone),
                hint=_(
                    "For the weekly digest and for terms of chairs. Each reader still sees dates "
                    "in their own time."
                ),
            ),
            *_setting_fields(group),
        ],
        submit=_("Save") if group else _("Set up"),
        close=_("Cancel"),
        metadata={"channel": channel.channel_id},
    )


def settings_form(group: Group) -> dict[str, Any]:
    """The one form of what the chairs can set, wherever it is opened from."""
    named = {
        MorningPart.UNOWNED: _("Actions that nobody owns yet"),
        MorningPart.WEEK_OVERDUE: _("Actions that are a week overdue"),
    }
    mornings = [kit.option(words, part.value) for part, words in named.items()]
    count_words = _("At the end of a digest, say how many items not all of its readers may see")
    return kit.modal(
        SETTINGS,
        _(SETTINGS_TITLE),
        [
            kit.rich(kit.line(kit.bold(group.name))),
            *_setting_fields(group),
            *_weekly_fields(
                "spotlight",
                group.spotlight_weekday,
                f"{group.spotlight_time:%H:%M}",
                _("It shows the channel a published practice again."),
            ),
            kit.field(
                "left_out",
                _("What a digest leaves out"),
                kit.choices(
                    [kit.option(count_words, COUNTED)], initial=[COUNTED] * group.show_left_out
                ),
                optional=True,
            ),
            kit.field(
                "mornings",
                _("In the chairs' morning messages"),
                kit.choices(mornings, initial=group.mornings),
                hint=_(
                    "At which hour, or how seldom, is each person's own choice: Home, Your "
                    "morning message."
                ),
                optional=True,
            ),
            *_silence_fields(group),
            *_emoji_fields(group),
        ],
        submit=_("Save"),
        close=_("Cancel"),
        metadata={"group": group.id},
    )


def _silence_fields(group: Group) -> list[kit.Block]:
    """What a proposal by silence procedure needs in this group."""
    hours = sorted({*SHORTEST_HOURS, group.silence_hours})
    shortest = [
        kit.option(_("{days} ({hours} hours)", days=count(h // 24, "day", "days"), hours=h), str(h))
        for h in hours
    ]
    none = _("None: silence is enough")
    answers = [kit.option(str(n) if n else none, str(n)) for n in _ANSWERS]
    days = sorted({*MORE_DAYS, group.silence_more_days})
    more = [kit.option(count(d, "day", "days"), str(d)) for d in days]
    comment = [kit.option(_("Observers can comment on proposals; they never vote"), COMMENTED)]
    return [
        kit.field(
            "silence_hours",
            _("Proposals: the shortest time to answer"),
            kit.choice(shortest, initial=str(group.silence_hours)),
            hint=_("And always two whole working days in the country of each member organisation."),
        ),
        kit.field(
            "silence_answers",
            _("Proposals: how many organisations must answer"),
            kit.choice(answers, initial=str(group.silence_answers)),
        ),
        kit.field(
            "silence_more_days",
            _("Proposals: more time, by"),
            kit.choice(more, initial=str(group.silence_more_days)),
            hint=_("When an organisation presses Need time, or a chair extends a proposal."),
        ),
        kit.field(
            "observers_comment",
            _("Proposals: observers"),
            kit.choices(comment, initial=[COMMENTED] * group.observers_comment),
            optional=True,
        ),
    ]


def _emoji_fields(group: Group) -> list[kit.Block]:
    """Which emoji marks a message of a dialogue's thread, for each kind of line."""
    chosen = {kind: name for name, kind in kinds_by_emoji(group.line_emoji).items()}
    labels = {
        LineKind.DECISION: (_("Minutes: the emoji that marks a message as a decision"), ":scales:"),
        LineKind.ACTION: (_("Minutes: the emoji that marks a message as an action"), ":dart:"),
        LineKind.INFO: (_("Minutes: the emoji that marks a message as a note"), ":memo:"),
    }
    hint = _(
        "Its name. Who can log actions puts it under a message in a dialogue's thread. Empty: none."
    )
    return [
        kit.field(
            f"emoji_{kind}",
            label,
            kit.text_input(
                initial=f":{chosen[kind]}:" if kind in chosen else None, limit=NAME, example=example
            ),
            hint=hint,
            optional=True,
        )
        for kind, (label, example) in labels.items()
    ]


def _setting_fields(group: Group | None) -> list[kit.Block]:
    """What set-up and settings both ask for."""
    return [
        kit.field(
            "default_audience",
            _("Who can see new dialogues, actions and practices"),
            kit.choice(
                audience_options(), initial=group.default_audience if group else Audience.GROUP
            ),
            hint=_("Each one can be made narrower."),
        ),
        kit.field(
            "reminders",
            _("Remind the channel of a dialogue"),
            _reminders(group.reminders if group else DEFAULT_REMINDERS),
            optional=True,
        ),
        *_weekly_fields(
            "digest",
            group.digest_weekday if group else None,
            f"{group.digest_time:%H:%M}" if group else "09:00",
        ),
    ]


def _likely_name(channel: ChannelFacts) -> str:
    words = channel.name.replace("-", " ").replace("_", " ").strip()
    return (words[:1].upper() + words[1:])[:NAME]


def _reminders(chosen: Sequence[int]) -> kit.Element:
    offered = sorted({*_REMINDERS, *chosen}, reverse=True)[:10]
    options = [kit.option(_("{time} before", time=spell_minutes(m)), str(m)) for m in offered]
    return kit.choices(options, initial=[str(m) for m in chosen])


_WEEKLY = {
    "digest": (
        N_("Weekly digest"),
        N_("Hour of the weekly digest, in the group's time zone"),
        N_("No weekly digest"),
    ),
    "spotlight": (
        N_("Weekly spotlight"),
        N_("Hour of the weekly spotlight, in the group's time zone"),
        N_("No weekly spotlight"),
    ),
}


def _weekly_fields(name: str, chosen: int | None, at: str, hint: str = "") -> list[kit.Block]:
    """On which day and at what hour the channel gets it, or that it never does."""
    label, hour, never = _WEEKLY[name]
    options = [kit.option(_(never), NEVER)]
    options += [
        kit.option(_("Every {weekday}", weekday=spell_weekday(d)), str(d)) for d in range(7)
    ]
    days = kit.choice(options, initial=NEVER if chosen is None else str(chosen))
    return [
        kit.field(f"{name}_weekday", _(label), days, hint=hint),
        kit.field(
            f"{name}_time", _(hour), {"type": "timepicker", "initial_time": at}, optional=True
        ),
    ]


def set_up(scene: Scene) -> Answer:
    """Turns the form's channel into a group, or changes its set-up; the channel hears of it."""
    done = set_up_group(
        read_set_up(scene.call.fields),
        scene.context,
        channel=scene.channel_of_people,
        facts=scene.facts,
    )
    if done.changed:
        introduce_group(done.group, scene.context)
    return Reply(blocks=set_up_confirmed(done, scene.now))


def submit_settings(scene: Scene) -> Answer:
    wish = read_settings(scene.call.fields, read_state_number(scene.call.metadata, "group"))
    done = change_settings(wish, scene.context)
    return Reply(blocks=settings_confirmed(done, scene.now))
