"""Uploaded pictures in blocks: shown with their description, or refused as Slack does."""

from io import BytesIO

import pytest
from PIL import Image

from handlers.sandbox.faults import Fault
from handlers.sandbox.files import drawn, measured, sizes
from tests.handlers.sandbox.uploading import PNG, ask, fetch, send, upload
from tests.handlers.sandbox.world import (
    BOT_TOKEN,
    LIAM,
    SCOPES,
    TECHNOLOGY,
    actions,
    button,
    manifest,
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


READING = manifest(scopes=[*SCOPES, "files:read"])
ALL = (64, 80, 160, 360, 480, 720, 800, 960, 1024)


def picture(width, height, kind="PNG", *, turned=False):
    written = BytesIO()
    exif = Image.Exif()
    if turned:
        exif[0x0112] = 6
    Image.new("RGB", (width, height), "teal").save(written, kind, exif=exif)
    return written.getvalue()


@pytest.mark.parametrize(
    ("size", "kept", "whole"),
    [
        ((2000, 1000), ALL, {360: (360, 180), 1024: (1024, 512)}),
        ((300, 500), (64, 80, 160, 360, 480), {360: (216, 360), 480: (288, 480)}),
        ((8, 5), (64, 80, 160, 360), {360: (8, 5)}),
        ((5000, 2), ALL, {360: (360, 1)}),
        ((0, 0), (), {}),
    ],
    ids=str,
)
def test_which_copies_a_picture_has(size, kept, whole):
    found = sizes(*size)
    assert tuple(found) == kept
    assert {key: found[key] for key in whole} == whole
    assert {found[key] for key in (64, 80, 160) if key in found} <= {(64, 64), (80, 80), (160, 160)}


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_each_is_as_large_as_it_says(kind):
    content = picture(900, 600, kind)
    for size, said in sizes(*measured(content)).items():
        copy = Image.open(BytesIO(drawn(content, size)))
        assert (copy.format, copy.size) == ("PNG", said)


def test_a_photograph_on_its_side_is_put_upright():
    content = picture(900, 600, "JPEG", turned=True)
    assert measured(content) == (600, 900)
    assert Image.open(BytesIO(drawn(content, 360))).size == (240, 360)


@pytest.mark.parametrize("content", [b"", b"GIF89a", PNG], ids=["nothing", "half", "damaged"])
def test_what_is_no_picture_has_none(content):
    assert measured(content) == (0, 0)
    assert drawn(content, 360) is None


async def test_the_app_gets_them_with_its_token_and_the_page_by_its_own_address():
    async with playing(app_manifest=READING) as world:
        file_id = await upload(
            world, name="map a_b.png", content=picture(900, 600), channel_id=TECHNOLOGY
        )
        file = (await world.form("files.info", file=file_id))["file"]
        assert (file["original_w"], file["original_h"]) == (900, 600)
        assert (file["thumb_480_w"], file["thumb_480_h"]) == (480, 320)
        assert not {"thumb_64_w", "thumb_960", "thumb_1024"} & set(file)
        (card,) = (await world.seen(LIAM, TECHNOLOGY))[-1]["files"]
        ours = {"Authorization": f"Bearer {BOT_TOKEN}"}
        for address, headers in ((file["thumb_480"], ours), (card["thumb_480"], {})):
            async with world.http.get(address, headers=headers) as response:
                assert response.content_type == "image/png"
                assert Image.open(BytesIO(await response.read())).size == (480, 320)
        async with world.http.get(file["thumb_480"]) as response:
            assert response.content_type == "text/html", "without a token it leads to a page"
        async with world.http.get(file["thumb_480"].replace("480", "1024"), headers=ours) as gone:
            assert gone.status == 404


async def test_a_file_that_is_no_picture_has_none_of_it():
    async with playing(app_manifest=READING) as world:
        for name, content in (("D1.ics", b"words"), ("broken.png", PNG)):
            file_id = await upload(world, name=name, content=content)
            file = await world.form("files.info", file=file_id)
            assert not [key for key in file["file"] if key.startswith(("thumb", "original"))]
