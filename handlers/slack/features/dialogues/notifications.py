"""Notifications about dialogues as blocks; names are text and ping nobody."""

from collections.abc import Sequence

from bot.domain import Audience, Dialogue
from bot.domain.dialogue import AgendaItem
from bot.domain.notifications import (
    Announcement,
    ChangeNotice,
    End,
    NoLongerAsked,
    Reminder,
    Turnout,
)
from bot.domain.wording import set_apart, spell_minutes
from bot.languages import N_, _, _n
from handlers.slack.features.dialogues import blocks as show
from handlers.slack.features.dialogues import times
from handlers.slack.kit import Renderer
from handlers.slack.kit import blocks as kit

_ENDS = {End.CANCELLED: N_("Cancelled: "), End.MOVED: N_("Moved since: ")}
SHOWN = 20


def announcement_blocks(notification: Announcement) -> list[kit.Block]:
    """The invitation; its counts are its buttons. Once cancelled it says so and has none."""
    dialogue, turnout = notification.dialogue, notification.turnout
    foot = show.foot(dialogue, notification.group, notification.series)
    if dialogue.cancelled:
        lines = [
            show.title_line(dialogue, _("Cancelled: ")),
            show.reason_line(dialogue),
            show.was_planned_line(dialogue),
            show.spelled_line(dialogue),
        ]
        return [kit.rich(*lines), foot]
    if notification.over:
        over = kit.rich(kit.say("It is over."), _counts_line(turnout))
        asking = [over, kit.actions(show.show_button(dialogue))]
    else:
        asking = [_buttons(dialogue, turnout=turnout, calendar=True)]
    opened = notification.series if notification.opens_series else None
    return [
        kit.rich(
            *show.heading_lines(dialogue),
            show.chairs_line(notification.chairs),
            show.link_line(dialogue),
            _members_line(dialogue),
            show.members_line(turnout.members_coming, turnout.members_invited),
        ),
        *times.series_blocks(opened, _("A series, {rule}."), notification.coming_dates),
        *agenda_items(notification.agenda),
        *_out_of_hours(notification, of_many=notification.opens_series),
        *asking,
        foot,
    ]


def reminder_blocks(notification: Reminder) -> list[kit.Block]:
    """Before the start, in the channel or to a person who comes."""
    dialogue, turnout = notification.dialogue, notification.turnout
    ahead = _("In {length}: ", length=spell_minutes(notification.minutes_before))
    return [
        kit.rich(
            *show.heading_lines(dialogue, ahead),
            show.link_line(dialogue),
            _members_line(dialogue),
            _counts_line(turnout),
            show.members_line(turnout.members_coming, turnout.members_invited),
        ),
        _asking(notification),
        show.foot(dialogue, notification.group, notification.series),
    ]


def change_notice(notification: ChangeNotice) -> list[kit.Block]:
    """Moved, with both times, or cancelled, with the reason."""
    dialogue = notification.dialogue
    when = kit.moment(dialogue.starts_at, dialogue.zone)
    series = kit.line(notification.series_words or "")
    foot = show.foot(dialogue, notification.group, notification.series)
    if notification.was is None and not dialogue.cancelled:
        title, time, spelled = show.heading_lines(dialogue, _("Takes place after all: "))
        back = kit.say("It was cancelled, and that was taken back.")
        return [kit.rich(title, back, time, spelled, series), foot]
    if notification.was is None:
        lines = [
            show.title_line(dialogue, _("Cancelled: ")),
            show.reason_line(dialogue),
            kit.say("It will not take place on {moment}.", moment=when),
            show.spelled_line(dialogue),
            series,
        ]
        return [kit.rich(*lines), foot]
    return [
        kit.rich(
            show.title_line(dialogue, _("Moved: ")),
            kit.line(kit.bold(_("Now: ")), when),
            show.spelled_line(dialogue),
            kit.line(kit.bold(_("Before: ")), notification.was),
            show.reason_line(dialogue),
            show.link_line(dialogue),
            _members_line(dialogue),
            series,
            kit.line("" if notification.over else _("Please answer again: the time has changed.")),
        ),
        *_out_of_hours(notification, of_many=bool(notification.series_words)),
        _asking(notification, calendar=True),
        foot,
    ]


def no_longer_asked(notification: NoLongerAsked) -> list[kit.Block]:
    """An older message that asked for answers: what it was about, and why it asks no more."""
    dialogue = notification.dialogue
    return [
        kit.rich(*show.heading_lines(dialogue, _(_ENDS[notification.end]))),
        kit.actions(show.show_button(dialogue)),
        show.foot(dialogue, notification.group),
    ]


def _members_line(dialogue: Dialogue) -> kit.Element:
    """Said only where it is narrower than the channel."""
    return show.audience_line(dialogue) if dialogue.audience is Audience.MEMBERS else kit.line()


def _counts_line(turnout: Turnout) -> kit.Element:
    """A reminder is not refreshed, so its counts are words of that moment."""
    counted = {words: turnout.count(answer) for answer, words in show.ANSWER_WORDS.items()}
    said = ", ".join(f"{_(words)} {number}" for words, number in counted.items() if number)
    return kit.line(_("Answers so far: {answers}.", answers=said) if said else "")


def _out_of_hours(notification: Announcement | ChangeNotice, *, of_many: bool) -> list[kit.Block]:
    """What is about many dates names no day of the week, unless all of them fall on it."""
    series = notification.series
    any_day = of_many and series is not None and not times.always_the_same_weekday(series)
    words = times.out_of_hours_words(notification.dialogue, notification.unsocial, any_day=any_day)
    return [kit.small(words)] if words else []


def _asking(notification: Reminder | ChangeNotice, *, calendar: bool = False) -> kit.Block:
    """The buttons of the answers; once it is over the one button that asks for nothing."""
    if notification.over:
        return kit.actions(show.show_button(notification.dialogue))
    return _buttons(notification.dialogue, calendar=calendar)


def _buttons(
    dialogue: Dialogue, *, turnout: Turnout | None = None, calendar: bool = False
) -> kit.Block:
    more = [show.suggest_button(dialogue), show.calendar_button(dialogue)] if calendar else []
    answers = show.answer_buttons(dialogue, turnout=turnout)
    return kit.actions(*answers, *more, show.show_button(dialogue))


def agenda_items(
    agenda: Sequence[tuple[AgendaItem, str]], *, headed: bool = True
) -> list[kit.Block]:
    """A numbered list of titles with minutes and presenter; nothing for an empty agenda."""
    if not agenda:
        return []
    lines = [
        kit.line(set_apart(item.title), f" ({item_details(item, name)})")
        for item, name in agenda[:SHOWN]
    ]
    heading = [kit.line(kit.bold(_("Agenda")))] if headed else []
    return [kit.rich(*heading, kit.numbered(lines)), *more_items(len(agenda) - SHOWN)]


def more_items(left: int) -> list[kit.Block]:
    """How many a list leaves out, below it."""
    words = _n("and {number} more item", "and {number} more items", left)
    return [kit.small(words)] if left > 0 else []


def item_details(item: AgendaItem, presenter: str) -> str:
    """ "15 minutes, Liam"."""
    return f"{spell_minutes(item.minutes)}, {set_apart(presenter)}"


RENDERERS: dict[type, Renderer] = {
    NoLongerAsked: no_longer_asked,
    Announcement: announcement_blocks,
    Reminder: reminder_blocks,
    ChangeNotice: change_notice,
}
