"""People as the app sees them: much of those who are here, little of those who left."""

from tests.handlers.sandbox.world import (
    AMARA,
    BOT,
    GRETA,
    MINJI,
    NADIA,
    RAHUL,
    SINA,
    playing,
)


async def test_people_as_the_app_sees_them():
    async with playing() as world:
        amara = (await world.form("users.info", user=AMARA, include_locale="true"))["user"]
        minji = (await world.form("users.info", user=MINJI))["user"]
        nadia = (await world.form("users.info", user=NADIA))["user"]
        greta = (await world.form("users.info", user=GRETA))["user"]
        rahul = (await world.form("users.info", user=RAHUL))["user"]
        sina = (await world.form("users.info", user=SINA))["user"]
        bot = (await world.form("users.info", user=BOT))["user"]
        everyone, count = await world.pages("users.list", "members", limit="10")
    assert (amara["tz"], amara["locale"]) == ("Europe/London", "en-GB")
    assert (minji["tz"], minji["tz_offset"]) == ("Asia/Seoul", 9 * 3600)
    assert "locale" not in minji
    assert "tz" not in nadia
    assert greta["deleted"] is True
    assert "tz" not in greta
    assert rahul["is_restricted"] is True
    assert sina["is_admin"] is True
    assert bot["is_bot"] is True
    assert bot["profile"]["bot_id"] == "B0CNVNR001"
    assert {"USLACKBOT", BOT, GRETA} <= {one["id"] for one in everyone}
    assert count > 3
