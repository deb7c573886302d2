"""Answers an invitation: Going, Maybe or Can't."""

from dataclasses import dataclass

from bot.domain import Act, Dialogue, Group, Person, Refusal
from bot.domain.audience import ChannelFacts
from bot.domain.dialogue import Rsvp, RsvpAnswer
from bot.domain.wording import spell_moment
from bot.languages import _
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages import schedule_messages
from bot.use_cases.dialogues.revise import refresh_invitations
from bot.use_cases.dialogues.rules.checks import cancelled_words, find_dialogue
from bot.use_cases.dialogues.rules.delegates import checked_delegate, tell_delegate
from bot.use_cases.mornings.redraw import redraw_mornings
from bot.use_cases.refusals import demand_right


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDialogue:
    """`delegate_user_id`: who comes in one's place, beside a "Can't" only.

    None leaves whoever was named before, "" names nobody any more.
    """

    number: int
    answer: RsvpAnswer
    delegate_user_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """`reminded`: they will be told privately ten minutes before the start."""

    dialogue: Dialogue
    group: Group
    answer: RsvpAnswer
    reminded: bool
    delegate: Person | None = None
    """Who is named now to come in their place."""


def answer_dialogue(wish: AnswerDialogue, context: Context, *, person: Person) -> Answered:
    """The last answer counts; the same one again changes nothing and is answered alike.

    The private reminder stays owed after a "Can't" and looks at the answer before it is sent. So a
    person who changes their mind twice still gets it, once. `presence`: facts of the groups'
    channels by id, needed to name a delegate.
    """
    dialogue, group = find_dialogue(wish.number, reader=context.reader, work=context.work)
    demand_right(context, Act.ANSWER_DIALOGUE, group)
    if dialogue.cancelled:
        raise Refusal(" ".join((cancelled_words(dialogue), _("There is nothing to answer."))))
    if dialogue.ends_at <= context.now:
        began = spell_moment(dialogue.starts_at, dialogue.zone)
        raise Refusal(
            "{reference} is over: it began on {began}.", reference=dialogue.reference, began=began
        )
    channel = context.presence.get(group.channel_id)
    delegate = _find_delegate(wish, dialogue, group, channel, context, person=person)
    rsvp = Rsvp(
        user_id=context.reader.user_id,
        answer=wish.answer,
        organisation_id=person.organisation.id if person.organisation else None,
        answered_at=context.now,
        delegate_user_id=delegate.user_id if delegate else None,
    )
    coming = wish.answer in schedule_messages.COMING
    starting = (
        schedule_messages.owed_starting(dialogue, context.reader.user_id, context.now)
        if coming
        else ()
    )
    if context.work.rsvps.keep_answer(dialogue.number, rsvp):
        context.record("answered", dialogue, wish.answer.value)
        refresh_invitations(dialogue, work=context.work)
        own = context.reader.user_id
        redraw_mornings(dialogue.reference, context, recipient=own)
        context.work.deliveries.owe(starting, context.now)
        if delegate is not None:
            tell_delegate(delegate, context)
    return Answered(
        dialogue=dialogue,
        group=group,
        answer=wish.answer,
        reminded=bool(starting),
        delegate=delegate,
    )


def _find_delegate(
    wish: AnswerDialogue,
    dialogue: Dialogue,
    group: Group,
    channel: ChannelFacts | None,
    context: Context,
    *,
    person: Person,
) -> Person | None:
    """The delegate they name now, or named before with this same answer."""
    work = context.work
    if wish.delegate_user_id:
        return checked_delegate(
            wish.delegate_user_id, wish.answer, dialogue, group, channel, person=person, work=work
        )
    if wish.delegate_user_id is not None or wish.answer is not RsvpAnswer.CANNOT:
        return None
    before = work.rsvps.by_person(context.reader.user_id, [dialogue.number]).get(dialogue.number)
    named = before.delegate_user_id if before is not None else None
    return work.people.get(named) if named is not None else None
