"""Shows actions: a page of a list, or one with its history. Nothing is written."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain import ActionItem, Dialogue, Group, Person
from bot.domain.person import zone_of
from bot.domain.search_query import SearchQuery
from bot.domain.wording import at_name
from bot.languages import _
from bot.ports.ledgers.actions import ActionPage, ActionQuery, ActionView
from bot.ports.ledgers.books import Event
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.actions.rules import Rights, find_action, rights_over
from bot.use_cases.context import Context

PAGE = 10
UNOWNED = 0
"""The id of no organisation, for what nobody owns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFilter:
    """Which actions a list shows; at most one owner is given, an organisation or `UNOWNED`."""

    view: ActionView = ActionView.OPEN
    owner_user_id: str | None = None
    organisation_id: int | None = None
    words: SearchQuery | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names of the people (by user id) and organisations (by id) that a list mentions."""

    people: Mapping[str, str]
    organisations: Mapping[int, str]

    def of_owner(self, action: ActionItem) -> str:
        """ "@liam (Ofcom)", "Ofcom", or "nobody yet"; it pings nobody."""
        organisation = self.organisations.get(action.owner_organisation_id or 0)
        if action.owner_user_id is None:
            return organisation or _("nobody yet")
        name = at_name(self.people.get(action.owner_user_id, action.owner_user_id))
        return f"{name} ({organisation})" if organisation else name


def list_actions(
    wanted: ActionFilter,
    groups: Collection[Group],
    context: Context,
    *,
    offset: int = 0,
    limit: int = PAGE,
) -> tuple[ActionPage, int]:
    """A page of what the reader may see in these groups, and the offset it really has. An offset
    past the end, because actions were completed since, gives the last page."""
    query = ActionQuery(
        group_ids=tuple(group.id for group in groups),
        view=wanted.view,
        owner_user_id=wanted.owner_user_id,
        owner_organisation_id=wanted.organisation_id or None,
        unowned=wanted.organisation_id == UNOWNED,
        words=wanted.words,
        now=context.now,
        limit=limit,
    )

    def page(start: int) -> ActionPage:
        return context.work.actions.find_page(context.reader, replace(query, offset=start))

    found = page(offset)
    if not found.items and found.total:
        offset = (found.total - 1) // limit * limit
        found = page(offset)
    return found, offset


def show_action(number: int, context: Context) -> tuple[ActionItem, Group, tuple[Event, ...]]:
    """The action, its group and its history for this reader, the oldest first; NotFound as ever."""
    action, group = find_action(number, context)
    return action, group, context.work.journal.events_under(context.reader, action)


@dataclass(frozen=True, slots=True)
class ActionSource:
    """Where an action came from: a dialogue, or a message by its address."""

    dialogue: Dialogue | None = None
    link: str = ""


def source_of(action: ActionItem, context: Context) -> ActionSource | None:
    """Only for those who may see it: a dialogue by its audience, a message of a group's channel by
    a seat in it. A message from elsewhere is shown to the person who logged the action alone."""
    if action.from_dialogue is not None:
        dialogue = context.work.dialogues.get(context.reader, action.from_dialogue)
        return ActionSource(dialogue) if dialogue else None
    group = context.work.groups.by_channel(action.from_channel) if action.from_channel else None
    own = action.created_by == context.reader.user_id
    reads = group.id in context.reader.seats if group else own
    return ActionSource(link=action.from_link) if action.from_link and reads else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownActions:
    """All that one reader is shown beside actions, looked up at once; `zone` is the reader's."""

    names: Names
    zone: str
    now: datetime
    groups: Mapping[int, Group]
    """Groups by id, named where a list covers several."""
    rights: Mapping[int, Rights]
    """The reader's, by the action's number."""
    linked: tuple[ActionItem, ...] = ()
    """Those that are linked with these, as far as the reader sees them."""
    sources: Mapping[int, ActionSource | None] = field(default_factory=dict)
    """Where each came from, by its number, as far as the reader may know it; not in lists."""

    def linked_with(self, action: ActionItem) -> list[ActionItem]:
        first = action.linked_to
        return [a for a in self.linked if a.linked_to == first and a.number != action.number]


def look_up_actions(
    actions: Collection[ActionItem],
    person: Person,
    context: Context,
    *,
    also: Collection[str] = (),
    in_list: bool = False,
) -> ShownActions:
    """What `person`, the reader, is shown beside these; `also`: users whose names are needed."""
    reader, work = context.reader, context.work
    wanted = {action.group_id for action in actions}
    firsts = {action.linked_to for action in actions if action.linked_to}
    linked = work.actions.linked(reader, firsts)
    sources = {} if in_list else {a.number: source_of(a, context) for a in actions}
    return ShownActions(
        names=names_for([*actions, *linked], work=work, also=also),
        zone=zone_of(person),
        now=context.now,
        groups={g.id: g for g in work.groups.all() if g.id in wanted},
        rights={a.number: rights_over(a, person, context) for a in actions},
        linked=linked,
        sources=sources,
    )


def names_for(
    actions: Collection[ActionItem], *, work: UnitOfWork, also: Collection[str] = ()
) -> Names:
    """The names of everyone in these actions and in `also` (user ids)."""
    wanted = {user for a in actions for user in (a.owner_user_id, a.created_by, a.settled_by)}
    known = work.people.names([user for user in {*wanted, *also} if user])
    return Names(people=known, organisations=work.organisations.names())
