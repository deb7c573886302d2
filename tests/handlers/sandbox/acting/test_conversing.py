"""What a person can say, and where."""

from io import BytesIO

import aiohttp
import pytest

from tests.handlers.sandbox.uploading import ICS, PNG
from tests.handlers.sandbox.world import (
    AMARA,
    BOT,
    BOT_TOKEN,
    EDUCATION,
    GENERAL,
    GRETA,
    LIAM,
    PRIYA,
    SCOPES,
    SINA,
    TECHNOLOGY,
    manifest,
    playing,
    with_app,
)


async def test_what_cannot_be_said():
    async with playing() as world:

        async def say(**more):
            given = {"channel": EDUCATION, "text": "x", **more}
            return (await world.post("say", SINA, **given))[0]

        assert await say(text="   ") == 400
        assert await say(text="x" * 12_001) == 400
        assert await say(text="x" * 12_000) == 200
        assert await say(thread_ts="1.000001") == 404
        assert await say(channel="C0NOWHERE1") == 404
        assert (await world.post("say", LIAM, channel=EDUCATION, text="x"))[0] == 403


EVENTS = ["app_mention", "file_shared", "message.groups", "message.im"]


def able(*, without=()):
    made = manifest(scopes=[*SCOPES, "files:read"], without=without)
    made["settings"]["event_subscriptions"]["bot_events"] = EVENTS
    return made


async def put(world, name="D1.ics", content=ICS, user=LIAM, kind="application/octet-stream"):
    where = {"params": {"as": user, "name": name}, "headers": {"Content-Type": kind}}
    async with world.http.post("/door/upload", data=BytesIO(content), **where) as response:
        return response.status, await response.json()


async def sent(world, *names, text="", **more):
    ids = [(await put(world, name))[1]["id"] for name in names]
    return ids, await world.do("say", LIAM, channel=TECHNOLOGY, text=text, files=ids, **more)


async def test_the_app_hears_of_files_as_slack_tells_it():
    async with with_app(app_manifest=able()) as (world, app):
        ids, said = await sent(world, "D1.ics", "note.txt", text=f"<@{BOT}> the papers")
        await app.wait_for(4, "events_api")
        shared = [
            {key: one[key] for key in ("file_id", "file", "user_id", "channel_id")}
            for one in app.events("file_shared")
        ]
        where = {"user_id": LIAM, "channel_id": TECHNOLOGY}
        assert shared == [{"file_id": one, "file": {"id": one}, **where} for one in ids]
        [message] = app.events("message")
        assert (message["subtype"], message["ts"], message["user"]) == (
            "file_share",
            said["ts"],
            LIAM,
        )
        assert (message["upload"], message["display_as_bot"]) == (False, False)
        assert [(one["id"], one["name"], one["user"]) for one in message["files"]] == [
            (ids[0], "D1.ics", LIAM),
            (ids[1], "note.txt", LIAM),
        ]
        [mention] = app.events("app_mention")
        assert "subtype" not in mention
        assert len(mention["files"]) == 2
        history = await world.form("conversations.history", channel=TECHNOLOGY, limit=1)
        assert "subtype" not in history["messages"][0]
        assert history["messages"][0]["files"] == message["files"]


async def test_the_app_fetches_the_bytes_with_its_token():
    async with playing(app_manifest=able()) as world:
        [file_id], _ = await sent(world, "D1.ics")
        file = (await world.form("files.info", file=file_id))["file"]
        assert (file["groups"], file["is_public"], file["size"]) == ([TECHNOLOGY], False, len(ICS))
        own = {"Authorization": f"Bearer {BOT_TOKEN}"}
        for key, shown_as in (("url_private", None), ("url_private_download", "attachment")):
            async with aiohttp.request("GET", file[key], headers=own) as response:
                assert (response.status, await response.read()) == (200, ICS)
                assert response.headers["Content-Type"] == "text/calendar"
                assert response.headers.get("Content-Disposition") == shown_as


@pytest.mark.parametrize(
    ("token", "without"),
    [("", ()), ("xoxb-other", ()), (BOT_TOKEN, ["files:read"])],
    ids=["none", "another", "without its scope"],
)
async def test_whoever_may_not_gets_a_page_to_sign_in(token, without):
    async with playing(app_manifest=able(without=without)) as world:
        [file_id], _ = await sent(world, "D1.ics")
        address = world.sandbox.core.workspace.as_file(file_id)["url_private"]
        headers = {"Authorization": f"Bearer {token}"}
        async with aiohttp.request("GET", address, headers=headers) as response:
            assert (response.status, response.content_type) == (200, "text/html")
            assert response.history[0].status == 302


async def test_a_file_shared_where_the_app_is_not_is_not_there_for_it():
    async with playing(app_manifest=able()) as world:
        direct = (await world.do("conversation/open", LIAM, user=SINA))["channel"]
        file_id = (await put(world))[1]["id"]
        await world.do("say", LIAM, channel=direct, text="", files=[file_id])
        assert (await world.form("files.info", file=file_id))["error"] == "file_not_found"
        address = world.sandbox.core.workspace.as_file(file_id)["url_private"]
        own = {"Authorization": f"Bearer {BOT_TOKEN}"}
        async with aiohttp.request("GET", address, headers=own) as response:
            assert response.status == 404


async def test_a_picture_is_shown_to_people_and_files_outlive_a_restart(tmp_path):
    state = tmp_path / "slack.sqlite3"
    async with playing(state=state) as world:
        file_id = (await put(world, "map.png", PNG))[1]["id"]
        await world.do("say", LIAM, channel=TECHNOLOGY, text="A map", files=[file_id])
    async with playing(state=state) as world:
        [card] = (await world.seen(SINA, TECHNOLOGY))[-1]["files"]
        async with world.http.get(card["url_private"]) as response:
            assert (response.headers["Content-Type"], await response.read()) == ("image/png", PNG)


async def test_what_cannot_be_sent():
    async with playing() as world:

        async def refused(**more):
            given = {"channel": TECHNOLOGY, "text": "", **more}
            return (await world.post("say", LIAM, **given))[0]

        assert (await put(world, kind="text/plain"))[0] == 400
        assert await put(world, content=b"") == (
            400,
            {"error": "D1.ics is empty. Slack takes no empty file."},
        )
        status, answer = await put(world, content=bytes(20 * 1024 * 1024 + 1))
        assert (status, answer["error"][:33]) == (400, "A file has at most 20 MB here. Sl")
        assert (await put(world, name=" "))[0] == 400
        own, hers = (await put(world))[1]["id"], (await put(world, user=SINA))[1]["id"]
        assert await refused(files=[]) == 400
        assert await refused(files="F1") == 400
        assert await refused(files=[own, own]) == 400
        assert await refused(files=[f"F{number}" for number in range(11)]) == 400
        assert await refused(files=["F0NOWHERE1"]) == 403
        assert await refused(files=[hers]) == 403
        assert await refused(files=[own], channel=GENERAL, thread_ts="1.000001") == 404
        assert await refused(files=[own]) == 200
        assert await refused(files=[own]) == 403


async def test_a_message_of_files_alone_may_lose_its_words():
    async with playing() as world:
        _, said = await sent(world, "D1.ics", text="Here")
        at = {"channel": TECHNOLOGY, "ts": said["ts"]}
        await world.do("say/edit", LIAM, text="", **at)
        message = (await world.seen(SINA, TECHNOLOGY))[-1]
        assert (message["text"], len(message["files"])) == ("", 1)


async def kinds(world, user):
    _, seen = await world.get("conversations", user)
    return {one["id"]: one for one in seen["conversations"]}


async def test_channels_are_created_joined_left_and_shared_with_the_app():
    async with with_app() as (world, app):
        made = await world.do("conversation/create", SINA, name="new-room", private=True)
        channel = made["channel"]
        assert channel not in await kinds(world, AMARA)
        assert (await world.post("conversation/join", AMARA, channel=channel))[0] == 404
        await world.do("conversation/invite", SINA, channel=channel, user=AMARA)
        await world.do("conversation/invite", SINA, channel=channel, user=BOT)
        await world.do("conversation/invite", SINA, channel=channel, user=LIAM)
        await world.do("conversation/leave", LIAM, channel=channel)
        assert (await world.post("conversation/leave", LIAM, channel=channel))[0] == 404
        await world.do("conversation/join", LIAM, channel=EDUCATION)
        await world.sandbox.quiet()
        joined = [(e["user"], e["channel"]) for e in app.events("member_joined_channel")]
        left = [(e["user"], e["channel"]) for e in app.events("member_left_channel")]
        inviters = [e.get("inviter") for e in app.events("member_joined_channel")]
        _, members = await world.get("members", AMARA, channel=channel)
    assert joined == [(BOT, channel), (LIAM, channel), (LIAM, EDUCATION)]
    assert inviters == [SINA, SINA, None]
    assert left == [(LIAM, channel)]
    assert members["members"] == [SINA, AMARA, BOT]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("general", "name_taken"),
        ("Upper", "invalid_name_specials"),
        ("two words", "invalid_name_specials"),
        ("x" * 81, "invalid_name_maxlength"),
    ],
)
async def test_names_that_no_channel_may_have(name, words):
    async with playing() as world:
        status, answer = await world.post("conversation/create", SINA, name=name)
    assert (status, answer["error"]) == (400, words)


async def test_invitations_that_cannot_be_made():
    async with playing() as world:
        direct = (await world.do("conversation/open", SINA, user=LIAM))["channel"]

        async def invite(user, channel, guest):
            body = {"channel": channel, "user": guest}
            return (await world.post("conversation/invite", user, **body))[0]

        assert await invite(SINA, direct, AMARA) == 403
        assert await invite(LIAM, EDUCATION, AMARA) == 403
        assert await invite(PRIYA, TECHNOLOGY, PRIYA) == 404
        assert await invite(SINA, TECHNOLOGY, GRETA) == 404
        assert await invite(SINA, TECHNOLOGY, AMARA) == 200
