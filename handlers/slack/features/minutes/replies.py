"""What several presses and commands about minutes answer with."""

from collections.abc import Mapping
from typing import Any

from bot.domain import Dialogue, Group
from bot.domain.minutes import Minutes
from bot.domain.wording import listed
from bot.languages import ENGLISH, _, _n, speaking
from bot.use_cases.dialogues.rules.checks import find_dialogue
from bot.use_cases.minutes.document import LineRead, compose, gather
from bot.use_cases.minutes.draft import DraftMinutes, draft_minutes
from bot.use_cases.minutes.rules import find_draft, threads_of
from bot.use_cases.minutes.seal import Confirmed
from bot.use_cases.minutes.show import draft_now, find_version, may_read_draft
from handlers.slack.features.minutes import blocks, forms
from handlers.slack.features.minutes.parsing import ReadLine, lines_read
from handlers.slack.kit import blocks as kit
from handlers.slack.request import Reply, Scene


def draft_reply(scene: Scene, wish: DraftMinutes) -> Reply:
    """How far it is; the chair's own message about it follows, and is kept up to date."""
    return desk_reply(scene, draft_minutes(wish, scene.context))


def desk_reply(scene: Scene, minutes: Minutes) -> Reply:
    """How far the draft is now."""
    _minutes, dialogue, group = find_draft(minutes.number, scene.context)
    return Reply(blocks=blocks.draft_blocks(draft_now(minutes, dialogue, group, work=scene.work)))


def read_view(scene: Scene, number: int, version: int = 0) -> dict[str, Any]:
    """A sealed version; 0: the draft while it is circulated, else the last version."""
    dialogue, group = find_dialogue(number, reader=scene.reader, work=scene.work)
    minutes = scene.work.minutes.of_dialogue(number)
    if not version and minutes is not None and may_read_draft(minutes, scene.reader):
        return forms.read_form(draft_body(scene, minutes, dialogue, group))
    found = find_version(number, version or None, scene.context)
    return forms.read_form(found.body, found.sha256)


@speaking(ENGLISH)
def draft_body(scene: Scene, minutes: Minutes, dialogue: Dialogue, group: Group) -> str:
    """The draft as it is now, as Markdown."""
    read = said_in_document(scene, minutes.number, group)
    links = links_of(scene, minutes, dialogue)
    sources = gather(minutes, dialogue, group, read, links, work=scene.work)
    return compose(sources, work=scene.work)


@speaking(ENGLISH)
def said_in_document(scene: Scene, number: int, group: Group) -> dict[int, LineRead]:
    """What each marked line says in the words that are sealed, which are English for all."""
    return {key: one.said for key, one in lines_read(scene, number, group).items()}


def links_of(scene: Scene, minutes: Minutes, dialogue: Dialogue) -> tuple[str, ...]:
    """Where the threads are."""
    threads = threads_of(minutes, dialogue, work=scene.work)
    return tuple(filter(None, (scene.message_url(*place) for place in threads)))


def confirmed_blocks(read: Mapping[int, ReadLine], done: Confirmed) -> list[kit.Block]:
    """What was logged of the marked lines, and why others were not."""
    said = _("Nothing new was logged.")
    if done.made:
        said = _("Logged: {references}.", references=listed(done.made))
    doubts = {
        one.line.id: one.said.doubt
        for one in read.values()
        if one.said.doubt and not (one.line.became or one.line.left_out)
    } | dict(done.refused)
    if not doubts:
        return [kit.rich(kit.line(said))]
    lines = [
        kit.line(kit.bold(read[line_id].said.words), _(": {words}", words=why))
        for line_id, why in doubts.items()
    ]
    left = _n(
        "{number} line to be checked, under Lines…:",
        "{number} lines to be checked, under Lines…:",
        len(doubts),
    )
    return [kit.rich(kit.line(said), kit.line(left), kit.bullets(lines))]
