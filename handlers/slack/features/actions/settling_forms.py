"""The forms that settle: several actions completed at once, one snoozed until a day."""

from dataclasses import replace

from bot.domain import ActionItem, NotValid, Refusal
from bot.domain.wording import spell_day
from bot.languages import N_, _, _n
from bot.ports.ledgers.actions import ActionView
from bot.use_cases.actions.rules import find_action
from bot.use_cases.actions.settle import (
    SnoozeAction,
    complete_several,
    snooze_action,
    snooze_choices,
)
from bot.use_cases.actions.show import ShownActions, list_actions
from handlers.slack.features.actions import blocks as show
from handlers.slack.features.actions import replies
from handlers.slack.features.actions.listing import TOMORROW, WEEK, Listing
from handlers.slack.features.actions.words import next_words, settled_words
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import common_blocks
from handlers.slack.request import Answer, Reply, Scene, read_number, read_state
from handlers.slack.request.carried_values import read_day

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
    look = replies.what_is_shown(scene, page.items, in_list=True)
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
    return kit.modal("action.several", _("Complete several"), blocks, submit=_("Complete"))


def _box(action: ActionItem, look: ShownActions) -> kit.Element:
    owner, due = look.names.of_owner(action), show.due_words(action, look.now)
    words = f"{action.reference} {action.title}"
    return kit.option(words, str(action.number), f"{due} · {owner}")


def submit_several(scene: Scene) -> Answer:
    """All in one transaction, each answered, with one button that undoes them."""
    chosen = [
        read_number(value)
        for n in range(MOST_BOXES // BOXES)
        for value in scene.call.fields.get(f"done_{n}") or ()
    ]
    if not chosen:
        raise NotValid("Please choose at least one.", field="done_0")
    outcomes, refused = complete_several(chosen, scene.context)
    done = [one for one in outcomes if one.changed]
    lines = []
    for one in done:
        following = f" ·{words}" if (words := next_words(one)) else ""
        title = f" {one.action.title}{following}"
        lines.append(kit.line(_("Done: "), kit.bold(one.action.reference), title))
    others = [settled_words(one.action) for one in outcomes if not one.changed]
    lines += [kit.line(words) for words in (*others, *refused)]
    said, undo = _("Nothing was changed."), []
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
        kit.field("until", _("Or until a day"), {"type": "datepicker"}, hint=hint, optional=True),
    ]
    carried = {"number": number} if number is not None else {}
    return kit.modal("action.snooze", _("Snooze"), blocks, submit=_("Snooze"), metadata=carried)


def _which(scene: Scene, number: int | None) -> list[kit.Block]:
    if number is not None:
        action = find_action(number, scene.context)[0]
        return [kit.rich(show.title_line(action))]
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
    outcome = snooze_action(SnoozeAction(number, until), scene.context)
    words = replies.snooze_said(scene, outcome)
    return replies.confirm_reply(scene, words, outcome.action, outcome.step)
