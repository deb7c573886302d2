"""Records a decision that organisations have agreed already, changes or withdraws one."""

from dataclasses import dataclass, replace
from datetime import date

from bot.domain import Act, Audience, Decision, Group, MessageKind, NotValid, Refusal, limits
from bot.domain.audience import is_narrower
from bot.domain.decision import DecisionStatus, HowAgreed, ProposalTurn
from bot.domain.reference import DECISION, DIALOGUE, render_reference
from bot.domain.wording import listed, spell_day
from bot.languages import ENGLISH, _, speaking
from bot.use_cases.audience_changes import demand_seen_by_readers, redraw_gathered
from bot.use_cases.context import Context
from bot.use_cases.decisions import rules
from bot.use_cases.decisions.notifications import tell_turn
from bot.use_cases.owing import MessageSource, leave_reply
from bot.use_cases.refusals import find_group_for


@dataclass(frozen=True, slots=True, kw_only=True)
class EditDecision:
    """The new value of every field. `told`: the mark of the opening that the person was shown,
    where this opens it to more people."""

    number: int
    title: str
    note: str | None
    dialogue: int | None
    decided_on: date | None
    audience: Audience
    agreed: tuple[int, ...]
    told: str = ""


def editable_decision(number: int, context: Context) -> tuple[Decision, Group]:
    """The decision and its group; a Refusal where its text stays as it was agreed."""
    decision, group = rules.changeable_decision(number, context)
    if decision.how is HowAgreed.SILENCE:
        raise Refusal(
            "{reference} was put to the organisations as it stands, so it is not edited. "
            "You can withdraw it and propose another one.",
            reference=decision.reference,
        )
    if decision.status is DecisionStatus.WITHDRAWN:
        raise Refusal(
            "{reference} is withdrawn, so it stays as it is.", reference=decision.reference
        )
    return decision, group


def edit_decision(wish: EditDecision, context: Context) -> rules.Decided:
    """The decision as wished; NotValid names the field that can't be so, Widens asks first."""
    decision, group = editable_decision(wish.number, context)
    day = wish.decided_on  # kept as it is, it may still be ahead where this person is
    edited = replace(
        decision,
        title=limits.checked_text(wish.title, limits.TITLE, field="title", what=_("The decision")),
        note=rules.checked_note(wish.note),
        dialogue=wish.dialogue,
        how=HowAgreed.WRITING if wish.dialogue is None else HowAgreed.DIALOGUE,
        decided_on=day if day == decision.decided_on else rules.checked_day(day, group, context),
        audience=rules.audience_in(wish.dialogue, wish.audience, group, context),
        agreed=rules.checked_members(wish.agreed, context),
    )
    if edited == decision:
        return rules.Decided(decision=decision, group=group, changed=False)
    demand_seen_by_readers(decision, edited, wish.told, context)
    context.work.decisions.change(edited)
    fewer = is_narrower(edited.audience, decision.audience)
    seen_by_fewer = edited if fewer else decision
    context.record("edited", seen_by_fewer, _changes_in_words(decision, edited))
    redrawn = redraw_gathered(group.id, decision.created_at, work=context.work)
    return rules.Decided(decision=edited, group=group, redrawn=redrawn if fewer else ())


@speaking(ENGLISH)
def _changes_in_words(before: Decision, after: Decision) -> str:
    """What is new, in words for the history; of a text also what was there before."""
    parts = []
    if after.title != before.title:
        parts.append(f"the decision (before: “{before.title}”)")
    if after.note != before.note:
        parts.append(f"the note (before: “{before.note}”)" if before.note else "the note")
    if after.dialogue != before.dialogue:
        named = after.dialogue and render_reference(DIALOGUE, after.dialogue)
        parts.append(f"in {named}" if named else "in no dialogue")
    if after.decided_on != before.decided_on and after.decided_on:
        parts.append(f"on {spell_day(after.decided_on)}")
    if after.agreed != before.agreed:
        parts.append("who agreed")
    if after.audience != before.audience:
        parts.append(f"audience {after.audience}")
    return listed(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDecision:
    """`superseded_by`: the number of the decision that takes its place; None: no other one."""

    number: int
    reason: str
    superseded_by: int | None = None


def withdraw_decision(wish: WithdrawDecision, context: Context) -> rules.Decided:
    """The withdrawn decision; unchanged where it was withdrawn before."""
    decision, group = rules.changeable_decision(wish.number, context)
    if decision.status is DecisionStatus.WITHDRAWN:
        return rules.Decided(decision=decision, group=group, changed=False)
    reason = limits.checked_text(wish.reason, limits.SUMMARY, field="reason", what=_("The reason"))
    _check_successor(wish, context)
    withdrawn = replace(
        decision, status=DecisionStatus.WITHDRAWN, reason=reason, superseded_by=wish.superseded_by
    )
    context.work.decisions.change(withdrawn)
    context.record("withdrawn", withdrawn, reason)
    redraw_gathered(group.id, decision.created_at, work=context.work)
    if decision.how is HowAgreed.SILENCE:
        tell_turn(ProposalTurn.WITHDRAWN, withdrawn, group, context)
    return rules.Decided(decision=withdrawn, group=group)


def _check_successor(wish: WithdrawDecision, context: Context) -> None:
    if wish.superseded_by is None:
        return
    named = render_reference(DECISION, wish.superseded_by)
    after = context.work.decisions.get(context.reader, wish.superseded_by)
    if after is None:
        raise NotValid(
            "I can't find {named} in a group you belong to.", named=named, field="superseded_by"
        )
    if after.number == wish.number or after.status is DecisionStatus.WITHDRAWN:
        raise NotValid(
            "{named} cannot take its place. Please give another one, or leave it empty.",
            named=named,
            field="superseded_by",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDecision:
    """`dialogue`: the number of the one in which it was agreed; None: in writing. `decided_on`
    None: today in the group's zone. `audience` None: the group's default; a dialogue's own narrows
    it. `agreed`: ids of member organisations. `source`: the message that it was made from."""

    group_id: int
    title: str
    note: str | None = None
    dialogue: int | None = None
    decided_on: date | None = None
    audience: Audience | None = None
    agreed: tuple[int, ...] = ()
    source: MessageSource | None = None


def record_decision(wish: RecordDecision, context: Context) -> rules.Decided:
    """The decision, numbered; NotAllowed, NotValid or another Refusal leaves nothing behind.
    `presence`: facts of channels by id, where a reply can be left."""
    group = find_group_for(Act.RECORD_DECISION, wish.group_id, context)
    usual = wish.audience or group.default_audience
    decision = Decision(
        number=0,
        group_id=group.id,
        dialogue=wish.dialogue,
        title=limits.checked_text(wish.title, limits.TITLE, field="title", what=_("The decision")),
        note=rules.checked_note(wish.note),
        audience=rules.audience_in(wish.dialogue, usual, group, context),
        how=HowAgreed.WRITING if wish.dialogue is None else HowAgreed.DIALOGUE,
        decided_on=rules.checked_day(wish.decided_on, group, context),
        agreed=rules.checked_members(wish.agreed, context),
        link=(wish.source.link if wish.source else "") or None,
        created_by=context.reader.user_id,
        created_at=context.now,
        settled_at=context.now,
    )
    decision = replace(decision, number=context.work.numbers.take_next(DECISION))
    context.work.decisions.add(decision)
    context.record("recorded", decision, f"from {decision.link}" if decision.link else None)
    replied = leave_reply(MessageKind.DECISION_RECORDED, decision, wish.source, group, context)
    return rules.Decided(decision=decision, group=group, replied=replied)
