"""Who may ask the page's own API: this machine's page, as a person of the workspace."""

import pytest

from tests.handlers.sandbox.world import (
    BOT,
    BOT_TOKEN,
    GRETA,
    playing,
)

STRANGE = {
    "another host": {"Host": "evil.example"},
    "another port": {"Host": "127.0.0.1:1"},
    "another origin": {"Origin": "https://evil.example"},
    "an origin that is none": {"Origin": "null"},
    "the origin of another port": {"Origin": "http://localhost:1"},
}


@pytest.mark.parametrize("headers", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize("path", ["/", "/door/workspace", "/door/stream?as=U0SINA0001"])
async def test_another_host_or_origin_is_sent_away(headers, path):
    async with playing() as world, world.http.get(path, headers=headers) as response:
        assert response.status == 403
        assert "error" in await response.json()


SLACKS_OWN = [
    ("GET", "/api/auth.test"),
    ("POST", "/api/chat.postMessage"),
    ("GET", "/link/ticket"),
    ("POST", "/response/token"),
    ("POST", "/upload/ticket"),
]


@pytest.mark.parametrize("headers", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize(("method", "path"), SLACKS_OWN, ids=[path for _, path in SLACKS_OWN])
async def test_what_stands_for_slack_answers_no_other_page_either(method, path, headers):
    """Though it bears a good token, as a page that guessed it would."""
    headers = {**headers, "Authorization": f"Bearer {BOT_TOKEN}"}
    async with playing() as world:
        async with world.http.request(method, path, headers=headers) as response:
            assert response.status == 403
            assert "This door answers" in await response.text()
        assert world.sandbox.calls == []
        del headers["Origin" if "Origin" in headers else "Host"]
        async with world.http.request(method, path, headers=headers) as response:
            assert "This door answers" not in await response.text(), "it was for the headers"


async def test_the_own_names_of_this_machine_are_welcome():
    async with playing() as world:
        port = world.sandbox.url.rpartition(":")[2]
        for host in ("127.0.0.1", "localhost", "[::1]"):
            headers = {"Host": f"{host}:{port}", "Origin": f"http://{host}:{port}"}
            async with world.http.get("/door/workspace", headers=headers) as response:
                assert response.status == 200


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


@pytest.mark.parametrize(
    ("user", "status"), [("U0NOBODY01", 404), ("", 404), (GRETA, 403), (BOT, 403)]
)
async def test_nobody_acts_as_a_stranger_a_deactivated_account_or_the_app(user, status):
    async with playing() as world:
        assert (await world.get("conversations", user))[0] == status
