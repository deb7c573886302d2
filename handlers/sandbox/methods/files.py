"""files.getUploadURLExternal and completeUploadExternal, the two ends of an upload; files.info."""

from typing import Any

from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.files import File
from handlers.sandbox.methods.registry import Arguments, method, with_cursor
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import Refused, demand, refuse_if
from handlers.sandbox.validation.messages import checked_blocks
from handlers.sandbox.wording import as_slack_keeps_it

LONGEST_ALT_TEXT = 1_000
LARGEST = 1024**3
MOST_CHANNELS = 100


@method("files.getUploadURLExternal", scope="files:write", required="filename")
def get_upload_url(core: Core, given: Arguments) -> dict[str, Any]:
    """An address that takes the given number of bytes, once."""
    size = _size(given)
    refuse_if(given.text("snippet_type"), "unknown_snippet_type")
    refuse_if(len(given.text("alt_txt")) > LONGEST_ALT_TEXT, "alt_txt_too_large")
    named = {"name": given.text("filename"), "alt_txt": given.text("alt_txt")}
    file = core.workspace.files.announce(size=size, user=core.workspace.bot.id, **named)
    return {"upload_url": f"{core.url}/upload/{file.ticket}", "file_id": file.id}


@method("files.completeUploadExternal", scope="files:write", json=True, required="files")
def complete_upload(core: Core, given: Arguments) -> dict[str, Any]:
    """Files whose bytes have come; named conversations get them in one message each."""
    wanted = _wanted(core, given)
    places = [_place(core, name) for name in _names(given)]
    thread_ts = _thread(core, places, given)
    blocks = given.json("blocks", "invalid_blocks_format")
    shown = checked_blocks(blocks) if blocks and not given.text("initial_comment") else None
    files = core.workspace.files
    done = [files.complete(file, title) for file, title in wanted]
    said = as_slack_keeps_it(given.text("initial_comment"))
    about = {"blocks": shown, "thread_ts": thread_ts, "files": [{"id": file.id} for file in done]}
    for place in places:
        method = "files.completeUploadExternal"
        core.write(place, core.workspace.bot.id, said, method=method, **about)
    return {"files": [core.workspace.as_file(file.id) for file in done]}


@method("files.info", scope="files:read", required="file")
def file_info(core: Core, given: Arguments) -> dict[str, Any]:
    """A file of the bot's own, or one shared where the bot may read."""
    found = demand(core.workspace.file_for_bot(given.text("file")), "file_not_found")
    return with_cursor({"file": core.workspace.as_file(found.id), "comments": []}, "")


def _size(given: Arguments) -> int:
    try:
        size = int(given.text("length") or 0)
    except ValueError:
        raise Refused("invalid_arguments", ["length must be an integer"]) from None
    refuse_if(size == 0, "missing_argument")
    if not 0 < size <= LARGEST:
        raise Refused("file_upload_size_restricted" if size > 0 else "invalid_arguments")
    return size


def _wanted(core: Core, given: Arguments) -> list[tuple[File, str]]:
    """The files named, each with its title; all of them uploaded and none of them completed."""
    listed = given.json("files", "invalid_arguments")
    if not isinstance(listed, list) or not listed:
        raise Refused("invalid_arguments", ["files must be an array of at least one"])
    found = []
    for one in listed:
        if not isinstance(one, dict) or not isinstance(one.get("id"), str):
            raise Refused("invalid_arguments", ["each of files has an id"])
        file = core.workspace.files.get(one["id"])
        if file is None or file.ready_at is None or file.is_complete:
            raise Refused("file_not_found")
        found.append((file, str(one.get("title") or "")))
    return found


def _names(given: Arguments) -> list[str]:
    """`channel_id` takes a conversation; `channels` several, and people for their messages."""
    several = given.several("channels")
    one = given.text("channel_id")
    is_wrong = bool(one) and not one.startswith(("C", "G", "D"))
    refuse_if(is_wrong or len(several) > MOST_CHANNELS, "invalid_channel")
    return ([one] if one else []) + several


def _place(core: Core, name: str) -> Conversation:
    """A conversation in which the bot may post."""
    workspace = core.workspace
    if _is_reachable(workspace.people.get(name)):
        return workspace.direct_message(workspace.bot.id, name)[0]
    found = workspace.conversations.get(name)
    if found is None or not found.is_visible_to(workspace.bot.id):
        raise Refused("invalid_channel")
    other = found.other(workspace.bot.id)
    closed = other is not None and not _is_reachable(workspace.people.get(other))
    if workspace.bot.id not in found.members or found.archived or closed:
        raise Refused("posting_to_channel_denied")
    return found


def _is_reachable(person: Person | None) -> bool:
    return person is not None and not (person.deleted or person.is_bot)


def _thread(core: Core, places: list[Conversation], given: Arguments) -> str | None:
    """The parent's ts; it goes with one conversation only."""
    wanted = given.text("thread_ts")
    is_there = len(places) == 1 and core.workspace.messages.get(places[0].id, wanted) is not None
    told = ["thread_ts is no message of the one channel"]
    refuse_if(wanted and not is_there, "invalid_arguments", told)
    return wanted or None
