"""Asking how far a change of one date of a series reaches: this one, all later ones, or all."""

from bot.domain.dialogue import Dialogue
from bot.domain.recurrence_words import spell_rule
from bot.use_cases.dialogues.rules.scope import Scope
from bot.use_cases.dialogues.series.affected import reach
from handlers.slack.features.dialogues.facts import SCOPE_LABELS
from handlers.slack.features.dialogues.parsing import SCOPE_WORDS, with_scope
from handlers.slack.features.dialogues.rewording import going_on, typed
from handlers.slack.kit import blocks as kit
from handlers.slack.request.context import Scene
from handlers.slack.request.help import typed_back
from handlers.slack.request.response import Reply


def is_one_of_several(dialogue: Dialogue, scene: Scene) -> bool:
    """Whether its series has other dates ahead, planned already or not: else there is no doubt."""
    reached = reach(dialogue, Scope.WHOLE, work=scene.work, now=scene.now)
    others = sum(len(part.rows) for part in reached) > 1
    return others or any(not part.series.planned_to_its_end for part in reached)


def ask_scope(scene: Scene, dialogue: Dialogue, doing: str) -> Reply:
    """The question, three buttons that go on with what was typed, and the typed text.

    `doing`: what is to be done, in a word ("move"). Nothing was stored.
    """
    series = scene.work.series.seen_by(scene.reader, dialogue.series_id)
    rule = f": {spell_rule(series)}" if series is not None else ""
    buttons = [
        button
        for index, scope in enumerate(Scope)
        if (button := _button(scene, scope, index)) is not None
    ]
    words = [kit.line(f"{dialogue.reference} is one date of a series{rule}.")]
    if len(buttons) == len(Scope):
        words.append(kit.line(f"What shall I {doing}?"))
        choice = [kit.actions(*buttons)]
    else:
        later, whole = SCOPE_WORDS[Scope.LATER], SCOPE_WORDS[Scope.WHOLE]
        words.append(
            kit.line(
                f"Please say what to {doing}: “{dialogue.reference} {SCOPE_WORDS[Scope.ONE]}”, "
                f"“{dialogue.reference} {later}” or “{dialogue.reference} {whole}”."
            )
        )
        choice = []
    return Reply(blocks=[kit.rich(*words), *choice, *typed_back(typed(scene))])


def _button(scene: Scene, scope: Scope, index: int) -> kit.Element | None:
    return going_on(scene.call, with_scope(scene.call.raw, scope), SCOPE_LABELS[scope], index)
