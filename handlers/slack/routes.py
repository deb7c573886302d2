"""(kind, id) -> route: one dictionary look-up for everything that Slack can send."""

from collections.abc import Mapping
from typing import Any

from bot.domain.nearest import nearest_word
from handlers.slack.features.actions.routes import ROUTES as ACTIONS
from handlers.slack.features.agendas.routes import ROUTES as AGENDAS
from handlers.slack.features.calendars.routes import ROUTES as CALENDARS
from handlers.slack.features.dialogues.routes import ROUTES as DIALOGUES
from handlers.slack.features.digests.routes import ROUTES as DIGESTS
from handlers.slack.features.fairness.routes import ROUTES as FAIRNESS
from handlers.slack.features.groups.routes import ROUTES as GROUPS
from handlers.slack.features.home.routes import ROUTES as HOME
from handlers.slack.features.practices.routes import ROUTES as PRACTICES
from handlers.slack.features.roster.routes import ROUTES as ROSTER
from handlers.slack.features.why.routes import ROUTES as WHY
from handlers.slack.kit.catalogue import BY_NAME
from handlers.slack.request import help as help_text
from handlers.slack.request.ask_back import ROUTES as ASK_BACK
from handlers.slack.request.context import Route, Scene
from handlers.slack.request.drafting import ROUTES as DRAFTS
from handlers.slack.request.request import Call, Kind, read_command
from handlers.slack.request.response import Answer
from handlers.slack.request.suggestions import ROUTES as SUGGESTIONS

Routes = Mapping[tuple[Kind, str], Route]


def merge_routes(*parts: Routes) -> dict[tuple[Kind, str], Route]:
    """All routes in one dictionary; the same key twice is our bug."""
    whole: dict[tuple[Kind, str], Route] = {}
    for part in parts:
        twice = whole.keys() & part.keys()
        if twice:
            raise ValueError(f"routed twice: {sorted(twice)}")
        whole.update(part)
    return whole


ROUTES = merge_routes(
    *(GROUPS, ROSTER, WHY, DIALOGUES, AGENDAS, FAIRNESS, CALENDARS, ACTIONS, PRACTICES, DIGESTS),
    *(HOME, ASK_BACK, SUGGESTIONS, DRAFTS),
)
COMMANDS = {name: route.run for (kind, name), route in ROUTES.items() if kind is Kind.COMMAND}
"""What each command runs, by its id: buttons lead to them, and no feature knows another."""


def route_command(body: Mapping[str, Any]) -> tuple[Call, Route]:
    """Split a command's text into verb and rest; help, unknown and unready words have routes too.

    A reference as the first word ("/action A104") shows that one.
    """
    command = BY_NAME.get(body["command"])
    words = (body.get("text") or "").strip()
    first, _, rest = words.partition(" ")
    if command is None:
        return read_command(body, body["command"], words), Route(run=help_text.unknown_command)
    if not words:
        return read_command(body, command.name, ""), ROUTES[Kind.COMMAND, command.name]
    verb = command.verb(first)
    if verb is None and help_text.is_own_reference(command, first):
        verb, rest = command.verb("show"), words
    if verb is None:
        close = nearest_word(first, [v.name for v in command.verbs])

        def unknown(scene: Scene) -> Answer:
            return help_text.unknown_word(command, scene.call, first, close)

        # The call is not named for what was typed: its name is in the log.
        return read_command(body, f"{command.name} ?", words), Route(run=unknown)
    call = read_command(body, f"{command.name} {verb.name}", rest.strip())
    if verb.name == "help" or rest.strip().lower() == "help":
        return call, Route(run=help_text.help_listener(command, verb))
    if not verb.ready:
        return call, Route(run=help_text.not_yet(command, verb))
    return call, ROUTES[Kind.COMMAND, call.id]


def find_route(call: Call) -> Route | None:
    """The route of a press, submission, shortcut or event; None where nothing listens."""
    return ROUTES.get((call.kind, call.id))
