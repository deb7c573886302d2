"""Words for a change of many dialogues: noted with the first one, told in its notice."""

from collections.abc import Iterable, Sequence

from bot.domain.dialogue import Dialogue
from bot.domain.dialogue_revision import SeriesChange
from bot.domain.recurrence import Series
from bot.domain.recurrence_words import spell_rule
from bot.domain.roles import Reader
from bot.domain.wording import count, listed, spell_day, spell_moment
from bot.ports.unit_of_work import UnitOfWork

_MOST_NAMED = 5


def told_of_move(
    along: SeriesChange, *, since: str | None, reader: Reader, work: UnitOfWork
) -> str | None:
    """Say in the notice how the series goes on, and what stays or ends, as readers may know.

    `since`: the rule that they were told last; None if it is the same again.
    """
    series = work.series.seen_by(reader, along.series_id)
    if series is None or spell_rule(series) == since:
        return None
    words = [
        f"All later ones move with it. From now on: {spell_rule(series)}.",
        f"Before: {since}.",
    ]
    words += spell_exceptions(
        kept=_dialogues_seen(along.kept, reader, work),
        too_near=_dialogues_seen(along.too_near, reader, work),
        cancelled=_dialogues_seen(along.cancelled, reader, work),
    )
    return " ".join(words)


def told_of_cancelling(along: SeriesChange, *, reader: Reader, work: UnitOfWork) -> str | None:
    """For the notice: which others are cancelled too; None where the reader knew of none."""
    others = [d for d in _dialogues_seen(along.cancelled, reader, work) if d.cancelled]
    return spell_cancelled_along(others) if others else None


def told_of_restoring(along: SeriesChange, *, reader: Reader, work: UnitOfWork) -> str | None:
    """Likewise, where the cancelling was undone: how many others take place after all."""
    others = [d for d in _dialogues_seen(along.cancelled, reader, work) if not d.cancelled]
    if not others:
        return None
    if len(others) == 1:
        return "So does the later one of its series."
    return f"So do the {len(others)} later ones of its series."


def spell_cancelled_along(others: Sequence[Dialogue]) -> str:
    """ "All 12 later ones of its series are cancelled too, from D13 on … to D24 on …." """
    if len(others) == 1:
        return f"The later one of its series, {_spell_one(others[0])}, is cancelled too."
    return (
        f"The {len(others)} later ones of its series are cancelled too, "
        f"from {_spell_one(others[0])} to {_spell_one(others[-1])}."
    )


def spell_exceptions(
    *,
    kept: Sequence[Dialogue] = (),
    too_near: Sequence[Dialogue] = (),
    cancelled: Sequence[Dialogue] = (),
) -> list[str]:
    """Sentences on those that a move of many did not move; for notices and confirmations."""
    words = []
    alone = [d for d in kept if not d.cancelled]
    if alone:
        stay = "stays" if len(alone) == 1 else "stay"
        were = "it was" if len(alone) == 1 else "they were"
        words.append(
            f"{_spell_all(alone)} {stay}, since {were} moved on {_spell_own(alone)} before."
        )
    off = [d for d in kept if d.cancelled]
    if off:
        stay = "stays" if len(off) == 1 else "stay"
        words.append(f"{listed(_spell_some(off))} {stay} cancelled.")
    if too_near:
        stay = "stays" if len(too_near) == 1 else "stay"
        past = "its new time is" if len(too_near) == 1 else "their new times are"
        words.append(f"{_spell_all(too_near)} {stay}, since {past} past already.")
    if cancelled:
        are = "is" if len(cancelled) == 1 else "are"
        them = "it" if len(cancelled) == 1 else "them"
        words.append(
            f"{listed(_spell_some(cancelled))} {are} cancelled: the series has no date for {them} "
            "any more."
        )
    return words


def spell_goes_on(series: Series) -> str:
    """On what an earlier change made of the dates after those that are changed now."""
    from_then = spell_day(series.first)
    return f"From {from_then} on it stays as it was changed before: {spell_rule(series)}."


def _spell_all(dialogues: Sequence[Dialogue]) -> str:
    if len(dialogues) > _MOST_NAMED:
        return listed(_spell_some(dialogues))
    return listed([_spell_one(dialogue) for dialogue in dialogues])


def _spell_some(dialogues: Sequence[Dialogue]) -> list[str]:
    named = [dialogue.reference for dialogue in dialogues[:_MOST_NAMED]]
    rest = len(dialogues) - len(named)
    return [*named, count(rest, "other", "others")] if rest else named


def _spell_one(dialogue: Dialogue) -> str:
    return f"{dialogue.reference} on {spell_moment(dialogue.starts_at, dialogue.zone)}"


def _spell_own(dialogues: Sequence[Dialogue]) -> str:
    return "its own" if len(dialogues) == 1 else "their own"


def _dialogues_seen(numbers: Iterable[int], reader: Reader, work: UnitOfWork) -> list[Dialogue]:
    found = (work.dialogues.get(reader, number) for number in numbers)
    return [dialogue for dialogue in found if dialogue is not None]


def numbers_of(dialogues: Iterable[Dialogue]) -> tuple[int, ...]:
    return tuple(dialogue.number for dialogue in dialogues)
