"""Rules of an agenda: what of it a reader may see, and whether it can still change."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain import Act, Dialogue, Group, Person, Refusal, may
from bot.domain.dialogue import AgendaItem, ItemStatus
from bot.domain.wording import spell_moment
from bot.languages import _
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.checks import cancelled_words, find_dialogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """`accepted` in order; `suggested` oldest first, for the chair to decide about.

    All three hold only what was written for the reader, and nothing tells of the rest.
    `people` by user id: presenters and those who suggested. `may_arrange`: the reader runs the
    group. `open`: the dialogue has not begun, so items can still be suggested.
    """

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
