"""Rules of a group: where it can live, who may set it up, and who can chair it."""

from collections.abc import Mapping

from bot.domain import Act, Audience, Group, NextStep, NotAllowed, NotValid, OrganisationKind, Person, Refusal, may
from bot.domain.audience import ChannelFacts
from bot.domain.person import PersonFacts
from bot.domain.wording import at_name
from bot.languages import N_, _
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.identify import choose_person
from bot.use_cases.roster.rules import demand_secretariat, secretariat_in_words


def demand_set_up(group: Group | None, context: Context) -> None:
    """Raise NotAllowed unless `reader` may set up a group, or edit this one."""
    runs = group is not None and may(context.reader, Act.RUN_GROUP, group.id)
    if group is not None and runs and not context.reader.secretariat:
        said = _(
            "{group} is set up already, and only the secretariat can change its set-up.",
            group=group.name,
        )
        words = f"{said} {secretariat_in_words(context.work)}"
        raise NotAllowed(words, step=NextStep.CHANGE_SETTINGS)
    demand_secretariat(N_("set up a working group"), context)


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
        why = _("This channel is public, so nothing in it can be for members only.")
        if channel.is_private:
            why = _(
                "This channel is shared with other workspaces, so nothing in it can be for members "
                "only."
            )
        instead = _("For members-only matters, please set up the group in a private channel.")
        raise NotValid(f"{why} {instead}", field="default_audience")


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
            "{person} belongs to no organisation yet, and only people of member organisations "
            "can chair.",
            person=at_name(chosen.name),
            step=NextStep.ASSIGN_PERSON,
        )
    if person.standing is not OrganisationKind.MEMBER:
        raise Refusal(
            "{person} belongs to {organisation}, an observer organisation. Only people of "
            "member organisations can chair.",
            person=at_name(chosen.name),
            organisation=person.organisation.name,
        )
    return person
