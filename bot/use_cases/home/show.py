"""One person's Home: their actions, dialogues and settings; a chair's desk; the secretariat's."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain import Act, ActionItem, Dialogue, Group, Person, Practice, may
from bot.domain.delivery import LATE_AFTER
from bot.domain.dialogue import RsvpAnswer
from bot.domain.digest import LOOKS_AHEAD
from bot.ports.ledgers.actions import ActionPage, ActionQuery, ActionView
from bot.ports.ledgers.personal import CalendarAddress
from bot.use_cases.context import Context
from bot.use_cases.dialogues.show import coming_dialogues
from bot.use_cases.digests.gather import MOST_COMING, count_unanswered
from bot.use_cases.mornings.own_actions import shared_actions
from bot.use_cases.terms import names_of_chairs
from bot.use_cases.undo.undo import Undoable, undoable_acts


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairDesk:
    """`overdue`: by the name of the organisation that promised it, None: none did; most first."""

    group: Group
    reviews: int
    unanswered: int
    overdue: tuple[tuple[str | None, int], ...]
    readable: bool
    """Whether its channel can be read; while it cannot, most of what a chair does must wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """`chairs` by group id; `unassigned`: names of people of no organisation, `unspoken`: names of
    organisations for which nobody speaks. `late_since`: when the message fell due that waits
    longest, where one does. `refused`: how many channels and people no message gets through to."""

    groups: tuple[Group, ...]
    chairs: Mapping[int, tuple[str, ...]]
    unreadable: frozenset[int]
    unassigned: tuple[str, ...]
    unspoken: tuple[str, ...]
    late_since: datetime | None
    refused: int


def desk_of(group: Group, context: Context) -> ChairDesk:
    """With the rights of the reader, who chairs it."""
    work = context.work
    query = ActionQuery(group_ids=[group.id], view=ActionView.OVERDUE, now=context.now)
    coming = work.dialogues.planned_between(
        context.reader, [group.id], context.now, context.now + LOOKS_AHEAD, limit=MOST_COMING
    )
    names = work.organisations.names()
    owners: Counter[str | None] = Counter()
    for (organisation_id, _), late in work.actions.count_by_owner(context.reader, query).items():
        owners[names.get(organisation_id or 0)] += late
    ranked = sorted(owners.items(), key=lambda one: (-one[1], one[0] is None, one[0] or ""))
    return ChairDesk(
        group=group,
        reviews=work.practices.count_awaiting_review(context.reader, [group.id]),
        unanswered=count_unanswered(coming, group, context),
        overdue=tuple(ranked),
        readable=group.channel_id in context.presence,
    )


def office_of(context: Context) -> Office:
    """For the secretariat alone."""
    work = context.work
    groups = work.groups.all()
    known = work.people.all()
    everyone = [p for p in known if p.active and not p.is_bot]
    spoken_for = {person.organisation.id for person in everyone if person.organisation}
    due = work.deliveries.oldest_due(context.now)
    return Office(
        groups=groups,
        chairs={group.id: names_of_chairs(group, context.now, work) for group in groups},
        unreadable=frozenset(g.id for g in groups if g.channel_id not in context.presence),
        unassigned=tuple(person.name for person in everyone if person.organisation is None),
        unspoken=tuple(o.name for o in work.organisations.all() if o.id not in spoken_for),
        late_since=due if due is not None and due < context.now - LATE_AFTER else None,
        refused=len(work.recipients.errors_of_blocked()),
    )


_JUST_DONE = timedelta(hours=1)
_MOST_SETTLED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Most:
    """How much of each is asked for; the rest is counted or said to be there."""

    actions: int
    done: int
    dialogues: int
    practices: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """As its reader may see it now. `groups`: all of the workspace, by id, for their names.

    `shared`: actions of their organisation for which no person is named; `done`: what they
    completed within the hour, which can be reopened; `undoable`: what they did within ten minutes.
    `dialogues` holds one more than `Most` says where there are more. `answers` by dialogue number;
    `answerable`: ids of groups.
    """

    person: Person
    now: datetime
    groups: Mapping[int, Group]
    deputies: dict[str, str]
    """The name of their deputy, by user id."""
    seats: tuple[Group, ...]
    actions: ActionPage
    shared: tuple[ActionItem, ...]
    done: tuple[ActionItem, ...]
    undoable: tuple[Undoable, ...]
    dialogues: tuple[Dialogue, ...]
    answers: Mapping[int, RsvpAnswer]
    answerable: frozenset[int]
    saved: tuple[Practice, ...]
    saved_in_all: int
    address: CalendarAddress | None
    desks: tuple[ChairDesk, ...]
    office: Office | None


def show_home(person: Person, context: Context, *, most: Most) -> Home:
    """`presence`: facts of the groups' channels by id; `context.reader` must be the person's own.
    The secretariat finds its own work first, not all that it may see."""
    work, now = context.work, context.now
    groups = {group.id: group for group in work.groups.all()}
    own = replace(context.reader, secretariat=False)
    mine = replace(context, reader=own)
    ids = tuple(groups)
    own_id = person.user_id
    query = ActionQuery(group_ids=ids, owner_user_id=own_id, now=now, limit=most.actions)
    seats = tuple(group for group in groups.values() if own.belongs_to(group.id))
    coming = coming_dialogues(seats, mine, most=most.dialogues + 1)
    saved, saved_in_all = work.practices.saved_by(own, limit=most.practices)
    deputy = work.people.get(person.deputy_user_id) if person.deputy_user_id else None
    return Home(
        person=person,
        deputies={deputy.user_id: deputy.name} if deputy else {},
        now=now,
        groups=groups,
        seats=seats,
        actions=work.actions.find_page(own, query),
        shared=shared_actions(person, own, work, now),
        done=_just_done(person, mine, tuple(groups))[: most.done],
        undoable=undoable_acts(mine)[: most.done],
        dialogues=coming.dialogues,
        answers=coming.answers,
        answerable=frozenset(g for g in groups if may(own, Act.ANSWER_DIALOGUE, g)),
        saved=saved,
        saved_in_all=saved_in_all,
        address=work.calendars.of_person(person.user_id),
        desks=tuple(desk_of(groups[g], mine) for g in own.chaired if g in groups),
        office=office_of(context) if context.reader.secretariat else None,
    )


def _just_done(
    person: Person, context: Context, group_ids: tuple[int, ...]
) -> tuple[ActionItem, ...]:
    """The last one first, so that a press in the wrong place can be taken back."""
    until = context.now + timedelta(microseconds=1)
    done_since = ActionQuery(group_ids=group_ids, view=ActionView.DONE, now=context.now)
    query = replace(done_since, settled=(until - _JUST_DONE, until), limit=_MOST_SETTLED)
    done = context.work.actions.first(context.reader, query)
    return tuple(action for action in done if action.settled_by == person.user_id)


def open_home(context: Context) -> None:
    """From now on it is kept true for a while; it is published at once, whatever it shows."""
    context.work.homes.note_opened(context.reader.user_id, context.now)
