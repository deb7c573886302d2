"""Carries agenda items over to the next dialogue, by a chair's press or without one.

Without a press, items that stand on every date go on as they are. What nobody decided about, what
was on a cancelled date, and what the minutes are silent about is suggested again: a chair accepts
or leaves each of them.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain import Act, Dialogue, Group, NotValid, Reader, Refusal
from bot.domain.dialogue import AgendaItem, ItemStatus
from bot.domain.wording import spell_moment
from bot.use_cases.agendas.arrange import read_agenda
from bot.use_cases.context import Context
from bot.use_cases.dialogues.revise import refresh_invitations
from bot.use_cases.dialogues.rules.series_links import next_of_series
from bot.use_cases.refusals import demand_right

_AHEAD = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedOver:
    """The items now suggested for `to`; none where all were carried before."""

    dialogue: Dialogue
    to: Dialogue
    items: tuple[AgendaItem, ...]


def carry_over(number: int, item_ids: Collection[int], context: Context) -> CarriedOver:
    """`item_ids`: of accepted items of a dialogue that has begun. Carrying the same item twice
    offers it once."""
    agenda = read_agenda(number, context)
    dialogue, group = agenda.dialogue, agenda.group
    demand_right(context, Act.ARRANGE_AGENDA, group)
    if dialogue.starts_at > context.now:
        raise Refusal(
            "{reference} begins on {starts}. Until then, arrange its agenda.",
            reference=dialogue.reference,
            starts=spell_moment(dialogue.starts_at, dialogue.zone),
        )
    known = {item.id: item for item in (*agenda.accepted, *agenda.carried)}
    if not set(item_ids) <= known.keys():
        raise NotValid("The agenda has changed meanwhile. Please open it again.", field="items")
    to = next_dialogue(dialogue, group, context)
    if to is None:
        raise Refusal(
            "No dialogue of {group} is planned after {reference} to carry them to. Please "
            "schedule one first.",
            group=group.name,
            reference=dialogue.reference,
        )
    carried = [known[i] for i in item_ids if known[i].status is ItemStatus.ACCEPTED]
    added = hand_on(carried, dialogue, to, context, by=context.reader.user_id) if carried else ()
    return CarriedOver(dialogue=dialogue, to=to, items=added)


def hand_on(
    items: Collection[AgendaItem], dialogue: Dialogue, to: Dialogue, context: Context, *, by: str
) -> tuple[AgendaItem, ...]:
    """The new items of `to`: suggested, but those of every date stand where they stood."""
    work = context.work
    added = []
    for item in sorted(items, key=lambda item: (item.position, item.id)):
        stays = item.each_time and item.status is ItemStatus.ACCEPTED
        after = item.status if stays and not dialogue.cancelled else ItemStatus.CARRIED
        work.agendas.change(replace(item, status=after, each_time=False))
        copied = replace(
            item,
            dialogue=to.number,
            status=ItemStatus.ACCEPTED if stays else ItemStatus.SUGGESTED,
            position=item.position if stays else 0,
            carried_from=None if stays else dialogue.number,
            created_at=context.now,
        )
        added.append(work.agendas.add(copied))
    work.journal.record(by, "carried over", dialogue, context.now, to.reference)
    refresh_invitations(to, work=work)
    return tuple(added)


def next_dialogue(dialogue: Dialogue, group: Group, context: Context) -> Dialogue | None:
    """The next dialogue of its series; of its group, if it has no series or ends one. Never one for
    fewer people: an item would be hidden from those who knew it."""
    in_series = next_of_series(dialogue, context.reader, work=context.work, most=10)
    after = max(context.now, dialogue.starts_at)
    until = after + _AHEAD
    in_group = context.work.dialogues.planned_between(context.reader, (group.id,), after, until)
    for other in (*in_series, *in_group):
        ahead = other.starts_at > context.now and other.number != dialogue.number
        if ahead and not other.cancelled and other.audience is dialogue.audience:
            return other
    return None


_BACK = timedelta(days=40)
"""A date that is planned later than this after the one before begins with an empty agenda."""


def plan_agendas(context: Context) -> int:
    """Of each date that is over; how many items went on."""
    numbers = context.work.agendas.to_hand_on(context.now - _BACK, context.now)
    dialogues = [context.work.dialogues.get(Reader.system(), number) for number in numbers]
    went_on = 0
    for dialogue in filter(None, dialogues):
        found = context.work.agendas.of_dialogue(Reader.system(), dialogue)
        left = {ItemStatus.SUGGESTED, *([ItemStatus.ACCEPTED] if dialogue.cancelled else [])}
        items = [item for item in found if item.each_time or item.status in left]
        went_on += len(carry_by_itself(dialogue, items, context))
    return went_on


def carry_by_itself(
    dialogue: Dialogue, items: Collection[AgendaItem], context: Context
) -> tuple[AgendaItem, ...]:
    """What was added to the next date; nothing where none is planned for the same people."""
    if not items:
        return ()
    following = next_of_series(dialogue, Reader.system(), work=context.work, most=10)
    same = (d for d in following if d.starts_at > context.now and d.audience is dialogue.audience)
    to = next(same, None)
    return hand_on(items, dialogue, to, context, by="convenor") if to else ()
