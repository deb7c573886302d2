"""Words for a change of many dialogues: noted with the first one, told in its notice."""

from collections.abc import Iterable, Sequence

from bot.domain import Dialogue, Series
from bot.domain.dialogue import SeriesChange
from bot.domain.recurrence_words import spell_rule
from bot.domain.wording import count, listed, spell_day, spell_moment
from bot.languages import ENGLISH, _, _n, speaking
from bot.use_cases.context import Context

_MOST_NAMED = 5


def told_of_move(along: SeriesChange, context: Context, *, since: str | None) -> str | None:
    """Say in the notice how the series goes on, and what stays or ends, as readers may know.
    `since`: the rule that they were told last, as it is kept: in English."""
    series = context.work.series.seen_by(context.reader, along.series_id)
    if series is None or kept_words(series) == since:
        return None
    words = [
        _("All later ones move with it. From now on: {rule}.", rule=spell_rule(series)),
        _("Before: {rule}.", rule=since),
    ]
    words += spell_exceptions(
        kept=_dialogues_seen(along.kept, context),
        too_near=_dialogues_seen(along.too_near, context),
        cancelled=_dialogues_seen(along.cancelled, context),
    )
    return " ".join(words)


def told_of_cancelling(along: SeriesChange, context: Context) -> str | None:
    """For the notice: which others are cancelled too; None where the reader knew of none."""
    others = [d for d in _dialogues_seen(along.cancelled, context) if d.cancelled]
    return spell_cancelled_along(others) if others else None


def told_of_restoring(along: SeriesChange, context: Context) -> str | None:
    """Likewise, where the cancelling was undone: how many others take place after all."""
    others = [d for d in _dialogues_seen(along.cancelled, context) if not d.cancelled]
    if not others:
        return None
    return _n(
        "So does the later one of its series.",
        "So do the {number} later ones of its series.",
        len(others),
    )


def spell_cancelled_along(others: Sequence[Dialogue]) -> str:
    """ "All 12 later ones of its series are cancelled too, from D13 on … to D24 on …." """
    return _n(
        "The later one of its series, {first}, is cancelled too.",
        "The {number} later ones of its series are cancelled too, from {first} to {last}.",
        len(others),
        first=_spell_one(others[0]),
        last=_spell_one(others[-1]),
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
        words.append(
            _n(
                "{dialogues} stays, since it was moved on its own before.",
                "{dialogues} stay, since they were moved on their own before.",
                len(alone),
                dialogues=_spell_all(alone),
            )
        )
    off = [d for d in kept if d.cancelled]
    if off:
        words.append(
            _n(
                "{dialogues} stays cancelled.",
                "{dialogues} stay cancelled.",
                len(off),
                dialogues=listed(_spell_some(off)),
            )
        )
    if too_near:
        words.append(
            _n(
                "{dialogues} stays, since its new time is past already.",
                "{dialogues} stay, since their new times are past already.",
                len(too_near),
                dialogues=_spell_all(too_near),
            )
        )
    if cancelled:
        words.append(
            _n(
                "{dialogues} is cancelled: the series has no date for it any more.",
                "{dialogues} are cancelled: the series has no date for them any more.",
                len(cancelled),
                dialogues=listed(_spell_some(cancelled)),
            )
        )
    return words


def spell_goes_on(series: Series) -> str:
    """On what an earlier change made of the dates after those that are changed now."""
    return _(
        "From {day} on it stays as it was changed before: {rule}.",
        day=spell_day(series.first),
        rule=spell_rule(series),
    )


def _spell_all(dialogues: Sequence[Dialogue]) -> str:
    if len(dialogues) > _MOST_NAMED:
        return listed(_spell_some(dialogues))
    return listed([_spell_one(dialogue) for dialogue in dialogues])


def _spell_some(dialogues: Sequence[Dialogue]) -> list[str]:
    named = [dialogue.reference for dialogue in dialogues[:_MOST_NAMED]]
    rest = len(dialogues) - len(named)
    return [*named, count(rest, "other", "others")] if rest else named


def _spell_one(dialogue: Dialogue) -> str:
    when = spell_moment(dialogue.starts_at, dialogue.zone)
    return _("{reference} on {moment}", reference=dialogue.reference, moment=when)


@speaking(ENGLISH)
def kept_words(series: Series) -> str:
    """The rule as a change keeps it."""
    return spell_rule(series)


def _dialogues_seen(numbers: Iterable[int], context: Context) -> list[Dialogue]:
    found = (context.work.dialogues.get(context.reader, number) for number in numbers)
    return [dialogue for dialogue in found if dialogue is not None]


def numbers_of(dialogues: Iterable[Dialogue]) -> tuple[int, ...]:
    return tuple(dialogue.number for dialogue in dialogues)
