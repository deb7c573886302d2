"""Private answers about calendars: what their address is for, and one dialogue as a file."""

from bot.domain.calendar import AddressOf
from bot.domain.dialogue import Dialogue
from handlers.slack.features.calendars.addresses import AddressKind
from handlers.slack.kit import blocks as kit

ADDRESS, FILE = "calendar.address", "calendar.file"

_HOW = (
    ("Outlook", "Add calendar, Subscribe from web, paste the address."),
    ("Google", "on a computer, Other calendars, +, From URL, paste the address."),
    ("Apple", "File, New Calendar Subscription; on a phone, Add Subscription Calendar."),
)

CALENDAR = AddressKind(
    of=AddressOf.CALENDAR,
    name="Calendar address",
    path="/calendar/{}.ics",
    command="/dialogue calendar",
    new="calendar.new",
    off="calendar.off",
    header="Your private calendar address",
    new_header="Your new calendar address",
    shows=(
        "It has every dialogue that you can see, from three months back to "
        "everything planned ahead, and follows each change. Subscribe to it once."
    ),
    ways=(kit.bullets([kit.line(kit.bold(f"{name}: "), words) for name, words in _HOW]),),
    who_reads="your calendar",
    seen="The address was shown once. Press New address to get another.",
    ends_old=(
        "The old one stops working. Calendars that subscribed to it no longer change "
        "until you give them the new one."
    ),
    ends="The address stops working. Calendars that subscribed to it no longer change.",
    was_ended="Your calendar address is switched off: nobody can read your calendar any more.",
    was_none="You have no calendar address, so there is nothing to switch off.",
)


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
