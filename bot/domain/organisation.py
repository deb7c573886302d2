"""A regulator or an observer body: the unit that promises, votes and pays for unsocial hours."""

from dataclasses import dataclass
from enum import StrEnum


class OrganisationKind(StrEnum):
    """What an organisation is to the network; it decides what its people may see."""

    MEMBER = "member"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """`country` is an ISO 3166-1 alpha-2 code, `zone` an IANA time zone."""

    id: int
    name: str
    kind: OrganisationKind
    country: str
    zone: str
