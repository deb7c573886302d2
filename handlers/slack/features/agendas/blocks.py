"""Agendas in messages: the lines that everyone sees, and the private answers."""

from collections.abc import Sequence

from bot.domain import Dialogue
from bot.domain.dialogue import AgendaItem, Noted
from bot.domain.notifications import AttendanceAsked, Begins, Expected
from bot.domain.reference import DIALOGUE, render_reference
from bot.domain.wording import count, set_apart, spell_minutes, spell_moment
from bot.languages import N_, _, _n
from bot.use_cases.agendas.arrange import Agenda, Suggested
from bot.use_cases.agendas.carry import CarriedOver
from handlers.slack.features.dialogues import blocks as show
from handlers.slack.features.dialogues.notifications import (
    SHOWN,
    agenda_items,
    item_details,
    more_items,
)
from handlers.slack.kit import Renderer, confirm_header
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import kept_words

_NAMES_SHOWN = 60
_SHOWN = 40


def in_full(agenda: Agenda) -> list[kit.Block]:
    """What is on it and what is suggested, with the buttons that are the reader's."""
    dialogue = agenda.dialogue
    accepted = [(item, presenter_words(item, agenda)) for item in agenda.accepted]
    blocks = [
        confirm_header("Agenda of {reference}", reference=dialogue.reference),
        kit.rich(show.title_line(dialogue), show.time_line(dialogue)),
        *agenda_items(accepted, headed=False),
        kit.rich(kit.line(sum_words(agenda))),
        *_other_items(_("Suggested, for the chair to decide"), agenda.suggested, agenda),
        *_other_items(_("Carried over"), agenda.carried, agenda),
    ]
    buttons = _buttons(agenda)
    return [*blocks, kit.actions(*buttons)] if buttons else blocks


def presenter_words(item: AgendaItem, agenda: Agenda) -> str:
    """Who presents it, and who alone sees it where the dialogue is for more people by now."""
    who = f"{agenda.presenter(item)}{kept_words(item.audience, agenda.dialogue.audience)}"
    return _("{presenter}, each time", presenter=who) if item.each_time else who


def sum_words(agenda: Agenda) -> str:
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
    lines = [
        kit.say(says, item=kit.bold(what)),
        show.title_line(agenda.dialogue),
        show.spelled_line(agenda.dialogue),
        kit.line(sum_words(agenda)),
    ]
    return [kit.rich(*lines), kit.actions(show.agenda_button(agenda.dialogue))]


def carried_blocks(done: CarriedOver) -> list[kit.Block]:
    if not done.items:
        return [kit.rich(kit.say("Those were carried over before. Nothing was changed."))]
    to = done.to.reference
    return [
        confirm_header("Carried over to {reference}", reference=to),
        kit.rich(
            kit.say("Suggested for {reference}, for its agenda to be arranged:", reference=to),
            kit.bullets(kit.line(item.title) for item in done.items),
            show.spelled_line(done.to),
        ),
        kit.actions(show.agenda_button(done.to)),
    ]


def attended_blocks(dialogue: Dialogue, noted: Noted) -> list[kit.Block]:
    """Who was there, with the way to mend it."""
    names = noted.names
    shown = ", ".join(names[:_NAMES_SHOWN])
    if (left := len(names) - _NAMES_SHOWN) > 0:
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
            show.title_line(dialogue),
            show.spelled_line(dialogue),
            kit.line(there if names else _("Nobody was there.")),
        ),
        kit.actions(correct_button(dialogue.reference)),
    ]


def correct_button(reference: str, label: str = "") -> kit.Element:
    return kit.button(label or _("Correct…"), "attendance.correct", reference)


def _buttons(agenda: Agenda) -> list[kit.Element]:
    reference = agenda.dialogue.reference
    if agenda.open:
        suggest = show.suggest_button(agenda.dialogue)
        arrange = kit.button(_("Arrange…"), "agenda.arrange", reference, style="primary")
        known = agenda.accepted or agenda.suggested
        return [suggest, arrange] if agenda.may_arrange and known else [suggest]
    if agenda.may_arrange and agenda.accepted and not agenda.dialogue.cancelled:
        return [kit.button(_("Carry over…"), "agenda.carry", reference)]
    return []


def _other_items(words: str, found: Sequence[AgendaItem], agenda: Agenda) -> list[kit.Block]:
    if not found:
        return []
    lines = []
    for item in found[:SHOWN]:
        details = item_details(item, presenter_words(item, agenda))
        if item.carried_from:
            origin = render_reference(DIALOGUE, item.carried_from)
            details = _("{details}, from {dialogue}", details=details, dialogue=origin)
        lines.append(kit.line(set_apart(item.title), f" ({details})"))
    listed = kit.rich(kit.line(kit.bold(words)), kit.bullets(lines))
    return [listed, *more_items(len(found) - SHOWN)]


def begins_blocks(notification: Begins) -> list[kit.Block]:
    """Goes to the channel; names are text and ping nobody."""
    dialogue = notification.dialogue
    return [
        kit.rich(
            show.title_line(dialogue, _("Now: ")),
            show.spelled_line(dialogue),
            show.chairs_line(notification.chairs),
            show.link_line(dialogue),
        ),
        *agenda_items(notification.agenda),
        *_expected(notification.expected),
        kit.rich(kit.say("Please keep what belongs to this dialogue in this thread.")),
        show.foot(dialogue, notification.group),
    ]


def attendance_asked(notification: AttendanceAsked) -> list[kit.Block]:
    """Goes to a chair ten minutes before the end, with the agenda, or after it."""
    dialogue = notification.dialogue
    if notification.noted is not None:
        return attended_blocks(dialogue, notification.noted)
    confirm = kit.button(
        _("Confirm"),
        "attendance.confirm",
        dialogue.reference,
        style="primary",
        says=_("These people were at {title}", title=dialogue.title),
    )
    carry = kit.button(_("Carry over…"), "agenda.carry", dialogue.reference)
    expected = notification.expected
    nobody = kit.line("" if expected else _("Nobody said that they would come."))
    correct = _("Correct…") if expected else _("Choose people…")
    return [
        *_heading(notification, nobody),
        *_expected(expected),
        kit.actions(
            *([confirm] if expected else []),
            correct_button(dialogue.reference, correct),
            *([carry] if notification.agenda else []),
            *([show.agenda_button(dialogue)] if notification.closing else []),
        ),
        show.foot(dialogue, notification.group),
    ]


def _heading(notification: AttendanceAsked, nobody: kit.Element) -> list[kit.Block]:
    """Before the end what should be written down comes first, and then the question."""
    dialogue = notification.dialogue
    if not notification.closing:
        title = show.title_line(dialogue, _("Who was there? "))
        return [kit.rich(title, show.spelled_line(dialogue), nobody)]
    ends = spell_moment(dialogue.ends_at, dialogue.zone)
    return [
        kit.rich(
            show.title_line(dialogue, _("Ten minutes left: ")),
            kit.say(
                "It ends on {moment}. Please write down in its thread what was decided, "
                "and who does what: {command}.",
                moment=ends,
                command=kit.text("/action add … @owner by date", code=True),
            ),
        ),
        *agenda_items(notification.agenda),
        kit.rich(kit.line(kit.bold(_("Who was there?"))), nobody),
    ]


def _expected(expected: Sequence[Expected]) -> list[kit.Block]:
    if not expected:
        return []
    by_organisation: dict[str, list[str]] = {}
    for one in expected[:_SHOWN]:
        name = one.organisation or _("No organisation yet")
        by_organisation.setdefault(name, []).append(one.name)
    lines = [
        kit.line(_("{label}: ", label=set_apart(name)), ", ".join(map(set_apart, who)))
        for name, who in by_organisation.items()
    ]
    if (left := len(expected) - _SHOWN) > 0:
        lines.append(kit.line(_n("and {number} more", "and {number} more", left)))
    heading = _("Expected: {people}", people=count(len(expected), "person", "people"))
    return [kit.rich(kit.line(kit.bold(heading)), kit.bullets(lines))]


RENDERERS: dict[type, Renderer] = {Begins: begins_blocks, AttendanceAsked: attendance_asked}
