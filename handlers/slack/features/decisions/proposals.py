"""A proposal as blocks: its post, its answers, its news, when it ends; and RENDERERS."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from bot.domain import Organisation
from bot.domain import decision as decisions
from bot.domain.decision import Decision, DecisionProposal, DecisionStatus, ProposalTurn, Stance
from bot.domain.limits import SUMMARY
from bot.domain.wording import count, listed_some, set_apart, shortened, spell_day
from bot.domain.zones import to_wall
from bot.languages import N_, _, _n
from handlers.slack.features.decisions.blocks import show_button, standing_words
from handlers.slack.features.dialogues.times import MOST_PLACES, city_name
from handlers.slack.kit import Renderer
from handlers.slack.kit import blocks as kit

ANSWER, SAY = "decision.answer", "decision.say"
PROPOSE, REVISE, EXTEND = "decision.propose", "decision.revise", "decision.extend"
_NAMED, _QUOTES = 20, 10

STANCES: Mapping[Stance, str] = {
    Stance.AGREE: N_("Agree"),
    Stance.COMMENT: N_("Agree with comment"),
    Stance.NEED_TIME: N_("Need time"),
    Stance.OBJECT: N_("Object"),
    Stance.ABSTAIN: N_("Abstain"),
    Stance.REMARK: N_("Comment"),
}
"""As the buttons name them."""
_TALLY = {
    Stance.AGREE: N_("Agree"),
    Stance.COMMENT: N_("Agree, with a comment"),
    Stance.ABSTAIN: N_("Abstain"),
    Stance.NEED_TIME: N_("Need time"),
    Stance.OBJECT: N_("Object"),
}
_NEWS = {
    ProposalTurn.ADOPTED: N_("{reference} is adopted. Nobody objected until the deadline."),
    ProposalTurn.LAPSED: N_("{reference} is not adopted: too few organisations answered in time."),
    ProposalTurn.STOPPED: N_("{reference} is stopped by an objection."),
    ProposalTurn.EXTENDED: N_("{reference} has more time."),
    ProposalTurn.WITHDRAWN: N_("{reference} is withdrawn."),
}
_SAYS = N_("{organisation} says: {words}")
_QUOTED = {
    Stance.OBJECT: N_("{organisation} would be resolved by: {words}"),
    Stance.REMARK: N_("{organisation} comments, without a vote: {words}"),
}
_ENDED = {
    DecisionStatus.AGREED: N_("Adopted."),
    DecisionStatus.LAPSED: N_("Not adopted: too few organisations answered in time."),
    DecisionStatus.STOPPED: N_("Stopped by an objection."),
    DecisionStatus.WITHDRAWN: N_("Withdrawn."),
}


def posted_blocks(told: DecisionProposal) -> list[kit.Block]:
    """In the channel, or a direct message: kept up to date in place."""
    decision = told.decision
    show = show_button(decision)
    if told.text != decision.revision:
        words = N_("The text of {reference} has changed: it is below, in a new message.")
        return [kit.note(words, reference=decision.reference), kit.actions(show)]
    if not told.asks:
        return [*opening_blocks(told), kit.actions(show)]
    how = _(
        "Each member organisation answers once and can change its answer until the deadline. "
        "Without an objection the proposal is adopted then."
    )
    if told.text > 1:
        how = " ".join((_("The text is new, so everyone is asked once more."), how))
    return [*opening_blocks(told), kit.small(how), kit.actions(*answer_buttons(told), show)]


def news_blocks(told: decisions.DecisionNews) -> list[kit.Block]:
    """One turn that it has taken."""
    decision = told.decision
    first = kit.line(kit.bold(_(_NEWS[told.turn], reference=decision.reference)))
    lines = [first, kit.line(decision.title)]
    if told.turn is ProposalTurn.WITHDRAWN:
        return [kit.rich(*lines, kit.line(decision.reason or ""))]
    if told.turn is ProposalTurn.LAPSED:
        lines.append(kit.say("A chair can extend it."))
    if told.turn is ProposalTurn.STOPPED:
        again = N_("{by} can propose a changed text, and all are asked again.")
        lines.append(kit.say(again, by=told.by))
    tally = tally_blocks(told, deadline=told.turn is ProposalTurn.EXTENDED)
    return [kit.rich(*lines), *tally, kit.actions(show_button(decision))]


def opening_blocks(told: DecisionProposal) -> list[kit.Block]:
    """The text and who proposed it, and what was answered so far."""
    decision = told.decision
    words = _("{reference} is proposed by {by}", reference=decision.reference, by=told.by)
    head = kit.rich(kit.line(kit.bold(words)), kit.line(decision.note or ""))
    return [kit.header(decision.title), head, *tally_blocks(told)]


def tally_blocks(told: DecisionProposal, *, deadline: bool = True) -> list[kit.Block]:
    """The deadline, or what has become of it, and who has answered what by now."""
    decision = told.decision
    lines = [_deadline_line(told)] if deadline else []
    rows = []
    for stance, words in _TALLY.items():
        names = [one.organisation for one in told.said if one.answer.stance is stance]
        rows += [_counted(_(words), names)] if names else []
    if told.silent:
        still = _("No answer yet") if decision.open else _("No answer")
        rows.append(_counted(still, [one.name for one in told.silent]))
    blocks = [kit.rich(*lines, kit.bullets(rows))] if lines or rows else []
    if decision.least_answers:
        needed = count(decision.least_answers, "answer", "answers")
        answered = sum(one.answer.stance in decisions.ANSWERS for one in told.said)
        words = N_("{needed} needed by then; {answered} given so far.")
        blocks.append(kit.note(words, needed=needed, answered=answered))
    quotes = [_quote(one) for one in told.said if one.answer.words]
    if quotes:
        left = len(quotes) - _QUOTES
        more = [kit.more(left, "", f"/decision {decision.reference}")] if left > 0 else []
        blocks.append(kit.rich(*quotes[:_QUOTES], *more))
    return blocks


def _deadline_line(told: DecisionProposal) -> kit.Element:
    decision, closes_at = told.decision, told.decision.closes_at
    if closes_at is None:
        return kit.line("")
    moment = kit.moment(closes_at, told.group.zone)
    if not decision.open:
        ended = kit.bold(_(_ENDED[decision.status]))
        return kit.say("{ended} The deadline was {moment}.", ended=ended, moment=moment)
    silent, all_told = len(told.silent), len(told.silent) + len(told.said)
    waits = _(" {silent} of {all_told} have not answered yet.", silent=silent, all_told=all_told)
    return kit.line(kit.bold(_("Deadline: ")), moment, f".{waits if silent else ''}")


def _counted(words: str, names: Sequence[str]) -> kit.Element:
    shown = listed_some([set_apart(name) for name in names], _NAMED)
    return kit.line(kit.bold(_("{answer} ({number}): ", answer=words, number=len(names))), shown)


def _quote(one: decisions.SaidByOrganisation) -> kit.Element:
    text = _QUOTED.get(one.answer.stance, _SAYS)
    said = shortened(one.answer.words or "", SUMMARY)
    words = _(text, organisation=set_apart(one.organisation), words=said)
    return {"type": "rich_text_quote", "elements": [kit.text(words)]}


def answer_buttons(told: DecisionProposal, *, observer: bool | None = None) -> list[kit.Element]:
    """Those of member organisations, and of observers where they may comment. `observer`: which of
    the two one reader is; None: it is a post for both."""
    remarks = told.remarks and observer is not False
    offered = [s for s in STANCES if (remarks if s is Stance.REMARK else not observer)]
    return [_answer_button(stance, told.decision) for stance in offered]


def _answer_button(stance: Stance, decision: Decision) -> kit.Element:
    asks = stance in (Stance.COMMENT, Stance.OBJECT, Stance.REMARK)
    words = _(STANCES[stance]) + ("…" if asks else "")
    if stance is Stance.REMARK:
        words = _("Comment as an observer…")
    action_id = f"{SAY if asks else ANSWER}:{stance}"
    value = f"{decision.reference} {decision.revision}"
    style = "primary" if stance is Stance.AGREE else None
    says = _("{label}: ", label=_(STANCES[stance])) + decision.reference
    return kit.button(words, action_id, value, style=style, says=says)


def work_buttons(told: DecisionProposal, *, changes: bool, extends: bool) -> list[kit.Element]:
    """For whoever proposed it and the chairs: another text; for chairs: more time."""
    decision, row = told.decision, []
    if changes:
        says = _("Change the text of {reference}", reference=decision.reference)
        row.append(kit.button(_("Change the text…"), REVISE, decision.reference, says=says))
    if extends and decision.extendable and decision.closes_at:
        days = count(told.group.silence_more_days, "day", "days")
        value = f"{decision.reference} {decision.closes_at.isoformat()}"
        says = _("Extend {reference} by {days}", reference=decision.reference, days=days)
        row.append(kit.button(_("Extend by {days}", days=days), EXTEND, value, says=says))
    return row


def deadline_places(closes_at: datetime, organisations: Iterable[Organisation]) -> kit.Block:
    """When it ends on each organisation's clock, those of one zone together, west first."""

    def clock(one: Organisation) -> tuple[datetime, str]:
        return to_wall(closes_at, one.zone), one.zone

    places = []
    for (wall, zone), together in groupby(sorted(organisations, key=clock), key=clock):
        when = f"{spell_day(wall.date())}, {wall:%H:%M}"
        city = city_name(zone)
        names = listed_some([set_apart(one.name) for one in together], _NAMED)
        places.append(kit.say("{when} in {city} ({names})", when=when, city=city, names=names))
    left = len(places) - MOST_PLACES
    more = [kit.more(left, _n(" places", " places", left))] if left > 0 else []
    return kit.rich(kit.line(kit.bold(_("It ends"))), kit.bullets(places[:MOST_PLACES]), *more)


def recorded_blocks(told: decisions.DecisionRecorded) -> list[kit.Block]:
    """A reply that anyone in the channel can read; it pings nobody."""
    decision = told.decision
    first = kit.say("{by} recorded a decision from this message:", by=told.by)
    title = kit.line(kit.bold(decision.title))
    standing = kit.line(standing_words(decision))
    return [kit.rich(first, title, standing), kit.actions(show_button(decision))]


RENDERERS: dict[type, Renderer] = {
    decisions.DecisionRecorded: recorded_blocks,
    DecisionProposal: posted_blocks,
    decisions.DecisionNews: news_blocks,
}
