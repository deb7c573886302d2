"""Agendas in messages: the lines that everyone sees, and the private answers."""

from collections.abc import Sequence

from bot.domain import Dialogue
from bot.domain.dialogue import AgendaItem, Noted
from bot.domain.reference import DIALOGUE, render_reference
from bot.domain.wording import count, set_apart, spell_minutes
from bot.languages import N_, _, _n
from bot.use_cases.agendas.arrange import Suggested
from bot.use_cases.agendas.carry import CarriedOver
from bot.use_cases.agendas.rules import Agenda
from handlers.slack.features.dialogues import blocks as dialogue_blocks
from handlers.slack.features.dialogues.notifications import SHOWN, agenda_items, item_details
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header
from handlers.slack.kit.common_blocks import kept_words

_NAMES_SHOWN = 60


def in_full(agenda: Agenda) -> list[kit.Block]:
    """What is on it and what is suggested, with the buttons that are the reader's."""
    dialogue = agenda.dialogue
    blocks = [
        confirm_header("Agenda of {reference}", reference=dialogue.reference),
        kit.rich(dialogue_blocks.title_line(dialogue), dialogue_blocks.time_line(dialogue)),
        *agenda_items(
            [(item, presenter_words(item, agenda)) for item in agenda.accepted], heading=""
        ),
        kit.rich(kit.line(sum_words(agenda))),
        *_other_items(_("Suggested, for the chair to decide"), agenda.suggested, agenda),
        *_other_items(_("Carried over"), agenda.carried, agenda),
    ]
    buttons = _buttons(agenda)
    if buttons:
        blocks.append(kit.actions(*buttons))
    return blocks


def presenter_words(item: AgendaItem, agenda: Agenda) -> str:
    """Who presents it, and who alone sees it where the dialogue is for more people by now."""
    kept = kept_words(item.audience, agenda.dialogue.audience)
    who = f"{agenda.presenter(item)}{kept}"
    return _("{presenter}, each time", presenter=who) if item.each_time else who


def sum_words(agenda: Agenda) -> str:
    """The sum of minutes against the length, in words."""
    if not agenda.accepted:
        return _("Nothing is on the agenda yet.")
    total, length = agenda.minutes, agenda.dialogue.minutes
    told = {"total": spell_minutes(total), "length": spell_minutes(length)}
    if total > length:
        over = spell_minutes(total - length)
        return _("Total: {total} of {length}: {over} too long.", over=over, **told)
    if total < length:
        left = spell_minutes(length - total)
        return _("Total: {total} of {length}; {left} left.", left=left, **told)
    return _("Total: {total} of {length}.", **told)


def suggested_blocks(done: Suggested) -> list[kit.Block]:
    """Confirms the item, as accepted or as waiting for the chair."""
    agenda, item = done.agenda, done.item
    what = f"{set_apart(item.title)} ({item_details(item, agenda.presenter(item))})"
    says = N_("{item} is suggested; a chair decides.")
    if item.position > 0:
        says = N_("{item} is on the agenda.")
    return [
        kit.rich(
            kit.say(says, item=kit.bold(what)),
            dialogue_blocks.title_line(agenda.dialogue),
            dialogue_blocks.spelled_line(agenda.dialogue),
            kit.line(sum_words(agenda)),
        ),
        kit.actions(dialogue_blocks.agenda_button(agenda.dialogue)),
    ]


def carried_blocks(done: CarriedOver) -> list[kit.Block]:
    if not done.items:
        return [kit.rich(kit.say("Those were carried over before. Nothing was changed."))]
    return [
        confirm_header("Carried over to {reference}", reference=done.to.reference),
        kit.rich(
            kit.say(
                "Suggested for {reference}, for its agenda to be arranged:",
                reference=done.to.reference,
            ),
            kit.bullets(kit.line(item.title) for item in done.items),
            dialogue_blocks.spelled_line(done.to),
        ),
        kit.actions(dialogue_blocks.agenda_button(done.to)),
    ]


def attended_blocks(dialogue: Dialogue, noted: Noted) -> list[kit.Block]:
    """Who was there, with the way to mend it."""
    names = noted.names
    shown = ", ".join(names[:_NAMES_SHOWN])
    left = len(names) - _NAMES_SHOWN
    if left > 0:
        shown = _n("{names} and {number} more", "{names} and {number} more", left, names=shown)
    there = _(
        "{people} of {organisations}: {names}.",
        people=count(len(names), "person", "people"),
        organisations=count(noted.organisations, "organisation", "organisations"),
        names=shown,
    )
    return [
        confirm_header("Attendance of {reference} is noted", reference=dialogue.reference),
        kit.rich(
            dialogue_blocks.title_line(dialogue),
            dialogue_blocks.spelled_line(dialogue),
            kit.line(there if names else _("Nobody was there.")),
        ),
        kit.actions(correct_button(dialogue.reference)),
    ]


def correct_button(reference: str, label: str = "") -> kit.Element:
    return kit.button(label or _("Correct…"), "attendance.correct", reference)


def _buttons(agenda: Agenda) -> list[kit.Element]:
    reference = agenda.dialogue.reference
    if agenda.open:
        arrange = kit.button(_("Arrange…"), "agenda.arrange", reference, style="primary")
        known = agenda.accepted or agenda.suggested
        return [
            dialogue_blocks.suggest_button(agenda.dialogue),
            *([arrange] if agenda.may_arrange and known else []),
        ]
    if agenda.may_arrange and agenda.accepted and not agenda.dialogue.cancelled:
        return [kit.button(_("Carry over…"), "agenda.carry", reference)]
    return []


def _other_items(words: str, found: Sequence[AgendaItem], agenda: Agenda) -> list[kit.Block]:
    if not found:
        return []
    lines = [
        kit.line(set_apart(item.title), f" ({_details_with_origin(item, agenda)})")
        for item in found[:SHOWN]
    ]
    left = len(found) - SHOWN
    return [
        kit.rich(kit.line(kit.bold(words)), kit.bullets(lines)),
        *([kit.small(and_more(left))] if left > 0 else []),
    ]


def and_more(left: int) -> str:
    return _n("and {number} more item", "and {number} more items", left)


def _details_with_origin(item: AgendaItem, agenda: Agenda) -> str:
    details = item_details(item, presenter_words(item, agenda))
    if not item.carried_from:
        return details
    origin = render_reference(DIALOGUE, item.carried_from)
    return _("{details}, from {dialogue}", details=details, dialogue=origin)
