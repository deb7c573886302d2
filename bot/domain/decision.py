"""A decision: what organisations agreed, in a dialogue, in writing or by silence procedure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.audience import Audience
from bot.domain.reference import DECISION, DIALOGUE, render_reference
from bot.languages import _


class DecisionStatus(StrEnum):
    PROPOSED = "proposed"
    """Open for answers until `closes_at`."""
    STOPPED = "stopped"
    """An organisation objected; a changed text opens it again."""
    LAPSED = "lapsed"
    """Too few organisations answered in time; a chair can extend it."""
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"


class HowAgreed(StrEnum):
    """How organisations came to agree."""

    DIALOGUE = "dialogue"
    WRITING = "writing"
    SILENCE = "silence"
    """Nobody objected to a proposal until its deadline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One from the proposal on, so that it has one reference all its life.

    `decided_on` is a calendar day, in the group's zone where Convenor set it; None: not yet.
    `agreed`: ids of the organisations that agreed.
    """

    number: int
    group_id: int
    dialogue: int | None = None
    """The number of the dialogue in which it was agreed, or that it is about."""
    title: str
    note: str | None = None
    audience: Audience = Audience.GROUP
    how: HowAgreed = HowAgreed.WRITING
    status: DecisionStatus = DecisionStatus.AGREED
    decided_on: date | None = None
    agreed: tuple[int, ...] = ()
    link: str | None = None
    """Of the message that it was recorded from."""
    created_by: str
    created_at: datetime
    settled_at: datetime | None = None
    """When it was recorded or adopted; of a proposal when it was stopped or lapsed."""
    reason: str | None = None
    """Why it was withdrawn."""
    superseded_by: int | None = None
    """The number of the decision that took the place of a withdrawn one."""
    revision: int = 1
    """Counts the texts of a proposal: for each, organisations are asked once more."""
    closes_at: datetime | None = None
    """The deadline of a proposal, aware UTC."""
    least_answers: int = 0
    """How many organisations must have answered a proposal by then."""

    @property
    def reference(self) -> str:
        return render_reference(DECISION, self.number)

    @property
    def open(self) -> bool:
        """Whether organisations are asked; their answers count only before `closes_at`."""
        return self.status is DecisionStatus.PROPOSED

    @property
    def revisable(self) -> bool:
        """Whether it is a proposal whose text can still change: not adopted, not withdrawn."""
        settled = self.status in (DecisionStatus.AGREED, DecisionStatus.WITHDRAWN)
        return self.how is HowAgreed.SILENCE and not settled

    @property
    def extendable(self) -> bool:
        """Whether more time brings more answers."""
        return self.status in (DecisionStatus.PROPOSED, DecisionStatus.LAPSED)


def how_words(decision: Decision) -> str:
    """ "in D12", "in writing", "by silence procedure"."""
    if decision.how is HowAgreed.SILENCE:
        return _("by silence procedure")
    if decision.dialogue is None:
        return _("in writing")
    return _("in {dialogue}", dialogue=render_reference(DIALOGUE, decision.dialogue))


class Stance(StrEnum):
    """What an organisation says to a proposal."""

    AGREE = "agree"
    COMMENT = "comment"
    """It agrees, and has something to say."""
    NEED_TIME = "need_time"
    OBJECT = "object"
    ABSTAIN = "abstain"
    REMARK = "remark"
    """The words of an observer, who has no vote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one organisation says to one text of a proposal, the last time it was asked.

    `words`: a comment, or with an objection what would resolve it.
    """

    number: int
    revision: int
    organisation_id: int
    stance: Stance
    words: str | None = None
    user_id: str
    answered_at: datetime
    took_time: bool = False
    """It has moved the deadline once; that stays, whatever it says later."""
