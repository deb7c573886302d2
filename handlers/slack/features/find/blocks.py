"""What was found as blocks: grouped by kind, or a page of one kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bot.domain.limits import SUMMARY, TITLE
from bot.domain.reference import ACTION, DECISION, DIALOGUE, DIGEST, MINUTES, PRACTICE
from bot.domain.search_query import SearchQuery, excerpt_of
from bot.domain.wording import count, listed
from bot.languages import Nn_, _, _n
from bot.use_cases.search.find import Found
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header
from handlers.slack.kit.common_blocks import (
    corrected_lines,
    excerpt_line,
    paging_buttons,
    show_button,
)

SHOW, PAGE = "find.show", "find.page"


@dataclass(frozen=True, slots=True)
class FoundKind:
    """How one record and several are named, and the command that shows one."""

    nouns: tuple[str, str]
    show: str


KINDS: Mapping[str, FoundKind] = MappingProxyType(
    {
        DIALOGUE: FoundKind(Nn_("dialogue", "dialogues"), "/dialogue show"),
        ACTION: FoundKind(Nn_("action", "actions"), "/action show"),
        MINUTES: FoundKind(Nn_("set of minutes", "sets of minutes"), "/dialogue minutes"),
        DECISION: FoundKind(Nn_("decision", "decisions"), "/decision show"),
        PRACTICE: FoundKind(Nn_("practice", "practices"), "/practice show"),
        DIGEST: FoundKind(Nn_("digest", "digests"), "/digest show"),
    }
)
"""By the letter of their references, in the order in which they are listed."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that was found. `texts`: where else than in the title a word may stand.
    `button`: what shows it, where that is not its kind's command."""

    reference: str
    title: str
    facts: tuple[kit.Element | str, ...]
    texts: tuple[str, ...]
    language: str = "en"
    button: kit.Element | None = None


def best_of_each(typed: str, found: Found, hits: Mapping[str, Sequence[Hit]]) -> list[kit.Block]:
    """The first few of each kind, or that nothing was found."""
    asked = found.query.spelled()
    if not hits:
        return [
            kit.rich(
                kit.say("Nothing that you can see has {query}.", query=asked),
                kit.say(
                    "I looked in dialogues, sealed minutes, actions, decisions, published "
                    "practices and digests: titles, notes, names and all that a card says. "
                    "Every word has to occur: fewer words find more."
                ),
            )
        ]
    counted = listed([_counted(kind, found) for kind in hits])
    first = _("{records} with {query}", records=counted, query=asked)
    blocks = [confirm_header(first), *corrected_lines(found.corrected)]
    for kind, of_kind in hits.items():
        blocks += _hit_blocks(kind, typed, found, of_kind)
    return blocks


def one_kind(kind: str, typed: str, found: Found, hits: Sequence[Hit]) -> list[kit.Block]:
    """A page of one kind, with Previous and Next."""
    total, asked = found.kinds[kind].total, found.query.spelled()
    return [
        confirm_header("{records} with {query}", records=_counted(kind, found), query=asked),
        *corrected_lines(found.corrected),
        kit.rich(*(line for hit in hits for line in _lines(hit, found.query))),
        kit.actions(*map(_show_button, hits)),
        *paging_buttons(PAGE, offset=found.offset, total=total, state=f"{kind} {typed}"),
    ]


def _hit_blocks(kind: str, typed: str, found: Found, hits: Sequence[Hit]) -> list[kit.Block]:
    row = [*map(_show_button, hits)]
    if found.kinds[kind].total > len(hits):
        every = _("All {records}", records=_counted(kind, found))
        row.append(kit.button(every, f"{PAGE}:{kind}", f"0 {kind} {typed}"))
    named = kit.line(kit.bold(_n(*KINDS[kind].nouns, 2).capitalize()))
    lines = (line for hit in hits for line in _lines(hit, found.query))
    return [kit.rich(named, *lines), kit.actions(*row)]


def _lines(hit: Hit, query: SearchQuery) -> list[kit.Element]:
    title = excerpt_of(hit.title, hit.language, query, TITLE) or ((hit.title, False),)
    line = excerpt_line(((f"{hit.reference} ", True), *title))
    said = kit.line(" · ", *hit.facts)["elements"] if any(hit.facts) else []
    lines: list[kit.Element] = [{**line, "elements": [*line["elements"], *said]}]
    found = (excerpt_of(text, hit.language, query, SUMMARY) for text in hit.texts)
    excerpt = next((pieces for pieces in found if pieces), None)
    return [*lines, excerpt_line(excerpt)] if excerpt else lines


def _show_button(hit: Hit) -> kit.Element:
    return hit.button or show_button(SHOW, hit.reference, hit.title, hit.reference)


def _counted(kind: str, found: Found) -> str:
    return count(found.kinds[kind].total, *KINDS[kind].nouns)
