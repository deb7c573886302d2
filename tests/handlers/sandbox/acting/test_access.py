"""Who acts, and what they can reach: everything else is not there for them."""

import pytest

from tests.administration import Administration
from tests.handlers.sandbox.world import (
    AMARA,
    BOT,
    EDUCATION,
    GRETA,
    LIAM,
    SINA,
    TECHNOLOGY,
    actions,
    button,
    modal,
    playing,
    with_app,
)


@pytest.mark.parametrize(
    ("user", "status"), [("U0NOBODY01", 404), ("", 404), (GRETA, 403), (BOT, 403)]
)
async def test_nobody_acts_as_a_stranger_a_deactivated_account_or_the_app(user, status):
    async with playing() as world:
        assert (await world.get("conversations", user))[0] == status


async def test_what_is_not_theirs_is_not_there_and_what_they_may_only_read_is_not_written():
    async with playing() as world:
        private = await world.do("conversation/create", SINA, name="quiet-room", private=True)
        asked = {"text": "x"}
        found = {
            place: (await world.post("say", LIAM, channel=place, **asked))
            for place in (private["channel"], "C0NOWHERE1", EDUCATION)
        }
        Administration(world.sandbox.core).archive(TECHNOLOGY, by=SINA)
        found["archived"] = await world.post("say", SINA, channel=TECHNOLOGY, **asked)
    assert [status for status, _ in found.values()] == [404, 404, 403, 403]
    assert "no conversation" in found[private["channel"]][1]["error"]
    assert "has not joined" in found[EDUCATION][1]["error"]
    assert "is archived" in found["archived"][1]["error"]


async def test_a_private_message_is_there_for_its_reader_alone():
    where = {"channel": TECHNOLOGY, "block_id": "row", "action_id": "press"}
    async with with_app() as (world, app):
        given = {"channel": TECHNOLOGY, "text": "x", "blocks": [actions(button())]}
        answer = await world.api("chat.postEphemeral", user=SINA, **given)
        ts = answer["message_ts"]
        assert (await world.post("press", AMARA, ts=ts, **where))[0] == 404
        assert (await world.post("press", SINA, ts=ts, **where))[0] == 200
        assert len(app.payloads("interactive")) == 1


async def test_a_modal_is_there_for_whom_it_was_opened():
    async with with_app() as (world, app):
        await world.api("views.open", trigger_id=await world.trigger(app), view=modal())
        (view,) = await world.modals(SINA)
        assert (await world.post("view/close", LIAM, view_id=view["id"]))[0] == 404
        assert await world.modals(SINA) == [view]
        assert (await world.post("view/close", SINA, view_id=view["id"]))[0] == 200
