"""Private answers about calendars: what their address is for, and one dialogue as a file."""

from bot.domain import Dialogue
from bot.languages import N_, _
from bot.ports.ledgers.personal import AddressOf
from handlers.slack.features.calendars.addresses import AddressKind
from handlers.slack.kit import blocks as kit

ADDRESS, FILE = "calendar.address", "calendar.file"

_HOW = (
    ("Outlook", N_("Add calendar, Subscribe from web, paste the address.")),
    ("Google", N_("on a computer, Other calendars, +, From URL, paste the address.")),
    ("Apple", N_("File, New Calendar Subscription; on a phone, Add Subscription Calendar.")),
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
    shows=(
        N_(
            "It has every dialogue that you can see, from three months back to everything "
            "planned ahead, and follows each change. Subscribe to it once."
        )
    ),
    ways=_HOW,
    whose=N_("Whoever knows it can read your calendar. Please keep it to yourself."),
    seen=N_("The address was shown once. Press New address to get another."),
    ends_old=(
        N_(
            "The old one stops working. Calendars that subscribed to it no longer change until "
            "you give them the new one."
        )
    ),
    ends=N_("The address stops working. Calendars that subscribed to it no longer change."),
    was_ended=N_("Your calendar address is switched off: nobody can read your calendar any more."),
    was_none=N_("You have no calendar address, so there is nothing to switch off."),
)


def sent_blocks(dialogue: Dialogue) -> list[kit.Block]:
    """Beside the button that was pressed; the file itself is in the direct messages."""
    return _about_file(
        _(
            "{reference}.ics is in your direct messages with me. Open it there to add the "
            "dialogue to your calendar.",
            reference=dialogue.reference,
        )
    )


def not_sent(dialogue: Dialogue) -> list[kit.Block]:
    """Where Slack did not take the file, or did not say that it did."""
    return _about_file(
        _(
            "I could not send the file: Slack did not say that it took it. If {reference}.ics is "
            "not in your direct messages with me, please press the button again in a few minutes.",
            reference=dialogue.reference,
        )
    )


def _about_file(words: str) -> list[kit.Block]:
    return [
        kit.rich(
            kit.line(words),
            kit.say(
                "The file does not follow later changes; {command} gives you an address that does.",
                command=kit.text("/dialogue calendar", code=True),
            ),
        )
    ]
