"""The one press that undoes."""

from bot.domain import Dialogue
from bot.languages import _, _n
from bot.use_cases.undo.undo import undo_step
from handlers.slack.features.actions.listing import HOME
from handlers.slack.features.actions.replies import answer_press
from handlers.slack.features.dialogues import blocks as show
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header
from handlers.slack.request import Answer, Kind, Reply, Route, Routes, Scene, read_number
from handlers.slack.request.response import Quiet


def press_undo(scene: Scene) -> Answer:
    """The records as they were, in the place where it was pressed. A Home renews itself."""
    step, _bar, place = scene.call.value.partition("|")
    undone = undo_step(read_number(step), scene.context)
    if place == HOME:
        return Quiet()
    if not undone.changed:
        return Reply(blocks=[confirm_header("This was undone already; nothing changed.")])
    if len(undone.actions) == 1 and not undone.left:
        action = undone.actions[0]
        said = _("Undone. It is open, as it was before:")
        if action.snoozed_until is not None:
            said = _("Undone. It is snoozed as before:")
        return answer_press(scene, said, action, place)
    if undone.dialogues:
        return Reply(blocks=_dialogues_told(undone.dialogues), replace=True)
    told = _n(
        "Undone. {number} action open, as before:",
        "Undone. {number} actions open, as before:",
        len(undone.actions),
    )
    lines = [kit.line(kit.bold(a.reference), f" {a.title}") for a in undone.actions]
    lines += [kit.line(words) for words in undone.left]
    return Reply(blocks=[confirm_header(told), kit.rich(kit.bullets(lines))], replace=True)


def _dialogues_told(dialogues: tuple[Dialogue, ...]) -> list[kit.Block]:
    first, others = dialogues[0], len(dialogues) - 1
    along = _n(
        "So does {number} other date of its series.",
        "So do {number} other dates of its series.",
        others,
    )
    return [
        confirm_header("{reference} takes place after all", reference=first.reference),
        kit.rich(
            *show.heading_lines(first),
            kit.line(along if others else ""),
            kit.say("Its reminders are planned again, and the notice of its end says so."),
        ),
        kit.actions(show.show_button(first)),
    ]


ROUTES: Routes = {(Kind.PRESS, "undo"): Route(run=press_undo, writes=True)}
