"""What a button carries: which action, and where it was pressed, so that the place is renewed."""

import re
from dataclasses import dataclass

from bot.domain.reference import ACTION, read_reference, render_reference
from bot.domain.search_words import words_in_text
from bot.ports.ledgers.actions import ActionView
from handlers.slack.features.actions.listing import MOST_SOUGHT, Listing

Place = str
"""Where a button is: "list <offset> <view> <owner> <words>", "morning", "show", "card", "home"."""

CARD, HOME, MORNING, SHOW = "card", "home", "morning", "show"
TOMORROW, WEEK = "tomorrow", "week"
"""How long a button of a snooze menu snoozes."""
_OWNER = re.compile(r"any|mine|[UW][A-Z0-9]{1,30}|org:\d{1,9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListState:
    """A list as it was asked for and how far it was turned; travels in its buttons."""

    listing: Listing
    offset: int = 0

    @classmethod
    def mine(cls) -> "ListState":
        return cls(listing=Listing(mine=True))

    @property
    def filter(self) -> str:
        """ "<view> <owner> <words>"."""
        asked = self.listing
        owner = asked.user_id or ("mine" if asked.mine else "any")
        if asked.organisation_id is not None:
            owner = f"org:{asked.organisation_id}"
        return f"{asked.view.value} {owner} {asked.words}".strip()

    @property
    def place(self) -> Place:
        return f"list {self.offset} {self.filter}"

    @property
    def page_value(self) -> str:
        return f"{self.offset} {self.filter}"


def button_value(number: int, place: Place) -> str:
    """ "A104|list 10 open mine"."""
    return f"{render_reference(ACTION, number)}|{place}"


def read_value(carried: str) -> tuple[int, Place]:
    """The action's number and the place; NotFound, in the usual words, for anything else."""
    reference, _, place = carried.partition("|")
    return read_reference(ACTION, reference), place


def read_list(carried: str) -> ListState:
    """A list's state from "<offset> <view> <owner> <words>"; the plain list for anything else."""
    words = [*carried.split(" ", 3), ""]
    if len(words) < 4 or not _OWNER.fullmatch(words[2]) or words[1] not in list(ActionView):
        return ListState(listing=Listing())
    offset = int(words[0]) if words[0].isascii() and words[0].isdigit() else 0
    owner = words[2]
    known = owner not in ("any", "mine")
    organisation = int(owner[4:]) if owner.startswith("org:") else None
    return ListState(
        listing=Listing(
            view=ActionView(words[1]),
            mine=owner == "mine",
            user_id=owner if known and organisation is None else None,
            organisation_id=organisation,
            words=words[3][:MOST_SOUGHT] if words_in_text(words[3]) else "",
        ),
        offset=min(offset, 1_000_000),
    )
