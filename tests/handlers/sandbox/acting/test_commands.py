"""Where a person can type a command."""

from tests.handlers.sandbox.world import (
    EDUCATION,
    LIAM,
    SINA,
    with_app,
)


async def test_commands_do_not_run_in_threads_nor_outside_ones_channels():
    async with with_app() as (world, app):
        said = await world.do("say", SINA, channel=EDUCATION, text="x")
        where = {"channel": EDUCATION, "command": "/wg"}
        threaded = await world.do("command", SINA, **where, thread_ts=said["ts"])
        unknown = await world.do("command", SINA, channel=EDUCATION, command="/nothing")
        assert (await world.post("command", LIAM, **where))[0] == 403
        assert app.payloads("slash_commands") == []
    assert threaded == {"ok": False, "error": "not_in_thread"}
    assert unknown == {"ok": False, "error": "unknown_command"}
