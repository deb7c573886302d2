"""Answers an invitation: Going, Maybe or Can't."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.dialogue import Answer, Dialogue, Rsvp
from bot.domain.errors import Refusal
from bot.domain.group import Group
from bot.domain.person import Person
from bot.domain.roles import Act, Reader
from bot.domain.wording import spell_moment
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.dialogues import owing
from bot.use_cases.dialogues.checking import cancelled_words, find
from bot.use_cases.dialogues.revising import refresh
from bot.use_cases.refusing import demand


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDialogue:
    number: int
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """`reminded`: they will be told privately ten minutes before the start."""

    dialogue: Dialogue
    group: Group
    answer: Answer
    reminded: bool


def answer(
    wish: AnswerDialogue,
    *,
    person: Person,
    reader: Reader,
    work: UnitOfWork,
    now: datetime,
) -> Answered:
    """The last answer counts; the same one again changes nothing and is answered alike.

    The private reminder stays owed after a "Can't": before it is sent it looks at the answer, so
    that one who changes their mind twice still gets it, once.
    """
    dialogue, group = find(wish.number, reader=reader, work=work)
    demand(reader, Act.ANSWER_DIALOGUE, group, work=work, now=now)
    if dialogue.cancelled:
        raise Refusal(f"{cancelled_words(dialogue)} There is nothing to answer.")
    if dialogue.ends_at <= now:
        began = spell_moment(dialogue.starts_at, dialogue.zone)
        raise Refusal(f"{dialogue.reference} is over: it began on {began}.")
    rsvp = Rsvp(
        user_id=reader.user_id,
        answer=wish.answer,
        organisation_id=person.organisation.id if person.organisation else None,
        answered_at=now,
    )
    coming = wish.answer in owing.COMING
    starting = owing.starting(dialogue, reader.user_id, now) if coming else ()
    if work.rsvps.answer(dialogue.number, rsvp):
        work.journal.record(reader.user_id, "answered", dialogue.reference, now, wish.answer.value)
        refresh(dialogue, work=work)
        work.deliveries.owe(starting, now)
    return Answered(dialogue=dialogue, group=group, answer=wish.answer, reminded=bool(starting))
