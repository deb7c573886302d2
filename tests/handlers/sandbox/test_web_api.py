"""What every call of the Web API has in common."""

import pytest

from tests.handlers.sandbox.world import (
    BOT_TOKEN,
    playing,
)


@pytest.mark.parametrize(
    ("body", "content_type", "error"),
    [
        ("{", "application/json", "invalid_json"),
        ("[]", "application/json", "json_not_object"),
        ("<x/>", "application/xml", "invalid_post_type"),
    ],
)
async def test_a_malformed_body_is_refused(body, content_type, error):
    async with playing() as world:
        headers = {"Authorization": f"Bearer {BOT_TOKEN}", "Content-Type": content_type}
        async with world.http.post("/api/auth.test", data=body, headers=headers) as response:
            assert (await response.json())["error"] == error


@pytest.mark.parametrize(
    ("content_type", "body", "warning"),
    [
        ("application/json", "{}", "missing_charset"),
        ("application/json; charset=utf-8", "{}", None),
        ("application/x-www-form-urlencoded", "a=b", None),
        ("application/x-www-form-urlencoded; charset=utf-8", "a=b", "superfluous_charset"),
    ],
    ids=["json without", "json with", "form without", "form with"],
)
async def test_a_charset_goes_with_json_and_not_with_a_form(content_type, body, warning):
    async with playing() as world:
        headers = {"Authorization": f"Bearer {BOT_TOKEN}", "Content-Type": content_type}
        async with world.http.post("/api/auth.test", data=body, headers=headers) as response:
            answer = await response.json()
    assert answer.get("warning") == warning
    assert answer["ok"] is True
