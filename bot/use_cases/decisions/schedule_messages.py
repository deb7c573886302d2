"""What is owed about a proposal: its post, and news of each turn that it takes."""

from datetime import datetime

from bot.domain.decision import Decision
from bot.domain.decision_notices import ProposalTurn
from bot.domain.delivery import Owed, SubjectType
from bot.domain.group import Group
from bot.domain.message_kind import MessageKind
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.mornings.redraw import redraw_mornings


def post_proposal(decision: Decision, group: Group, *, work: UnitOfWork, now: datetime) -> None:
    """Owe the post of its present text. Who may not read it in the channel gets none; where the
    channel may not carry it, those who may see it get it by direct message."""
    _owe(MessageKind.PROPOSAL, "", decision, group, now, work=work, now=now)


def tell_turn(
    turn: ProposalTurn,
    decision: Decision,
    group: Group,
    *,
    work: UnitOfWork,
    now: datetime,
    due_at: datetime | None = None,
) -> None:
    """Owe the news at once, and bring what was posted up to date.

    `due_at`: when it happened, where Convenor was not there then.
    """
    redraw_proposal(decision, work, now)
    # The same turn can come again: extended twice, stopped by another text's objection.
    occurrence = f"{turn} {now.isoformat()}"
    _owe(MessageKind.DECISION_NEWS, occurrence, decision, group, due_at or now, work=work, now=now)


def redraw_proposal(decision: Decision, work: UnitOfWork, now: datetime) -> None:
    """Its post, and the mornings that ask for an answer to it."""
    redraw_mornings(decision.reference, work=work, now=now)
    work.deliveries.mark_stale(SubjectType.DECISION, decision.reference, [MessageKind.PROPOSAL])


def _owe(
    kind: MessageKind,
    occurrence: str,
    decision: Decision,
    group: Group,
    due_at: datetime,
    *,
    work: UnitOfWork,
    now: datetime,
) -> None:
    owed = Owed(
        kind=kind,
        subject_type=SubjectType.DECISION,
        subject_id=decision.reference,
        occurrence=occurrence,
        revision=decision.revision,
        recipient=group.channel_id,
        due_at=due_at,
        useful_until=kind.useful_until(due_at, decision.closes_at),
        audience=decision.audience,
    )
    work.deliveries.owe([owed], now)
