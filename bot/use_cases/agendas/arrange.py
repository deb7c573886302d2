"""The chair orders an agenda: what is accepted and in which order, what is left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain import Act, NotValid
from bot.domain.dialogue import AgendaItem, ItemStatus
from bot.use_cases.agendas.rules import Agenda, agenda_of, demand_open, read_agenda
from bot.use_cases.context import Context
from bot.use_cases.dialogues.revise import refresh_invitations
from bot.use_cases.refusals import demand_right


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangeAgenda:
    """Ids of the items that are to stand on it, in order, and of those left out; of `each_time`,
    on every later date of its series too.

    What is named in neither stays as it was: suggested since, perhaps, while the chair decided.
    """

    number: int
    accepted: Sequence[int]
    left_out: Sequence[int] = ()
    each_time: Sequence[int] = ()


def arrange_agenda(wish: ArrangeAgenda, context: Context) -> Agenda:
    """NotValid for an item of another dialogue, or one that is named twice."""
    agenda = read_agenda(wish.number, context)
    demand_right(context, Act.ARRANGE_AGENDA, agenda.group)
    demand_open(agenda)
    known = {
        item.id: item for item in context.work.agendas.of_dialogue(context.reader, agenda.dialogue)
    }
    named = [*wish.accepted, *wish.left_out]
    if len(set(named)) < len(named) or not set(named) <= known.keys():
        raise NotValid("The agenda has changed meanwhile. Please open it again.", field="agenda")
    kept = [item.id for item in agenda.accepted if item.id not in named]
    if not set(wish.each_time) <= {*wish.accepted, *kept}:
        raise NotValid("Please give it a place, or take it out here.", field="each_time")
    placed = {i: replace(known[i], each_time=i in wish.each_time) for i in wish.accepted}
    changed = [
        *_items_in_order(known | placed, [*wish.accepted, *kept]),
        *(
            replace(known[i], status=ItemStatus.LEFT_OUT, position=0, each_time=False)
            for i in wish.left_out
        ),
    ]
    different = [item for item in changed if item != known[item.id]]
    for item in different:
        context.work.agendas.change(item)
    if different:
        context.record("arranged the agenda", agenda.dialogue)
        refresh_invitations(agenda.dialogue, work=context.work)
    return agenda_of(agenda.dialogue, agenda.group, context)


def _items_in_order(known: dict[int, AgendaItem], ids: Sequence[int]) -> list[AgendaItem]:
    return [
        replace(known[item_id], status=ItemStatus.ACCEPTED, position=place)
        for place, item_id in enumerate(ids, 1)
    ]
