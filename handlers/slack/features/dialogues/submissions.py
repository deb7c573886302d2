"""Forms about dialogues that were sent."""

from bot.domain.wording import spell_moment
from bot.use_cases.dialogues.cancel import cancel as cancel_dialogue
from bot.use_cases.dialogues.edit import edit as edit_dialogue
from bot.use_cases.dialogues.move import move as move_dialogue
from bot.use_cases.dialogues.rules.scope import Scope
from bot.use_cases.dialogues.schedule import JustScheduled
from bot.use_cases.widening import Widens
from handlers.slack.features.dialogues import commands, confirmations, confirming, fields
from handlers.slack.request.ask_to_open import ask_to_open
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer, FieldErrors, Reply


def schedule(scene: Scene) -> Answer:
    wish = fields.read_schedule(scene.call.fields, scene.now)
    try:
        return confirming.scheduled(scene, scene.needs_group(), wish)
    except JustScheduled as twice:
        before = twice.before
        when = spell_moment(before.starts_at, before.zone)
        words = (
            f"You have just scheduled this title as {before.reference}, for {when}. "
            "If you mean a second one, please change the title, or send this in a minute."
        )
        return FieldErrors({"title": words})


def move(scene: Scene) -> Answer:
    number = fields.number_of(scene.call.metadata)
    changed = move_dialogue(
        fields.read_move(scene.call.fields, number, scene.now),
        presence=scene.presence,
        reader=scene.reader,
        work=scene.work,
        now=scene.now,
    )
    return confirming.moved(scene, changed)


def edit(scene: Scene) -> Answer:
    wish = fields.read_edit(scene.call.fields, scene.call.metadata)
    try:
        changed = edit_dialogue(
            wish, presence=scene.presence, reader=scene.reader, work=scene.work, now=scene.now
        )
    except Widens as asked:
        form = commands.edit_form(scene, wish.number).view
        of_series = ", the rule of its series" if wish.scope is not Scope.ONE else ""
        shows = (
            f"its title, time, length and link{of_series}, who scheduled it, and who answered what"
        )
        items = ("item of the agenda", "items of the agenda")
        return ask_to_open(dict(form), scene.call, asked.opening, shows=shows, entry=items)
    return Reply(blocks=confirmations.edited(changed))


def cancel(scene: Scene) -> Answer:
    wish = fields.read_cancel(scene.call.fields, fields.number_of(scene.call.metadata))
    changed = cancel_dialogue(wish, reader=scene.reader, work=scene.work, now=scene.now)
    return Reply(blocks=confirmations.cancelled(changed, scene.now))
