"""The one notice of a move of many: about the first that has another time now."""

from collections.abc import Iterable

from bot.domain.dialogue import SeriesChange
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages import schedule_messages
from bot.use_cases.dialogues.messages.change_wording import numbers_of
from bot.use_cases.dialogues.revise import Changed
from bot.use_cases.dialogues.series.reassign_dates import Carried, Fate


def first_moved(fates: Iterable[Carried]) -> int | None:
    """The number of the earliest that has another time now; None where none has."""
    moved = (one.becomes for one in fates if one.fate is Fate.MOVED)
    first = min(moved, key=lambda dialogue: dialogue.starts_at, default=None)
    return None if first is None else first.number


def tell_of_move(changed: Changed, fates: Iterable[Carried], was: str, context: Context) -> None:
    """Owe the notice, and note with its dialogue what it will say of the others.

    `was`: the rule before, in words. Where none moved and some were cancelled, of those.
    """
    work, now = context.work, context.now
    number = first_moved(fates)
    rows = (changed.after, *(after for _, after in changed.others))
    first = next((row for row in rows if row.number == number), None)
    if first is not None and changed.series is not None:
        change = SeriesChange(
            number=first.number,
            revision=first.revision,
            was=was,
            series_id=changed.series.id,
            kept=numbers_of(changed.kept),
            too_near=numbers_of(changed.too_near),
            cancelled=numbers_of(changed.cancelled),
        )
        work.revisions.add_change(change)
        work.deliveries.owe([schedule_messages.owed_move_notice(first, changed.group, now)], now)
    elif changed.cancelled:
        first, *rest = changed.cancelled
        work.revisions.add_change(
            SeriesChange(number=first.number, revision=first.revision, cancelled=numbers_of(rest))
        )
        work.deliveries.owe([schedule_messages.owed_cancel_notice(first, changed.group, now)], now)
