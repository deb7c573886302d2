"""Forms: suggest an item, arrange an agenda, carry items over, correct attendance."""

import json

from bot.domain.agenda import AgendaItem
from bot.domain.dialogue import Dialogue
from bot.domain.limits import TITLE
from bot.domain.notifications import Expected
from bot.domain.wording import count, shortened, spell_minutes, spell_moment
from bot.use_cases.agendas.rules import Agenda
from bot.use_cases.agendas.suggest import DEFAULT_MINUTES
from handlers.slack.features.agendas import blocks
from handlers.slack.kit import blocks as kit

SUGGEST, ARRANGE, CARRY, ATTENDANCE = (
    "agenda.suggest",
    "agenda.arrange",
    "agenda.carry",
    "attendance.correct",
)
SUGGEST_TITLE, ARRANGE_TITLE = "Suggest agenda item", "Arrange the agenda"
CARRY_TITLE, ATTENDANCE_TITLE = "Carry over", "Who was there"
OUT, UNDECIDED = "out", "undecided"
ITEM = "item-"
"""Begins the block id of an item's place."""

_MOST_OPTIONS = 100
_MOST_ARRANGED = 45
"""More than one agenda takes; what is carried over comes on top. Each adds a place to every select,
and Slack takes 250 kB for a form."""
_MOST_PEOPLE = 100


def suggest_form(agenda: Agenda) -> kit.View:
    dialogue = agenda.dialogue
    minutes = min(DEFAULT_MINUTES, dialogue.minutes)
    return kit.modal(
        SUGGEST,
        SUGGEST_TITLE,
        [
            _about(dialogue),
            kit.rich(kit.line(blocks.sum_words(agenda))),
            kit.field(
                "title",
                "Item",
                kit.text_input(example="Age assurance test results"),
                hint=f"Up to {TITLE} characters.",
            ),
            kit.field("minutes", "Minutes", kit.text_input(initial=f"{minutes}m", example="15m")),
            kit.field(
                "presenter",
                "Who presents it",
                {"type": "users_select"},
                hint="Empty: you do.",
                optional=True,
            ),
        ],
        submit="Suggest",
        metadata=_number(dialogue),
    )


def arrange_form(agenda: Agenda) -> kit.View:
    """One place for each item; what has none yet stays suggested, and what is not shown too."""
    known = (*agenda.accepted, *agenda.suggested)
    everything, left = known[:_MOST_ARRANGED], len(known) - _MOST_ARRANGED
    places = [
        *(kit.option(str(place), str(place)) for place in range(1, len(everything) + 1)),
        kit.option("Leave out", OUT),
        kit.option("Decide later", UNDECIDED),
    ]
    return kit.modal(
        ARRANGE,
        ARRANGE_TITLE,
        [
            _about(agenda.dialogue),
            kit.rich(kit.line(blocks.sum_words(agenda))),
            *(_place(item, agenda, places) for item in everything),
            *(
                [kit.small(f"and {count(left, 'more item')}, once these have a place")]
                if left > 0
                else []
            ),
        ],
        submit="Save",
        metadata=_number(agenda.dialogue),
    )


def _place(item: AgendaItem, agenda: Agenda, places: list[kit.Element]) -> kit.Block:
    chosen = str(item.position) if item.position else UNDECIDED
    origin = f", carried over from D{item.carried_from}" if item.carried_from else ""
    return kit.field(
        f"{ITEM}{item.id}",
        item.title,
        kit.choice(places, initial=chosen),
        hint=f"{spell_minutes(item.minutes)}, {blocks.presenter_words(item, agenda)}{origin}",
    )


def carry_form(agenda: Agenda, to: Dialogue) -> kit.View:
    when = spell_moment(to.starts_at, to.zone)
    options = [
        kit.option(item.title, str(item.id), f"{item.minutes} minutes")
        for item in agenda.accepted[:_MOST_OPTIONS]
    ]
    return kit.modal(
        CARRY,
        CARRY_TITLE,
        [
            _about(agenda.dialogue),
            kit.field(
                "items",
                f"What is to be offered to {to.reference}, on {shortened(when, 80)}?",
                kit.choices(options, kind="multi_static_select"),
            ),
        ],
        submit="Carry over",
        metadata=_number(agenda.dialogue),
    )


def attendance_form(dialogue: Dialogue, expected: tuple[Expected, ...]) -> kit.View:
    element: kit.Element = {"type": "multi_users_select"}
    if expected:
        element["initial_users"] = [one.user_id for one in expected[:_MOST_PEOPLE]]
    return kit.modal(
        ATTENDANCE,
        ATTENDANCE_TITLE,
        [_about(dialogue), kit.field("people", "Who was there?", element, optional=True)],
        submit="Save",
        metadata=_number(dialogue),
    )


def _about(dialogue: Dialogue) -> kit.Block:
    when = spell_moment(dialogue.starts_at, dialogue.zone)
    return kit.rich(kit.line(kit.bold(dialogue.title)), kit.line(f"{dialogue.reference}, {when}"))


def _number(dialogue: Dialogue) -> str:
    return json.dumps({"number": dialogue.number})
