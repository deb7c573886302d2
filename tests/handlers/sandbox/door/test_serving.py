"""The page itself: its files, their types, and nothing foreign in it."""

from tests.handlers.sandbox.world import (
    playing,
)


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
