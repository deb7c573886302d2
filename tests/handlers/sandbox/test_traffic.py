"""The inspector's memory: newest first, bounded, found by name, and without anything secret."""

import asyncio
import json

from handlers.sandbox.traffic import HIDDEN, MOST, Traffic, readable
from tests.handlers.sandbox.world import EDUCATION, PRIYA, SINA, TECHNOLOGY, with_app
from tests.waiting import PATIENCE


def noted(*names, way="call"):
    traffic = Traffic(lambda: 7.0)
    for name in names:
        traffic.note(way, name, {"n": name}, {"ok": True})
    return traffic


def numbers(found):
    return [one.number for one in found]


def test_the_newest_come_first_and_only_those_after_a_number():
    traffic = noted("a", "b", "c")
    assert numbers(traffic.newest()) == [3, 2, 1]
    assert numbers(traffic.newest(after=2)) == [3]
    assert numbers(traffic.newest(limit=2)) == [3, 2]
    assert traffic.of_number(2).as_line() == {
        "number": 2,
        "at": 7.0,
        "way": "call",
        "name": "b",
        "error": None,
    }


def test_they_are_found_by_a_part_of_the_name_and_by_their_way():
    traffic = noted("chat.postMessage", "users.info")
    traffic.note("event", "app_home_opened", {})
    assert numbers(traffic.newest(name="postmess")) == [1]
    assert numbers(traffic.newest(name="event")) == [3]
    assert numbers(traffic.newest(name="even")) == []


def test_the_oldest_are_forgotten():
    traffic = noted(*map(str, range(MOST + 5)))
    assert traffic.of_number(5) is None
    assert traffic.of_number(6).name == "5"
    assert len(traffic.newest(limit=2 * MOST)) == MOST


def test_tokens_and_secret_addresses_are_hidden_and_json_is_opened():
    secret = "xoxb-sandbox-0123456789abcdef"
    shown = readable(
        {
            "token": "deprecated",
            "text": f"the token is {secret}",
            "blocks": json.dumps([{"type": "section", "value": "xapp-1-A-2"}]),
            "response_url": "http://127.0.0.1:1/response/s3cr3t_A-b",
            "url": "ws://127.0.0.1:1/link/abc",
            "upload_url": "http://127.0.0.1:1/upload/abc",
            "odd": "[no json",
            "count": 3,
            "ok": True,
            "none": None,
        }
    )
    assert shown == {
        "token": HIDDEN,
        "text": f"the token is {HIDDEN}",
        "blocks": [{"type": "section", "value": HIDDEN}],
        "response_url": f"http://127.0.0.1:1/response/{HIDDEN}",
        "url": f"ws://127.0.0.1:1/link/{HIDDEN}",
        "upload_url": f"http://127.0.0.1:1/upload/{HIDDEN}",
        "odd": "[no json",
        "count": 3,
        "ok": True,
        "none": None,
    }


async def test_the_stream_tells_each_person_of_what_concerns_them():
    async with with_app() as (world, app):
        streams = {}
        for user in (SINA, PRIYA):
            streams[user] = await world.http.get("/door/stream", params={"as": user})
            assert await streams[user].content.readline() == b": connected\n"
            await streams[user].content.readline()

        async def next_of(user):
            async with asyncio.timeout(PATIENCE):
                line = await streams[user].content.readline()
                await streams[user].content.readline()
            return json.loads(line.removeprefix(b"data: "))

        await world.do("say", SINA, channel=TECHNOLOGY, text="for the group")
        told = await next_of(SINA)
        assert (told["type"], told["channel"], told["unread"]) == ("messages", TECHNOLOGY, 0)
        assert [card["text"] for card in told["cards"]] == ["for the group"]
        private = {"channel": EDUCATION, "text": "for Priya"}
        await world.api("chat.postEphemeral", user=PRIYA, **private)
        assert [card["text"] for card in (await next_of(PRIYA))["cards"]] == ["for Priya"]
        await world.sandbox.advance(60)
        assert await next_of(SINA) == {"type": "clock"}
        assert await next_of(PRIYA) == {"type": "clock"}
        await app.socket.close()
        assert await next_of(SINA) == {"type": "workspace"}
        await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
        notice = await next_of(SINA)
        for stream in streams.values():
            stream.close()
    assert notice["type"] == "notice"
    assert "dispatch_failed" in notice["text"]
