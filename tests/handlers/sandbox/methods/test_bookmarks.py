"""Bookmarks of a channel."""

import pytest

from tests.handlers.sandbox.world import EDUCATION, GENERAL, SCOPES, TECHNOLOGY, manifest, playing

ABLE = manifest(scopes=[*SCOPES, "bookmarks:read", "bookmarks:write"])
LINK = {
    "channel_id": TECHNOLOGY,
    "title": "Work plan",
    "type": "link",
    "link": "https://example.org/plan",
}


async def test_one_is_added_changed_listed_and_removed():
    async with playing(app_manifest=ABLE) as world:
        made = (await world.api("bookmarks.add", **LINK))["bookmark"]
        where = {"channel_id": TECHNOLOGY, "bookmark_id": made["id"]}
        await world.api("bookmarks.edit", **where, title="Work plan 2027")
        listed = (await world.form("bookmarks.list", channel_id=TECHNOLOGY))["bookmarks"]
        elsewhere = await world.api("bookmarks.remove", **{**where, "channel_id": EDUCATION})
        gone, twice = [await world.api("bookmarks.remove", **where) for _ in range(2)]
    assert [(one["title"], one["link"]) for one in listed] == [("Work plan 2027", LINK["link"])]
    assert (elsewhere["error"], gone["ok"], twice["error"]) == ("not_found", True, "not_found")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"type": "page"}, "invalid_bookmark_type"),
        ({"link": "example"}, "invalid_link"),
        ({"link": "https://[example"}, "invalid_link"),
        ({"channel_id": "C0NOWHERE"}, "channel_not_found"),
        ({"title": ""}, "invalid_arguments"),
    ],
    ids=["type", "link", "unreadable link", "channel", "title"],
)
async def test_what_is_refused(change, error):
    async with playing(app_manifest=ABLE) as world:
        assert (await world.api("bookmarks.add", **LINK | change))["error"] == error


async def test_a_channel_has_a_hundred_at_most():
    async with playing(app_manifest=ABLE) as world:
        answers = [await world.api("bookmarks.add", **LINK) for _ in range(101)]
    assert [one.get("error") for one in answers] == [None] * 100 + ["too_many_bookmarks"]


WITH_CANVASES = ["canvases:read", "canvases:write", "groups:read", "channels:read"]


def document(words):
    return {"type": "markdown", "markdown": words}


def insert(words, operation="insert_at_start"):
    return [{"operation": operation, "document_content": document(words)}]


async def test_a_channel_has_one_canvas_which_is_written_at_its_start():
    async with playing(app_manifest=manifest(scopes=WITH_CANVASES)) as world:
        where = {"channel_id": TECHNOLOGY}
        made = await world.api(
            "conversations.canvases.create", **where, document_content=document("# One\nwords")
        )
        again = await world.api("conversations.canvases.create", **where)
        info = await world.form("conversations.info", channel=TECHNOLOGY)
        canvas = {"canvas_id": made["canvas_id"]}
        edited = await world.api("canvases.edit", **canvas, changes=insert("# Two\nmore"))
        found = await world.api(
            "canvases.sections.lookup", **canvas, criteria={"contains_text": "more"}
        )
        absent = await world.api(
            "canvases.sections.lookup", **canvas, criteria={"contains_text": "Three"}
        )
        kept = world.sandbox.core.workspace.canvases.of_channel(TECHNOLOGY)
    assert again["error"] == "channel_canvas_already_exists"
    assert info["channel"]["properties"]["canvas"]["file_id"] == made["canvas_id"]
    assert edited["ok"] is True
    assert kept.text == "# Two\nmore\n# One\nwords"
    assert (len(found["sections"]), absent["sections"]) == (1, [])


async def test_a_workspace_without_canvases_says_so_in_slacks_word():
    async with playing(app_manifest=manifest(scopes=WITH_CANVASES)) as world:
        await world.do("canvases", "", offered=False)
        refused = await world.api("conversations.canvases.create", channel_id=TECHNOLOGY)
        alone = await world.api("canvases.create", title="x")
        await world.do("canvases", "", offered=True)
        made = await world.api("canvases.create", title="x")
    assert refused["error"] == alone["error"] == "canvas_disabled_user_team"
    assert made["ok"] is True


@pytest.mark.parametrize(
    ("method", "given", "error"),
    [
        ("conversations.canvases.create", {"channel_id": "C0NOWHERE1"}, "channel_not_found"),
        ("conversations.canvases.create", {"channel_id": GENERAL}, "not_in_channel"),
        ("canvases.edit", {"canvas_id": "F0", "changes": insert("x")}, "canvas_not_found"),
        ("canvases.edit", {"changes": [*insert("x"), *insert("y")]}, "invalid_arguments"),
        ("canvases.edit", {"changes": insert("x", "turn_over")}, "canvas_editing_failed"),
        ("canvases.edit", {"changes": [{"operation": "replace"}] * 0}, "invalid_arguments"),
        (
            "canvases.create",
            {"document_content": {"type": "html", "markdown": "x"}},
            "invalid_arguments",
        ),
    ],
    ids=["nowhere", "not in it", "no canvas", "two changes", "odd", "no change", "html"],
)
async def test_what_slack_refuses(method, given, error):
    async with playing(app_manifest=manifest(scopes=WITH_CANVASES)) as world:
        made = await world.api("canvases.create", title="x")
        canvas = {"canvas_id": made["canvas_id"]} if method == "canvases.edit" else {}
        assert (await world.api(method, **{**canvas, **given}))["error"] == error


async def test_writing_needs_its_scope():
    async with playing() as world:
        answer = await world.api("conversations.canvases.create", channel_id=TECHNOLOGY)
    assert (answer["error"], answer["needed"]) == ("missing_scope", "canvases:write")
