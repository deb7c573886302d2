"""An organisation answers a proposal, once or again; observers comment where the group allows."""

from dataclasses import dataclass, replace

from bot.domain import Act, Decision, Group, NextStep, Organisation, OrganisationKind, Role, limits
from bot.domain.decision import Answer, DecisionStatus, ProposalTurn, Stance, moved_deadline
from bot.domain.errors import NotAllowed, Refusal
from bot.domain.wording import spell_moment
from bot.languages import N_, _
from bot.use_cases.context import Context
from bot.use_cases.decisions.notifications import redraw_proposal, tell_turn
from bot.use_cases.decisions.rules import find_decision
from bot.use_cases.refusals import refusal_of

_WORDS = {
    Stance.COMMENT: N_("The comment"),
    Stance.OBJECT: N_("What would resolve it"),
    Stance.REMARK: N_("The comment"),
}
"""What has to be said beside these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerProposal:
    """`revision`: the text that was read. `words`: needed beside a comment and an objection."""

    number: int
    revision: int
    stance: Stance
    words: str = ""


@dataclass(frozen=True, slots=True)
class ProposalAnswered:
    """`before`: what the organisation had said to this text; `changed` False: the same."""

    decision: Decision
    group: Group
    organisation: Organisation
    answer: Answer
    before: Answer | None
    changed: bool = True


def may_answer(decision: Decision, group: Group, context: Context) -> bool:
    """Whether the reader speaks for a member organisation in the group."""
    role, standing = context.reader.role_in(group.id), context.reader.standing
    seated = role in (Role.MEMBER, Role.CHAIR) and standing is OrganisationKind.MEMBER
    return seated and context.reader.organisation_id is not None and decision.open


def may_remark(decision: Decision, group: Group, context: Context) -> bool:
    """Whether the reader is an observer who may comment."""
    observes = context.reader.role_in(group.id) is Role.OBSERVER
    known = context.reader.organisation_id is not None
    return observes and known and group.observers_comment and decision.open


def answerable_proposal(
    number: int, revision: int, stance: Stance, context: Context
) -> tuple[Decision, Group, Organisation]:
    """The proposal, its group and the reader's organisation; a Refusal says what is against
    it: the deadline, the text, or the reader's rights."""
    decision, group = find_decision(number, context)
    _demand_open(decision, revision, group, context)
    votes = stance is not Stance.REMARK
    allowed = may_answer if votes else may_remark
    organisation_id = context.reader.organisation_id
    organisation = organisation_id and context.work.organisations.get(organisation_id)
    if not allowed(decision, group, context) or not organisation:
        if context.reader.role_in(group.id) is Role.OBSERVER and group.observers_comment:
            raise NotAllowed(
                "Only member organisations answer a proposal. Observers can comment on it.",
                step=NextStep.SHOW_DECISION,
                about=decision.reference,
            )
        raise refusal_of(Act.ANSWER_PROPOSAL, group, context)
    return decision, group, organisation


def _demand_open(decision: Decision, revision: int, group: Group, context: Context) -> None:
    if decision.open and decision.closes_at is not None and context.now >= decision.closes_at:
        raise Refusal(
            "{reference} has ended: its deadline was {moment}. Your answer was not kept.",
            reference=decision.reference,
            moment=spell_moment(decision.closes_at, group.zone),
        )
    if decision.status is DecisionStatus.STOPPED:
        raise Refusal(
            "{reference} is stopped by an objection, so it takes no answers now. With a "
            "changed text everyone is asked once more.",
            reference=decision.reference,
        )
    if not decision.open:
        raise Refusal(
            "{reference} takes no answers any more.",
            reference=decision.reference,
            step=NextStep.SHOW_DECISION,
            about=decision.reference,
        )
    if revision != decision.revision:
        raise Refusal(
            "The text of {reference} has changed since, so please read it first.",
            reference=decision.reference,
            step=NextStep.SHOW_DECISION,
            about=decision.reference,
        )


def answer_proposal(wish: AnswerProposal, context: Context) -> ProposalAnswered:
    """The answer of the reader's organisation, in the place of the one before. *Need time* moves
    the deadline once for an organisation. An objection stops the proposal."""
    asked = answerable_proposal(wish.number, wish.revision, wish.stance, context)
    decision, group, organisation = asked
    what = _WORDS.get(wish.stance)
    words = what and limits.checked_text(wish.words, limits.NOTE, field="words", what=_(what))
    work, now = context.work, context.now
    given = {one.organisation_id: one for one in work.decisions.answers_to(decision)}
    before = given.get(organisation.id)
    answer = Answer(
        number=decision.number,
        revision=decision.revision,
        organisation_id=organisation.id,
        stance=wish.stance,
        words=words,
        user_id=context.reader.user_id,
        answered_at=now,
        took_time=before.took_time if before else False,
    )
    if before and (before.stance, before.words) == (answer.stance, answer.words):
        return ProposalAnswered(*asked, answer=before, before=before, changed=False)
    if wish.stance is Stance.NEED_TIME:
        decision, answer = _with_time(decision, group, organisation, answer)
    elif wish.stance is Stance.OBJECT:
        decision = replace(decision, status=DecisionStatus.STOPPED, settled_at=now)
    work.decisions.answer(answer)
    work.decisions.change(decision)
    detail = f"for {organisation.name}" + (f": {words}" if words else "")
    context.record(_DID[wish.stance], decision, detail)
    if decision.open:
        redraw_proposal(decision, context)
    else:
        tell_turn(ProposalTurn.STOPPED, decision, group, context)
    return ProposalAnswered(decision, group, organisation, answer=answer, before=before)


def _with_time(
    decision: Decision, group: Group, organisation: Organisation, answer: Answer
) -> tuple[Decision, Answer]:
    if answer.took_time or decision.closes_at is None:
        raise Refusal(
            "{organisation} has asked for more time already, and each organisation can do so once.",
            organisation=organisation.name,
        )
    closes_at = moved_deadline(decision.closes_at, group.silence_more_days, group.zone)
    return replace(decision, closes_at=closes_at), replace(answer, took_time=True)


_DID = {
    Stance.AGREE: "agreed",
    Stance.COMMENT: "agreed with a comment",
    Stance.NEED_TIME: "more time needed",
    Stance.OBJECT: "objected",
    Stance.ABSTAIN: "abstained",
    Stance.REMARK: "commented",
}
"""As the history tells it."""
