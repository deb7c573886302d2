"""The network's practices at private addresses: `/practices/<secret>.atom`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.ports.ledgers.personal import AddressOf
from bot.use_cases.context import Context
from bot.use_cases.feeds.entries import FeedEntry, entries_of_feed
from handlers.web.calendar_feed import CalendarFeed
from handlers.web.private_feed import PrivateFeed

NAME = "Good practices of the network"


@dataclass(kw_only=True)
class PracticeFeed(PrivateFeed):
    """What every person of the roster may see."""

    of = AddressOf.PRACTICES
    path = re.compile(r"/practices/(?P<secret>[A-Za-z0-9_-]{43})\.atom")
    content_type = "application/atom+xml"
    file_name = "practices.atom"
    told = ("feed_read", "feed_not_read")
    nobodys = "There is no feed here. In Slack, /practice feed gives you your address.\n"

    def gather(self, context: Context, before: Any) -> tuple[FeedEntry, ...]:
        return entries_of_feed(context)

    def render(self, gathered: tuple[FeedEntry, ...]) -> bytes:
        # Loaded when the first feed is read, as calendars are.
        from handlers.web.atom import render_feed

        return render_feed(gathered, workspace_id=self.workspace_id, name=NAME)


def private_feeds(**means: Any) -> Mapping[str, PrivateFeed]:
    """All that is read at private addresses, by the first part of the path."""
    return {"calendar": CalendarFeed(**means), "practices": PracticeFeed(**means)}
