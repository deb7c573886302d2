"""A person as Convenor knows them, as the platform describes them, and their organisation."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain import zones
from bot.languages import N_


class OrganisationKind(StrEnum):
    """What an organisation is to the network; it decides what its people may see."""

    MEMBER = N_("member")
    OBSERVER = N_("observer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """`country` is an ISO 3166-1 alpha-2 code, `zone` an IANA time zone. `aliases`: short and
    former names, by which people find it when they type."""

    id: int
    name: str
    kind: OrganisationKind
    country: str
    zone: str
    aliases: tuple[str, ...] = ()


MORNING_HOUR = 9


class HowOften(StrEnum):
    """How often a person wants the morning message."""

    DAILY = "daily"
    """Every working day."""
    WEEKLY = "weekly"
    """The first working day of the week."""
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What the platform says of a user now; `zone` is None where it gives none."""

    user_id: str
    name: str
    zone: str | None = None
    locale: str = "en-GB"
    active: bool = True
    is_bot: bool = False
    is_guest: bool = False
    is_admin: bool = False
    """Owner or admin of the workspace."""
    aliases: tuple[str, ...] = ()
    """Their other names there: real name and handle."""


@dataclass(frozen=True, slots=True, order=True)
class Absence:
    """Days on which a person is away, both included, on the calendar where they are."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person on the roster: the last known facts and the organisation they speak for."""

    user_id: str
    name: str
    zone: str
    """The person's own zone, else their organisation's, else UTC."""
    locale: str
    active: bool
    is_bot: bool
    secretariat: bool
    organisation: Organisation | None
    aliases: tuple[str, ...] = ()
    rhythm: HowOften = HowOften.DAILY
    morning_hour: int = MORNING_HOUR
    """On the clock where they are; both are their own choice."""
    deputy_user_id: str | None = None
    """A colleague of the same organisation, who hears of their actions while they are away."""
    absences: tuple[Absence, ...] = ()
    cover_changed_at: datetime | None = None
    """When their deputy or their absences last changed."""

    @property
    def standing(self) -> OrganisationKind | None:
        """Their organisation's kind; None is "unassigned", treated as an observer."""
        return self.organisation.kind if self.organisation else None

    @property
    def facts(self) -> PersonFacts:
        """Those that are known of them still."""
        return PersonFacts(
            user_id=self.user_id,
            name=self.name,
            zone=self.zone,
            locale=self.locale,
            active=self.active,
            is_bot=self.is_bot,
            aliases=self.aliases,
        )


def zone_of(person: Person) -> str:
    """The person's zone, or UTC where it is one that the time-zone data does not know."""
    try:
        return zones.rules_of(person.zone).key
    except zones.UnknownZone:
        return "UTC"


def absence_at(person: Person, moment: datetime) -> Absence | None:
    """The absence in which the person is at an aware moment, on their own calendar."""
    today = zones.to_wall(moment, zone_of(person)).date()
    return next((a for a in person.absences if a.first <= today <= a.last), None)


def is_deputy(person: Person, officer: Person) -> bool:
    """Whether `person` is the officer's deputy now: named as such, there, of one organisation."""
    return (
        officer.deputy_user_id == person.user_id
        and person.active
        and person.organisation is not None
        and officer.organisation is not None
        and person.organisation.id == officer.organisation.id
    )
