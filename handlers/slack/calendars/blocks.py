"""Private answers about calendars: the address, how to use it, and the link to one dialogue."""

from bot.domain.dialogue import Dialogue
from handlers.slack import blockkit as kit
from handlers.slack.shared import confirm_header

NEW, OFF, FILE, LINK = "calendar.new", "calendar.off", "calendar.file", "calendar.link"

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


def dialogue_url(public_url: str, secret: str, dialogue: Dialogue) -> str:
    return f"{public_url}/calendar/{secret}/d{dialogue.number}.ics"


def address(url: str, *, is_new: bool = False) -> list[kit.Block]:
    """The address to copy, how to add it, and the buttons that end it."""
    old = "The old address has stopped working. " if is_new else ""
    header = "Your new calendar address" if is_new else "Your private calendar address"
    ways = [kit.line(kit.bold(f"{name}: "), words) for name, words in _HOW]
    return [
        confirm_header(header),
        kit.rich(
            kit.line(
                f"{old}It has every dialogue that you may see, from three months back to "
                "everything planned ahead, and follows each change. Subscribe to it once."
            ),
            kit.preformatted(url),
            kit.bullets(ways),
            kit.line("Whoever knows it can read your calendar. Please keep it to yourself."),
        ),
        kit.actions(
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
        ),
    ]


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


def sent(dialogue: Dialogue) -> list[kit.Block]:
    """Beside the button that was pressed; the file itself is in the direct messages."""
    return [
        kit.rich(
            kit.line(
                f"{dialogue.reference}.ics is in your direct messages with me. "
                "Open it there to add the dialogue to your calendar."
            ),
            kit.line(
                "It does not follow later changes; ",
                kit.text("/dialogue calendar", code=True),
                " gives you an address that does.",
            ),
        )
    ]


def link_instead(dialogue: Dialogue, url: str) -> list[kit.Block]:
    """Where Slack did not take the file."""
    return [
        kit.rich(
            kit.line(
                "I could not send the file here. Please fetch it instead: ",
                kit.link(url, f"{dialogue.reference}.ics"),
            ),
            kit.line("The link is for you alone: whoever has it can read your calendar."),
        )
    ]


def nothing_instead() -> list[kit.Block]:
    return [
        kit.rich(
            kit.line(
                "I could not send the file. Slack did not take it, and there is no address at "
                "which you could fetch it."
            ),
            kit.line(NO_ADDRESS),
        )
    ]
