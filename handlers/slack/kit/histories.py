"""What happened to a record: a page at a time, nothing cut."""

from collections.abc import Sequence

from bot.languages import _
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.fallback import text_weight

_LINES, _WEIGHT = 15, 4_000
"""Changes on a page, and their text as Slack may count it."""


def history_page(
    heading: str, lines: Sequence[kit.Element], *, turn: str, value: str, page: int
) -> list[kit.Block]:
    """A page of changes, the oldest first; page 0 has the latest. A button's `action_id` is
    `turn` with the page behind a colon."""
    pages = _pages(lines)
    page = min(page, len(pages) - 1)
    shown = kit.rich(kit.line(kit.bold(heading)), kit.bullets(pages[page] if pages else []))
    if len(pages) < 2:
        return [shown]
    turns = [(_("Earlier changes"), page + 1), (_("Later changes"), page - 1)]
    buttons = [
        kit.button(words, f"{turn}:{to}", value) for words, to in turns if 0 <= to < len(pages)
    ]
    told = sum(map(len, pages[: page + 1]))
    first, last = len(lines) - told + 1, len(lines) - told + len(pages[page])
    told_now = _("Changes {first}–{last} of {all}.", first=first, last=last, all=len(lines))
    return [shown, kit.small(told_now), kit.actions(*buttons)]


def _pages(lines: Sequence[kit.Element]) -> list[list[kit.Element]]:
    """Whole lines, as many to a page as fit beside a record; the last lines on the first page."""
    pages: list[list[kit.Element]] = []
    weight = 0
    for line in reversed(lines):
        weight += text_weight(line)
        if not pages or len(pages[-1]) == _LINES or weight > _WEIGHT:
            pages.append([])
            weight = text_weight(line)
        pages[-1].insert(0, line)
    return pages
