"""The whole workspace as one file: saved, put back, or given its opening state again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from handlers.sandbox.app import Arrival
from handlers.sandbox.conversations import Bookmark, Canvas, Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.files import File
from handlers.sandbox.messages import Message, Scheduled, as_micros
from handlers.sandbox.modals import Modals, View
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import NotClear
from handlers.sandbox.store import Store
from handlers.sandbox.workspace import Workspace, prepare

FORMAT: Literal["sandbox workspace 1"] = "sandbox workspace 1"
LARGEST = 256 * 1024 * 1024
"""Bytes of a file to put back."""
Documents = dict[str, dict[str, Any]]


@dataclass
class Saved:
    """What a file holds: documents by kind and key, as `Store` keeps them. `saved_at`: unix seconds
    of the moved clock. `app`: what the app keeps of its own (`Hooks.keep`)."""

    format: Literal["sandbox workspace 1"]
    saved_at: float
    app: str | None
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


_KINDS = sorted(set(Saved.__dataclass_fields__) - {"format", "saved_at", "app"})
_READER = TypeAdapter(Saved)


def saved(core: Core, app: str | None) -> dict[str, Any]:
    """The workspace as `Saved` describes it, with the app's own data."""
    kept = {kind: core.store.load(kind) for kind in _KINDS}
    return {"format": FORMAT, "saved_at": core.clock.now(), "app": app, **kept}


def read(core: Core, content: bytes) -> Saved:
    """A saved workspace that can be put in place of this one; NotClear for what is none."""
    try:
        found = _READER.validate_json(content, strict=True)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        place = ", ".join(map(str, first["loc"]))
        raise no_file(": ".join(filter(None, [place, first["msg"]]))) from None
    _check_place(core, found)
    try:
        _show_all(core, _documents(found))
    except (ValueError, LookupError, TypeError, AttributeError) as wrong:
        raise no_file(f"a part of it is missing or has no sense ({wrong})") from None
    return found


def put_back(core: Core, found: Saved) -> None:
    """Take it in place of the present workspace. The clock goes on to where it was saved, if that
    is later: it never runs backwards."""
    _replace(core, _documents(found))
    core.clock.leap_to(found.saved_at)


def reset(core: Core, sample: Mapping[str, Any]) -> None:
    """Give the workspace its opening state again; the clock goes on."""
    fresh = Store(None)
    prepare(fresh, sample)
    workspace = Workspace(fresh, core.clock.now)
    workspace.install(core.config)
    workspace.fill(sample)
    _replace(core, {kind: fresh.load(kind) for kind in _KINDS})


def no_file(words: str) -> NotClear:
    """The refusal of a file that cannot be loaded."""
    return NotClear(f"This file cannot be loaded: {words}. Nothing was changed.")


def _documents(found: Saved) -> Documents:
    held = asdict(found)
    return {kind: held[kind] for kind in _KINDS}


def _check_place(core: Core, found: Saved) -> None:
    """Refuse another workspace's file, and people and places that are not in it."""
    if not isinstance(found.settings.get("identifiers", 0), int):
        raise no_file("settings, identifiers: a number is expected")
    ours = {"team": core.workspace.team, "app": core.workspace.app}
    if {key: found.settings.get(key) for key in ours} != ours:
        raise no_file("it belongs to another workspace, or to another app")
    used = {user for place in found.conversations.values() for user in place.members}
    used |= {message.user for message in found.messages.values()} | {core.workspace.bot.id}
    places = {message.channel for message in found.messages.values()}
    missing = (used - set(found.people)) | (places - set(found.conversations))
    if missing:
        raise no_file(f"it names {min(missing)}, who or what is not in it")


def _show_all(core: Core, documents: Documents) -> None:
    """Everything as the Web API and the page show it, which fails where that cannot be done."""
    trial = Store(None)
    trial.replace(documents)
    workspace = Workspace(trial, core.clock.now)
    for message in workspace.messages:
        workspace.as_message(message)
        workspace.files.with_addresses(message.blocks or ())
    for file in workspace.files:
        if file.ready_at is not None and len(workspace.files.content(file)) != file.size:
            raise ValueError(f"{file.name} has not {file.size} bytes")
    for person in workspace.people:
        person.as_user(team=workspace.team_id, now=core.clock.now())
    for home in Modals(workspace):
        workspace.files.with_addresses(home.blocks)
    for seen in trial.load("reads").values():
        as_micros(seen)


def _replace(core: Core, documents: Documents) -> None:
    """Identifiers go on counting, so that none comes back as something else."""
    held = documents["settings"], core.store.load("settings")
    counted = [settings.get("identifiers", 0) for settings in held]
    documents["settings"] |= {"identifiers": max(counted), "clock_offset": core.clock.offset}
    core.replace(documents)
