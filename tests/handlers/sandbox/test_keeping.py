"""A workspace as a file: saved and put back whole, reset, and what cannot be loaded."""

import json

import pytest

from tests.handlers.sandbox.acting.test_conversing import put
from tests.handlers.sandbox.uploading import ICS, PNG, fetch, upload
from tests.handlers.sandbox.world import (
    BOT,
    GENERAL,
    LIAM,
    SINA,
    TECHNOLOGY,
    actions,
    button,
    playing,
    with_app,
)

LATER = 86_400.0


async def saved(world):
    async with world.http.get("/door/workspace/saved") as response:
        assert response.status == 200
        assert response.headers["Content-Disposition"].startswith('attachment; filename="')
        return await response.read()


async def load(world, content):
    headers = {"Content-Type": "application/json"}
    async with world.http.post("/door/workspace/load", data=content, headers=headers) as response:
        return response.status, (await response.json()).get("error")


async def lived_in(world):
    """A bit of everything that a workspace can hold."""
    home = {"type": "home", "blocks": [actions(button())]}
    assert (await world.api("views.publish", user_id=SINA, view=home))["ok"]
    picture = await upload(world, name="map.png", content=PNG)
    image = {"type": "image", "slack_file": {"id": picture}, "alt_text": "A map"}
    posted = await world.api("chat.postMessage", channel=TECHNOLOGY, text="Map", blocks=[image])
    when = int(world.sandbox.clock.now()) + 600
    later = {"channel": TECHNOLOGY, "text": "Later", "post_at": when}
    assert (await world.api("chat.scheduleMessage", **later))["ok"]
    file_id = (await put(world))[1]["id"]
    at = {"channel": TECHNOLOGY, "ts": posted["ts"]}
    paper = {"text": "Paper", "files": [file_id], "thread_ts": at["ts"]}
    await world.do("say", LIAM, channel=TECHNOLOGY, **paper)
    await world.do("react", LIAM, name="eyes", **at)
    await world.do("conversation/mark", SINA, **at)
    await world.do("conversation/open", LIAM, user=SINA)
    return posted["ts"]


async def view_of(world):
    """What two people see of it, and the Home of one."""
    found = {}
    for person in (SINA, LIAM):
        listed = (await world.get("conversations", person))[1]["conversations"]
        found[person] = [
            (one, await world.seen(person, one["id"]), await world.seen(person, one["id"], limit=1))
            for one in listed
        ]
    return found, await world.home(SINA), [dict(vars(one)) for one in world.sandbox.arrived]


async def test_a_workspace_is_saved_and_put_back_whole_and_the_app_goes_on():
    async with with_app() as (world, app):
        ts = await lived_in(world)
        before, content = await view_of(world), await saved(world)
        assert (await world.http.post("/door/workspace/reset", json={})).status == 200
        assert await view_of(world) != before
        await world.do("say", SINA, channel=GENERAL, text="Gone again")
        made = (await world.do("conversation/create", SINA, name="new-one"))["channel"]

        assert await load(world, content) == (200, None)
        assert await view_of(world) == before
        thread = await world.seen(SINA, TECHNOLOGY, thread=ts)
        assert (await fetch(world, thread[1]["files"][0]["url_private"]))[2] == ICS
        await world.do("command", SINA, channel=GENERAL, command="/wg")
        assert app.payloads("slash_commands")
        answer = await world.api("chat.postMessage", channel=TECHNOLOGY, text="Still here")
        assert answer["ok"], answer
        again = (await world.do("conversation/create", SINA, name="new-one"))["channel"]
        assert again != made, "no id comes back as something else"
        await world.sandbox.advance(700)
        texts = [one["text"] for one in await world.seen(SINA, TECHNOLOGY)]
        assert "Later" in texts


async def test_reset_gives_the_opening_state_and_the_clock_goes_on():
    async with playing() as world:
        opening = await view_of(world)
        await lived_in(world)
        await world.sandbox.advance(LATER)
        now = world.sandbox.clock.now()
        await world.sandbox.reset()
        after = await view_of(world)
        assert world.sandbox.clock.now() >= now

        def words(view):
            return [
                (one["id"], [message["text"] for message in seen])
                for places in view[0].values()
                for one, seen, _ in places
            ]

        assert words(after) == words(opening)
        assert (after[1], after[2]) == (None, [])
        assert (await world.api("auth.test"))["user_id"] == BOT


async def test_a_file_of_a_later_moment_takes_the_clock_there():
    async with playing() as world:
        await world.sandbox.advance(LATER)
        then, content = world.sandbox.clock.now(), await saved(world)
    async with playing() as world:
        assert await load(world, content) == (200, None)
        assert world.sandbox.clock.now() >= then


async def test_what_was_put_back_outlives_a_restart(tmp_path):
    async with playing() as world:
        await world.do("say", LIAM, channel=TECHNOLOGY, text="Kept")
        content = await saved(world)
    for restarted in (False, True):
        async with playing(state=tmp_path / "slack.sqlite3") as world:
            if not restarted:
                assert await load(world, content) == (200, None)
            assert (await world.seen(SINA, TECHNOLOGY))[-1]["text"] == "Kept"


def without(*path):
    def change(body):
        for key in path[:-1]:
            body = body[key] if key != "*" else next(iter(body.values()))
        body.pop(path[-1] if path[-1] != "*" else next(iter(body)))

    return change


def set_to(value, *path):
    def change(body):
        for key in path[:-1]:
            body = body[key] if key != "*" else next(iter(body.values()))
        body[path[-1]] = value

    return change


BAD = {
    "another format": (set_to("7", "format"), "format: Input should be"),
    "a part missing": (without("messages"), "messages: Field required"),
    "a number for a name": (set_to(5, "people", SINA, "name"), f"people, {SINA}, name: Input"),
    "no writer": (without("people", LIAM), f"it names {LIAM}"),
    "no place": (without("conversations", TECHNOLOGY), f"it names {TECHNOLOGY}"),
    "no bot": (without("people", BOT), f"it names {BOT}"),
    "another app": (set_to("A1", "settings", "app", "id"), "it belongs to another"),
    "another team": (set_to("T1", "settings", "team", "id"), "it belongs to another"),
    "no time": (set_to("soon", "messages", "*", "ts"), "a part of it is missing or has no sense"),
    "no zone": (set_to("Moon/Base", "people", SINA, "tz"), "a part of it is missing"),
    "no bytes": (without("file_contents", "*"), "a part of it is missing"),
    "no file": (without("files", "*"), "a part of it is missing"),
    "no count": (set_to("x", "settings", "identifiers"), "settings, identifiers"),
}


@pytest.mark.parametrize(("change", "words"), BAD.values(), ids=BAD)
async def test_what_cannot_be_loaded_is_said_and_changes_nothing(change, words):
    async with playing() as world:
        await lived_in(world)
        body = json.loads(await saved(world))
        change(body)
        before = await view_of(world)
        status, error = await load(world, json.dumps(body))
        assert status == 400
        assert error.startswith(f"This file cannot be loaded: {words}"), error
        assert error.endswith("Nothing was changed.")
        assert await view_of(world) == before


@pytest.mark.parametrize("content", [b"", b"no json", b"[]", b'"words"'], ids=range(4))
async def test_what_is_no_such_file_at_all(content):
    async with playing() as world:
        status, error = await load(world, content)
        assert (status, error.endswith("Nothing was changed.")) == (400, True)


async def test_the_apps_own_data_go_with_it():
    async with playing() as world:
        kept = []

        async def keep():
            return "mine"

        async def put_back(text, change):
            kept.append(text)
            change()

        world.sandbox.hooks.keep, world.sandbox.hooks.put_back = keep, put_back
        assert await load(world, await saved(world)) == (200, None)
        await world.sandbox.reset()
        assert kept == ["mine", None]
