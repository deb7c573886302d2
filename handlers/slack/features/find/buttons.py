"""Buttons of what was found: more of one kind, and one record in full."""

from dataclasses import replace

from bot.domain.reference import reference_in
from handlers.slack.features.find.blocks import KINDS
from handlers.slack.features.find.commands import page_of_kind
from handlers.slack.request import Answer, Scene, read_number
from handlers.slack.request.carried_values import NotOurs


def press_page(scene: Scene) -> Answer:
    """Previous, Next, and all of one kind: "<offset> <kind> <words>"."""
    offset, kind, words = [*scene.call.value.split(" ", 2), "", ""][:3]
    if kind not in KINDS:
        raise NotOurs
    return page_of_kind(scene, kind, words, read_number(offset))


def press_show(scene: Scene) -> Answer:
    """The same as the kind's own command, such as /action show A104."""
    reference = reference_in(scene.call.value)
    kind = KINDS.get(reference[:1])
    if kind is None:
        raise NotOurs
    call = replace(scene.call, id=kind.show, typed=f"{kind.show} {reference}", raw=reference)
    return scene.commands[kind.show](replace(scene, call=call))
