"""Dialogues and proposals of the days ahead that wait for this person's answer."""

from collections.abc import Collection, Iterable
from datetime import date

from bot.domain import Audience, Decision, Dialogue, OrganisationKind, Owed, Person, Reader, zones
from bot.domain.decision import ANSWERS
from bot.domain.delivery import State
from bot.domain.dialogue import Rsvp
from bot.domain.message_kind import ASKING
from bot.domain.morning import ASKED, LastTold, MorningItem, Topic
from bot.domain.person import zone_of
from bot.domain.wording import listed
from bot.domain.zones import to_wall
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.identify import who_runs
from bot.use_cases.mornings.look import LONGEST_LOOK, Foresight, Horizon, Look, Source
from bot.use_cases.mornings.schedule_messages import asked_until, last_day_asked
from bot.use_cases.mornings.who_hears import WhoHears

_MOST, _MOST_FORESEEN = 500, 200


def _find_dialogues(look: Look) -> Iterable[MorningItem]:
    """Those that ask them, soonest first, and those for which a colleague named them. Each once
    when it is near enough, once when they are named, and again when it has changed."""
    if look.person.organisation is None:
        return
    now, own = look.context.now, look.person.user_id
    until = asked_until(look.today, look.person, look.work.holidays)
    everywhere = tuple(group.id for group in look.work.groups.all())
    coming = look.work.dialogues.planned_between(look.reader, everywhere, now, until, limit=_MOST)
    asked = [d for d in coming if d.starts_at > now and own not in who_runs(d, work=look.work)]
    found = {dialogue.number: dialogue for dialogue in asked}
    found |= {dialogue.number: dialogue for dialogue in _newly_named(look, besides=found)}
    answered = look.work.rsvps.by_person(own, tuple(found))
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
    users = [rsvp.user_id for rsvp in look.naming.get(dialogue.number, ())]
    names = look.work.people.names(users)
    return listed([names[user] for user in users if user in names])


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
    mine = [row for row in look.heard if row.subject_id == dialogue.reference]
    said = [row.settled_at for row in mine if row.kind in ASKING and row.state is State.SENT]
    at = max((at for at in said if at), default=None)
    if at is None or (last is not None and last.at > at):
        return last
    return LastTold(to_wall(at, zone_of(look.person)).date(), at)


def _newly_named(look: Look, *, besides: Collection[int]) -> list[Dialogue]:
    """Those for which a colleague has named this person not long ago."""
    since = look.context.now - LONGEST_LOOK
    new = (n for n, named in look.naming.items() if named[-1].answered_at >= since)
    found = (look.work.dialogues.get(look.reader, n) for n in new if n not in besides)
    return [d for d in found if d and not d.cancelled and d.starts_at > look.context.now]


def _foresee_asked(horizon: Horizon) -> Foresight:
    """Only people of the roster are asked for answers."""
    work = horizon.work
    everywhere = tuple(group.id for group in work.groups.all())
    now, until, most = horizon.now, horizon.now + horizon.length + LONGEST_LOOK, _MOST_FORESEEN
    coming = work.dialogues.planned_between(Reader.system(), everywhere, now, until, limit=most)
    answered = work.rsvps.who_answered([d.number for d in coming], horizon.user_ids)

    def foresight(person: Person, owed: Owed) -> bool:
        if person.organisation is None:
            return False
        until = asked_until(date.fromisoformat(owed.occurrence), person, work.holidays)
        member = person.standing is OrganisationKind.MEMBER
        return any(
            owed.due_at < dialogue.starts_at < until
            and (dialogue.number, person.user_id) not in answered
            and person.user_id not in who_runs(dialogue, work=work)
            and (member or dialogue.audience is not Audience.MEMBERS)
            for dialogue in coming
        )

    return foresight


def _foresee_named(horizon: Horizon) -> Foresight:
    """Whether a colleague has named them to come instead, not long ago."""
    found = horizon.work.rsvps.naming_delegates(horizon.now - LONGEST_LOOK - horizon.length)
    named = {rsvp.delegate_user_id for _, rsvp in found}
    return lambda person, _: person.user_id in named


DIALOGUES = Source(_find_dialogues, (_foresee_asked, _foresee_named))


def _find_proposals(look: Look) -> Iterable[MorningItem]:
    """As with dialogues those of the two days ahead, the first to end first, for people of member
    organisations in the group; not for who is away while their deputy finds it."""
    person, reader = look.person, look.reader
    until = asked_until(look.today, person, look.work.holidays)
    if person.standing is not OrganisationKind.MEMBER or person.organisation is None:
        return
    who = WhoHears(look.work, look.context.now)
    hearer = who.hearer(person)
    for proposal in look.work.decisions.proposed(reader, reader.member_seats, until):
        ends = proposal.closes_at is not None and proposal.closes_at > look.context.now
        waits = person.organisation.id not in answered_by(proposal, look.work)
        covered = hearer != person and who.hears_of(hearer, proposal)
        if ends and waits and not covered and _proposal_is_news(proposal, look):
            yield MorningItem(topic=Topic.PROPOSAL, subject=proposal)


def _proposal_is_news(proposal: Decision, look: Look) -> bool:
    """Once when its end is near, and once on its last day."""
    last = look.last_told(proposal.reference, Topic.PROPOSAL)
    if last is None or proposal.closes_at is None:
        return True
    if proposal.closes_at > asked_until(last.day, look.person, look.work.holidays):
        return True
    return last.day < zones.to_wall(proposal.closes_at, zone_of(look.person)).date() <= look.today


def answered_by(proposal: Decision, work: UnitOfWork) -> frozenset[int]:
    """Who needs time has not answered yet."""
    given = work.decisions.answers_to(proposal)
    return frozenset(one.organisation_id for one in given if one.stance in ANSWERS)


def _foresee_proposals(horizon: Horizon) -> Foresight:
    work, until = horizon.work, horizon.now + horizon.length + LONGEST_LOOK
    everywhere = tuple(group.id for group in work.groups.all())
    coming = work.decisions.proposed(Reader.system(), everywhere, until)
    answered = {proposal.number: answered_by(proposal, work) for proposal in coming}

    def foresight(person: Person, owed: Owed) -> bool:
        if person.standing is not OrganisationKind.MEMBER or person.organisation is None:
            return False
        until = asked_until(date.fromisoformat(owed.occurrence), person, work.holidays)
        return any(
            proposal.closes_at is not None
            and owed.due_at < proposal.closes_at <= until
            and person.organisation.id not in answered[proposal.number]
            for proposal in coming
        )

    return foresight


PROPOSALS = Source(_find_proposals, (_foresee_proposals,))
