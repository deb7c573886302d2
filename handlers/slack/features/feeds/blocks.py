"""What is told of the feed's address."""

from bot.domain import NextStep, NotAllowed, Reader
from bot.languages import N_
from bot.ports.ledgers.personal import AddressOf
from handlers.slack.features.calendars.addresses import ONCE, AddressKind

_HEADER = N_("Your private address for the network's practices")


def _demand_network(reader: Reader) -> None:
    if not (reader.rostered or reader.secretariat):
        raise NotAllowed(
            "You belong to no organisation here, so nothing of the network would be in it.",
            step=NextStep.ASSIGN_PERSON,
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
    shows=(
        N_(
            "An Atom feed of the newest practices that are shared with the whole network. Add "
            "it to your feed reader once."
        )
    ),
    whose=N_("Whoever knows it can read the feed. Please keep it to yourself."),
    seen=ONCE,
    ends_old=N_("The old one stops working."),
    ends=N_("The address stops working."),
    was_ended=N_("Your feed address is switched off."),
    was_none=N_("You have no feed address."),
    demand=_demand_network,
)
