"""The upload flow, as strict as Slack's: tickets, sizes, scopes and places."""

import pytest
from aiohttp import ClientError, FormData
from slack_sdk.web.async_client import AsyncWebClient

from handlers.sandbox.faults import Fault
from tests.handlers.sandbox.uploading import ICS, ask, complete, fetch, send, upload
from tests.handlers.sandbox.world import (
    BOT,
    BOT_TOKEN,
    GENERAL,
    GRETA,
    LIAM,
    MINJI,
    REGULATORS,
    TECHNOLOGY,
    manifest,
    playing,
)


async def test_a_file_is_announced_sent_completed_and_shared():
    async with playing() as world:
        ticket = await ask(world)
        assert ticket["file_id"].startswith("F")
        assert await send(world, ticket) == (200, f"OK - {len(ICS)}")
        done = await complete(
            world, ticket["file_id"], channel_id=TECHNOLOGY, initial_comment="Here it is"
        )
        (shared,) = done["files"]
        assert (shared["name"], shared["title"], shared["size"]) == ("D1.ics", "A file", len(ICS))
        assert shared["mimetype"] == "text/calendar"
        message = (await world.seen(LIAM, TECHNOLOGY))[-1]
        assert (message["text"], message["user"]) == ("Here it is", BOT)
        (card,) = message["files"]
        assert (card["id"], card["name"]) == (ticket["file_id"], "D1.ics")
        arrived = world.sandbox.arrived[-1]
        assert (arrived.method, arrived.channel) == ("files.completeUploadExternal", TECHNOLOGY)
        status, headers, body = await fetch(world, card["url_private_download"])
        assert (status, body) == (200, ICS)
        assert headers["Content-Type"] == "text/calendar"
        assert headers["Content-Disposition"] == "attachment"


async def test_slacks_own_client_goes_the_same_way():
    async with playing() as world:
        client = AsyncWebClient(BOT_TOKEN, base_url=world.sandbox.api_url, session=None)
        opened = await client.conversations_open(users=[LIAM])
        channel = opened["channel"]["id"]
        await client.files_upload_v2(
            content="words", filename="note.txt", title="A note", channel=channel
        )
        (card,) = (await world.seen(LIAM, channel))[-1]["files"]
        assert (card["name"], card["title"], card["size"]) == ("note.txt", "A note", 5)


async def test_bytes_may_come_as_a_field_of_a_form():
    async with playing() as world:
        ticket = await ask(world)
        form = FormData()
        form.add_field("file", ICS, filename="D1.ics")
        assert (await send(world, ticket, form))[0] == 200
        assert (await complete(world, ticket["file_id"]))["ok"]


async def test_without_a_channel_nobody_sees_it():
    async with playing() as world:
        before = len(world.sandbox.arrived)
        await upload(world)
        assert len(world.sandbox.arrived) == before


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


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"filename": "a.txt", "length": 0}, "missing_argument"),
        ({"filename": "a.txt"}, "missing_argument"),
        ({"length": 5}, "invalid_arguments"),
        ({"filename": "a.txt", "length": "many"}, "invalid_arguments"),
        ({"filename": "a.txt", "length": -1}, "invalid_arguments"),
        ({"filename": "a.txt", "length": 2**40}, "file_upload_size_restricted"),
        ({"filename": "a.png", "length": 5, "alt_txt": "x" * 1001}, "alt_txt_too_large"),
        ({"filename": "a.py", "length": 5, "snippet_type": "cobol"}, "unknown_snippet_type"),
    ],
)
async def test_what_cannot_be_announced(given, error):
    async with playing() as world:
        assert (await world.form("files.getUploadURLExternal", **given))["error"] == error


async def test_an_address_is_asked_for_in_a_form_and_not_in_json():
    async with playing() as world:
        answer = await world.api("files.getUploadURLExternal", filename="a.txt", length=5)
        assert answer["error"] == "invalid_arguments"


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
async def test_both_ends_want_their_scope(method):
    async with playing(app_manifest=manifest(without=["files:write"])) as world:
        answer = await world.form(method, filename="a", length=1, files="[]")
        assert (answer["error"], answer["needed"]) == ("missing_scope", "files:write")


@pytest.mark.parametrize(
    ("place", "error"),
    [
        ({"channel_id": "C0NOWHERE1"}, "invalid_channel"),
        ({"channel_id": LIAM}, "invalid_channel"),  # a person is no channel
        ({"channel_id": GENERAL}, "posting_to_channel_denied"),  # the bot is not in it
        ({"channels": f"{TECHNOLOGY},{GRETA}"}, "invalid_channel"),  # her account is closed
        ({"channels": ",".join([TECHNOLOGY] * 101)}, "invalid_channel"),
        ({"channel_id": TECHNOLOGY, "thread_ts": "1.000000"}, "invalid_arguments"),
    ],
)
async def test_where_it_cannot_be_shared(place, error):
    async with playing() as world:
        ticket = await ask(world)
        await send(world, ticket)
        assert (await complete(world, ticket["file_id"], **place))["error"] == error
        assert (await complete(world, ticket["file_id"]))["ok"], "nothing was done by halves"


async def test_several_places_get_a_message_each_people_too():
    async with playing() as world:
        await upload(world, channels=f"{TECHNOLOGY},{MINJI}")
        direct = (await world.api("conversations.open", users=MINJI))["channel"]["id"]
        assert (await world.seen(MINJI, direct))[-1]["files"]
        assert (await world.seen(LIAM, TECHNOLOGY))[-1]["files"]


async def test_a_reply_stands_in_its_thread():
    async with playing() as world:
        parent = (await world.api("chat.postMessage", channel=TECHNOLOGY, text="Root"))["ts"]
        await upload(world, channel_id=TECHNOLOGY, thread_ts=parent)
        assert (await world.seen(LIAM, TECHNOLOGY, thread=parent))[-1]["files"]


async def test_files_outlive_a_restart(tmp_path):
    state = tmp_path / "slack.sqlite3"
    async with playing(state=state) as world:
        await upload(world, channel_id=TECHNOLOGY)
    async with playing(state=state) as world:
        (card,) = (await world.seen(LIAM, TECHNOLOGY))[-1]["files"]
        assert (await fetch(world, card["url_private_download"]))[2] == ICS


async def test_the_pages_address_of_a_file_is_known_to_whoever_was_shown_it():
    async with playing() as world:
        file_id = await upload(world, channel_id=REGULATORS)
        (card,) = (await world.seen(LIAM, REGULATORS))[-1]["files"]
        assert file_id not in card["url_private_download"]
        assert (await fetch(world, f"/door/file/{'0' * 32}/D1.ics"))[0] == 404
        headers = {"Host": "evil.example.org"}
        async with world.http.get(card["url_private_download"], headers=headers) as response:
            assert response.status == 403


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


# Pictures in blocks -----------------------------------------------------------------------------
