"""From a delivery's kind to the function that looks at its subject again."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.domain.audience import ChannelFacts
from bot.domain.delivery import Delivery
from bot.domain.letters import Gone, Letter
from bot.domain.roles import Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.deliveries import standing
from bot.use_cases.dialogues.messages import build as dialogues
from bot.use_cases.digests import letters as digests
from bot.use_cases.drift import passed_on
from bot.use_cases.groups import letters as groups
from bot.use_cases.mornings import letters as mornings
from bot.use_cases.practices import letters as practices

Writer = Callable[..., Letter | Gone]

WRITERS: dict[str, Writer] = {
    "action": passed_on.letter,
    "morning": mornings.letter,
    "practice": practices.letter,
    "group": groups.letter,
    "channel": standing.letter,
}


def letter_for(
    delivery: Delivery,
    *,
    reader: Reader,
    presence: Mapping[str, ChannelFacts],
    work: UnitOfWork,
    now: datetime,
) -> Letter | Gone:
    """What the delivery says now, with its recipient's rights, or why it says nothing.

    `presence`: facts of the groups' channels by id, where they were asked for. A chair's preview
    of a digest needs them: it shows what the channel will get. A dialogue names whom it invites.
    """
    noun = delivery.kind.partition(".")[0]
    if noun == "dialogue":
        return dialogues.letter(delivery, reader=reader, presence=presence, work=work, now=now)
    if noun == "digest":
        return digests.letter(delivery, reader=reader, presence=presence, work=work, now=now)
    return WRITERS[noun](delivery, reader=reader, work=work, now=now)
