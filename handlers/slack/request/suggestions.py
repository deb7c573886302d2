"""Menus that Slack asks us about as a person types: zones, countries, languages."""

from collections.abc import Mapping, Sequence

from bot.languages import N_, _
from handlers.slack.kit.menus import suggested
from handlers.slack.request.context import Route, Scene
from handlers.slack.request.request import Kind
from handlers.slack.request.response import Answer, Suggest

OWN, NETWORK = N_("Yours"), N_("In the network")
_FALLBACK = "en"


def suggest_zones(scene: Scene) -> Answer:
    return _suggest(scene, "zone", [scene.person.zone], [one.zone for one in scene.rostered()])


def suggest_countries(scene: Scene) -> Suggest:
    organisation = scene.person.organisation
    own = [organisation.country] if organisation else []
    return _suggest(scene, scene.call.id, own, [one.country for one in scene.rostered()])


def suggest_languages(scene: Scene) -> Suggest:
    return _suggest(scene, "language", [scene.person.locale.split("-")[0], _FALLBACK], [])


def _suggest(scene: Scene, menu: str, own: Sequence[str], network: Sequence[str]) -> Suggest:
    near: Mapping[str, Sequence[str]] = {_(OWN): own, _(NETWORK): sorted(set(network) - set(own))}
    return Suggest(suggested(menu, scene.call.value, near))


ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.OPTIONS, "zone"): Route(run=suggest_zones),
    (Kind.OPTIONS, "country"): Route(run=suggest_countries),
    (Kind.OPTIONS, "countries"): Route(run=suggest_countries),
    (Kind.OPTIONS, "language"): Route(run=suggest_languages),
}
"""By the block id of the field, which says what is asked for."""
