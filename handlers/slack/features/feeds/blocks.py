"""What is told of the feed's address."""

from bot.domain.calendar import AddressOf
from bot.domain.errors import NotAllowed
from bot.domain.next_steps import NextStep
from bot.domain.roles import Reader
from handlers.slack.features.calendars.addresses import ONCE, AddressKind

_HEADER = "Your private address for the network's practices"


def _demand_network(reader: Reader) -> None:
    if not (reader.rostered or reader.secretariat):
        raise NotAllowed(
            "You belong to no organisation here, so nothing of the network would be in it.",
            step=NextStep.ASSIGN_PERSON,
        )


FEED = AddressKind(
    of=AddressOf.PRACTICES,
    name="Feed address",
    path="/practices/{}.atom",
    command="/practice feed",
    new="feed.new",
    off="feed.off",
    header=_HEADER,
    new_header=_HEADER,
    shows=(
        "An Atom feed of the newest practices that are shared with the whole network. "
        "Add it to your feed reader once."
    ),
    who_reads="the feed",
    seen=ONCE,
    ends_old="The old one stops working.",
    ends="The address stops working.",
    was_ended="Your feed address is switched off.",
    was_none="You have no feed address.",
    demand=_demand_network,
)
