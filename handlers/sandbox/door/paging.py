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

    older: Iterable[Message] = messages.newest_first(channel, before=before)
    if thread is not None:
        parent, replies = (
            messages.get(channel, thread),
            messages.replies(channel, thread, reader=reader),
        )
        of_thread = ([] if parent is None else [parent]) + replies
        early = (
            one for one in of_thread if before is None or as_micros(one.ts) < as_micros(before)
        )
        older = reversed(list(early))
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
