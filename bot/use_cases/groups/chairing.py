"""Who can chair a group: someone in its channel who is of a member organisation."""

from collections.abc import Mapping

from bot.domain.audience import ChannelFacts
from bot.domain.errors import Refusal
from bot.domain.group import Group
from bot.domain.organisation import Kind
from bot.domain.person import Person, PersonFacts
from bot.domain.wording import at_name
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.choosing import choose_person


def choose_chair(
    user_id: str,
    *,
    facts: Mapping[str, PersonFacts],
    channel: ChannelFacts | None,
    group: Group,
    work: UnitOfWork,
) -> Person:
    """The person, or a Refusal that says why they cannot chair and what can be done."""
    chosen = choose_person(user_id, facts=facts, channel=channel, group=group)
    person = work.people.get(user_id)
    if person is None or person.organisation is None:
        raise Refusal(
            f"{at_name(chosen.name)} belongs to no organisation yet, and only people of member "
            "organisations can chair. The secretariat can assign one with /wg roster."
        )
    if person.standing is not Kind.MEMBER:
        raise Refusal(
            f"{at_name(chosen.name)} belongs to {person.organisation.name}, an observer "
            "organisation. Only people of member organisations can chair."
        )
    return person
