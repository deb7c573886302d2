"""Records a decision that organisations have agreed already."""

from dataclasses import dataclass, replace
from datetime import date

from bot.domain import Act, Audience, Decision, MessageKind, limits
from bot.domain.decision import HowAgreed
from bot.domain.reference import DECISION
from bot.languages import _
from bot.use_cases.context import Context
from bot.use_cases.decisions import rules
from bot.use_cases.group_notices import MessageSource, leave_reply
from bot.use_cases.refusals import find_group_for


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDecision:
    """`dialogue`: the number of the one in which it was agreed; None: in writing.

    `decided_on` None: today in the group's zone. `audience` None: the group's default; a
    dialogue's own narrows it. `agreed`: ids of member organisations. `source`: the message that it
    was made from.
    """

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

    `presence`: facts of channels by id, where a reply can be left.
    """
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
    detail = f"from {decision.link}" if decision.link else None
    context.record("recorded", decision, detail)
    kind = MessageKind.DECISION_RECORDED
    replied = leave_reply(kind, decision, wish.source, group, context)
    return rules.Decided(decision=decision, group=group, replied=replied)
