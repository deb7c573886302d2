"""The forms of a working group: its set-up, and what its chairs can set."""

from bot.domain import Act, Audience, Group
from bot.domain.decision import MORE_DAYS, SHORTEST_HOURS
from bot.domain.group import DEFAULT_REMINDERS, MorningPart
from bot.domain.limits import NAME
from bot.domain.markers import LineKind, kinds_by_emoji
from bot.domain.wording import count, spell_minutes, spell_weekday
from bot.languages import N_, _
from bot.use_cases.groups.notifications import introduce_group
from bot.use_cases.groups.set_up import demand_set_up, place_for_group, set_up_group
from bot.use_cases.groups.settings import MOST_ANSWERS, change_settings
from bot.use_cases.refusals import find_group_for
from bot.use_cases.terms import today_in
from handlers.slack.features.groups.blocks import SETTINGS, channel_notes
from handlers.slack.features.groups.parsing import NEVER, read_set_up, read_settings
from handlers.slack.features.groups.replies import set_up_confirmed, settings_confirmed
from handlers.slack.kit import View, audience_options
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.menus import picker
from handlers.slack.request import Answer, Reply, Scene, read_state_number

SETUP = "wg.setup"
SETUP_TITLE = N_("Set up a working group")
SETTINGS_TITLE = N_("Settings of the group")
COUNTED, COMMENTED = "counted", "comment"

_HOUR, _DAY = 60, 24 * 60
_REMINDERS = (14 * _DAY, 7 * _DAY, 3 * _DAY, _DAY, 4 * _HOUR, _HOUR, 30, 15)
"""Minutes before a dialogue that the form offers; checkboxes hold at most ten."""


def setup_form(scene: Scene) -> View:
    """Of the call's channel, filled with what is set up already or else with what is likely."""
    group = scene.group
    demand_set_up(group, scene.context)
    channel = place_for_group(scene.channel)
    chairs: tuple[str, ...] = ()
    words = channel.name.replace("-", " ").replace("_", " ").strip()
    name = (words[:1].upper() + words[1:])[:NAME]
    zone = scene.person.zone
    if group is not None:
        chairs = scene.work.roles.of_group(group.id).chairs_on(today_in(group, scene.now))
        name, zone = group.name, group.zone
    term = _(
        "People of member organisations who are in this channel. A new chair has a term of one "
        "year; /wg role gives another last day."
    )
    clocks = _(
        "For the weekly digest and for terms of chairs. Each reader still sees dates in their own "
        "time."
    )
    who = kit.chooser("multi_users_select", list(chairs))
    blocks = [
        *channel_notes(channel, group),
        kit.field("name", _("Name of the group"), kit.text_input(name, NAME)),
        kit.field("chairs", _("Chairs"), who, hint=term, optional=True),
        kit.field("zone", _("Time zone"), picker("zone", zone), hint=clocks),
        *_setting_fields(group),
    ]
    submit = _("Save") if group else _("Set up")
    return kit.form(SETUP, SETUP_TITLE, blocks, submit, channel=channel.channel_id)


def settings_form(scene: Scene, group_id: int) -> View:
    """The one form of what the chairs can set, wherever it is opened from."""
    group = find_group_for(Act.RUN_GROUP, group_id, scene.context)
    shows = _("It shows the channel a published practice again.")
    at = f"{group.spotlight_time:%H:%M}"
    words = _("At the end of a digest, say how many items not all of its readers may see")
    counted = _tick(words, COUNTED, ticked=group.show_left_out)
    named = {
        MorningPart.UNOWNED: _("Actions that nobody owns yet"),
        MorningPart.WEEK_OVERDUE: _("Actions that are a week overdue"),
    }
    parts = [kit.option(words, part.value) for part, words in named.items()]
    mornings = kit.choices(parts, initial=group.mornings)
    label = _("In the chairs' morning messages")
    own = _(
        "At which hour, or how seldom, is each person's own choice: Home, Your morning message."
    )
    blocks = [
        kit.rich(kit.line(kit.bold(group.name))),
        *_setting_fields(group),
        *_weekly_fields("spotlight", group.spotlight_weekday, at, shows),
        kit.field("left_out", _("What a digest leaves out"), counted, optional=True),
        kit.field("mornings", label, mornings, hint=own, optional=True),
        *_silence_fields(group),
        *_emoji_fields(group),
    ]
    return kit.form(SETTINGS, SETTINGS_TITLE, blocks, _("Save"), group=group.id)


def _silence_fields(group: Group) -> list[kit.Block]:
    """What a proposal by silence procedure needs in this group."""
    always = _("And always two whole working days in the country of each member organisation.")
    needed = _("Proposals: how many organisations must answer")
    when = _("When an organisation presses Need time, or a chair extends a proposal.")
    words = _("Observers can comment on proposals; they never vote")
    comment = _tick(words, COMMENTED, ticked=group.observers_comment)
    least_hours = kit.number_choice(SHORTEST_HOURS, group.silence_hours, _hours_words)
    answers = kit.number_choice(range(MOST_ANSWERS + 1), group.silence_answers, _answers_words)
    longer = kit.number_choice(MORE_DAYS, group.silence_more_days, _days_words)
    label = _("Proposals: the shortest time to answer")
    return [
        kit.field("silence_hours", label, least_hours, hint=always),
        kit.field("silence_answers", needed, answers),
        kit.field("silence_more_days", _("Proposals: more time, by"), longer, hint=when),
        kit.field("observers_comment", _("Proposals: observers"), comment, optional=True),
    ]


def _days_words(days: int) -> str:
    return count(days, "day", "days")


def _hours_words(hours: int) -> str:
    return _("{days} ({hours} hours)", days=_days_words(hours // 24), hours=hours)


def _answers_words(number: int) -> str:
    return str(number) if number else _("None: silence is enough")


def _tick(words: str, value: str, *, ticked: bool) -> kit.Element:
    return kit.choices([kit.option(words, value)], initial=[value] * ticked)


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
    fields = []
    for kind, (label, example) in labels.items():
        initial = f":{chosen[kind]}:" if kind in chosen else None
        typed = kit.text_input(initial, NAME, example=example)
        fields.append(kit.field(f"emoji_{kind}", label, typed, hint=hint, optional=True))
    return fields


def _setting_fields(group: Group | None) -> list[kit.Block]:
    """What set-up and settings both ask for."""
    label = _("Who can see new dialogues, actions and practices")
    usual = group.default_audience if group else Audience.GROUP
    audience = kit.choice(audience_options(), initial=usual)
    chosen = group.reminders if group else DEFAULT_REMINDERS
    offered = sorted({*_REMINDERS, *chosen}, reverse=True)[:10]
    times = [kit.option(_("{time} before", time=spell_minutes(m)), str(m)) for m in offered]
    reminders = kit.choices(times, initial=[str(m) for m in chosen])
    weekday, at = (group.digest_weekday, f"{group.digest_time:%H:%M}") if group else (None, "09:00")
    return [
        kit.field("default_audience", label, audience, hint=_("Each one can be made narrower.")),
        kit.field("reminders", _("Remind the channel of a dialogue"), reminders, optional=True),
        *_weekly_fields("digest", weekday, at),
    ]


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
    every = [_("Every {weekday}", weekday=spell_weekday(day)) for day in range(7)]
    options = [kit.option(_(never), NEVER)]
    options += [kit.option(words, str(day)) for day, words in enumerate(every)]
    days = kit.choice(options, initial=NEVER if chosen is None else str(chosen))
    return [
        kit.field(f"{name}_weekday", _(label), days, hint=hint),
        kit.field(f"{name}_time", _(hour), kit.chooser("timepicker", at), optional=True),
    ]


def set_up(scene: Scene) -> Answer:
    """Turns the form's channel into a group, or changes its set-up; the channel hears of it."""
    wish = read_set_up(scene.call.fields)
    done = set_up_group(wish, scene.context, channel=scene.channel, facts=scene.facts)
    if done.changed:
        introduce_group(done.group, scene.context)
    return Reply(blocks=set_up_confirmed(done, scene.now))


def submit_settings(scene: Scene) -> Answer:
    wish = read_settings(scene.call.fields, read_state_number(scene.call.metadata, "group"))
    done = change_settings(wish, scene.context)
    return Reply(blocks=settings_confirmed(done, scene.now))
