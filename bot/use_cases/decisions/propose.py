"""Proposes a decision by silence procedure, changes it, gives it more time, settles it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import Act, Audience, Decision, Group, Organisation, limits, zones
from bot.domain.decision import (
    CONSENTS,
    DecisionStatus,
    HowAgreed,
    ProposalTurn,
    earliest_deadline,
    moved_deadline,
    outcome_of,
)
from bot.domain.errors import NotValid, Refusal
from bot.domain.person import zone_of
from bot.domain.reference import DECISION
from bot.domain.wording import spell_moment
from bot.languages import ENGLISH, _, speaking
from bot.use_cases.context import Context
from bot.use_cases.decisions import rules
from bot.use_cases.decisions.notifications import post_proposal, redraw_proposal, tell_turn
from bot.use_cases.refusals import demand_right, find_group_for

_YEAR = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeDecision:
    """`closes_at` is the deadline, aware UTC; `audience` None: the group's default."""

    group_id: int
    title: str
    note: str | None = None
    audience: Audience | None = None
    closes_at: datetime


def propose_decision(wish: ProposeDecision, context: Context) -> rules.Decided:
    """The open proposal; NotValid says the earliest moment where the deadline is too early."""
    group = find_group_for(Act.RECORD_DECISION, wish.group_id, context)
    title, note = _checked_words(wish.title, wish.note)
    proposal = Decision(
        number=0,
        group_id=group.id,
        title=title,
        note=note,
        audience=wish.audience or group.default_audience,
        how=HowAgreed.SILENCE,
        status=DecisionStatus.PROPOSED,
        created_by=context.reader.user_id,
        created_at=context.now,
        closes_at=_checked_deadline(wish.closes_at, group, context),
        least_answers=group.silence_answers,
    )
    proposal = replace(proposal, number=context.work.numbers.take_next(DECISION))
    context.work.decisions.add(proposal)
    _note("proposed", proposal, group, context)
    post_proposal(proposal, group, context)
    return rules.Decided(decision=proposal, group=group)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseProposal:
    """`revision`: the text that the person was shown."""

    number: int
    revision: int
    title: str
    note: str | None = None
    closes_at: datetime


def revisable_proposal(number: int, context: Context) -> tuple[Decision, Group]:
    """The proposal and its group; a Refusal where it is adopted or withdrawn."""
    decision, group = rules.changeable_decision(number, context)
    if not decision.revisable:
        raise Refusal(
            "{reference} is not a proposal any more, so its text stays.",
            reference=decision.reference,
        )
    return decision, group


def revise_proposal(wish: ReviseProposal, context: Context) -> rules.Decided:
    """The proposal with its new text: every organisation is asked once more."""
    decision, group = revisable_proposal(wish.number, context)
    if wish.revision != decision.revision:
        raise NotValid("Somebody has changed the text meanwhile. Please look again.", field="title")
    title, note = _checked_words(wish.title, wish.note)
    if decision.open and (title, note) == (decision.title, decision.note):
        raise NotValid(
            "The text is the same, so its answers count. Change it, or close this form.",
            field="title",
        )
    revised = replace(
        decision,
        title=title,
        note=note,
        status=DecisionStatus.PROPOSED,
        settled_at=None,
        revision=decision.revision + 1,
        closes_at=_checked_deadline(wish.closes_at, group, context),
        least_answers=group.silence_answers,
    )
    context.work.decisions.change(revised)
    before = f"before: “{decision.title}”" + (f", “{decision.note}”" if decision.note else "")
    _note("changed", revised, group, context, before)
    redraw_proposal(revised, context)
    post_proposal(revised, group, context)
    return rules.Decided(decision=revised, group=group)


def extend_proposal(number: int, shown: datetime, context: Context) -> rules.Decided:
    """More time by the group's number of days; the answers stay. `shown`: the deadline that the
    person saw. Unchanged where it was extended since, so that two chairs extend it once. After its
    deadline everyone has the shortest time once more."""
    decision, group = rules.find_decision(number, context)
    demand_right(context, Act.EXTEND_PROPOSAL, group)
    if not decision.extendable or decision.closes_at is None:
        raise Refusal(
            "{reference} waits for no answers, so it is not extended.", reference=decision.reference
        )
    if decision.closes_at != shown:
        return rules.Decided(decision=decision, group=group, changed=False)
    closes_at = moved_deadline(decision.closes_at, group.silence_more_days, group.zone)
    if context.now >= decision.closes_at:
        asked = rules.asked_organisations(group, context)
        closes_at = max(closes_at, earliest_for(group, asked, context))
    status = DecisionStatus.PROPOSED
    extended = replace(decision, status=status, settled_at=None, closes_at=closes_at)
    context.work.decisions.change(extended)
    _note("extended", extended, group, context)
    tell_turn(ProposalTurn.EXTENDED, extended, group, context)
    return rules.Decided(decision=extended, group=group)


def earliest_for(group: Group, asked: Iterable[Organisation], context: Context) -> datetime:
    """The earliest deadline of a proposal that these are asked about now."""
    return earliest_deadline(context.now, group.silence_hours, asked, context.work.holidays.on)


def _checked_words(title: str, note: str | None) -> tuple[str, str | None]:
    words = limits.checked_text(title, limits.TITLE, field="title", what=_("The proposal"))
    return words, rules.checked_note(note)


def _checked_deadline(closes_at: datetime, group: Group, context: Context) -> datetime:
    asked = rules.asked_organisations(group, context)
    if not asked:
        raise Refusal(
            "I see nobody of a member organisation in the channel of {group}, so there is "
            "nobody to ask.",
            group=group.name,
        )
    earliest = earliest_for(group, asked, context)
    person = context.work.people.get(context.reader.user_id)
    zone = zone_of(person) if person else group.zone
    if closes_at < earliest:
        raise NotValid(
            "That is too early. The earliest is {moment}: {hours} hours from now, and two "
            "whole working days in the country of each organisation.",
            moment=spell_moment(earliest, zone),
            hours=group.silence_hours,
            field="date",
        )
    if (closes_at - context.now).days > _YEAR:
        raise NotValid("That is more than a year ahead. Please choose a nearer day.", field="date")
    return closes_at


@speaking(ENGLISH)
def _note(did: str, proposal: Decision, group: Group, context: Context, besides: str = "") -> None:
    until = f"until {spell_moment(proposal.closes_at, group.zone)}" if proposal.closes_at else ""
    context.record(did, proposal, "; ".join(filter(None, (until, besides))))


def settle_proposals(context: Context) -> int:
    """How many were settled, each once, by the answers that came in before its deadline. Answers
    are refused from the deadline on, so they stand as they were, however late this is."""
    ended = context.work.decisions.ended(context.now)
    for proposal in ended:
        _settle(proposal, context)
    return len(ended)


def _settle(proposal: Decision, context: Context) -> None:
    work = context.work
    group = work.groups.of_record(proposal.group_id)
    closes_at = proposal.closes_at
    if closes_at is None:
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
