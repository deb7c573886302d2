"""Notifications of the time itself: the thread's root, the word before the end, attendance."""

from collections.abc import Sequence

from bot.domain.notifications import AttendanceAsked, Begins, Expected
from bot.domain.wording import count, set_apart, spell_moment
from bot.languages import _, _n
from handlers.slack.features.agendas import blocks
from handlers.slack.features.dialogues import blocks as show
from handlers.slack.features.dialogues.notifications import agenda_items
from handlers.slack.kit import Renderer
from handlers.slack.kit import blocks as kit

_SHOWN = 40


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
        return blocks.attended_blocks(dialogue, notification.noted)
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
            blocks.correct_button(dialogue.reference, correct),
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
        kit.line(f"{set_apart(name)}: {', '.join(map(set_apart, who))}")
        for name, who in by_organisation.items()
    ]
    if (left := len(expected) - _SHOWN) > 0:
        lines.append(kit.line(_n("and {number} more", "and {number} more", left)))
    heading = _("Expected: {people}", people=count(len(expected), "person", "people"))
    return [kit.rich(kit.line(kit.bold(heading)), kit.bullets(lines))]


RENDERERS: dict[type, Renderer] = {Begins: begins_blocks, AttendanceAsked: attendance_asked}
