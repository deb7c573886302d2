"""/action and its verbs, as typed."""

from bot.domain.wording import shortened
from bot.use_cases.actions.assign import AssignAction, assign_action
from bot.use_cases.actions.changing import open_for_change
from bot.use_cases.actions.complete import CompleteAction, complete_action
from bot.use_cases.actions.drop import DropAction, drop_action
from bot.use_cases.actions.redate import RedateAction, redate_action
from bot.use_cases.actions.reopen import ReopenAction, reopen_action
from handlers.slack.features.actions import modals
from handlers.slack.features.actions.answering import (
    ask_which_day,
    confirm,
    list_page,
    names_said,
    one_action,
    organisations,
    usage,
    whereabouts,
    writer,
)
from handlers.slack.features.actions.due import DateQuestion, read_due
from handlers.slack.features.actions.parsing import (
    Listing,
    parse_list,
    parse_owner,
    parse_reason,
    take_reference,
)
from handlers.slack.features.actions.values import ListState
from handlers.slack.features.actions.wordings import assigned_words, open_words, settled_words
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.slack_text import spoken
from handlers.slack.request.context import Scene
from handlers.slack.request.help import typed_back
from handlers.slack.request.response import Answer, Reply, ShowView


def mine(scene: Scene) -> Answer:
    return Reply(blocks=list_page(scene, ListState(listing=Listing(mine=True))))


def list_all(scene: Scene) -> Answer:
    listing = parse_list(scene.call.raw, organisations=organisations(scene))
    return Reply(blocks=list_page(scene, ListState(listing=listing)))


def done(scene: Scene) -> Answer:
    if not scene.call.raw.strip():
        return usage(scene, "done", "Which action is done?")
    number, rest = take_reference(scene.call.raw)
    note = spoken(rest, names_said(scene))
    outcome = complete_action(
        CompleteAction(number, note or None), reader=scene.reader, work=scene.work, now=scene.now
    )
    if outcome.changed:
        return confirm(scene, "Done.", outcome.action)
    reply = confirm(scene, settled_words(outcome.action), outcome.action)
    if not note:
        return reply
    kept = kit.rich(kit.line("Your note was not kept, because nothing changed."))
    return Reply(blocks=[*reply.blocks, kept, *typed_back(scene.call.typed)])


def reopen(scene: Scene) -> Answer:
    found = _only_reference(scene, "reopen", "Which action shall be open again?")
    if isinstance(found, Reply):
        return found
    outcome = reopen_action(
        ReopenAction(found), reader=scene.reader, work=scene.work, now=scene.now
    )
    words = "Open again." if outcome.changed else open_words(outcome.action)
    return confirm(scene, words, outcome.action)


def assign(scene: Scene) -> Answer:
    if not scene.call.raw.strip():
        return usage(scene, "assign", "Which action, and who shall own it?")
    number, rest = take_reference(scene.call.raw)
    if not rest:
        return usage(scene, "assign", "Who shall own it?")
    owner = parse_owner(rest, organisations=organisations(scene), names=names_said(scene))
    outcome = assign_action(
        AssignAction(number, owner),
        reader=scene.reader,
        work=scene.work,
        now=scene.now,
        whereabouts=whereabouts(scene),
    )
    return confirm(scene, assigned_words(outcome), outcome.action)


def due(scene: Scene) -> Answer:
    if not scene.call.raw.strip():
        return usage(scene, "due", "Which action, and when is it due?")
    number, rest = take_reference(scene.call.raw)
    if not rest:
        return usage(scene, "due", "When is it due? Give a day, or none.")
    read = read_due(rest, writer(scene))
    if isinstance(read, DateQuestion):
        return ask_which_day(scene, read)
    outcome = redate_action(
        RedateAction(number, read), reader=scene.reader, work=scene.work, now=scene.now
    )
    words = "Due date changed." if outcome.changed else "That was its due date already."
    return confirm(scene, words, outcome.action)


def edit(scene: Scene) -> Answer:
    found = _only_reference(scene, "edit", "Which action shall be changed?")
    if isinstance(found, Reply):
        return found
    action, _ = open_for_change(found, reader=scene.reader, work=scene.work, now=scene.now)
    return ShowView(modals.edit_modal(action, organisations(scene)))


def drop(scene: Scene) -> Answer:
    if not scene.call.raw.strip():
        return usage(scene, "drop", "Which action is given up, and why?")
    number, rest = take_reference(scene.call.raw)
    reason = parse_reason(rest, names_said(scene))
    if not reason:
        return usage(scene, "drop", "Please say why it is given up, in up to 280 characters.")
    outcome = drop_action(
        DropAction(number, reason), reader=scene.reader, work=scene.work, now=scene.now
    )
    words = "Given up." if outcome.changed else settled_words(outcome.action)
    return confirm(scene, words, outcome.action)


def show(scene: Scene) -> Answer:
    found = _only_reference(scene, "show", "Which action?")
    return found if isinstance(found, Reply) else Reply(blocks=one_action(scene, found))


def _only_reference(scene: Scene, verb: str, ask: str) -> int | Reply:
    """The number of the action that is named, and nothing else is; else the verb's usage."""
    if not scene.call.raw.strip():
        return usage(scene, verb, ask)
    number, rest = take_reference(scene.call.raw)
    if rest:
        left = shortened(spoken(rest, names_said(scene)), 80)
        return usage(scene, verb, f"I don't know what to do with “{left}”. Nothing changed.")
    return number
