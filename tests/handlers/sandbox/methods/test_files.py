"""The upload flow, as strict as Slack's: tickets, sizes, scopes and places."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

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


async def test_without_a_channel_nobody_sees_it():
    async with playing() as world:
        before = len(world.sandbox.arrived)
        await upload(world)
        assert len(world.sandbox.arrived) == before


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
