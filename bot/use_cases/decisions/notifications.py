"""What is owed about a decision, and what it says when it is sent."""

from dataclasses import fields as dataclass_fields
from datetime import datetime

from bot.domain import Decision, DropReason, Gone, Group, MessageKind
from bot.domain.decision import (
    DecisionNews,
    DecisionProposal,
    DecisionRecorded,
    DecisionStatus,
    ProposalTurn,
    SaidByOrganisation,
)
from bot.domain.delivery import Delivery, State, SubjectType
from bot.domain.reference import DECISION, read_reference
from bot.domain.wording import at_name
from bot.use_cases.context import Context
from bot.use_cases.decisions.rules import asked_organisations
from bot.use_cases.mornings.redraw import redraw_mornings
from bot.use_cases.owing import owed_message


def recorded_decision(
    delivery: Delivery, _group: Group, context: Context
) -> DecisionRecorded | Gone:
    """What the reply below a message says now, to those who read the channel."""
    number = read_reference(DECISION, delivery.occurrence.partition(" ")[0])
    decision = context.work.decisions.get(context.reader, number)
    if decision is None:
        return Gone(DropReason.NOT_THEIRS)
    by = context.work.people.names({decision.created_by}).get(decision.created_by)
    return DecisionRecorded(decision=decision, by=at_name(by or decision.created_by))


_STANDS = {
    ProposalTurn.ADOPTED: DecisionStatus.AGREED,
    ProposalTurn.LAPSED: DecisionStatus.LAPSED,
    ProposalTurn.STOPPED: DecisionStatus.STOPPED,
    ProposalTurn.EXTENDED: DecisionStatus.PROPOSED,
    ProposalTurn.WITHDRAWN: DecisionStatus.WITHDRAWN,
}
"""What is still so while each turn is news."""


def decision_told(delivery: Delivery, context: Context) -> DecisionProposal | DecisionNews | Gone:
    """A proposal as it is now, or its news while that is news."""
    number = read_reference(DECISION, delivery.subject_id)
    decision = context.work.decisions.get(context.reader, number)
    if decision is None:
        return Gone(DropReason.NOT_THEIRS)
    group = context.work.groups.of_record(decision.group_id)
    told = proposal_of(decision, group, context, text=delivery.revision)
    if delivery.kind is MessageKind.DECISION_NEWS:
        turn = ProposalTurn(delivery.occurrence.partition(" ")[0])
        same = decision.revision == delivery.revision
        if delivery.state is not State.SENT and not (same and decision.status is _STANDS[turn]):
            return Gone(DropReason.OVERTAKEN)
        fields = {field.name: getattr(told, field.name) for field in dataclass_fields(told)}
        return DecisionNews(**fields, turn=turn)
    if delivery.state is not State.SENT and not told.asks:
        return Gone(DropReason.OVERTAKEN)
    return told


def proposal_of(
    decision: Decision, group: Group, context: Context, *, text: int | None = None
) -> DecisionProposal:
    """`text`: which of its texts is shown; None: the present one."""
    answers = {one.organisation_id: one for one in context.work.decisions.answers_to(decision)}
    bodies = [one for one in context.work.organisations.all() if one.id in answers]
    said = [SaidByOrganisation(organisation=one.name, answer=answers[one.id]) for one in bodies]
    asked = asked_organisations(group, context)
    by = context.work.people.names({decision.created_by}).get(decision.created_by)
    return DecisionProposal(
        decision=decision,
        group=group,
        by=at_name(by or decision.created_by),
        said=tuple(sorted(said, key=lambda one: one.organisation.casefold())),
        silent=tuple(one for one in asked if one.id not in answers),
        remarks=group.observers_comment,
        text=text or decision.revision,
    )


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
    """Owe the news at once, and bring what was posted up to date. `due_at`: when it happened, where
    Convenor was not there then."""
    redraw_proposal(decision, context)
    # The same turn can come again: extended twice, stopped by another text's objection.
    occurrence = f"{turn} {context.now.isoformat()}"
    _owe(MessageKind.DECISION_NEWS, occurrence, decision, group, due_at or context.now, context)


def redraw_proposal(decision: Decision, context: Context) -> None:
    """Its post, and the mornings that ask for an answer to it."""
    redraw_mornings(decision.reference, context)
    about = (SubjectType.DECISION, decision.reference)
    posts = [MessageKind.PROPOSAL]
    context.work.deliveries.mark_stale(*about, posts)


def _owe(
    kind: MessageKind,
    occurrence: str,
    decision: Decision,
    group: Group,
    due_at: datetime,
    context: Context,
) -> None:
    owed = owed_message(
        kind,
        (SubjectType.DECISION, decision.reference),
        group.channel_id,
        due_at,
        decision.audience,
        occurrence=occurrence,
        revision=decision.revision,
        begins=decision.closes_at,
    )
    context.work.deliveries.owe([owed], context.now)
