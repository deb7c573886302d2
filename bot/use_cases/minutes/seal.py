"""A chair confirms lines of minutes as records, and seals them: nothing changes a version."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.domain import Dialogue, MessageKind, Reader, Refusal
from bot.domain.delivery import SubjectType
from bot.domain.dialogue import AgendaItem, ItemStatus
from bot.domain.limits import TITLE
from bot.domain.minutes import Minutes, MinutesStatus, MinutesVersion, seal_of
from bot.domain.person import PersonFacts
from bot.domain.wording import at_name, listed, shortened
from bot.languages import ENGLISH, N_, _, speaking
from bot.use_cases.actions.log import LogAction, log_action
from bot.use_cases.agendas.carry import carry_by_itself
from bot.use_cases.context import Context
from bot.use_cases.decisions.record import RecordDecision, record_decision
from bot.use_cases.minutes.document import LineRead, Sources, compose, gather, redaction
from bot.use_cases.minutes.rules import change_minutes, find_draft, find_open, owed_minutes


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
    changed the draft since the chair saw it.

    Agenda items that the minutes are silent about are suggested for the next date of the series.
    """
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
    in_order, notes = enumerate(sources.items, 1), sources.minutes.notes
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
    """A line that has become a record is left alone, so twice is once.

    A record is for no more people than the minutes are. A decision of minutes under Chatham House
    says no more names than they do; of a long one the note has all of the words.
    """
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
