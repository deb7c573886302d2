"""A person's private calendar address."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarAddress:
    """Whoever knows `secret` reads this person's calendar, until they ask for a new one."""

    workspace_id: str
    user_id: str
    secret: str
    created_at: datetime
