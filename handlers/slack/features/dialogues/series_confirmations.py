"""Private confirmations about series: what was understood, and how far a change has reached."""

from collections.abc import Sequence

from bot.domain.dialogue import Dialogue
from bot.domain.group import Group
from bot.domain.organisation import Organisation
from bot.domain.wording import count, shortened, spell_minutes, spell_moment
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
        confirm_header(f"Scheduled a series: {_references(dialogues)}"),
        kit.rich(
            dialogue_blocks.title_line(first),
            series_facts.rule_line(series),
            kit.line(_spell_extent(done)),
            kit.line(kit.bold("First: "), kit.moment(first.starts_at, first.zone)),
            dialogue_blocks.spelled_line(first),
            kit.line(f"Each lasts {spell_minutes(series.minutes)}."),
            dialogue_blocks.link_line(first),
            kit.line(f"For {audience_words(series.audience)}, in {group.name}."),
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
    return f"{dialogues[0].reference} to {dialogues[-1].reference}"


def _spell_extent(done: ScheduledSeries) -> str:
    """How many dates until when; and how far they stand now, where more are to come."""
    words = series_facts.length_words(done.series)
    if done.series.planned_to_its_end:
        return words
    planned = count(len(done.dialogues), "date", "dates")
    last = spell_moment(done.dialogues[-1].starts_at, done.dialogues[-1].zone)
    return f"{words} {planned} until {last} are planned now; the others follow by themselves."


def _dates_after(dialogues: Sequence[Dialogue], more: int) -> list[kit.Block]:
    if not dialogues:
        return []
    after = [kit.line(f"and {count(more, 'more date', 'more dates')}")] if more > 0 else []
    return [
        kit.rich(kit.line(kit.bold("Then")), series_facts.dates_line(dialogues), *after),
    ]


def _announced(first: Dialogue, group: Group) -> str:
    notice = first.starts_at - own_invitation_at(first, group)
    ahead = spell_minutes(int(notice.total_seconds()) // 60)
    return (
        "The series is announced once, with its first date. Each later date has an invitation of "
        f"its own, {ahead} before."
    )


_HEADS = {
    Scope.LATER: "{did} {reference} and all later ones",
    Scope.WHOLE: "{did} the whole series of {reference}",
}


def series_moved(changed: Changed) -> list[kit.Block]:
    """How the series goes on, and what stayed where it was."""
    before, after = changed.before, changed.after
    words = []
    if changed.others:
        words.append(f"{count(len(changed.others), 'other date', 'other dates')} moved with it.")
    if changed.made:
        words.append(f"New: {_references(changed.made)}.")
    words += spell_exceptions(
        kept=changed.kept, too_near=changed.too_near, cancelled=changed.cancelled
    )
    if changed.afterwards is not None:
        words.append(spell_goes_on(changed.afterwards))
    rule = [series_facts.rule_line(changed.series, "It goes on ")] if changed.series else []
    return [
        confirm_header(_HEADS[changed.scope].format(did="Moved", reference=after.reference)),
        kit.rich(
            dialogue_blocks.title_line(after),
            *rule,
            kit.line(kit.bold(f"{after.reference} now: "), kit.moment(after.starts_at, after.zone)),
            dialogue_blocks.spelled_line(after),
            kit.line(kit.bold("Before: "), spell_moment(before.starts_at, before.zone)),
            *[kit.line(sentence) for sentence in words],
            kit.line("One notice explains the change. Reminders and calendars follow."),
            kit.line(answers_words(changed.answers_cleared)),
        ),
        kit.actions(dialogue_blocks.show_button(after)),
    ]


def answers_words(cleared: int) -> str:
    """What became of the answers; nothing where there were none."""
    if not cleared:
        return ""
    was = "was" if cleared == 1 else "were"
    return f"{count(cleared, 'answer', 'answers')} {was} for the old time; the notice asks again."


def series_cancelled(changed: Changed) -> list[kit.Block]:
    """The one that was named, and the others that are off with it."""
    after = changed.after
    along = [spell_cancelled_along(changed.cancelled)] if changed.cancelled else []
    return [
        confirm_header(_HEADS[changed.scope].format(did="Cancelled", reference=after.reference)),
        kit.rich(
            dialogue_blocks.title_line(after),
            kit.line("It was planned for ", kit.moment(after.starts_at, after.zone), "."),
            dialogue_blocks.spelled_line(after),
            *[kit.line(sentence) for sentence in along],
            kit.line("Why: ", after.reason) if after.reason else kit.line(),
            kit.line("No more reminders are sent. One notice says so where it was announced."),
        ),
        kit.actions(undo_button(changed.step, after.reference)),
    ]


def edited_along(changed: Changed) -> list[kit.Element]:
    """What a change of words did to the others; no line where it was for one alone."""
    if changed.scope is Scope.ONE:
        return []
    lines = [
        kit.line(f"{count(len(changed.others), 'other date', 'other dates')} changed with it.")
    ]
    if changed.kept:
        stay = "keeps words of its" if len(changed.kept) == 1 else "keep words of their"
        lines.append(kit.line(f"{_spell_some(changed.kept)} {stay} own, given before."))
    return lines


def _spell_some(dialogues: Sequence[Dialogue]) -> str:
    names = [dialogue.reference for dialogue in dialogues[:5]]
    more = len(dialogues) - len(names)
    return ", ".join(names) + (f" and {count(more, 'other', 'others')}" if more > 0 else "")
