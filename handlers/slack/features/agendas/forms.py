"""Forms: suggest an item, arrange an agenda, carry items over, correct attendance."""

from collections.abc import Sequence

from bot.domain import Dialogue
from bot.domain.dialogue import AgendaItem
from bot.domain.limits import TITLE
from bot.domain.reference import DIALOGUE, render_reference
from bot.domain.wording import count, shortened, spell_minutes, spell_moment
from bot.languages import N_, _, _n
from bot.use_cases.agendas.arrange import DEFAULT_MINUTES, Agenda
from handlers.slack.features.agendas import blocks
from handlers.slack.features.dialogues.blocks import about_block
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.menus import MOST, lengths

SUGGEST, ARRANGE = "agenda.suggest", "agenda.arrange"
CARRY, ATTENDANCE = "agenda.carry", "attendance.correct"
SUGGEST_TITLE, ARRANGE_TITLE = N_("Suggest agenda item"), N_("Arrange the agenda")
CARRY_TITLE, ATTENDANCE_TITLE = N_("Carry over"), N_("Who was there")
OUT, UNDECIDED = "out", "undecided"
ITEM = "item-"
"""Begins the block id of an item's place."""
EACH_TIME = "each_time"

_MOST_ARRANGED = 45
"""More than one agenda takes; what is carried over comes on top. Each adds a place to every select,
and Slack takes 250 kB for a form."""
_MOST_PEOPLE = 200


def suggest_form(agenda: Agenda) -> kit.View:
    longest = agenda.dialogue.minutes
    minutes = lengths(min(DEFAULT_MINUTES, longest), shortest=5, longest=longest)
    title = kit.text_input(example=_("Age assurance test results"))
    who = kit.chooser("users_select")
    fields = [
        kit.rich(kit.line(blocks.sum_words(agenda))),
        kit.field("title", _("Item"), title, hint=_("Up to {limit} characters.", limit=TITLE)),
        kit.field("minutes", _("Length"), minutes),
        kit.field("presenter", _("Who presents it"), who, hint=_("Empty: you do."), optional=True),
    ]
    return _form(SUGGEST, SUGGEST_TITLE, agenda.dialogue, fields, _("Suggest"))


def arrange_form(agenda: Agenda) -> kit.View:
    """One place for each item; what has none yet stays suggested, and what is not shown too."""
    known = (*agenda.accepted, *agenda.suggested)
    everything, left = known[:_MOST_ARRANGED], len(known) - _MOST_ARRANGED
    more = _n("and {number} more item", "and {number} more items", left)
    places = [
        *(kit.option(str(place), str(place)) for place in range(1, len(everything) + 1)),
        kit.option(_("Leave out"), OUT),
        kit.option(_("Decide later"), UNDECIDED),
    ]
    fields = [
        kit.rich(kit.line(blocks.sum_words(agenda))),
        *(_place(item, agenda, places) for item in everything),
        *_each_time(everything, agenda),
        *([kit.note("{more}, once these have a place", more=more)] if left > 0 else []),
    ]
    return _form(ARRANGE, ARRANGE_TITLE, agenda.dialogue, fields, _("Save"))


def _each_time(items: Sequence[AgendaItem], agenda: Agenda) -> list[kit.Block]:
    """Which of them make the template of the series."""
    if agenda.dialogue.series_id is None or not items:
        return []
    options = [kit.option(item.title, str(item.id)) for item in items]
    chosen = [str(item.id) for item in items if item.each_time]
    element = kit.choices(options, initial=chosen, kind="multi_static_select")
    label = _("On the agenda of every date of the series")
    hint = _("They go on from date to date. Another item that is left over is suggested again.")
    return [kit.field(EACH_TIME, label, element, hint=hint, optional=True)]


def _place(item: AgendaItem, agenda: Agenda, places: list[kit.Element]) -> kit.Block:
    chosen = str(item.position) if item.position else UNDECIDED
    hint = f"{spell_minutes(item.minutes)}, {blocks.presenter_words(item, agenda)}"
    if item.carried_from:
        origin = render_reference(DIALOGUE, item.carried_from)
        hint = _("{details}, carried over from {dialogue}", details=hint, dialogue=origin)
    return kit.field(f"{ITEM}{item.id}", item.title, kit.choice(places, initial=chosen), hint=hint)


def carry_form(agenda: Agenda, to: Dialogue) -> kit.View:
    options = [
        kit.option(item.title, str(item.id), count(item.minutes, "minute", "minutes"))
        for item in agenda.accepted[:MOST]
    ]
    label = _(
        "What do you want to carry over to {reference}, on {moment}?",
        reference=to.reference,
        moment=shortened(spell_moment(to.starts_at, to.zone), 80),
    )
    field = kit.field("items", label, kit.choices(options, kind="multi_static_select"))
    return _form(CARRY, CARRY_TITLE, agenda.dialogue, [field], _("Carry over"))


def attendance_form(dialogue: Dialogue, people: Sequence[str]) -> kit.View:
    element = kit.chooser("multi_users_select", list(people[:_MOST_PEOPLE]))
    field = kit.field("people", _("Who was there?"), element, optional=True)
    return _form(ATTENDANCE, ATTENDANCE_TITLE, dialogue, [field], _("Save"))


def _form(
    name: str, title: str, dialogue: Dialogue, fields: Sequence[kit.Block], submit: str
) -> kit.View:
    """About this dialogue, whose number comes back with it."""
    return kit.form(name, title, [about_block(dialogue), *fields], submit, number=dialogue.number)
