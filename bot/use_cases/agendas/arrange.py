"""The chair orders an agenda: what is accepted and in which order, what is left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.agenda import AgendaItem, ItemStatus
from bot.domain.errors import NotValid
from bot.domain.roles import Act, Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.agendas.reading import Agenda, agenda_of, demand_open, read_agenda
from bot.use_cases.dialogues.revising import refresh
from bot.use_cases.refusing import demand


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangeAgenda:
    """Ids of the items that are to stand on it, in order, and of those left out.

    What is named in neither stays as it was: suggested since, perhaps, while the chair decided.
    """

    number: int
    accepted: Sequence[int]
    left_out: Sequence[int] = ()


def arrange(wish: ArrangeAgenda, *, reader: Reader, work: UnitOfWork, now: datetime) -> Agenda:
    """NotValid for an item of another dialogue, or one that is named twice."""
    agenda = read_agenda(wish.number, reader=reader, work=work, now=now)
    demand(reader, Act.ARRANGE_AGENDA, agenda.group, work=work, now=now)
    demand_open(agenda)
    known = {item.id: item for item in work.agendas.of(reader, agenda.dialogue)}
    named = [*wish.accepted, *wish.left_out]
    if len(set(named)) < len(named) or not set(named) <= known.keys():
        raise NotValid("The agenda has changed meanwhile. Please open it again.", field="agenda")
    kept = [item.id for item in agenda.accepted if item.id not in named]
    changed = [
        *_placed(known, [*wish.accepted, *kept]),
        *(replace(known[i], status=ItemStatus.LEFT_OUT, position=0) for i in wish.left_out),
    ]
    different = [item for item in changed if item != known[item.id]]
    for item in different:
        work.agendas.change(item)
    if different:
        work.journal.record(reader.user_id, "arranged the agenda", agenda.dialogue, now)
        refresh(agenda.dialogue, work=work)
    return agenda_of(agenda.dialogue, agenda.group, reader=reader, work=work, now=now)


def _placed(known: dict[int, AgendaItem], ids: Sequence[int]) -> list[AgendaItem]:
    return [
        replace(known[item_id], status=ItemStatus.ACCEPTED, position=place)
        for place, item_id in enumerate(ids, 1)
    ]
