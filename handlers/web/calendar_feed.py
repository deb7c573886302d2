"""Calendars at their private addresses: `/calendar/<secret>.ics`."""

import re
from dataclasses import dataclass

from bot.ports.ledgers.personal import AddressOf
from bot.use_cases.calendars.feed import Feed, read_feed
from bot.use_cases.context import Context
from handlers.web.private_feed import PrivateFeed

NAME = "Working group dialogues"
NOBODYS = "There is no calendar here. In Slack, /dialogue calendar gives you your address.\n"


@dataclass(kw_only=True)
class CalendarFeed(PrivateFeed):
    """A person's dialogues."""

    of = AddressOf.CALENDAR
    path = re.compile(r"/calendar/(?P<secret>[A-Za-z0-9_-]{43})\.ics")
    content_type = "text/calendar"
    file_name = "dialogues.ics"
    told = ("calendar_read", "calendar_not_read")
    nobodys = NOBODYS

    def gather(self, context: Context, before: Feed | None) -> Feed:
        return read_feed(context, before)

    def render(self, gathered: Feed) -> bytes:
        # Loaded when the first calendar is read: most processes that start are never asked.
        from handlers.icalendar import rendered

        return rendered(gathered.entries, workspace_id=self.workspace_id, name=NAME)
