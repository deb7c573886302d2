"""Buttons about dialogues: answers, details, the next page, and the doors to forms."""

from collections.abc import Callable
from dataclasses import replace

from bot.dates.answers import Asked
from bot.domain import Act, Refusal
from bot.domain.dialogue import RsvpAnswer
from bot.domain.reference import DIALOGUE, read_reference
from bot.languages import _
from bot.use_cases.dialogues.answer import AnswerDialogue, answer_dialogue
from bot.use_cases.dialogues.rules.checks import find_to_change
from bot.use_cases.dialogues.schedule import JustScheduled, ScheduleDialogue
from bot.use_cases.dialogues.series.schedule import ScheduleSeries
from bot.use_cases.refusals import demand_right
from handlers.slack.features.dialogues import commands, forms, parsing, previewing, replies
from handlers.slack.kit import View, refilled
from handlers.slack.request import Answer, Kind, Reply, Route, Scene, ShowView
from handlers.slack.request.ask_back import frame_of
from handlers.slack.request.carried_values import read_number, read_page, read_state_number
from handlers.slack.request.context import Listener, about_number, form_again
from handlers.slack.request.response import PushView, Quiet


def pressed_number(scene: Scene) -> int:
    """The number of the dialogue whose reference the button carries."""
    return read_reference(DIALOGUE, scene.call.value)


def opens_form(form: Callable[[Scene, int], View]) -> Listener:
    """A press that opens the form about its dialogue."""
    return lambda scene: PushView(form(scene, pressed_number(scene)))


def press_rsvp(scene: Scene) -> Answer:
    """Going, Maybe or Can't; in a private message that shows one's answer, redrawn in place."""
    reference, _sep, answer_and_place = scene.call.value.partition("|")
    said, _sep, place = answer_and_place.partition("|")
    if said not in set(RsvpAnswer):
        raise Refusal("I don't know this answer. Please choose Going, Maybe or Can't.")
    number = read_reference(DIALOGUE, reference)
    wish = AnswerDialogue(number=number, answer=RsvpAnswer(said))
    done = answer_dialogue(wish, scene.context, person=scene.person)
    if place == "home":
        return Quiet()  # it renews itself
    if place == "show":
        return replace(commands.dialogue_reply(scene, number), replace=True)
    if place.startswith("list:"):
        offset = read_number(place.removeprefix("list:"))
        return replace(commands.upcoming_reply(scene, offset), replace=True)
    return Reply(blocks=replies.answered_blocks(done))


def press_delegate(scene: Scene) -> Answer:
    """Can't, and who comes instead: the value is the colleague who was chosen."""
    return _delegate_reply(scene, scene.call.about, scene.call.value)


def press_alone(scene: Scene) -> Answer:
    """Can't, and nobody comes instead any more."""
    return _delegate_reply(scene, scene.call.value, "")


def _delegate_reply(scene: Scene, reference: str, user_id: str) -> Reply:
    number = read_reference(DIALOGUE, reference)
    wish = AnswerDialogue(number=number, answer=RsvpAnswer.CANNOT, delegate_user_id=user_id)
    done = answer_dialogue(wish, scene.context, person=scene.person)
    return Reply(blocks=replies.answered_blocks(done), replace=True)


def press_page(scene: Scene) -> Answer:
    offset = read_page(scene.call.value)[0]
    return replace(commands.upcoming_reply(scene, offset), replace=True)


def press_dates(scene: Scene) -> Answer:
    """All dates of a series, by its id; later pages take the first's place."""
    offset, series_id = read_page(scene.call.value)
    shown = commands.dates_reply(scene, read_number(series_id), offset)
    return replace(shown, replace=bool(scene.call.about))


def press_again(scene: Scene) -> Answer:
    """Goes on with what was typed, beside the one just scheduled; pressed twice it makes one."""
    before, _sep, raw = scene.call.value.partition(" ")
    wish = replace(_wish_again(scene, raw), again_after=read_number(before))
    return replace(replies.scheduled_reply(scene, scene.needs_group(), wish), replace=True)


def _wish_again(scene: Scene, raw: str) -> ScheduleDialogue | ScheduleSeries:
    """What was typed, read once more; a Refusal where its date can mean several by now."""
    wish = parsing.read_schedule(parsing.literal(raw, scene.names), frame_of(scene))
    if isinstance(wish, Asked):
        raise Refusal(f"{wish.words} {_('Please type the command again with that date.')}")
    return wish


def press_anyway(scene: Scene) -> Answer:
    """Schedules what was typed, whatever the conflicts."""
    wish = _wish_again(scene, scene.call.value)
    try:
        return replace(replies.scheduled_reply(scene, scene.needs_group(), wish), replace=True)
    except JustScheduled as twice:  # pressed twice: the confirmation stays where it is
        return commands.asked_again(scene, twice, scene.call.value)


def press_preview(scene: Scene) -> Answer:
    """The same form with what its start means for everyone, and all that was filled in."""
    given = scene.call.fields
    if "title" in given:
        group = scene.needs_group()
        shown = previewing.preview_blocks(scene, group)
        form = forms.schedule_form(scene, group, preview=shown)
    else:
        number = read_state_number(scene.call.metadata)
        dialogue, group = find_to_change(number, scene.context)
        shown = previewing.preview_blocks(scene, group, dialogue)
        form = forms.move_form(scene, number, shown)
    return ShowView(refilled(form, given) | {"private_metadata": scene.call.metadata})


def press_schedule(scene: Scene) -> Answer:
    group = scene.needs_group()
    demand_right(scene.context, Act.SCHEDULE_DIALOGUE, group)
    return PushView(forms.schedule_form(scene, group))


ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/dialogue"): Route(run=commands.upcoming_reply),
    (Kind.COMMAND, "/dialogue list"): Route(run=commands.upcoming_reply),
    (Kind.COMMAND, "/dialogue show"): Route(run=commands.run_show),
    (Kind.COMMAND, "/dialogue schedule"): Route(
        run=commands.run_schedule, writes=True, opens=forms.SCHEDULE_TITLE, opens_bare=True
    ),
    (Kind.COMMAND, "/dialogue move"): Route(run=commands.run_move, writes=True),
    (Kind.COMMAND, "/dialogue edit"): Route(run=commands.run_edit, opens=forms.EDIT_TITLE),
    (Kind.COMMAND, "/dialogue cancel"): Route(run=commands.run_cancel, writes=True),
    (Kind.PRESS, "dialogue.rsvp"): Route(run=press_rsvp, writes=True),
    (Kind.PRESS, "dialogue.delegate"): Route(run=press_delegate, writes=True),
    (Kind.PRESS, "dialogue.alone"): Route(run=press_alone, writes=True),
    (Kind.PRESS, "dialogue.show"): Route(run=about_number(commands.dialogue_reply, pressed_number)),
    (Kind.PRESS, "dialogue.dates"): Route(run=press_dates),
    (Kind.PRESS, "dialogue.page"): Route(run=press_page),
    (Kind.PRESS, "dialogue.again"): Route(run=press_again, writes=True),
    (Kind.PRESS, "dialogue.anyway"): Route(run=press_anyway, writes=True),
    (Kind.PRESS, forms.PREVIEW): Route(run=press_preview),
    (Kind.PRESS, forms.SCHEDULE): Route(run=press_schedule, opens=forms.SCHEDULE_TITLE),
    (Kind.PRESS, forms.MOVE): Route(run=opens_form(forms.move_form), opens=forms.MOVE_TITLE),
    (Kind.PRESS, forms.EDIT): Route(run=opens_form(forms.edit_form), opens=forms.EDIT_TITLE),
    (Kind.PRESS, forms.CANCEL): Route(run=opens_form(forms.cancel_form), opens=forms.CANCEL_TITLE),
    (Kind.SUBMISSION, forms.SCHEDULE): Route(run=forms.submit_schedule, writes=True),
    (Kind.SUBMISSION, forms.MOVE): Route(
        run=forms.submit_move,
        writes=True,
        edits=form_again(forms.move_form),
        together=[("date", "time", "zone")],
    ),
    (Kind.SUBMISSION, forms.EDIT): Route(
        run=forms.submit_edit, writes=True, edits=forms.edit_form_now
    ),
    (Kind.SUBMISSION, forms.CANCEL): Route(run=forms.submit_cancel, writes=True),
}
