"""Uploaded pictures in blocks: shown with their description, or refused as Slack does."""

import pytest

from handlers.sandbox.faults import Fault
from tests.handlers.sandbox.uploading import PNG, ask, fetch, send, upload
from tests.handlers.sandbox.world import (
    LIAM,
    TECHNOLOGY,
    actions,
    button,
    modal,
    playing,
    with_app,
)


def image(file_id, **more):
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": "Hours of the day", **more}


async def post(world, *blocks):
    return await world.api("chat.postMessage", channel=TECHNOLOGY, text="x", blocks=list(blocks))


async def test_a_block_shows_an_uploaded_picture_with_its_description():
    async with playing() as world:
        picture = await upload(world, name="hours.png", content=PNG, alt_txt="Hours")
        assert (await post(world, image(picture)))["ok"]
        (block,) = (await world.seen(LIAM, TECHNOLOGY))[-1]["blocks"]
        assert block["alt_text"] == "Hours of the day"
        status, headers, body = await fetch(world, block["slack_file"]["url"])
        assert (status, headers["Content-Type"], body) == (200, "image/png", PNG)
        assert "Content-Disposition" not in headers


async def test_so_do_accessories_contexts_updates_private_answers_and_modals():
    async with with_app() as (world, app):
        picture = await upload(world, name="hours.png", content=PNG)
        section = {
            "type": "section",
            "text": {"type": "plain_text", "text": "x"},
            "accessory": image(picture),
        }
        context = {"type": "context", "elements": [image(picture)]}
        posted = await post(world, section, context)
        assert posted["ok"], posted
        shown = (await world.seen(LIAM, TECHNOLOGY))[-1]["blocks"]
        assert shown[0]["accessory"]["slack_file"]["url"].startswith("/door/file/")
        assert shown[1]["elements"][0]["slack_file"]["url"].startswith("/door/file/")
        place = {"channel": TECHNOLOGY, "text": "x", "blocks": [image(picture)]}
        assert (await world.api("chat.update", ts=posted["ts"], **place))["ok"]
        assert (await world.api("chat.postEphemeral", user=LIAM, **place))["ok"]
        app.answers["slash_commands"] = {"text": "x", "blocks": [image(picture)]}
        assert (await world.do("command", LIAM, channel=TECHNOLOGY, command="/wg"))["ok"]
        view = modal(image(picture), submit=None)
        opened = await world.api("views.open", trigger_id=await world.trigger(app), view=view)
        assert opened["ok"], opened


@pytest.mark.parametrize(
    "file_id",
    ["F0SBX999999", "nonsense", "f0sbx000001"],
)
async def test_a_picture_that_is_not_there_is_refused_as_slack_does(file_id):
    async with playing() as world:
        answer = await post(world, {"type": "divider"}, image(file_id))
        assert answer["error"] == "invalid_blocks"
        assert "[json-pointer:/blocks/1/slack_file]" in answer["errors"][0]
        assert len(await world.seen(LIAM, TECHNOLOGY)) == 1


async def test_what_is_no_picture_or_not_completed_cannot_be_shown():
    async with playing() as world:
        calendar = await upload(world)
        ticket = await ask(world, name="hours.png", content=PNG)
        await send(world, ticket, PNG)
        for file_id in (calendar, ticket["file_id"]):
            answer = await post(world, image(file_id))
            assert answer["errors"] == ["invalid slack file [json-pointer:/blocks/0/slack_file]"]


async def test_slack_can_take_a_while_to_look_through_a_picture():
    async with playing() as world:
        world.sandbox.faults.add(Fault("upload", "late", times=1, seconds=60))
        picture = await upload(world, name="hours.png", content=PNG)
        assert (await post(world, image(picture)))["error"] == "invalid_blocks"
        await world.sandbox.advance(61)
        assert (await post(world, image(picture)))["ok"]


async def test_a_modal_with_a_picture_that_is_not_there_does_not_open():
    async with with_app() as (world, app):
        trigger = await world.trigger(app)
        view = modal(image("F0SBX999999"), submit=None)
        answer = await world.api("views.open", trigger_id=trigger, view=view)
        assert answer["error"] == "invalid_arguments"
        good = modal(actions(button()), submit=None)
        assert (await world.api("views.open", trigger_id=trigger, view=good))["ok"]
