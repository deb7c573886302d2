"""Settles proposals whose deadline has come: adopted, or with too few answers."""

from dataclasses import replace

from bot.domain import Decision, zones
from bot.domain.decision import CONSENTS, DecisionStatus, ProposalTurn, outcome_of
from bot.use_cases.context import Context
from bot.use_cases.decisions.schedule_messages import tell_turn


def settle_proposals(context: Context) -> int:
    """How many were settled, each once, by the answers that came in before its deadline.

    Answers are refused from the deadline on, so they stand as they were, however late this is.
    """
    ended = context.work.decisions.ended(context.now)
    for proposal in ended:
        _settle(proposal, context)
    return len(ended)


def _settle(proposal: Decision, context: Context) -> None:
    work = context.work
    group = work.groups.get(proposal.group_id)
    closes_at = proposal.closes_at
    if group is None or closes_at is None:
        return
    answers = work.decisions.answers_to(proposal)
    status = outcome_of(answers, proposal.least_answers)
    settled = replace(proposal, status=status, settled_at=context.now)
    turn = ProposalTurn.LAPSED
    if status is DecisionStatus.AGREED:
        turn = ProposalTurn.ADOPTED
        settled = replace(
            settled,
            decided_on=zones.to_wall(closes_at, group.zone).date(),
            agreed=tuple(a.organisation_id for a in answers if a.stance in CONSENTS),
        )
    work.decisions.change(settled)
    work.journal.record("convenor", turn.value, settled, context.now)
    tell_turn(turn, settled, group, context, due_at=closes_at)
