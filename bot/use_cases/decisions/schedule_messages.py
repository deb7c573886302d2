"""What is owed about a proposal: its post, and news of each turn that it takes."""

from datetime import datetime

from bot.domain import Decision, Group, MessageKind, Owed
from bot.domain.decision import ProposalTurn
from bot.domain.delivery import SubjectType
from bot.use_cases.context import Context
from bot.use_cases.mornings.redraw import redraw_mornings


def post_proposal(decision: Decision, group: Group, context: Context) -> None:
    """Owe the post of its present text. Who may not read it in the channel gets none; where the
    channel may not carry it, those who may see it get it by direct message."""
    _owe(MessageKind.PROPOSAL, "", decision, group, context.now, context)


def tell_turn(
    turn: ProposalTurn,
    decision: Decision,
    group: Group,
    context: Context,
    *,
    due_at: datetime | None = None,
) -> None:
    """Owe the news at once, and bring what was posted up to date.

    `due_at`: when it happened, where Convenor was not there then.
    """
    redraw_proposal(decision, context)
    # The same turn can come again: extended twice, stopped by another text's objection.
    occurrence = f"{turn} {context.now.isoformat()}"
    _owe(MessageKind.DECISION_NEWS, occurrence, decision, group, due_at or context.now, context)


def redraw_proposal(decision: Decision, context: Context) -> None:
    """Its post, and the mornings that ask for an answer to it."""
    redraw_mornings(decision.reference, context)
    context.work.deliveries.mark_stale(
        SubjectType.DECISION, decision.reference, [MessageKind.PROPOSAL]
    )


def _owe(
    kind: MessageKind,
    occurrence: str,
    decision: Decision,
    group: Group,
    due_at: datetime,
    context: Context,
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
    context.work.deliveries.owe([owed], context.now)
