"""The history of a decision or a practice, as the journal has it, in answer to a call."""

from collections.abc import Callable, Sequence

from bot.domain import Decision, Practice
from bot.domain.limits import TITLE
from bot.domain.person import zone_of
from bot.domain.wording import shortened
from bot.languages import _, _p
from bot.ports.ledgers.books import Event
from bot.use_cases.context import Context
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import person_words
from handlers.slack.kit.common_blocks import kept_words
from handlers.slack.kit.histories import history_page
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Reply

ShowHistory = Callable[[int, Context], tuple[Decision | Practice, Sequence[Event]]]


def record_history(
    show: ShowHistory,
    press: str,
    scene: Scene,
    number: int,
    page: int = 0,
    *,
    replace: bool = False,
) -> Reply:
    """Who did what when to the record that `show` finds; page 0 has the latest changes. `press`:
    the action id of its button; with "_page" behind it, that of the buttons that turn the page."""
    record, events = show(number, scene.context)
    names = scene.work.people.names({event.who for event in events})
    done, lines = _done(), []
    for event in events:
        detail = f" ({event.detail})" if event.detail else ""
        who = person_words(event.who, names)
        did = _(": {did} by {who}", did=done.get(event.did, event.did), who=who) + detail
        kept = kept_words(event.audience, record.audience)
        lines.append(kit.line(kit.moment(event.at, zone_of(scene.person)), did, kept))
    reference, title = record.reference, shortened(record.title, TITLE)
    heading = _("History of {reference} {title}", reference=reference, title=title)
    told = history_page(heading, lines, turn=f"{press}_page", value=reference, page=page)
    return Reply(blocks=told, replace=replace)


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
