"""Answers an invitation, and names a colleague to come instead; confirms who was there."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.domain import Act, Audience, Dialogue, Group, MessageKind, NotValid, Person, Refusal
from bot.domain.delivery import SubjectType
from bot.domain.dialogue import Attendee, Noted, Rsvp, RsvpAnswer
from bot.domain.wording import at_name, spell_moment
from bot.languages import N_, _
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages import schedule_messages
from bot.use_cases.dialogues.messages.build import expected_at, noted_at
from bot.use_cases.dialogues.revise import refresh_invitations
from bot.use_cases.dialogues.rules.checks import cancelled_words, find_begun, find_dialogue
from bot.use_cases.identify import member_people
from bot.use_cases.mornings.plan import plan_mornings
from bot.use_cases.mornings.redraw import redraw_mornings
from bot.use_cases.refusals import demand_right


def checked_delegate(
    user_id: str,
    answer: RsvpAnswer,
    dialogue: Dialogue,
    group: Group,
    context: Context,
    *,
    person: Person,
) -> Person:
    """The delegate of `person`; NotValid, with the field "delegate_user_id", says why not."""
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
    delegate = context.work.people.get(user_id)
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
    if dialogue.audience is Audience.NETWORK:
        return delegate
    channel = context.presence.get(group.channel_id)
    if channel is None:
        raise _refuse_delegate(
            _("I can't tell now who is in {group}. Please try again in a minute.", group=group.name)
        )
    members_only = dialogue.audience is Audience.MEMBERS
    entitled = member_people(group, work=context.work) if members_only else channel.members
    if user_id not in channel.members & entitled:
        told = {"reference": dialogue.reference, "group": group.name, "name": name}
        if members_only:
            words = _("{reference} is for members in {group}, and {name} is not one.", **told)
        else:
            words = _("{reference} is for those in {group}, and {name} is not one.", **told)
        raise _refuse_delegate(words)
    return delegate


def _refuse_delegate(words: str) -> NotValid:
    return NotValid(words, field="delegate_user_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDialogue:
    """`delegate_user_id`: who comes in one's place, beside a "Can't" only. None leaves whoever was
    named before, "" names nobody any more."""

    number: int
    answer: RsvpAnswer
    delegate_user_id: str | None = None


@dataclass(frozen=True, slots=True)
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
    person who changes their mind twice still gets it, once. `context.presence` is needed to name a
    delegate.
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
    delegate = _find_delegate(wish, dialogue, group, context, person=person)
    rsvp = Rsvp(
        user_id=context.reader.user_id,
        answer=wish.answer,
        organisation_id=person.organisation.id if person.organisation else None,
        answered_at=context.now,
        delegate_user_id=delegate.user_id if delegate else None,
    )
    coming = wish.answer in schedule_messages.COMING
    own = context.reader.user_id
    starting = schedule_messages.owed_starting(dialogue, own, context.now) if coming else ()
    if context.work.rsvps.keep_answer(dialogue.number, rsvp):
        context.record("answered", dialogue, wish.answer.value)
        refresh_invitations(dialogue, work=context.work)
        redraw_mornings(dialogue.reference, context, recipient=own)
        context.work.deliveries.owe(starting, context.now)
        if delegate is not None:
            # They find it in their next morning message; nothing else comes unasked.
            plan_mornings(context, user_ids=[delegate.user_id])
    return Answered(dialogue, group, wish.answer, reminded=bool(starting), delegate=delegate)


def _find_delegate(
    wish: AnswerDialogue, dialogue: Dialogue, group: Group, context: Context, *, person: Person
) -> Person | None:
    """The delegate they name now, or named before with this same answer."""
    work = context.work
    if wish.delegate_user_id:
        asked = wish.delegate_user_id, wish.answer, dialogue, group, context
        return checked_delegate(*asked, person=person)
    if wish.delegate_user_id is not None or wish.answer is not RsvpAnswer.CANNOT:
        return None
    before = work.rsvps.by_person(context.reader.user_id, [dialogue.number]).get(dialogue.number)
    named = before.delegate_user_id if before is not None else None
    return work.people.get(named) if named is not None else None


MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """The dialogue as it is kept, and who was there."""

    dialogue: Dialogue
    noted: Noted


def confirm_attendance(number: int, user_ids: Collection[str] | None, context: Context) -> Attended:
    """Replaces what was confirmed before, so that a slip can be mended. From the start on. The
    question to every other chair then says so, too. `user_ids` None: those who were expected, as
    they are known now, and the chair who says so, who was there to see them."""
    cancelled = N_("Nobody was there.")
    ahead = N_("{reference} begins on {starts}. Who was there is noted after it.")
    act = Act.CONFIRM_ATTENDANCE
    dialogue, group = find_begun(number, act, context, cancelled=cancelled, ahead=ahead)
    if user_ids is None:
        user_ids = [expected.user_id for expected in expected_at(dialogue, context.work)]
        chair = context.reader.user_id
        if group.id in context.reader.chaired:
            said = context.work.rsvps.by_person(chair, [number]).get(number)
            if said is None or said.answer is not RsvpAnswer.CANNOT:
                user_ids = dict.fromkeys([*user_ids, chair])
    people = context.work.people.by_ids(user_ids)
    strangers = [u for u in user_ids if u not in people or people[u].is_bot]
    if strangers or len(user_ids) > MOST:
        raise NotValid("Please choose people of the network.", field="people")
    bodies = {p.user_id: p.organisation.id if p.organisation else None for p in people.values()}
    attendees = [Attendee(user_id=u, organisation_id=body) for u, body in bodies.items()]
    context.work.attendance.note_attendees(dialogue.number, attendees)
    after = replace(dialogue, attendance_confirmed_at=context.now)
    context.work.dialogues.change(after)
    context.record("confirmed attendance", dialogue, str(len(attendees)))
    context.work.deliveries.mark_stale(
        SubjectType.DIALOGUE, dialogue.reference, [MessageKind.CLOSING, MessageKind.ATTENDANCE]
    )
    return Attended(dialogue=after, noted=noted_at(after, context.work))
