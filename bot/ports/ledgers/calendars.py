"""Private calendar addresses."""

from typing import Protocol

from bot.domain.calendar import CalendarAddress


class Calendars(Protocol):
    """At most one address a person; keeping a new one revokes the old one."""

    def of(self, user_id: str) -> CalendarAddress | None: ...

    def keep(self, address: CalendarAddress) -> None: ...

    def revoke(self, user_id: str) -> bool:
        """Whether there was one."""

    def behind(self, secret_hash: str) -> CalendarAddress | None:
        """Whose address this is, in whichever workspace: the one look-up that spans them."""
