"""Lists of practices as blocks: the latest, what a search found, and the chair's queue."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.domain import Group, Practice
from bot.domain.countries_and_languages import countries_in_words
from bot.domain.limits import SUMMARY, TITLE
from bot.domain.practice import Usage
from bot.domain.search_query import Piece, SearchQuery, excerpt_of
from bot.domain.wording import count, shortened, spell_days_ago
from bot.languages import _
from bot.use_cases.search.find import Found
from handlers.slack.features.adoptions.blocks import use_menu, used_line
from handlers.slack.features.practices import blocks
from handlers.slack.features.practices.filters import filter_menus
from handlers.slack.features.practices.parsing import Target
from handlers.slack.kit import audience_words, confirm_header, person_words, title_line
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import corrected_lines, excerpt_line, paging_buttons

NO_QUERY = SearchQuery()
SEARCH_PAGE, QUEUE_PAGE, SAVED_PAGE = "practice.search", "practice.queue", "practice.saved"


def found_blocks(
    practices: Sequence[Practice],
    organisations: Mapping[int, str],
    *,
    first: str,
    query: SearchQuery = NO_QUERY,
    usage: Mapping[int, Usage] = MappingProxyType({}),
) -> list[kit.Block]:
    """Cards in short, with what was found in them, and below Show buttons and *We use this*."""
    buttons = [
        kit.button(
            _("Show {reference}", reference=p.reference),
            f"{blocks.SHOW}:{p.number}",
            str(p.number),
            says=_("Show {reference}, {title}", reference=p.reference, title=p.title),
        )
        for p in practices
    ]
    return [
        confirm_header(first),
        kit.rich(*(line for p in practices for line in _in_short(p, organisations, query, usage))),
        kit.actions(*buttons, use_menu(practices)),
    ]


def source_words(practice: Practice, organisations: Mapping[int, str]) -> str:
    """ "Ofcom, United Kingdom"."""
    where = organisations.get(practice.organisation_id or 0)
    countries = countries_in_words(practice.countries)
    return f"{where}, {countries}" if where else countries


def _in_short(
    practice: Practice,
    organisations: Mapping[int, str],
    query: SearchQuery,
    usage: Mapping[int, Usage],
) -> list[kit.Element]:
    source = source_words(practice, organisations)
    return [
        kit.line(
            kit.bold(f"{practice.reference} {shortened(practice.title, TITLE)}"), f" · {source}"
        ),
        excerpt_line(found_in(practice, query)),
        *used_line(practice, usage),
    ]


def found_in(practice: Practice, query: SearchQuery) -> Sequence[Piece]:
    """The summary, or what else of the card has a word that was looked for."""
    topics = _("Topics: {topics}", topics=", ".join(practice.topics))
    for text in (practice.summary, practice.what_was_done, topics):
        pieces = excerpt_of(text, practice.language, query, SUMMARY)
        if pieces:
            return pieces
    return [(shortened(practice.summary, SUMMARY), False)]


def search_results(
    practices: Sequence[Practice],
    organisations: Mapping[int, str],
    *,
    typed: str,
    found: Found,
    total: int,
    usage: Mapping[int, Usage] = MappingProxyType({}),
) -> list[kit.Block]:
    """A page of what was found, or that nothing was, with how to find more."""
    query = found.query
    asked = query.spelled()
    menus = [filter_menus(query, typed)] if practices or query.filters else []
    if not practices:
        looked = _(
            "I looked in titles, summaries, what was done, audiences, topics, countries and names "
            "of organisations and authors."
        )
        more = (
            _("Another word, or only the beginning of it, may find more.")
            if len(query.words) + len(query.phrases) + len(query.filters) == 1
            else _("Every word has to occur: fewer words find more.")
        )
        return [
            kit.rich(
                kit.say("No published practice that you can see contains {query}.", query=asked),
                kit.line(f"{looked} {more}"),
            ),
            *menus,
            kit.actions(blocks.share_button()),
        ]
    practices_found = count(total, "practice", "practices")
    first = _("{records} with {query}", records=practices_found, query=asked)
    header, *shown = found_blocks(practices, organisations, first=first, query=query, usage=usage)
    return [
        *corrected_lines(found.corrected),
        header,
        *menus,
        *shown,
        *paging_buttons(SEARCH_PAGE, offset=found.offset, total=total, state=typed),
    ]


def queue_item(
    practice: Practice,
    group: Group,
    *,
    names: Mapping[str, str],
    organisation: str | None,
    target: Target,
    today: date,
    elsewhere: bool,
) -> list[kit.Block]:
    """One card that waits for a chair, in short, with its buttons; `today` is the group's."""
    countries = countries_in_words(practice.countries)
    who = [person_words(practice.author, names), organisation, countries]
    facts = [
        ", ".join(part for part in who if part),
        _("evidence: {evidence}", evidence=_(practice.evidence.value)),
        _("for {audience}", audience=audience_words(practice.audience)),
        group.name,
        _waits_words(practice, ZoneInfo(group.zone), today),
    ]
    lines = [
        title_line(practice.reference, practice.title),
        kit.line(shortened(practice.summary, SUMMARY)),
        kit.line(kit.text(" · ".join(facts), italic=True)),
    ]
    show = blocks.show_button(practice)
    if practice.has_unseen_edit:
        row = [show, blocks.history_button(practice), blocks.seen_button(practice, target)]
        return [kit.rich(*lines), kit.actions(*row)]
    if practice.comment:
        said = shortened(practice.comment, SUMMARY)
        lines.append(kit.say("Returned before with: {comment}", comment=said))
    return [
        kit.rich(*lines),
        kit.actions(show, *blocks.review_buttons(practice, group, target, elsewhere=elsewhere)),
    ]


def _waits_words(practice: Practice, zone: ZoneInfo, today: date) -> str:
    """Since when, and whether it was changed after that."""
    since = spell_days_ago(practice.waits_since.astimezone(zone).date(), today)
    if practice.has_unseen_edit:
        return _("changed after publication {day}", day=since)
    if practice.edited_at is None:
        return _("sent {day}", day=since)
    changed = spell_days_ago(practice.edited_at.astimezone(zone).date(), today)
    return _("sent {day}, changed {changed}", day=since, changed=changed)


def alike_blocks(found: Sequence[Practice], organisations: Mapping[int, str]) -> list[kit.Block]:
    """What is there already, on top of the form that would send it once more."""
    return [
        kit.rich(
            kit.line(kit.bold(_("This may be shared already. Nothing is sent yet."))),
            *(
                line
                for practice in found
                for line in _in_short(practice, organisations, NO_QUERY, {})
            ),
            kit.say(
                "If yours is another one, press Send anyway. {command} shows the first.",
                command=f"/practice show {found[0].reference}",
            ),
        )
    ]
