"""/practice feed, and its buttons."""

import secrets
from dataclasses import replace

from bot.domain.calendar import AddressOf
from bot.domain.errors import NotAllowed, Refusal
from bot.domain.next_steps import NextStep
from bot.domain.person import zone_of
from bot.use_cases.calendars.address import RANDOM_BYTES, make_address, revoke_address
from handlers.slack.features.feeds import blocks
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer, Reply


def run_feed(scene: Scene) -> Answer:
    """/practice feed."""
    kept = scene.work.feeds.of_person(scene.call.user_id)
    if kept is not None and scene.public_url:
        return Reply(blocks=blocks.shown_before(kept, zone_of(scene.person)))
    return _show_new(scene, is_new=False)


def press_new(scene: Scene) -> Answer:
    return replace(_show_new(scene, is_new=True), replace=True)


def press_off(scene: Scene) -> Answer:
    was_there = revoke_address(
        scene.call.user_id, work=scene.work, now=scene.now, of=AddressOf.PRACTICES
    )
    return Reply(blocks=blocks.switched_off(was_there=was_there), replace=True)


def _show_new(scene: Scene, *, is_new: bool) -> Reply:
    """`is_new`: in the place of another. Only this answer has the secret, and it is not kept."""
    if not scene.public_url:
        raise Refusal(blocks.NO_ADDRESS)
    if not (scene.reader.rostered or scene.reader.secretariat):
        raise NotAllowed(
            "You belong to no organisation here, so nothing of the network would be in it.",
            step=NextStep.ASSIGN_PERSON,
        )
    secret = make_address(
        scene.call.user_id,
        randomness=secrets.token_bytes(RANDOM_BYTES),
        work=scene.work,
        now=scene.now,
        of=AddressOf.PRACTICES,
    )
    url = blocks.feed_url(scene.public_url, secret)
    return Reply(
        blocks=blocks.address_blocks(url, is_new=is_new), again=Reply(blocks=blocks.shown_once())
    )
