"""Smaller copies of pictures: which there are, how large, and who gets them."""

from io import BytesIO

import pytest
from PIL import Image

from handlers.sandbox.thumbnails import drawn, measured, sizes
from tests.handlers.sandbox.uploading import PNG, upload
from tests.handlers.sandbox.world import BOT_TOKEN, LIAM, SCOPES, TECHNOLOGY, manifest, playing

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
