"""What happened to a record, as the journal has it: a page at a time, nothing cut."""

from collections.abc import Mapping, Sequence

from bot.domain.audience import Record
from bot.domain.limits import TITLE
from bot.domain.wording import shortened
from bot.languages import _, _p
from bot.ports.ledgers.books import Event
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import kept_words, person_words
from handlers.slack.kit.fallback import text_weight

_LINES, _WEIGHT = 15, 4_000
"""Changes on a page, and their text as Slack may count it."""


def history_blocks(
    record: Record,
    title: str,
    events: Sequence[Event],
    names: Mapping[str, str],
    zone: str,
    *,
    turn: str,
    page: int,
) -> list[kit.Block]:
    """Who did what to a decision or a practice when; for `turn` and `page` see `history_page`."""
    lines, done = [], _done()
    for event in events:
        detail = f" ({event.detail})" if event.detail else ""
        who = person_words(event.who, names)
        did = _(": {did} by {who}", did=done.get(event.did, event.did), who=who) + detail
        kept = kept_words(event.audience, record.audience)
        lines.append(kit.line(kit.moment(event.at, zone), did, kept))
    heading = _(
        "History of {reference} {title}", reference=record.reference, title=shortened(title, TITLE)
    )
    return history_page(heading, lines, turn=turn, value=record.reference, page=page)


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


def _done() -> dict[str, str]:
    """What was done to a decision or a practice, as the journal has it, in the reader's words."""
    return {
        "abstained": _p("history", "abstained"), "adopted": _p("history", "adopted"),
        "agreed": _p("history", "agreed"),
        "agreed with a comment": _p("history", "agreed with a comment"),
        "changed": _p("history", "changed"), "commented": _p("history", "commented"),
        "declined": _p("history", "declined"), "edited": _p("history", "edited"),
        "extended": _p("history", "extended"),
        "found still good": _p("history", "found still good"), "lapsed": _p("history", "lapsed"),
        "more time needed": _p("history", "more time needed"),
        "no longer uses": _p("history", "no longer uses"), "objected": _p("history", "objected"),
        "proposed": _p("history", "proposed"), "published": _p("history", "published"),
        "recorded": _p("history", "recorded"), "returned": _p("history", "returned"),
        "seen": _p("history", "seen"), "sent again": _p("history", "sent again"),
        "shared": _p("history", "shared"), "stopped": _p("history", "stopped"),
        "uses": _p("history", "uses"), "withdrawn": _p("history", "withdrawn"),
    }  # fmt: skip
