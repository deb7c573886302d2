"""Editing by a person who has seen what a wider audience opens."""

from dataclasses import replace

from bot.use_cases.audience_changes import Widens


def having_seen(edit, wish):
    """What `edit(wish)` gives; where it asks first, what it gives to the mark of that opening."""
    try:
        return edit(wish)
    except Widens as asked:
        return edit(replace(wish, told=asked.opening.mark))
