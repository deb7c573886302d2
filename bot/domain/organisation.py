"""A regulator or an observer body: the unit that promises, votes and pays for unsocial hours."""

from dataclasses import dataclass
from enum import StrEnum

from bot.languages import N_


class OrganisationKind(StrEnum):
    """What an organisation is to the network; it decides what its people may see."""

    MEMBER = N_("member")
    OBSERVER = N_("observer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """`country` is an ISO 3166-1 alpha-2 code, `zone` an IANA time zone.

    `aliases`: short and former names, by which people find it when they type.
    """

    id: int
    name: str
    kind: OrganisationKind
    country: str
    zone: str
    aliases: tuple[str, ...] = ()
