"""(kind, id) -> route: one dictionary look-up for everything that Slack can send."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.slack.features.actions.buttons import ROUTES as ACTIONS
from handlers.slack.features.adoptions.buttons import ROUTES as ADOPTIONS
from handlers.slack.features.agendas.buttons import ROUTES as AGENDAS
from handlers.slack.features.calendars.commands import ROUTES as CALENDARS
from handlers.slack.features.coverage.commands import ROUTES as COVERAGE
from handlers.slack.features.decisions.commands import ROUTES as DECISIONS
from handlers.slack.features.dialogues.buttons import ROUTES as DIALOGUES
from handlers.slack.features.digests.commands import ROUTES as DIGESTS
from handlers.slack.features.exports.commands import ROUTES as EXPORTS
from handlers.slack.features.fairness.commands import ROUTES as FAIRNESS
from handlers.slack.features.find.commands import ROUTES as FIND
from handlers.slack.features.groups.commands import ROUTES as GROUPS
from handlers.slack.features.home.events import ROUTES as HOME
from handlers.slack.features.home.events import is_from_a_person
from handlers.slack.features.minutes.buttons import ROUTES as MINUTES
from handlers.slack.features.minutes.commands import may_mark
from handlers.slack.features.practices.buttons import ROUTES as PRACTICES
from handlers.slack.features.records.commands import ROUTES as RECORDS
from handlers.slack.features.roster.commands import ROUTES as ROSTER
from handlers.slack.features.stocktake.commands import ROUTES as STOCKTAKE
from handlers.slack.features.undo.buttons import ROUTES as UNDO
from handlers.slack.features.why.commands import ROUTES as WHY
from handlers.slack.kit.catalogue import BY_NAME
from handlers.slack.kit.slack_text import mentioned_ids, without_thanks
from handlers.slack.request import help as help_text
from handlers.slack.request.ask_back import ROUTES as ASK_BACK
from handlers.slack.request.context import Route, Routes, Scene
from handlers.slack.request.drafting import ROUTES as DRAFTS
from handlers.slack.request.events import as_reaction, as_thread_change, spoken_command
from handlers.slack.request.request import Call, Kind, read_command
from handlers.slack.request.response import Answer
from handlers.slack.request.suggestions import ROUTES as SUGGESTIONS


def merge_routes(*parts: Routes) -> Routes:
    """All routes in one dictionary; the same key twice is our bug."""
    whole: Routes = {}
    for part in parts:
        twice = whole.keys() & part.keys()
        if twice:
            raise ValueError(f"routed twice: {sorted(twice)}")
        whole.update(part)
    return whole


ROUTES = merge_routes(
    *(GROUPS, ROSTER, WHY, DIALOGUES, AGENDAS, FAIRNESS, CALENDARS, ACTIONS, DECISIONS, PRACTICES),
    *(DIGESTS, MINUTES, ADOPTIONS, COVERAGE, EXPORTS, FIND),
    *(RECORDS, STOCKTAKE, UNDO),
    *(HOME, ASK_BACK, SUGGESTIONS, DRAFTS),
)
COMMANDS = {name: route.run for (kind, name), route in ROUTES.items() if kind is Kind.COMMAND}
"""What each command runs, by its id: buttons lead to them, and no feature knows another."""


_MARKS = "*_~`:;,.!\"'“”‘’"
"""What may stand around a verb or behind it."""
_BULLET = re.compile(r"^[•·*–-]\s+")


def route_command(body: Mapping[str, Any]) -> tuple[Call, Route]:
    """A slash command, by its verb."""
    return _by_verb(read_command(body))


def route_event(call: Call) -> tuple[Call, Route | None]:
    """An event, and the command that a person wrote in a mention or to Convenor, if it is one."""
    if call.id == "message" and call.event.get("channel_type") != "im":
        change = as_thread_change(call)
        marks = change is not None and may_mark(change)
        return (change, find_route(change)) if change and marks else (call, None)
    if call.id in ("reaction_added", "reaction_removed"):
        put = as_reaction(call)
        return (put, find_route(put)) if put else (call, None)
    told = call.id == "app_mention" or call.event.get("channel_type") == "im"
    if not told or not is_from_a_person(call.event):
        return call, find_route(call)
    call = replace(call, people=mentioned_ids(call.raw))
    typed = spoken_command(call.raw)
    if not typed:
        return call, find_route(call)
    return _by_verb(replace(call, typed=typed, people=mentioned_ids(typed)))


_NO_TOPIC = frozenset({"", "me", "please"})
"""Words behind "help" that name nothing."""


def _by_verb(call: Call) -> tuple[Call, Route]:
    """Split what was typed into verb and rest; help and unknown words have routes too.

    A reference as the first word ("/action A104") shows that one.
    """
    name, words = _split(call.typed)
    command = BY_NAME.get(name)
    if command is None:
        return replace(call, id=name, raw=words), Route(run=help_text.unknown_command)
    if not words:
        return replace(call, id=name), ROUTES[Kind.COMMAND, name]
    words = _BULLET.sub("", words)
    first, rest = _split(words)
    verb = command.verb(first.strip(_MARKS))
    if verb is None and help_text.is_own_reference(command, first):
        verb, rest = command.verb("show"), words
    if verb is None:

        def unknown(scene: Scene) -> Answer:
            return help_text.unknown_word(command, scene.call, first)

        # The call is not named for what was typed: its name is in the log.
        return replace(call, id=f"{name} ?", raw=words), Route(run=unknown)
    if not verb.keeps_words and (verb.stands_alone or without_thanks(rest)):
        rest = without_thanks(rest)
    call = replace(call, id=f"{name} {verb.name}", raw=rest)
    about = verb.name == "help" and rest.lower() not in _NO_TOPIC
    asked = command.verb(rest.strip(_MARKS)) if about else verb
    if asked is not None and "help" in (verb.name, rest.lower()):
        return call, Route(run=help_text.help_listener(command, asked))
    if rest and verb.stands_alone:
        return call, Route(run=help_text.takes_no_words(command, verb))
    return call, ROUTES[Kind.COMMAND, call.id]


def _split(words: str) -> tuple[str, str]:
    first, *rest = words.split(maxsplit=1)
    return first, rest[0] if rest else ""


def find_route(call: Call) -> Route | None:
    """The route of a press, submission, shortcut or event; None where nothing listens."""
    return ROUTES.get((call.kind, call.id))
