"""Buttons about dialogues: answers, details, the next page, and the doors to forms."""

from dataclasses import replace

from bot.domain.dialogue import Answer as Rsvp
from bot.domain.errors import Refusal
from bot.domain.reference import DIALOGUE, read_reference
from bot.domain.roles import Act
from bot.domain.when import Ambiguous
from bot.use_cases.dialogues.answer import AnswerDialogue
from bot.use_cases.dialogues.answer import answer as answer_dialogue
from bot.use_cases.dialogues.checking import find_to_change
from bot.use_cases.refusing import demand
from handlers.slack.answers import Answer, PushView, Reply
from handlers.slack.dialogues import commands, confirmations, confirming, modals, parsing
from handlers.slack.scene import Scene
from handlers.slack.typed import spoken


def rsvp(scene: Scene) -> Answer:
    """Going, Maybe or Can't; in a private message that shows one's answer, redrawn in place."""
    reference, _, answer_and_place = scene.call.value.partition("|")
    said, _, place = answer_and_place.partition("|")
    if said not in set(Rsvp):
        raise Refusal("I don't know this answer. Please choose Going, Maybe or Can't.")
    number = read_reference(DIALOGUE, reference)
    done = answer_dialogue(
        AnswerDialogue(number=number, answer=Rsvp(said)),
        person=scene.person,
        reader=scene.reader,
        work=scene.work,
        now=scene.now,
    )
    if place == "show":
        return replace(commands.shown(scene, number), replace=True)
    if place.startswith("list:"):
        return replace(commands.upcoming(scene, int(place.removeprefix("list:"))), replace=True)
    return Reply(blocks=confirmations.answered(done))


def show(scene: Scene) -> Answer:
    return commands.shown(scene, read_reference(DIALOGUE, scene.call.value))


def page(scene: Scene) -> Answer:
    """The value is the offset."""
    return replace(commands.upcoming(scene, int(scene.call.value.split()[0])), replace=True)


def again(scene: Scene) -> Answer:
    """Goes on with what was typed, beside the one just scheduled; pressed twice it makes one."""
    group = scene.needs_group()
    before, _, raw = scene.call.value.partition(" ")
    names = {user_id: facts.name for user_id, facts in scene.facts.items()}
    wish = parsing.read_schedule(spoken(raw, names), commands.writer(scene))
    if isinstance(wish, Ambiguous):
        raise Refusal(f"{wish.words} Please type the command again with that date.")
    done = confirming.scheduled(scene, group, replace(wish, again_after=int(before)))
    return replace(done, replace=True)


def schedule(scene: Scene) -> Answer:
    group = scene.needs_group()
    demand(scene.reader, Act.SCHEDULE_DIALOGUE, group, work=scene.work, now=scene.now)
    return PushView(commands.schedule_form(scene, group))


def move(scene: Scene) -> Answer:
    dialogue, _ = find_to_change(
        read_reference(DIALOGUE, scene.call.value),
        reader=scene.reader,
        work=scene.work,
        now=scene.now,
    )
    return PushView(modals.move_form(dialogue))


def edit(scene: Scene) -> Answer:
    form = commands.edit_form(scene, read_reference(DIALOGUE, scene.call.value))
    return PushView(form.view)


def cancel(scene: Scene) -> Answer:
    dialogue, _ = find_to_change(
        read_reference(DIALOGUE, scene.call.value),
        reader=scene.reader,
        work=scene.work,
        now=scene.now,
    )
    return PushView(modals.cancel_form(dialogue))
