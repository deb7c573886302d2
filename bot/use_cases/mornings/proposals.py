"""Proposals that this person's organisation has not answered, shortly before they end."""

from collections.abc import Iterable
from datetime import date

from bot.domain import Decision, OrganisationKind, Owed, Person, Reader, zones
from bot.domain.decision import ANSWERS
from bot.domain.morning import MorningItem, Topic
from bot.domain.person import zone_of
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.mornings.look import LONGEST_LOOK, Foresight, Horizon, Look, Source
from bot.use_cases.mornings.schedule_messages import asked_until
from bot.use_cases.mornings.who_hears import WhoHears


def _find(look: Look) -> Iterable[MorningItem]:
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
        if ends and waits and not covered and _is_news(proposal, look):
            yield MorningItem(topic=Topic.PROPOSAL, subject=proposal)


def _is_news(proposal: Decision, look: Look) -> bool:
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


def _foresee(horizon: Horizon) -> Foresight:
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


PROPOSALS = Source(_find, (_foresee,))
