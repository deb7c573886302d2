"""Private answers about calendars: the address, how to use it, and one dialogue as a file."""

from bot.domain.calendar import CalendarAddress
from bot.domain.dialogue import Dialogue
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import confirm_header

ADDRESS, NEW, OFF, FILE = "calendar.address", "calendar.new", "calendar.off", "calendar.file"

_HEADER = "Your private calendar address"
NO_ADDRESS = (
    "Calendar addresses are not switched on here. Whoever runs Convenor has to set "
    "CONVENOR_PUBLIC_URL to the address at which the internet reaches it, such as "
    "https://convenor.example.org."
)
_HOW = (
    ("Outlook", "Add calendar, Subscribe from web, paste the address."),
    ("Google", "on a computer, Other calendars, +, From URL, paste the address."),
    ("Apple", "File, New Calendar Subscription; on a phone, Add Subscription Calendar."),
)


def feed_url(public_url: str, secret: str) -> str:
    return f"{public_url}/calendar/{secret}.ics"


def address_blocks(url: str, *, is_new: bool) -> list[kit.Block]:
    """The address to copy, how to add it, and the buttons that end it."""
    old = "The old address has stopped working. " if is_new else ""
    header = "Your new calendar address" if is_new else _HEADER
    ways = [kit.line(kit.bold(f"{name}: "), words) for name, words in _HOW]
    return [
        confirm_header(header),
        kit.rich(
            kit.line(
                f"{old}It has every dialogue that you can see, from three months back to "
                "everything planned ahead, and follows each change. Subscribe to it once."
            ),
            kit.preformatted(url),
            kit.bullets(ways),
            kit.line("Whoever knows it can read your calendar. Please keep it to yourself."),
            kit.line("I show it this once and keep no copy. Please copy it now."),
        ),
        address_buttons(),
    ]


def shown_before(kept: CalendarAddress, zone: str) -> list[kit.Block]:
    """For a person who has an address; `zone`: theirs."""
    return [
        confirm_header(_HEADER),
        kit.rich(
            kit.line("Your address was made on ", kit.moment(kept.created_at, zone), "."),
            kit.line("I showed it once and kept no copy. Press New address to get another."),
        ),
        address_buttons(),
    ]


def shown_once() -> list[kit.Block]:
    """What is kept of the answer that showed an address."""
    words = "The address was shown once. Press New address to get another."
    return [kit.rich(kit.line(words)), address_buttons()]


def address_buttons() -> kit.Block:
    return kit.actions(
        kit.button(
            "New address",
            NEW,
            confirm=kit.confirm(
                "A new address?",
                "The old one stops working. Calendars that subscribed to it no longer change "
                "until you give them the new one.",
                "New address",
            ),
        ),
        kit.button(
            "Switch off",
            OFF,
            style="danger",
            confirm=kit.confirm(
                "Switch it off?",
                "The address stops working. Calendars that subscribed to it no longer change.",
                "Switch off",
            ),
        ),
    )


def switched_off(*, was_there: bool) -> list[kit.Block]:
    words = (
        "Your calendar address is switched off: nobody can read your calendar any more."
        if was_there
        else "You have no calendar address, so there is nothing to switch off."
    )
    return [
        kit.rich(
            kit.line(words),
            kit.line("To make a new one, type ", kit.text("/dialogue calendar", code=True), "."),
        )
    ]


def sent_blocks(dialogue: Dialogue) -> list[kit.Block]:
    """Beside the button that was pressed; the file itself is in the direct messages."""
    return _about_file(
        f"{dialogue.reference}.ics is in your direct messages with me. "
        "Open it there to add the dialogue to your calendar."
    )


def not_sent(dialogue: Dialogue) -> list[kit.Block]:
    """Where Slack did not take the file, or did not say that it did."""
    return _about_file(
        "I could not send the file: Slack did not say that it took it. If "
        f"{dialogue.reference}.ics is not in your direct messages with me, please press the "
        "button again in a few minutes."
    )


def _about_file(words: str) -> list[kit.Block]:
    return [
        kit.rich(
            kit.line(words),
            kit.line(
                "The file does not follow later changes; ",
                kit.text("/dialogue calendar", code=True),
                " gives you an address that does.",
            ),
        )
    ]
