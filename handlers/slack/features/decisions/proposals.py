"""A proposal as blocks: its post, what was answered so far, its news, and when it ends where."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from bot.domain.decision import Answer, Decision, DecisionStatus, Stance
from bot.domain.decision_notices import (
    DecisionNews,
    DecisionProposal,
    ProposalTurn,
    SaidByOrganisation,
)
from bot.domain.limits import SUMMARY
from bot.domain.organisation import Organisation
from bot.domain.silence import ANSWERS
from bot.domain.wording import count, listed_some, set_apart, shortened, spell_day
from bot.domain.zones import to_wall
from handlers.slack.features.decisions.blocks import show_button
from handlers.slack.features.dialogues.times import MOST_PLACES, city_name
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import audience_words

ANSWER, SAY = "decision.answer", "decision.say"
PROPOSE, REVISE, EXTEND = "decision.propose", "decision.revise", "decision.extend"
_NAMED, _QUOTES = 20, 10

STANCES: Mapping[Stance, str] = {
    Stance.AGREE: "Agree",
    Stance.COMMENT: "Agree with comment",
    Stance.NEED_TIME: "Need time",
    Stance.OBJECT: "Object",
    Stance.ABSTAIN: "Abstain",
    Stance.REMARK: "Comment",
}
"""As the buttons name them."""
_TALLY = {
    Stance.AGREE: "Agree",
    Stance.COMMENT: "Agree, with a comment",
    Stance.ABSTAIN: "Abstain",
    Stance.NEED_TIME: "Need time",
    Stance.OBJECT: "Object",
}
_NEWS = {
    ProposalTurn.ADOPTED: "{} is adopted. Nobody objected until the deadline.",
    ProposalTurn.LAPSED: "{} is not adopted: too few organisations answered in time.",
    ProposalTurn.STOPPED: "{} is stopped by an objection.",
    ProposalTurn.EXTENDED: "{} has more time.",
    ProposalTurn.WITHDRAWN: "{} is withdrawn.",
}
_ENDED = {
    DecisionStatus.AGREED: "Adopted.",
    DecisionStatus.LAPSED: "Not adopted: too few organisations answered in time.",
    DecisionStatus.STOPPED: "Stopped by an objection.",
    DecisionStatus.WITHDRAWN: "Withdrawn.",
}


def posted_blocks(told: DecisionProposal) -> list[kit.Block]:
    """In the channel, or a direct message: kept up to date in place."""
    decision = told.decision
    if told.text != decision.revision:
        words = f"The text of {decision.reference} has changed: it is below, in a new message."
        return [kit.small(words), kit.actions(show_button(decision))]
    changed = "The text is new, so everyone is asked once more. " if told.text > 1 else ""
    how = kit.small(
        f"{changed}Each member organisation answers once and can change its answer until the "
        "deadline. Without an objection the proposal is adopted then."
    )
    parts = _opening(told)
    if not told.asks:
        return [*parts, kit.actions(show_button(decision))]
    return [*parts, how, kit.actions(*answer_buttons(told), show_button(decision))]


def news_blocks(told: DecisionNews) -> list[kit.Block]:
    """One turn that it has taken."""
    decision = told.decision
    first = kit.line(kit.bold(_NEWS[told.turn].format(decision.reference)))
    lines = [first, kit.line(decision.title)]
    if told.turn is ProposalTurn.WITHDRAWN:
        return [kit.rich(*lines, kit.line(decision.reason or ""))]
    if told.turn is ProposalTurn.LAPSED:
        lines.append(kit.line("A chair can extend it."))
    if told.turn is ProposalTurn.STOPPED:
        lines.append(kit.line(f"{told.by} can propose a changed text, and all are asked again."))
    tally = tally_blocks(told, deadline=told.turn is ProposalTurn.EXTENDED)
    return [kit.rich(*lines), *tally, kit.actions(show_button(decision))]


def _opening(told: DecisionProposal) -> list[kit.Block]:
    """The text and who proposed it, and what was answered so far."""
    decision = told.decision
    head = kit.line(kit.bold(f"{decision.reference} is proposed by {told.by}"))
    note = [kit.line(decision.note)] if decision.note else []
    return [kit.header(decision.title), kit.rich(head, *note), *tally_blocks(told)]


def tally_blocks(told: DecisionProposal, *, deadline: bool = True) -> list[kit.Block]:
    """The deadline, or what has become of it, and who has answered what by now."""
    decision, said = told.decision, [one for one in told.said if _is_vote(one.answer)]
    lines = [_deadline_line(told)] if deadline else []
    by_stance = {
        stance: [one.organisation for one in said if one.answer.stance is stance]
        for stance in _TALLY
    }
    answered = sum(one.answer.stance in ANSWERS for one in said)
    rows = [_counted(_TALLY[stance], names) for stance, names in by_stance.items() if names]
    if told.silent:
        still = "No answer yet" if decision.open else "No answer"
        rows.append(_counted(still, [one.name for one in told.silent]))
    blocks = [kit.rich(*lines, kit.bullets(rows))] if lines or rows else []
    if decision.least_answers:
        needed = count(decision.least_answers, "answer", "answers")
        blocks.append(kit.small(f"{needed} needed by then; {answered} given so far."))
    quotes = [_quote(one) for one in told.said if one.answer.words]
    if quotes:
        left = len(quotes) - _QUOTES
        more = [kit.more(left, "", f"/decision {decision.reference}")] if left > 0 else []
        blocks.append(kit.rich(*quotes[:_QUOTES], *more))
    return blocks


def _is_vote(answer: Answer) -> bool:
    return answer.stance is not Stance.REMARK


def _deadline_line(told: DecisionProposal) -> kit.Element:
    decision, closes_at = told.decision, told.decision.closes_at
    if closes_at is None:
        return kit.line("")
    moment = kit.moment(closes_at, told.group.zone)
    if not decision.open:
        return kit.line(kit.bold(_ENDED[decision.status]), " The deadline was ", moment, ".")
    silent, all_told = len(told.silent), len(told.silent) + len(told.said)
    waits = f" {silent} of {all_told} have not answered yet." if silent else ""
    return kit.line(kit.bold("Deadline: "), moment, f".{waits}")


def _counted(words: str, names: Sequence[str]) -> kit.Element:
    shown = listed_some([set_apart(name) for name in names], _NAMED)
    return kit.line(kit.bold(f"{words} ({len(names)}): "), shown)


def _quote(one: SaidByOrganisation) -> kit.Element:
    what = {Stance.OBJECT: "would be resolved by", Stance.REMARK: "comments, without a vote"}
    said = what.get(one.answer.stance, "says")
    words = f"{set_apart(one.organisation)} {said}: {shortened(one.answer.words or '', SUMMARY)}"
    return {"type": "rich_text_quote", "elements": [kit.text(words)]}


def answer_buttons(told: DecisionProposal, *, observer: bool | None = None) -> list[kit.Element]:
    """Those of member organisations, and of observers where they may comment.

    `observer`: which of the two one reader is; None: it is a post for both.
    """
    remarks = told.remarks and observer is not False
    offered = [s for s in STANCES if (remarks if s is Stance.REMARK else not observer)]
    return [_answer_button(stance, told.decision) for stance in offered]


def _answer_button(stance: Stance, decision: Decision) -> kit.Element:
    asks = stance in (Stance.COMMENT, Stance.OBJECT, Stance.REMARK)
    words = STANCES[stance] + ("…" if asks else "")
    if stance is Stance.REMARK:
        words = "Comment as an observer…"
    return kit.button(
        words,
        f"{SAY if asks else ANSWER}:{stance}",
        f"{decision.reference} {decision.revision}",
        style="primary" if stance is Stance.AGREE else None,
        says=f"{STANCES[stance]}: {decision.reference}",
    )


def work_buttons(told: DecisionProposal, *, changes: bool, extends: bool) -> list[kit.Element]:
    """For whoever proposed it and the chairs: another text; for chairs: more time."""
    decision, row = told.decision, []
    if changes:
        says = f"Change the text of {decision.reference}"
        row.append(kit.button("Change the text…", REVISE, decision.reference, says=says))
    if extends and decision.extendable and decision.closes_at:
        days = count(told.group.silence_more_days, "day", "days")
        value = f"{decision.reference} {decision.closes_at.isoformat()}"
        says = f"Extend {decision.reference} by {days}"
        row.append(kit.button(f"Extend by {days}", EXTEND, value, says=says))
    return row


def private_blocks(told: DecisionProposal, buttons: Sequence[kit.Element]) -> list[kit.Block]:
    """For one reader, with the buttons that are theirs."""
    facts = kit.small(f"{told.group.name} · {audience_words(told.decision.audience)}")
    return [*_opening(told), facts, *([kit.actions(*buttons)] if buttons else [])]


def deadline_places(closes_at: datetime, organisations: Iterable[Organisation]) -> kit.Block:
    """When it ends on each organisation's clock, those of one zone together, west first."""

    def clock(one: Organisation) -> tuple[datetime, str]:
        return to_wall(closes_at, one.zone), one.zone

    places = []
    for (wall, zone), together in groupby(sorted(organisations, key=clock), key=clock):
        names = [set_apart(one.name) for one in together]
        when = f"{spell_day(wall.date())}, {wall:%H:%M}"
        places.append(kit.line(f"{when} in {city_name(zone)} ({listed_some(names, _NAMED)})"))
    left = len(places) - MOST_PLACES
    more = [kit.more(left, " places")] if left > 0 else []
    heading = kit.line(kit.bold("It ends"))
    return kit.rich(heading, kit.bullets(places[:MOST_PLACES]), *more)
