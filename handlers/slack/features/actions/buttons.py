"""Buttons on actions, the forms that complete several or snooze one, and where calls go."""

from collections.abc import Callable
from dataclasses import replace

from bot.domain import ActionItem, NotValid, Refusal
from bot.domain.reference import ACTION, read_reference
from bot.domain.wording import spell_day
from bot.languages import N_, _, _n
from bot.ports.ledgers.actions import ActionView
from bot.use_cases.actions import settle
from bot.use_cases.actions.repeat import RepeatAction, repeat_action
from bot.use_cases.actions.rules import find_action
from bot.use_cases.actions.settle import leave_action, snooze_action, snooze_choices
from bot.use_cases.actions.show import ShownActions, list_actions, look_up_actions
from handlers.slack.features.actions import blocks as show
from handlers.slack.features.actions import commands, forms, replies
from handlers.slack.features.actions.listing import TOMORROW, WEEK, Listing, read_list, read_value
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import common_blocks
from handlers.slack.request import Answer, Kind, Reply, Route, Scene, ShowView, form_again
from handlers.slack.request.carried_values import read_day, read_number, read_state
from handlers.slack.request.context import Listener

BOXES, MOST_BOXES = 10, 50
"""What Slack puts into one group of checkboxes, and how many actions the form offers."""
_OPEN_VIEWS = (ActionView.OPEN, ActionView.OVERDUE)


def several_form(scene: Scene, listing: Listing) -> kit.View:
    """The open actions of the list, from this page on, that the reader may complete."""
    view = listing.view if listing.view in _OPEN_VIEWS else ActionView.OPEN
    wanted = replies.filter_of(scene, replace(listing, view=view))
    page, offset = list_actions(
        wanted, replies.groups_here(scene), scene.context, offset=listing.offset, limit=MOST_BOXES
    )
    look = look_up_actions(page.items, scene.person, scene.context, in_list=True)
    offered = [a for a in page.items if look.rights[a.number].complete]
    if not offered:
        raise Refusal("This list has no open action that you can complete.")
    parts = [offered[n : n + BOXES] for n in range(0, len(offered), BOXES)]
    blocks = []
    for n, part in enumerate(parts):
        label = _("And of these?") if n else _("Which are done?")
        boxes = kit.choices([_box(action, look) for action in part])
        blocks.append(kit.field(f"done_{n}", label, boxes, optional=True))
    if page.total > offset + MOST_BOXES:
        words = N_("These are of the next {number} of the list. Others come on later pages.")
        blocks.append(kit.note(words, number=MOST_BOXES))
    return kit.form("action.several", _("Complete several"), blocks, _("Complete"))


def _box(action: ActionItem, look: ShownActions) -> kit.Element:
    owner, due = look.names.of_owner(action), show.due_words(action, look.now)
    return kit.option(f"{action.reference} {action.title}", str(action.number), f"{due} · {owner}")


def submit_several(scene: Scene) -> Answer:
    """All in one transaction, each answered, with one button that undoes them."""
    chosen = [
        read_number(value)
        for n in range(MOST_BOXES // BOXES)
        for value in scene.call.fields.get(f"done_{n}") or ()
    ]
    if not chosen:
        raise NotValid("Please choose at least one.", field="done_0")
    outcomes, refused = settle.complete_several(chosen, scene.context)
    done = [one for one in outcomes if one.changed]
    lines = []
    for one in done:
        following = f" ·{words}" if (words := replies.next_words(one)) else ""
        title = f" {one.action.title}{following}"
        lines.append(kit.line(_("Done: "), kit.bold(one.action.reference), title))
    others = [replies.settled_words(one.action) for one in outcomes if not one.changed]
    lines += [kit.line(words) for words in (*others, *refused)]
    said = _("Nothing was changed.")
    undo = []
    if done:
        said = _n("{number} action done.", "{number} actions done.", len(done))
        undo = [kit.actions(common_blocks.undo_button(done[0].step, said))]
    return Reply(blocks=[common_blocks.confirm_header(said), kit.rich(kit.bullets(lines)), *undo])


def snooze_form(scene: Scene, number: int | None) -> kit.View:
    """For one action, or with a choice among the reader's own open ones."""
    tomorrow, week = snooze_choices(scene.person, scene.now, scene.work.holidays)
    days = [
        kit.option(_("Tomorrow: {day}", day=spell_day(tomorrow)), TOMORROW),
        kit.option(_("Next week: {day}", day=spell_day(week)), WEEK),
    ]
    day = kit.choice(days, initial=TOMORROW, kind="radio_buttons")
    hint = _("It counts where you are. On a day off you hear of it the next working day.")
    blocks = [
        *_which(scene, number),
        kit.field("day", _("Until when?"), day),
        kit.field("until", _("Or until a day"), kit.day_picker(), hint=hint, optional=True),
    ]
    return kit.form("action.snooze", _("Snooze"), blocks, _("Snooze"), number=number)


def _which(scene: Scene, number: int | None) -> list[kit.Block]:
    if number is not None:
        return [kit.rich(show.title_line(find_action(number, scene.context)[0]))]
    wanted = replies.filter_of(scene, Listing(mine=True))
    page = list_actions(wanted, replies.groups_here(scene), scene.context, limit=100)[0]
    if not page.items:
        raise Refusal("You own no open action now, so there is nothing to snooze.")
    options = [kit.option(f"{a.reference} {a.title}", str(a.number)) for a in page.items]
    return [kit.field("number", _("Which action?"), kit.choice(options))]


def submit_snooze(scene: Scene) -> Answer:
    chosen = scene.call.fields.get("number")
    carried = read_state(scene.call.metadata or "{}", number=int | None)["number"]
    number = read_number(chosen) if chosen else carried
    if number is None:
        raise NotValid("Please choose an action.", field="number")
    until = read_day(scene.call.fields, "until")
    if until is None and scene.call.fields.get("day") == WEEK:
        until = snooze_choices(scene.person, scene.now, scene.work.holidays)[1]
    outcome = snooze_action(number, until, scene.context)
    words = replies.snooze_said(scene, outcome)
    return replies.confirm_reply(scene, words, outcome.action, outcome.step)


def press_show(scene: Scene) -> Answer:
    """One action in full, for who pressed alone."""
    return Reply(blocks=replies.one_action(scene, read_reference(ACTION, scene.call.value)))


def press_history(scene: Scene) -> Answer:
    """The same with another page of its history."""
    number = read_reference(ACTION, scene.call.value)
    page = read_number(scene.call.about)
    return Reply(blocks=replies.one_action(scene, number, page), replace=True)


def press_page(scene: Scene) -> Answer:
    """Another page, or another list, in the place of this one."""
    return Reply(blocks=replies.list_page(scene, read_list(scene.call.value)), replace=True)


def press_done(scene: Scene) -> Answer:
    number, place = read_value(scene.call.value)
    outcome = settle.complete_action(settle.CompleteAction(number), scene.context)
    words = _("Done:") if outcome.changed else replies.settled_words(outcome.action)
    if following := replies.next_words(outcome):
        words = f"{_('Done.')}{following} {words}"
    return replies.answer_press(scene, words, outcome.action, place, outcome.step)


def press_reopen(scene: Scene) -> Answer:
    number, place = read_value(scene.call.value)
    outcome = settle.reopen_action(number, scene.context)
    words = _("Open again:") if outcome.changed else replies.open_words(outcome.action)
    return replies.answer_press(scene, words, outcome.action, place)


def press_snooze(scene: Scene) -> Answer:
    """Until tomorrow, or next week, as the button says."""
    number, place = read_value(scene.call.value)
    until = None
    if scene.call.about == WEEK:
        until = snooze_choices(scene.person, scene.now, scene.work.holidays)[1]
    outcome = snooze_action(number, until, scene.context)
    words = replies.snooze_said(scene, outcome)
    return replies.answer_press(scene, words, outcome.action, place, outcome.step)


def press_snooze_on(scene: Scene) -> Answer:
    """The form that asks for the day, and which action where the button names none."""
    number = read_value(scene.call.value)[0] if scene.call.value else None
    return ShowView(snooze_form(scene, number))


def press_several(scene: Scene) -> Answer:
    return ShowView(several_form(scene, read_list(scene.call.value)))


def press_leave(scene: Scene) -> Answer:
    number, place = read_value(scene.call.value)
    action = leave_action(number, scene.context).action
    said = _("Left alone:")
    if action.snoozed_until:
        said = _("Left alone until {day}:", day=spell_day(action.snoozed_until))
    return replies.answer_press(scene, said, action, place)


def press_once(scene: Scene) -> Answer:
    """It does not repeat any more."""
    number, place = read_value(scene.call.value)
    outcome = repeat_action(RepeatAction(number, None), scene.context)
    return replies.answer_press(scene, replies.repeat_words(outcome), outcome.action, place)


def _opens_form(form: Callable[[Scene, int], kit.View]) -> Listener:
    """A press that opens the form about its action."""
    return lambda scene: ShowView(form(scene, read_value(scene.call.value)[0]))


ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/action"): Route(run=commands.run_mine),
    (Kind.COMMAND, "/action add"): Route(run=commands.run_add, writes=True, names=True),
    (Kind.COMMAND, "/action list"): Route(run=commands.run_list, names=True),
    (Kind.COMMAND, "/action done"): Route(run=commands.run_done, writes=True),
    (Kind.COMMAND, "/action reopen"): Route(run=commands.run_reopen, writes=True),
    (Kind.COMMAND, "/action assign"): Route(run=commands.run_assign, writes=True, names=True),
    (Kind.COMMAND, "/action due"): Route(run=commands.run_due, writes=True),
    (Kind.COMMAND, "/action repeat"): Route(run=commands.run_repeat, writes=True),
    (Kind.COMMAND, "/action edit"): Route(run=commands.run_edit, opens=N_("Edit an action")),
    (Kind.COMMAND, "/action drop"): Route(run=commands.run_drop, writes=True),
    (Kind.COMMAND, "/action show"): Route(run=commands.run_show),
    (Kind.PRESS, "action.show"): Route(run=press_show),
    (Kind.PRESS, "action.history"): Route(run=press_history),
    (Kind.PRESS, "action.page"): Route(run=press_page),
    (Kind.PRESS, "action.done"): Route(run=press_done, writes=True),
    (Kind.PRESS, "action.reopen"): Route(run=press_reopen, writes=True),
    (Kind.PRESS, "action.snooze"): Route(run=press_snooze, writes=True),
    (Kind.PRESS, "action.leave"): Route(run=press_leave, writes=True),
    (Kind.PRESS, "action.snooze_on"): Route(run=press_snooze_on, opens=N_("Snooze")),
    (Kind.PRESS, "action.several"): Route(run=press_several, opens=N_("Complete several")),
    (Kind.PRESS, "action.once"): Route(run=press_once, writes=True),
    (Kind.PRESS, "action.add"): Route(run=commands.add_form, opens=N_("Log an action")),
    (Kind.PRESS, "action.edit"): Route(
        run=_opens_form(forms.edit_form), opens=N_("Edit an action")
    ),
    (Kind.PRESS, "action.handover"): Route(
        run=_opens_form(forms.handover_form), opens=N_("Hand over")
    ),
    (Kind.PRESS, "action.drop"): Route(run=_opens_form(forms.drop_form), opens=N_("Drop")),
    (Kind.SUBMISSION, "action.add"): Route(run=forms.submit_add, writes=True),
    (Kind.SUBMISSION, "action.edit"): Route(
        run=forms.submit_edit,
        writes=True,
        edits=form_again(forms.edit_form),
        together=[("owner_user_id", "organisation_id")],
    ),
    (Kind.SUBMISSION, "action.handover"): Route(run=forms.submit_handover, writes=True),
    (Kind.SUBMISSION, "action.snooze"): Route(run=submit_snooze, writes=True),
    (Kind.SUBMISSION, "action.several"): Route(run=submit_several, writes=True),
    (Kind.SUBMISSION, "action.drop"): Route(run=forms.submit_drop, writes=True),
}
