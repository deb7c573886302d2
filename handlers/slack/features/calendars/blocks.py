"""Private answers about a person's addresses, of their calendar and of a feed, and about files."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain import Dialogue, NextStep, NotAllowed, Reader
from bot.languages import N_, _
from bot.ports.ledgers.personal import AddressOf, CalendarAddress
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header

ONCE = N_("I showed it once and kept no copy. Press New address to get another.")
_HOW = (
    ("Outlook", N_("Add calendar, Subscribe from web, paste the address.")),
    ("Google", N_("on a computer, Other calendars, +, From URL, paste the address.")),
    ("Apple", N_("File, New Calendar Subscription; on a phone, Add Subscription Calendar.")),
)
SENT = N_(
    "{reference}.ics is in your direct messages with me. Open it there to add the dialogue to your "
    "calendar."
)
NOT_SENT = N_(
    "I could not send the file: Slack did not say that it took it. If {reference}.ics is not in "
    "your direct messages with me, please press the button again in a few minutes."
)
_HEADER = N_("Your private address for the network's practices")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressKind:
    """What is particular to one of the two. `demand` raises a Refusal for those who can have no
    such address."""

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
    return [confirm_header(kind.header), kit.rich(made, kit.say(ONCE)), address_buttons(kind)]


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


def file_blocks(words: str, dialogue: Dialogue) -> list[kit.Block]:
    """Beside the button that was pressed: `SENT`, or `NOT_SENT`."""
    follows = kit.say(
        "The file does not follow later changes; {command} gives you an address that does.",
        command=kit.text("/dialogue calendar", code=True),
    )
    return [kit.rich(kit.say(words, reference=dialogue.reference), follows)]


def _demand_network(reader: Reader) -> None:
    if not (reader.rostered or reader.secretariat):
        raise NotAllowed(
            "You belong to no organisation here, so nothing of the network would be in it.",
            step=NextStep.ASSIGN_PERSON,
        )


CALENDAR = AddressKind(
    of=AddressOf.CALENDAR,
    path="/calendar/{}.ics",
    command="/dialogue calendar",
    new="calendar.new",
    off="calendar.off",
    header=N_("Your private calendar address"),
    new_header=N_("Your new calendar address"),
    not_here=N_("Calendar addresses are not switched on here."),
    shows=N_(
        "It has every dialogue that you can see, from three months back to everything "
        "planned ahead, and follows each change. Subscribe to it once."
    ),
    ways=_HOW,
    whose=N_("Whoever knows it can read your calendar. Please keep it to yourself."),
    seen=N_("The address was shown once. Press New address to get another."),
    ends_old=N_(
        "The old one stops working. Calendars that subscribed to it no longer change until "
        "you give them the new one."
    ),
    ends=N_("The address stops working. Calendars that subscribed to it no longer change."),
    was_ended=N_("Your calendar address is switched off: nobody can read your calendar any more."),
    was_none=N_("You have no calendar address, so there is nothing to switch off."),
)

FEED = AddressKind(
    of=AddressOf.PRACTICES,
    path="/practices/{}.atom",
    command="/practice feed",
    new="feed.new",
    off="feed.off",
    header=_HEADER,
    new_header=_HEADER,
    not_here=N_("Feed addresses are not switched on here."),
    shows=N_(
        "An Atom feed of the newest practices that are shared with the whole network. Add "
        "it to your feed reader once."
    ),
    whose=N_("Whoever knows it can read the feed. Please keep it to yourself."),
    seen=ONCE,
    ends_old=N_("The old one stops working."),
    ends=N_("The address stops working."),
    was_ended=N_("Your feed address is switched off."),
    was_none=N_("You have no feed address."),
    demand=_demand_network,
)
