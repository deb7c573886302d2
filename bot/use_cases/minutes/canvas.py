"""Puts sealed minutes into the canvas of the group's channel, where a chair wants them there."""

import logging
from collections.abc import Awaitable, Callable
from functools import partial

from bot.domain import Audience, Dialogue, NotSent, Reader, Refusal, TryLater
from bot.domain.minutes import CANVAS_MADE, CANVAS_WANTED, Minutes, MinutesStatus, MinutesVersion
from bot.languages import N_
from bot.ports.directory import Canvases
from bot.ports.unit_of_work import Memory, UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.minutes.rules import find_draft, redraw

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
    group = work.groups.get(version.group_id)
    may = dialogue is not None and may_stand_in_channel(version, dialogue)
    return version, group.channel_id if group is not None and may else None


def _note(version: MinutesVersion, outcome: str | None, work: UnitOfWork) -> None:
    work.minutes.note_canvas(version.number, version.version, outcome)
    minutes = work.minutes.of_dialogue(version.number)
    if minutes is not None:
        redraw(minutes, work=work)
