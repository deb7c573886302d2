"""/wg find words: the best of each kind, and pages of one."""

from dataclasses import replace

from bot.domain import ActionItem, Decision, Dialogue, Group, Practice, Refusal
from bot.domain.action_item import ActionStatus
from bot.domain.countries_and_languages import countries_in_words
from bot.domain.digest import KeptDigest
from bot.domain.limits import checked_text
from bot.domain.person import zone_of
from bot.domain.reference import (
    ACTION,
    DECISION,
    DIALOGUE,
    DIGEST,
    MINUTES,
    PRACTICE,
    reference_in,
    render_reference,
)
from bot.domain.search_query import read_query
from bot.domain.search_words import words_in_text
from bot.domain.wording import spell_day
from bot.domain.zones import to_wall
from bot.languages import _, _p
from bot.use_cases.digests.post import show_digest
from bot.use_cases.minutes.show import find_version
from bot.use_cases.search.find import PAGE, FindRecords, Found, Hits, find_records
from handlers.slack.features.actions.blocks import due_words
from handlers.slack.features.decisions.blocks import standing_words
from handlers.slack.features.digests.blocks import spell_days
from handlers.slack.features.find import blocks
from handlers.slack.features.find.blocks import KINDS, Hit, best_of_each, one_kind
from handlers.slack.features.minutes.blocks import read_version
from handlers.slack.kit import blocks as kit
from handlers.slack.request import Answer, Kind, Reply, Route, Routes, Scene, read_number
from handlers.slack.request.carried_values import NotOurs

_BEST = 3
_MOST_TYPED = 200
"""Characters; they have to fit into the buttons that turn the pages."""


def run_find(scene: Scene) -> Answer:
    typed = " ".join(scene.words.split())
    found, hits = _find(scene, typed, tuple(KINDS), limit=_BEST)
    return Reply(blocks=best_of_each(typed, found, hits))


def _find(
    scene: Scene, typed: str, kinds: tuple[str, ...], *, limit: int, offset: int = 0
) -> tuple[Found, dict[str, list[Hit]]]:
    if not words_in_text(typed):
        raise Refusal("What do you want to find? For example: /wg find age assurance.")
    query = read_query(checked_text(typed, _MOST_TYPED, field="words", what=_("The search")))
    wish = FindRecords(query=query, kinds=kinds, limit=limit, offset=offset)
    found = find_records(wish, scene.context)
    return found, {kind: _hits(scene, kind, of) for kind, of in found.kinds.items()}


def _hits(scene: Scene, kind: str, of: Hits) -> list[Hit]:
    """What was found, read once more with the reader's rights."""
    if kind == PRACTICE:
        cards = scene.work.practices.by_numbers(scene.reader, of.numbers)
        return [_practice_hit(card) for card in cards]
    if kind == DIGEST:
        return [_digest_hit(show_digest(number, scene.context)) for number in of.numbers]
    if kind == DECISION:
        decisions = [scene.work.decisions.get(scene.reader, number) for number in of.numbers]
        return [_decision_hit(decision) for decision in decisions if decision]
    if kind == MINUTES:
        return [_minutes_hit(number, scene) for number in of.numbers]
    if kind == ACTION:
        actions = [scene.work.actions.get(scene.reader, number) for number in of.numbers]
        return [_action_hit(action, scene) for action in actions if action]
    dialogues = [scene.work.dialogues.get(scene.reader, number) for number in of.numbers]
    return [_dialogue_hit(dialogue, scene) for dialogue in dialogues if dialogue]


def _practice_hit(card: Practice) -> Hit:
    texts = (card.summary, card.what_was_done, ", ".join(card.topics))
    facts = (countries_in_words(card.countries),)
    return Hit(card.reference, card.title, facts, texts, card.language)


def _digest_hit(shown: tuple[Group, KeptDigest]) -> Hit:
    group = shown[0]
    digest = shown[1].digest
    entries = digest.words.removeprefix(digest.reference)
    return Hit(digest.reference, group.name, (spell_days(digest, group),), (entries,))


def _decision_hit(decision: Decision) -> Hit:
    texts = (decision.note or "", decision.reason or "")
    return Hit(decision.reference, decision.title, (standing_words(decision),), texts)


def _minutes_hit(number: int, scene: Scene) -> Hit:
    version = find_version(number, None, scene.context)
    reference = render_reference(DIALOGUE, version.number)
    title, text = read_version(version)
    sealed_on = to_wall(version.sealed_at, zone_of(scene.person)).date()
    facts = (_("sealed on {day}", day=spell_day(sealed_on)),)
    words = _("Read minutes of {reference}", reference=reference)
    button = kit.button(words, "minutes.read", f"{reference} {version.version}")
    return Hit(reference, title, facts, (text,), button=button)


def _action_hit(action: ActionItem, scene: Scene) -> Hit:
    standing = due_words(action, scene.now)
    if not action.open:
        done = action.status is ActionStatus.DONE
        standing = _p("action", "done") if done else _p("action", "dropped")
    return Hit(action.reference, action.title, (standing,), (action.note or "",))


def _dialogue_hit(dialogue: Dialogue, scene: Scene) -> Hit:
    facts = (kit.moment(dialogue.starts_at, zone_of(scene.person)),)
    cancelled = (_("cancelled, "),) if dialogue.cancelled else ()
    return Hit(dialogue.reference, dialogue.title, (*cancelled, *facts), (dialogue.reason or "",))


def press_page(scene: Scene) -> Answer:
    """Previous, Next, and all of one kind: "<offset> <kind> <words>"."""
    offset, kind, typed = [*scene.call.value.split(" ", 2), "", ""][:3]
    if kind not in KINDS:
        raise NotOurs
    found, hits = _find(scene, typed, (kind,), limit=PAGE, offset=read_number(offset))
    drawn = one_kind(kind, typed, found, hits[kind]) if hits else best_of_each(typed, found, hits)
    return Reply(blocks=drawn, replace=True)


def press_show(scene: Scene) -> Answer:
    """The same as the kind's own command, such as /action show A104."""
    reference = reference_in(scene.call.value)
    kind = KINDS.get(reference[:1])
    if kind is None:
        raise NotOurs
    call = replace(scene.call, id=kind.show, typed=f"{kind.show} {reference}", raw=reference)
    return scene.commands[kind.show](replace(scene, call=call))


ROUTES: Routes = {
    (Kind.COMMAND, "/wg find"): Route(run=run_find),
    (Kind.PRESS, blocks.PAGE): Route(run=press_page),
    (Kind.PRESS, blocks.SHOW): Route(run=press_show),
}
