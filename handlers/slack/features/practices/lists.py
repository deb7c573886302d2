"""Lists of practices as blocks: the latest, what a search found, and the chair's queue."""

from collections.abc import Mapping, Sequence

from bot.domain.countries import countries_in_words
from bot.domain.group import Group
from bot.domain.limits import SUMMARY, TITLE
from bot.domain.practice import Practice
from bot.domain.wording import count, listed, shortened
from handlers.slack.features.practices.blocks import SHOW, review_buttons, share_button
from handlers.slack.features.practices.parsing import Target
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import (
    audience_words,
    confirm_header,
    paging_buttons,
    person_words,
)

SEARCH_PAGE, QUEUE_PAGE = "practice.search", "practice.queue"


def found_blocks(
    practices: Sequence[Practice], organisations: Mapping[int, str], *, first: str
) -> list[kit.Block]:
    """Cards in short, with one row of Show buttons beneath."""
    buttons = [
        kit.button(
            f"Show {p.reference}",
            f"{SHOW}:{p.number}",
            str(p.number),
            says=f"Show {p.reference}, {p.title}",
        )
        for p in practices
    ]
    return [
        confirm_header(first),
        kit.rich(*(line for p in practices for line in _in_short(p, organisations))),
        kit.actions(*buttons),
    ]


def source_words(practice: Practice, organisations: Mapping[int, str]) -> str:
    """ "Ofcom, United Kingdom"."""
    where = organisations.get(practice.organisation_id or 0)
    countries = countries_in_words(practice.countries)
    return f"{where}, {countries}" if where else countries


def _in_short(practice: Practice, organisations: Mapping[int, str]) -> list[kit.Element]:
    source = source_words(practice, organisations)
    return [
        kit.line(
            kit.bold(f"{practice.reference} {shortened(practice.title, TITLE)}"), f" · {source}"
        ),
        kit.line(shortened(practice.summary, SUMMARY)),
    ]


def search_results(
    practices: Sequence[Practice],
    organisations: Mapping[int, str],
    *,
    words: Sequence[str],
    offset: int,
    total: int,
) -> list[kit.Block]:
    """A page of what was found, or that nothing was, with how to find more."""
    asked = listed([f"“{word}”" for word in words])
    if not practices:
        one = len(words) == 1
        return [
            kit.rich(
                kit.line(f"No published practice that you can see contains {asked}."),
                kit.line(
                    "I looked in titles, summaries, what was done, audiences, topics, countries "
                    "and names of organisations. "
                    + (
                        "Another word, or only the beginning of it, may find more."
                        if one
                        else "Every word has to occur: fewer words find more."
                    )
                ),
            ),
            kit.actions(share_button()),
        ]
    first = f"{count(total, 'practice')} with {asked}"
    return [
        *found_blocks(practices, organisations, first=first),
        *paging_buttons(SEARCH_PAGE, offset=offset, total=total, state=" ".join(words)),
    ]


def queue_item(
    practice: Practice,
    group: Group,
    *,
    names: Mapping[str, str],
    organisation: str | None,
    target: Target,
) -> list[kit.Block]:
    """One card that awaits review, in short, with its buttons."""
    who = [
        person_words(practice.author, names),
        organisation,
        countries_in_words(practice.countries),
    ]
    lines = [
        kit.line(kit.bold(f"{practice.reference} {shortened(practice.title, TITLE)}")),
        kit.line(shortened(practice.summary, SUMMARY)),
        kit.line(
            kit.text(
                f"{', '.join(part for part in who if part)} · evidence: {practice.evidence.value} "
                f"· for {audience_words(practice.audience)} · {group.name} · shared ",
                italic=True,
            ),
            kit.moment(practice.created_at, group.zone, "{date_long}"),
        ),
    ]
    if practice.comment:
        lines.append(kit.line(f"Returned before with: {shortened(practice.comment, SUMMARY)}"))
    show = kit.button(
        "Show",
        f"{SHOW}:{practice.number}",
        str(practice.number),
        says=f"Show {practice.reference}",
    )
    return [
        kit.rich(*lines),
        kit.actions(show, *review_buttons(practice, group, target)),
    ]
