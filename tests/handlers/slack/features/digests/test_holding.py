"""The buttons of a chair's preview."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.errors import Refusal
from handlers.slack.features.digests import commands
from tests.bot.use_cases.practices.network import AMARA, GRACE
from tests.handlers.slack.features.practices.scenes import buttons, pressed, typed, words

MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def weekly(network, text="Monday 09:00", user_id=AMARA, **changes):
    return commands.run_weekly(typed(network, user_id, text, **changes))


def test_holding_from_the_preview_is_confirmed_in_its_place(network):
    weekly(network)
    value = f"{network.tech.id} 2026-11-30 2"
    at_eight = {"place": "D0AMARA", "now": MONDAY - timedelta(hours=1)}
    answer = commands.press_hold(pressed(network, AMARA, value, **at_eight))
    assert answer.replace
    said = words(answer)
    assert "This digest of Technology is held now." in said
    assert "The one for Monday 30 November 2026, 09:00 (Europe/London, UTC+0) is not posted" in said
    assert buttons(answer) == {"digest.post_held": f"{value} 0"}
    assert "The next weekly one: Monday 7 December 2026, 09:00" in said
    assert "It will begin where the last posted one ended" in said
    other = commands.press_hold(pressed(network, GRACE, value, **at_eight))
    assert "was held already, by @amara" in words(other)
    mine = commands.press_hold(pressed(network, AMARA, value, **at_eight))
    assert "was held already, by you" in words(mine)


def test_post_now_in_the_preview_and_in_another_chairs(network):
    weekly(network)
    value = f"{network.tech.id} 2026-11-30 2 0"
    at_eight = {"place": "D0AMARA", "now": MONDAY - timedelta(hours=1)}
    answer = commands.press_post_now(pressed(network, AMARA, value, **at_eight))
    assert answer.replace
    assert "I am posting the digest of Technology" in words(answer)
    with pytest.raises(Refusal, match="was posted already, by @amara"):
        commands.press_post_now(pressed(network, GRACE, value, **at_eight))


def test_what_another_chair_holds_is_told_before_it_is_posted(network):
    weekly(network)
    value = f"{network.tech.id} 2026-11-30 2 0"
    at_eight = {"place": "D0AMARA", "now": MONDAY - timedelta(hours=1)}
    commands.press_hold(pressed(network, AMARA, value, **at_eight))
    told = commands.press_post_now(pressed(network, GRACE, value, **at_eight))
    assert "was held already, by @amara" in words(told)
    assert network.owed("digest.now") == []
    pressed_on = pressed(network, GRACE, buttons(told)["digest.post_held"], **at_eight)
    assert "I am posting" in words(commands.press_post_held(pressed_on))
