"""Files that people send: uploaded one by one, and then shared by one message."""

from typing import Any

from handlers.sandbox.acting.access import Given
from handlers.sandbox.core import Core
from handlers.sandbox.files import File
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import NotAllowed, NotClear

LARGEST = 20 * 1024 * 1024
"""Bytes; Slack takes a gigabyte, but all that is here is kept in one small database."""
TOO_LARGE = f"A file has at most {LARGEST // 1024**2} MB here. Slack takes up to 1 GB."
MOST_FILES = 10
"""In one message, as Slack's own page has it."""
LONGEST_NAME = 255


def upload(core: Core, person: Person, name: str, content: bytes) -> dict[str, Any]:
    """Keep a person's file until a message shares it; `{id}`."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise NotClear(f"A file's name has 1 to {LONGEST_NAME} characters.")
    if not content:
        raise NotClear(f"{name} is empty. Slack takes no empty file.")
    if len(content) > LARGEST:
        raise NotClear(TOO_LARGE)
    files = core.workspace.files
    file = files.announce(name=name, size=len(content), user=person.id)
    files.receive(file, content)
    return {"ok": True, "id": file.id}


def attached(core: Core, person: Person, given: Given) -> list[File]:
    """The person's own files that a new message names in `files`, none of them shared before."""
    named = given.get("files") or []
    once = isinstance(named, list) and len(set(map(str, named))) == len(named)
    if not once or len(named) > MOST_FILES:
        raise NotClear(f"A message has at most {MOST_FILES} files, each of them once.")
    found = [file for one in named if (file := core.workspace.files.get(str(one))) is not None]
    if len(found) < len(named) or any(file.user != person.id or file.is_complete for file in found):
        raise NotAllowed("People send files that they have uploaded, and each of them once.")
    return found
