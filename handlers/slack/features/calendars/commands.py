"""`/dialogue calendar`, its buttons, and *Add to calendar* on a dialogue."""

import secrets
from dataclasses import replace

from bot.domain import Refusal
from bot.domain.person import zone_of
from bot.domain.reference import DIALOGUE, read_reference
from bot.domain.wording import shortened
from bot.languages import ENGLISH, _, speaking
from bot.use_cases.calendars.address import RANDOM_BYTES, make_address, revoke_address
from bot.use_cases.calendars.address import addresses as ledger_of
from bot.use_cases.calendars.feed import entry_of_dialogue
from handlers.slack.features.calendars import addresses, blocks
from handlers.slack.features.calendars.addresses import AddressKind
from handlers.slack.features.calendars.blocks import CALENDAR
from handlers.slack.request import Answer, Reply, Scene
from handlers.slack.request.response import SendFile

_TITLE = 150


def run_calendar(scene: Scene) -> Answer:
    return show_address(scene, CALENDAR)


def press_new(scene: Scene) -> Answer:
    return renew_address(scene, CALENDAR)


def press_off(scene: Scene) -> Answer:
    return end_address(scene, CALENDAR)


def press_file(scene: Scene) -> Answer:
    """One dialogue as an .ics file; the value is its reference."""
    # Loaded at the first press: most processes that start are never asked for one.
    from handlers.icalendar.rendering import file_name, rendered

    entry = entry_of_dialogue(read_reference(DIALOGUE, scene.call.value), scene.context)
    dialogue = entry.dialogue
    with speaking(ENGLISH):
        content = rendered([entry], workspace_id=scene.work.workspace_id)
    return SendFile(
        name=file_name(dialogue),
        content=content,
        title=shortened(f"{dialogue.reference} {dialogue.title}", _TITLE),
        words=_("Open this to add {reference} to your calendar.", reference=dialogue.reference),
        said=Reply(blocks=blocks.sent_blocks(dialogue)),
        otherwise=Reply(blocks=blocks.not_sent(dialogue)),
    )


# The private addresses of a person, of any kind ----------------------------------------------


def show_address(scene: Scene, kind: AddressKind) -> Reply:
    """A new address; since when there is one, where there is."""
    kept = ledger_of(kind.of, scene.work).of_person(scene.call.user_id)
    if kept is not None and scene.public_url:
        return Reply(blocks=addresses.shown_before(kind, kept, zone_of(scene.person)))
    return _show_new(scene, kind, is_new=False)


def renew_address(scene: Scene, kind: AddressKind) -> Reply:
    return replace(_show_new(scene, kind, is_new=True), replace=True)


def end_address(scene: Scene, kind: AddressKind) -> Reply:
    was_there = revoke_address(scene.call.user_id, work=scene.work, now=scene.now, of=kind.of)
    return Reply(blocks=addresses.switched_off(kind, was_there=was_there), replace=True)


def _show_new(scene: Scene, kind: AddressKind, *, is_new: bool) -> Reply:
    """`is_new`: in the place of another. Only this answer has the secret, and it is not kept."""
    if not scene.public_url:
        raise Refusal(addresses.not_here(kind))
    kind.demand(scene.reader)
    secret = make_address(
        scene.call.user_id,
        randomness=secrets.token_bytes(RANDOM_BYTES),
        work=scene.work,
        now=scene.now,
        of=kind.of,
    )
    url = scene.public_url + kind.path.format(secret)
    return Reply(
        blocks=addresses.address_blocks(kind, url, is_new=is_new),
        again=Reply(blocks=addresses.shown_once(kind)),
    )
