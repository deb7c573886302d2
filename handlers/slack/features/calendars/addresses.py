"""The words about a person's private addresses: of their calendar, and of a feed."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain import Reader
from bot.languages import N_, _
from bot.ports.ledgers.personal import AddressOf, CalendarAddress
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressKind:
    """What is particular to one of the two.

    `demand` raises a Refusal for those who can have no such address.
    """

    of: AddressOf
    path: str
    """Behind the public address; the secret comes where the braces are."""
    command: str
    new: str
    off: str
    """The ids of its buttons."""
    header: str
    new_header: str
    not_here: str
    """Where there is no public address."""
    shows: str
    ways: tuple[tuple[str, str], ...] = ()
    """How to add it, where that is more than a sentence."""
    whose: str
    """Who can read what it is the address of."""
    seen: str
    """What is kept of the answer that showed an address."""
    ends_old: str
    ends: str
    was_ended: str
    was_none: str
    demand: Callable[[Reader], None] = lambda _: None


ONCE = N_("I showed it once and kept no copy. Press New address to get another.")


def not_here(kind: AddressKind) -> str:
    setting = _(
        "Whoever runs Convenor has to set CONVENOR_PUBLIC_URL to the address at which the internet "
        "reaches it, such as https://convenor.example.org."
    )
    return f"{_(kind.not_here)} {setting}"


def address_blocks(kind: AddressKind, url: str, *, is_new: bool) -> list[kit.Block]:
    """The address to copy, how to add it, and the buttons that end it."""
    shows = _(kind.shows)
    if is_new:
        shows = " ".join((_("The old address has stopped working."), shows))
    ways = [kit.line(kit.bold(_("{label}: ", label=name)), _(how)) for name, how in kind.ways]
    return [
        confirm_header(kind.new_header if is_new else kind.header),
        kit.rich(
            kit.line(shows),
            kit.preformatted(url),
            *([kit.bullets(ways)] if ways else []),
            kit.say(kind.whose),
            kit.say("I show it this once and keep no copy. Please copy it now."),
        ),
        address_buttons(kind),
    ]


def shown_before(kind: AddressKind, kept: CalendarAddress, zone: str) -> list[kit.Block]:
    """For a person who has an address; `zone`: theirs."""
    made = kit.say("Your address was made on {moment}.", moment=kit.moment(kept.created_at, zone))
    once = kit.say(ONCE)
    return [confirm_header(kind.header), kit.rich(made, once), address_buttons(kind)]


def shown_once(kind: AddressKind) -> list[kit.Block]:
    """What is kept of the answer that showed an address."""
    return [kit.rich(kit.say(kind.seen)), address_buttons(kind)]


def address_buttons(kind: AddressKind) -> kit.Block:
    new = kit.confirm(_("A new address?"), _(kind.ends_old), _("New address"))
    off = kit.confirm(_("Switch it off?"), _(kind.ends), _("Switch off"))
    return kit.actions(
        kit.button(_("New address"), kind.new, confirm=new),
        kit.button(_("Switch off"), kind.off, style="danger", confirm=off),
    )


def switched_off(kind: AddressKind, *, was_there: bool) -> list[kit.Block]:
    again = kit.say("To make a new one, type {command}.", command=kit.text(kind.command, code=True))
    return [kit.rich(kit.say(kind.was_ended if was_there else kind.was_none), again)]
