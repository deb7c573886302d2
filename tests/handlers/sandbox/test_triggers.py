"""A trigger opens one modal, within three seconds."""

from dataclasses import replace

from tests.handlers.sandbox.world import (
    FakeTime,
    modal,
    plain,
    with_app,
)
from tests.waiting import PATIENT


async def test_a_trigger_lives_three_seconds_and_works_once():
    time = FakeTime()
    async with with_app(real_now=time, timing=replace(PATIENT, trigger=3.0)) as (world, app):
        trigger = await world.trigger(app)
        time.value += 3.0
        assert (await world.api("views.open", trigger_id=trigger, view=modal()))["ok"] is True
        again = await world.api("views.open", trigger_id=trigger, view=modal())
        assert again["error"] == "exchanged_trigger_id"
        late = await world.trigger(app)
        time.value += 3.1
        expired = await world.api("views.open", trigger_id=late, view=modal())
        assert expired["error"] == "expired_trigger_id"
        unknown = await world.api("views.open", trigger_id="1.2.3", view=modal())
        assert unknown["error"] == "invalid_trigger_id"


async def test_a_trigger_runs_on_real_time_while_the_clock_leaps():
    async with with_app() as (world, app):
        trigger = await world.trigger(app)
        await world.sandbox.advance(86_400)
        assert (await world.api("views.open", trigger_id=trigger, view=modal()))["ok"] is True


async def test_a_bad_view_does_not_use_the_trigger_up():
    async with with_app() as (world, app):
        trigger = await world.trigger(app)
        bad = await world.api("views.open", trigger_id=trigger, view=modal(title=plain("x" * 25)))
        assert bad["error"] == "invalid_arguments"
        assert bad["response_metadata"]["messages"] == [
            "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
        ]
        assert (await world.api("views.open", trigger_id=trigger, view=modal()))["ok"] is True
