"""A person's deputy and absences: kept, and ended."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain import Group, NotValid, Owed, Person, Refusal, zones
from bot.domain.delivery import SubjectType
from bot.domain.person import Absence, PersonFacts, zone_of
from bot.domain.wording import at_name, listed, spell_day
from bot.languages import ENGLISH, N_, _, _p, speaking
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.mornings.plan import plan_mornings
from bot.use_cases.roster.notifications import deputy_notices, members_of
from bot.use_cases.roster.rules import demand_secretariat
from bot.use_cases.terms import chairs_at

MOST_ABSENCES = 10
_LONGEST = timedelta(days=366)
Cover = tuple[str | None, tuple[Absence, ...]]
"""A deputy's user id and the absences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepCover:
    """The new whole of it. `user_id`: whose; another's than one's own is the secretariat's."""

    user_id: str
    deputy_user_id: str | None = None
    absences: tuple[Absence, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverKept:
    """`changed` False: it was so before."""

    person: Person
    deputy: Person | None
    changed: bool


def keep_cover(wish: KeepCover, context: Context, *, facts: Mapping[str, PersonFacts]) -> CoverKept:
    """Keep deputy and absences; NotValid names the field. `facts`: of the deputy."""
    work = context.work
    person = find_officer(wish.user_id, context)
    if wish.deputy_user_id is not None and wish.deputy_user_id != person.deputy_user_id:
        _check_deputy(wish.deputy_user_id, person, facts, work)
    today = zones.to_wall(context.now, zone_of(person)).date()
    absences = tuple(a for a in sorted(set(wish.absences)) if a.last >= today)
    _check_absences(wish.absences, person, today)
    cover, by = {person.user_id: (wish.deputy_user_id, absences)}, context.reader.user_id
    changed = store_covers(cover, by, work=work, now=context.now)
    deputy = work.people.get(wish.deputy_user_id) if wish.deputy_user_id else None
    return CoverKept(work.people.get(person.user_id) or person, deputy, changed=bool(changed))


def find_officer(user_id: str, context: Context) -> Person:
    """Whose deputy and absences the reader may change: their own, or the secretariat anybody's."""
    if user_id != context.reader.user_id:
        demand_secretariat(N_("change the deputies and absences of others"), context)
    person = context.work.people.get(user_id)
    if person is None:
        raise Refusal("I don't know this person yet. Please try again in a minute.")
    return person


def store_covers(
    covers: Mapping[str, Cover], by: str, *, work: UnitOfWork, now: datetime
) -> tuple[str, ...]:
    """Keep what was checked; new deputies are told, and mornings are planned as it is now. The user
    ids of those whose deputy or absences were others before."""
    deputies = [deputy for deputy, _ in covers.values() if deputy]
    people = work.people.by_ids(list({*covers, *deputies}))
    before = {u: (people[u].deputy_user_id, people[u].absences) for u in covers if u in people}
    news = {user_id: covers[user_id] for user_id in before if covers[user_id] != before[user_id]}
    if not news:
        return ()
    work.people.keep_covers(news, now)
    with speaking(ENGLISH):
        details = {
            u: f"deputy {d or 'nobody'}, away {absence_words(a)}" for u, (d, a) in news.items()
        }
    work.journal.record_each(by, "changed a deputy or absences", details, now)
    new = {user_id: deputy for user_id, (deputy, _) in news.items() if deputy in people}
    told = [
        notice
        for user_id, deputy in new.items()
        if deputy and deputy not in (before[user_id][0], by)
        for notice in deputy_notices(people[deputy], people[user_id], deputy, work=work, now=now)
    ]
    work.deliveries.owe(told, now)
    concerned = {*news, *(covers[u][0] for u in news), *(before[u][0] for u in news)}
    _plan_anew(concerned, work=work, now=now)
    return tuple(news)


def absence_words(absences: Collection[Absence]) -> str:
    """ "Monday 4 January 2027 to Friday 8 January 2027, and Monday …", or "never"."""
    spans = [
        spell_day(a.first)
        if a.first == a.last
        else _p("absence", "{first} to {last}", first=spell_day(a.first), last=spell_day(a.last))
        for a in absences
    ]
    return listed(spans) or _p("absence", "never")


def _check_deputy(
    user_id: str, person: Person, facts: Mapping[str, PersonFacts], work: UnitOfWork
) -> None:
    deputy = work.people.get(user_id)
    known = facts.get(user_id) or (deputy.facts if deputy else None)
    name = at_name(known.name if known else user_id)
    why = ""
    if user_id == person.user_id:
        why = _("A deputy is somebody else.")
    elif known is not None and known.is_bot:
        why = _("{person} is an app.", person=name)
    elif known is None or not known.active:
        why = _("{person} has left this workspace.", person=name)
    elif person.organisation is None:
        why = _(
            "{person} speaks for no organisation yet, so they have no colleague.",
            person=at_name(person.name),
        )
    elif deputy is None or deputy.organisation != person.organisation:
        why = _(
            "{person} does not speak for {organisation}.",
            person=name,
            organisation=person.organisation.name,
        )
    if why:
        please = _("Please choose a person of the same organisation.")
        raise NotValid(f"{why} {please}", field="deputy_user_id")


def _check_absences(absences: Collection[Absence], person: Person, today: date) -> None:
    for absence in absences:
        if absence.last < absence.first:
            raise NotValid("The last day is before the first one.", field="last")
        if absence.last - absence.first > _LONGEST:
            raise NotValid("Please give at most a year at a time.", field="last")
    added = set(absences) - set(person.absences)
    if any(absence.last < today for absence in added):
        raise NotValid("That time is over. Please choose days that are ahead.", field="last")
    if len(absences) > MOST_ABSENCES:
        words = _("I keep at most {number} absences. Please drop one.", number=MOST_ABSENCES)
        raise NotValid(words, field="keep")


def deputy_goes(*user_ids: str, work: UnitOfWork, now: datetime, but: Collection[str] = ()) -> None:
    """They left the workspace, or speak for another organisation: they are no deputies now. Each
    officer whose deputy they were is told. Their own deputies go too. `but`: officers whose
    deputies are named at the same time."""
    gone = {*user_ids}
    covers: dict[str, Cover] = {}
    told: list[Owed] = []
    for officer in work.people.with_cover():
        deputy_id = officer.deputy_user_id
        mine = officer.user_id in gone and deputy_id is not None
        if officer.user_id in but or not (mine or deputy_id in gone):
            continue
        covers[officer.user_id] = (None, officer.absences)
        if deputy_id and not mine:
            told += deputy_notices(officer, officer, deputy_id, work=work, now=now)
    store_covers(covers, "convenor", work=work, now=now)
    work.deliveries.owe(told, now)


def deputy_leaves_channel(user_id: str, group: Group, *, work: UnitOfWork, now: datetime) -> None:
    """They hear of nothing in this group any more: told to those whose deputy they are."""
    for officer in work.people.with_cover():
        if officer.deputy_user_id != user_id or officer.user_id not in members_of(group, work):
            continue
        kept = officer.user_id, officer.deputy_user_id, officer.absences
        work.people.keep_cover(*kept, now)  # the chairs are told of what nobody hears from now on
        notices = deputy_notices(officer, officer, user_id, work=work, now=now, group=group)
        work.deliveries.owe(notices, now)
        _plan_anew([officer.user_id], work=work, now=now)


def _plan_anew(user_ids: Iterable[str | None], *, work: UnitOfWork, now: datetime) -> None:
    """The mornings of all who may hear of these people's actions now, or did until now."""
    chairs = {chair for group in work.groups.all() for chair in chairs_at(group, now, work)}
    concerned = [*filter(None, user_ids)]
    work.deliveries.take_back(SubjectType.MORNING, *concerned, now=now)
    plan_mornings(Context.system(work, now), user_ids=[*concerned, *chairs])
