"""Lists of practices as blocks: the latest, what a search found, and the chair's queue."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain import Group, Practice
from bot.domain.countries_and_languages import countries_in_words
from bot.domain.limits import SUMMARY, TITLE
from bot.domain.practice import Evidence, Public, TopicList, Usage
from bot.domain.search_query import Filter, Piece, SearchQuery, excerpt_of
from bot.domain.wording import count, shortened, spell_days_ago
from bot.languages import N_, _
from bot.use_cases.practices.review import other_groups
from bot.use_cases.search.find import Found
from handlers.slack.features.adoptions.blocks import use_menu, used_line
from handlers.slack.features.practices import blocks
from handlers.slack.features.practices.card_form import offered_topics
from handlers.slack.features.practices.parsing import Target
from handlers.slack.kit import audience_words, confirm_header, person_words, title_line
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import (
    corrected_lines,
    excerpt_line,
    paging_buttons,
    show_button,
)
from handlers.slack.kit.menus import picker
from handlers.slack.request import Answer, Scene
from handlers.slack.request.carried_values import NotOurs, read_choice
from handlers.slack.request.response import Suggest
from handlers.slack.request.suggestions import suggest_entries

FILTER = "practice.filter"
SEARCH_PAGE, QUEUE_PAGE, SAVED_PAGE = "practice.search", "practice.queue", "practice.saved"
NO_QUERY = SearchQuery()
_ANY = "any"
_FEW = {
    Filter.AUDIENCE: [public.value for public in Public],
    Filter.EVIDENCE: [evidence.value for evidence in Evidence],
}
_MANY = {Filter.TOPIC: "topics", Filter.COUNTRY: "countries", Filter.LANGUAGE: "language"}
"""The menus whose choices are asked for letter by letter."""

_ANY_OF = {
    Filter.AUDIENCE: N_("Any audience"),
    Filter.TOPIC: N_("Any topic"),
    Filter.COUNTRY: N_("Any country"),
    Filter.LANGUAGE: N_("Any language"),
    Filter.EVIDENCE: N_("Any evidence"),
    Filter.AUTHOR: N_("Any author"),
}


def filter_menus(query: SearchQuery, typed: str) -> kit.Block:
    """A menu for each filter, showing what is chosen; its action id carries what was typed."""
    order = (Filter.AUDIENCE, Filter.TOPIC, Filter.COUNTRY, Filter.LANGUAGE, Filter.EVIDENCE)
    return kit.actions(*(_menu(name, query.filtered_by(name), typed) for name in order))


def _menu(name: Filter, chosen: str | None, typed: str) -> kit.Element:
    action_id = f"{FILTER}:{name.value} {typed}"
    if name in _FEW:
        options = [_any(name), *(kit.option(_(v).capitalize(), v) for v in _FEW[name])]
        menu = kit.choice(options, initial=chosen) | {"action_id": action_id}
    else:
        menu = picker(_MANY[name], chosen, action_id=action_id)
    return menu | {"placeholder": kit.plain(_(_ANY_OF[name]), kit.PLACEHOLDER)}


def _any(name: Filter) -> dict[str, Any]:
    return kit.option(_(_ANY_OF[name]), _ANY)


def suggest_values(scene: Scene) -> Answer:
    """What a menu of many offers; at first also to take its filter away."""
    name = read_name(scene.call.about)[0]
    if name not in _MANY:
        raise NotOurs
    asked = replace(scene, call=replace(scene.call, id=_MANY[name]))
    offered: Mapping[str, Any]
    if name is Filter.TOPIC:
        groups = [group.id for group in scene.work.groups.all()]
        used = sorted(scene.work.practices.topics_in_use(scene.reader, groups), key=str.casefold)
        offered = offered_topics(TopicList(topics=tuple(used), free=False), (), scene.call.value)
    else:
        offered = suggest_entries(asked).offered
    if scene.call.value:
        return Suggest(offered)
    if "options" in offered:
        return Suggest({"options": [_any(name), *offered["options"]][:100]})
    first = {"label": kit.plain(_("No filter"), 75), "options": [_any(name)]}
    return Suggest({"option_groups": [first, *offered["option_groups"]]})


def read_name(about: str) -> tuple[Filter, str]:
    """Which filter a menu is of, and what was typed for the list above which it stands."""
    name, _space, typed = about.partition(" ")
    return read_choice(Filter, name), typed


def narrowed(query: SearchQuery, name: Filter, chosen: str) -> SearchQuery:
    """The query with what was chosen in the menu of this filter."""
    return query.with_filter(name, None if chosen == _ANY else chosen)


def found_blocks(
    scene: Scene, practices: Sequence[Practice], first: str, query: SearchQuery = NO_QUERY
) -> list[kit.Block]:
    """Cards in short, with what was found in them, and below Show buttons and *We use this*."""
    usage = scene.work.adoptions.usage_of(scene.reader, practices)
    buttons = [show_button(blocks.SHOW, p.reference, p.title, str(p.number)) for p in practices]
    return [
        confirm_header(first),
        kit.rich(*_in_short(scene, practices, query, usage)),
        kit.actions(*buttons, use_menu(practices)),
    ]


def source_words(practice: Practice, organisations: Mapping[int, str]) -> str:
    """ "Ofcom, United Kingdom"."""
    where = organisations.get(practice.organisation_id or 0)
    countries = countries_in_words(practice.countries)
    return f"{where}, {countries}" if where else countries


def _in_short(
    scene: Scene, practices: Sequence[Practice], query: SearchQuery, usage: Mapping[int, Usage]
) -> list[kit.Element]:
    lines = []
    organisations = scene.work.organisations.names()
    for practice in practices:
        named = kit.bold(f"{practice.reference} {shortened(practice.title, TITLE)}")
        lines.append(kit.line(named, f" · {source_words(practice, organisations)}"))
        lines.append(excerpt_line(_found_in(practice, query)))
        lines += used_line(practice, usage)
    return lines


def _found_in(practice: Practice, query: SearchQuery) -> Sequence[Piece]:
    """The summary, or what else of the card has a word that was looked for."""
    topics = _("Topics: {topics}", topics=", ".join(practice.topics))
    for text in (practice.summary, practice.what_was_done, topics):
        pieces = excerpt_of(text, practice.language, query, SUMMARY)
        if pieces:
            return pieces
    return [(shortened(practice.summary, SUMMARY), False)]


def search_results(
    scene: Scene, practices: Sequence[Practice], *, typed: str, found: Found, total: int
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
        more = _("Every word has to occur: fewer words find more.")
        if len(query.words) + len(query.phrases) + len(query.filters) == 1:
            more = _("Another word, or only the beginning of it, may find more.")
        nothing = kit.say("No published practice that you can see contains {query}.", query=asked)
        said = kit.rich(nothing, kit.line(f"{looked} {more}"))
        return [said, *menus, kit.actions(blocks.share_button())]
    first = _("{records} with {query}", records=count(total, "practice", "practices"), query=asked)
    header, *shown = found_blocks(scene, practices, first, query)
    return [
        *corrected_lines(found.corrected),
        header,
        *menus,
        *shown,
        *paging_buttons(SEARCH_PAGE, offset=found.offset, total=total, state=typed),
    ]


def queue_item(
    scene: Scene, practice: Practice, group: Group, target: Target, names: Mapping[str, str]
) -> list[kit.Block]:
    """One card that waits for a chair of the group, in short, with its buttons."""
    organisation = scene.work.organisations.names().get(practice.organisation_id or 0)
    countries = countries_in_words(practice.countries)
    who = [person_words(practice.author, names), organisation, countries]
    facts = [
        ", ".join(part for part in who if part),
        _("evidence: {evidence}", evidence=_(practice.evidence.value)),
        _("for {audience}", audience=audience_words(practice.audience)),
        group.name,
        _waits_words(scene, practice, ZoneInfo(group.zone)),
    ]
    lines = [
        title_line(practice),
        kit.line(shortened(practice.summary, SUMMARY)),
        kit.line(kit.text(" · ".join(facts), italic=True)),
    ]
    row = [blocks.show_button(practice)]
    if practice.has_unseen_edit:
        row += [blocks.history_button(practice), blocks.seen_button(practice, target)]
        return [kit.rich(*lines), kit.actions(*row)]
    if practice.comment:
        said = shortened(practice.comment, SUMMARY)
        lines.append(kit.say("Returned before with: {comment}", comment=said))
    elsewhere = bool(other_groups(practice, scene.context))
    row += blocks.review_buttons(practice, group, target, elsewhere=elsewhere)
    return [kit.rich(*lines), kit.actions(*row)]


def _waits_words(scene: Scene, practice: Practice, zone: ZoneInfo) -> str:
    """Since when, and whether it was changed after that."""
    today = scene.now.astimezone(zone).date()
    since = spell_days_ago(practice.waits_since.astimezone(zone).date(), today)
    if practice.has_unseen_edit:
        return _("changed after publication {day}", day=since)
    if practice.edited_at is None:
        return _("sent {day}", day=since)
    changed = spell_days_ago(practice.edited_at.astimezone(zone).date(), today)
    return _("sent {day}, changed {changed}", day=since, changed=changed)


def alike_blocks(scene: Scene, found: Sequence[Practice]) -> list[kit.Block]:
    """What is there already, on top of the form that would send it once more."""
    shared = kit.line(kit.bold(_("This may be shared already. Nothing is sent yet.")))
    send = kit.say(
        "If yours is another one, press Send anyway. {command} shows the first.",
        command=f"/practice show {found[0].reference}",
    )
    return [kit.rich(shared, *_in_short(scene, found, NO_QUERY, {}), send)]
