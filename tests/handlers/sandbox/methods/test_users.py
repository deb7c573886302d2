"""People, as the app sees them."""

from tests.administration import Administration
from tests.handlers.sandbox.world import (
    SINA,
    playing,
)


async def test_a_direct_message_shows_that_its_person_has_left():
    async with playing() as world:
        channel = (await world.api("conversations.open", users=SINA))["channel"]["id"]
        Administration(world.sandbox.core).change_person(SINA, {"deleted": True})
        info = await world.form("conversations.info", channel=channel)
    assert info["channel"]["is_user_deleted"] is True
