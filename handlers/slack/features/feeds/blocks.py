"""Private answers about the feed's address."""

from bot.domain.calendar import CalendarAddress
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import confirm_header

NEW, OFF = "feed.new", "feed.off"
NO_ADDRESS = (
    "Feed addresses are not switched on here. Whoever runs Convenor has to set CONVENOR_PUBLIC_URL "
    "to the address at which the internet reaches it, such as https://convenor.example.org."
)
_HEADER = "Your private address for the network's practices"


def feed_url(public_url: str, secret: str) -> str:
    return f"{public_url}/practices/{secret}.atom"


def address_blocks(url: str, *, is_new: bool) -> list[kit.Block]:
    """The address to copy, and the buttons that end it."""
    old = "The old address has stopped working. " if is_new else ""
    words = "An Atom feed of the newest practices that are shared with the whole network."
    return [
        confirm_header(_HEADER),
        kit.rich(
            kit.line(f"{old}{words} Add it to your feed reader once."),
            kit.preformatted(url),
            kit.line("Whoever knows it can read the feed. Please keep it to yourself."),
            kit.line("I show it this once and keep no copy. Please copy it now."),
        ),
        _buttons(),
    ]


def shown_before(kept: CalendarAddress, zone: str) -> list[kit.Block]:
    """For a person who has an address; `zone`: theirs."""
    made = kit.line("Your address was made on ", kit.moment(kept.created_at, zone), ".")
    return [confirm_header(_HEADER), kit.rich(made, _once()), _buttons()]


def shown_once() -> list[kit.Block]:
    """What is kept of the answer that showed an address."""
    return [kit.rich(_once()), _buttons()]


def _once() -> kit.Element:
    return kit.line("I showed it once and kept no copy. Press New address to get another.")


def _buttons() -> kit.Block:
    new = kit.confirm("A new address?", "The old one stops working.", "New address")
    off = kit.confirm("Switch it off?", "The address stops working.", "Switch off")
    return kit.actions(
        kit.button("New address", NEW, confirm=new),
        kit.button("Switch off", OFF, style="danger", confirm=off),
    )


def switched_off(*, was_there: bool) -> list[kit.Block]:
    words = "Your feed address is switched off." if was_there else "You have no feed address."
    again = kit.line("To make a new one, type ", kit.text("/practice feed", code=True), ".")
    return [kit.rich(kit.line(words), again)]
