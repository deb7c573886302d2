"""Shows one dialogue with all that a reader may know of it, or the next ones of some groups."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain import Act, Dialogue, Group, Person, Series, may
from bot.domain.dialogue import LONGEST_AHEAD, RsvpAnswer
from bot.domain.notifications import LocalStart, Turnout
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.checks import find_dialogue, may_cancel_afterwards, may_change
from bot.use_cases.dialogues.rules.invited import invited_organisations, local_starts, turnout_of
from bot.use_cases.dialogues.rules.series_links import next_of_series
from bot.use_cases.terms import chairs_at

_MOST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueInFull:
    """`people` by user id: chairs, those who answered, their delegates, and who scheduled it.
    `organisations`: names by id. `starts`: local times of those invited."""

    dialogue: Dialogue
    group: Group
    turnout: Turnout
    people: Mapping[str, Person]
    organisations: Mapping[int, str]
    chairs: tuple[str, ...]
    starts: tuple[LocalStart, ...]
    own: RsvpAnswer | None
    may_change: bool
    may_answer: bool
    may_cancel_afterwards: bool = False
    """It is over, and this reader may say that it did not take place."""
    series: Series | None = None
    coming_dates: tuple[Dialogue, ...] = ()
    """The next few of its series after this one, as far as the reader may see them."""


def show_dialogue(number: int, context: Context) -> DialogueInFull:
    """NotFound for what does not exist or is not theirs to see."""
    dialogue, group = find_dialogue(number, reader=context.reader, work=context.work)
    rsvps = context.work.rsvps.of_dialogue(number)
    chairs = chairs_at(group, dialogue.starts_at, context.work)
    named = {*chairs, dialogue.created_by, *(rsvp.user_id for rsvp in rsvps)}
    named |= {rsvp.delegate_user_id for rsvp in rsvps if rsvp.delegate_user_id}
    guests = invited_organisations(dialogue.audience, group, context)
    series = context.work.series.seen_by(context.reader, dialogue.series_id)
    coming_dates = next_of_series(dialogue, context.reader, work=context.work) if series else ()
    open_to_answers = not dialogue.cancelled and dialogue.ends_at > context.now
    return DialogueInFull(
        dialogue=dialogue,
        group=group,
        turnout=turnout_of(rsvps, guests, work=context.work),
        people=context.work.people.by_ids(named),
        organisations=context.work.organisations.names(),
        chairs=chairs,
        starts=local_starts(dialogue, guests, context.work.holidays),
        own=next((rsvp.answer for rsvp in rsvps if rsvp.user_id == context.reader.user_id), None),
        may_change=may_change(dialogue, reader=context.reader, now=context.now),
        may_answer=open_to_answers and may(context.reader, Act.ANSWER_DIALOGUE, group.id),
        may_cancel_afterwards=may_cancel_afterwards(
            dialogue, reader=context.reader, now=context.now
        ),
        series=series,
        coming_dates=coming_dates,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """`dialogues` soonest first; `answers` by dialogue number, `groups` by id."""

    dialogues: tuple[Dialogue, ...]
    answers: Mapping[int, RsvpAnswer]
    groups: Mapping[int, Group]


def coming_dialogues(groups: Iterable[Group], context: Context, *, most: int = _MOST) -> Coming:
    """Planned dialogues that are not over, of these groups, as far as the reader may see them."""
    by_id = {group.id: group for group in groups}
    found = context.work.dialogues.planned_between(
        context.reader, tuple(by_id), context.now, context.now + LONGEST_AHEAD, limit=most
    )
    rsvps = context.work.rsvps.by_person(context.reader.user_id, [d.number for d in found])
    answers = {number: rsvp.answer for number, rsvp in rsvps.items()}
    return Coming(dialogues=found, answers=answers, groups=by_id)
