"""The roster and a group's people as private lists, cut into pages that fit a message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from bot.domain import Organisation, OrganisationKind, Person, Role
from bot.domain.countries_and_languages import country_name
from bot.domain.wording import at_name, count, spell_day, spell_weekday
from bot.languages import N_, _, _n
from bot.use_cases.groups.show import Delegation, Seat
from bot.use_cases.roster.show import Roster, Unassigned
from handlers.slack.features.groups.blocks import MEMBERS
from handlers.slack.features.roster.cover import cover_words
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header
from handlers.slack.kit.common_blocks import paging

K = TypeVar("K")
P = TypeVar("P")

ADD, CORRECT, ASSIGN = "roster.add", "roster.correct", "roster.assign"
SECRETARIAT, PAGE = "roster.secretariat", "roster.page"
_NAMED = 10
UNASSIGNED = 15
"""How many unassigned people have a button each at a time; assigning them brings up the next."""
PEOPLE, ORGANISATIONS = 50, 12
"""The most of each on one page: 50 blocks, and some 13,000 characters, are a message's limits."""


@dataclass(frozen=True, slots=True)
class PagePart(Generic[K, P]):
    """One organisation's people on one page; `continued`: some stand on the page before."""

    key: K
    people: tuple[P, ...]
    continued: bool = False


def rows_on_pages(rows: Sequence[tuple[K, Sequence[P]]]) -> list[list[PagePart[K, P]]]:
    """Rows in order on as few pages as hold them; there is always a first page.

    An organisation begins a new page rather than being cut, unless no page could hold it.
    """
    made: list[list[PagePart[K, P]]] = [[]]
    for key, members in rows:
        rest, begun = tuple(members), False
        while rest or not begun:
            page = made[-1]
            room = PEOPLE - sum(len(part.people) for part in page)
            full = len(page) >= ORGANISATIONS or (rest and not room)
            cut_short = room < len(rest) <= PEOPLE
            if page and (full or cut_short):
                made.append([])
                continue
            page.append(PagePart(key, rest[:room], continued=begun))
            rest, begun = rest[room:], True
    return made


def turn_buttons(action_id: str, page: int, total: int) -> list[kit.Block]:
    """ "Page 2 of 5" with Previous and Next, whose values are page numbers from 0."""
    _words, buttons = paging(action_id, offset=page, total=total, page=1)
    told = kit.note("Page {page} of {total}", page=page + 1, total=total)
    return [told, kit.actions(*buttons)] if buttons else []


def page_asked(value: str, total: int) -> int:
    """The page number in a button's value; at most the last, and the first for no number."""
    return min(int(value), total - 1) if value.isdecimal() else 0


def people_and_organisations(rows: Sequence[tuple[K | None, Sequence[P]]]) -> str:
    """ "31 people of 14 organisations"; rows without an organisation count as people alone."""
    people = sum(len(members) for _key, members in rows)
    organisations = sum(1 for key, _members in rows if key is not None)
    bodies = count(organisations, "organisation", "organisations")
    counted = count(people, "person", "people")
    return _("{people} of {organisations}", people=counted, organisations=bodies)


def roster_page(roster: Roster, *, asked: str) -> list[kit.Block]:
    """One page; the first has those who belong to no organisation, and what can be done."""
    made = rows_on_pages(roster.organisations)
    number = page_asked(asked, len(made))
    first = _first_page(roster) if number == 0 else [confirm_header("Roster")]
    parts = [block for part in made[number] for block in _organisation(part)]
    turns = turn_buttons(PAGE, number, len(made))
    return [*first, *parts, *_correct_menu(made[number]), *turns]


def _first_page(roster: Roster) -> list[kit.Block]:
    counts = people_and_organisations(roster.organisations)
    nobody = _("nobody is named here; settings may name some, else workspace admins")
    named = mention_people([person.user_id for person in roster.secretariat]) or [nobody]
    return [
        confirm_header("Roster: {counts}", counts=counts),
        *_unassigned(roster.unassigned),
        kit.rich(kit.line(kit.bold(_("Secretariat: ")), *named)),
        kit.actions(
            kit.button(_("Add an organisation"), ADD),
            kit.button(_("Assign a person"), f"{ASSIGN}:anyone"),
            kit.button(_("Change the secretariat"), SECRETARIAT),
        ),
        kit.note("A person's deputy and absences: /wg away @person"),
    ]


def mention_people(user_ids: Sequence[str]) -> list[kit.Element | str]:
    """People as a line's parts, for private answers; a long list ends "and 20 others"."""
    parts = kit.joined([(kit.person(user_id),) for user_id in user_ids[:_NAMED]], ", ")
    more = len(user_ids) - _NAMED
    return [*parts, _n(" and {number} other", " and {number} others", more)] if more > 0 else parts


def _unassigned(people: Sequence[Unassigned]) -> list[kit.Block]:
    """Those of the channel, with how many there are elsewhere; else those of the workspace."""
    here = [person for person in people if person.here]
    elsewhere = len(people) - len(here)
    shown = (here or people)[:UNASSIGNED]
    total = len(here) or elsewhere
    if not shown:
        return []
    said = _n(
        "{number} person of the workspace belongs to no organisation yet",
        "{number} people of the workspace belong to no organisation yet",
        total,
    )
    if here:
        said = _n(
            "{number} person of this channel belongs to no organisation yet",
            "{number} people of this channel belong to no organisation yet",
            total,
        )
    more = [
        _n(" and may do only what observers may.", " and may do only what observers may.", total)
    ]
    if total > len(shown):
        more.append(_("Here are the first {number}.", number=len(shown)))
    named = kit.bullets(kit.line(kit.person(person.user_id)) for person in shown)
    buttons = []
    for i, one in enumerate(shown):
        words = _("Assign {person}", person=at_name(one.name))
        buttons.append(kit.button(words, f"{ASSIGN}:{i}", one.user_id))
    blocks = [kit.rich(kit.line(kit.bold(said), " ".join(more)), named), kit.actions(*buttons)]
    if here and elsewhere:
        left = _n(
            "{number} more elsewhere in the workspace.",
            "{number} more elsewhere in the workspace.",
            elsewhere,
        )
        blocks.append(kit.small(left))
    return blocks


def _organisation(part: PagePart[Organisation, Person]) -> list[kit.Block]:
    organisation = part.key
    text = N_(", observer ({country}, {zone})")
    if organisation.kind is OrganisationKind.MEMBER:
        text = N_(", member ({country}, {zone})")
    what = _(text, country=country_name(organisation.country), zone=organisation.zone)
    about = kit.line(kit.bold(_headed(organisation, part)), what)
    names = {p.user_id: p.name for p in part.people}
    people = [kit.line(kit.person(p.user_id), _marks(p, names)) for p in part.people]
    return [kit.rich(about, kit.bullets(people) if people else kit.say("Nobody yet."))]


def _headed(organisation: Organisation, part: PagePart[Any, Any]) -> str:
    """Its name, which says so where a page begins in the middle of its people."""
    name = organisation.name
    return _("{name} (continued)", name=name) if part.continued else name


def _correct_menu(parts: Sequence[PagePart[Organisation, Person]]) -> list[kit.Block]:
    """The organisations of a page, to choose one and correct it."""
    options = [kit.option(p.key.name, str(p.key.id)) for p in parts if not p.continued]
    menu = kit.choice(options, says=_("Correct an organisation…")) | {"action_id": CORRECT}
    return [kit.actions(menu)] if options else []


def _marks(person: Person, names: Mapping[str, str]) -> str:
    marks = [_("secretariat")] if person.secretariat else []
    if covered := cover_words(person, names):
        marks.append(covered)
    if not person.active:
        marks.append(_("has left Slack"))
    return f" ({', '.join(marks)})" if marks else ""


def members_page(
    name: str, delegations: Sequence[Delegation], *, asked: str, now: datetime
) -> list[kit.Block]:
    """One page of the group `name`; `asked` is a page number from 0, as a button carries it."""
    rows = [(d.organisation, d.seats) for d in delegations]
    counts = people_and_organisations(rows)
    made = rows_on_pages(rows)
    number = page_asked(asked, len(made))
    return [
        confirm_header("{group}: {counts}", group=name, counts=counts),
        *(block for part in made[number] for block in _delegation(part, now)),
        *turn_buttons(MEMBERS, number, len(made)),
    ]


def _delegation(part: PagePart[Organisation | None, Seat], now: datetime) -> list[kit.Block]:
    organisation = part.key
    if organisation is None:
        words = _n(
            "{number} person of no organisation yet",
            "{number} people of no organisation yet",
            len(part.people),
        )
        first = kit.line(kit.bold(words), _(". The secretariat assigns them with /wg roster."))
    else:
        text = N_(", observer, {country}. There: {clock}")
        if organisation.kind is OrganisationKind.MEMBER:
            text = N_(", member, {country}. There: {clock}")
        clock = _clock_words(now, organisation.zone)
        about = _(text, country=country_name(organisation.country), clock=clock)
        first = kit.line(kit.bold(_headed(organisation, part)), about)
    return [kit.rich(first, kit.bullets(_seat(seat, organisation, now) for seat in part.people))]


def _seat(seat: Seat, organisation: Organisation | None, now: datetime) -> kit.Element:
    words = [_(seat.role)]
    if seat.role is Role.CHAIR and seat.until is not None:
        words = [_("chair until {day}", day=spell_day(seat.until))]
    if seat.lowered:
        words = [_("{role} in this group", role=_(seat.role))]
    if seat.secretariat:
        words.append(_("secretariat"))
    if seat.zone and not _same_clock(seat.zone, organisation, now):
        words.append(_clock_words(now, seat.zone))
    return kit.line(kit.person(seat.user_id), *(f", {word}" for word in words))


def _clock_words(now: datetime, zone: str) -> str:
    """ "Tuesday 14:05 (Asia/Seoul)": what a clock there shows now."""
    local = now.astimezone(ZoneInfo(zone))
    return f"{spell_weekday(local.weekday())} {local:%H:%M} ({zone})"


def _same_clock(zone: str, organisation: Organisation | None, now: datetime) -> bool:
    """Whether clocks show the same in the person's zone and in their organisation's now."""
    if organisation is None:
        return False
    theirs, ours = (now.astimezone(ZoneInfo(z)).utcoffset() for z in (zone, organisation.zone))
    return theirs == ours
