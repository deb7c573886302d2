"""Rules of a group: where it can live, who may set it up, and who can chair it."""

from collections.abc import Mapping

from bot.domain.audience import Audience, ChannelFacts
from bot.domain.errors import NotAllowed, NotValid, Refusal
from bot.domain.group import Group
from bot.domain.next_steps import NextStep
from bot.domain.organisation import OrganisationKind
from bot.domain.person import Person, PersonFacts
from bot.domain.roles import Act, Reader, may
from bot.domain.wording import at_name
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.identify import choose_person
from bot.use_cases.roster.rules import demand_secretariat, secretariat_in_words


def demand_set_up(reader: Reader, group: Group | None, *, work: UnitOfWork) -> None:
    """Raise NotAllowed unless `reader` may set up a group, or edit this one."""
    if group is not None and not reader.secretariat and may(reader, Act.RUN_GROUP, group.id):
        raise NotAllowed(
            f"{group.name} is set up already, and only the secretariat can change its set-up. "
            f"{secretariat_in_words(work)}",
            step=NextStep.CHANGE_SETTINGS,
        )
    demand_secretariat(reader, "set up a working group", work=work)


def place_for_group(channel: ChannelFacts | None) -> ChannelFacts:
    """A channel that can hold a working group, or a Refusal that says what to do."""
    if channel is None:
        raise Refusal("I can't see who is in this channel.", step=NextStep.SET_UP_IF_SEEN)
    if not channel.bot_present:
        raise Refusal("I am not in this channel.", step=NextStep.INVITE_APP_AND_SET_UP)
    if channel.is_direct:
        raise Refusal("A working group lives in a channel.", step=NextStep.SET_UP_IN_CHANNEL)
    return channel


def keeps_members_only(channel: ChannelFacts) -> bool:
    """Whether the channel can ever hold what is for members only."""
    return channel.is_private and not channel.is_shared


def demand_kept(audience: Audience, channel: ChannelFacts) -> None:
    """NotValid where a group of this channel cannot keep to this audience by default."""
    if audience is Audience.MEMBERS and not keeps_members_only(channel):
        why = "is shared with other workspaces" if channel.is_private else "is public"
        raise NotValid(
            f"This channel {why}, so nothing in it can be for members only. For members-only "
            "matters, please set up the group in a private channel.",
            field="default_audience",
        )


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
            "organisations can chair.",
            step=NextStep.ASSIGN_PERSON,
        )
    if person.standing is not OrganisationKind.MEMBER:
        raise Refusal(
            f"{at_name(chosen.name)} belongs to {person.organisation.name}, an observer "
            "organisation. Only people of member organisations can chair."
        )
    return person
