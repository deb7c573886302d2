"""Long lists of people by organisation, cut into pages that fit a message."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.domain.wording import count
from bot.languages import _
from handlers.slack.kit import blocks as kit

K = TypeVar("K")
P = TypeVar("P")

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
    if total < 2:
        return []
    buttons = []
    if page > 0:
        buttons.append(kit.button(_("Previous"), f"{action_id}:prev", str(page - 1)))
    if page + 1 < total:
        buttons.append(kit.button(_("Next"), f"{action_id}:next", str(page + 1)))
    return [kit.note("Page {page} of {total}", page=page + 1, total=total), kit.actions(*buttons)]


def page_asked(value: str, total: int) -> int:
    """The page number in a button's value; at most the last, and the first for no number."""
    return min(int(value), total - 1) if value.isdecimal() else 0


def people_and_organisations(rows: Sequence[tuple[K | None, Sequence[P]]]) -> str:
    """ "31 people of 14 organisations"; rows without an organisation count as people alone."""
    people = sum(len(members) for _key, members in rows)
    organisations = sum(1 for key, _members in rows if key is not None)
    bodies = count(organisations, "organisation", "organisations")
    return _(
        "{people} of {organisations}",
        people=count(people, "person", "people"),
        organisations=bodies,
    )
