"""Which messages of a conversation or of a thread the page asks for."""

from collections.abc import Iterable
from itertools import islice

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
        around = query.get("around")
        before, since = query.get("before", around), query.get("after", around)
        for given in filter(None, (before, since)):
            as_micros(given)
    except ValueError:
        raise NotClear("before, after and around are a ts, and limit a number.") from None

    def some(found: Iterable[Message], most: int) -> tuple[list[Message], bool]:
        fits = (one for one in found if one.is_visible_to(reader) and (thread or one.in_channel))
        page = list(islice(fits, most + 1))
        return page[:most], len(page) > most

    older = _newest_first(messages, channel, thread, before, reader)
    if since is None:
        page, has_more = some(older, limit)
        return page[::-1], has_more, False
    later = (
        one for one in messages.oldest_first(channel, since=since) if one.ts != query.get("after")
    )
    if around is None:
        page, has_newer = some(later, limit)
        return page, True, has_newer
    first, has_more = some(older, limit // 2)
    second, has_newer = some(later, limit - limit // 2)
    return first[::-1] + second, has_more, has_newer


def _newest_first(
    messages: Messages, channel: str, thread: str | None, before: str | None, reader: str
) -> Iterable[Message]:
    """The messages of a conversation, or of a thread with its parent, from before a ts."""
    if thread is None:
        return messages.newest_first(channel, before=before)
    parent = messages.get(channel, thread)
    of_thread = messages.replies(channel, thread, reader=reader)[::-1]
    of_thread += [] if parent is None else [parent]
    return [one for one in of_thread if before is None or as_micros(one.ts) < as_micros(before)]
