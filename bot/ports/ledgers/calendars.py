"""Private calendar addresses."""

from typing import Protocol

from bot.domain.calendar import CalendarAddress


class Calendars(Protocol):
    """At most one address a person; keeping a new one revokes the old one."""

    def of_person(self, user_id: str) -> CalendarAddress | None: ...

    def keep_address(self, address: CalendarAddress) -> None: ...

    def revoke_of(self, user_id: str) -> bool:
        """Whether there was one."""

    def behind_secret(self, secret_hash: str) -> CalendarAddress | None:
        """Whose address this is, in whichever workspace: the one look-up that spans them."""
