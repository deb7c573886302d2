"""Dialogues of the days ahead that wait for this person's answer."""

from collections.abc import Iterable
from datetime import date, datetime

from bot.domain import zones
from bot.domain.audience import Audience
from bot.domain.delivery import Owed
from bot.domain.dialogue import Dialogue
from bot.domain.morning import MorningItem, Topic
from bot.domain.organisation import OrganisationKind
from bot.domain.person import Person, zone_of
from bot.domain.roles import Reader
from bot.domain.wording import listed
from bot.use_cases.mornings.look import LONGEST_LOOK, Foresight, Horizon, Look, Source
from bot.use_cases.mornings.schedule_messages import last_day_asked, named_since

_MOST, _MOST_FORESEEN = 500, 200


def _find(look: Look) -> Iterable[MorningItem]:
    """Those that ask them, soonest first, and those for which a colleague named them."""
    if look.person.organisation is None:
        return
    asked = _asked(look)
    found = {dialogue.number: dialogue for dialogue in (*asked, *_newly_named(look))}
    answered = look.work.rsvps.by_person(look.person.user_id, tuple(found))
    waiting = [dialogue for number, dialogue in found.items() if number not in answered]
    for dialogue in sorted(waiting, key=lambda d: (d.starts_at, d.number)):
        names = _who_named(look.person, dialogue, look)
        if names:
            yield MorningItem(topic=Topic.DELEGATED, subject=dialogue, said=names)
        elif dialogue in asked:
            yield MorningItem(topic=Topic.UNANSWERED, subject=dialogue)


def _asked(look: Look) -> list[Dialogue]:
    last = last_day_asked(look.today, look.person, look.work.holidays)
    until = zones.end_of_day(last, zone_of(look.person))
    everywhere = tuple(group.id for group in look.work.groups.all())
    now = look.context.now
    coming = look.work.dialogues.planned_between(look.reader, everywhere, now, until, limit=_MOST)
    return [dialogue for dialogue in coming if dialogue.starts_at > now]


def _newly_named(look: Look) -> Iterable[Dialogue]:
    """Those for which a colleague has named this person since the last morning."""
    since = named_since(look.today, look.person, look.work.holidays)
    for number, rsvp in look.work.rsvps.naming_delegates(since):
        if rsvp.delegate_user_id != look.person.user_id:
            continue
        dialogue = look.work.dialogues.get(look.reader, number)
        if dialogue and not dialogue.cancelled and dialogue.starts_at > look.context.now:
            yield dialogue


def _who_named(person: Person, dialogue: Dialogue, look: Look) -> str:
    """Names, "A and B"; empty for nobody."""
    users = [
        rsvp.user_id
        for rsvp in look.work.rsvps.of_dialogue(dialogue.number)
        if rsvp.delegate_user_id == person.user_id
    ]
    people = look.work.people.by_ids(users)
    return listed([people[user_id].name for user_id in users if user_id in people])


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
        last = last_day_asked(date.fromisoformat(owed.occurrence), person, work.holidays)
        until = zones.end_of_day(last, zone_of(person))
        return any(
            owed.due_at < dialogue.starts_at < until
            and (dialogue.number, person.user_id) not in answered
            and (
                dialogue.audience is not Audience.MEMBERS
                or person.standing is OrganisationKind.MEMBER
            )
            for dialogue in coming
        )

    return foresight


def _foresee_named(horizon: Horizon) -> Foresight:
    """Whether a colleague has named them to come instead since the morning before."""
    found = horizon.work.rsvps.naming_delegates(horizon.now - LONGEST_LOOK)
    named: dict[str, datetime] = {
        r.delegate_user_id: r.answered_at for _, r in found if r.delegate_user_id
    }

    def foresight(person: Person, owed: Owed) -> bool:
        if person.user_id not in named:
            return False
        day = date.fromisoformat(owed.occurrence)
        return named[person.user_id] >= named_since(day, person, horizon.work.holidays)

    return foresight


DIALOGUES = Source(_find, (_foresee_asked, _foresee_named))
