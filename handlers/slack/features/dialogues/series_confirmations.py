"""Private confirmations about series: what was understood, and how far a change has reached."""

from collections.abc import Sequence

from bot.domain import Dialogue, Group, Organisation
from bot.domain.wording import count, shortened, spell_minutes, spell_moment
from bot.languages import N_, _, _n, _p
from bot.use_cases.dialogues.messages.change_wording import (
    spell_cancelled_along,
    spell_exceptions,
    spell_goes_on,
)
from bot.use_cases.dialogues.messages.schedule_messages import own_invitation_at
from bot.use_cases.dialogues.revise import Changed
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.series.schedule import ScheduledSeries
from handlers.slack.features.dialogues import blocks as dialogue_blocks
from handlers.slack.features.dialogues import series_facts
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import audience_words, confirm_header, undo_button

_NEXT_SHOWN = 4
_LONGEST_NOTE = 600


def series_scheduled(
    done: ScheduledSeries, group: Group, guests: Sequence[Organisation], reach: str
) -> list[kit.Block]:
    """The rule, the first dates, its end, what clocks do to it and who is out of hours when."""
    series, dialogues = done.series, done.dialogues
    first, following = dialogues[0], dialogues[1 : 1 + _NEXT_SHOWN]
    small = [
        series_facts.clock_words(series),
        *series_facts.clock_notes(series, dialogues),
        *series_facts.out_of_hours_lines(series, dialogues, guests),
    ]
    return [
        confirm_header("Scheduled a series: {references}", references=_references(dialogues)),
        kit.rich(
            dialogue_blocks.title_line(first),
            series_facts.rule_line(series),
            kit.line(_spell_extent(done)),
            kit.line(kit.bold(_("First: ")), kit.moment(first.starts_at, first.zone)),
            dialogue_blocks.spelled_line(first),
            kit.say("Each lasts {length}.", length=spell_minutes(series.minutes)),
            dialogue_blocks.link_line(first),
            kit.say(
                "For {audience}, in {group}.",
                audience=audience_words(series.audience),
                group=group.name,
            ),
            kit.line(reach),
        ),
        *_dates_after(following, len(dialogues) - 1 - len(following)),
        kit.rich(kit.line(_announced(first, group))),
        *[kit.small(shortened(words, _LONGEST_NOTE)) for words in small],
        kit.actions(dialogue_blocks.show_button(first), *dialogue_blocks.change_buttons(first)),
    ]


def _references(dialogues: Sequence[Dialogue]) -> str:
    if len(dialogues) == 1:
        return dialogues[0].reference
    first, last = dialogues[0].reference, dialogues[-1].reference
    return _("{first} to {last}", first=first, last=last)


def _spell_extent(done: ScheduledSeries) -> str:
    """How many dates until when; and how far they stand now, where more are to come."""
    words = series_facts.length_words(done.series)
    if done.series.planned_to_its_end:
        return words
    planned = count(len(done.dialogues), "date", "dates")
    last = spell_moment(done.dialogues[-1].starts_at, done.dialogues[-1].zone)
    now = _(
        "{dates} until {last} are planned now; the others follow by themselves.",
        dates=planned,
        last=last,
    )
    return f"{words} {now}"


def _dates_after(dialogues: Sequence[Dialogue], more: int) -> list[kit.Block]:
    if not dialogues:
        return []
    after = (
        [kit.line(_n("and {number} more date", "and {number} more dates", more))]
        if more > 0
        else []
    )
    return [
        kit.rich(
            kit.line(kit.bold(_p("the next dates", "Then"))),
            series_facts.dates_line(dialogues),
            *after,
        )
    ]


def _announced(first: Dialogue, group: Group) -> str:
    notice = first.starts_at - own_invitation_at(first, group)
    ahead = spell_minutes(int(notice.total_seconds()) // 60)
    return _(
        "The series is announced once, with its first date. Each later date has an "
        "invitation of its own, {ahead} before.",
        ahead=ahead,
    )


_MOVED = {
    Scope.LATER: N_("Moved {reference} and all later ones"),
    Scope.WHOLE: N_("Moved the whole series of {reference}"),
}
_CANCELLED = {
    Scope.LATER: N_("Cancelled {reference} and all later ones"),
    Scope.WHOLE: N_("Cancelled the whole series of {reference}"),
}


def series_moved(changed: Changed) -> list[kit.Block]:
    """How the series goes on, and what stayed where it was."""
    before, after = changed.before, changed.after
    words = []
    if changed.others:
        others = len(changed.others)
        words.append(
            _n("{number} other date moved with it.", "{number} other dates moved with it.", others)
        )
    if changed.made:
        words.append(_("New: {references}.", references=_references(changed.made)))
    words += spell_exceptions(
        kept=changed.kept, too_near=changed.too_near, cancelled=changed.cancelled
    )
    if changed.afterwards is not None:
        words.append(spell_goes_on(changed.afterwards))
    rule = (
        [series_facts.rule_line(changed.series, _("It goes on {rule}."))] if changed.series else []
    )
    return [
        confirm_header(_MOVED[changed.scope], reference=after.reference),
        kit.rich(
            dialogue_blocks.title_line(after),
            *rule,
            kit.line(
                kit.bold(_("{reference} now: ", reference=after.reference)),
                kit.moment(after.starts_at, after.zone),
            ),
            dialogue_blocks.spelled_line(after),
            kit.line(kit.bold(_("Before: ")), spell_moment(before.starts_at, before.zone)),
            *[kit.line(sentence) for sentence in words],
            kit.say("One notice explains the change. Reminders and calendars follow."),
            kit.line(answers_words(changed.answers_cleared)),
        ),
        kit.actions(dialogue_blocks.show_button(after)),
    ]


def answers_words(cleared: int) -> str:
    """What became of the answers; nothing where there were none."""
    if not cleared:
        return ""
    return _n(
        "{number} answer was for the old time; the notice asks again.",
        "{number} answers were for the old time; the notice asks again.",
        cleared,
    )


def series_cancelled(changed: Changed) -> list[kit.Block]:
    """The one that was named, and the others that are off with it."""
    after = changed.after
    along = [spell_cancelled_along(changed.cancelled)] if changed.cancelled else []
    return [
        confirm_header(_CANCELLED[changed.scope], reference=after.reference),
        kit.rich(
            dialogue_blocks.title_line(after),
            dialogue_blocks.was_planned_line(after),
            dialogue_blocks.spelled_line(after),
            *[kit.line(sentence) for sentence in along],
            kit.line(_("Why: "), after.reason) if after.reason else kit.line(),
            kit.say("No more reminders are sent. One notice says so where it was announced."),
        ),
        kit.actions(undo_button(changed.step, after.reference)),
    ]


def edited_along(changed: Changed) -> list[kit.Element]:
    """What a change of words did to the others; no line where it was for one alone."""
    if changed.scope is Scope.ONE:
        return []
    others = _n(
        "{number} other date changed with it.",
        "{number} other dates changed with it.",
        len(changed.others),
    )
    if not changed.kept:
        return [kit.line(others)]
    kept = _n(
        "{dialogues} keeps words of its own, given before.",
        "{dialogues} keep words of their own, given before.",
        len(changed.kept),
        dialogues=_spell_some(changed.kept),
    )
    return [kit.line(others), kit.line(kept)]


def _spell_some(dialogues: Sequence[Dialogue]) -> str:
    names = [dialogue.reference for dialogue in dialogues[:5]]
    more = len(dialogues) - len(names)
    named = ", ".join(names)
    if more <= 0:
        return named
    return _n("{names} and {number} other", "{names} and {number} others", more, names=named)
