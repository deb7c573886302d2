"""Confirms who was at a dialogue."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.domain import Act, Dialogue, Group, MessageKind, NotValid, Refusal
from bot.domain.delivery import SubjectType
from bot.domain.dialogue import Attendee, Noted, RsvpAnswer
from bot.domain.wording import spell_moment
from bot.languages import _
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages.day_of import expected_at, noted_at
from bot.use_cases.dialogues.rules.checks import cancelled_words, find_dialogue
from bot.use_cases.refusals import demand_right

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmAttendance:
    """`user_ids` None: those who were expected, as they are known now, and the chair who says so,
    who was there to see them."""

    number: int
    user_ids: Collection[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """The dialogue as it is kept, and who was there."""

    dialogue: Dialogue
    group: Group
    noted: Noted


def confirm_attendance(wish: ConfirmAttendance, context: Context) -> Attended:
    """Replaces what was confirmed before, so that a slip can be mended. From the start on. The
    question to every other chair then says so, too."""
    dialogue, group = find_dialogue(wish.number, reader=context.reader, work=context.work)
    demand_right(context, Act.CONFIRM_ATTENDANCE, group)
    if dialogue.cancelled:
        raise Refusal(" ".join((cancelled_words(dialogue), _("Nobody was there."))))
    if dialogue.starts_at > context.now:
        raise Refusal(
            "{reference} begins on {starts}. Who was there is noted after it.",
            reference=dialogue.reference,
            starts=spell_moment(dialogue.starts_at, dialogue.zone),
        )
    user_ids = wish.user_ids
    if user_ids is None:
        user_ids = [expected.user_id for expected in expected_at(dialogue, context.work)]
        chair, number = context.reader.user_id, dialogue.number
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
    return Attended(dialogue=after, group=group, noted=noted_at(after, context.work))
