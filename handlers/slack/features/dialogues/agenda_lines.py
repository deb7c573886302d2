"""An agenda as messages about a dialogue show it."""

from collections.abc import Sequence

from bot.domain.agenda import AgendaItem
from bot.domain.wording import count, set_apart, spell_minutes
from handlers.slack.kit import blocks as kit

SHOWN = 20


def items(
    agenda: Sequence[tuple[AgendaItem, str]], shown: int = SHOWN, heading: str = "Agenda"
) -> list[kit.Block]:
    """A numbered list of titles with minutes and presenter; nothing for an empty agenda."""
    if not agenda:
        return []
    lines = [
        kit.line(set_apart(item.title), f" ({about(item, name)})") for item, name in agenda[:shown]
    ]
    left = len(agenda) - shown
    return [
        kit.rich(*([kit.line(kit.bold(heading))] if heading else []), kit.numbered(lines)),
        *([kit.small(f"and {count(left, 'more item')}")] if left > 0 else []),
    ]


def about(item: AgendaItem, presenter: str) -> str:
    """ "15 minutes, Liam"."""
    return f"{spell_minutes(item.minutes)}, {set_apart(presenter)}"
