"""What several presses and commands about minutes answer with."""

from typing import Any

from bot.domain.dialogue import Dialogue
from bot.domain.group import Group
from bot.domain.minutes import Minutes
from bot.use_cases.dialogues.rules.checks import find_dialogue
from bot.use_cases.minutes.document import compose, gather
from bot.use_cases.minutes.draft import DraftMinutes, draft_minutes
from bot.use_cases.minutes.rules import find_draft, threads_of
from bot.use_cases.minutes.show import draft_now, find_version, may_read_draft
from handlers.slack.features.minutes import blocks, forms
from handlers.slack.features.minutes.parsing import ReadLine, read_marked
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Reply


def draft_reply(scene: Scene, wish: DraftMinutes) -> Reply:
    """How far it is; the chair's own message about it follows, and is kept up to date."""
    return desk_reply(scene, draft_minutes(wish, scene.context))


def desk_reply(scene: Scene, minutes: Minutes) -> Reply:
    """How far the draft is now."""
    _, dialogue, group = find_draft(minutes.number, scene.context)
    return Reply(blocks=blocks.draft_blocks(draft_now(minutes, dialogue, group, work=scene.work)))


def read_view(scene: Scene, number: int, version: int = 0) -> dict[str, Any]:
    """A sealed version; 0: the draft while it is circulated, else the last version."""
    dialogue, group = find_dialogue(number, reader=scene.reader, work=scene.work)
    minutes = scene.work.minutes.of_dialogue(number)
    if not version and minutes is not None and may_read_draft(minutes, scene.reader):
        return forms.read_form(draft_body(scene, minutes, dialogue, group))
    found = find_version(number, version or None, scene.context)
    return forms.read_form(found.body, found.sha256)


def draft_body(scene: Scene, minutes: Minutes, dialogue: Dialogue, group: Group) -> str:
    """The draft as it is now, as Markdown."""
    read = {key: one.said for key, one in lines_read(scene, minutes.number, group).items()}
    links = links_of(scene, minutes, dialogue)
    sources = gather(minutes, dialogue, group, read, links, work=scene.work)
    return compose(sources, work=scene.work)


def lines_read(scene: Scene, number: int, group: Group) -> dict[int, ReadLine]:
    """What each marked line says, by its id."""
    return read_marked(scene.work.minutes.lines_of(number), group, scene)


def links_of(scene: Scene, minutes: Minutes, dialogue: Dialogue) -> tuple[str, ...]:
    """Where the threads are."""
    threads = threads_of(minutes, dialogue, work=scene.work)
    return tuple(filter(None, (scene.message_url(*place) for place in threads)))
