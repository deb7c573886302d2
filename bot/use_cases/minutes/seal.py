"""Confirms lines as records, seals minutes, and puts a sealed version into the canvas."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from bot.domain import Audience, Dialogue, MessageKind, NotSent, Reader, Refusal, TryLater
from bot.domain.delivery import SubjectType
from bot.domain.dialogue import AgendaItem, ItemStatus
from bot.domain.limits import TITLE
from bot.domain.minutes import (
    CANVAS_MADE,
    CANVAS_WANTED,
    Minutes,
    MinutesStatus,
    MinutesVersion,
    seal_of,
)
from bot.domain.person import PersonFacts
from bot.domain.wording import at_name, listed, shortened
from bot.languages import ENGLISH, N_, _, speaking
from bot.ports.directory import Canvases
from bot.ports.unit_of_work import Memory, UnitOfWork
from bot.use_cases.actions.edit import LogAction, log_action
from bot.use_cases.agendas.carry import carry_by_itself
from bot.use_cases.context import Context
from bot.use_cases.decisions.record import RecordDecision, record_decision
from bot.use_cases.minutes.document import LineRead, Sources, compose, gather, redaction
from bot.use_cases.minutes.rules import change_minutes, find_draft, find_open, owed_minutes, redraw


@dataclass(frozen=True, slots=True, kw_only=True)
class SealMinutes:
    """`version` and `edits`: of the draft that the chair has seen. `read`: what each line says;
    `links`: where its thread is."""

    number: int
    version: int
    edits: int
    read: Mapping[int, LineRead]
    links: tuple[str, ...] = ()


def seal_minutes(wish: SealMinutes, context: Context) -> MinutesVersion:
    """The version that stands now, posted to its readers. A Refusal where somebody was faster, or
    changed the draft since the chair saw it. Agenda items that the minutes are silent about are
    suggested for the next date of the series."""
    minutes, dialogue, group = find_draft(wish.number, context)
    if not minutes.open:
        raise Refusal(already_sealed(minutes, dialogue, context))
    minutes, dialogue, group = find_open(wish.number, context)
    if (minutes.version, minutes.edits) != (wish.version, wish.edits):
        raise Refusal(
            "The draft of {reference} was changed since you looked at it. "
            "Nothing was sealed. Please look at it again.",
            reference=dialogue.reference,
        )
    sources = gather(minutes, dialogue, group, wish.read, wish.links, work=context.work)
    body = compose(sources, work=context.work)
    version = MinutesVersion(
        number=minutes.number,
        version=minutes.version,
        group_id=group.id,
        audience=minutes.audience,
        body=body,
        sha256=seal_of(body),
        sealed_by=context.reader.user_id,
        sealed_at=context.now,
        chatham=minutes.chatham,
    )
    context.work.minutes.seal(version)
    sealed = replace(minutes, status=MinutesStatus.SEALED, circulated_until=None)
    change_minutes(sealed, context, N_("sealed the minutes"), f"version {version.version}")
    kind, channel, now = MessageKind.MINUTES_SEALED, group.channel_id, context.now
    context.work.deliveries.mark_stale(SubjectType.DIALOGUE, minutes.reference, [kind])
    posted = owed_minutes(kind, minutes, channel, now, revision=version.version)
    context.work.deliveries.owe([posted], now)
    carry_by_itself(dialogue, _silent_items(sources), context)
    return version


def _silent_items(sources: Sources) -> tuple[AgendaItem, ...]:
    """Items without a note or a marked line; none of them where the minutes have no item's."""
    lines = {line.item for line in sources.lines}
    in_order = enumerate(sources.items, 1)
    notes = sources.minutes.notes
    quiet = ((place, item) for place, item in in_order if place not in lines)
    silent = tuple(item for _, item in quiet if not notes.get(str(item.id)))
    if len(silent) == len(sources.items):
        return ()
    return tuple(item for item in silent if item.status is ItemStatus.ACCEPTED)


def already_sealed(minutes: Minutes, dialogue: Dialogue, context: Context) -> str:
    """Who was faster, and with which version."""
    last = context.work.minutes.versions(Reader.system(), dialogue)[-1]
    person = context.work.people.get(last.sealed_by)
    who = at_name(person.name) if person else _("Somebody")
    return _(
        "{who} has sealed version {version} of the minutes of {reference}. "
        "It stands as it is, and nothing was changed by you.",
        who=who,
        version=last.version,
        reference=minutes.reference,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmLines:
    """What to log by the id of its line, and the words of decisions: what is clear and no record
    yet."""

    number: int
    actions: Mapping[int, LogAction] = field(default_factory=dict)
    decisions: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """References of what was made; `refused`: why a line was not taken, by its id."""

    made: tuple[str, ...]
    refused: Mapping[int, str]


def confirm_lines(
    wish: ConfirmLines, context: Context, *, facts: Mapping[str, PersonFacts]
) -> Confirmed:
    """A line that has become a record is left alone, so twice is once. A record is for no more
    people than the minutes are. A decision of minutes under Chatham House says no more names than
    they do; of a long one the note has all of the words."""
    minutes, dialogue, _group = find_open(wish.number, context)
    said = redaction(minutes, context.work)
    made: list[str] = []
    refused: dict[int, str] = {}
    for line in context.work.minutes.lines_of(wish.number):
        action, decision = wish.actions.get(line.id), wish.decisions.get(line.id)
        if line.became is not None or line.left_out:
            continue
        try:  # a refusal comes before anything is written
            if action is not None:
                action = replace(action, audience=minutes.audience)
                done = log_action(action, context, facts=facts)
                became = [one.reference for one in (done.action, *done.linked)]
            elif decision is not None:
                words = " ".join(said(decision).split())
                title = shortened(words, TITLE)
                recorded = RecordDecision(
                    group_id=dialogue.group_id,
                    title=title,
                    note=said(decision) if title != words else None,
                    dialogue=dialogue.number,
                    decided_on=dialogue.wall.date(),
                    audience=minutes.audience,
                )
                became = [record_decision(recorded, context).decision.reference]
            else:
                continue
        except Refusal as refusal:
            refused[line.id] = refusal.words
            continue
        context.work.minutes.change_line(replace(line, became=" ".join(became)))
        made += became
    if made:
        with speaking(ENGLISH):
            detail = listed(made)
        change_minutes(minutes, context, N_("confirmed the minutes"), detail)
    return Confirmed(made=tuple(made), refused=refused)


log = logging.getLogger(__name__)

_PATIENCE = 5.0


def want_canvas(number: int, context: Context) -> Minutes:
    """The last sealed version is put there in the background; asked for twice, it is there once."""
    minutes, dialogue, _group = find_draft(number, context)
    versions = context.work.minutes.versions(Reader.system(), dialogue)
    if minutes.status is not MinutesStatus.SEALED or not versions:
        raise Refusal(
            "The minutes of {reference} are not sealed: please do that first.",
            reference=dialogue.reference,
        )
    version = versions[-1]
    if not may_stand_in_channel(version, dialogue):
        raise Refusal(
            "These minutes are for members only. Whoever comes into the channel later reads "
            "its canvas, so I do not put them there. The Markdown file has the same text."
        )
    if version.canvas not in (CANVAS_MADE, CANVAS_WANTED):
        context.work.minutes.note_canvas(number, version.version, CANVAS_WANTED)
        done = f"version {version.version}"
        context.record(N_("put the minutes into the canvas"), dialogue, done)
        redraw(minutes, work=context.work)
    return minutes


def may_stand_in_channel(version: MinutesVersion, dialogue: Dialogue) -> bool:
    """Whether all who can ever read the group's own channel may read them."""
    return Audience.MEMBERS not in (version.audience, dialogue.audience)


async def fill_canvases(
    workspace_id: str, memory: Memory, canvases: Canvases, pause: Callable[[float], Awaitable[None]]
) -> None:
    """All that are wanted; what the platform refuses is kept in its own word."""
    while True:
        found = await memory.read(workspace_id, _next_wanted)
        if found is None:
            return
        version, channel = found
        outcome: str | None = None
        if channel is not None:
            try:
                sealed = f"Version {version.version} · SHA-256 {version.sha256}"
                await canvases.add(channel, f"{version.body}\n{sealed}\n", version.sha256)
                outcome = CANVAS_MADE
            except TryLater as later:
                await pause(later.retry_after or _PATIENCE)
                continue
            except NotSent as trouble:
                log.warning("no_canvas", extra={"error": trouble.code})
                outcome = trouble.code
        await memory.write(workspace_id, partial(_note, version, outcome))


def _next_wanted(work: UnitOfWork) -> tuple[MinutesVersion, str | None] | None:
    """A version and the channel; None in its place where it may not stand there any more."""
    version = work.minutes.wanted_in_canvas()
    if version is None:
        return None
    dialogue = work.dialogues.get(Reader.system(), version.number)
    may = dialogue is not None and may_stand_in_channel(version, dialogue)
    return version, work.groups.of_record(version.group_id).channel_id if may else None


def _note(version: MinutesVersion, outcome: str | None, work: UnitOfWork) -> None:
    work.minutes.note_canvas(version.number, version.version, outcome)
    minutes = work.minutes.of_dialogue(version.number)
    if minutes is not None:
        redraw(minutes, work=work)
