"""Dialogues of the days ahead that wait for this person's answer."""

from collections.abc import Collection, Iterable
from datetime import date

from bot.domain import Audience, Dialogue, OrganisationKind, Owed, Person, Reader
from bot.domain.delivery import State
from bot.domain.dialogue import Rsvp
from bot.domain.message_kind import ASKING
from bot.domain.morning import ASKED, LastTold, MorningItem, Topic
from bot.domain.person import zone_of
from bot.domain.wording import listed
from bot.domain.zones import to_wall
from bot.use_cases.identify import who_runs
from bot.use_cases.mornings.look import LONGEST_LOOK, Foresight, Horizon, Look, Source
from bot.use_cases.mornings.schedule_messages import asked_until, last_day_asked

_MOST, _MOST_FORESEEN = 500, 200


def _find_dialogues(look: Look) -> Iterable[MorningItem]:
    """Those that ask them, soonest first, and those for which a colleague named them.

    Each once when it is near enough, once when they are named, and again when it has changed.
    """
    if look.person.organisation is None:
        return
    asked = _asked(look)
    found = {dialogue.number: dialogue for dialogue in asked}
    found |= {dialogue.number: dialogue for dialogue in _newly_named(look, besides=found)}
    answered = look.work.rsvps.by_person(look.person.user_id, tuple(found))
    waiting = [dialogue for number, dialogue in found.items() if number not in answered]
    for dialogue in sorted(waiting, key=lambda d: (d.starts_at, d.number)):
        named = look.naming.get(dialogue.number, ())
        last = _last_told(dialogue, look)
        if last and not _is_news(dialogue, last, named, asked=dialogue in asked, look=look):
            continue
        names = named_by(dialogue, look)
        topic = Topic.DELEGATED if names else Topic.UNANSWERED
        yield MorningItem(topic=topic, subject=dialogue, said=names)


def named_by(dialogue: Dialogue, look: Look) -> str:
    """Who has named this person to come instead, "A and B"; "" for nobody."""
    named = look.naming.get(dialogue.number, ())
    people = look.work.people.by_ids([rsvp.user_id for rsvp in named])
    return listed([people[r.user_id].name for r in named if r.user_id in people])


def _is_news(
    dialogue: Dialogue, last: LastTold, named: Iterable[Rsvp], *, asked: bool, look: Look
) -> bool:
    """Whether they were named or it changed since, or it was further away then."""
    if any(rsvp.answered_at > last.at for rsvp in named):
        return True
    if not asked:
        return False
    if dialogue.changed_at and dialogue.changed_at > last.at:
        return True
    near = last_day_asked(last.day, look.person, look.work.holidays)
    return to_wall(dialogue.starts_at, zone_of(look.person)).date() > near


def _last_told(dialogue: Dialogue, look: Look) -> LastTold | None:
    """By a morning, or by direct message: an invitation, a reminder or the notice of a move."""
    last = look.last_told(dialogue.reference, *ASKED)
    said = [
        row.settled_at
        for row in look.heard
        if row.subject_id == dialogue.reference and row.kind in ASKING and row.state is State.SENT
    ]
    at = max((at for at in said if at), default=None)
    if at is None or (last is not None and last.at > at):
        return last
    return LastTold(to_wall(at, zone_of(look.person)).date(), at)


def _asked(look: Look) -> list[Dialogue]:
    until = asked_until(look.today, look.person, look.work.holidays)
    everywhere = tuple(group.id for group in look.work.groups.all())
    now = look.context.now
    coming = look.work.dialogues.planned_between(look.reader, everywhere, now, until, limit=_MOST)
    own = look.person.user_id
    return [d for d in coming if d.starts_at > now and own not in who_runs(d, work=look.work)]


def _newly_named(look: Look, *, besides: Collection[int]) -> list[Dialogue]:
    """Those for which a colleague has named this person not long ago."""
    since = look.context.now - LONGEST_LOOK
    new = (n for n, named in look.naming.items() if named[-1].answered_at >= since)
    found = (look.work.dialogues.get(look.reader, n) for n in new if n not in besides)
    return [d for d in found if d and not d.cancelled and d.starts_at > look.context.now]


def _foresee_asked(horizon: Horizon) -> Foresight:
    """Only people of the roster are asked for answers."""
    work = horizon.work
    coming = work.dialogues.planned_between(
        Reader.system(),
        tuple(group.id for group in work.groups.all()),
        horizon.now,
        horizon.now + horizon.length + LONGEST_LOOK,
        limit=_MOST_FORESEEN,
    )
    answered = work.rsvps.who_answered([d.number for d in coming], horizon.user_ids)

    def foresight(person: Person, owed: Owed) -> bool:
        if person.organisation is None:
            return False
        until = asked_until(date.fromisoformat(owed.occurrence), person, work.holidays)
        return any(
            owed.due_at < dialogue.starts_at < until
            and (dialogue.number, person.user_id) not in answered
            and person.user_id not in who_runs(dialogue, work=work)
            and (
                dialogue.audience is not Audience.MEMBERS
                or person.standing is OrganisationKind.MEMBER
            )
            for dialogue in coming
        )

    return foresight


def _foresee_named(horizon: Horizon) -> Foresight:
    """Whether a colleague has named them to come instead, not long ago."""
    found = horizon.work.rsvps.naming_delegates(horizon.now - LONGEST_LOOK - horizon.length)
    named = {rsvp.delegate_user_id for _, rsvp in found}
    return lambda person, _: person.user_id in named


DIALOGUES = Source(_find_dialogues, (_foresee_asked, _foresee_named))
