"""How often an action comes again: its command, its inputs, and what is asked at a drop."""

from dataclasses import replace

from bot.dates.answers import Asked, Way
from bot.domain import ActionItem
from bot.domain.recurrence import Frequency, Rule
from bot.domain.reference import ACTION, render_reference
from bot.languages import N_, _, _p
from bot.use_cases.actions.repeat import RepeatAction, repeat_action, rule_words
from bot.use_cases.actions.rules import open_for_change
from handlers.slack.features.actions.due import read_rule, repeat_words
from handlers.slack.features.actions.replies import (
    ask_which_day,
    confirm_reply,
    one_at_a_time,
    references,
    usage_reply,
)
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.fallback import escape_text
from handlers.slack.kit.shown import mark_of
from handlers.slack.kit.slack_text import spoken_text
from handlers.slack.request import Answer, Fields, Reply, Scene
from handlers.slack.request.ask_back import frame_of
from handlers.slack.request.carried_values import read_day

_OFTEN = {
    "WEEKLY;1": N_("Every week"),
    "WEEKLY;2": N_("Every 2 weeks"),
    "MONTHLY;1": N_("Every month"),
    "MONTHLY;3": N_("Every 3 months"),
    "MONTHLY;12": N_("Every year"),
}
_ONCE, _AS_IT_IS = "once", "as it is"


def repeat_fields(action: ActionItem | None) -> list[kit.Block]:
    """How often from the due day on, and until when. What a form does not offer stays as it is."""
    options = [kit.option(_(words), value) for value, words in _OFTEN.items()]
    rule, as_it_is = (Rule.read(action.repeats) if action and action.repeats else None), _ONCE
    if action and rule:
        words = rule_words(action)
        as_it_is = f"{_AS_IT_IS} {mark_of(str(replace(rule, until=None)))}"
        options.insert(0, kit.option(words[:1].upper() + words[1:], as_it_is))
    options.insert(0, kit.option(_("It does not repeat"), _ONCE))
    often = kit.choice(options, initial=as_it_is)
    until: kit.Element = {"type": "datepicker"}
    if rule and rule.until:
        until["initial_date"] = rule.until.isoformat()
    hint = _("From the due date on: the next one is made when this one is done or due.")
    return [
        kit.field("repeats", _("Repeats"), often, hint=hint),
        kit.field("until", _("Until"), until, optional=True),
    ]


def rule_in(fields: Fields, action: ActionItem | None = None) -> Rule | None:
    chosen = fields.get("repeats") or _ONCE
    until = read_day(fields, "until")
    if chosen.startswith(_AS_IT_IS) and action and action.repeats:
        return replace(Rule.read(action.repeats), until=until)
    if chosen not in _OFTEN:
        return None
    frequency, interval = chosen.split(";")
    return Rule(frequency=Frequency(frequency), interval=int(interval), until=until)


def ask_how_many(scene: Scene, numbers: tuple[int, ...], rest: str) -> Reply:
    """Whether only this one of a series goes, or all later ones too."""
    named = " ".join(render_reference(ACTION, number) for number in numbers)
    ways = (
        Way(_p("actions", "Only this one"), f"{named} only {rest}"),
        Way(_p("actions", "This and all later"), f"{named} and later {rest}"),
    )
    words = _(
        "{references} repeats. Do you want to drop it alone, or stop the series?", references=named
    )
    return ask_which_day(scene, Asked(words, ways))


def run_repeat(scene: Scene) -> Answer:
    if not scene.call.raw:
        return usage_reply(scene, "repeat", _("Which action, and how often?"))
    numbers, rest = references(scene)
    if len(numbers) > 1:
        return usage_reply(scene, "repeat", one_at_a_time())
    if not rest:
        return usage_reply(scene, "repeat", _("How often? For example every month, or never."))
    action = open_for_change(numbers[0], scene.context)[0]
    read = read_rule(
        spoken_text(rest, scene.names), action.due_on, frame_of(scene, time_needed=False)
    )
    if isinstance(read, Asked):
        named = action.reference
        return ask_which_day(scene, read, raw_of=lambda text: f"{named} {escape_text(text)}")
    wish = RepeatAction(action.number, read.rule if read else None, read.day if read else None)
    outcome = repeat_action(wish, scene.context)
    return confirm_reply(scene, repeat_words(outcome), outcome.action)
