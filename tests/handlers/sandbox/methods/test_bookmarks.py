"""Bookmarks of a channel."""

import pytest

from tests.handlers.sandbox.world import EDUCATION, SCOPES, TECHNOLOGY, manifest, playing

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
        ({"channel_id": "C0NOWHERE"}, "channel_not_found"),
        ({"title": ""}, "invalid_arguments"),
    ],
    ids=["type", "link", "channel", "title"],
)
async def test_what_is_refused(change, error):
    async with playing(app_manifest=ABLE) as world:
        assert (await world.api("bookmarks.add", **LINK | change))["error"] == error


async def test_a_channel_has_a_hundred_at_most():
    async with playing(app_manifest=ABLE) as world:
        answers = [await world.api("bookmarks.add", **LINK) for _ in range(101)]
    assert [one.get("error") for one in answers] == [None] * 100 + ["too_many_bookmarks"]
