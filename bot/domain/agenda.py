"""An agenda: items with minutes and a presenter, suggested by anyone, accepted by the chair."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.audience import Audience


class ItemStatus(StrEnum):
    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    LEFT_OUT = "left_out"
    CARRIED = "carried"
    """Not done in time: it stands again on the agenda of a later dialogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """`dialogue` is the number of its dialogue; `position` orders the accepted ones, from 1.

    `presenter_user_id` None: whoever suggested it. `carried_from`: the dialogue it comes from.
    """

    id: int
    dialogue: int
    title: str
    minutes: int
    presenter_user_id: str | None = None
    suggested_by: str
    status: ItemStatus = ItemStatus.SUGGESTED
    position: int = 0
    carried_from: int | None = None
    created_at: datetime
    audience: Audience = Audience.MEMBERS
    """That of the dialogue when this was written; it stays when the dialogue's gets wider."""
    each_time: bool = False
    """Whether it stands on the agenda of every date of its series from now on."""

    @property
    def presenter(self) -> str:
        """A user id: whoever suggested it, unless another was named."""
        return self.presenter_user_id or self.suggested_by
