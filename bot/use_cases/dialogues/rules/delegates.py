"""Delegates: a person who can't come may name a colleague who may see the dialogue."""

from bot.domain import Audience, Dialogue, Group, NotValid, Person
from bot.domain.audience import ChannelFacts
from bot.domain.dialogue import RsvpAnswer
from bot.domain.wording import at_name
from bot.languages import _
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.identify import member_people
from bot.use_cases.mornings.plan import plan_mornings


def checked_delegate(
    user_id: str,
    answer: RsvpAnswer,
    dialogue: Dialogue,
    group: Group,
    channel: ChannelFacts | None,
    *,
    person: Person,
    work: UnitOfWork,
) -> Person:
    """The delegate of `person`; NotValid, with the field "delegate_user_id", says why not.

    `channel`: the group's own as it is now; None where the platform did not say.
    """
    if answer is not RsvpAnswer.CANNOT:
        raise _refuse_delegate(_("Only a person who can't come can name somebody to come instead."))
    if user_id == person.user_id:
        raise _refuse_delegate(_("Please choose somebody else than yourself to come instead."))
    if person.organisation is None:
        raise _refuse_delegate(
            _(
                "You don't belong to an organisation here yet, so I can't tell who your "
                "colleagues are. The secretariat can help."
            )
        )
    delegate = work.people.get(user_id)
    name = at_name(delegate.name) if delegate is not None else _("This person")
    if delegate is None or not delegate.active or delegate.is_bot:
        raise _refuse_delegate(
            _("{name} can't be asked here. Please choose a colleague with an account.", name=name)
        )
    if delegate.organisation is None or delegate.organisation.id != person.organisation.id:
        raise _refuse_delegate(
            _(
                "{name} is not of {organisation}. Please choose somebody who is.",
                name=name,
                organisation=person.organisation.name,
            )
        )
    if dialogue.audience is not Audience.NETWORK and channel is None:
        raise _refuse_delegate(
            _("I can't tell now who is in {group}. Please try again in a minute.", group=group.name)
        )
    if not _may_see(delegate, dialogue, group, channel, work):
        told = {"reference": dialogue.reference, "group": group.name, "name": name}
        if dialogue.audience is Audience.MEMBERS:
            words = _("{reference} is for members in {group}, and {name} is not one.", **told)
        else:
            words = _("{reference} is for those in {group}, and {name} is not one.", **told)
        raise _refuse_delegate(words)
    return delegate


def tell_delegate(delegate: Person, context: Context) -> None:
    """Owe the next morning message, in which they find it; nothing else comes unasked."""
    plan_mornings(context, user_ids=[delegate.user_id])


def _may_see(
    delegate: Person,
    dialogue: Dialogue,
    group: Group,
    channel: ChannelFacts | None,
    work: UnitOfWork,
) -> bool:
    if dialogue.audience is Audience.NETWORK:
        return True
    if channel is None or delegate.user_id not in channel.members:
        return False
    return dialogue.audience is Audience.GROUP or delegate.user_id in member_people(
        group, work=work
    )


def _refuse_delegate(words: str) -> NotValid:
    return NotValid(words, field="delegate_user_id")
