"""Uploads by our own client against the pretend Slack: where they end up, and how they fail."""

from contextlib import asynccontextmanager

import pytest
from aiohttp import TraceConfig

from handlers.sandbox.faults import Fault
from handlers.slack.client.connection import make_client
from handlers.slack.client.files import NotUploaded, SlackFiles
from tests.handlers.sandbox.test_files import image, post
from tests.handlers.sandbox.uploading import ICS, PNG, fetch
from tests.handlers.sandbox.world import BOT_TOKEN, GRETA, LIAM, playing
from tests.waiting import PATIENCE


@asynccontextmanager
async def uploading():
    async with playing() as world:
        client = make_client(BOT_TOKEN, api_url=world.sandbox.api_url, timeout=PATIENCE)
        try:
            yield world, SlackFiles(client)
        finally:
            await client.session.close()


async def test_a_file_has_its_words_above_it():
    async with uploading() as (world, files):
        title, words = "D1 Ľudmila’s & others", "Open &lt;it&gt;"
        await files.upload("D1.ics", ICS, title=title, person=LIAM, words=words)
        direct = (await world.api("conversations.open", users=LIAM))["channel"]["id"]
        message = (await world.seen(LIAM, direct))[-1]
        assert message["text"] == words
        (card,) = message["files"]
        assert (card["name"], card["title"]) == ("D1.ics", title)
        assert (await fetch(world, card["url_private_download"]))[2] == ICS


async def test_a_file_goes_to_one_person_whom_nobody_wrote_to_before():
    async with uploading() as (world, files):
        file_id = await files.upload("D1.ics", ICS, title="D1", person=LIAM)
        direct = (await world.api("conversations.open", users=LIAM))["channel"]["id"]
        (card,) = (await world.seen(LIAM, direct))[-1]["files"]
        assert card["id"] == file_id


async def test_a_picture_is_uploaded_for_nobody_and_then_shown_in_a_block():
    async with uploading() as (world, files):
        told = "Hours of the day by organisation. " * 50
        picture = await files.upload("hours.png", PNG, title="Hours", alt_text=told)
        assert (await post(world, image(picture)))["ok"]
        assert world.sandbox.core.workspace.files.get(picture).alt_txt == told[:1000]


async def test_no_token_goes_to_the_address_of_the_bytes():
    async with uploading() as (_, files):
        sent = {}

        async def look(_session, _context, request):
            sent[request.url.path.split("/")[1]] = request.headers

        trace = TraceConfig()
        trace.on_request_headers_sent.append(look)
        trace.freeze()
        files.client.session.trace_configs.append(trace)
        await files.upload("D1.ics", ICS, title="D1")
        assert "Authorization" in sent["api"]
        assert "Authorization" not in sent["upload"]


@pytest.mark.parametrize(
    ("method", "fault", "code"),
    [
        ("files.getUploadURLExternal", "unknown_method", "unknown_method"),
        ("files.getUploadURLExternal", "missing_scope", "missing_scope"),
        ("files.getUploadURLExternal", "unheard", "ServerDisconnectedError"),
        ("files.getUploadURLExternal", "ratelimited", "ratelimited"),
        ("files.completeUploadExternal", "500", "http_500"),
        ("files.completeUploadExternal", "lost", "ServerDisconnectedError"),
        ("upload", "500", "http_500"),
        ("upload", "unheard", "ServerDisconnectedError"),
        ("conversations.open", "error:user_disabled", "user_disabled"),
        ("conversations.open", "unheard", "ServerDisconnectedError"),
    ],
)
async def test_whatever_breaks_is_one_error_with_a_word_for_the_log(method, fault, code):
    async with uploading() as (world, files):
        world.sandbox.faults.add(Fault(method, fault, times=1))
        with pytest.raises(NotUploaded) as refused:
            await files.upload("D1.ics", ICS, title="D1", person=LIAM)
        assert str(refused.value) == code
        await files.upload("D1.ics", ICS, title="D1", person=LIAM)


async def test_a_closed_account_gets_nothing():
    async with uploading() as (world, files):
        with pytest.raises(NotUploaded):
            await files.upload("D1.ics", ICS, title="D1", person=GRETA)
        assert [c for c in world.sandbox.calls if c.method.startswith("files.")] == []
