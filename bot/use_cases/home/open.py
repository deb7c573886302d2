"""A person opens their Home tab."""

from bot.use_cases.context import Context


def open_home(context: Context) -> None:
    """From now on it is kept true for a while; it is published at once, whatever it shows."""
    context.work.homes.note_opened(context.reader.user_id, context.now)
