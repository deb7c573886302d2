"""An agenda and who sees what of it: anyone suggests an item; a chair orders or leaves them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain import Act, Dialogue, Group, NotValid, Person, Refusal, may
from bot.domain.dialogue import AgendaItem, ItemStatus
from bot.domain.limits import TITLE, checked_text
from bot.domain.person import PersonFacts
from bot.domain.wording import at_name, spell_minutes, spell_moment
from bot.languages import _
from bot.use_cases.context import Context
from bot.use_cases.dialogues.revise import refresh_invitations
from bot.use_cases.dialogues.rules.checks import cancelled_words, find_dialogue
from bot.use_cases.identify import identify_in
from bot.use_cases.refusals import demand_right


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """`accepted` in order; `suggested` oldest first, for the chair to decide about. All three hold
    only what was written for the reader, and nothing tells of the rest. `people` by user id:
    presenters and those who suggested. `may_arrange`: the reader runs the group. `open`: the
    dialogue has not begun, so items can still be suggested."""

    dialogue: Dialogue
    group: Group
    accepted: tuple[AgendaItem, ...]
    suggested: tuple[AgendaItem, ...]
    carried: tuple[AgendaItem, ...]
    people: Mapping[str, Person]
    may_arrange: bool
    open: bool

    @property
    def minutes(self) -> int:
        """What the accepted items take together."""
        return sum(item.minutes for item in self.accepted)

    def presenter(self, item: AgendaItem) -> str:
        """A display name that pings nobody."""
        user_id = item.presenter
        return self.people[user_id].name if user_id in self.people else user_id


def read_agenda(number: int, context: Context) -> Agenda:
    """NotFound for a dialogue that does not exist or is not theirs to see."""
    dialogue, group = find_dialogue(number, reader=context.reader, work=context.work)
    return agenda_of(dialogue, group, context)


def agenda_of(dialogue: Dialogue, group: Group, context: Context) -> Agenda:
    """The same of a dialogue that was found already."""
    items = context.work.agendas.of_dialogue(context.reader, dialogue)
    named = {user for item in items for user in (item.suggested_by, item.presenter)}
    by_status = {one: tuple(item for item in items if item.status is one) for one in ItemStatus}
    return Agenda(
        dialogue=dialogue,
        group=group,
        accepted=by_status[ItemStatus.ACCEPTED],
        suggested=by_status[ItemStatus.SUGGESTED],
        carried=by_status[ItemStatus.CARRIED],
        people=context.work.people.by_ids(named),
        may_arrange=may(context.reader, Act.ARRANGE_AGENDA, group.id),
        open=not dialogue.cancelled and dialogue.starts_at > context.now,
    )


def demand_open(agenda: Agenda) -> None:
    """Refusal in words where the agenda is closed."""
    dialogue = agenda.dialogue
    if dialogue.cancelled:
        raise Refusal(" ".join((cancelled_words(dialogue), _("Its agenda is closed."))))
    if not agenda.open:
        raise Refusal(
            "{reference} began on {began}, so its agenda is closed.",
            reference=dialogue.reference,
            began=spell_moment(dialogue.starts_at, dialogue.zone),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangeAgenda:
    """Ids of the items that are to stand on it, in order, and of those left out; of `each_time`, on
    every later date of its series too. What is named in neither stays as it was: suggested since,
    perhaps, while the chair decided."""

    number: int
    accepted: Sequence[int]
    left_out: Sequence[int] = ()
    each_time: Sequence[int] = ()


def arrange_agenda(wish: ArrangeAgenda, context: Context) -> Agenda:
    """NotValid for an item of another dialogue, or one that is named twice."""
    agenda = read_agenda(wish.number, context)
    demand_right(context, Act.ARRANGE_AGENDA, agenda.group)
    demand_open(agenda)
    stored = context.work.agendas.of_dialogue(context.reader, agenda.dialogue)
    known = {item.id: item for item in stored}
    named = [*wish.accepted, *wish.left_out]
    if len(set(named)) < len(named) or not set(named) <= known.keys():
        raise NotValid("The agenda has changed meanwhile. Please open it again.", field="agenda")
    kept = [item.id for item in agenda.accepted if item.id not in named]
    if not set(wish.each_time) <= {*wish.accepted, *kept}:
        raise NotValid("Please give it a place, or take it out here.", field="each_time")
    placed = {i: replace(known[i], each_time=i in wish.each_time) for i in wish.accepted}
    all_of_them = known | placed
    in_order = enumerate([*wish.accepted, *kept], 1)
    accepted, off = ItemStatus.ACCEPTED, ItemStatus.LEFT_OUT
    changed = [replace(all_of_them[i], status=accepted, position=place) for place, i in in_order]
    left_out = (replace(known[i], status=off, position=0) for i in wish.left_out)
    changed += [replace(item, each_time=False) for item in left_out]
    different = [item for item in changed if item != known[item.id]]
    for item in different:
        context.work.agendas.change(item)
    if different:
        context.record("arranged the agenda", agenda.dialogue)
        refresh_invitations(agenda.dialogue, work=context.work)
    return agenda_of(agenda.dialogue, agenda.group, context)


DEFAULT_MINUTES = 10
MOST_ITEMS = 40
"""On one agenda: the chair's form has a block or two for each, and a form holds a hundred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestItem:
    """`minutes` None: ten, or what the dialogue lasts. `presenter_user_id` None: who asks."""

    number: int
    title: str
    minutes: int | None = None
    presenter_user_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """The new item, and the agenda with it."""

    item: AgendaItem
    agenda: Agenda


def suggest_item(
    wish: SuggestItem, context: Context, *, facts: Mapping[str, PersonFacts]
) -> Suggested:
    """`facts`: of the presenter; `presence`: of the groups' channels. The same item twice is one,
    unless the first is for other people than the dialogue is now. NotValid names "title", "minutes"
    or "presenter"; NotFound what is not theirs to see."""
    agenda = read_agenda(wish.number, context)
    dialogue = agenda.dialogue
    demand_right(context, Act.SUGGEST_ITEM, agenda.group)
    demand_open(agenda)
    title = checked_text(wish.title, TITLE, field="title", what=_("The title"))
    usual = min(DEFAULT_MINUTES, dialogue.minutes)
    minutes = usual if wish.minutes is None else wish.minutes
    if not 1 <= minutes <= dialogue.minutes:
        raise NotValid(
            "The dialogue lasts {length}; an item takes from 1 minute to that.",
            length=spell_minutes(dialogue.minutes),
            field="minutes",
        )
    _check_presenter(wish.presenter_user_id, agenda, facts, context)
    for item in (*agenda.accepted, *agenda.suggested):
        said = (item.title, item.suggested_by, item.audience)
        if said == (title, context.reader.user_id, dialogue.audience):
            return Suggested(item=item, agenda=agenda)
    if len(agenda.accepted) + len(agenda.suggested) >= MOST_ITEMS:
        raise NotValid(
            "This agenda is full: it holds {most} items.", most=MOST_ITEMS, field="title"
        )
    item = context.work.agendas.add(
        AgendaItem(
            id=0,
            dialogue=dialogue.number,
            title=title,
            minutes=minutes,
            presenter_user_id=wish.presenter_user_id,
            suggested_by=context.reader.user_id,
            status=ItemStatus.ACCEPTED if agenda.may_arrange else ItemStatus.SUGGESTED,
            position=len(agenda.accepted) + 1 if agenda.may_arrange else 0,
            created_at=context.now,
            audience=dialogue.audience,
        )
    )
    context.record("suggested", dialogue, title)
    refresh_invitations(dialogue, work=context.work)
    return Suggested(item=item, agenda=agenda_of(dialogue, agenda.group, context))


def _check_presenter(
    user_id: str | None, agenda: Agenda, facts: Mapping[str, PersonFacts], context: Context
) -> None:
    """Someone who may see the dialogue; anyone else would be named to the others unasked."""
    if user_id is None:
        return
    person, rights = identify_in(context, user_id, facts.get(user_id))
    if not rights.sees(agenda.group.id, agenda.dialogue.audience):
        raise NotValid(
            "{person} could not see {reference}, so can't present there. Please choose "
            "someone who is invited.",
            person=at_name(person.name),
            reference=agenda.dialogue.reference,
            field="presenter",
        )
