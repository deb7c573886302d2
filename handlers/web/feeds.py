"""The feeds at private addresses: `/calendar/<secret>.ics` and `/practices/<secret>.atom`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.ports.ledgers.personal import AddressOf
from bot.use_cases.calendars.feed import Feed, read_feed
from bot.use_cases.context import Context
from bot.use_cases.practices.show import FeedEntry, practice_feed
from handlers.web.private_feed import PrivateFeed


@dataclass(kw_only=True)
class CalendarFeed(PrivateFeed):
    """A person's dialogues."""

    of = AddressOf.CALENDAR
    path = re.compile(r"/calendar/(?P<secret>[A-Za-z0-9_-]{43})\.ics")
    content_type = "text/calendar"
    file_name = "dialogues.ics"
    told = ("calendar_read", "calendar_not_read")
    nobodys = "There is no calendar here. In Slack, /dialogue calendar gives you your address.\n"

    def gather(self, context: Context, before: Feed | None) -> Feed:
        return read_feed(context, before)

    def render(self, gathered: Feed) -> bytes:
        # Loaded when the first calendar is read: most processes that start are never asked.
        from handlers.icalendar.rendering import rendered

        return rendered(
            gathered.entries, workspace_id=self.workspace_id, name="Working group dialogues"
        )


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
        return practice_feed(context)

    def render(self, gathered: tuple[FeedEntry, ...]) -> bytes:
        # Loaded when the first feed is read, as calendars are.
        from handlers.web.atom import render_feed

        name = "Good practices of the network"
        return render_feed(gathered, workspace_id=self.workspace_id, name=name)


def private_feeds(**means: Any) -> Mapping[str, PrivateFeed]:
    """All that is read at private addresses, by the first part of the path."""
    return {"calendar": CalendarFeed(**means), "practices": PracticeFeed(**means)}
