"""Menus that Slack asks us about as a person types: zones, countries, languages."""

from bot.languages import N_, _
from handlers.slack.kit.menus import suggested
from handlers.slack.request.context import Route, Routes, Scene
from handlers.slack.request.request import Kind
from handlers.slack.request.response import Suggest

OWN, NETWORK = N_("Yours"), N_("In the network")
_FALLBACK = "en"


def suggest_entries(scene: Scene) -> Suggest:
    """The menu's entries that fit, the likely ones first; its block id says what it is of."""
    menu, others = scene.call.id, scene.rostered()
    if menu == "zone":
        own, network = [scene.person.zone], [one.zone for one in others]
    elif menu == "language":
        own, network = [scene.person.locale.split("-")[0], _FALLBACK], []
    else:
        organisation = scene.person.organisation
        own = [organisation.country] if organisation else []
        network = [one.country for one in others]
    near = {_(OWN): own, _(NETWORK): sorted(set(network) - set(own))}
    return Suggest(suggested(menu, scene.call.value, near))


ROUTES: Routes = {
    (Kind.OPTIONS, menu): Route(run=suggest_entries)
    for menu in ("zone", "country", "countries", "language")
}
