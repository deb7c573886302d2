"""/action and its verbs, as typed."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dates.answers import Asked, Due, Way
from bot.domain import Act, Group, Refusal, may
from bot.domain.reference import ACTION, render_reference
from bot.domain.wording import listed, shortened
from bot.languages import N_, _, _p
from bot.use_cases.actions import settle
from bot.use_cases.actions.edit import (
    AssignAction,
    RedateAction,
    assign_action,
    log_action,
    redate_action,
)
from bot.use_cases.actions.repeat import RepeatAction, next_date, repeat_action
from bot.use_cases.actions.rules import find_action, open_for_change
from bot.use_cases.refusals import demand_right
from handlers.slack.features.actions import due, forms, replies
from handlers.slack.features.actions.listing import Listing, parse_list
from handlers.slack.features.actions.parsing import parse_add, take_later
from handlers.slack.features.actions.several import parse_owner
from handlers.slack.features.actions.typed_action import OwnerQuestion
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import escape_text, reason_in, spoken_text
from handlers.slack.request import Answer, Reply, Scene, ShowView
from handlers.slack.request.ask_back import ask_group, ask_which, frame_of
from handlers.slack.request.context import WhichGroup
from handlers.slack.request.help import typed_back

_ONE = N_("Please name one action at a time. Nothing changed.")


def run_mine(scene: Scene) -> Answer:
    return Reply(blocks=replies.list_page(scene, Listing(mine=True)))


def run_list(scene: Scene) -> Answer:
    listing = parse_list(scene.call.raw, replies.who_may_own(scene))
    if isinstance(listing, Listing) and listing.words:
        frame = frame_of(scene, time_needed=False)
        listing = due.ask_about_dates(scene.call.raw, listing.words, frame) or listing
    if isinstance(listing, Asked):
        return ask_which(scene.call, listing)
    return Reply(blocks=replies.list_page(scene, listing))


def run_done(scene: Scene) -> Answer:
    """One or several, with the same note."""
    if not scene.call.raw:
        return replies.usage_reply(scene, _("Which action is done?"))
    numbers, rest = replies.references(scene)
    note = spoken_text(rest, scene.names)
    _guard_note(scene, numbers, note)
    wishes = [settle.CompleteAction(number, note or None) for number in numbers]
    outcomes = [settle.complete_action(wish, scene.context) for wish in wishes]
    reply = replies.confirm_all(scene, _("Done."), replies.settled_words, outcomes)
    same = [outcome.action.reference for outcome in outcomes if not outcome.changed]
    if not note or not same:
        return reply
    words = _(
        "Your note was not kept for {references}, because nothing changed.", references=listed(same)
    )
    kept = [kit.rich(kit.line(words)), *typed_back(scene.call.typed)]
    return Reply(blocks=[*reply.blocks, *kept])


def run_reopen(scene: Scene) -> Answer:
    if not scene.call.raw:
        return replies.usage_reply(scene, _("Which action do you want to reopen?"))
    numbers, rest = replies.references(scene)
    if rest:
        return _left_over(scene, rest)
    outcomes = [settle.reopen_action(number, scene.context) for number in numbers]
    return replies.confirm_all(scene, _("Open again."), replies.open_words, outcomes)


def run_assign(scene: Scene) -> Answer:
    if not scene.call.raw:
        return replies.usage_reply(scene, _("Which action, and who is its new owner?"))
    numbers, rest = replies.references(scene)
    if not rest:
        return replies.usage_reply(scene, _("Who is its new owner?"))
    parsed = parse_owner(rest, replies.who_may_own(scene))
    if isinstance(parsed, OwnerQuestion):
        return replies.ask_which_owner(scene, parsed)
    owner, note = parsed
    _guard_note(scene, numbers, note)
    wishes = [AssignAction(number, owner, note or None) for number in numbers]
    outcomes = [assign_action(wish, scene.context, facts=scene.facts) for wish in wishes]
    said = [(replies.assigned_words(scene, o), o.action, o.step) for o in outcomes]
    return replies.confirm_each(scene, said)


def run_due(scene: Scene) -> Answer:
    if not scene.call.raw:
        return replies.usage_reply(scene, _("Which action, and when is it due?"))
    numbers, rest = replies.references(scene)
    if not rest:
        return replies.usage_reply(scene, _("When is it due? Give a day, or none."))
    said, frame = spoken_text(rest, scene.names), frame_of(scene, time_needed=False)
    reads = [
        due.read_due(said, frame, since=open_for_change(number, scene.context)[0].due_on)
        for number in numbers
    ]
    asked = next((read for read in reads if isinstance(read, Asked)), None)
    if asked is not None:
        named = _named(numbers)
        return ask_which(scene.call, asked, raw_of=lambda text: f"{named} {escape_text(text)}")
    days = [read for read in reads if isinstance(read, Due)]
    outcomes = [
        redate_action(RedateAction(number, read.day), scene.context)
        for number, read in zip(numbers, days, strict=True)
    ]
    words = {True: _("Due date changed."), False: _("That was its due date already.")}
    besides = due.left_out(days[0].besides)
    told = [(words[o.changed] + besides, o.action, o.step) for o in outcomes]
    return replies.confirm_each(scene, told)


def run_repeat(scene: Scene) -> Answer:
    if not scene.call.raw:
        return replies.usage_reply(scene, _("Which action, and how often?"))
    numbers, rest = replies.references(scene)
    if len(numbers) > 1:
        return replies.usage_reply(scene, _(_ONE))
    if not rest:
        return replies.usage_reply(scene, _("How often? For example every month, or never."))
    action = open_for_change(numbers[0], scene.context)[0]
    said, frame = spoken_text(rest, scene.names), frame_of(scene, time_needed=False)
    read = due.read_rule(said, action.due_on, frame)
    if isinstance(read, Asked):
        named = action.reference
        return ask_which(scene.call, read, raw_of=lambda text: f"{named} {escape_text(text)}")
    wish = RepeatAction(action.number, read.rule if read else None, read.day if read else None)
    outcome = repeat_action(wish, scene.context)
    return replies.confirm_reply(scene, replies.repeat_words(outcome), outcome.action)


def _named(numbers: Sequence[int]) -> str:
    return " ".join(render_reference(ACTION, number) for number in numbers)


def _guard_note(scene: Scene, numbers: Sequence[int], words: str) -> None:
    due.guard_note(words, _named(numbers), frame_of(scene, time_needed=False))


def run_edit(scene: Scene) -> Answer:
    found = _only_reference(scene, _("Which action do you want to edit?"))
    return found if isinstance(found, Reply) else ShowView(forms.edit_form(scene, found))


def run_drop(scene: Scene) -> Answer:
    if not scene.call.raw:
        return replies.usage_reply(scene, _("Which action do you want to drop, and why?"))
    numbers, rest = replies.references(scene)
    rest, later = take_later(rest)
    reason = reason_in(spoken_text(rest, scene.names))
    if not reason:
        return replies.usage_reply(scene, _("Please say why you drop it, in up to 280 characters."))
    _guard_note(scene, numbers, reason)
    found = [find_action(n, scene.context)[0] for n in numbers]
    if later is None and any(a.open and next_date(a, scene.now) for a in found):
        named = _named(numbers)
        ways = (
            Way(_p("actions", "Only this one"), f"{named} only {rest}"),
            Way(_p("actions", "This and all later"), f"{named} and later {rest}"),
        )
        asks = N_("{references} repeats. Do you want to drop it alone, or stop the series?")
        return ask_which(scene.call, Asked(_(asks, references=named), ways))
    wishes = [settle.DropAction(number, reason, later=bool(later)) for number in numbers]
    outcomes = [settle.drop_action(wish, scene.context) for wish in wishes]
    return replies.confirm_all(scene, _("Dropped."), replies.settled_words, outcomes)


def run_show(scene: Scene) -> Answer:
    found = _only_reference(scene, _("Which action?"))
    return found if isinstance(found, Reply) else Reply(blocks=replies.one_action(scene, found))


def _only_reference(scene: Scene, ask: str) -> int | Reply:
    """The number of the action that is named, and nothing else is; else the verb's usage."""
    if not scene.call.raw:
        return replies.usage_reply(scene, ask)
    (number, *others), rest = replies.references(scene)
    if others:
        return replies.usage_reply(scene, _(_ONE))
    return _left_over(scene, rest) if rest else number


def _left_over(scene: Scene, rest: str) -> Reply:
    left = shortened(spoken_text(rest, scene.names), 80)
    words = _("I don't know what to do with “{words}”. Nothing changed.", words=left)
    return replies.usage_reply(scene, words)


def run_add(scene: Scene) -> Answer:
    """Alone a form; else what was typed, in this channel's group or in the one that is asked."""
    if not scene.call.raw:
        return add_form(scene)
    frame = frame_of(scene, time_needed=False)
    typed = parse_add(scene.call.raw, frame=frame, who=replies.who_may_own(scene))
    if isinstance(typed, Asked):
        return ask_which(scene.call, typed)
    if isinstance(typed, OwnerQuestion):
        return replies.ask_which_owner(scene, typed)
    groups = _groups_to_log_in(scene)
    if len(groups) > 1:
        return ask_group(scene.call, WhichGroup(groups, _("Which working group is this for?")))
    wish = replace(typed, group_id=groups[0].id)
    outcome = log_action(wish, scene.context, facts=scene.facts)
    return replies.confirm_logged(scene, outcome, due.left_out(typed.besides))


def add_form(scene: Scene) -> ShowView:
    groups = _groups_to_log_in(scene)
    demand_right(scene.context, Act.LOG_ACTION, groups[0])
    return ShowView(forms.log_form(scene, groups))


def _groups_to_log_in(scene: Scene) -> tuple[Group, ...]:
    """This channel's group; in a direct message those in which the person may log, at least one.
    Where they may in none, the first is given, so that its refusal says who can."""
    groups = scene.groups_here()
    if not groups:
        raise Refusal("You are not in a working group yet, so there is nowhere to log this.")
    return tuple(g for g in groups if may(scene.reader, Act.LOG_ACTION, g.id)) or groups[:1]
