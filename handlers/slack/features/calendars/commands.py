"""`/dialogue calendar`, its buttons, and *Add to calendar* on a dialogue."""

import secrets
from dataclasses import replace

from bot.domain.errors import Refusal
from bot.domain.person import zone_of
from bot.domain.reference import DIALOGUE, read_reference
from bot.domain.wording import shortened
from bot.use_cases.calendars.address import RANDOM_BYTES, make_address, revoke_address
from bot.use_cases.calendars.feed import entry_of_dialogue
from handlers.slack.features.calendars import blocks
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer, Reply, SendFile

_TITLE = 150


def run_calendar(scene: Scene) -> Answer:
    """`/dialogue calendar`."""
    kept = scene.work.calendars.of_person(scene.call.user_id)
    if kept is not None and scene.public_url:
        return Reply(blocks=blocks.shown_before(kept, zone_of(scene.person)))
    return _show_new(scene, is_new=False)


def press_new(scene: Scene) -> Answer:
    return replace(_show_new(scene, is_new=True), replace=True)


def press_off(scene: Scene) -> Answer:
    was_there = revoke_address(scene.call.user_id, work=scene.work, now=scene.now)
    return Reply(blocks=blocks.switched_off(was_there=was_there), replace=True)


def press_file(scene: Scene) -> Answer:
    """One dialogue as an .ics file; the value is its reference."""
    # Loaded at the first press: most processes that start are never asked for one.
    from handlers.icalendar import file_name, rendered

    entry = entry_of_dialogue(_number(scene), reader=scene.reader, work=scene.work)
    dialogue = entry.dialogue
    content = rendered([entry], workspace_id=scene.work.workspace_id, name=dialogue.reference)
    return SendFile(
        name=file_name(dialogue),
        content=content,
        title=shortened(f"{dialogue.reference} {dialogue.title}", _TITLE),
        words=f"Open this to add {dialogue.reference} to your calendar.",
        said=Reply(blocks=blocks.sent_blocks(dialogue)),
        otherwise=Reply(blocks=blocks.not_sent(dialogue)),
    )


def _show_new(scene: Scene, *, is_new: bool) -> Reply:
    """`is_new`: in the place of another. Only this answer has the secret, and it is not kept."""
    if not scene.public_url:
        raise Refusal(blocks.NO_ADDRESS)
    secret = make_address(
        scene.call.user_id,
        randomness=secrets.token_bytes(RANDOM_BYTES),
        work=scene.work,
        now=scene.now,
    )
    url = blocks.feed_url(scene.public_url, secret)
    return Reply(
        blocks=blocks.address_blocks(url, is_new=is_new), again=Reply(blocks=blocks.shown_once())
    )


def _number(scene: Scene) -> int:
    return read_reference(DIALOGUE, scene.call.value)
