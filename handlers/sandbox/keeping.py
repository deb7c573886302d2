"""The whole workspace as one file: saved, put back, or given its opening state again."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from handlers.sandbox import seeding
from handlers.sandbox.app import Arrival
from handlers.sandbox.bookmarks import Bookmark
from handlers.sandbox.canvases import Canvas
from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.files import File
from handlers.sandbox.messages import Message, as_micros
from handlers.sandbox.modals import Modals, View
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import NotClear
from handlers.sandbox.scheduled import Scheduled
from handlers.sandbox.store import Store
from handlers.sandbox.workspace import Workspace

FORMAT: Literal["sandbox workspace 1"] = "sandbox workspace 1"
LARGEST = 256 * 1024 * 1024
"""Bytes of a file to put back."""
Documents = dict[str, dict[str, Any]]


@dataclass
class Saved:
    """What a file holds: documents by kind and key, as `Store` keeps them.

    `saved_at`: unix seconds of the moved clock.
    """

    format: Literal["sandbox workspace 1"]
    saved_at: float
    settings: dict[str, Any]
    people: dict[str, Person]
    conversations: dict[str, Conversation]
    messages: dict[str, Message]
    reads: dict[str, str]
    files: dict[str, File]
    file_contents: dict[str, str]
    canvases: dict[str, Canvas]
    bookmarks: dict[str, Bookmark]
    scheduled: dict[str, Scheduled]
    homes: dict[str, View]
    arrived: dict[str, Arrival]


_KINDS = tuple(name for name in Saved.__dataclass_fields__ if name not in ("format", "saved_at"))
_READER = TypeAdapter(Saved)


def saved(core: Core) -> dict[str, Any]:
    """The workspace as `Saved` describes it."""
    kept = {kind: core.store.load(kind) for kind in _KINDS}
    return {"format": FORMAT, "saved_at": core.clock.now(), **kept}


def put_back(core: Core, content: bytes) -> None:
    """Put a saved workspace in place of this one; NotClear, and no change, for what is none.

    The clock goes on to where it was saved, if that is later: it never runs backwards.
    """
    try:
        read = _READER.validate_json(content, strict=True)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        raise _no_file(": ".join([", ".join(map(str, first["loc"])), first["msg"]])) from None
    held = asdict(read)
    documents: Documents = {kind: held[kind] for kind in _KINDS}
    _check_place(core, read)
    try:
        _show_all(core, documents)
    except (ValueError, LookupError, TypeError, AttributeError) as wrong:
        raise _no_file(f"a part of it is missing or has no sense ({wrong})") from None
    _replace(core, documents)
    core.clock.leap_to(read.saved_at)


def reset(core: Core, sample: Mapping[str, Any]) -> None:
    """Give the workspace its opening state again; the clock goes on."""
    fresh = Store(None)
    seeding.prepare(fresh, sample)
    workspace = Workspace(fresh, core.clock.now)
    seeding.install(workspace, core.config)
    seeding.fill(workspace, sample)
    _replace(core, {kind: fresh.load(kind) for kind in _KINDS})


def _check_place(core: Core, read: Saved) -> None:
    """Refuse another workspace's file, and people and places that are not in it."""
    if not isinstance(read.settings.get("identifiers", 0), int):
        raise _no_file("settings, identifiers: a number is expected")
    ours = {"team": core.workspace.team, "app": core.workspace.app}
    if {key: read.settings.get(key) for key in ours} != ours:
        raise _no_file("it belongs to another workspace, or to another app")
    used = {user for place in read.conversations.values() for user in place.members}
    used |= {message.user for message in read.messages.values()} | {core.workspace.bot.id}
    places = {message.channel for message in read.messages.values()}
    missing = (used - set(read.people)) | (places - set(read.conversations))
    if missing:
        raise _no_file(f"it names {min(missing)}, who or what is not in it")


def _show_all(core: Core, documents: Documents) -> None:
    """Everything as the Web API and the page show it, which fails where that cannot be done."""
    trial = Store(None)
    trial.replace(documents)
    workspace = Workspace(trial, core.clock.now)
    for message in workspace.messages:
        workspace.as_message(message)
        workspace.files.with_addresses(message.blocks or ())
        if any(workspace.files.content(file) == b"" for file in _shared(workspace, message)):
            raise ValueError(f"an empty file in message {message.ts}")
    for person in workspace.people:
        person.as_user(team=workspace.team_id, now=core.clock.now())
    for home in Modals(workspace):
        workspace.files.with_addresses(home.blocks)
    for read in trial.load("reads").values():
        as_micros(read)


def _shared(workspace: Workspace, message: Message) -> Iterator[File]:
    found = (workspace.files.get(shared["id"]) for shared in message.files or ())
    return (file for file in found if file is not None)


def _replace(core: Core, documents: Documents) -> None:
    """Identifiers go on counting, so that none comes back as something else."""
    held = documents["settings"], core.store.load("settings")
    counted = [settings.get("identifiers", 0) for settings in held]
    documents["settings"] |= {"identifiers": max(counted), "clock_offset": core.clock.offset}
    core.replace(documents)


def _no_file(words: str) -> NotClear:
    return NotClear(f"This file cannot be loaded: {words}. Nothing was changed.")
