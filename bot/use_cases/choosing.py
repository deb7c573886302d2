"""Finds the person named with @, or refuses by name if they cannot be asked."""

from collections.abc import Mapping

from bot.domain.audience import ChannelFacts
from bot.domain.errors import Refusal
from bot.domain.group import Group
from bot.domain.person import PersonFacts
from bot.domain.wording import at_name


def choose_person(
    user_id: str,
    *,
    facts: Mapping[str, PersonFacts],
    channel: ChannelFacts | None,
    group: Group,
) -> PersonFacts:
    """The facts of an active person who is in the group's channel.

    `facts`: what Slack says of the people named; `channel`: the group's own, None if unknown.
    """
    person = facts.get(user_id)
    if person is None:
        raise Refusal(f"Slack does not know {user_id}. Please choose someone of {group.name}.")
    if person.is_bot:
        raise Refusal(f"{at_name(person.name)} is an app. Please choose a person of {group.name}.")
    if not person.active:
        raise Refusal(
            f"{at_name(person.name)} has left this Slack workspace. Please choose someone else of "
            f"{group.name}, an organisation, or nobody yet."
        )
    if channel is None or user_id not in channel.members:
        raise Refusal(
            f"{at_name(person.name)} is not in the channel of {group.name}. Invite them there "
            "first, or choose someone who is in it."
        )
    return person
