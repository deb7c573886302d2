"""Bytes on their way from the app to a file."""

import pytest
from aiohttp import ClientError, FormData

from handlers.sandbox.faults import Fault
from tests.handlers.sandbox.uploading import ICS, ask, complete, send
from tests.handlers.sandbox.world import (
    playing,
)


async def test_bytes_may_come_as_a_field_of_a_form():
    async with playing() as world:
        ticket = await ask(world)
        form = FormData()
        form.add_field("file", ICS, filename="D1.ics")
        assert (await send(world, ticket, form))[0] == 200
        assert (await complete(world, ticket["file_id"]))["ok"]


@pytest.mark.parametrize("content", [ICS[:-1], ICS + b"x", b""])
async def test_what_is_sent_is_as_long_as_was_announced(content):
    async with playing() as world:
        ticket = await ask(world)
        assert (await send(world, ticket, content))[0] == 400
        assert (await send(world, ticket))[0] == 404, "the address is spent all the same"
        assert (await complete(world, ticket["file_id"]))["error"] == "file_not_found"


async def test_an_upload_address_works_once_and_cannot_be_guessed():
    async with playing() as world:
        ticket = await ask(world)
        assert (await send(world, ticket))[0] == 200
        assert (await send(world, ticket))[0] == 404
        guess = {"upload_url": f"{world.sandbox.url}/upload/{'0' * 40}"}
        assert (await send(world, guess))[0] == 404


async def test_a_file_is_completed_once_and_only_when_its_bytes_are_there():
    async with playing() as world:
        ticket = await ask(world)
        assert (await complete(world, ticket["file_id"]))["error"] == "file_not_found"
        await send(world, ticket)
        assert (await complete(world, ticket["file_id"]))["ok"]
        assert (await complete(world, ticket["file_id"]))["error"] == "file_not_found"
        assert (await complete(world, "F0SBX999999"))["error"] == "file_not_found"


@pytest.mark.parametrize("kind", ["500", "unheard", "lost"])
async def test_an_upload_can_be_told_to_fail(kind):
    async with playing() as world:
        world.sandbox.faults.add(Fault("upload", kind, times=1))
        ticket = await ask(world)
        try:
            status, _ = await send(world, ticket)
        except ClientError:
            status = None
        assert status == (500 if kind == "500" else None)
        there = await complete(world, ticket["file_id"])
        assert there["ok"] is (kind == "lost")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("as=U0SINA0001", "application/x-www-form-urlencoded"),
        ('{"as": "U0SINA0001"}', "text/plain"),
        ("{", "application/json"),
        ("[]", "application/json"),
        ("{}", "application/json"),
    ],
)
async def test_a_post_that_is_no_json_object_of_a_person_is_unclear(body, content_type):
    async with playing() as world:
        headers = {"Content-Type": content_type}
        async with world.http.post("/door/say", data=body, headers=headers) as response:
            assert response.status == 400
            assert "error" in await response.json()
