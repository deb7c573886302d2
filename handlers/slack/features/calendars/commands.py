"""`/dialogue calendar`, `/practice feed`, their buttons, and *Add to calendar* on a dialogue."""

import secrets
from dataclasses import replace
from functools import partial

from bot.domain import Refusal
from bot.domain.person import zone_of
from bot.domain.reference import DIALOGUE, read_reference
from bot.domain.wording import shortened
from bot.languages import ENGLISH, _, speaking
from bot.use_cases.calendars import feed
from handlers.slack.features.calendars import blocks
from handlers.slack.features.calendars.blocks import CALENDAR, FEED, AddressKind
from handlers.slack.request import Answer, Kind, Reply, Route, Routes, Scene
from handlers.slack.request.response import SendFile

_TITLE = 150


def press_file(scene: Scene) -> Answer:
    """One dialogue as an .ics file; the value is its reference."""
    # Loaded at the first press: most processes that start are never asked for one.
    from handlers.icalendar.rendering import file_name, rendered

    entry = feed.entry_of_dialogue(read_reference(DIALOGUE, scene.call.value), scene.context)
    dialogue = entry.dialogue
    with speaking(ENGLISH):
        content = rendered([entry], workspace_id=scene.work.workspace_id)
    return SendFile(
        name=file_name(dialogue),
        content=content,
        title=shortened(f"{dialogue.reference} {dialogue.title}", _TITLE),
        words=_("Open this to add {reference} to your calendar.", reference=dialogue.reference),
        said=Reply(blocks=blocks.file_blocks(blocks.SENT, dialogue)),
        otherwise=Reply(blocks=blocks.file_blocks(blocks.NOT_SENT, dialogue)),
    )


def show_address(scene: Scene, kind: AddressKind) -> Reply:
    """A new address; since when there is one, where there is."""
    kept = feed.addresses(kind.of, scene.work).of_person(scene.call.user_id)
    if kept is not None and scene.public_url:
        return Reply(blocks=blocks.shown_before(kind, kept, zone_of(scene.person)))
    return _show_new(scene, kind, is_new=False)


def renew_address(scene: Scene, kind: AddressKind) -> Reply:
    return replace(_show_new(scene, kind, is_new=True), replace=True)


def end_address(scene: Scene, kind: AddressKind) -> Reply:
    was_there = feed.revoke_address(scene.call.user_id, work=scene.work, now=scene.now, of=kind.of)
    return Reply(blocks=blocks.switched_off(kind, was_there=was_there), replace=True)


def _show_new(scene: Scene, kind: AddressKind, *, is_new: bool) -> Reply:
    """`is_new`: in the place of another. Only this answer has the secret, and it is not kept."""
    if not scene.public_url:
        raise Refusal(blocks.not_here(kind))
    kind.demand(scene.reader)
    secret = feed.make_address(
        scene.call.user_id,
        randomness=secrets.token_bytes(feed.RANDOM_BYTES),
        work=scene.work,
        now=scene.now,
        of=kind.of,
    )
    url = scene.public_url + kind.path.format(secret)
    return Reply(
        blocks=blocks.address_blocks(kind, url, is_new=is_new),
        again=Reply(blocks=blocks.shown_once(kind)),
    )


def _address_routes(kind: AddressKind) -> Routes:
    return {
        (Kind.COMMAND, kind.command): Route(run=partial(show_address, kind=kind), writes=True),
        (Kind.PRESS, kind.new): Route(run=partial(renew_address, kind=kind), writes=True),
        (Kind.PRESS, kind.off): Route(run=partial(end_address, kind=kind), writes=True),
    }


ROUTES: Routes = {
    **_address_routes(CALENDAR),
    **_address_routes(FEED),
    (Kind.PRESS, "calendar.address"): Route(run=partial(show_address, kind=CALENDAR), writes=True),
    (Kind.PRESS, "calendar.file"): Route(run=press_file, writes=True),
}
