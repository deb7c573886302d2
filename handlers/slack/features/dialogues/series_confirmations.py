"""Private confirmations about series: what was understood, and how far a change has reached."""

from collections.abc import Sequence

from bot.domain import Dialogue, Group, Organisation
from bot.domain.wording import count, shortened, spell_minutes, spell_moment
from bot.languages import N_, _, _n, _p
from bot.use_cases.dialogues.messages import change_wording
from bot.use_cases.dialogues.messages.schedule_messages import own_invitation_at
from bot.use_cases.dialogues.revise import Changed
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.series.schedule import ScheduledSeries
from handlers.slack.features.dialogues import blocks as show
from handlers.slack.features.dialogues import times
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header

_NEXT_SHOWN, _KEPT_SHOWN = 4, 5
_LONGEST_NOTE = 600


def series_scheduled(
    done: ScheduledSeries, group: Group, guests: Sequence[Organisation], reach: str
) -> list[kit.Block]:
    """The rule, the first dates, its end, what clocks do to it and who is out of hours when."""
    series, dialogues = done.series, done.dialogues
    first, following = dialogues[0], dialogues[1 : 1 + _NEXT_SHOWN]
    more = len(dialogues) - 1 - len(following)
    after = [
        kit.line(kit.bold(_p("the next dates", "Then"))),
        times.dates_line(following),
        kit.line(_n("and {number} more date", "and {number} more dates", more) if more else ""),
    ]
    ahead = first.starts_at - own_invitation_at(first, group)
    small = [
        times.clock_words(series),
        *times.clock_notes(series, dialogues),
        *times.out_of_hours_lines(series, dialogues, guests),
    ]
    return [
        confirm_header("Scheduled a series: {references}", references=_references(dialogues)),
        kit.rich(
            show.title_line(first),
            times.rule_line(series),
            kit.line(_spell_extent(done)),
            kit.line(kit.bold(_("First: ")), kit.moment(first.starts_at, first.zone)),
            show.spelled_line(first),
            kit.say("Each lasts {length}.", length=spell_minutes(series.minutes)),
            show.link_line(first),
            show.audience_line(first, group),
            kit.line(reach),
        ),
        *([kit.rich(*after)] if following else []),
        kit.rich(kit.say(_ANNOUNCED, ahead=spell_minutes(int(ahead.total_seconds()) // 60))),
        *[kit.small(shortened(words, _LONGEST_NOTE)) for words in small],
        kit.actions(show.show_button(first), *show.change_buttons(first)),
    ]


def _references(dialogues: Sequence[Dialogue]) -> str:
    if len(dialogues) == 1:
        return dialogues[0].reference
    first, last = dialogues[0].reference, dialogues[-1].reference
    return _("{first} to {last}", first=first, last=last)


def _spell_extent(done: ScheduledSeries) -> str:
    """How many dates until when; and how far they stand now, where more are to come."""
    words = times.length_words(done.series)
    if done.series.planned_to_its_end:
        return words
    last = done.dialogues[-1]
    now = _(
        "{dates} until {last} are planned now; the others follow by themselves.",
        dates=count(len(done.dialogues), "date", "dates"),
        last=spell_moment(last.starts_at, last.zone),
    )
    return f"{words} {now}"


_ANNOUNCED = N_(
    "The series is announced once, with its first date. Each later date has an invitation of its "
    "own, {ahead} before."
)


def moved_along(changed: Changed) -> list[str]:
    """How the series goes on, and what stayed where it was, in sentences."""
    words = []
    if others := len(changed.others):
        words.append(
            _n("{number} other date moved with it.", "{number} other dates moved with it.", others)
        )
    if changed.made:
        words.append(_("New: {references}.", references=_references(changed.made)))
    words += change_wording.spell_exceptions(
        kept=changed.kept, too_near=changed.too_near, cancelled=changed.cancelled
    )
    if changed.afterwards is not None:
        words.append(change_wording.spell_goes_on(changed.afterwards))
    return [*words, _("One notice explains the change. Reminders and calendars follow.")]


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
    named = ", ".join(dialogue.reference for dialogue in changed.kept[:_KEPT_SHOWN])
    if (more := len(changed.kept) - _KEPT_SHOWN) > 0:
        named = _n("{names} and {number} other", "{names} and {number} others", more, names=named)
    kept = _n(
        "{dialogues} keeps words of its own, given before.",
        "{dialogues} keep words of their own, given before.",
        len(changed.kept),
        dialogues=named,
    )
    return [kit.line(others), kit.line(kept)]
