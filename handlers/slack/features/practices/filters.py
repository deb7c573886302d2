"""The menus above a list of practices that was searched for: one press narrows it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.practice import Evidence, Public, TopicList
from bot.domain.search_query import Filter, SearchQuery
from bot.languages import N_, _
from handlers.slack.features.practices.card_form import offered_topics
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.menus import picker
from handlers.slack.request import Answer, Scene
from handlers.slack.request.carried_values import NotOurs
from handlers.slack.request.response import Suggest
from handlers.slack.request.suggestions import suggest_countries, suggest_languages

FILTER = "practice.filter"
_ANY = "any"
_FEW = {
    Filter.AUDIENCE: [public.value for public in Public],
    Filter.EVIDENCE: [evidence.value for evidence in Evidence],
}
_MANY = {Filter.TOPIC: "topics", Filter.COUNTRY: "countries", Filter.LANGUAGE: "language"}
"""The menus whose choices are asked for letter by letter."""


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


_ANY_OF = {
    Filter.AUDIENCE: N_("Any audience"),
    Filter.TOPIC: N_("Any topic"),
    Filter.COUNTRY: N_("Any country"),
    Filter.LANGUAGE: N_("Any language"),
    Filter.EVIDENCE: N_("Any evidence"),
    Filter.AUTHOR: N_("Any author"),
}


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
    elif name is Filter.COUNTRY:
        offered = suggest_countries(asked).offered
    else:
        offered = suggest_languages(asked).offered
    if scene.call.value:
        return Suggest(offered)
    if "options" in offered:
        return Suggest({"options": [_any(name), *offered["options"]][:100]})
    first = {"label": kit.plain(_("No filter"), 75), "options": [_any(name)]}
    return Suggest({"option_groups": [first, *offered["option_groups"]]})


def read_name(about: str) -> tuple[Filter, str]:
    """Which filter a menu is of, and what was typed for the list above which it stands."""
    name, _space, typed = about.partition(" ")
    try:
        return Filter(name), typed
    except ValueError:
        raise NotOurs from None


def narrowed(query: SearchQuery, name: Filter, chosen: str) -> SearchQuery:
    """The query with what was chosen in the menu of this filter."""
    return query.with_filter(name, None if chosen == _ANY else chosen)
