"""The words about a person's private addresses: of their calendar, and of a feed."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.calendar import AddressOf, CalendarAddress
from bot.domain.roles import Reader
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import confirm_header


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressKind:
    """What is particular to one of the two.

    `demand` raises a Refusal for those who can have no such address.
    """

    of: AddressOf
    name: str
    """ "Calendar address"."""
    path: str
    """Behind the public address; the secret comes where the braces are."""
    command: str
    new: str
    off: str
    """The ids of its buttons."""
    header: str
    new_header: str
    shows: str
    ways: tuple[kit.Element, ...] = ()
    """How to add it, where that is more than a sentence."""
    who_reads: str
    seen: str
    """What is kept of the answer that showed an address."""
    ends_old: str
    ends: str
    was_ended: str
    was_none: str
    demand: Callable[[Reader], None] = lambda _: None


ONCE = "I showed it once and kept no copy. Press New address to get another."


def not_here(kind: AddressKind) -> str:
    return (
        f"{kind.name}es are not switched on here. Whoever runs Convenor has to set "
        "CONVENOR_PUBLIC_URL to the address at which the internet reaches it, such as "
        "https://convenor.example.org."
    )


def address_blocks(kind: AddressKind, url: str, *, is_new: bool) -> list[kit.Block]:
    """The address to copy, how to add it, and the buttons that end it."""
    old = "The old address has stopped working. " if is_new else ""
    return [
        confirm_header(kind.new_header if is_new else kind.header),
        kit.rich(
            kit.line(f"{old}{kind.shows}"),
            kit.preformatted(url),
            *kind.ways,
            kit.line(f"Whoever knows it can read {kind.who_reads}. Please keep it to yourself."),
            kit.line("I show it this once and keep no copy. Please copy it now."),
        ),
        address_buttons(kind),
    ]


def shown_before(kind: AddressKind, kept: CalendarAddress, zone: str) -> list[kit.Block]:
    """For a person who has an address; `zone`: theirs."""
    made = kit.line("Your address was made on ", kit.moment(kept.created_at, zone), ".")
    return [confirm_header(kind.header), kit.rich(made, kit.line(ONCE)), address_buttons(kind)]


def shown_once(kind: AddressKind) -> list[kit.Block]:
    """What is kept of the answer that showed an address."""
    return [kit.rich(kit.line(kind.seen)), address_buttons(kind)]


def address_buttons(kind: AddressKind) -> kit.Block:
    new = kit.confirm("A new address?", kind.ends_old, "New address")
    off = kit.confirm("Switch it off?", kind.ends, "Switch off")
    return kit.actions(
        kit.button("New address", kind.new, confirm=new),
        kit.button("Switch off", kind.off, style="danger", confirm=off),
    )


def switched_off(kind: AddressKind, *, was_there: bool) -> list[kit.Block]:
    again = kit.line("To make a new one, type ", kit.text(kind.command, code=True), ".")
    return [kit.rich(kit.line(kind.was_ended if was_there else kind.was_none), again)]
