"""Notifications about dialogues as blocks; names are text and ping nobody."""

from collections.abc import Sequence

from bot.domain import Audience, Series
from bot.domain.dialogue import AgendaItem, RsvpAnswer
from bot.domain.notifications import (
    Announcement,
    ChangeNotice,
    DialogueNotification,
    End,
    NoLongerAsked,
    Reminder,
    Turnout,
)
from bot.domain.wording import set_apart, spell_minutes
from bot.languages import N_, _, _n
from handlers.slack.features.dialogues import blocks as dialogue_blocks
from handlers.slack.features.dialogues import series_facts
from handlers.slack.features.dialogues.times import out_of_hours_words
from handlers.slack.kit import Renderer
from handlers.slack.kit import blocks as kit


def announcement_blocks(notification: Announcement) -> list[kit.Block]:
    """The invitation; its counts are its buttons. Once cancelled it says so and has none."""
    dialogue = notification.dialogue
    if dialogue.cancelled:
        return [
            kit.rich(
                dialogue_blocks.title_line(dialogue, _("Cancelled: ")),
                _reason_line(notification),
                dialogue_blocks.was_planned_line(dialogue),
                dialogue_blocks.spelled_line(dialogue),
            ),
            _named(notification, notification.series),
        ]
    return [
        kit.rich(
            dialogue_blocks.title_line(dialogue),
            dialogue_blocks.time_line(dialogue),
            dialogue_blocks.spelled_line(dialogue),
            dialogue_blocks.chairs_line(notification.chairs),
            dialogue_blocks.link_line(dialogue),
            _members_line(notification),
            _members_coming(notification.turnout),
        ),
        *_series(notification),
        *agenda_items(notification.agenda),
        *_out_of_hours(notification),
        *_asking(notification),
        _named(notification, notification.series),
    ]


def _asking(notification: Announcement) -> list[kit.Block]:
    """Its buttons, or once it is over what was answered."""
    if not notification.over:
        return [_buttons(notification, counts=notification.turnout, calendar=True)]
    over = kit.rich(kit.say("It is over."), _counts_line(notification.turnout))
    return [over, _details(notification)]


def _details(notification: DialogueNotification) -> kit.Block:
    """The one button of a message that asks for nothing any more."""
    return kit.actions(dialogue_blocks.show_button(notification.dialogue))


def reminder_blocks(notification: Reminder) -> list[kit.Block]:
    """Before the start, in the channel or to a person who comes."""
    dialogue = notification.dialogue
    return [
        kit.rich(
            dialogue_blocks.title_line(
                dialogue, _("In {length}: ", length=spell_minutes(notification.minutes_before))
            ),
            dialogue_blocks.time_line(dialogue),
            dialogue_blocks.spelled_line(dialogue),
            dialogue_blocks.link_line(dialogue),
            _members_line(notification),
            _counts_line(notification.turnout),
            _members_coming(notification.turnout),
        ),
        _details(notification) if notification.over else _buttons(notification),
        _named(notification, notification.series),
    ]


def change_notice(notification: ChangeNotice) -> list[kit.Block]:
    """Moved, with both times, or cancelled, with the reason."""
    dialogue = notification.dialogue
    if notification.was is None and not dialogue.cancelled:
        return [
            kit.rich(
                dialogue_blocks.title_line(dialogue, _("Takes place after all: ")),
                kit.say("It was cancelled, and that was taken back."),
                dialogue_blocks.time_line(dialogue),
                dialogue_blocks.spelled_line(dialogue),
                kit.line(notification.series_words or ""),
            ),
            _named(notification, notification.series),
        ]
    if notification.was is None:
        return [
            kit.rich(
                dialogue_blocks.title_line(dialogue, _("Cancelled: ")),
                _reason_line(notification),
                kit.say(
                    "It will not take place on {moment}.",
                    moment=kit.moment(dialogue.starts_at, dialogue.zone),
                ),
                dialogue_blocks.spelled_line(dialogue),
                kit.line(notification.series_words or ""),
            ),
            _named(notification, notification.series),
        ]
    return [
        kit.rich(
            dialogue_blocks.title_line(dialogue, _("Moved: ")),
            kit.line(kit.bold(_("Now: ")), kit.moment(dialogue.starts_at, dialogue.zone)),
            dialogue_blocks.spelled_line(dialogue),
            kit.line(kit.bold(_("Before: ")), notification.was),
            _reason_line(notification),
            dialogue_blocks.link_line(dialogue),
            _members_line(notification),
            kit.line(notification.series_words or ""),
            kit.line("" if notification.over else _("Please answer again: the time has changed.")),
        ),
        *_out_of_hours(notification),
        _details(notification) if notification.over else _buttons(notification, calendar=True),
        _named(notification, notification.series),
    ]


_ENDS = {End.CANCELLED: N_("Cancelled: "), End.MOVED: N_("Moved since: ")}


def no_longer_asked(notification: NoLongerAsked) -> list[kit.Block]:
    """An older message that asked for answers: what it was about, and why it asks no more."""
    dialogue = notification.dialogue
    return [
        kit.rich(
            dialogue_blocks.title_line(dialogue, _(_ENDS[notification.end])),
            dialogue_blocks.time_line(dialogue),
            dialogue_blocks.spelled_line(dialogue),
        ),
        _details(notification),
        _named(notification, None),
    ]


RENDERERS: dict[type, Renderer] = {
    NoLongerAsked: no_longer_asked,
    Announcement: announcement_blocks,
    Reminder: reminder_blocks,
    ChangeNotice: change_notice,
}


def _named(notification: DialogueNotification, series: Series | None) -> kit.Block:
    """The reference to type, and the group, since members-only notifications come privately."""
    rhythm = [series_facts.rhythm_words(series)] if series is not None else []
    return kit.small(
        " · ".join([notification.dialogue.reference, notification.group.name, *rhythm])
    )


def _series(notification: Announcement) -> list[kit.Block]:
    """What the invitation says that announces a whole series: its rule and the next few dates."""
    if notification.series is None or not notification.opens_series:
        return []
    words = _("A series, {rule}.")
    return [series_facts.series_block(notification.series, words, notification.coming_dates)]


def _members_coming(turnout: Turnout) -> kit.Element:
    """Nothing until somebody has answered."""
    if not turnout.rsvps:
        return kit.line()
    return dialogue_blocks.members_line(turnout.members_coming, turnout.members_invited)


def _reason_line(notification: DialogueNotification) -> kit.Element:
    reason = notification.dialogue.reason
    return kit.line(_("Why: "), reason) if reason else kit.line()


def _members_line(notification: DialogueNotification) -> kit.Element:
    """Said only where it is narrower than the channel."""
    members_only = notification.dialogue.audience is Audience.MEMBERS
    return dialogue_blocks.audience_line(notification.dialogue) if members_only else kit.line()


def _counts_line(turnout: Turnout) -> kit.Element:
    """A reminder is not refreshed, so its counts are words of that moment."""
    said = [
        f"{_(words)} {turnout.count(answer)}"
        for answer, words in dialogue_blocks.ANSWER_WORDS.items()
        if turnout.count(answer)
    ]
    return kit.line(_("Answers so far: {answers}.", answers=", ".join(said)) if said else "")


def _out_of_hours(notification: Announcement | ChangeNotice) -> list[kit.Block]:
    """What is about many dates names no day of the week, unless all of them fall on it."""
    of_many = (
        notification.opens_series
        if isinstance(notification, Announcement)
        else notification.series_words
    )
    any_day = notification.series is not None and not series_facts.always_the_same_weekday(
        notification.series
    )
    words = out_of_hours_words(
        notification.dialogue, notification.unsocial, any_day=any_day and bool(of_many)
    )
    return [kit.small(words)] if words else []


def _buttons(
    notification: DialogueNotification, *, counts: Turnout | None = None, calendar: bool = False
) -> kit.Block:
    dialogue = notification.dialogue
    numbers = (
        {answer: counts.count(answer) for answer in RsvpAnswer} if counts is not None else None
    )
    more = (
        [dialogue_blocks.suggest_button(dialogue), dialogue_blocks.calendar_button(dialogue)]
        if calendar
        else []
    )
    answers = dialogue_blocks.answer_buttons(dialogue, counts=numbers)
    return kit.actions(*answers, *more, dialogue_blocks.show_button(dialogue))


SHOWN = 20


def agenda_items(
    agenda: Sequence[tuple[AgendaItem, str]], shown: int = SHOWN, heading: str | None = None
) -> list[kit.Block]:
    """A numbered list of titles with minutes and presenter; nothing for an empty agenda.

    `heading` None: "Agenda".
    """
    if not agenda:
        return []
    lines = [
        kit.line(set_apart(item.title), f" ({item_details(item, name)})")
        for item, name in agenda[:shown]
    ]
    left = len(agenda) - shown
    heading = _("Agenda") if heading is None else heading
    more = [kit.small(more_items(left))] if left > 0 else []
    return [
        kit.rich(*([kit.line(kit.bold(heading))] if heading else []), kit.numbered(lines)),
        *more,
    ]


def more_items(left: int) -> str:
    return _n("and {number} more item", "and {number} more items", left)


def item_details(item: AgendaItem, presenter: str) -> str:
    """ "15 minutes, Liam"."""
    return f"{spell_minutes(item.minutes)}, {set_apart(presenter)}"
