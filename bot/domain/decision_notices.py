"""Notifications about decisions: what each says, as facts."""

from dataclasses import dataclass

from bot.domain.decision import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecorded:
    """A reply to the message from which a decision was recorded. `by`: a name."""

    decision: Decision
    by: str
