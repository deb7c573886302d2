"""Gathers what one reader may take away, as rows of plain values for each noun.

Moments are ISO 8601 in UTC; what was not said is None.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.domain import Audience, Refusal
from bot.domain.audience import narrowest_audience
from bot.domain.decision import how_words
from bot.domain.dialogue import ItemStatus, RsvpAnswer
from bot.domain.minutes import MinutesVersion
from bot.domain.reference import DIALOGUE, render_reference
from bot.domain.wording import spell_moment, spell_number
from bot.languages import ENGLISH, speaking
from bot.use_cases.calendars.feed import CalendarEntry
from bot.use_cases.context import Context
from bot.use_cases.records.rows import Row, iso, practice_rows
from bot.use_cases.records.scope import (
    MOST,
    RecordsPeriod,
    RecordsScope,
    RecordsWish,
    TooMany,
    within,
)

_ANSWERS = {RsvpAnswer.GOING: "going", RsvpAnswer.MAYBE: "maybe", RsvpAnswer.CANNOT: "can't"}


def dialogue_rows(scope: RecordsScope) -> Iterator[Row]:
    names = scope.names(dialogue.created_by for dialogue in scope.dialogues)
    for dialogue in scope.dialogues:
        yield {
            "reference": dialogue.reference,
            "title": dialogue.title,
            "group": scope.group.name,
            "when": spell_moment(dialogue.starts_at, dialogue.zone),
            "starts_at": dialogue.starts_at.isoformat(),
            "minutes": dialogue.minutes,
            "zone": dialogue.zone,
            "status": dialogue.status.value,
            "reason": dialogue.reason,
            "link": dialogue.link,
            "shared_with": dialogue.audience.value,
            "scheduled_by": names[dialogue.created_by],
            "attendance_confirmed_at": iso(dialogue.attendance_confirmed_at),
        }


def agenda_rows(scope: RecordsScope) -> Iterator[Row]:
    """What was written for the reader; what a chair left out is not on the agenda."""
    reader, agendas = scope.context.reader, scope.context.work.agendas
    group_id = scope.group.id
    found = scope.of_dialogues(lambda numbers: agendas.of_dialogues(reader, group_id, numbers))
    items = [item for item in found if item.status is not ItemStatus.LEFT_OUT]
    names = scope.names(who for item in items for who in (item.presenter, item.suggested_by))
    for item in items:
        carried = item.carried_from
        yield {
            "dialogue": render_reference(DIALOGUE, item.dialogue),
            "position": item.position or None,
            "title": item.title,
            "minutes": item.minutes,
            "presenter": names[item.presenter],
            "suggested_by": names[item.suggested_by],
            "status": item.status.value,
            "carried_from": render_reference(DIALOGUE, carried) if carried else None,
            "shared_with": item.audience.value,
        }


def attendance_rows(scope: RecordsScope) -> Iterator[Row]:
    """Each person who answered or was there, by dialogue."""
    work = scope.context.work
    answers = {(n, one.user_id): one for n, one in scope.of_dialogues(work.rsvps.of_dialogues)}
    came = {(n, one.user_id): one for n, one in scope.of_dialogues(work.attendance.of_dialogues)}
    people = sorted({*answers, *came})
    delegates = [rsvp.delegate_user_id for rsvp in answers.values()]
    names = scope.names([*(who for _, who in people), *delegates])
    bodies = scope.organisations
    by_number = {dialogue.number: dialogue for dialogue in scope.dialogues}
    for number, who in people:
        rsvp, attendee = answers.get((number, who)), came.get((number, who))
        dialogue, spoke_for = by_number[number], attendee or rsvp
        body = spoke_for.organisation_id if spoke_for else None
        delegate = rsvp.delegate_user_id if rsvp else None
        confirmed = dialogue.attendance_confirmed_at is not None
        yield {
            "dialogue": dialogue.reference,
            "person": names[who],
            "organisation": bodies.get(body or 0),
            "answer": _ANSWERS[rsvp.answer] if rsvp else None,
            "sends": names[delegate] if delegate else None,
            "was_there": "yes" if attendee else "no" if confirmed else "not confirmed",
        }


def sealed_minutes(scope: RecordsScope) -> Iterator[tuple[str, MinutesVersion]]:
    """Each version that is for the reader, with the name of its file."""
    for one in scope.sealed:
        dialogue = render_reference(DIALOGUE, one.number)
        yield f"minutes/{dialogue}-minutes-v{one.version}.md", one


def minutes_rows(scope: RecordsScope) -> Iterator[Row]:
    """Their text has a file of its own, byte for byte as it was sealed."""
    titles = {dialogue.number: dialogue.title for dialogue in scope.dialogues}
    for file, one in sealed_minutes(scope):
        yield {
            "dialogue": render_reference(DIALOGUE, one.number),
            "title": titles[one.number],
            "version": one.version,
            "sealed_at": one.sealed_at.isoformat(),
            "sha256": one.sha256,
            "chatham_house": "yes" if one.chatham else "no",
            "shared_with": one.audience.value,
            "file": file,
        }


def decision_rows(scope: RecordsScope) -> Iterator[Row]:
    """Decisions of the period, or made in the dialogue, that stand."""
    decisions, reader = scope.context.work.decisions, scope.context.reader
    if scope.span is None:
        found = decisions.of_dialogue(reader, scope.dialogues[0].number)
    else:
        made, _ = decisions.agreed_between(reader, [scope.group.id], *scope.span, limit=MOST + 1)
        found = tuple(sorted(within(made), key=lambda decision: decision.number))
    names, bodies = scope.names(one.created_by for one in found), scope.organisations
    for decision in found:
        yield {
            "reference": decision.reference,
            "title": decision.title,
            "group": scope.group.name,
            "agreed": how_words(decision),
            "decided_on": iso(decision.decided_on),
            "organisations": [bodies[body] for body in decision.agreed if body in bodies],
            "note": decision.note,
            "link": decision.link,
            "shared_with": decision.audience.value,
            "recorded_by": names[decision.created_by],
            "recorded_at": iso(decision.settled_at),
        }


def action_rows(scope: RecordsScope) -> Iterator[Row]:
    """Actions that were open at some moment of the period, or came from the dialogue."""
    actions, reader = scope.context.work.actions, scope.context.reader
    if scope.span is None:
        found = actions.of_dialogue(reader, scope.dialogues[0].number)
    else:
        found = within(actions.open_during(reader, scope.group.id, *scope.span, limit=MOST + 1))
    people = ((one.owner_user_id, one.created_by, one.settled_by) for one in found)
    names = scope.names(who for three in people for who in three)
    bodies = scope.organisations
    for action in found:
        yield {
            "reference": action.reference,
            "title": action.title,
            "group": scope.group.name,
            "owner": names[action.owner_user_id] if action.owner_user_id else None,
            "organisation": bodies.get(action.owner_organisation_id or 0),
            "due_on": iso(action.due_on),
            "status": action.status.value,
            "note": action.note,
            "shared_with": action.audience.value,
            "logged_by": names[action.created_by],
            "logged_at": action.created_at.isoformat(),
            "settled_by": names[action.settled_by] if action.settled_by else None,
            "settled_at": iso(action.settled_at),
        }


def published_rows(scope: RecordsScope) -> Iterator[Row]:
    """Practices that were published in the period."""
    if scope.span is None:
        return
    work, reader = scope.context.work, scope.context.reader
    ids = [scope.group.id]
    found, _ = work.practices.published_between(reader, ids, *scope.span, limit=MOST + 1)
    cards = sorted(within(found), key=lambda card: card.number)
    yield from practice_rows(cards, scope.context)


PARTS: Mapping[str, Callable[[RecordsScope], Iterator[Row]]] = {
    "dialogues": dialogue_rows,
    "agendas": agenda_rows,
    "attendance": attendance_rows,
    "minutes": minutes_rows,
    "decisions": decision_rows,
    "actions": action_rows,
    "practices": published_rows,
}
"""By the name of its files, in the order in which people read them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """`parts`: rows by the name of their noun, all with the same fields, empty ones too."""

    workspace_id: str
    groups: tuple[str, ...]
    about: RecordsPeriod | str
    """Days, or the reference of one dialogue."""
    audience: Audience | None
    """The narrowest of those that its records are for."""
    parts: Mapping[str, Sequence[Row]]
    papers: Mapping[str, str]
    """Texts that have a file of their own, by its name."""
    calendar: tuple[CalendarEntry, ...]

    @property
    def number(self) -> int:
        return sum(map(len, self.parts.values()))


def gather_records(wish: RecordsWish, context: Context) -> Records:
    """NotFound for a dialogue that is not the reader's to see; Refusal for more than a pack holds.
    What is not for the reader is left out by each query."""
    try:
        scopes = [RecordsScope.of(wish.about, group, context) for group in wish.groups]
        with speaking(ENGLISH):
            rows = {name: [rows_of(scope) for scope in scopes] for name, rows_of in PARTS.items()}
            parts = {name: tuple(chain(*some)) for name, some in rows.items()}
    except TooMany as error:
        most = spell_number(error.most, grouped=True)
        raise Refusal(
            "That is more than {number} of one kind. Please ask for a shorter period.", number=most
        ) from None
    dialogues = [(scope.group, one) for scope in scopes for one in scope.dialogues]
    audiences = {str(row.get("shared_with")) for rows in parts.values() for row in rows}
    found = [audience for audience in Audience if audience in audiences]
    return Records(
        workspace_id=context.work.workspace_id,
        groups=tuple(group.name for group in wish.groups),
        about=wish.about if isinstance(wish.about, RecordsPeriod) else dialogues[0][1].reference,
        audience=narrowest_audience(*found) if found else None,
        parts=parts,
        papers={name: one.body for scope in scopes for name, one in sealed_minutes(scope)},
        calendar=tuple(CalendarEntry(dialogue=one, group=group.name) for group, one in dialogues),
    )
