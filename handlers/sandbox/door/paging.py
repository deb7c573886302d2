"""Which messages of a conversation or of a thread the page asks for."""

from collections.abc import Iterable, Iterator
from itertools import islice
from math import inf

from aiohttp import web

from handlers.sandbox.messages import Message, Messages, as_micros
from handlers.sandbox.refusal import NotClear

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
        for given in filter(None, (before, since)):
            as_micros(given)
    except ValueError:
        raise NotClear("before, after and around are a ts, and limit a number.") from None

    def some(found: Iterable[Message], most: int) -> tuple[list[Message], bool]:
        fits = (one for one in found if one.is_visible_to(reader) and (thread or one.in_channel))
        page = list(islice(fits, most + 1))
        return page[:most], len(page) > most

    if thread is None:
        older = messages.newest_first(channel, before=before)
        later = messages.oldest_first(channel, since=since or "0")
    else:
        older, later = _of_thread(messages, channel, thread, before, since, reader)
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


def _of_thread(
    messages: Messages,
    channel: str,
    thread: str,
    before: str | None,
    since: str | None,
    reader: str,
) -> tuple[Iterator[Message], Iterator[Message]]:
    """A thread with its parent: backwards from before one ts, and from another one on."""
    parent = messages.get(channel, thread)
    replies = messages.replies(channel, thread, reader=reader)
    whole = replies if parent is None else [parent, *replies]
    end = as_micros(before) if before is not None else inf
    start = as_micros(since or "0")
    return (
        (one for one in reversed(whole) if as_micros(one.ts) < end),
        (one for one in whole if as_micros(one.ts) >= start),
    )
