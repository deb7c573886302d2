"""A Slack user as Convenor knows them, and as Slack describes them."""

from dataclasses import dataclass

from bot.domain import zones
from bot.domain.organisation import Organisation, OrganisationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What Slack says of a user now (`users.info`); `zone` is None where Slack gives none."""

    user_id: str
    name: str
    zone: str | None = None
    locale: str = "en-GB"
    active: bool = True
    is_bot: bool = False
    is_guest: bool = False
    is_admin: bool = False
    """Owner or admin of the Slack workspace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person on the roster: Slack's last known facts and the organisation they speak for."""

    user_id: str
    name: str
    zone: str
    """The person's own Slack zone, else their organisation's, else UTC."""
    locale: str
    active: bool
    is_bot: bool
    secretariat: bool
    organisation: Organisation | None

    @property
    def standing(self) -> OrganisationKind | None:
        """Their organisation's kind; None is "unassigned", treated as an observer."""
        return self.organisation.kind if self.organisation else None


def zone_of(person: Person) -> str:
    """The person's zone, or UTC where Slack named one that the time-zone data does not know."""
    try:
        return zones.zone(person.zone).key
    except zones.UnknownZone:
        return "UTC"
