"""Brings the roster in line with what a file says, in few statements however many people it has."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from bot.domain import Organisation, Person, Reader
from bot.ports.ledgers.actions import ActionQuery
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.actions.pass_on import leave_behind
from bot.use_cases.context import Context
from bot.use_cases.roster.cover import deputy_goes, store_covers
from bot.use_cases.roster.entries import Match, Matching, OrganisationEntry, PersonEntry, Problems
from bot.use_cases.roster.import_report import Move, RosterReport
from bot.use_cases.roster.organisations import subject_of
from bot.use_cases.terms import end_where_not_member

WHO = "roster file"
"""The journal's name for an import: it comes from the command line, not from a person."""
NOTHING: Mapping[str, str] = MappingProxyType({})

Named = Mapping[str, tuple[PersonEntry, Organisation]]
"""What the file says of each user id, and for which organisation."""


def import_entries(
    entries: Iterable[OrganisationEntry],
    *,
    work: UnitOfWork,
    now: datetime,
    renames: Mapping[str, str] = NOTHING,
    remove: bool = False,
    names: Mapping[str, str] = NOTHING,
) -> RosterReport:
    """Add and change what differs; importing the same again changes nothing.

    `renames`: new names of organisations by old ones. `remove`: whoever the file does not name
    belongs to no organisation any more. `names`: of user ids, for the report. RosterFileWrong where
    an organisation may be one that is on the roster under another name.
    """
    problems, stood = Problems(), work.organisations.all()
    before = {person.user_id: person for person in work.people.all()}
    matches = Matching(stood, before.values(), renames, problems).match(tuple(entries))
    problems.demand_none()
    organisations = _keep_organisations(matches, work, now)
    named = {p.user_id: (p, organisations[m.wanted.name]) for m in matches for p in m.entry.people}
    was = {user_id: person.organisation for user_id, person in before.items()}
    now_of = ((user_id, was.get(user_id), body) for user_id, (_, body) in named.items())
    moves = [Move(*one) for one in now_of if _id_of(one[1]) != one[2].id]
    absent = [Move(u, body, None) for u, body in was.items() if body and u not in named]
    made = [*moves, *(absent if remove else ())]
    covered = {u for u, (entry, _) in named.items() if entry.deputy is not None}
    left_behind = _move_people(made, covered, work, now)
    appointed = _import_secretariat(named, before, work, now)
    deputies_changed = _import_deputies(named, before, work, now)
    # Of those who chair now or will: nobody else has a term to end.
    chairs = {term.user_id for g in work.groups.all() for term in work.roles.of_group(g.id).terms}
    context = Context.system(work, now)
    claimed = {match.known.id for match in matches if match.known}
    return RosterReport(
        added=tuple(organisations[m.wanted.name] for m in matches if m.known is None),
        corrected=tuple((m.known, m.wanted) for m in matches if m.known and m.known != m.wanted),
        organisations_unchanged=sum(m.known == m.wanted for m in matches),
        moves=tuple(made),
        people_unchanged=len({*named} - {move.user_id for move in moves} - {*appointed}),
        absent=() if remove else tuple(absent),
        absent_organisations=tuple(o for o in stood if o.id not in claimed),
        secretariat_added=tuple(u for u, is_named in appointed.items() if is_named),
        secretariat_removed=tuple(u for u, is_named in appointed.items() if not is_named),
        secretariat_kept=tuple(
            m.user_id for m in made if m.now is None and before[m.user_id].secretariat
        ),
        deputies_changed=deputies_changed,
        ended=end_where_not_member(chairs.intersection([*before, *named]), context),
        left_behind=left_behind,
        names={user_id: person.name for user_id, person in before.items()} | dict(names),
    )


def _id_of(organisation: Organisation | None) -> int | None:
    return organisation.id if organisation else None


def _keep_organisations(
    matches: Collection[Match], work: UnitOfWork, now: datetime
) -> Mapping[str, Organisation]:
    """All of the roster by name, as they are now."""
    news = [match for match in matches if match.known != match.wanted]
    kept = work.organisations.keep_all([match.wanted for match in news])
    added, corrected = {}, {}
    for match, organisation in zip(news, kept, strict=True):
        if match.known is None:
            added[subject_of(organisation)] = organisation.name
        else:
            corrected[subject_of(organisation)] = f"{match.known} became {organisation}"
    work.journal.record_each(WHO, "added an organisation", added, now)
    work.journal.record_each(WHO, "corrected an organisation", corrected, now)
    return {organisation.name: organisation for organisation in work.organisations.all()}


def _move_people(
    moves: Sequence[Move], covered: Collection[str], work: UnitOfWork, now: datetime
) -> int:
    """How many open actions stay behind; only who owns one is looked at singly."""
    work.people.assign_all({move.user_id: _id_of(move.now) for move in moves})
    assigned = {move.user_id: move.now.name for move in moves if move.now}
    work.journal.record_each(WHO, "assigned to an organisation", assigned, now)
    gone = {move.user_id: move.was.name for move in moves if move.was and not move.now}
    work.journal.record_each(WHO, "took out of an organisation", gone, now)
    leaving = {move.user_id: move.was for move in moves if move.was}
    if not leaving:
        return 0
    deputy_goes(*leaving, work=work, now=now, but=covered)
    owned = work.actions.count_each_by_owner(
        Reader.system(), [ActionQuery(group_ids=[group.id for group in work.groups.all()], now=now)]
    )
    left = 0
    for user_id in sorted(leaving.keys() & {owner for _, owner in owned}):
        secretariat, was = work.people.secretariat_ids(), leaving[user_id]
        left += leave_behind(user_id, was, Context.system(work, now), secretariat=secretariat)
    return left


def _import_secretariat(
    named: Named, before: Mapping[str, Person], work: UnitOfWork, now: datetime
) -> dict[str, bool]:
    """Whose part in the secretariat begins (True) or ends."""
    appointed: dict[str, bool] = {}
    for user_id, (entry, _) in named.items():
        was = user_id in before and before[user_id].secretariat
        if entry.secretariat is not None and entry.secretariat != was:
            appointed[user_id] = entry.secretariat
            work.people.appoint_secretariat(user_id, appointed=entry.secretariat)
            did = "named to the secretariat" if entry.secretariat else "took out of the secretariat"
            work.journal.record(WHO, did, user_id, now)
    return appointed


def _import_deputies(
    named: Named, before: Mapping[str, Person], work: UnitOfWork, now: datetime
) -> tuple[str, ...]:
    """After all are where they belong."""
    covers = {
        user_id: (entry.deputy or None, before[user_id].absences if user_id in before else ())
        for user_id, (entry, _) in named.items()
        if entry.deputy is not None
    }
    return store_covers(covers, WHO, work=work, now=now)
