"""/action and its verbs, as typed."""

import json
from dataclasses import replace

from bot.domain.errors import Refusal
from bot.domain.group import Group
from bot.domain.roles import Act, may
from bot.domain.wording import shortened
from bot.use_cases.actions.edit import AssignAction, RedateAction, assign_action, redate_action
from bot.use_cases.actions.log import LogAction, log_action
from bot.use_cases.actions.settle import (
    CompleteAction,
    DropAction,
    ReopenAction,
    complete_action,
    drop_action,
    reopen_action,
)
from bot.use_cases.refusals import demand_right
from handlers.slack.features.actions import forms
from handlers.slack.features.actions.button_values import ListState
from handlers.slack.features.actions.due import DateQuestion, read_due
from handlers.slack.features.actions.owners import OwnerQuestion, parse_owner
from handlers.slack.features.actions.parsing import (
    Listing,
    TypedAction,
    parse_add,
    parse_list,
    parse_reason,
    take_reference,
)
from handlers.slack.features.actions.replies import (
    ask_which_day,
    ask_which_owner,
    assigned_words,
    confirm_reply,
    known_organisations,
    list_page,
    names_said,
    one_action,
    open_words,
    settled_words,
    usage_reply,
    whereabouts_of,
    who_may_own,
)
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.slack_text import spoken_text
from handlers.slack.request.carried_values import read_state
from handlers.slack.request.context import Scene
from handlers.slack.request.help import typed_back
from handlers.slack.request.response import Answer, Reply, ShowView


def run_mine(scene: Scene) -> Answer:
    return Reply(blocks=list_page(scene, ListState(listing=Listing(mine=True))))


def list_all(scene: Scene) -> Answer:
    listing = parse_list(scene.call.raw, organisations=known_organisations(scene))
    return Reply(blocks=list_page(scene, ListState(listing=listing)))


def run_done(scene: Scene) -> Answer:
    if not scene.call.raw.strip():
        return usage_reply(scene, "done", "Which action is done?")
    number, rest = take_reference(scene.call.raw)
    note = spoken_text(rest, names_said(scene))
    outcome = complete_action(CompleteAction(number, note or None), scene.context)
    if outcome.changed:
        return confirm_reply(scene, "Done.", outcome.action)
    reply = confirm_reply(scene, settled_words(outcome.action), outcome.action)
    if not note:
        return reply
    kept = kit.rich(kit.line("Your note was not kept, because nothing changed."))
    return Reply(blocks=[*reply.blocks, kept, *typed_back(scene.call.typed)])


def run_reopen(scene: Scene) -> Answer:
    found = _only_reference(scene, "reopen", "Which action do you want to reopen?")
    if isinstance(found, Reply):
        return found
    outcome = reopen_action(ReopenAction(found), scene.context)
    words = "Open again." if outcome.changed else open_words(outcome.action)
    return confirm_reply(scene, words, outcome.action)


def run_assign(scene: Scene) -> Answer:
    if not scene.call.raw.strip():
        return usage_reply(scene, "assign", "Which action, and who is its new owner?")
    number, rest = take_reference(scene.call.raw)
    if not rest:
        return usage_reply(scene, "assign", "Who is its new owner?")
    parsed = parse_owner(rest, who_may_own(scene))
    if isinstance(parsed, OwnerQuestion):
        return ask_which_owner(scene, parsed)
    owner, note = parsed
    outcome = assign_action(
        AssignAction(number, owner, note or None), scene.context, whereabouts=whereabouts_of(scene)
    )
    return confirm_reply(scene, assigned_words(scene, outcome), outcome.action)


def run_due(scene: Scene) -> Answer:
    if not scene.call.raw.strip():
        return usage_reply(scene, "due", "Which action, and when is it due?")
    number, rest = take_reference(scene.call.raw)
    if not rest:
        return usage_reply(scene, "due", "When is it due? Give a day, or none.")
    read = read_due(rest, scene.writer)
    if isinstance(read, DateQuestion):
        return ask_which_day(scene, read)
    outcome = redate_action(RedateAction(number, read), scene.context)
    words = "Due date changed." if outcome.changed else "That was its due date already."
    return confirm_reply(scene, words, outcome.action)


def run_edit(scene: Scene) -> Answer:
    found = _only_reference(scene, "edit", "Which action do you want to edit?")
    if isinstance(found, Reply):
        return found
    return ShowView(forms.edit_form(scene, found))


def run_drop(scene: Scene) -> Answer:
    if not scene.call.raw.strip():
        return usage_reply(scene, "drop", "Which action do you want to drop, and why?")
    number, rest = take_reference(scene.call.raw)
    reason = parse_reason(rest, names_said(scene))
    if not reason:
        return usage_reply(scene, "drop", "Please say why you drop it, in up to 280 characters.")
    outcome = drop_action(DropAction(number, reason), scene.context)
    words = "Dropped." if outcome.changed else settled_words(outcome.action)
    return confirm_reply(scene, words, outcome.action)


def run_show(scene: Scene) -> Answer:
    found = _only_reference(scene, "show", "Which action?")
    return found if isinstance(found, Reply) else Reply(blocks=one_action(scene, found))


def _only_reference(scene: Scene, verb: str, ask: str) -> int | Reply:
    """The number of the action that is named, and nothing else is; else the verb's usage."""
    if not scene.call.raw.strip():
        return usage_reply(scene, verb, ask)
    number, rest = take_reference(scene.call.raw)
    if rest:
        left = shortened(spoken_text(rest, names_said(scene)), 80)
        return usage_reply(scene, verb, f"I don't know what to do with “{left}”. Nothing changed.")
    return number


GROUP_PRESS = "action.group"
_VALUE = 2_000


def run_add(scene: Scene) -> Answer:
    """Alone a form; else what was typed, in this channel's group or in the one that is asked."""
    if not scene.call.raw.strip():
        return _form(scene)
    typed = _typed_action(scene)
    if not isinstance(typed, TypedAction):
        return _ask(scene, typed)
    groups = _groups_to_log_in(scene)
    if len(groups) > 1:
        return _which_group(scene, groups)
    return _log(scene, groups[0], typed)


def press_group(scene: Scene) -> Answer:
    """The group was chosen for what was typed in a direct message."""
    state = read_state(scene.call.value, raw=str, group=int)
    again = replace(scene, call=replace(scene.call, id="/action add", raw=state["raw"]))
    typed = _typed_action(again)
    if not isinstance(typed, TypedAction):
        return replace(_ask(again, typed), replace=True)
    group = scene.work.groups.get(state["group"])
    if group is None:
        raise Refusal("I can't find that group any more. Please type the command again.")
    return replace(_log(again, group, typed), replace=True)


def _ask(scene: Scene, question: DateQuestion | OwnerQuestion) -> Reply:
    if isinstance(question, DateQuestion):
        return ask_which_day(scene, question)
    return ask_which_owner(scene, question)


def _typed_action(scene: Scene) -> TypedAction | DateQuestion | OwnerQuestion:
    return parse_add(scene.call.raw, writer=scene.writer, who=who_may_own(scene))


def _log(scene: Scene, group: Group, typed: TypedAction) -> Reply:
    wish = LogAction(
        group_id=group.id,
        title=typed.title,
        owner=typed.owner,
        due_on=typed.due_on,
        audience=typed.audience,
    )
    outcome = log_action(wish, scene.context, whereabouts=whereabouts_of(scene))
    return confirm_reply(scene, f"Logged in {group.name}.", outcome.action)


def _form(scene: Scene) -> Answer:
    groups = _groups_to_log_in(scene)
    for group in groups[:1]:
        demand_right(scene.context, Act.LOG_ACTION, group)
    audience = groups[0].default_audience
    return ShowView(forms.add_modal(groups, known_organisations(scene), audience))


def _groups_to_log_in(scene: Scene) -> tuple[Group, ...]:
    """This channel's group; in a direct message those in which the person may log, at least one.

    Where they may in none, the first is given, so that its refusal says who can.
    """
    groups = scene.groups_here()
    if not groups:
        raise Refusal("You are not in a working group yet, so there is nowhere to log this.")
    allowed = tuple(g for g in groups if may(scene.reader, Act.LOG_ACTION, g.id))
    return allowed or groups[:1]


def _which_group(scene: Scene, groups: tuple[Group, ...]) -> Answer:
    buttons = []
    for group in groups[:10]:
        state = json.dumps({"raw": scene.call.raw, "group": group.id}, ensure_ascii=False)
        if len(state) <= _VALUE:
            buttons.append(kit.button(group.name, f"{GROUP_PRESS}:{group.id}", state))
    if not buttons:
        raise Refusal("Please type this in the channel of the working group that you mean.")
    return Reply(
        blocks=[
            kit.rich(kit.line("Which working group is this for?")),
            kit.actions(*buttons),
            *typed_back(scene.call.typed or f"{scene.call.id} {scene.call.text}"),
        ]
    )
