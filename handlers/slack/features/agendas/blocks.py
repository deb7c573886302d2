"""Agendas in messages: the lines that everyone sees, and the private answers."""

from collections.abc import Sequence

from bot.domain.agenda import AgendaItem
from bot.domain.dialogue import Dialogue, Noted
from bot.domain.wording import count, set_apart, spell_minutes
from bot.use_cases.agendas.carry import CarriedOver
from bot.use_cases.agendas.rules import Agenda
from bot.use_cases.agendas.suggest import Suggested
from handlers.slack.features.dialogues import blocks as dialogue_blocks
from handlers.slack.features.dialogues.notifications import SHOWN, agenda_items, item_details
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import confirm_header, kept_words

_NAMES_SHOWN = 60


def in_full(agenda: Agenda) -> list[kit.Block]:
    """What is on it and what is suggested, with the buttons that are the reader's."""
    dialogue = agenda.dialogue
    blocks = [
        confirm_header(f"Agenda of {dialogue.reference}"),
        kit.rich(dialogue_blocks.title_line(dialogue), dialogue_blocks.time_line(dialogue)),
        *agenda_items(
            [(item, presenter_words(item, agenda)) for item in agenda.accepted], heading=""
        ),
        kit.rich(kit.line(sum_words(agenda))),
        *_other_items("Suggested, for the chair to decide", agenda.suggested, agenda),
        *_other_items("Carried over", agenda.carried, agenda),
    ]
    buttons = _buttons(agenda)
    if buttons:
        blocks.append(kit.actions(*buttons))
    return blocks


def presenter_words(item: AgendaItem, agenda: Agenda) -> str:
    """Who presents it, and who alone sees it where the dialogue is for more people by now."""
    kept = kept_words(item.audience, agenda.dialogue.audience)
    return f"{agenda.presenter(item)}{kept}{', each time' if item.each_time else ''}"


def sum_words(agenda: Agenda) -> str:
    """The sum of minutes against the length, in words."""
    if not agenda.accepted:
        return "Nothing is on the agenda yet."
    total, length = agenda.minutes, agenda.dialogue.minutes
    together = f"Total: {spell_minutes(total)} of {spell_minutes(length)}"
    if total > length:
        return f"{together}: {spell_minutes(total - length)} too long."
    if total < length:
        return f"{together}; {spell_minutes(length - total)} left."
    return f"{together}."


def suggested_blocks(done: Suggested) -> list[kit.Block]:
    """Confirms the item, as accepted or as waiting for the chair."""
    agenda, item = done.agenda, done.item
    what = f"{set_apart(item.title)} ({item_details(item, agenda.presenter(item))})"
    on_it = item.position > 0
    says = "is on the agenda" if on_it else "is suggested; a chair decides"
    return [
        kit.rich(
            kit.line(kit.bold(what), f" {says}."),
            dialogue_blocks.title_line(agenda.dialogue),
            dialogue_blocks.spelled_line(agenda.dialogue),
            kit.line(sum_words(agenda)),
        ),
        kit.actions(dialogue_blocks.agenda_button(agenda.dialogue)),
    ]


def carried_blocks(done: CarriedOver) -> list[kit.Block]:
    if not done.items:
        words = "Those were carried over before. Nothing was changed."
        return [kit.rich(kit.line(words))]
    return [
        confirm_header(f"Carried over to {done.to.reference}"),
        kit.rich(
            kit.line(f"Suggested for {done.to.reference}, for its agenda to be arranged:"),
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
    more = f" and {left} more" if left > 0 else ""
    bodies = count(noted.organisations, "organisation", "organisations")
    there = f"{count(len(names), 'person', 'people')} of {bodies}"
    return [
        confirm_header(f"Attendance of {dialogue.reference} is noted"),
        kit.rich(
            dialogue_blocks.title_line(dialogue),
            dialogue_blocks.spelled_line(dialogue),
            kit.line(f"{there}: {shown}{more}." if names else "Nobody was there."),
        ),
        kit.actions(correct_button(dialogue.reference)),
    ]


def correct_button(reference: str, label: str = "Correct…") -> kit.Element:
    return kit.button(label, "attendance.correct", reference)


def _buttons(agenda: Agenda) -> list[kit.Element]:
    reference = agenda.dialogue.reference
    if agenda.open:
        arrange = kit.button("Arrange…", "agenda.arrange", reference, style="primary")
        known = agenda.accepted or agenda.suggested
        return [
            dialogue_blocks.suggest_button(agenda.dialogue),
            *([arrange] if agenda.may_arrange and known else []),
        ]
    if agenda.may_arrange and agenda.accepted and not agenda.dialogue.cancelled:
        return [kit.button("Carry over…", "agenda.carry", reference)]
    return []


def _other_items(words: str, found: Sequence[AgendaItem], agenda: Agenda) -> list[kit.Block]:
    if not found:
        return []
    lines = [
        kit.line(
            set_apart(item.title),
            f" ({item_details(item, presenter_words(item, agenda))}{_suggested_by(item)})",
        )
        for item in found[:SHOWN]
    ]
    left = len(found) - SHOWN
    return [
        kit.rich(kit.line(kit.bold(words)), kit.bullets(lines)),
        *([kit.small(f"and {count(left, 'more item', 'more items')}")] if left > 0 else []),
    ]


def _suggested_by(item: AgendaItem) -> str:
    return f", from D{item.carried_from}" if item.carried_from else ""
