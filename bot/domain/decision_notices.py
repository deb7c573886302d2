"""Notifications about decisions: what each says, as facts."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.decision import Answer, Decision
from bot.domain.group import Group
from bot.domain.organisation import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecorded:
    """A reply to the message from which a decision was recorded. `by`: a name."""

    decision: Decision
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidByOrganisation:
    """What one organisation says to a proposal, by name."""

    organisation: str
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionProposal:
    """A proposal for a group, with what was answered so far, by organisation in order of names.

    `by`: who proposed it, as text. `silent`: member organisations of the group that have not
    answered. `remarks`: whether observers may comment. `text`: which of its texts this shows;
    where it is not the present one, it asks for nothing.
    """

    decision: Decision
    group: Group
    by: str
    said: tuple[SaidByOrganisation, ...] = ()
    silent: tuple[Organisation, ...] = ()
    remarks: bool = False
    text: int = 1

    @property
    def asks(self) -> bool:
        return self.decision.open and self.text == self.decision.revision


class ProposalTurn(StrEnum):
    """What everybody who was asked is told at once."""

    ADOPTED = "adopted"
    LAPSED = "lapsed"
    STOPPED = "stopped"
    EXTENDED = "extended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionNews(DecisionProposal):
    """A proposal has taken this turn."""

    turn: ProposalTurn
