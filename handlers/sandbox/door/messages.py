"""Messages and views as the page draws, asks for and finds them."""

import unicodedata
from collections.abc import Iterable, Mapping
from heapq import merge
from itertools import islice
from math import inf
from typing import Any

from aiohttp import web

from handlers.sandbox.core import Core
from handlers.sandbox.messages import Message, Messages, as_micros
from handlers.sandbox.modals import View
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import NotClear
from handlers.sandbox.values import texts_of


def message_card(core: Core, message: Message, reader: str) -> dict[str, Any]:
    """A message as this person gets it, pictures and files with the addresses of their bytes."""
    workspace = core.workspace
    author = workspace.people.get(message.user)
    card = workspace.messages.as_card(message, author=author, reader=reader)
    if message.blocks:
        card["blocks"] = workspace.files.with_addresses(message.blocks)
    if message.files:
        card["files"] = [_file_card(core, shared["id"]) for shared in message.files]
    return card


def _file_card(core: Core, file_id: str) -> dict[str, Any]:
    """A file's object with the addresses at which the page finds it and its smaller copies."""
    file = core.workspace.files.get(file_id)
    address = "" if file is None else file.page_address
    shown = {"url_private": address, "url_private_download": address}
    card = core.workspace.as_file(file_id)
    small = [key for key in card if key.startswith("thumb_") and isinstance(card[key], str)]
    return card | shown | {key: f"{address}?size={key.removeprefix('thumb_')}" for key in small}


def news(core: Core, notice: Mapping[str, Any], reader: str) -> dict[str, Any]:
    """What a notice of messages brings along, so that the page need not ask. `cards`: the message
    as it is now, and the one above its thread; `gone`: its ts where it is no more; `unread` and
    `last_ts` of the conversation."""
    if notice["type"] not in ("messages", "read"):
        return {}
    channel, messages = notice["channel"], core.workspace.messages
    found = [messages.get(channel, notice[key]) for key in ("ts", "thread_ts") if key in notice]
    shown = [one for one in found if one is not None and one.is_visible_to(reader)]
    each = {one.ts: one for one in shown}.values()
    return {
        "cards": [message_card(core, one, reader) for one in each],
        "gone": [notice["ts"]] if found[:1] == [None] else [],
        **marks(core, channel, reader),
    }


def marks(core: Core, channel: str, reader: str) -> dict[str, Any]:
    """How far a person has read a conversation, and when it was last written in."""
    workspace = core.workspace
    seen = (m for m in workspace.messages.newest_first(channel) if m.is_visible_to(reader))
    last = next(seen, None)
    return {
        "unread": workspace.unread(reader, channel),
        "last_read": workspace.last_read(reader, channel),
        "last_ts": None if last is None else last.ts,
    }


def view_card(core: Core, view: View) -> dict[str, Any]:
    """A modal or Home tab with what was put in, and the errors beside its fields."""
    shown = core.modals.as_view(view)
    blocks = core.workspace.files.with_addresses(shown["blocks"])
    return {**shown, "blocks": blocks, "errors": view.errors}


MOST_MESSAGES = 200


def page_of(
    request: web.Request, messages: Messages, channel: str, thread: str | None, reader: str
) -> tuple[list[Message], bool, bool]:
    """The messages asked for, oldest first, and whether there are older and newer ones."""
    query = request.query
    try:
        limit = min(max(int(query.get("limit", "50")), 1), MOST_MESSAGES)
        around, after = query.get("around") or None, query.get("after") or None
        before, since = query.get("before") or around, after or around
        end = as_micros(before) if before else inf
        start = as_micros(since or "0")
    except ValueError:
        raise NotClear("before, after and around are a ts, and limit a number.") from None

    def some(found: Iterable[Message], most: int) -> tuple[list[Message], bool]:
        fits = (one for one in found if one.is_visible_to(reader) and (thread or one.in_channel))
        page = list(islice(fits, most + 1))
        return page[:most], len(page) > most

    older = messages.newest_first(channel, before=before)
    later = messages.oldest_first(channel, since=since or "0")
    if thread is not None:
        parent = messages.get(channel, thread)
        replies = messages.replies(channel, thread, reader=reader)
        whole = replies if parent is None else [parent, *replies]
        older = (one for one in reversed(whole) if as_micros(one.ts) < end)
        later = (one for one in whole if as_micros(one.ts) >= start)
    if since is None:
        page, has_more = some(older, limit)
        return page[::-1], has_more, False
    later = (one for one in later if one.ts != after)
    if around is None:
        page, has_newer = some(later, limit)
        return page, True, has_newer
    first, has_more = some(older, limit // 2)
    second, has_newer = some(later, limit - limit // 2)
    return first[::-1] + second, has_more, has_newer


MOST_FOUND = 20


def found_messages(core: Core, person: Person, query: str) -> list[Message]:
    """The newest messages with all words of the query that this person may read. Those for one
    reader alone are not found, as in Slack."""
    words = plainly(query).split()
    if not words:
        return []
    workspace = core.workspace
    places = (one.id for one in workspace.conversations if one.is_visible_to(person.id))
    each = (workspace.messages.newest_first(place) for place in places)
    newest = merge(*each, key=lambda message: -as_micros(message.ts))
    return list(islice((one for one in newest if _fits(one, words)), MOST_FOUND))


def plainly(text: str) -> str:
    """A text without accents and capitals."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(one for one in letters if not unicodedata.combining(one)).casefold()


def _fits(message: Message, words: list[str]) -> bool:
    if message.to is not None or message.subtype == "tombstone":
        return False
    said = plainly(" ".join([message.text, *texts_of(message.blocks)]))
    return all(word in said for word in words)
