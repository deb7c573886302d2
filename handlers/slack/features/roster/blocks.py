"""The roster as a private list with its buttons."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.countries import country_name
from bot.domain.organisation import Organisation
from bot.domain.person import Person
from bot.domain.roles import Role
from bot.domain.wording import at_name, count, spell_day
from bot.use_cases.groups.show import Delegation, Seat
from bot.use_cases.roster.show import Roster, Unassigned
from handlers.slack.features.groups.blocks import MEMBERS, clock_words, mention_people
from handlers.slack.features.roster.cover import cover_words
from handlers.slack.features.why.paging import (
    PagePart,
    page_asked,
    people_and_organisations,
    rows_on_pages,
    turn_buttons,
)
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import confirm_header

ADD, CORRECT, ASSIGN = "roster.add", "roster.correct", "roster.assign"
SECRETARIAT, PAGE = "roster.secretariat", "roster.page"

UNASSIGNED = 15
"""How many unassigned people have a button each at a time; assigning them brings up the next."""


def roster_page(roster: Roster, *, asked: str) -> list[kit.Block]:
    """One page; the first has those who belong to no organisation, and what can be done."""
    made = rows_on_pages(roster.organisations)
    number = page_asked(asked, len(made))
    first = _first_page(roster) if number == 0 else [confirm_header("Roster")]
    parts = [block for part in made[number] for block in _organisation(part)]
    return [*first, *parts, *_correct_menu(made[number]), *turn_buttons(PAGE, number, len(made))]


def _first_page(roster: Roster) -> list[kit.Block]:
    return [
        confirm_header(f"Roster: {people_and_organisations(roster.organisations)}"),
        *_unassigned(roster.unassigned),
        kit.rich(kit.line(kit.bold("Secretariat: "), *_secretariat(roster.secretariat))),
        kit.actions(
            kit.button("Add an organisation", ADD),
            kit.button("Assign a person", f"{ASSIGN}:anyone"),
            kit.button("Change the secretariat", SECRETARIAT),
        ),
        kit.small("A person's deputy and absences: /wg away @person"),
    ]


def _secretariat(people: Sequence[Person]) -> list[kit.Element | str]:
    if not people:
        return ["nobody is named here; settings may name some, else workspace admins"]
    return mention_people([person.user_id for person in people])


def _unassigned(people: Sequence[Unassigned]) -> list[kit.Block]:
    here = [person for person in people if person.here]
    elsewhere = len(people) - len(here)
    blocks: list[kit.Block] = []
    for shown, words in (
        (here[:UNASSIGNED], "of this channel"),
        ([] if here else people[:UNASSIGNED], "of the workspace"),
    ):
        if not shown:
            continue
        total = len(here) if here else elsewhere
        belong = "belongs" if total == 1 else "belong"
        first = f"{count(total, 'person', 'people')} {words} {belong} to no organisation yet"
        left = f" Here are the first {len(shown)}." if total > len(shown) else ""
        blocks.append(
            kit.rich(
                kit.line(kit.bold(first), f" and may do only what observers may.{left}"),
                kit.bullets(kit.line(kit.person(person.user_id)) for person in shown),
            )
        )
        blocks.append(kit.actions(*(_assign_button(i, p) for i, p in enumerate(shown))))
    if here and elsewhere:
        blocks.append(kit.small(f"{elsewhere} more elsewhere in the workspace."))
    return blocks


def _assign_button(index: int, person: Unassigned) -> kit.Element:
    return kit.button(f"Assign {at_name(person.name)}", f"{ASSIGN}:{index}", person.user_id)


def _organisation(part: PagePart[Organisation, Person]) -> list[kit.Block]:
    organisation = part.key
    more = " (continued)" if part.continued else ""
    where = f"{country_name(organisation.country)}, {organisation.zone}"
    about = kit.line(kit.bold(organisation.name + more), f", {organisation.kind} ({where})")
    names = {p.user_id: p.name for p in part.people}
    people = [kit.line(kit.person(p.user_id), _marks(p, names)) for p in part.people]
    nobody = kit.line("Nobody yet.")
    return [kit.rich(about, kit.bullets(people) if people else nobody)]


def _correct_menu(parts: Sequence[PagePart[Organisation, Person]]) -> list[kit.Block]:
    """The organisations of a page, to choose one and correct it."""
    options = [kit.option(p.key.name, str(p.key.id)) for p in parts if not p.continued]
    if not options:
        return []
    return [
        kit.actions(kit.choice(options, says="Correct an organisation…") | {"action_id": CORRECT})
    ]


def _marks(person: Person, names: Mapping[str, str]) -> str:
    marks = ["secretariat"] if person.secretariat else []
    if covered := cover_words(person, names):
        marks.append(covered)
    if not person.active:
        marks.append("has left Slack")
    return f" ({', '.join(marks)})" if marks else ""


def members_page(
    name: str, delegations: Sequence[Delegation], *, asked: str, now: datetime
) -> list[kit.Block]:
    """One page of the group `name`; `asked` is a page number from 0, as a button carries it."""
    rows = [(d.organisation, d.seats) for d in delegations]
    made = rows_on_pages(rows)
    number = page_asked(asked, len(made))
    return [
        confirm_header(f"{name}: {people_and_organisations(rows)}"),
        *(block for part in made[number] for block in _delegation(part, now)),
        *turn_buttons(MEMBERS, number, len(made)),
    ]


def _delegation(part: PagePart[Organisation | None, Seat], now: datetime) -> list[kit.Block]:
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
