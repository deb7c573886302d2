"""Who is in a group, by organisation, with roles and the time there now."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.countries import country_name
from bot.domain.organisation import Organisation
from bot.domain.roles import Role
from bot.domain.wording import count, spell_day
from bot.use_cases.groups.members import Delegation, Seat
from handlers.slack.features.groups.blocks import MEMBERS
from handlers.slack.features.groups.paging import (
    Part,
    page_asked,
    pages,
    people_and_organisations,
    turning,
)
from handlers.slack.features.groups.wordings import clock_words
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import confirm_header


def members_page(
    name: str, delegations: Sequence[Delegation], *, asked: str, now: datetime
) -> list[kit.Block]:
    """One page of the group `name`; `asked` is a page number from 0, as a button carries it."""
    rows = [(d.organisation, d.seats) for d in delegations]
    made = pages(rows)
    number = page_asked(asked, len(made))
    return [
        confirm_header(f"{name}: {people_and_organisations(rows)}"),
        *(block for part in made[number] for block in _delegation(part, now)),
        *turning(MEMBERS, number, len(made)),
    ]


def _delegation(part: Part[Organisation | None, Seat], now: datetime) -> list[kit.Block]:
    organisation = part.key
    if organisation is None:
        words = f"{count(len(part.people), 'person', 'people')} of no organisation yet"
        first = kit.line(kit.bold(words), ". The secretariat assigns them with /wg roster.")
    else:
        more = " (continued)" if part.continued else ""
        about = f", {organisation.kind}, {country_name(organisation.country)}. There: "
        there = clock_words(now, organisation.zone)
        first = kit.line(kit.bold(organisation.name + more), about + there)
    return [kit.rich(first, kit.bullets(_seat(seat, organisation, now) for seat in part.people))]


def _seat(seat: Seat, organisation: Organisation | None, now: datetime) -> kit.Element:
    words = f", {seat.role}"
    if seat.role is Role.CHAIR and seat.until is not None:
        words += f" until {spell_day(seat.until)}"
    if seat.lowered:
        words += " in this group"
    if seat.secretariat:
        words += ", secretariat"
    if seat.zone and not _same_clock(seat.zone, organisation, now):
        words += f", {clock_words(now, seat.zone)}"
    return kit.line(kit.person(seat.user_id), words)


def _same_clock(zone: str, organisation: Organisation | None, now: datetime) -> bool:
    """Whether clocks show the same in the person's zone and in their organisation's now."""
    if organisation is None:
        return False
    theirs, ours = (now.astimezone(ZoneInfo(z)).utcoffset() for z in (zone, organisation.zone))
    return theirs == ours
