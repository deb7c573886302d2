"""Seals minutes: a version that nothing changes, with its SHA-256."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain import Dialogue, MessageKind, Reader, Refusal
from bot.domain.delivery import SubjectType
from bot.domain.dialogue import AgendaItem, ItemStatus
from bot.domain.minutes import Minutes, MinutesStatus, MinutesVersion, seal_of
from bot.domain.wording import at_name
from bot.languages import N_, _
from bot.use_cases.agendas.carry import carry_by_itself
from bot.use_cases.context import Context
from bot.use_cases.minutes.document import LineRead, Sources, compose, gather
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
