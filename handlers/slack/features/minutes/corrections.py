"""Circulating a draft, suggesting corrections, and what a chair makes of them."""

from collections.abc import Mapping, Sequence

from bot.domain import Refusal
from bot.domain.minutes import GENERAL, Correction
from bot.languages import N_, Nn_, _, _n
from bot.use_cases.minutes import circulate
from bot.use_cases.minutes.draft import LineWords
from bot.use_cases.minutes.rules import find_open
from handlers.slack.features.dialogues.buttons import pressed_number
from handlers.slack.features.minutes.parsing import lines_read, read_target
from handlers.slack.features.minutes.replies import desk_reply
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import person_words
from handlers.slack.kit.common_blocks import PAGE
from handlers.slack.request import Answer, Reply, Scene, read_number, read_state_number, say_words
from handlers.slack.request.context import about_number


def submit_circulate(scene: Scene) -> Answer:
    days = read_number(scene.call.fields.get("days") or "")
    number = read_state_number(scene.call.metadata)
    return desk_reply(scene, circulate.circulate_minutes(number, days, scene.context))


def submit_suggest(scene: Scene) -> Answer:
    fields = scene.call.fields
    number = read_state_number(scene.call.metadata)
    was = fields.get("was") or ""
    should_be = fields.get("should_be") or ""
    circulate.suggest_correction(number, was, should_be, scene.context)
    return say_words("The chairs have your correction. The draft changes if one of them takes it.")


def press_take(scene: Scene) -> Answer:
    """Put it in where its words stand just once; a Refusal says that a chair must do it by hand."""
    number, correction_id = read_target(scene.call.value)
    minutes, _dialogue, group = find_open(number, scene.context)
    waiting = scene.work.minutes.corrections(number, minutes.version)
    correction = next((one for one in waiting if one.id == correction_id), None)
    notes: dict[str, str] = {}
    lines: dict[int, LineWords] = {}
    if correction is not None and not correction.was:
        before = minutes.notes.get(GENERAL, "")
        notes = {GENERAL: f"{before}\n{correction.should_be}".strip()}
    elif correction is not None:
        notes = {
            key: text.replace(correction.was, correction.should_be)
            for key, text in minutes.notes.items()
            if correction.was in text
        }
        lines = {
            line_id: LineWords(
                words=one.said.words.replace(correction.was, correction.should_be),
                owners=one.people,
                due_on=one.said.due_on,
            )
            for line_id, one in lines_read(scene, number, group).items()
            if correction.was in one.said.words and not (one.line.became or one.line.left_out)
        }
        if len(notes) + len(lines) != 1:
            raise Refusal(_by_hand(correction, len(notes) + len(lines)))
    return _settled(scene, taken=True, notes=notes, lines=lines)


def press_leave(scene: Scene) -> Answer:
    return _settled(scene, taken=False, notes={}, lines={})


def press_by_hand(scene: Scene) -> Answer:
    return _settled(scene, taken=True, notes={}, lines={})


def _settled(
    scene: Scene, *, taken: bool, notes: dict[str, str], lines: dict[int, LineWords]
) -> Reply:
    """What waits after it, in the place of what was pressed."""
    number, correction = read_target(scene.call.value)
    wish = circulate.SettleCorrection(
        number=number, correction=correction, taken=taken, notes=notes, lines=lines
    )
    circulate.settle_correction(wish, scene.context)
    return _waiting(scene, number, replace=True)


def _by_hand(correction: Correction, places: int) -> str:
    nowhere = N_("The words “{words}” stand at no place that can be changed, so I changed nothing.")
    found = _(nowhere, words=correction.was)
    if places:
        found = _n(
            "The words “{words}” stand at {number} place, so I changed nothing.",
            "The words “{words}” stand at {number} places, so I changed nothing.",
            places,
            words=correction.was,
        )
    how = _("Please put it in under Notes… or Lines…, and press I have put it in by hand.")
    return f"{found} {how}"


def _waiting(scene: Scene, number: int, *, replace: bool = False) -> Reply:
    minutes, dialogue, _group = find_open(number, scene.context)
    waiting = scene.work.minutes.corrections(number, minutes.version)
    names = scene.work.people.names([one.suggested_by for one in waiting])
    shown = corrections_blocks(dialogue.reference, waiting, names)
    return Reply(blocks=shown, replace=replace)


def corrections_blocks(
    reference: str, corrections: Sequence[Correction], names: Mapping[str, str]
) -> list[kit.Block]:
    """What waits for a chair: each with its two buttons."""
    if not corrections:
        return [kit.rich(kit.say("No correction waits."))]
    blocks: list[kit.Block] = []
    for one in corrections[:PAGE]:
        value = f"{reference} {one.id}"
        was = _("Instead of: {words}", words=one.was) if one.was else _("To be added to the notes:")
        who = person_words(one.suggested_by, names)
        lines = [_("{who} suggests", who=who), was, f"→ {one.should_be}"]
        presses = [
            kit.button(_("Take"), "minutes.take", value),
            kit.button(_("Leave"), "minutes.leave", value),
            kit.button(_("I have put it in by hand"), "minutes.byhand", value),
        ]
        blocks.append(kit.row(lines, presses))
    left = len(corrections) - PAGE
    more = Nn_(
        "and {number} more, once these are settled", "and {number} more, once these are settled"
    )
    return [*blocks, kit.small(_n(*more, left))] if left > 0 else blocks


press_corrections = about_number(_waiting, pressed_number)
