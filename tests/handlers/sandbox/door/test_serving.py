"""The page: nothing foreign in it, and nobody but this machine's own page at its doors."""

import pytest

from tests.handlers.sandbox.world import BOT_TOKEN, playing

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


async def test_the_page_is_served_with_its_types_and_lets_nothing_foreign_in():
    async with playing() as world:
        async with world.http.get("/") as response:
            assert response.status == 200
            assert response.headers["Content-Type"] == "text/html; charset=utf-8"
            assert response.headers["Cache-Control"] == "no-store"
            assert "default-src 'self'" in response.headers["Content-Security-Policy"]
        async with world.http.get("/page/main.js") as response:
            assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
        for path in ("/page/../server.py", "/page/..%2fserver.py", "/page/nothing.js", "/page/x"):
            async with world.http.get(path) as response:
                assert response.status == 404
